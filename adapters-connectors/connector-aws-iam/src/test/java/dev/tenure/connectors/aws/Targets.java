package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.Gap;
import dev.tenure.connector.spi.Keeping;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.Page;
import dev.tenure.connector.spi.Secret;
import dev.tenure.connectors.aws.targets.EmbeddedAws;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Connectors to accounts in memory, with the settings that fit them. */
public final class Targets {

    private Targets() {}

    static ConnectorConfiguration configuration(EmbeddedAws aws, String... more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "region",
                "us-east-1",
                "endpoint",
                aws.url(),
                "unencrypted",
                "allow",
                "accessKeyId",
                EmbeddedAws.ACCESS_KEY_ID,
                "attributes",
                "UserName Path tag:employee",
                "requestTimeoutMillis",
                "60000",
                "throttlePauseMillis",
                "1",
                "pageSize",
                "20"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return new ConnectorConfiguration(settings, Map.of("secretAccessKey", Secret.of(EmbeddedAws.SECRET)));
    }

    static Connector open(EmbeddedAws aws, String... more) {
        return new AwsIamConnectorFactory().open(configuration(aws, more));
    }

    /** A listing read to its end. */
    record Listing<T>(List<T> items, List<Gap> gaps) {}

    static <T> Listing<T> whole(Function<Cursor, Observation<Page<T>>> listing) {
        List<T> items = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            Page<T> page = seen(listing.apply(next.get()));
            items.addAll(page.items());
            gaps.addAll(page.gaps());
            next = page.next();
        }
        return new Listing<>(items, gaps);
    }

    /** What was seen; fails where nothing was. */
    public static <T> T seen(Observation<T> observation) {
        return switch (observation) {
            case Observation.Seen<T> s -> s.value();
            case Observation.Refused<T> r -> throw new AssertionError(r.toString());
            case Observation.Unreachable<T> u -> throw new AssertionError(u.toString());
        };
    }

    /** Why nothing was seen; fails where something was. */
    public static <T> String reason(Observation<T> observation) {
        return switch (observation) {
            case Observation.Seen<T> s -> throw new AssertionError(s.toString());
            case Observation.Refused<T> r -> r.reason();
            case Observation.Unreachable<T> u -> u.reason();
        };
    }

    /** Keeps one secret, or none at all. */
    static final class InMemory implements Keeping {

        private final boolean keeps;
        private Optional<Secret> kept = Optional.empty();

        InMemory(boolean keeps) {
            this.keeps = keeps;
        }

        @Override
        public Optional<Secret> kept() {
            return kept;
        }

        @Override
        public boolean keep(Secret secret) {
            if (keeps) {
                kept = Optional.of(secret);
            }
            return keeps;
        }
    }
}

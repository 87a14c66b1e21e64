package dev.tenure.connectors.scim;

import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.Secret;
import dev.tenure.connectors.scim.targets.EmbeddedScim;
import java.util.HashMap;
import java.util.Map;

/** Connectors to targets in memory, with the settings that fit them. */
final class Targets {

    private Targets() {}

    /** What a target needs whose sessions and tokens can be ended and listed, and that tells what was modified. */
    static final String[] EVERYTHING = {
        "incremental", "yes",
        "sessionReset", "POST /Users/{id}/sessions/reset",
        "sessionList", "GET /Users/{id}/sessions",
        "tokenRevocation", "DELETE /Users/{id}/tokens",
        "tokenList", "GET /Users/{id}/tokens"
    };

    /** What a target needs whose sessions and tokens can be ended, and that lists neither. */
    static final String[] UNLISTED = {
        "sessionReset", "POST /Users/{id}/sessions/reset",
        "tokenRevocation", "DELETE /Users/{id}/tokens"
    };

    static Map<String, String> settings(EmbeddedScim target, String... more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "address",
                target.url(),
                "unencrypted",
                "allow",
                "pageSize",
                "20",
                "passwords",
                "yes",
                "requestTimeoutMillis",
                "60000"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    static Connector open(EmbeddedScim target, String... more) {
        return new ScimConnectorFactory()
                .open(new ConnectorConfiguration(
                        settings(target, more), Map.of("token", Secret.of(EmbeddedScim.TOKEN))));
    }

    static <T> T seen(Observation<T> observation) {
        return switch (observation) {
            case Observation.Seen<T> s -> s.value();
            case Observation.Refused<T> r -> throw new AssertionError(r.toString());
            case Observation.Unreachable<T> u -> throw new AssertionError(u.toString());
        };
    }

    static <T> String reason(Observation<T> observation) {
        return switch (observation) {
            case Observation.Seen<T> s -> throw new AssertionError(s.toString());
            case Observation.Refused<T> r -> r.reason();
            case Observation.Unreachable<T> u -> u.reason();
        };
    }
}

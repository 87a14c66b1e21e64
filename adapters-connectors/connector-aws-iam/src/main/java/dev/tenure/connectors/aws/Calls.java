package dev.tenure.connectors.aws;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Calls of IAM and STS: none that {@link Action} does not name. */
public final class Calls implements AutoCloseable {

    private static final int MOST_TRIES = 3;

    /**
     * A page of a list.
     *
     * @param next the marker of the page after it
     */
    public record Page<T>(List<T> items, Optional<String> next) {

        /** As AWS tells it: a marker counts where the list is said to go on. */
        static <T> Page<T> of(List<T> items, @Nullable Boolean truncated, @Nullable String marker) {
            return new Page<>(items, Boolean.TRUE.equals(truncated) ? Optional.ofNullable(marker) : Optional.empty());
        }
    }

    /** Asks for the page that a marker leads to, which is {@code null} for the first, as the SDK takes it. */
    @FunctionalInterface
    interface Paging<T> {
        Page<T> at(IamClient client, @Nullable String marker);
    }

    private final AwsSettings settings;
    private final Sender sender;
    private final IamClient iam;

    Calls(AwsSettings settings) {
        this(settings, new Sender(settings, Action::named, MOST_TRIES));
    }

    private Calls(AwsSettings settings, Sender sender) {
        this.settings = settings;
        this.sender = sender;
        this.iam = sender.client(IamClient.builder(), settings.endpoint());
    }

    /** The same calls in the name of a role. They go the same way, and end with these. */
    Calls as(AwsSettings.Role role) {
        return new Calls(settings, sender.as(role));
    }

    /** A client of another service, in any region: its calls go the same way, signed as these are. */
    <B extends SdkSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
            B builder, String region, Optional<URI> endpoint) {
        return sender.client(builder, region, endpoint);
    }

    /** Calls of a service that speaks JSON: they go the same way, signed as these are. */
    JsonApi json(JsonApi.Place place) {
        return sender.json(place);
    }

    // Reading

    /** Whom AWS takes the connector for. */
    GetCallerIdentityResponse caller() throws Trouble {
        return sender.caller();
    }

    /** Reads what may not be there. */
    <T> Optional<T> find(Action action, Function<IamClient, T> call) throws Trouble {
        return sender.found(action, () -> call.apply(iam));
    }

    /** Reads from any client what may not be there. */
    <T> Optional<T> read(Action action, Supplier<T> call) throws Trouble {
        return sender.found(action, call);
    }

    /** Reads what may not be there, and what AWS may not show. */
    <T> Optional<T> findIfAllowed(Action action, Function<IamClient, T> call) throws Trouble {
        try {
            return find(action, call);
        } catch (Trouble e) {
            if (e.isRefusal()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** One page of a list; empty and without another where whose list it is is gone. */
    <T> Page<T> page(Action action, Paging<T> paging, Optional<String> marker) throws Trouble {
        return sender.page(action, at -> paging.at(iam, at), marker);
    }

    /** A list to its end. */
    <T> List<T> all(Action action, Paging<T> paging) throws Trouble {
        return sender.all(action, at -> paging.at(iam, at));
    }

    /** An id or name that AWS tells with whatever it lists. What stands at its place may not. */
    public static String told(@Nullable String text) throws Trouble {
        if (text == null || text.isBlank()) {
            throw Trouble.unreachable("AWS tells of something without its id or name: look at endpoint");
        }
        return text;
    }

    // Writing

    /** Sends one write. */
    WriteAnswer write(Action action, Consumer<IamClient> call) {
        return sender.write(action, () -> call.accept(iam));
    }

    @Override
    public void close() {
        iam.close();
        sender.close();
    }
}

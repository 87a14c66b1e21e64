package dev.tenure.connectors.aws;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Sends the calls of AWS's clients: none that is not named, each judged by what came of it. The SDK itself repeats nothing.
 * A throttled call is made again here, a few times at most, since nothing was carried out of it; so is, once, a read whose
 * connection was lost.
 */
public final class Sender implements AutoCloseable {

    private static final int MOST_PAGES = 10_000;

    /** Asks for the page that a marker leads to, which is {@code null} for the first, as the SDK takes it. */
    @FunctionalInterface
    public interface Paging<T> {
        /** The page there. */
        Calls.Page<T> at(@Nullable String marker);
    }

    /** What is not named is not sent. */
    private final class OnlyNamed implements ExecutionInterceptor {

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            action(String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)));
        }
    }

    private final AwsSettings settings;
    private final Function<String, Optional<? extends NamedAction>> named;
    private final int mostTries;
    private final Wire wire;
    private final SigningKeys keys;
    private final StsClient sts;
    private final SigningKeys.Assuming assuming;

    /**
     * Sends nothing yet.
     *
     * @param named tells an action by AWS's name of it, where it may be called; those of STS among them
     * @param mostTries how often a throttled call is made
     */
    public Sender(AwsSettings settings, Function<String, Optional<? extends NamedAction>> named, int mostTries) {
        this.settings = settings;
        this.named = named;
        this.mostTries = mostTries;
        this.wire = new Wire(settings);
        this.keys = new SigningKeys(settings);
        StsClientBuilder stsBuilder = StsClient.builder()
                .httpClient(wire)
                .overrideConfiguration(configuration())
                .region(Region.of(settings.region()))
                .credentialsProvider(keys.own());
        settings.stsEndpoint().ifPresent(stsBuilder::endpointOverride);
        this.sts = stsBuilder.build();
        this.assuming = role -> once(action("AssumeRole"), () -> assumed(role));
    }

    /** Sends as a role that is taken on by what another one signs with. */
    private Sender(Sender through, AwsSettings.Role role) {
        this.settings = through.settings;
        this.named = through.named;
        this.mostTries = through.mostTries;
        this.wire = through.wire;
        this.keys = new SigningKeys(through.keys, Optional.of(role));
        this.sts = through.sts;
        this.assuming = other -> through.repeated(action("AssumeRole"), () -> through.assumed(other));
    }

    /** The same in the name of a role. What it sends goes the same way, and ends with this one. */
    Sender as(AwsSettings.Role role) {
        return new Sender(this, role);
    }

    /** Calls of a service that speaks JSON, signed as all others. */
    JsonApi json(JsonApi.Place place) {
        return new JsonApi(wire, keys, place);
    }

    /** A client whose calls go through here; whoever asked for it closes it. */
    public <B extends SdkSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
            B builder, Optional<URI> endpoint) {
        return client(builder, settings.region(), endpoint);
    }

    /** The same in another region. */
    <B extends SdkSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
            B builder, String region, Optional<URI> endpoint) {
        builder.httpClient(wire);
        builder.overrideConfiguration(configuration());
        builder.region(Region.of(region));
        builder.credentialsProvider(keys);
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private ClientOverrideConfiguration configuration() {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .addExecutionInterceptor(new OnlyNamed())
                .build();
    }

    private NamedAction action(String operation) {
        Optional<? extends NamedAction> action = named.apply(operation);
        if (action.isEmpty()) {
            throw new IllegalStateException(operation + " is not among the actions that the connector may call");
        }
        return action.get();
    }

    // Reading

    /** Whom AWS takes the connector for. */
    public GetCallerIdentityResponse caller() throws Trouble {
        return found(
                        action("GetCallerIdentity"),
                        () -> sts.getCallerIdentity(
                                asked -> asked.overrideConfiguration(o -> o.credentialsProvider(keys))))
                .orElseThrow(() -> Trouble.refused("AWS does not say who the connector is"));
    }

    /** Reads what may not be there. */
    public <T> Optional<T> found(NamedAction action, Supplier<T> call) throws Trouble {
        try {
            return Optional.of(repeated(action, call));
        } catch (CallFailure first) {
            if (first.kind() != CallFailure.Kind.CUT) {
                return none(first);
            }
        }
        try {
            return Optional.of(repeated(action, call));
        } catch (CallFailure second) {
            return none(second);
        }
    }

    private static <T> Optional<T> none(CallFailure failure) throws Trouble {
        if (failure.kind() == CallFailure.Kind.GONE) {
            return Optional.empty();
        }
        throw failure.trouble();
    }

    /** One page of a list; empty and without another where whose list it is is gone. */
    public <T> Calls.Page<T> page(NamedAction action, Paging<T> paging, Optional<String> marker) throws Trouble {
        return pageIfThere(action, paging, marker).orElseGet(() -> new Calls.Page<>(List.of(), Optional.empty()));
    }

    /** A list to its end; empty where whose list it is is gone. */
    public <T> List<T> all(NamedAction action, Paging<T> paging) throws Trouble {
        return allIfThere(action, paging).orElseGet(List::of);
    }

    /** One page of a list; none where whose list it is is gone. */
    public <T> Optional<Calls.Page<T>> pageIfThere(NamedAction action, Paging<T> paging, Optional<String> marker)
            throws Trouble {
        Optional<Calls.Page<T>> page = found(action, () -> paging.at(marker.orElse(null)));
        if (marker.isPresent() && page.flatMap(Calls.Page::next).equals(marker)) {
            throw Trouble.unreachable("AWS's list leads back to where it was: read it again");
        }
        return page;
    }

    /** A list to its end; none where whose list it is is gone. */
    public <T> Optional<List<T>> allIfThere(NamedAction action, Paging<T> paging) throws Trouble {
        List<T> all = new ArrayList<>();
        Optional<String> marker = Optional.empty();
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Optional<Calls.Page<T>> page = pageIfThere(action, paging, marker);
            if (page.isEmpty()) {
                return Optional.empty();
            }
            all.addAll(page.get().items());
            marker = page.get().next();
            if (marker.isEmpty()) {
                return Optional.of(all);
            }
        }
        throw Trouble.unreachable("AWS's list does not end: read it again");
    }

    // Writing

    /** Sends one write. */
    public WriteAnswer write(NamedAction action, Runnable call) {
        try {
            repeated(action, () -> {
                call.run();
                return action;
            });
            return new WriteAnswer.Done();
        } catch (CallFailure e) {
            return e.answer();
        }
    }

    // What both share

    private <T> T repeated(NamedAction action, Supplier<T> call) throws CallFailure {
        Duration pause = settings.throttlePause();
        for (int tries = 1; ; tries++) {
            try {
                signable();
                return once(action, call);
            } catch (CallFailure e) {
                if (tries == mostTries || !isWorthAnotherTry(e, pause)) {
                    throw e;
                }
                pause = pause.multipliedBy(2);
            }
        }
    }

    private boolean isWorthAnotherTry(CallFailure failure, Duration pause) {
        return switch (failure.kind()) {
            case THROTTLED -> paused(pause);
            case EXPIRED -> keys.drop();
            case GONE, LATER, CUT, LOST, REFUSED -> false;
        };
    }

    private void signable() throws CallFailure {
        try {
            keys.renew(assuming);
        } catch (CallFailure e) {
            throw e.before();
        }
    }

    /** A role of the settings is taken on by what they say to sign with, another one by that role. */
    private Credentials assumed(AwsSettings.Role role) {
        AssumeRoleRequest.Builder asked =
                AssumeRoleRequest.builder().roleArn(role.arn()).roleSessionName("tenure");
        role.externalId().ifPresent(asked::externalId);
        if (!settings.role().equals(Optional.of(role))) {
            asked.overrideConfiguration(o -> o.credentialsProvider(keys));
        }
        return sts.assumeRole(asked.build()).credentials();
    }

    private <T> T once(NamedAction action, Supplier<T> call) throws CallFailure {
        if (Thread.currentThread().isInterrupted()) {
            throw new CallFailure(CallFailure.Kind.LATER, "the call was interrupted");
        }
        wire.begin();
        try {
            return call.get();
        } catch (SdkException e) {
            throw Answers.failure(action, e, wire.fate());
        } finally {
            wire.begin();
        }
    }

    /** Waits; answers false where it was interrupted, and leaves the mark of that. */
    public static boolean paused(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        sts.close();
        wire.close();
    }
}

package dev.tenure.connectors.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.IamClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Calls of IAM and STS: none that {@link Action} does not name, each judged by what came of it. The SDK itself repeats
 * nothing. A throttled call is made again here, twice at most, since nothing was carried out of it; so is, once, a read whose
 * connection was lost.
 */
final class Calls implements AutoCloseable {

    private static final int MOST_TRIES = 3;
    private static final int MOST_PAGES = 10_000;

    /** What {@link Action} does not name is not sent. */
    private static final class OnlyNamed implements ExecutionInterceptor {

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            String operation = String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
            if (Action.named(operation).isEmpty()) {
                throw new IllegalStateException(operation + " is not among the actions that the connector may call");
            }
        }
    }

    /**
     * A page of a list.
     *
     * @param next the marker of the page after it
     */
    record Page<T>(List<T> items, Optional<String> next) {

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
    private final Wire wire;
    private final SigningKeys keys;
    private final SigningKeys.Assuming assuming;
    private final IamClient iam;
    private final StsClient sts;

    Calls(AwsSettings settings) {
        this.settings = settings;
        this.wire = new Wire(settings);
        this.keys = new SigningKeys(settings);
        this.iam = iam();
        StsClientBuilder stsBuilder = equipped(StsClient.builder()).credentialsProvider(keys.own());
        settings.stsEndpoint().ifPresent(stsBuilder::endpointOverride);
        this.sts = stsBuilder.build();
        this.assuming = role -> once(Action.ASSUME_ROLE, () -> assume(role));
    }

    /** Calls as a role that is taken on by what other calls are signed with. */
    private Calls(Calls through, AwsSettings.Role role) {
        this.settings = through.settings;
        this.wire = through.wire;
        this.keys = new SigningKeys(through.keys, Optional.of(role));
        this.iam = iam();
        this.sts = through.sts;
        this.assuming = other -> through.repeated(Action.ASSUME_ROLE, () -> through.assume(other));
    }

    /** The same calls in the name of a role. They go the same way, and end with these. */
    Calls as(AwsSettings.Role role) {
        return new Calls(this, role);
    }

    private IamClient iam() {
        IamClientBuilder builder = equipped(IamClient.builder());
        settings.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    /** Calls of a service that speaks JSON: they go the same way, signed as these are. */
    JsonApi json(JsonApi.Place place) {
        return new JsonApi(wire, keys, place);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B equipped(B builder) {
        return builder.httpClient(wire)
                .overrideConfiguration(configuration())
                .region(Region.of(settings.region()))
                .credentialsProvider(keys);
    }

    private static ClientOverrideConfiguration configuration() {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .addExecutionInterceptor(new OnlyNamed())
                .build();
    }

    // Reading

    /** Whom AWS takes the connector for. */
    GetCallerIdentityResponse caller() throws Trouble {
        return read(
                        Action.GET_CALLER_IDENTITY,
                        () -> sts.getCallerIdentity(
                                asked -> asked.overrideConfiguration(o -> o.credentialsProvider(keys))))
                .orElseThrow(() -> Trouble.refused("AWS does not say who the connector is"));
    }

    /** Reads what may not be there. */
    <T> Optional<T> find(Action action, Function<IamClient, T> call) throws Trouble {
        return read(action, () -> call.apply(iam));
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

    /** Reads from any client what may not be there. */
    <T> Optional<T> read(Action action, Supplier<T> call) throws Trouble {
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
    <T> Page<T> page(Action action, Paging<T> paging, Optional<String> marker) throws Trouble {
        Page<T> page = find(action, client -> paging.at(client, marker.orElse(null)))
                .orElseGet(() -> new Page<>(List.of(), Optional.empty()));
        if (marker.isPresent() && page.next().equals(marker)) {
            throw Trouble.unreachable("AWS's list leads back to where it was: read it again");
        }
        return page;
    }

    /** A list to its end. */
    <T> List<T> all(Action action, Paging<T> paging) throws Trouble {
        List<T> all = new ArrayList<>();
        Optional<String> marker = Optional.empty();
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Page<T> page = page(action, paging, marker);
            all.addAll(page.items());
            marker = page.next();
            if (marker.isEmpty()) {
                return all;
            }
        }
        throw Trouble.unreachable("AWS's list does not end: read it again");
    }

    /** An id or name that AWS tells with whatever it lists. What stands at its place may not. */
    static String told(@Nullable String text) throws Trouble {
        if (text == null || text.isBlank()) {
            throw Trouble.unreachable("AWS tells of something without its id or name: look at endpoint");
        }
        return text;
    }

    // Writing

    /** Sends one write. */
    WriteAnswer write(Action action, Consumer<IamClient> call) {
        try {
            repeated(action, () -> {
                call.accept(iam);
                return iam;
            });
            return new WriteAnswer.Done();
        } catch (CallFailure e) {
            return e.answer();
        }
    }

    // What both share

    private <T> T repeated(Action action, Supplier<T> call) throws CallFailure {
        Duration pause = settings.throttlePause();
        for (int tries = 1; ; tries++) {
            try {
                signable();
                return once(action, call);
            } catch (CallFailure e) {
                if (tries == MOST_TRIES || !isWorthAnotherTry(e, pause)) {
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
    private Credentials assume(AwsSettings.Role role) {
        AssumeRoleRequest.Builder asked =
                AssumeRoleRequest.builder().roleArn(role.arn()).roleSessionName("tenure");
        role.externalId().ifPresent(asked::externalId);
        if (!settings.role().equals(Optional.of(role))) {
            asked.overrideConfiguration(o -> o.credentialsProvider(keys));
        }
        return sts.assumeRole(asked.build()).credentials();
    }

    private <T> T once(Action action, Supplier<T> call) throws CallFailure {
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

    /** Waits; answers false where it was interrupted. */
    static boolean paused(Duration pause) {
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
        iam.close();
        sts.close();
        wire.close();
    }
}

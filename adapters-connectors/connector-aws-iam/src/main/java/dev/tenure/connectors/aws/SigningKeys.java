package dev.tenure.connectors.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.model.Credentials;

/** What calls are signed with: the connector's own credentials, or those of the role that it assumes with them. */
final class SigningKeys implements AwsCredentialsProvider {

    private static final Duration RENEWED_BEFORE = Duration.ofMinutes(5);

    /** Asks for the credentials of the role. */
    @FunctionalInterface
    interface Assuming {
        Credentials assume(AwsSettings.Role role) throws CallFailure;
    }

    private record Lent(AwsCredentials credentials, Instant until) {

        boolean isGood() {
            return Instant.now().plus(RENEWED_BEFORE).isBefore(until);
        }
    }

    private final AwsCredentialsProvider own;
    private final Optional<AwsSettings.Role> role;
    private volatile Optional<Lent> lent = Optional.empty();

    /** Those of the settings. */
    SigningKeys(AwsSettings settings) {
        this(own(settings), settings.role());
    }

    /** @param own what a role is assumed with */
    SigningKeys(AwsCredentialsProvider own, Optional<AwsSettings.Role> role) {
        this.own = own;
        this.role = role;
    }

    private static AwsCredentialsProvider own(AwsSettings settings) {
        return settings.key()
                .<AwsCredentialsProvider>map(key -> StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(key.id(), key.secret().reveal())))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    /** What a role is assumed with. */
    AwsCredentialsProvider own() {
        return own;
    }

    /** Sees to it that there is something to sign with. */
    void renew(Assuming assuming) throws CallFailure {
        if (role.isPresent() && lent.filter(Lent::isGood).isEmpty()) {
            // Two threads may both ask; either answer is good.
            Credentials given = assuming.assume(role.get());
            lent = Optional.of(new Lent(
                    AwsSessionCredentials.create(given.accessKeyId(), given.secretAccessKey(), given.sessionToken()),
                    Objects.requireNonNullElse(given.expiration(), Instant.EPOCH)));
        }
    }

    /** Gives up what was lent; answers false where nothing was. */
    boolean drop() {
        boolean had = lent.isPresent();
        lent = Optional.empty();
        return had;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return role.isPresent()
                ? lent.map(Lent::credentials)
                        .orElseThrow(() -> new IllegalStateException("the role was not assumed before it is used"))
                : own.resolveCredentials();
    }

    @Override
    public String toString() {
        return "SigningKeys[]";
    }
}

package dev.tenure.rest.secrets;

import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.secrets.SharedSecret;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A password or key that several people know. */
@RegisterForReflection
@Schema(
        name = "SharedSecret",
        description = "A password or key that several people know: where it is kept, never what it is.",
        requiredProperties = {
            "id",
            "state",
            "name",
            "owner",
            "consumers",
            "keptAt",
            "rotateEveryDays",
            "rotateBy",
            "knowers",
            "registeredBy",
            "registeredAt"
        })
public record SharedSecretJson(
        UUID id,

        @Schema(enumeration = {"kept", "retired"}) String state,
        String name,

        @Schema(description = "What it opens.") @Nullable UUID system,

        @Schema(description = "As whom, where it is an account's password.") @Nullable
        UUID account,

        @Schema(description = "Which of the account's credentials it is, by the target's id.") @Nullable
        String credential,

        @Schema(description = "How long an old credential stays switched off before it is gone.") @Nullable
        Long offForHours,

        @Schema(description = "Who answers for it, by subject.")
        String owner,

        List<SecretConsumerJson> consumers,

        @Schema(description = "A reference to where the value stands.")
        String keptAt,

        @Schema(description = "How long a value may be used, even if nobody leaves.")
        long rotateEveryDays,

        @Nullable Instant rotatedAt,
        Instant rotateBy,

        @Schema(description = "Who knows the value that works; names only where one secret is shown.")
        List<SecretKnowerJson> knowers,

        @Schema(description = "By subject.") String registeredBy,
        Instant registeredAt,

        @Schema(description = "Why it opens nothing any more.") @Nullable
        String retiredReason,

        @Schema(description = "By subject.") @Nullable String retiredBy,
        @Nullable Instant retiredAt) {

    static SharedSecretJson of(SharedSecret secret) {
        return of(secret, Map.of());
    }

    static SharedSecretJson of(SharedSecret secret, Map<IdentityId, String> names) {
        return switch (secret) {
            case SharedSecret.Kept kept -> of(kept, names, null, null, null);
            case SharedSecret.Retired retired -> of(retired, names, retired.reason(), retired.by(), retired.at());
        };
    }

    private static SharedSecretJson of(
            SharedSecret secret,
            Map<IdentityId, String> names,
            @Nullable String reason,
            @Nullable String retiredBy,
            @Nullable Instant retiredAt) {
        SharedSecret.Description is = secret.description();
        return new SharedSecretJson(
                secret.registration().id().value(),
                secret.label(),
                is.name(),
                is.place().map(p -> p.system().value()).orElse(null),
                is.place()
                        .flatMap(SharedSecret.Place::account)
                        .map(account -> account.value())
                        .orElse(null),
                key(is).map(SharedSecret.Key::credential).orElse(null),
                key(is).map(key -> key.offFor().toHours()).orElse(null),
                is.owner(),
                SecretConsumerJson.of(is.consumers()),
                is.keptAt(),
                is.rotateEvery().toDays(),
                secret.rotatedAt().orElse(null),
                secret.rotateBy(),
                secret.knowers().entrySet().stream()
                        .map(known -> new SecretKnowerJson(
                                known.getKey().value(),
                                Optional.ofNullable(names.get(known.getKey())).orElse(null),
                                known.getValue()))
                        .sorted(Comparator.comparing(SecretKnowerJson::since).thenComparing(SecretKnowerJson::identity))
                        .toList(),
                secret.registration().by(),
                secret.registration().at(),
                reason,
                retiredBy,
                retiredAt);
    }

    private static Optional<SharedSecret.Key> key(SharedSecret.Description is) {
        return is.place().flatMap(SharedSecret.Place::key);
    }

    /** Who uses a secret. */
    @RegisterForReflection
    @Schema(
            name = "SecretConsumer",
            description = "A service or team that uses a secret, and who says for it that it uses a new value.",
            requiredProperties = {"name", "contact"})
    public record SecretConsumerJson(
            @Schema(minLength = 1, maxLength = 200) @Nullable
            String name,

            @Schema(description = "By subject.", minLength = 1, maxLength = 200) @Nullable
            String contact) {

        static List<SecretConsumerJson> of(List<SharedSecret.Consumer> consumers) {
            return consumers.stream()
                    .map(c -> new SecretConsumerJson(c.name(), c.contact()))
                    .toList();
        }
    }

    /** Who knows a secret. */
    @RegisterForReflection
    @Schema(
            name = "SecretKnower",
            description = "Somebody who knows a secret.",
            requiredProperties = {"identity", "since"})
    public record SecretKnowerJson(UUID identity, @Nullable String name, Instant since) {}

    /** A page of secrets. */
    @RegisterForReflection
    @Schema(name = "SharedSecretPage", requiredProperties = "items")
    public record SharedSecretPageJson(
            List<SharedSecretJson> items, @Nullable String next) {

        static SharedSecretPageJson of(Slice<SharedSecret> slice) {
            return new SharedSecretPageJson(
                    slice.map(SharedSecretJson::of).items(), slice.next().orElse(null));
        }
    }
}

package dev.tenure.rest.secrets;

import dev.tenure.application.paging.Slice;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.rest.secrets.SharedSecretJson.SecretConsumerJson;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The replacement of a shared secret that a leaver knew. */
@RegisterForReflection
@Schema(
        name = "SecretRotation",
        description = "The replacement of a shared secret that a leaver knew.",
        requiredProperties = {"id", "secret", "state", "leavers", "deadline", "due", "startedAt"})
public record SecretRotationJson(
        UUID id,
        UUID secret,

        @Schema(
                enumeration = {
                    "due",
                    "issuing",
                    "new-added",
                    "in-use",
                    "revoking",
                    "old-off",
                    "revocation-stated",
                    "old-revoked",
                    "cancelled"
                })
        String state,

        List<RotationLeaverJson> leavers,

        @Schema(description = "By when the leavers' policy, or the secret's own, wants it done.")
        Instant deadline,

        @Schema(description = "The deadline, or until when two people agreed to wait.")
        Instant due,

        Instant startedAt,
        @Nullable SecretDelayJson delayAsked,
        @Nullable SecretDelayJson delayGranted,
        @Nullable NewValueJson newValue,

        @Schema(description = "What revokes the old value, or did.") @Nullable
        UUID operation,

        @Schema(description = "When the old credential, which is switched off, is to go.") @Nullable
        Instant offUntil,

        @Schema(
                description =
                        "When the old credential was still used though every consumer had confirmed, or was switched on again: it stays until somebody says otherwise.")
        @Nullable
        Instant oldHeldAt,

        @Schema(description = "Who had it switched on again, by subject; absent where it was still used.") @Nullable
        String oldHeldBy,

        @Schema(description = "Who says that the old value works no longer, by subject.") @Nullable
        String statedBy,

        @Schema(description = "The second person who saw it, by subject.") @Nullable
        String confirmedBy,

        @Schema(description = "Why it was cancelled.") @Nullable
        String reason,

        @Schema(description = "When the old value was shown to be worthless, or it was cancelled.") @Nullable
        Instant endedAt) {

    static SecretRotationJson of(SecretRotation rotation) {
        return switch (rotation) {
            case SecretRotation.Due r -> of(r, null, null, null, null, null, null);
            case SecretRotation.NewAdded r -> of(r, r.progress(), null, null, null, null, null);
            case SecretRotation.Issuing r -> of(r, r.progress(), r.operation().value(), null, null, null, null);
            case SecretRotation.OldOff r -> of(r, r.progress(), null, null, null, null, null);
            case SecretRotation.InUse r -> of(r, r.progress(), null, null, null, null, null);
            case SecretRotation.Revoking r -> of(r, r.progress(), r.operation().value(), null, null, null, null);
            case SecretRotation.RevocationStated r -> of(r, r.progress(), null, r.by(), null, null, null);
            case SecretRotation.Cancelled r -> of(r, null, null, null, null, r.reason(), r.at());
            case SecretRotation.OldRevoked r ->
                switch (r.proof()) {
                    case SecretRotation.Proof.ShownByTarget shown ->
                        of(r, r.progress(), shown.operation().value(), null, null, null, r.at());
                    case SecretRotation.Proof.SaidByTwo said ->
                        of(r, r.progress(), null, said.statedBy(), said.confirmedBy(), null, r.at());
                };
        };
    }

    private static SecretRotationJson of(
            SecretRotation rotation,
            SecretRotation.@Nullable Progress progress,
            @Nullable UUID operation,
            @Nullable String statedBy,
            @Nullable String confirmedBy,
            @Nullable String reason,
            @Nullable Instant endedAt) {
        SecretRotation.Order order = rotation.order();
        return new SecretRotationJson(
                order.id().value(),
                order.secret().value(),
                rotation.label(),
                order.leavers().stream().map(RotationLeaverJson::of).toList(),
                order.deadline(),
                order.due(),
                order.startedAt(),
                order.delay().asked().map(SecretDelayJson::of).orElse(null),
                order.delay().granted().map(SecretDelayJson::of).orElse(null),
                Optional.ofNullable(progress).map(NewValueJson::of).orElse(null),
                operation,
                rotation instanceof SecretRotation.OldOff off ? off.until() : null,
                held(rotation).map(SecretRotation.Held::at).orElse(null),
                held(rotation).flatMap(SecretRotationJson::by).orElse(null),
                statedBy,
                confirmedBy,
                reason,
                endedAt);
    }

    private static Optional<SecretRotation.Held> held(SecretRotation rotation) {
        return rotation instanceof SecretRotation.InUse inUse ? inUse.held() : Optional.empty();
    }

    private static Optional<String> by(SecretRotation.Held held) {
        return switch (held) {
            case SecretRotation.Held.StillUsed used -> Optional.empty();
            case SecretRotation.Held.SwitchedOn on -> Optional.of(on.by());
        };
    }

    /** Somebody who left and knew the secret. */
    @RegisterForReflection
    @Schema(
            name = "RotationLeaver",
            description = "Somebody who left and knew the secret.",
            requiredProperties = "identity")
    public record RotationLeaverJson(
            UUID identity,

            @Schema(description = "The case that waits; absent where it had closed before.") @Nullable
            UUID leaverCase) {

        static RotationLeaverJson of(SecretRotation.Leaver leaver) {
            return new RotationLeaverJson(
                    leaver.identity().value(),
                    leaver.leaverCase().map(LeaverCaseId::value).orElse(null));
        }
    }

    /** A later time than the policy's. */
    @RegisterForReflection
    @Schema(
            name = "SecretDelay",
            description = "A later time than the policy's, as it was asked for or granted.",
            requiredProperties = {"until", "reason", "askedBy", "askedAt"})
    public record SecretDelayJson(
            Instant until,
            String reason,
            @Schema(description = "By subject.") String askedBy,
            Instant askedAt,
            @Schema(description = "By subject.") @Nullable String grantedBy,
            @Nullable Instant grantedAt) {

        static SecretDelayJson of(SecretRotation.Delay.Request asked) {
            return new SecretDelayJson(asked.until(), asked.reason(), asked.by(), asked.at(), null, null);
        }

        static SecretDelayJson of(SecretRotation.Delay.Granted granted) {
            SecretRotation.Delay.Request asked = granted.request();
            return new SecretDelayJson(
                    asked.until(), asked.reason(), asked.by(), asked.at(), granted.by(), granted.at());
        }
    }

    /** The new value: where it stands and who uses it. */
    @RegisterForReflection
    @Schema(
            name = "NewSecretValue",
            description = "Where the new value stands, and who uses it.",
            requiredProperties = {"reference", "addedBy", "addedAt", "outstanding", "confirmations"})
    public record NewValueJson(
            String reference,
            @Schema(description = "By subject.") String addedBy,
            Instant addedAt,

            @Schema(description = "The target's id of the credential that it issued; absent while it has not.")
            @Nullable
            String credential,

            @Schema(description = "The target's id of the credential whose place it takes.") @Nullable
            String replaces,

            List<SecretConsumerJson> outstanding,
            List<SecretConfirmationJson> confirmations) {

        static NewValueJson of(SecretRotation.Progress progress) {
            return new NewValueJson(
                    progress.added().reference(),
                    progress.added().by(),
                    progress.added().at(),
                    progress.added()
                            .exchange()
                            .flatMap(SecretRotation.Exchange::made)
                            .orElse(null),
                    progress.added()
                            .exchange()
                            .map(SecretRotation.Exchange::old)
                            .orElse(null),
                    SecretConsumerJson.of(progress.outstanding()),
                    progress.confirmations().stream()
                            .map(c -> new SecretConfirmationJson(c.consumer(), c.by(), c.at()))
                            .toList());
        }
    }

    /** A consumer uses the new value. */
    @RegisterForReflection
    @Schema(
            name = "SecretConfirmation",
            description = "A consumer uses the new value.",
            requiredProperties = {"consumer", "by", "at"})
    public record SecretConfirmationJson(
            String consumer,
            @Schema(description = "By subject.") String by,
            Instant at) {}

    /** A page of rotations. */
    @RegisterForReflection
    @Schema(name = "SecretRotationPage", requiredProperties = "items")
    public record SecretRotationPageJson(
            List<SecretRotationJson> items, @Nullable String next) {

        static SecretRotationPageJson of(Slice<SecretRotation> slice) {
            return new SecretRotationPageJson(
                    slice.map(SecretRotationJson::of).items(), slice.next().orElse(null));
        }
    }
}

package dev.tenure.rest.inspection;

import dev.tenure.application.inspection.HeldArtefact;
import dev.tenure.application.inspection.ListCredentials;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.provisioning.Artefact;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A credential or second factor that an account was seen to hold. */
@RegisterForReflection
@Schema(
        name = "Credential",
        description =
                "A credential or second factor that an account was seen to hold: that it is there, never the thing itself.",
        requiredProperties = {
            "id",
            "kind",
            "nativeId",
            "what",
            "account",
            "accountName",
            "system",
            "systemName",
            "privileged",
            "nonHuman",
            "firstSeenAt",
            "overdue"
        })
public record CredentialJson(
        UUID id,

        @Schema(
                description =
                        "credential: a key, token or certificate beside the password. mfa-method: a second factor.",
                enumeration = {"credential", "mfa-method"})
        String kind,

        @Schema(description = "The target's id of it.") String nativeId,

        @Schema(description = "What the target calls such a thing.")
        String what,

        UUID account,
        String accountName,
        UUID system,
        String systemName,

        @Schema(description = "Whose the account is.") @Nullable
        UUID identity,

        @Schema(description = "Whether the account is privileged.")
        boolean privileged,

        @Schema(description = "Whether the account is no person's.")
        boolean nonHuman,

        @Schema(description = "When it was issued or enrolled, where the target tells it.") @Nullable
        Instant issuedAt,

        @Schema(description = "The latest use that the target ever told.") @Nullable
        Instant lastUsedAt,

        @Nullable Instant expiresAt,

        @Schema(description = "When an inspection first showed it; it is at least as old.")
        Instant firstSeenAt,

        @Schema(description = "When an inspection showed it no more. Missing where it is there.") @Nullable
        Instant goneAt,

        @Schema(description = "Whether it is a credential that is older than its system lets one become.")
        boolean overdue) {

    private static CredentialJson of(HeldArtefact held) {
        Artefact artefact = held.artefact();
        HeldArtefact.Holder holder = held.holder();
        return new CredentialJson(
                held.id(),
                artefact.kind().label(),
                artefact.id(),
                artefact.what(),
                holder.account().value(),
                holder.name(),
                holder.system().value(),
                holder.systemName(),
                holder.identity().map(IdentityId::value).orElse(null),
                holder.privileged(),
                holder.nonHuman(),
                artefact.since().orElse(null),
                artefact.lastUsedAt().orElse(null),
                artefact.expiresAt().orElse(null),
                held.firstSeenAt(),
                held.goneAt().orElse(null),
                held.overdue());
    }

    /** A page of credentials. */
    @RegisterForReflection
    @Schema(
            name = "CredentialPage",
            requiredProperties = {"items", "asOf"})
    public record CredentialPageJson(
            List<CredentialJson> items,
            Instant asOf,
            @Nullable String next) {

        static CredentialPageJson of(ListCredentials.Outcome.Listed listed) {
            return new CredentialPageJson(
                    listed.items().map(CredentialJson::of).items(),
                    listed.asOf(),
                    listed.items().next().orElse(null));
        }
    }
}

package dev.tenure.rest.reconciliation;

import dev.tenure.domain.reconciliation.ProtectionRelease;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Lifting an account's protection, which takes two people. */
@RegisterForReflection
@Schema(
        name = "ProtectionRelease",
        description = "Lifting an account's protection, which takes two people.",
        requiredProperties = {"id", "account", "state", "reason", "proposedBy", "proposedAt"})
public record ProtectionReleaseJson(
        UUID id,
        UUID account,
        @Schema(enumeration = {"proposed", "confirmed"}) String state,
        String reason,
        @Schema(description = "By subject.") String proposedBy,
        Instant proposedAt,
        @Schema(description = "By subject.") @Nullable String confirmedBy,
        @Nullable Instant confirmedAt) {

    static ProtectionReleaseJson of(ProtectionRelease release) {
        return switch (release) {
            case ProtectionRelease.Proposed proposed -> of(proposed.proposal(), "proposed", null, null);
            case ProtectionRelease.Confirmed confirmed ->
                of(confirmed.proposal(), "confirmed", confirmed.confirmedBy(), confirmed.confirmedAt());
        };
    }

    private static ProtectionReleaseJson of(
            ProtectionRelease.Proposal proposal, String state, @Nullable String by, @Nullable Instant at) {
        return new ProtectionReleaseJson(
                proposal.id(),
                proposal.account().value(),
                state,
                proposal.reason(),
                proposal.proposedBy(),
                proposal.proposedAt(),
                by,
                at);
    }
}

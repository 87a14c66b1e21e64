package dev.tenure.rest.inventory;

import dev.tenure.domain.inventory.ModeChange;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.rest.problem.Flaws;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A change of a system's mode, which takes two people. */
@RegisterForReflection
@Schema(
        name = "ModeChange",
        description = "A change of a system's mode, which takes two people.",
        requiredProperties = {"id", "system", "from", "to", "state", "proposedBy", "proposedAt"})
public record ModeChangeJson(
        UUID id,
        UUID system,
        @Schema(enumeration = {"observe", "notify", "act"}) String from,
        @Schema(enumeration = {"observe", "notify", "act"}) String to,

        @Schema(enumeration = {"proposed", "confirmed", "declined"})
        String state,

        @Schema(description = "By subject.") String proposedBy,
        Instant proposedAt,

        @Schema(description = "Who confirmed or declined, by subject.") @Nullable
        String decidedBy,

        @Nullable Instant decidedAt) {

    static ModeChangeJson of(ModeChange change) {
        return switch (change) {
            case ModeChange.Proposed proposed -> of(proposed, "proposed", null, null);
            case ModeChange.Confirmed confirmed ->
                of(confirmed, "confirmed", confirmed.confirmedBy(), confirmed.confirmedAt());
            case ModeChange.Declined declined -> of(declined, "declined", declined.declinedBy(), declined.declinedAt());
        };
    }

    private static ModeChangeJson of(ModeChange change, String state, @Nullable String by, @Nullable Instant at) {
        ModeChange.Proposal proposal = change.proposal();
        return new ModeChangeJson(
                proposal.id(),
                proposal.system().value(),
                proposal.from().label(),
                proposal.to().label(),
                state,
                proposal.proposedBy(),
                proposal.proposedAt(),
                by,
                at);
    }

    /** A system's changes of mode, newest first. */
    @RegisterForReflection
    @Schema(name = "ModeChanges", requiredProperties = "items")
    public record ModeChangesJson(List<ModeChangeJson> items) {}

    /** Which mode is wanted. */
    @RegisterForReflection
    @Schema(name = "ModeChangeProposal", description = "Which mode is wanted.", requiredProperties = "to")
    public record ModeChangeProposalJson(
            @Schema(enumeration = {"observe", "notify", "act"}) @Nullable
            String to) {

        SystemMode read(Flaws flaws) {
            SystemMode wanted =
                    switch (to == null ? "" : to) {
                        case "observe" -> new SystemMode.Observe();
                        case "notify" -> new SystemMode.Notify();
                        case "act" -> new SystemMode.Act();
                        default -> {
                            flaws.at("/to", "is missing or unknown: write observe, notify or act");
                            yield new SystemMode.Observe();
                        }
                    };
            flaws.refuse();
            return wanted;
        }
    }
}

package dev.tenure.rest.inspection;

import dev.tenure.application.inspection.Inspections;
import dev.tenure.application.inspection.ShowInspection;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far the accounts of a system are inspected. */
@RegisterForReflection
@Schema(
        name = "Inspection",
        description =
                "How far the accounts of a system are inspected, one by one, for what they hold beside a password.",
        requiredProperties = {"reads", "accounts", "inspected", "failing", "waiting"})
public record InspectionJson(
        @Schema(
                description =
                        "What the connector reads of accounts: any of credentials, mfa-methods and sign-ins. Where it is nothing, no account is"
                                + " inspected and nothing is known.")
        List<String> reads,

        @Schema(description = "How many there are.") long accounts,

        @Schema(description = "Of which the last inspection read everything.")
        long inspected,

        @Schema(description = "Of which it left something unread. What was known of them stays, with its time.")
        long failing,

        @Schema(description = "That never were inspected, or are due again.")
        long waiting,

        @Schema(description = "When the account was inspected that waits longest.") @Nullable
        Instant oldestAt,

        @Schema(description = "What could not be read last, and why.") @Nullable
        InspectionFailureJson failure) {

    static InspectionJson of(ShowInspection.Outcome.Shown shown) {
        Inspections.Coverage coverage = shown.coverage();
        return new InspectionJson(
                shown.kinds().stream().map(Wire::name).sorted().toList(),
                coverage.accounts(),
                coverage.inspected(),
                coverage.failing(),
                coverage.waiting(),
                coverage.oldestAt().orElse(null),
                coverage.error()
                        .map(failure -> new InspectionFailureJson(failure.at(), failure.reason()))
                        .orElse(null));
    }

    /** What could not be read. */
    @RegisterForReflection
    @Schema(
            name = "InspectionFailure",
            description = "What could not be read.",
            requiredProperties = {"at", "reason"})
    public record InspectionFailureJson(Instant at, String reason) {}
}

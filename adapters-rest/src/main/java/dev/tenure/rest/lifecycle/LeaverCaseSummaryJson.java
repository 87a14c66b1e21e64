package dev.tenure.rest.lifecycle;

import dev.tenure.application.lifecycle.LeaverCases;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A leaver's case in a list. */
@RegisterForReflection
@Schema(
        name = "LeaverCaseSummary",
        description = "A leaver's case in a list.",
        requiredProperties = {
            "id",
            "identity",
            "person",
            "workerId",
            "state",
            "privileged",
            "clockStart",
            "receivedAt",
            "openedAt",
            "accounts",
            "blocked",
            "contained",
            "clean",
            "overdue",
            "exceptions"
        })
public record LeaverCaseSummaryJson(
        UUID id,
        UUID identity,
        @Schema(description = "The person's name.") String person,
        String workerId,

        @Schema(enumeration = {"open", "closed", "withdrawn"})
        String state,

        boolean privileged,
        Instant clockStart,
        Instant receivedAt,
        Instant openedAt,
        @Nullable Instant endedAt,

        @Schema(description = "The earliest deadline not yet verified.") @Nullable
        Instant nextDeadline,

        @Schema(description = "Accounts found.") long accounts,

        @Schema(description = "Accounts verified to be blocked.")
        long blocked,

        @Schema(description = "Accounts verified to be contained.")
        long contained,

        @Schema(description = "Accounts verified to be clean.")
        long clean,

        @Schema(description = "Milestones past their deadline and not verified.")
        long overdue,

        @Schema(description = "Exceptions not resolved.") long exceptions) {

    static LeaverCaseSummaryJson of(LeaverCases.LeaverSummary summary) {
        return new LeaverCaseSummaryJson(
                summary.id().value(),
                summary.identity().value(),
                summary.person(),
                summary.workerId(),
                summary.state(),
                summary.privileged(),
                summary.clockStart(),
                summary.receivedAt(),
                summary.openedAt(),
                summary.endedAt().orElse(null),
                summary.nextDeadline().orElse(null),
                summary.accounts(),
                summary.blocked(),
                summary.contained(),
                summary.clean(),
                summary.overdue(),
                summary.exceptions());
    }

    /** A page of cases with the figures over all of them. */
    @RegisterForReflection
    @Schema(
            name = "LeaverCasePage",
            requiredProperties = {"items", "totals", "asOf"})
    public record LeaverCasePageJson(
            List<LeaverCaseSummaryJson> items,
            @Nullable String next,
            TotalsJson totals,

            @Schema(description = "The time of items and totals.")
            Instant asOf) {}

    /** The figures over all cases, whatever the filter. */
    @RegisterForReflection
    @Schema(
            name = "LeaverTotals",
            description = "The figures over all cases, whatever the filter.",
            requiredProperties = {"open", "late", "closedLately", "exceptions"})
    public record TotalsJson(
            long open,

            @Schema(description = "Open cases with a milestone, or the first listing of a system, past its deadline.")
            long late,

            @Schema(description = "Cases closed in the last 30 days.")
            long closedLately,

            @Schema(description = "Exceptions not resolved.")
            long exceptions) {

        static TotalsJson of(LeaverCases.Totals totals) {
            return new TotalsJson(totals.open(), totals.late(), totals.closedLately(), totals.exceptions());
        }
    }
}

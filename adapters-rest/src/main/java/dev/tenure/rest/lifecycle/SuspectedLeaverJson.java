package dev.tenure.rest.lifecycle;

import dev.tenure.application.lifecycle.DecideSuspectedLeaver;
import dev.tenure.application.lifecycle.ListSuspectedLeavers;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.lifecycle.SuspectedLeaver;
import dev.tenure.rest.problem.Flaws;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A worker whom a full file left out. */
@RegisterForReflection
@Schema(
        name = "SuspectedLeaver",
        description = "A worker whom a full file of HR left out.",
        requiredProperties = {"id", "identity", "feed", "workerId", "snapshot", "state", "since", "deadline", "overdue"
        })
public record SuspectedLeaverJson(
        UUID id,
        UUID identity,

        @Schema(description = "The name; in lists.") @Nullable
        String person,

        String feed,
        String workerId,

        @Schema(description = "The first file that left the worker out.")
        UUID snapshot,

        @Schema(enumeration = {"open", "left", "stays", "settled"})
        String state,

        Instant since,

        @Schema(description = "By when somebody has to have found out.")
        Instant deadline,

        boolean overdue,
        @Nullable LocalDate lastWorkingDay,

        @Schema(description = "From when a file that leaves the worker out raises it again.") @Nullable
        LocalDate staysUntil,

        @Nullable String reason,
        @Schema(description = "By subject.") @Nullable String by,
        @Nullable Instant at) {

    static SuspectedLeaverJson of(SuspectedLeaver suspected, @Nullable String person, Instant now) {
        return switch (suspected) {
            case SuspectedLeaver.Open open -> of(open, person, open.isOverdue(now), null, null, null, null, null);
            case SuspectedLeaver.Left left ->
                of(left, person, false, left.lastWorkingDay(), null, left.reason(), left.by(), left.at());
            case SuspectedLeaver.Stays stays ->
                of(stays, person, false, null, stays.until(), stays.reason(), stays.by(), stays.at());
            case SuspectedLeaver.Settled settled -> of(settled, person, false, null, null, null, null, settled.at());
        };
    }

    private static SuspectedLeaverJson of(
            SuspectedLeaver suspected,
            @Nullable String person,
            boolean overdue,
            @Nullable LocalDate lastWorkingDay,
            @Nullable LocalDate until,
            @Nullable String reason,
            @Nullable String by,
            @Nullable Instant at) {
        SuspectedLeaver.Suspicion suspicion = suspected.suspicion();
        return new SuspectedLeaverJson(
                suspicion.id().value(),
                suspicion.identity().value(),
                person,
                suspicion.key().feed(),
                suspicion.key().workerId(),
                suspicion.snapshot().value(),
                suspected.label(),
                suspicion.since(),
                suspicion.deadline(),
                overdue,
                lastWorkingDay,
                until,
                reason,
                by,
                at);
    }

    /** A page of suspected leavers. */
    @RegisterForReflection
    @Schema(name = "SuspectedLeaverPage", requiredProperties = "items")
    public record SuspectedLeaverPageJson(
            List<SuspectedLeaverJson> items, @Nullable String next) {

        static SuspectedLeaverPageJson of(Slice<ListSuspectedLeavers.Named> slice, Instant now) {
            return new SuspectedLeaverPageJson(
                    slice.map(named -> SuspectedLeaverJson.of(named.suspected(), named.person(), now))
                            .items(),
                    slice.next().orElse(null));
        }
    }

    /** What somebody found out. */
    @RegisterForReflection
    @Schema(
            name = "SuspicionFinding",
            description = "What somebody found out about a worker whom HR left out.",
            requiredProperties = {"finding", "day", "reason"})
    public record SuspicionFindingJson(
            @Schema(enumeration = {"has-left", "works-here"}) @Nullable
            String finding,

            @Schema(
                    description =
                            "Has left: the last working day, today at the latest. Works here: from when a file that"
                                    + " leaves the worker out raises it again, at most 90 days ahead.")
            @Nullable
            String day,

            @Schema(minLength = 1, maxLength = 500, description = "How it is known.") @Nullable
            String reason) {

        DecideSuspectedLeaver.Finding read() {
            Flaws flaws = new Flaws();
            boolean isKnown = "has-left".equals(finding) || "works-here".equals(finding);
            if (!isKnown) {
                flaws.at("/finding", "is missing or unknown: write has-left or works-here");
            }
            Optional<LocalDate> named = day(flaws);
            if (reason == null) {
                flaws.at("/reason", "is missing: write 1 to 500 characters");
            }
            flaws.refuse();
            return "has-left".equals(finding)
                    ? new DecideSuspectedLeaver.Finding.HasLeft(named.orElseThrow())
                    : new DecideSuspectedLeaver.Finding.WorksHere(named.orElseThrow());
        }

        private Optional<LocalDate> day(Flaws flaws) {
            try {
                if (day != null) {
                    return Optional.of(LocalDate.parse(day));
                }
                flaws.at("/day", "is missing: write a day like 2026-01-31");
            } catch (DateTimeException e) {
                flaws.at("/day", "is not a day: write one like 2026-01-31");
            }
            return Optional.empty();
        }

        String why() {
            return Objects.requireNonNull(reason);
        }
    }
}

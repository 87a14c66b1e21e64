package dev.tenure.web.lifecycle;

import dev.tenure.application.lifecycle.LeaverCases;
import dev.tenure.application.lifecycle.ListLeaverCases;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.web.lifecycle.LeaversPage.Progress;
import dev.tenure.web.lifecycle.LeaversPage.Row;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Works out the front page. */
final class LeaversView {

    private LeaversView() {}

    static LeaversPage of(
            ListLeaverCases.Outcome.Listed listed,
            LeaversQuery query,
            LeaversPage.@Nullable Pending pending,
            LeaversPage.@Nullable OpenExceptions exceptions) {
        LeaverCases.Totals totals = listed.totals();
        return new LeaversPage(
                Moment.of(listed.asOf()),
                new LeaversPage.Totals(totals.open(), totals.late(), totals.closedLately(), totals.exceptions()),
                query.search(),
                listed.cases().items().stream()
                        .map(one -> row(one, listed.asOf()))
                        .toList(),
                listed.cases().next().map(query::hrefAfter).orElse(null),
                Query.address(SuspensionsView.ADDRESS, "q", query.text()),
                pending,
                exceptions);
    }

    static Row row(LeaverCases.LeaverSummary summary, Instant now) {
        Optional<Instant> at = summary.endedAt().or(summary::nextDeadline);
        return new Row(
                "/ui/leavers/" + summary.id().value(),
                summary.person(),
                summary.workerId(),
                summary.privileged(),
                tone(summary, now),
                when(summary, now),
                at.map(Moment::toTheMinute).orElse(null),
                summary.accounts(),
                List.of(
                        new Progress(Words.of(Milestone.BLOCKED), summary.blocked(), summary.accounts()),
                        new Progress(Words.of(Milestone.CONTAINED), summary.contained(), summary.accounts()),
                        new Progress(Words.of(Milestone.CLEAN), summary.clean(), summary.accounts())),
                summary.overdue(),
                summary.exceptions(),
                Moment.toTheMinute(summary.clockStart()),
                Moment.toTheMinute(summary.receivedAt()));
    }

    private static String when(LeaverCases.LeaverSummary summary, Instant now) {
        if (summary.endedAt().isPresent()) {
            return summary.state();
        }
        return summary.nextDeadline()
                .map(deadline -> Words.deadline(deadline, now))
                .orElse("to be confirmed");
    }

    private static String tone(LeaverCases.LeaverSummary summary, Instant now) {
        if (summary.endedAt().isPresent()) {
            return summary.state().equals("closed") ? "good" : "held";
        }
        boolean late = summary.nextDeadline().filter(now::isAfter).isPresent();
        return late ? "late" : "wait";
    }
}

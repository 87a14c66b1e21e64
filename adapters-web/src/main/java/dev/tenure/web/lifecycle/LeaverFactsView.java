package dev.tenure.web.lifecycle;

import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.lifecycle.LeaverFacts;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Words;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a leaver, each apart (JML-5).
 *
 * @param effectiveDate null where HR gave none
 * @param notice null where HR gave none
 * @param entered null where HR does not say
 * @param hrDelay how late HR told; null where it told in time
 */
public record LeaverFactsView(
        String lastWorkingDay,
        String zone,
        @Nullable String effectiveDate,
        @Nullable Moment notice,
        @Nullable Moment entered,
        Moment received,
        Moment clockStart,
        String rule,
        @Nullable String hrDelay,
        String policy) {

    static LeaverFactsView of(LeaverFacts facts) {
        Termination termination = facts.termination();
        return new LeaverFactsView(
                termination.lastWorkingDay().toString(),
                facts.zone().getId(),
                termination.effectiveDate().map(LocalDate::toString).orElse(null),
                Moment.of(termination.immediateNoticeAt()),
                Moment.of(termination.enteredAt()),
                Moment.of(facts.receivedAt()),
                Moment.of(facts.clock().at()),
                Words.of(facts.clock().rule()),
                facts.hrDelay().isZero() ? null : Words.span(facts.hrDelay()),
                facts.policyVersion());
    }
}

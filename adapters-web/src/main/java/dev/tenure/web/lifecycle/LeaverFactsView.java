package dev.tenure.web.lifecycle;

import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.lifecycle.LeaverFacts;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Words;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a leaver, each apart (JML-5).
 *
 * @param effectiveDate null where HR gave none
 * @param notice null where HR gave none
 * @param entered null where HR does not say
 * @param hrDelay how late HR told; null where it told in time
 * @param privileges why the leaver is of the privileged class; empty where they are not
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
        String policy,
        List<PrivilegeLine> privileges) {

    public LeaverFactsView {
        privileges = List.copyOf(privileges);
    }

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
                facts.policyVersion(),
                facts.privileges().stream()
                        .map(p -> new PrivilegeLine(p.name(), p.held(), Moment.of(p.lastKnownAt())))
                        .toList());
    }

    /**
     * An account through which the leaver held privileged access.
     *
     * @param held whether that was still so when the case opened
     */
    public record PrivilegeLine(String account, boolean held, Moment lastKnown) {}
}

package dev.tenure.web.identity;

import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.Termination;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody whose leaving is known to HR and to nobody else.
 *
 * @param lastWorkingDay the last day of work, with the zone by which it ends
 * @param notice whether HR wants them out at a moment of its own
 * @param dueIn how long until it takes effect, in words
 */
public record PendingLeaver(
        String person,
        String workerId,
        String lastWorkingDay,
        boolean notice,
        Moment takesEffect,
        String dueIn,
        Moment received) {

    /** The line of an identity; empty where nothing is pending. */
    public static Optional<PendingLeaver> of(Identity identity, Instant now) {
        return identity.employment() instanceof Employment.TerminationScheduled scheduled
                ? Optional.of(of(identity, scheduled, now))
                : Optional.empty();
    }

    private static PendingLeaver of(Identity identity, Employment.TerminationScheduled scheduled, Instant now) {
        Termination termination = scheduled.termination();
        Instant due = termination.clockStart(identity.profile().zone()).at();
        return new PendingLeaver(
                identity.profile().displayName(),
                identity.key().workerId(),
                termination.lastWorkingDay() + " in " + identity.profile().zone(),
                termination.immediateNoticeAt().isPresent(),
                Moment.toTheMinute(due),
                due.isAfter(now) ? "in " + Words.coarse(Duration.between(now, due)) : "now",
                Moment.toTheMinute(scheduled.receivedAt()));
    }
}

package dev.tenure.domain.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What HR says of an ending, each fact apart (JML-5): none of them is derived from another.
 *
 * @param lastWorkingDay the last day on which the person works, in their zone
 * @param effectiveDate the day on which the contract ends
 * @param immediateNoticeAt when the person is to be shut out at once, where HR says so
 * @param enteredAt when somebody typed it into the HR system
 */
public record Termination(
        LocalDate lastWorkingDay,
        Optional<LocalDate> effectiveDate,
        Optional<Instant> immediateNoticeAt,
        Optional<Instant> enteredAt) {

    /** The end of the last working day: the first moment of the next day in the worker's zone. */
    public Instant endOfLastWorkingDay(ZoneId zone) {
        return lastWorkingDay.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /**
     * When the clock starts: the earlier of the end of the last working day and an immediate notice (JML-5's default).
     */
    public ClockStart clockStart(ZoneId zone) {
        Instant endOfDay = endOfLastWorkingDay(zone);
        return immediateNoticeAt
                .filter(notice -> notice.isBefore(endOfDay))
                .map(notice -> new ClockStart(notice, ClockStart.Rule.IMMEDIATE_NOTICE))
                .orElse(new ClockStart(endOfDay, ClockStart.Rule.END_OF_LAST_WORKING_DAY));
    }
}

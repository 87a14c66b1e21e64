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
 * @param policy which of these facts starts the clock
 */
public record Termination(
        LocalDate lastWorkingDay,
        Optional<LocalDate> effectiveDate,
        Optional<Instant> immediateNoticeAt,
        Optional<Instant> enteredAt,
        ClockPolicy policy) {

    /** An ending whose clock starts by the usual policy. */
    public Termination(
            LocalDate lastWorkingDay,
            Optional<LocalDate> effectiveDate,
            Optional<Instant> immediateNoticeAt,
            Optional<Instant> enteredAt) {
        this(lastWorkingDay, effectiveDate, immediateNoticeAt, enteredAt, ClockPolicy.LAST_WORKING_DAY_OR_NOTICE);
    }

    /** The end of the last working day: the first moment of the next day in the worker's zone. */
    public Instant endOfLastWorkingDay(ZoneId zone) {
        return endOf(lastWorkingDay, zone);
    }

    /** The end of the contract: of its last day, or of the last working day where HR names no other. */
    public Instant endOfContract(ZoneId zone) {
        return endOf(effectiveDate.orElse(lastWorkingDay), zone);
    }

    /** The last day with access, where no immediate notice cuts it short. */
    public LocalDate lastDay() {
        return switch (policy) {
            case LAST_WORKING_DAY_OR_NOTICE -> lastWorkingDay;
            case EFFECTIVE_DATE_OR_NOTICE -> effectiveDate.orElse(lastWorkingDay);
        };
    }

    /** When the clock starts, and by which rule. */
    public ClockStart clockStart(ZoneId zone) {
        ClockStart byDay =
                switch (policy) {
                    case LAST_WORKING_DAY_OR_NOTICE ->
                        new ClockStart(endOfLastWorkingDay(zone), ClockStart.Rule.END_OF_LAST_WORKING_DAY);
                    case EFFECTIVE_DATE_OR_NOTICE ->
                        new ClockStart(endOfContract(zone), ClockStart.Rule.END_OF_EFFECTIVE_DATE);
                };
        return immediateNoticeAt
                .filter(notice -> notice.isBefore(byDay.at()))
                .map(notice -> new ClockStart(notice, ClockStart.Rule.IMMEDIATE_NOTICE))
                .orElse(byDay);
    }

    private static Instant endOf(LocalDate day, ZoneId zone) {
        return day.plusDays(1).atStartOfDay(zone).toInstant();
    }
}

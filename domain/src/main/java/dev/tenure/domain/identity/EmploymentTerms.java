package dev.tenure.domain.identity;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What a source says of somebody's employment. These facts belong together: all of them are taken from one source.
 *
 * @param startDate the first day of the present tenure
 * @param termination the ending, where the source knows one
 * @param leave a leave of absence, past, present or to come
 * @param cancelled whether the hire was taken back before the first day
 * @param sponsorWorkerId who answers for a non-employee, by the same source's id
 */
public record EmploymentTerms(
        LocalDate startDate,
        Optional<Termination> termination,
        Optional<Leave> leave,
        boolean cancelled,
        Optional<String> sponsorWorkerId) {

    /** The terms of somebody who works from a day on. */
    public static EmploymentTerms from(LocalDate startDate) {
        return new EmploymentTerms(startDate, Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    /** The same with an ending, or without any. */
    public EmploymentTerms ending(Optional<Termination> ending) {
        return new EmploymentTerms(startDate, ending, leave, cancelled, sponsorWorkerId);
    }

    /** The same with a leave. */
    public EmploymentTerms onLeave(Leave absence) {
        return new EmploymentTerms(startDate, termination, Optional.of(absence), cancelled, sponsorWorkerId);
    }

    /** The same, taken back before the first day. */
    public EmploymentTerms cancel() {
        return new EmploymentTerms(startDate, termination, leave, true, sponsorWorkerId);
    }
}

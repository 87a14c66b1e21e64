package dev.tenure.domain.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One worker as a source describes them now, checked.
 *
 * @param key who
 * @param profile what HR says of the person
 * @param terms what HR says of the employment
 * @param asOf when the source changed it, by the source's clock; what it said for a later moment stands, in whatever order
 *     the two arrive. Empty where the source does not tell: then the order of arrival decides
 */
public record WorkerRecord(WorkerKey key, Profile profile, EmploymentTerms terms, Optional<Instant> asOf) {

    /** A record of a source that tells no time and knows of no leave. */
    public WorkerRecord(WorkerKey key, Profile profile, LocalDate startDate, Optional<Termination> termination) {
        this(key, profile, EmploymentTerms.from(startDate).ending(termination), Optional.empty());
    }

    /** The first day of the present tenure. */
    public LocalDate startDate() {
        return terms.startDate();
    }

    /** The ending, where HR knows one. */
    public Optional<Termination> termination() {
        return terms.termination();
    }
}

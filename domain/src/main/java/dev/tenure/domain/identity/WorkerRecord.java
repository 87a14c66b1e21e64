package dev.tenure.domain.identity;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One worker as a source describes them now, checked.
 *
 * @param key who
 * @param profile what HR says of the person
 * @param startDate the first day of the present tenure
 * @param termination the ending, where HR knows one
 */
public record WorkerRecord(WorkerKey key, Profile profile, LocalDate startDate, Optional<Termination> termination) {}

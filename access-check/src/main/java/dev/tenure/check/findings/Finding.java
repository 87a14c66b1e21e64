package dev.tenure.check.findings;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Something found. Empty texts where there is nothing to say.
 *
 * @param kind what it is
 * @param rank its urgency among those of its kind, the most urgent 0
 * @param system the listing's name
 * @param account how the system calls it; of a duplicate all of them
 * @param workerId the person's, where there is exactly one
 * @param name of the person, else as the account has it
 * @param since the day from which it counts
 * @param days from that day to the one that is asked for; 0 without a day
 * @param why what was seen
 * @param remedy what to do
 */
public record Finding(
        Kind kind,
        int rank,
        String system,
        String account,
        String workerId,
        String name,
        Optional<LocalDate> since,
        long days,
        String why,
        String remedy) {}

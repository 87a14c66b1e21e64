package dev.tenure.domain.lifecycle;

import java.time.Instant;
import java.util.Optional;

/**
 * That something was done by hand, as one person stated it and another confirmed it. The target has not shown it.
 *
 * @param statement the statement
 * @param doneAt when it was done, as stated
 * @param evidence what shows it, in words; empty where a ticket does
 * @param ticket where it is written down; empty where the words are enough
 * @param statedBy who stated it, by subject
 * @param statedAt when
 * @param confirmedBy who confirmed it, by subject; another person
 * @param confirmedAt when; the clock of a deadline stops here
 */
public record Stated(
        StatementId statement,
        Instant doneAt,
        Optional<String> evidence,
        Optional<String> ticket,
        String statedBy,
        Instant statedAt,
        String confirmedBy,
        Instant confirmedAt) {}

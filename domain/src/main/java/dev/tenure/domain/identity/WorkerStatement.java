package dev.tenure.domain.identity;

import java.time.Instant;
import java.util.Comparator;

/**
 * Something a source said of a worker, kept for good. Where somebody stands is worked out from all statements about them, so
 * their order of arrival does not matter (JML-6).
 *
 * @param number tells statements apart; those that arrive later have higher ones
 * @param record what was said
 * @param receivedAt when it came in
 */
public record WorkerStatement(long number, WorkerRecord record, Instant receivedAt) {

    /** By what was said for when; where that is the same, by arrival. */
    public static final Comparator<WorkerStatement> IN_ORDER = Comparator.comparing(WorkerStatement::saidFor)
            .thenComparing(WorkerStatement::receivedAt)
            .thenComparingLong(WorkerStatement::number);

    /**
     * For when it was said: the source's own time, which cannot be after the arrival, or the arrival. A source whose clock is
     * ahead would otherwise have the last word for as long as it is.
     */
    public Instant saidFor() {
        return record.asOf().filter(receivedAt::isAfter).orElse(receivedAt);
    }
}

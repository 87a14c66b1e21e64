package dev.tenure.connector.spi;

import java.time.Instant;
import java.util.Optional;

/**
 * One page of what a target's log tells of an account, and how much of what happened it can tell.
 *
 * @param page the events; an empty one tells that there was nothing only as far as {@code coverage} goes
 * @param coverage what the log held when this page was read; over all pages the least of them counts
 */
public record Activity(Page<ActivityEvent> page, Coverage coverage) {

    /**
     * What a log holds.
     *
     * @param from since when it holds everything
     * @param until until when it holds everything, by the target's clock: what came after may still be on its way into the log
     * @param missing what of it could not be read, without personal data; empty where all of it was
     */
    public record Coverage(Instant from, Instant until, Optional<String> missing) {

        /** What holds of two pages together. */
        public Coverage and(Coverage other) {
            return new Coverage(
                    from.isAfter(other.from) ? from : other.from,
                    until.isBefore(other.until) ? until : other.until,
                    missing.or(other::missing));
        }
    }
}

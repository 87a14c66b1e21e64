package dev.tenure.connector.spi;

import java.time.Duration;
import java.util.Optional;

/**
 * The answer to a read.
 *
 * @param <T> what was asked for
 */
public sealed interface Observation<T> {

    /** The target was read. */
    record Seen<T>(T value) implements Observation<T> {}

    /**
     * The target answered and will not let us read until a person acts.
     *
     * @param reason what it said and what to do, without personal data
     */
    record Refused<T>(String reason) implements Observation<T> {}

    /**
     * The target did not answer, or not whole.
     *
     * @param reason why, without personal data
     * @param retryAfter the pause the target asked for
     */
    record Unreachable<T>(String reason, Optional<Duration> retryAfter) implements Observation<T> {}
}

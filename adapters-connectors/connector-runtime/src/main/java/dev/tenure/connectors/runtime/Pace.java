package dev.tenure.connectors.runtime;

import java.util.OptionalLong;

/** Spaces calls evenly, so that no more than a number begin in any minute. Safe for use by many threads. */
final class Pace {

    private static final long MINUTE = 60_000_000_000L;

    private final long spacing;
    private boolean begun;
    private long nextFree;

    /** @param perMinute calls begun in a minute, from 1 */
    Pace(int perMinute) {
        this.spacing = MINUTE / perMinute;
    }

    /**
     * Takes the next free place, unless it comes too late.
     *
     * @param now the time in nanoseconds, on a clock that only grows
     * @param longest how long the caller can wait at most, in nanoseconds
     * @return how long to wait, in nanoseconds; empty, with no place taken, where that is longer than {@code longest}
     */
    synchronized OptionalLong take(long now, long longest) {
        // Differences, not values, are compared: the clock may pass the largest number.
        long wait = begun ? Math.max(0, nextFree - now) : 0;
        if (wait > longest) {
            return OptionalLong.empty();
        }
        begun = true;
        nextFree = now + wait + spacing;
        return OptionalLong.of(wait);
    }
}

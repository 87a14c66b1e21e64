package dev.tenure.domain.inventory;

import java.time.Duration;

/**
 * How hard a system may be worked, over all replicas together.
 *
 * @param concurrency operations at once, 1 to 64
 * @param perMinute operations begun in a minute, from 1
 * @param callTimeout how long one call may take
 */
public record LaneLimits(int concurrency, int perMinute, Duration callTimeout) {

    /** What suits most directories. */
    public static final LaneLimits USUAL = new LaneLimits(8, 6000, Duration.ofSeconds(30));

    public LaneLimits {
        if (concurrency < 1 || concurrency > 64) {
            throw new IllegalArgumentException("limits.concurrency: is not between 1 and 64");
        }
        if (perMinute < 1 || perMinute > 1_000_000) {
            throw new IllegalArgumentException("limits.perMinute: is not between 1 and 1000000");
        }
        if (callTimeout.isNegative() || callTimeout.isZero() || callTimeout.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("limits.callTimeout: is not above zero and at most 10 minutes");
        }
    }
}

package dev.tenure.domain.provisioning;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How many accounts of a system may be changed within a window before somebody has to look (SAF-2). The greater of number
 * and share holds: a small system is not held up by a share of next to nothing, a great one not by a number that it passes on
 * a usual day.
 *
 * @param number accounts, 0 to 1,000,000
 * @param sharePercent of the accounts that the system is known to hold, rounded down, 0 to 100
 * @param window how far back to count, 1 minute to 31 days
 */
public record GuardLimit(int number, int sharePercent, Duration window) {

    /** What holds where nobody set anything else: 20 accounts or 5 % within a day. */
    public static final GuardLimit USUAL = new GuardLimit(20, 5, Duration.ofHours(24));

    public GuardLimit {
        if (number < 0 || number > 1_000_000) {
            throw new IllegalArgumentException("number: is not between 0 and 1000000");
        }
        if (sharePercent < 0 || sharePercent > 100) {
            throw new IllegalArgumentException("sharePercent: is not between 0 and 100");
        }
        if (window.compareTo(Duration.ofMinutes(1)) < 0 || window.compareTo(Duration.ofDays(31)) > 0) {
            throw new IllegalArgumentException("window: is not between 1 minute and 31 days");
        }
    }

    /** How many accounts may be changed within the window, of a system that is known to hold so many. */
    public long allowed(long known) {
        return Math.max(number, known * sharePercent / 100);
    }

    /**
     * Whether one account more may be changed, where so many were within the window.
     *
     * @param known how many accounts the system is known to hold; asked only where the number alone does not let it pass
     */
    public boolean letsOneMorePass(long counted, LongSupplier known) {
        return counted < number || counted < allowed(known.getAsLong());
    }

    /** Whether it lets more pass than another, on any system or at any time. */
    public boolean isLooserThan(GuardLimit other) {
        return number > other.number || sharePercent > other.sharePercent || window.compareTo(other.window) < 0;
    }
}

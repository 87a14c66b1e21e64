package dev.tenure.domain.lifecycle;

import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A part of the time to a deadline is gone and the target has not shown what it should. It is told once for each level and
 * stays on record.
 *
 * @param system where
 * @param account which account; empty when the target was not listed
 * @param milestone which milestone; empty when the target was not listed
 * @param level how much of the time is gone
 * @param deadline by when it is to be shown
 * @param at when that was noticed
 */
public record Escalation(
        SystemId system,
        Optional<AccountId> account,
        Optional<Milestone> milestone,
        Level level,
        Instant deadline,
        Instant at) {

    /** How much of the time from the start of the clock to a deadline is gone. */
    public enum Level {
        /** Half of it. */
        HALF(50),
        /** Most of it: whoever can help has to know now. */
        MOST(80),
        /** All of it: that is a breach too. */
        ALL(100);

        private final int percent;

        Level(int percent) {
            this.percent = percent;
        }

        /** The part in percent. */
        public int percent() {
            return percent;
        }

        /** When it is reached on the way from the start of the clock to a deadline. */
        Instant between(Instant start, Instant deadline) {
            return start.plus(
                    Duration.between(start, deadline).multipliedBy(percent).dividedBy(100));
        }
    }
}

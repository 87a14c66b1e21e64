package dev.tenure.domain.provisioning;

import dev.tenure.domain.inventory.SystemId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Nothing is written to one system, or to any, until an administrator lets it start again (SAF-3). What is to be done queues
 * up; deadlines run on.
 */
public sealed interface Stop {

    /** What does not change. */
    Order order();

    /** The name of the state in database, API and log. */
    String label();

    /**
     * What does not change.
     *
     * @param id its own id
     * @param system which system; empty for all, those registered later included
     * @param reason why
     * @param by who, by subject
     * @param at since when
     */
    record Order(UUID id, Optional<SystemId> system, String reason, String by, Instant at) {}

    /** Nothing is written. */
    record InForce(Order order) implements Stop {
        @Override
        public String label() {
            return "in-force";
        }

        /** Writing goes on. */
        public Lifted lift(String reason, String by, Instant now) {
            return new Lifted(order, reason, by, now);
        }

        /** Whether it keeps automation from writing to a system. */
        public boolean holdsFor(SystemId system) {
            return order.system().map(system::equals).orElse(true);
        }
    }

    /**
     * Writing went on.
     *
     * @param reason why it could
     */
    record Lifted(Order order, String reason, String by, Instant at) implements Stop {
        @Override
        public String label() {
            return "lifted";
        }
    }
}

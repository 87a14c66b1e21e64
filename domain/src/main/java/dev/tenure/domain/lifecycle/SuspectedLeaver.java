package dev.tenure.domain.lifecycle;

import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerKey;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A worker whom a full file of HR leaves out, though earlier ones had them and nobody said that they leave. Somebody finds
 * out, by a deadline (JML-6).
 */
public sealed interface SuspectedLeaver {

    /** What does not change. */
    Suspicion suspicion();

    /** Counts changes, for optimistic locking. */
    long version();

    /** The name of the state in database, API and log. */
    String label();

    /**
     * What does not change.
     *
     * @param id its own id
     * @param key how the source named the worker
     * @param identity who it is
     * @param snapshot the first file that left the worker out
     * @param since when that file came in
     * @param deadline by when somebody has to have found out
     */
    record Suspicion(
            SuspicionId id, WorkerKey key, IdentityId identity, SnapshotId snapshot, Instant since, Instant deadline) {}

    /** Nobody knows yet. */
    record Open(Suspicion suspicion, long version) implements SuspectedLeaver {
        @Override
        public String label() {
            return "open";
        }

        /** Whether the deadline has passed. */
        public boolean isOverdue(Instant now) {
            return now.isAfter(suspicion.deadline());
        }

        /**
         * They have left: HR forgot to say so.
         *
         * @param lastWorkingDay the last day on which they worked
         */
        public Left left(LocalDate lastWorkingDay, String reason, String by, Instant now) {
            return new Left(suspicion, lastWorkingDay, reason, by, now, version);
        }

        /**
         * They work here: the file was wrong.
         *
         * @param until the day from which a file that leaves them out raises it again
         */
        public Stays stays(LocalDate until, String reason, String by, Instant now) {
            return new Stays(suspicion, until, reason, by, now, version);
        }
    }

    /** They have left, as somebody found out. */
    record Left(Suspicion suspicion, LocalDate lastWorkingDay, String reason, String by, Instant at, long version)
            implements SuspectedLeaver {
        @Override
        public String label() {
            return "left";
        }
    }

    /** They work here, as somebody found out. */
    record Stays(Suspicion suspicion, LocalDate until, String reason, String by, Instant at, long version)
            implements SuspectedLeaver {
        @Override
        public String label() {
            return "stays";
        }
    }

    /** HR told of them again, or said itself that they leave. */
    record Settled(Suspicion suspicion, Instant at, long version) implements SuspectedLeaver {
        @Override
        public String label() {
            return "settled";
        }
    }
}

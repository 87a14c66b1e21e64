package dev.tenure.domain.identity;

import java.time.Instant;

/** One full file of a worker feed: everybody the source knows, as of when it was received. */
public sealed interface WorkerSnapshot {

    /** What does not change. */
    Receipt receipt();

    /** The name of the state in database, API and log. */
    String label();

    /**
     * What does not change.
     *
     * @param id its own id
     * @param feed the source
     * @param by who sent it, by subject
     * @param receivedAt when it began to arrive: the time HR's facts count as received
     */
    record Receipt(SnapshotId id, String feed, String by, Instant receivedAt) {}

    /** Still arriving, or cut off while it did. Nothing of it is taken. */
    record Arriving(Receipt receipt) implements WorkerSnapshot {
        @Override
        public String label() {
            return "arriving";
        }

        /** The file is here to its end. */
        public Received arrived(Counts counts) {
            return new Received(receipt, counts);
        }

        /** The file cannot be read as one of this feed. */
        public Refused refuse(String reason) {
            return new Refused(receipt, reason);
        }
    }

    /** Here to its end; its rows are being taken. */
    record Received(Receipt receipt, Counts counts) implements WorkerSnapshot {
        @Override
        public String label() {
            return "received";
        }

        /** Every good row was taken. */
        public Applied applied(Counts finalCounts, Instant now) {
            return new Applied(receipt, finalCounts, now);
        }
    }

    /** Every good row was taken. */
    record Applied(Receipt receipt, Counts counts, Instant appliedAt) implements WorkerSnapshot {
        @Override
        public String label() {
            return "applied";
        }
    }

    /** Not a file of this feed. Nothing of it was taken. */
    record Refused(Receipt receipt, String reason) implements WorkerSnapshot {
        @Override
        public String label() {
            return "refused";
        }
    }

    /**
     * What is in the file.
     *
     * @param rows rows in all, the header not counted
     * @param good rows that can be taken
     * @param rejected rows that cannot, each with line and reason
     * @param changed good rows taken so far that said something new
     * @param absent workers this feed told of before and that the file leaves out
     */
    record Counts(long rows, long good, long rejected, long changed, long absent) {}
}

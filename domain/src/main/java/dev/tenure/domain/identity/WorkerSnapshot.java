package dev.tenure.domain.identity;

import java.time.Instant;
import java.util.Optional;

/** One file of a worker feed, as of when it was received. */
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

    /**
     * What a person decided about a file that waited for one.
     *
     * @param by who, by subject
     */
    record Decision(String by, Instant at) {}

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

        /** The file is here to its end, and a person is to look at what it would change. */
        public Previewing awaitDecision(Counts counts) {
            return new Previewing(receipt, counts);
        }

        /** The file is the one that was applied last, byte by byte. */
        public Repeated repeats(SnapshotId first) {
            return new Repeated(receipt, first);
        }

        /** The file cannot be read as one of this feed. */
        public Refused refuse(String reason) {
            return new Refused(receipt, reason);
        }
    }

    /** Here to its end; what it would change is being worked out. Nothing of it is taken. */
    record Previewing(Receipt receipt, Counts counts) implements WorkerSnapshot {
        @Override
        public String label() {
            return "previewing";
        }

        /** It is known what the file would change. */
        public Previewed previewed(Foreseen foreseen, Instant now) {
            return new Previewed(receipt, counts, foreseen, now);
        }

        /** A person does not want the file. */
        public Discarded discard(String by, Instant now) {
            return new Discarded(receipt, counts, new Decision(by, now));
        }
    }

    /**
     * Waiting for a person to commit or discard it. Nothing of it is taken.
     *
     * @param foreseen what it would have changed at {@code previewedAt}
     */
    record Previewed(Receipt receipt, Counts counts, Foreseen foreseen, Instant previewedAt) implements WorkerSnapshot {
        @Override
        public String label() {
            return "previewed";
        }

        /** A person wants it taken as previewed. */
        public Received commit(String by, Instant now) {
            return new Received(receipt, counts, Optional.of(new Decision(by, now)));
        }

        /** Another file of the feed was taken since: what this one would change is to be worked out anew. */
        public Previewing overtaken() {
            return new Previewing(receipt, counts);
        }

        /** A person does not want the file. */
        public Discarded discard(String by, Instant now) {
            return new Discarded(receipt, counts, new Decision(by, now));
        }
    }

    /**
     * Here to its end; its rows are being taken.
     *
     * @param committed who wanted it, where the file waited for a person
     */
    record Received(Receipt receipt, Counts counts, Optional<Decision> committed) implements WorkerSnapshot {

        /** A file that waited for nobody. */
        public Received(Receipt receipt, Counts counts) {
            this(receipt, counts, Optional.empty());
        }

        @Override
        public String label() {
            return "received";
        }

        /** Every good row was taken, or set aside. */
        public Applied applied(Counts finalCounts, Instant now) {
            return new Applied(receipt, finalCounts, now, committed);
        }
    }

    /**
     * Every good row was taken, or set aside.
     *
     * @param committed who wanted it, where the file waited for a person
     */
    record Applied(Receipt receipt, Counts counts, Instant appliedAt, Optional<Decision> committed)
            implements WorkerSnapshot {

        /** A file that waited for nobody. */
        public Applied(Receipt receipt, Counts counts, Instant appliedAt) {
            this(receipt, counts, appliedAt, Optional.empty());
        }

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

    /** The same file again: nothing was to be done. */
    record Repeated(Receipt receipt, SnapshotId first) implements WorkerSnapshot {
        @Override
        public String label() {
            return "repeated";
        }
    }

    /** Not wanted by a person. Nothing of it was taken. */
    record Discarded(Receipt receipt, Counts counts, Decision decision) implements WorkerSnapshot {
        @Override
        public String label() {
            return "discarded";
        }
    }

    /**
     * What is in the file.
     *
     * @param rows rows in all, the header not counted
     * @param good rows that can be taken
     * @param rejected rows that cannot, each with line and reason
     * @param changed good rows taken so far that said something new
     * @param absent workers this feed told of before and that the file leaves out, or says to be removed
     */
    record Counts(long rows, long good, long rejected, long changed, long absent) {}

    /**
     * What the good rows of a file would do. Each row counts once, with what weighs most.
     *
     * @param fresh people the product does not know
     * @param leaving people who would be out at once
     * @param returning people who would be in again
     * @param changed people something else would change of
     * @param leavingLater people of whom nothing changes but an ending to come; confidential
     * @param unchanged people of whom nothing changes
     */
    record Foreseen(long fresh, long leaving, long returning, long changed, long leavingLater, long unchanged) {

        /** As those may see it who may not know of endings to come: such a person is one of whom nothing changes. */
        public Foreseen withoutEndings() {
            return new Foreseen(fresh, leaving, returning, changed, 0, unchanged + leavingLater);
        }
    }

    /** What one row would do. */
    enum Effect {
        FRESH,
        LEAVING,
        RETURNING,
        CHANGED,
        /** Confidential. */
        LEAVING_LATER,
        UNCHANGED
    }
}

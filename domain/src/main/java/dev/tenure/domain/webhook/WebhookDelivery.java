package dev.tenure.domain.webhook;

import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.identity.WorkerRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one signed delivery said of one worker, and what became of it. A delivery is believed to be genuine and taken for no
 * more than a hint where the person can be read again. None is dropped: it is taken, refused with a reason, or waits.
 */
public sealed interface WebhookDelivery {

    /** What does not change from state to state. */
    Receipt receipt();

    /** How often a worker claimed it. Who comes back with an older count is not listened to. */
    int attempts();

    /**
     * What came in.
     *
     * @param id its own id
     * @param source the source's name
     * @param sha256 the digest of the body, in hexadecimal
     * @param receivedAt when it was accepted
     * @param hint what it said
     */
    record Receipt(WebhookDeliveryId id, String source, String sha256, Instant receivedAt, Hint hint) {

        /** To be taken as soon as may be. */
        public Waiting waiting() {
            return new Waiting(this, 0, 0, receivedAt, Optional.empty(), 0);
        }

        /** Not to be taken, since something in it is wrong. */
        public Refused refuse(List<WorkerRow.Problem> problems, Instant now) {
            return new Refused(forget(), 0, problems, now);
        }

        /** Genuine, and about no worker: a test of the connection, or an event of another kind. */
        public Ignored ignore(Instant now) {
            return new Ignored(forget(), now);
        }

        /** The same without the record that came in: it is personal, and not needed any more. */
        Receipt forget() {
            return new Receipt(
                    id,
                    source,
                    sha256,
                    receivedAt,
                    new Hint(hint.event(), hint.worker(), hint.immediate(), hint.saidAt(), Map.of()));
        }
    }

    /**
     * What a delivery says of one worker.
     *
     * @param event the vendor's name of what happened, where it has one
     * @param worker the vendor's id of whom it is about
     * @param immediate whether it says that the person is to be shut out at once
     * @param saidAt when it happened, by the vendor's clock
     * @param facts the record itself, where the source is not read again; else empty
     */
    record Hint(
            Optional<String> event,
            Optional<String> worker,
            boolean immediate,
            Optional<Instant> saidAt,
            Map<Fact, String> facts) {

        /** Says nothing of anybody. */
        public static final Hint NOTHING =
                new Hint(Optional.empty(), Optional.empty(), false, Optional.empty(), Map.of());

        public Hint {
            facts = Map.copyOf(facts);
        }
    }

    /** What a try, or somebody's wish, can leave behind. */
    sealed interface Tried extends WebhookDelivery permits Waiting, Taken, Refused, SetAside {}

    /**
     * To be read and taken. It is never given up while it is the vendor that does not answer.
     *
     * @param ownFaults how often it was we that failed on it
     * @param dueAt when it is tried next; while a worker has it, when another may
     * @param last why the last attempt did not take it
     * @param escalation how often its waiting was raised
     */
    record Waiting(Receipt receipt, int attempts, int ownFaults, Instant dueAt, Optional<String> last, int escalation)
            implements Tried {

        /** After this many failures of our own it is set aside, so that it holds up nobody. */
        public static final int OWN_FAULTS = 5;

        /** Its waiting is raised when it has lasted this long, each time once. */
        private static final List<Duration> RAISED_AFTER =
                List.of(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofHours(4));

        /** A worker takes it for a time. */
        public Waiting claim(Instant now, Duration lease) {
            return new Waiting(receipt, attempts + 1, ownFaults, now.plus(lease), last, escalation);
        }

        /** The person could not be read. */
        public Waiting postpone(String why, Instant now, Duration pause) {
            return new Waiting(receipt, attempts, ownFaults, now.plus(pause), Optional.of(why), raisedBy(now));
        }

        /** We failed on it. */
        public Tried fail(String kind, Instant now, Duration pause) {
            return ownFaults + 1 >= OWN_FAULTS
                    ? new SetAside(receipt, attempts, kind, now)
                    : new Waiting(receipt, attempts, ownFaults + 1, now.plus(pause), Optional.of(kind), raisedBy(now));
        }

        /** The worker's record was taken. */
        public Taken take(Instant now) {
            return new Taken(receipt.forget(), attempts, now);
        }

        /** The person was read, and the record cannot be taken as it is. */
        public Refused refuse(List<WorkerRow.Problem> problems, Instant now) {
            return new Refused(receipt.forget(), attempts, problems, now);
        }

        /** A person does not want to wait. */
        public Waiting hasten(Instant now) {
            return now.isBefore(dueAt) ? new Waiting(receipt, attempts, ownFaults, now, last, escalation) : this;
        }

        /** How often its waiting is to have been raised by now. */
        private int raisedBy(Instant now) {
            Duration waited = Duration.between(receipt.receivedAt(), now);
            return (int) RAISED_AFTER.stream()
                    .filter(limit -> waited.compareTo(limit) >= 0)
                    .count();
        }
    }

    /** The worker's record was taken, or said nothing new. */
    record Taken(Receipt receipt, int attempts, Instant takenAt) implements Tried {}

    /** Cannot be taken as it is: somebody puts it right at the source, which sends or shows it anew. */
    record Refused(Receipt receipt, int attempts, List<WorkerRow.Problem> problems, Instant refusedAt)
            implements Tried {

        public Refused {
            problems = List.copyOf(problems);
        }

        /** The source was put in order: the person is read once more. */
        public Waiting retry(Instant now) {
            return again(receipt, attempts, now);
        }
    }

    /**
     * We failed on it again and again.
     *
     * @param fault what kind of failure it was; its content may be personal
     */
    record SetAside(Receipt receipt, int attempts, String fault, Instant setAsideAt) implements Tried {

        /** What was wrong with us is mended. */
        public Waiting retry(Instant now) {
            return again(receipt, attempts, now);
        }
    }

    /** About no worker. */
    record Ignored(Receipt receipt, Instant ignoredAt) implements WebhookDelivery {
        @Override
        public int attempts() {
            return 0;
        }
    }

    private static Waiting again(Receipt receipt, int attempts, Instant now) {
        return new Waiting(receipt, attempts, 0, now, Optional.empty(), 0);
    }
}

package dev.tenure.application.lifecycle;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerSnapshot;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody has looked at what a file would change, and commits it or discards it. Whoever sent the file may: looking is the
 * point, and the log names both.
 *
 * <p>What is committed is what was looked at. Where another file of the feed was taken since, or the preview was worked out
 * anew, nothing is committed: the preview is worked out again, and the person looks again. A file behind which a later one was
 * taken can only be discarded.
 */
public final class DecideWorkerSnapshot {

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR};

    private final Transactions transactions;
    private final WorkerSnapshots snapshots;
    private final SnapshotPreviews previews;
    private final SnapshotAgenda agenda;
    private final LeaverEvents events;

    public DecideWorkerSnapshot(
            Transactions transactions,
            WorkerSnapshots snapshots,
            SnapshotPreviews previews,
            SnapshotAgenda agenda,
            LeaverEvents events) {
        this.transactions = transactions;
        this.snapshots = snapshots;
        this.previews = previews;
        this.agenda = agenda;
        this.events = events;
    }

    /** Commits or discards. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        return transactions.call(now -> snapshots
                .find(command.id())
                .map(snapshot -> decide(snapshot, command, now))
                .orElse(new Outcome.Unknown()));
    }

    private Outcome decide(WorkerSnapshot snapshot, Command command, Instant now) {
        return switch (snapshot) {
            case WorkerSnapshot.Previewed previewed ->
                switch (command.decision()) {
                    case COMMIT -> commit(previewed, command, now);
                    case DISCARD -> discard(previewed.discard(command.caller().subject(), now), command, now);
                };
            case WorkerSnapshot.Previewing previewing ->
                switch (command.decision()) {
                    case COMMIT -> new Outcome.NotWaiting(previewing);
                    case DISCARD -> discard(previewing.discard(command.caller().subject(), now), command, now);
                };
            case WorkerSnapshot.Arriving other -> new Outcome.NotWaiting(other);
            case WorkerSnapshot.Received other -> new Outcome.NotWaiting(other);
            case WorkerSnapshot.Applied other -> new Outcome.NotWaiting(other);
            case WorkerSnapshot.Refused other -> new Outcome.NotWaiting(other);
            case WorkerSnapshot.Repeated other -> new Outcome.NotWaiting(other);
            case WorkerSnapshot.Discarded other -> new Outcome.NotWaiting(other);
        };
    }

    private Outcome commit(WorkerSnapshot.Previewed previewed, Command command, Instant now) {
        if (command.previewedAt().filter(previewed.previewedAt()::equals).isEmpty()) {
            return new Outcome.PreviewedAnew(previewed);
        }
        return switch (previews.standing(previewed)) {
            case SUPERSEDED -> new Outcome.Superseded(previewed);
            case OUT_OF_DATE -> {
                WorkerSnapshot.Previewing again = previewed.overtaken();
                previews.forget(previewed.receipt().id());
                snapshots.save(again);
                agenda.due();
                yield new Outcome.OutOfDate(again);
            }
            case CURRENT -> {
                WorkerSnapshot.Received committed =
                        previewed.commit(command.caller().subject(), now);
                snapshots.save(committed);
                events.snapshotDecided(committed, "commit", command.caller(), now);
                agenda.due();
                yield new Outcome.Decided(committed);
            }
        };
    }

    private Outcome discard(WorkerSnapshot.Discarded discarded, Command command, Instant now) {
        snapshots.save(discarded);
        events.snapshotDecided(discarded, "discard", command.caller(), now);
        return new Outcome.Decided(discarded);
    }

    /** What is to become of a file that waits. */
    public enum Decision {
        /** Its rows are taken. */
        COMMIT,
        /** Nothing of it is taken. */
        DISCARD
    }

    /**
     * The file, and what is to become of it.
     *
     * @param previewedAt the time of the preview that was looked at; what is discarded needs none
     */
    public record Command(Caller caller, SnapshotId id, Decision decision, Optional<Instant> previewedAt) {}

    /** The file, or why not. */
    public sealed interface Outcome {
        /** Being taken, or discarded. */
        record Decided(WorkerSnapshot snapshot) implements Outcome {}

        /** The preview is another than the one that was looked at: look at this one. */
        record PreviewedAnew(WorkerSnapshot.Previewed snapshot) implements Outcome {}

        /** Another file of the feed was taken since: the preview is being worked out anew. */
        record OutOfDate(WorkerSnapshot.Previewing snapshot) implements Outcome {}

        /** A later file of the feed was taken, or is being taken: this one can only be discarded. */
        record Superseded(WorkerSnapshot.Previewed snapshot) implements Outcome {}

        /** It does not wait for a person. */
        record NotWaiting(WorkerSnapshot snapshot) implements Outcome {}

        /** There is no such file. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

package dev.tenure.application.lifecycle;

import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerRow;
import dev.tenure.domain.identity.WorkerSnapshot;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * HR hands in a file: of everybody it knows, or of those who changed (JML-1).
 *
 * <p>The file streams into staging, a batch of rows to a transaction, so that a file of any size needs the same memory. Rows
 * that are wrong are written down with line and reason; the good ones are taken all the same. Nothing is taken before the
 * file is here to its end: one that breaks off leaves nothing behind but the note that it did. A file that waits for a person is compared and not
 * taken. The file that is in force already, byte by byte, is nothing to do.
 */
public final class ReceiveWorkerSnapshot {

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR};
    private static final int BATCH = 1_000;

    private final Transactions transactions;
    private final Identifiers identifiers;
    private final RequestKeys requestKeys;
    private final WorkerFeeds feeds;
    private final WorkerFiles files;
    private final WorkerSnapshots snapshots;
    private final SnapshotAgenda agenda;
    private final LeaverEvents events;

    public ReceiveWorkerSnapshot(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            WorkerFeeds feeds,
            WorkerFiles files,
            WorkerSnapshots snapshots,
            SnapshotAgenda agenda,
            LeaverEvents events) {
        this.transactions = transactions;
        this.identifiers = identifiers;
        this.requestKeys = requestKeys;
        this.feeds = feeds;
        this.files = files;
        this.snapshots = snapshots;
        this.agenda = agenda;
        this.events = events;
    }

    /** Takes the file in. Applying it goes on afterwards; the snapshot says how far it is. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        Optional<WorkerFeed> feed = transactions.call(now -> feeds.find(command.feed()));
        return feed.map(f -> receive(command, f)).orElse(new Outcome.UnknownFeed(command.feed()));
    }

    private Outcome receive(Command command, WorkerFeed feed) {
        SnapshotId id = new SnapshotId(identifiers.next());
        WorkerSnapshot.Arriving arriving = transactions.call(now -> {
            WorkerSnapshot.Arriving begun = new WorkerSnapshot.Arriving(
                    new WorkerSnapshot.Receipt(id, feed.name(), command.caller().subject(), now));
            snapshots.begin(begun);
            return begun;
        });
        Staging staging = new Staging(feed, id);
        List<String> remarks;
        try {
            remarks = files.read(feed, command.content(), staging::take);
        } catch (WorkerFiles.UnreadableFile e) {
            return transactions.call(now -> {
                WorkerSnapshot.Refused refused =
                        arriving.refuse(Optional.ofNullable(e.getMessage()).orElse("cannot be read"));
                refuse(refused, command, now);
                return new Outcome.Unreadable(refused);
            });
        }
        staging.flush();
        WorkerSnapshots.Description described =
                new WorkerSnapshots.Description(command.contentDigest().get(), feed.version(), feed.content(), remarks);
        boolean isPreview = command.preview() || feed.taking() == WorkerFeed.Taking.AFTER_PREVIEW;
        return transactions.call(now -> seal(command, arriving, described, isPreview, now));
    }

    /** The content is known only now, and with it whether the request is the one its key was first used for. */
    private Outcome seal(
            Command command,
            WorkerSnapshot.Arriving arriving,
            WorkerSnapshots.Description described,
            boolean isPreview,
            Instant now) {
        RequestKey key = new RequestKey(
                command.requestKey(), command.feed() + (command.preview() ? " preview " : " ") + described.digest());
        SnapshotId id = arriving.receipt().id();
        return switch (requestKeys.claim(command.caller().subject(), key, id.value())) {
            case RequestKeys.Claim.Fresh fresh ->
                new Outcome.Received(arrived(command, arriving, described, isPreview, now));
            case RequestKeys.Claim.Repeated repeated -> {
                refuse(
                        arriving.refuse("repeats a request that was carried out: nothing of it was taken"),
                        command,
                        now);
                yield snapshots
                        .find(new SnapshotId(repeated.created()))
                        .<Outcome>map(Outcome.Received::new)
                        .orElse(new Outcome.KeyReused());
            }
            case RequestKeys.Claim.Reused reused -> {
                refuse(arriving.refuse("came under the key of another request: nothing of it was taken"), command, now);
                yield new Outcome.KeyReused();
            }
            case RequestKeys.Claim.InProgress busy -> {
                refuse(arriving.refuse("came twice at once: nothing of this one was taken"), command, now);
                yield new Outcome.InProgress();
            }
        };
    }

    private WorkerSnapshot arrived(
            Command command,
            WorkerSnapshot.Arriving arriving,
            WorkerSnapshots.Description described,
            boolean isPreview,
            Instant now) {
        SnapshotId id = arriving.receipt().id();
        snapshots.describe(id, described);
        Optional<SnapshotId> first =
                snapshots.inForce(arriving.receipt().feed(), described.digest(), described.feedVersion());
        if (first.isPresent()) {
            WorkerSnapshot.Repeated repeated = arriving.repeats(first.get());
            snapshots.save(repeated);
            events.snapshotRepeated(repeated, command.caller(), described.digest(), now);
            return repeated;
        }
        WorkerSnapshot.Counts counts = snapshots.settle(id);
        WorkerSnapshot here = isPreview ? arriving.awaitDecision(counts) : arriving.arrived(counts);
        snapshots.save(here);
        events.snapshotReceived(here, counts, command.caller(), described.digest(), now);
        agenda.due();
        return here;
    }

    private void refuse(WorkerSnapshot.Refused refused, Command command, Instant now) {
        snapshots.save(refused);
        events.snapshotRefused(refused, command.caller(), now);
    }

    /** Gathers rows into batches. */
    private final class Staging {
        private final WorkerFeed feed;
        private final SnapshotId id;
        private final List<WorkerSnapshots.StagedRow> good = new ArrayList<>();
        private final List<WorkerSnapshots.Mention> mentioned = new ArrayList<>();
        private final List<WorkerSnapshots.Rejection> bad = new ArrayList<>();

        Staging(WorkerFeed feed, SnapshotId id) {
            this.feed = feed;
            this.id = id;
        }

        void take(WorkerFiles.Row row) {
            switch (row) {
                case WorkerFiles.Row.Unreadable unreadable ->
                    bad.add(new WorkerSnapshots.Rejection(unreadable.line(), Optional.empty(), unreadable.reason()));
                case WorkerFiles.Row.Cells cells -> take(cells);
            }
            if (good.size() + mentioned.size() + bad.size() >= BATCH) {
                flush();
            }
        }

        private void take(WorkerFiles.Row.Cells cells) {
            long line = cells.line();
            cells.faults().forEach((fact, reason) -> reject(line, fact.label(), reason));
            switch (WorkerRow.read(feed, cells.cells())) {
                case WorkerRow.Read.Good read -> {
                    if (cells.faults().isEmpty()) {
                        good.add(new WorkerSnapshots.StagedRow(line, read.record()));
                    } else {
                        mentioned.add(
                                new WorkerSnapshots.Mention(line, read.record().key(), false));
                    }
                }
                case WorkerRow.Read.Gone read ->
                    mentioned.add(new WorkerSnapshots.Mention(
                            line, read.key(), cells.faults().isEmpty()));
                case WorkerRow.Read.Bad read -> {
                    read.key().ifPresent(key -> mentioned.add(new WorkerSnapshots.Mention(line, key, false)));
                    read.problems().stream()
                            .filter(p -> cells.faults().keySet().stream()
                                    .noneMatch(fact -> fact.label().equals(p.field())))
                            .forEach(p -> reject(line, p.field(), p.reason()));
                }
            }
        }

        private void reject(long line, String field, String reason) {
            bad.add(new WorkerSnapshots.Rejection(line, Optional.of(field), reason));
        }

        void flush() {
            if (good.isEmpty() && mentioned.isEmpty() && bad.isEmpty()) {
                return;
            }
            transactions.call(now -> {
                snapshots.stage(id, good);
                snapshots.mention(id, mentioned);
                snapshots.reject(id, bad);
                return now;
            });
            good.clear();
            mentioned.clear();
            bad.clear();
        }
    }

    /**
     * The file, of which feed, for whom.
     *
     * @param requestKey the client's name for the request
     * @param content the file; read once, not closed
     * @param contentDigest gives the SHA-256 of the content in hex, once it was read to its end
     * @param preview whether the file is to wait for a person, even where its feed does not ask for one
     */
    public record Command(
            Caller caller,
            String requestKey,
            String feed,
            InputStream content,
            Supplier<String> contentDigest,
            boolean preview) {

        /** A file that waits for a person only where its feed says so. */
        public Command(
                Caller caller, String requestKey, String feed, InputStream content, Supplier<String> contentDigest) {
            this(caller, requestKey, feed, content, contentDigest, false);
        }
    }

    /** The snapshot, or why not. */
    public sealed interface Outcome {
        /** Here to its end: being applied or previewed, or the same file again. */
        record Received(WorkerSnapshot snapshot) implements Outcome {}

        /** Not a file of this feed; nothing of it was taken. */
        record Unreadable(WorkerSnapshot.Refused snapshot) implements Outcome {}

        /** There is no such feed. */
        record UnknownFeed(String feed) implements Outcome {}

        /** The idempotency key was used for another request. */
        record KeyReused() implements Outcome {}

        /** The first request with this key has not ended. */
        record InProgress() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

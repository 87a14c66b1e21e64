package dev.tenure.testkit.lifecycle;

import dev.tenure.application.lifecycle.SuspectedLeavers;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.domain.lifecycle.SuspectedLeaver;
import dev.tenure.domain.lifecycle.SuspicionId;
import dev.tenure.testkit.identity.InMemoryIdentities;
import dev.tenure.testkit.identity.InMemoryWorkerStatements;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.InMemoryTransactions.StaleVersion;
import dev.tenure.testkit.transaction.SequentialIdentifiers;
import dev.tenure.testkit.transaction.Table;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Suspected leavers in memory. */
public final class InMemorySuspectedLeavers implements SuspectedLeavers {

    private final Table<SuspicionId, SuspectedLeaver> suspected;
    private final Table<SuspicionId, SuspicionId> noted;
    private final InMemoryWorkerSnapshots snapshots;
    private final InMemoryWorkerStatements statements;
    private final InMemoryIdentities identities;
    private final SequentialIdentifiers identifiers;

    /** Begins with none, over what the other ports hold. */
    public InMemorySuspectedLeavers(
            InMemoryTransactions transactions,
            InMemoryWorkerSnapshots snapshots,
            InMemoryWorkerStatements statements,
            InMemoryIdentities identities,
            SequentialIdentifiers identifiers) {
        this.suspected = transactions.table();
        this.noted = transactions.table();
        this.snapshots = snapshots;
        this.statements = statements;
        this.identities = identities;
        this.identifiers = identifiers;
    }

    @Override
    public Optional<SuspectedLeaver> find(SuspicionId id) {
        return suspected.find(id);
    }

    @Override
    public Raised compare(SnapshotId snapshot, Duration within, Instant now) {
        WorkerSnapshot file = snapshots.find(snapshot).orElseThrow();
        String feed = file.receipt().feed();
        Set<WorkerKey> present = snapshots.presentIn(snapshot);
        long settled = 0;
        for (SuspectedLeaver.Open open : open().toList()) {
            boolean isKnown = present.contains(open.suspicion().key());
            if (open.suspicion().key().feed().equals(feed)
                    && (isKnown || isOut(open.suspicion().identity()))) {
                put(new SuspectedLeaver.Settled(open.suspicion(), now, open.version() + 1));
                settled++;
            }
        }
        List<SuspicionId> raised = new ArrayList<>();
        for (WorkerKey key : snapshots.absentFrom(snapshot)) {
            IdentityId identity = statements.whose(key).orElse(null);
            if (identity != null && !isOut(identity) && !isExplained(key, identity, now)) {
                SuspicionId id = new SuspicionId(identifiers.next());
                put(new SuspectedLeaver.Open(
                        new SuspectedLeaver.Suspicion(
                                id, key, identity, snapshot, file.receipt().receivedAt(), now.plus(within)),
                        1));
                raised.add(id);
            }
        }
        return new Raised(raised.size(), settled, digest(raised));
    }

    private boolean isOut(IdentityId id) {
        return identities.find(id).filter(Identity::hasLeft).isPresent();
    }

    private boolean isExplained(WorkerKey key, IdentityId identity, Instant now) {
        return suspected.all().filter(s -> s.suspicion().key().equals(key)).anyMatch(s -> switch (s) {
            case SuspectedLeaver.Open open -> true;
            case SuspectedLeaver.Stays stays ->
                now.isBefore(stays.until()
                        .atStartOfDay(identities
                                .find(identity)
                                .orElseThrow()
                                .profile()
                                .zone())
                        .toInstant());
            case SuspectedLeaver.Left left -> false;
            case SuspectedLeaver.Settled settled -> false;
        });
    }

    private static String digest(List<SuspicionId> ids) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ids.stream()
                    .sorted(Comparator.comparing(id -> id.value().toString()))
                    .forEach(id -> {
                        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES);
                        bytes.putLong(id.value().getMostSignificantBits())
                                .putLong(id.value().getLeastSignificantBits());
                        digest.update(bytes.flip());
                    });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private Stream<SuspectedLeaver.Open> open() {
        return suspected.all().filter(SuspectedLeaver.Open.class::isInstance).map(SuspectedLeaver.Open.class::cast);
    }

    private void put(SuspectedLeaver next) {
        suspected.put(next.suspicion().id(), next);
    }

    @Override
    public List<SuspicionId> noteOverdue(Instant now, int limit) {
        List<SuspicionId> overdue = open().filter(s -> s.isOverdue(now))
                .sorted(Comparator.comparing(s -> s.suspicion().deadline()))
                .map(s -> s.suspicion().id())
                .filter(id -> noted.find(id).isEmpty())
                .limit(limit)
                .toList();
        overdue.forEach(id -> noted.put(id, id));
        return overdue;
    }

    @Override
    public void save(SuspectedLeaver decided) {
        SuspectedLeaver stored = find(decided.suspicion().id()).orElseThrow();
        if (!(stored instanceof SuspectedLeaver.Open) || stored.version() != decided.version()) {
            throw new StaleVersion("the suspicion");
        }
        long next = decided.version() + 1;
        put(
                switch (decided) {
                    case SuspectedLeaver.Open open -> throw new StaleVersion("the suspicion");
                    case SuspectedLeaver.Left left ->
                        new SuspectedLeaver.Left(
                                left.suspicion(), left.lastWorkingDay(), left.reason(), left.by(), left.at(), next);
                    case SuspectedLeaver.Stays stays ->
                        new SuspectedLeaver.Stays(
                                stays.suspicion(), stays.until(), stays.reason(), stays.by(), stays.at(), next);
                    case SuspectedLeaver.Settled settled ->
                        new SuspectedLeaver.Settled(settled.suspicion(), settled.at(), next);
                });
    }

    @Override
    public Slice<SuspectedLeaver> list(Optional<String> state, PageRequest page) {
        List<SuspectedLeaver> wanted = suspected
                .newestFirst()
                .filter(s -> state.map(s.label()::equals).orElse(true))
                .sorted(Comparator.comparing(
                                (SuspectedLeaver s) -> s.suspicion().since())
                        .reversed())
                .toList();
        return InMemoryPages.page(wanted, page, s -> s.suspicion().id().value().toString());
    }
}

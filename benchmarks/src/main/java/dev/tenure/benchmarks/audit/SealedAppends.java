package dev.tenure.benchmarks.audit;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.audit.AuditSequencer;
import dev.tenure.application.audit.SequenceAudit;
import dev.tenure.benchmarks.database.ThrowawayDatabase;
import dev.tenure.benchmarks.database.Writers;
import dev.tenure.benchmarks.figure.Figures;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.EventId;
import dev.tenure.domain.audit.EventType;
import dev.tenure.persistence.schema.Provisioning;
import dev.tenure.persistence.transaction.UuidV7Identifiers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Events appended one in a transaction, as fast as the writers can, while the sequencer comes by as it does in production. */
final class SealedAppends {

    /** As the service runs it. */
    private static final SequenceAudit.Command SHARE = new SequenceAudit.Command(5_000, 20);

    /** Production waits a second, and then until the scheduler looks again, which it does four times a second. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(1_250);

    private static final Duration BOUND = Duration.ofMinutes(10);
    private static final int PERSONAL_IN = 4;
    private static final int FETCHED_AT_ONCE = 1_000;

    private final AuditLog log;
    private final AuditSequencer sequencer;
    private final ThrowawayDatabase database;
    private final UuidV7Identifiers identifiers = new UuidV7Identifiers();

    SealedAppends(AuditLog log, AuditSequencer sequencer, ThrowawayDatabase database) {
        this.log = log;
        this.sequencer = sequencer;
        this.database = database;
    }

    /**
     * What a run gave.
     *
     * @param seconds of work: until the last event was appended, and what sealing was left then; not the sequencer's pauses
     * @param lags seconds from an event's commit to that of its seal
     * @param payloads what was written, in order
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Result(double seconds, double[] lags, List<byte[]> payloads) {}

    /** Runs it on an empty log. */
    Result run(int events, int writers) throws SQLException, InterruptedException {
        UUID[] ids = new UUID[events];
        long[] committed = new long[events];
        Sealing sealing = new Sealing(sequencer, events);
        double writing;
        long written;
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<?> sealed = thread.submit(sealing);
            try {
                writing = Writers.run(writers, events, (start, from, to) -> append(start, ids, committed, from, to));
                written = System.nanoTime();
                sealed.get(BOUND.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException("sealing failed: " + e, e);
            } finally {
                thread.shutdownNow();
            }
        }
        double seconds = writing + Figures.seconds(sealing.busyAfter(written));
        return new Result(seconds, lags(ids, committed, sealing), payloads(events));
    }

    private void append(CountDownLatch start, UUID[] ids, long[] committed, int from, int to)
            throws InterruptedException {
        Writers.awaitStart(start);
        for (int i = from; i < to; i++) {
            AuditEvent event = event(i);
            QuarkusTransaction.requiringNew().run(() -> log.append(event));
            committed[i] = System.nanoTime();
            ids[i] = event.id().value();
        }
    }

    /** As large as an attempt of an operation, the most frequent event; one in four holds a personal value. */
    private AuditEvent event(int number) {
        AuditEvent.Draft draft = AuditEvent.of(
                        new EventId(identifiers.next()),
                        EventType.OPERATION_ATTEMPTED,
                        Instant.now(),
                        new Actor.Product("lane"),
                        AuditEvent.Subject.of("operation", identifiers.next()))
                .with("cause", "LEAVER")
                .with("causeId", identifiers.next())
                .with("system", identifiers.next())
                .with("work", "disable-account")
                .with("workVersion", 1)
                .with("attempt", 1)
                .with("epoch", number)
                .with("outcome", "applied");
        if (number % PERSONAL_IN == 0) {
            draft.withPersonal("account", "uid=sample." + number + ",ou=people,dc=benchmark,dc=example");
        }
        return draft.done();
    }

    private double[] lags(UUID[] ids, long[] committed, Sealing sealing) throws SQLException {
        Map<UUID, Long> leafOf = new HashMap<>();
        read(
                "SELECT event_id, leaf_index FROM audit_leaf",
                row -> leafOf.put(row.getObject(1, UUID.class), row.getLong(2)));
        if (leafOf.size() != ids.length) {
            throw new IllegalStateException(leafOf.size() + " leaves were sealed of " + ids.length + " events");
        }
        double[] lags = new double[ids.length];
        for (int i = 0; i < ids.length; i++) {
            Long leaf = leafOf.get(ids[i]);
            if (leaf == null) {
                throw new IllegalStateException("an event that was appended is no leaf");
            }
            // A writer may learn of its own commit after the sequencer has seen it.
            lags[i] = Math.max(0, Figures.seconds(sealing.sealedAt(leaf) - committed[i]));
        }
        return lags;
    }

    private List<byte[]> payloads(int events) throws SQLException {
        List<byte[]> payloads = new ArrayList<>(events);
        read("SELECT payload FROM audit_event ORDER BY position", row -> payloads.add(row.getBytes(1)));
        return payloads;
    }

    private void read(String sql, EachRow each) throws SQLException {
        try (Connection connection = database.connectAs(Provisioning.APPLICATION)) {
            connection.setAutoCommit(false);
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setFetchSize(FETCHED_AT_ONCE);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        each.take(row);
                    }
                }
            }
        }
    }

    @FunctionalInterface
    private interface EachRow {
        void take(ResultSet row) throws SQLException;
    }

    /** The sequencer at its pace, until so many events are sealed; remembers when each batch was. */
    private static final class Sealing implements Runnable, AuditSequencer {

        private final AuditSequencer real;
        private final int events;
        private final List<Batch> batches = new ArrayList<>();
        private final List<Busy> runs = new ArrayList<>();
        private long sealed;

        Sealing(AuditSequencer real, int events) {
            this.real = real;
            this.events = events;
        }

        @Override
        public void run() {
            SequenceAudit sequence = new SequenceAudit(this);
            while (sealed < events) {
                long began = System.nanoTime();
                sequence.handle(SHARE);
                runs.add(new Busy(began, System.nanoTime()));
                if (sealed < events) {
                    try {
                        TimeUnit.NANOSECONDS.sleep(LONGEST_PAUSE.toNanos());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return;
                    }
                }
            }
        }

        @Override
        public Optional<Integer> sequence(int limit) {
            Optional<Integer> count = real.sequence(limit);
            count.filter(leaves -> leaves > 0).ifPresent(leaves -> {
                sealed += leaves;
                batches.add(new Batch(sealed, System.nanoTime()));
            });
            return count;
        }

        /** Nanoseconds of work since then. */
        long busyAfter(long moment) {
            return runs.stream()
                    .mapToLong(run -> Math.max(0, run.until() - Math.max(run.from(), moment)))
                    .sum();
        }

        /** When the batch of a leaf was committed. */
        long sealedAt(long leaf) {
            int low = 0;
            int high = batches.size() - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (batches.get(middle).size() > leaf) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return batches.get(low).at();
        }

        private record Batch(long size, long at) {}

        private record Busy(long from, long until) {}
    }
}

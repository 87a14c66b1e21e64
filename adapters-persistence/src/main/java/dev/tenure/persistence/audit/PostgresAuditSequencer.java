package dev.tenure.persistence.audit;

import dev.tenure.application.audit.AuditSequencer;
import dev.tenure.domain.audit.Hash;
import dev.tenure.domain.audit.MerkleTree;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Sequences in one transaction that holds the lock of the lease's row, so of two at once one finds it locked and does
 * nothing. The lease itself keeps the work with one replica from batch to batch and says who had it; time is the database's.
 */
@ApplicationScoped
public class PostgresAuditSequencer implements AuditSequencer {

    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final int MONTHS_AHEAD = 3;

    private static final String ANYTHING_PENDING = "SELECT EXISTS (SELECT FROM audit_pending), transaction_timestamp()";

    private static final String MAKE_PARTITIONS = "SELECT audit_make_partitions(?)";

    // A sequencer that is paused, or cut off, would hold the lock for as long as its connection lives: the database
    // ends it.
    // And while the log is small the planner would rather hash all of it than look up what is pending.
    private static final String LOCK_LEASE = """
            SELECT holder, epoch, held_until > clock_timestamp(),
                   set_config('idle_in_transaction_session_timeout', ?, true),
                   set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)
              FROM audit_sequencer_lease FOR UPDATE SKIP LOCKED""";

    private static final String KEEP_LEASE = """
            UPDATE audit_sequencer_lease
               SET holder = ?, epoch = ?, held_until = clock_timestamp() + ? * interval '1 second'
             WHERE epoch = ?""";

    private static final String TREE = """
            SELECT c.number, c.tree_size, c.root, c.verifier_key,
                   (SELECT max(leaf_index) + 1 FROM audit_leaf),
                   EXISTS (SELECT FROM audit_checkpoint WHERE verifier_key = ?)
              FROM audit_checkpoint c ORDER BY c.number DESC LIMIT 1""";

    private static final String FRONTIER = """
            SELECT n.level, n.node_index, n.hash
              FROM audit_node n JOIN unnest(?, ?) AS wanted (level, node_index) USING (level, node_index)
             UNION ALL
            SELECT 0, leaf_index, leaf_hash FROM audit_leaf WHERE leaf_index = ?""";

    private static final String PENDING = """
            SELECT p.position, p.event_id, e.payload
              FROM (SELECT position, event_id FROM audit_pending ORDER BY position LIMIT ?) p
              LEFT JOIN audit_event e ON e.event_id = p.event_id
             ORDER BY p.position""";

    private static final String INSERT_LEAVES =
            "INSERT INTO audit_leaf (leaf_index, event_id, leaf_hash) SELECT * FROM unnest(?, ?, ?)";

    private static final String INSERT_NODES =
            "INSERT INTO audit_node (level, node_index, hash) SELECT * FROM unnest(?, ?, ?)";

    private static final String DELETE_PENDING = "DELETE FROM audit_pending WHERE position = ANY (?)";

    private static final String INSERT_CHECKPOINT =
            "INSERT INTO audit_checkpoint (number, tree_size, root, note, verifier_key) VALUES (?, ?, ?, ?, ?)";

    private final DataSource dataSource;
    private final SigningKey key;
    private final KeySuccession succession;
    private final String holder = UUID.randomUUID().toString();

    private volatile Optional<YearMonth> partitionsMadeIn = Optional.empty();

    /** @param dataSource the application role's; takes part in JTA */
    @Inject
    PostgresAuditSequencer(DataSource dataSource, SigningKey key, KeySuccession succession) {
        this.dataSource = dataSource;
        this.key = key;
        this.succession = succession;
    }

    @Override
    public Optional<Integer> sequence(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit: is less than 1");
        }
        if (QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
            throw new IllegalStateException("a transaction is open; a batch is a transaction of its own");
        }
        Optional<YearMonth> month = monthIfAnythingIsPending();
        if (month.isEmpty()) {
            return Optional.of(0);
        }
        if (!month.equals(partitionsMadeIn)) {
            makePartitions();
            partitionsMadeIn = month;
        }
        return inTransaction(connection -> sequence(connection, limit));
    }

    /** An idle log is not written to, so that replicas may look often. */
    private Optional<YearMonth> monthIfAnythingIsPending() {
        return inTransaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(ANYTHING_PENDING);
                    ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1)
                        ? Optional.of(YearMonth.from(
                                row.getObject(2, OffsetDateTime.class).withOffsetSameInstant(ZoneOffset.UTC)))
                        : Optional.empty();
            }
        });
    }

    private void makePartitions() {
        inTransaction(connection -> {
            try (PreparedStatement make = connection.prepareStatement(MAKE_PARTITIONS)) {
                make.setInt(1, MONTHS_AHEAD);
                return make.execute();
            }
        });
    }

    private Optional<Integer> sequence(Connection connection, int limit) throws SQLException {
        if (!takeLease(connection)) {
            return Optional.empty();
        }
        Tree tree = readTree(connection);
        Batch batch = readPending(connection, limit);
        if (batch.isEmpty()) {
            return Optional.of(0);
        }
        List<MerkleTree.Node> added = tree.append(batch.leafHashes);
        insertLeaves(connection, tree.sizeBefore, batch);
        insertNodes(connection, added.stream().filter(node -> node.level() > 0).toList());
        deletePending(connection, batch);
        insertCheckpoint(connection, tree);
        return Optional.of(batch.positions.size());
    }

    private boolean takeLease(Connection connection) throws SQLException {
        long epoch;
        boolean mine;
        try (PreparedStatement lock = connection.prepareStatement(LOCK_LEASE)) {
            lock.setString(1, LEASE.toMillis() + "ms");
            try (ResultSet row = lock.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
                mine = row.getString(1).equals(holder);
                epoch = row.getLong(2);
                if (!mine && row.getBoolean(3)) {
                    return false;
                }
            }
        }
        try (PreparedStatement keep = connection.prepareStatement(KEEP_LEASE)) {
            keep.setString(1, holder);
            keep.setLong(2, mine ? epoch : epoch + 1);
            keep.setLong(3, LEASE.toSeconds());
            keep.setLong(4, epoch);
            requireRows(1, keep.executeUpdate(), "the lease");
        }
        return true;
    }

    /** Refuses to build on a tree that is not the one that was signed. */
    private Tree readTree(Connection connection) throws SQLException {
        Tree tree;
        Hash signedRoot;
        try (PreparedStatement select = connection.prepareStatement(TREE)) {
            select.setString(1, key.verifierKey());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return new Tree(0, 0);
                }
                tree = new Tree(row.getLong(1) + 1, row.getLong(2));
                signedRoot = Hash.of(row.getBytes(3));
                succession.check(key, row.getString(4), row.getBoolean(6));
                if (row.getLong(5) != tree.sizeBefore) {
                    throw new IllegalStateException("the newest checkpoint covers " + tree.sizeBefore
                            + " leaves, but the log has " + row.getLong(5)
                            + "; something else wrote to it: restore it from a backup that verifies");
                }
            }
        }
        readFrontier(connection, tree);
        if (!MerkleTree.root(tree.sizeBefore, tree::at).equals(signedRoot)) {
            throw new IllegalStateException("the stored tree has not the root of the newest checkpoint, " + signedRoot
                    + "; something else wrote to it: restore it from a backup that verifies");
        }
        return tree;
    }

    /** The roots of the perfect subtrees that the leaves so far make, largest first: all that a new leaf is joined with. */
    private static void readFrontier(Connection connection, Tree tree) throws SQLException {
        List<Integer> levels = new ArrayList<>();
        List<Long> indexes = new ArrayList<>();
        for (int level = 1; level < Long.SIZE - 1; level++) {
            if ((tree.sizeBefore >> level & 1) == 1) {
                levels.add(level);
                indexes.add((tree.sizeBefore >> level) - 1);
            }
        }
        try (PreparedStatement select = connection.prepareStatement(FRONTIER)) {
            select.setArray(1, connection.createArrayOf("integer", levels.toArray()));
            select.setArray(2, connection.createArrayOf("bigint", indexes.toArray()));
            select.setLong(3, tree.sizeBefore - 1);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    tree.put(row.getInt(1), row.getLong(2), Hash.of(row.getBytes(3)));
                }
            }
        }
    }

    private static Batch readPending(Connection connection, int limit) throws SQLException {
        Batch batch = new Batch();
        try (PreparedStatement select = connection.prepareStatement(PENDING)) {
            select.setInt(1, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    batch.add(row.getLong(1), row.getObject(2, UUID.class), row.getBytes(3));
                }
            }
        }
        return batch;
    }

    private static void insertLeaves(Connection connection, long first, Batch batch) throws SQLException {
        Object[] indexes = new Object[batch.positions.size()];
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = first + i;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT_LEAVES)) {
            insert.setArray(1, connection.createArrayOf("bigint", indexes));
            insert.setArray(2, connection.createArrayOf("uuid", batch.eventIds.toArray()));
            insert.setArray(3, hashes(connection, batch.leafHashes));
            requireRows(indexes.length, insert.executeUpdate(), "leaves");
        }
    }

    private static void insertNodes(Connection connection, List<MerkleTree.Node> nodes) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_NODES)) {
            insert.setArray(
                    1,
                    connection.createArrayOf(
                            "integer",
                            nodes.stream().map(MerkleTree.Node::level).toArray()));
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint", nodes.stream().map(MerkleTree.Node::index).toArray()));
            insert.setArray(
                    3,
                    hashes(connection, nodes.stream().map(MerkleTree.Node::hash).toList()));
            requireRows(nodes.size(), insert.executeUpdate(), "nodes");
        }
    }

    private static void deletePending(Connection connection, Batch batch) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DELETE_PENDING)) {
            delete.setArray(1, connection.createArrayOf("bigint", batch.positions.toArray()));
            requireRows(batch.positions.size(), delete.executeUpdate(), "pending events");
        }
    }

    private void insertCheckpoint(Connection connection, Tree tree) throws SQLException {
        long size = tree.sizeAfter();
        Hash root = MerkleTree.root(size, tree::at);
        try (PreparedStatement insert = connection.prepareStatement(INSERT_CHECKPOINT)) {
            insert.setLong(1, tree.nextCheckpoint);
            insert.setLong(2, size);
            insert.setBytes(3, root.bytes());
            insert.setString(4, key.note(size, root));
            insert.setString(5, key.verifierKey());
            insert.executeUpdate();
        }
    }

    private static Array hashes(Connection connection, List<Hash> hashes) throws SQLException {
        return connection.createArrayOf(
                "bytea", hashes.stream().map(Hash::bytes).toArray(byte[][]::new));
    }

    private static void requireRows(int wanted, int written, String what) {
        if (wanted != written) {
            throw new IllegalStateException(
                    what + ": " + written + " rows were written and not " + wanted + "; the batch is rolled back");
        }
    }

    private <T> T inTransaction(Work<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = dataSource.getConnection()) {
                return work.with(connection);
            }
        });
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** The part of the tree that a batch needs. */
    private static final class Tree {
        private final long nextCheckpoint;
        private final long sizeBefore;
        private final Map<Place, Hash> nodes = new HashMap<>();
        private long appended;

        Tree(long nextCheckpoint, long sizeBefore) {
            this.nextCheckpoint = nextCheckpoint;
            this.sizeBefore = sizeBefore;
        }

        void put(int level, long index, Hash hash) {
            nodes.put(new Place(level, index), hash);
        }

        Hash at(int level, long index) {
            Hash hash = nodes.get(new Place(level, index));
            if (hash == null) {
                throw new IllegalStateException("the stored tree has no node " + index + " of level " + level
                        + "; something removed it: restore it from a backup that verifies");
            }
            return hash;
        }

        List<MerkleTree.Node> append(List<Hash> leaves) {
            List<MerkleTree.Node> added = new ArrayList<>();
            for (Hash leaf : leaves) {
                for (MerkleTree.Node node : MerkleTree.append(sizeAfter(), leaf, this::at)) {
                    put(node.level(), node.index(), node.hash());
                    added.add(node);
                }
                appended++;
            }
            return added;
        }

        long sizeAfter() {
            return sizeBefore + appended;
        }

        private record Place(int level, long index) {}
    }

    /** Pending events, in their order. */
    private static final class Batch {
        private final List<Long> positions = new ArrayList<>();
        private final List<UUID> eventIds = new ArrayList<>();
        private final List<Hash> leafHashes = new ArrayList<>();

        void add(long position, UUID eventId, byte @Nullable [] payload) {
            if (payload == null) {
                throw new IllegalStateException(
                        "the pending event " + eventId + " is not in the log; something removed it");
            }
            positions.add(position);
            eventIds.add(eventId);
            leafHashes.add(MerkleTree.leafHash(payload));
        }

        boolean isEmpty() {
            return positions.isEmpty();
        }
    }
}

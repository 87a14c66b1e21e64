package dev.tenure.persistence.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.persistence.schema.Provisioning;
import dev.tenure.persistence.testing.EmbeddedDatabase;
import dev.tenure.verifier.ExportVerifier;
import dev.tenure.verifier.SignedNote;
import dev.tenure.verifier.TreeHash;
import dev.tenure.verifier.Verdict;
import dev.tenure.verifier.VerifierKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Judges a log by its tables alone, with the verifier's hashes and a tree built anew: it trusts nothing of what wrote it. */
final class LogJudge {

    private final EmbeddedDatabase database;
    private final String verifierKey;

    LogJudge(EmbeddedDatabase database, String verifierKey) {
        this.database = database;
        this.verifierKey = verifierKey;
    }

    /**
     * Nothing lost, nothing double, index dense, stored tree and checkpoints those of the leaves.
     *
     * @return how many leaves there are
     */
    int judge() throws SQLException {
        try (Connection connection = database.connectAs(Provisioning.APPLICATION)) {
            List<TreeHash> leaves = leaves(connection);
            everyEventIsOnce(connection, leaves.size());
            theStoredNodesAreThoseOf(connection, leaves);
            theCheckpointsAreThoseOf(connection, leaves);
            return leaves.size();
        }
    }

    /** Judges an export as an auditor would. */
    Verdict.Sound judgeExport(byte[] export) throws IOException {
        Verdict verdict =
                ExportVerifier.trusting(VerifierKey.parse(verifierKey)).verify(new ByteArrayInputStream(export));
        return assertInstanceOf(Verdict.Sound.class, verdict, verdict::toString);
    }

    private static List<TreeHash> leaves(Connection connection) throws SQLException {
        List<TreeHash> leaves = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT l.leaf_index, l.leaf_hash, e.payload FROM audit_leaf l LEFT JOIN audit_event e USING (event_id)"
                                + " ORDER BY l.leaf_index")) {
            while (row.next()) {
                assertEquals(leaves.size(), row.getLong(1), "the index is not dense");
                TreeHash hash = TreeHash.ofLeaf(row.getBytes(3));
                assertEquals(TreeHash.ofBytes(row.getBytes(2)), hash, "leaf " + row.getLong(1));
                leaves.add(hash);
            }
        }
        return leaves;
    }

    private static void everyEventIsOnce(Connection connection, int leaves) throws SQLException {
        List<String> events = Sql.texts(connection, "SELECT event_id FROM audit_event");
        List<String> sequenced = Sql.texts(connection, "SELECT event_id FROM audit_leaf");
        List<String> pending = Sql.texts(connection, "SELECT event_id FROM audit_pending");
        Set<String> all = new HashSet<>(sequenced);
        assertEquals(leaves, all.size(), "an event is a leaf twice");
        all.addAll(pending);
        assertEquals(sequenced.size() + pending.size(), all.size(), "an event is a leaf and pending");
        assertEquals(new HashSet<>(events), all, "an event was lost, or came from nowhere");
        assertEquals(events.size(), all.size(), "an event is there twice");
    }

    private static void theStoredNodesAreThoseOf(Connection connection, List<TreeHash> leaves) throws SQLException {
        int stored = 0;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT level, node_index, hash FROM audit_node")) {
            while (row.next()) {
                int width = 1 << row.getInt(1);
                int start = Math.toIntExact(row.getLong(2) * width);
                assertEquals(root(leaves.subList(start, start + width)), TreeHash.ofBytes(row.getBytes(3)));
                stored++;
            }
        }
        int expected = 0;
        for (int width = 2; width <= leaves.size(); width *= 2) {
            expected += leaves.size() / width;
        }
        assertEquals(expected, stored, "stored nodes");
    }

    private void theCheckpointsAreThoseOf(Connection connection, List<TreeHash> leaves) throws SQLException {
        VerifierKey key = VerifierKey.parse(verifierKey);
        long number = 0;
        long size = 0;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT number, tree_size, root, note, verifier_key FROM audit_checkpoint ORDER BY number")) {
            while (row.next()) {
                assertEquals(number++, row.getLong(1));
                assertTrue(row.getLong(2) > size, "sizes do not grow");
                size = row.getLong(2);
                TreeHash root = root(leaves.subList(0, Math.toIntExact(size)));
                assertEquals(root, TreeHash.ofBytes(row.getBytes(3)));
                SignedNote note = SignedNote.parse(row.getString(4).getBytes(StandardCharsets.UTF_8));
                assertTrue(note.isSignedBy(key), "checkpoint " + row.getLong(1) + " is not signed by the key");
                assertEquals(key.name() + "\n" + size + "\n" + root.base64() + "\n", note.text());
                assertEquals(verifierKey, row.getString(5));
            }
        }
        assertEquals(leaves.size(), size, "leaves without a checkpoint");
    }

    /** RFC 6962 section 2.1, word for word. */
    static TreeHash root(List<TreeHash> leaves) {
        if (leaves.isEmpty()) {
            return TreeHash.EMPTY_ROOT;
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return TreeHash.ofNode(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }
}

package dev.tenure.persistence.audit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HexFormat;

/** Writes one export, version 1 (docs/audit-export.md), a piece at a time from one snapshot. */
final class AuditExport {

    private static final int LEAVES_AT_ONCE = 1_000;
    private static final int BUFFER = 1 << 16;

    private static final String SIZE = "SELECT coalesce(max(tree_size), 0) FROM audit_checkpoint";

    private static final String FIRST_EVENT_IS_GONE = """
            SELECT EXISTS (
                   SELECT FROM audit_leaf l
                    WHERE l.leaf_index = 0
                      AND NOT EXISTS (SELECT FROM audit_event e WHERE e.event_id = l.event_id))""";

    // While the log is small the planner would rather hash all of it for each piece than look up a thousand leaves.
    private static final String LOOK_UP_ONLY =
            "SELECT set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)";

    // A range of leaves at a time: over all of them the planner would sort the whole log before it gave the first row.
    // What is confidential and not open is left out for everybody.
    private static final String LEAVES = """
            SELECT l.leaf_index, l.leaf_hash, e.payload, d.field, d.salt, d.value
              FROM audit_leaf l
              LEFT JOIN audit_event e ON e.event_id = l.event_id
              LEFT JOIN audit_disclosure d
                     ON d.event_id = l.event_id
                    AND (d.matter IS NULL OR EXISTS (SELECT FROM audit_opening o WHERE o.matter = d.matter))
             WHERE l.leaf_index >= ? AND l.leaf_index < ?
             ORDER BY l.leaf_index, d.field COLLATE "C\"""";

    private static final String CHECKPOINTS = "SELECT number, note FROM audit_checkpoint ORDER BY number";

    private final Connection connection;
    private final SigningKey key;

    /** @param connection in a snapshot transaction */
    AuditExport(Connection connection, SigningKey key) {
        this.connection = connection;
        this.key = key;
    }

    /** Writes all of it, flushes, and gives the number of leaves. */
    long writeTo(OutputStream target) throws IOException, SQLException {
        long size = size();
        refuseIfEventsWereDropped();
        try (PreparedStatement lookUpOnly = connection.prepareStatement(LOOK_UP_ONLY)) {
            lookUpOnly.execute();
        }
        MessageDigest digest = sha256();
        OutputStream out = new DigestOutputStream(new BufferedOutputStream(target, BUFFER), digest);
        write(
                out,
                "tenure-audit-export 1\norigin " + key.origin() + "\nkey " + key.verifierKey() + "\nrange 0 " + size
                        + "\n");
        for (long from = 0; from < size; from += LEAVES_AT_ONCE) {
            writeLeaves(out, from, Math.min(size, from + LEAVES_AT_ONCE));
        }
        long checkpoints = writeCheckpoints(out);
        String hash = HexFormat.of().formatHex(digest.digest());
        write(out, "end " + size + " " + checkpoints + " " + hash + "\n");
        out.flush();
        return size;
    }

    private long size() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SIZE);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Said before the first byte leaves: partitions are dropped oldest first, so the first leaf tells. */
    private void refuseIfEventsWereDropped() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIRST_EVENT_IS_GONE);
                ResultSet row = select.executeQuery()) {
            row.next();
            if (row.getBoolean(1)) {
                throw dropped(0);
            }
        }
    }

    private void writeLeaves(OutputStream out, long from, long to) throws IOException, SQLException {
        Base64.Encoder base64 = Base64.getEncoder();
        try (PreparedStatement select = connection.prepareStatement(LEAVES)) {
            select.setLong(1, from);
            select.setLong(2, to);
            long next = from;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long index = row.getLong(1);
                    if (index == next) {
                        byte[] payload = row.getBytes(3);
                        if (payload == null) {
                            throw dropped(index);
                        }
                        write(out, "leaf " + index + " " + HexFormat.of().formatHex(row.getBytes(2)) + " ");
                        out.write(base64.encode(payload));
                        write(out, "\n");
                        next++;
                    }
                    String field = row.getString(4);
                    if (field != null) {
                        write(out, "disclose " + index + " " + field + " ");
                        out.write(base64.encode(row.getBytes(5)));
                        write(out, " ");
                        out.write(base64.encode(row.getBytes(6)));
                        write(out, "\n");
                    }
                }
            }
            if (next != to) {
                throw new IllegalStateException("leaf " + next
                        + " is missing from the log; something removed it: restore it from a backup that verifies");
            }
        }
    }

    private long writeCheckpoints(OutputStream out) throws IOException, SQLException {
        long checkpoints = 0;
        try (PreparedStatement select = connection.prepareStatement(CHECKPOINTS)) {
            select.setFetchSize(LEAVES_AT_ONCE);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    write(out, "checkpoint " + row.getLong(1) + "\n" + row.getString(2));
                    checkpoints++;
                }
            }
        }
        return checkpoints;
    }

    private static IllegalStateException dropped(long index) {
        return new IllegalStateException("leaf " + index
                + ": its event was dropped by retention, and an export of version 1 holds all events; use the export that was"
                + " made before the partition was dropped");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

package dev.tenure.verifier;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The leaf hashes in their order, written once, then read once. An export shows its checkpoints after all leaves, so
 * the tree can only be built when the leaves have gone by. The hashes wait in a temporary file (32 bytes a leaf) that
 * is deleted on close; only a short run of them is held in memory, and a short log needs no file at all.
 */
final class LeafHashes implements Closeable {

    private static final int HELD = 2_048 * Sha256.LENGTH;

    private final ByteBuffer held = ByteBuffer.allocate(HELD);
    private @Nullable FileChannel spilled;
    private long unread;
    private boolean reading;

    /** Appends a copy. All hashes MUST be added before the first is read. */
    void add(byte[] leafHash) throws IOException {
        if (!held.hasRemaining()) {
            spill();
        }
        held.put(leafHash, 0, Sha256.LENGTH);
        unread++;
    }

    /** Reads the next hash, in the order of adding, into {@code out}. There MUST be one. */
    void next(byte[] out) throws IOException {
        if (!reading) {
            startReading();
        }
        if (!held.hasRemaining()) {
            refill();
        }
        held.get(out, 0, Sha256.LENGTH);
        unread--;
    }

    private void spill() throws IOException {
        FileChannel file = spilled;
        if (file == null) {
            file = FileChannel.open(
                    Files.createTempFile("evidence-verifier-", ".leafhashes"),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
            spilled = file;
        }
        held.flip();
        while (held.hasRemaining()) {
            file.write(held);
        }
        held.clear();
    }

    private void startReading() throws IOException {
        reading = true;
        FileChannel file = spilled;
        if (file == null) {
            held.flip();
        } else {
            spill();
            file.position(0);
            held.limit(0);
        }
    }

    private void refill() throws IOException {
        FileChannel file = spilled;
        if (file == null || unread == 0) {
            throw new EOFException("All leaf hashes have been read.");
        }
        held.clear().limit((int) Math.min(HELD, unread * Sha256.LENGTH));
        while (held.hasRemaining()) {
            if (file.read(held) < 0) {
                throw new EOFException("The temporary file of leaf hashes was shortened by somebody else.");
            }
        }
        held.flip();
    }

    @Override
    public void close() throws IOException {
        FileChannel file = spilled;
        if (file != null) {
            file.close();
        }
    }
}

package dev.tenure.verifier;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * An export of any number of leaves that is made while it is read, so that neither side ever holds it. The leaves have
 * about 500 bytes, as events have.
 */
final class GeneratedExport extends InputStream {

    private static final String PADDING = "x".repeat(400);

    private final int leaves;
    private final int leavesPerCheckpoint;
    private final MessageDigest whole = sha256();
    private final MessageDigest single = sha256();
    private final List<String> checkpoints = new ArrayList<>();

    /** The full subtrees so far, the largest first, and how many leaves each has. */
    private final List<byte[]> subtrees = new ArrayList<>();

    private final List<Integer> subtreeSizes = new ArrayList<>();

    private byte[] chunk;
    private int position;
    private int nextLeaf;
    private int nextCheckpoint;
    private boolean ended;

    GeneratedExport(int leaves, int leavesPerCheckpoint) {
        this.leaves = leaves;
        this.leavesPerCheckpoint = leavesPerCheckpoint;
        this.chunk = passed(String.join("\n", SampleLog.header(leaves)) + "\n");
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (position == chunk.length) {
            if (ended) {
                return -1;
            }
            chunk = nextChunk();
            position = 0;
        }
        int count = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, buffer, offset, count);
        position += count;
        return count;
    }

    private byte[] nextChunk() {
        if (nextLeaf < leaves) {
            return passed(leafLine(nextLeaf++));
        }
        if (nextCheckpoint < checkpoints.size()) {
            int number = nextCheckpoint++;
            return passed("checkpoint " + number + "\n" + checkpoints.get(number));
        }
        ended = true;
        String hash = HexFormat.of().formatHex(whole.digest());
        return ("end " + leaves + " " + checkpoints.size() + " " + hash + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private String leafLine(int index) {
        byte[] bytes = ("{\"event\":" + index + ",\"padding\":\"" + PADDING + "\"}").getBytes(StandardCharsets.UTF_8);
        single.update((byte) 0);
        byte[] hash = single.digest(bytes);
        append(hash);
        if ((index + 1) % leavesPerCheckpoint == 0 || index + 1 == leaves) {
            checkpoints.add(SampleLog.checkpoint(SampleLog.KEY, index + 1, root()));
        }
        return "leaf " + index + " " + HexFormat.of().formatHex(hash) + " "
                + Base64.getEncoder().encodeToString(bytes) + "\n";
    }

    private void append(byte[] leafHash) {
        byte[] hash = leafHash;
        int size = 1;
        while (!subtrees.isEmpty() && subtreeSizes.getLast() == size) {
            hash = node(subtrees.removeLast(), hash);
            size += subtreeSizes.removeLast();
        }
        subtrees.add(hash);
        subtreeSizes.add(size);
    }

    private byte[] root() {
        return subtrees.reversed().stream()
                .reduce((right, left) -> node(left, right))
                .orElseThrow();
    }

    private byte[] node(byte[] left, byte[] right) {
        single.update((byte) 1);
        single.update(left);
        return single.digest(right);
    }

    private byte[] passed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        whole.update(bytes);
        return bytes;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

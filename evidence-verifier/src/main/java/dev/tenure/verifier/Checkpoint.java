package dev.tenure.verifier;

import java.util.Arrays;

/**
 * What a log signs about itself (C2SP tlog-checkpoint, without extension lines): so many leaves, with this root.
 *
 * @param origin the name of the log
 * @param treeSize the number of leaves, 0 to 10^18 - 1
 * @param root the root over these leaves
 */
public record Checkpoint(String origin, long treeSize, TreeHash root) {

    private static final int LINES = 3;

    /**
     * Reads the text of a checkpoint's note.
     *
     * @throws IllegalArgumentException unless it is three lines: origin, tree size, root
     */
    public static Checkpoint parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length != LINES + 1 || !lines[LINES].isEmpty()) {
            throw new IllegalArgumentException("a checkpoint is three lines: origin, tree size, root hash");
        }
        if (!VerifierKey.isKeyName(lines[0])) {
            throw new IllegalArgumentException("the checkpoint's origin is empty or has spaces");
        }
        if (!lines[1].matches("0|[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("the checkpoint's tree size is no decimal number without leading zeros");
        }
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), root(lines[2]));
    }

    /** The text that is signed: three lines, each ending in LF. */
    public String text() {
        return String.join("\n", Arrays.asList(origin, Long.toString(treeSize), root.base64(), ""));
    }

    private static TreeHash root(String base64) {
        try {
            return TreeHash.ofBase64(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the checkpoint's root is no canonical base64 of 32 bytes", e);
        }
    }
}

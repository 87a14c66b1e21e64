package dev.tenure.verifier;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A hash of an RFC 6962 Merkle tree: of a leaf, of a node, or the root. Always 32 bytes; immutable. */
public final class TreeHash {

    /** The root of the tree without leaves: SHA-256 of the empty string (RFC 6962 section 2.1). */
    public static final TreeHash EMPTY_ROOT = new TreeHash(new Sha256().of());

    private final byte[] bytes;

    private TreeHash(byte[] bytes) {
        if (bytes.length != Sha256.LENGTH) {
            throw new IllegalArgumentException(
                    "A tree hash has 32 bytes, not " + bytes.length + ": give a whole SHA-256 hash.");
        }
        this.bytes = bytes;
    }

    /** The hash of a leaf: SHA-256(0x00 || leaf bytes). */
    public static TreeHash ofLeaf(byte[] leafBytes) {
        byte[] out = new byte[Sha256.LENGTH];
        new Sha256().leaf(leafBytes, out);
        return new TreeHash(out);
    }

    /** The hash of an inner node: SHA-256(0x01 || left || right). */
    public static TreeHash ofNode(TreeHash left, TreeHash right) {
        byte[] out = new byte[Sha256.LENGTH];
        new Sha256().node(left.bytes, right.bytes, out);
        return new TreeHash(out);
    }

    /**
     * A hash by its bytes, which are copied.
     *
     * @throws IllegalArgumentException unless there are 32 bytes
     */
    public static TreeHash ofBytes(byte[] bytes) {
        return new TreeHash(bytes.clone());
    }

    /**
     * A hash written in hexadecimal digits.
     *
     * @throws IllegalArgumentException unless the text is 64 hexadecimal digits
     */
    public static TreeHash ofHex(String hex) {
        return new TreeHash(HexFormat.of().parseHex(hex));
    }

    /**
     * A hash written as in a checkpoint.
     *
     * @throws IllegalArgumentException unless the text is the canonical padded base64 of 32 bytes
     */
    public static TreeHash ofBase64(String base64) {
        return new TreeHash(StrictBase64.decode(base64));
    }

    /** 64 lowercase hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** Standard base64 with padding, as a checkpoint shows it. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}

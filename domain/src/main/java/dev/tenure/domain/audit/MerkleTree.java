package dev.tenure.domain.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree of RFC 6962 section 2.1 over leaves that are only ever appended.
 *
 * <p>What is stored are the roots of <em>perfect</em> subtrees: node (level, index) covers the leaves
 * {@code index * 2^level} up to {@code (index + 1) * 2^level - 1}, and level 0 is the leaf hashes. Such a node never changes
 * once its leaves exist, so the store is insert-only, and every root and proof of any size is made of O(log n) of them.
 */
public final class MerkleTree {

    private MerkleTree() {}

    /** Where the stored nodes are. MUST return what {@link #append} gave for that place. */
    @FunctionalInterface
    public interface Nodes {
        /** The root of the perfect subtree at this place. */
        Hash at(int level, long index);
    }

    /** A node to store. */
    public record Node(int level, long index, Hash hash) {}

    /** The hash of a leaf: SHA-256(0x00 || bytes). */
    public static Hash leafHash(byte[] leaf) {
        MessageDigest digest = sha256();
        digest.update((byte) 0);
        return Hash.of(digest.digest(leaf));
    }

    /** The hash of an inner node: SHA-256(0x01 || left || right). */
    public static Hash nodeHash(Hash left, Hash right) {
        MessageDigest digest = sha256();
        digest.update((byte) 1);
        digest.update(left.bytes());
        return Hash.of(digest.digest(right.bytes()));
    }

    /**
     * The nodes that a new leaf completes: the leaf itself and every perfect subtree it is the last leaf of, lowest level
     * first.
     *
     * @param size how many leaves there were before
     * @param nodes all nodes stored so far
     */
    public static List<Node> append(long size, Hash leaf, Nodes nodes) {
        List<Node> added = new ArrayList<>();
        added.add(new Node(0, size, leaf));
        Hash hash = leaf;
        long index = size;
        for (int level = 0; (index & 1) == 1; level++) {
            hash = nodeHash(nodes.at(level, index - 1), hash);
            index >>= 1;
            added.add(new Node(level + 1, index, hash));
        }
        return added;
    }

    /** The root over the first {@code size} leaves. The root over none is SHA-256 of nothing. */
    public static Hash root(long size, Nodes nodes) {
        return size == 0 ? Hash.of(sha256().digest()) : subtree(0, size, nodes);
    }

    /**
     * The audit path of RFC 6962 section 2.1.1 for a leaf in the tree of the first {@code size} leaves, from the leaf
     * upwards.
     *
     * @throws IllegalArgumentException unless {@code 0 <= index < size}
     */
    public static List<Hash> inclusion(long index, long size, Nodes nodes) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("index: is not below the tree's size " + size);
        }
        List<Hash> path = new ArrayList<>();
        path(index, 0, size, nodes, path);
        return path;
    }

    /**
     * The consistency proof of RFC 6962 section 2.1.2 between the trees of the first {@code from} and the first {@code to}
     * leaves. Empty when {@code from} is 0 or equals {@code to}.
     *
     * @throws IllegalArgumentException unless {@code 0 <= from <= to}
     */
    public static List<Hash> consistency(long from, long to, Nodes nodes) {
        if (from < 0 || from > to) {
            throw new IllegalArgumentException("from: is not between 0 and " + to);
        }
        List<Hash> proof = new ArrayList<>();
        if (from > 0 && from < to) {
            subproof(from, 0, to, true, nodes, proof);
        }
        return proof;
    }

    private static void path(long index, long start, long end, Nodes nodes, List<Hash> path) {
        long width = end - start;
        if (width == 1) {
            return;
        }
        long split = start + largestPowerBelow(width);
        if (index < split) {
            path(index, start, split, nodes, path);
            path.add(subtree(split, end, nodes));
        } else {
            path(index, split, end, nodes, path);
            path.add(subtree(start, split, nodes));
        }
    }

    private static void subproof(long from, long start, long end, boolean whole, Nodes nodes, List<Hash> proof) {
        if (from == end) {
            if (!whole) {
                proof.add(subtree(start, end, nodes));
            }
            return;
        }
        long split = start + largestPowerBelow(end - start);
        if (from <= split) {
            subproof(from, start, split, whole, nodes, proof);
            proof.add(subtree(split, end, nodes));
        } else {
            subproof(from, split, end, false, nodes, proof);
            proof.add(subtree(start, split, nodes));
        }
    }

    /** The root over leaves start (inclusive) to end (exclusive), where start is a multiple of the power of two below. */
    private static Hash subtree(long start, long end, Nodes nodes) {
        long width = end - start;
        if (Long.bitCount(width) == 1) {
            int level = Long.numberOfTrailingZeros(width);
            return nodes.at(level, start >> level);
        }
        long split = start + largestPowerBelow(width);
        return nodeHash(subtree(start, split, nodes), subtree(split, end, nodes));
    }

    private static long largestPowerBelow(long width) {
        return Long.highestOneBit(width - 1);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

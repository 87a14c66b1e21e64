package dev.tenure.verifier;

/**
 * The right edge of a growing RFC 6962 tree: the roots of the full subtrees that the leaves so far fall into, one for
 * each bit set in their number. That is all one needs to go on and to tell the root, so memory is O(log n).
 */
final class MerkleFrontier {

    private final Sha256 sha256 = new Sha256();
    private final byte[][] fullSubtrees = new byte[Long.SIZE][Sha256.LENGTH];
    private final byte[] carry = new byte[Sha256.LENGTH];
    private long size;

    /** The number of leaves so far. */
    long size() {
        return size;
    }

    /** Appends one leaf by its leaf hash. The argument is copied. */
    void add(byte[] leafHash) {
        System.arraycopy(leafHash, 0, carry, 0, Sha256.LENGTH);
        int level = 0;
        while (((size >>> level) & 1) == 1) {
            sha256.node(fullSubtrees[level], carry, carry);
            level++;
        }
        System.arraycopy(carry, 0, fullSubtrees[level], 0, Sha256.LENGTH);
        size++;
    }

    /** The root over the leaves so far. */
    TreeHash root() {
        if (size == 0) {
            return TreeHash.EMPTY_ROOT;
        }
        int level = Long.numberOfTrailingZeros(size);
        byte[] root = fullSubtrees[level].clone();
        for (level++; level < Long.SIZE; level++) {
            if (((size >>> level) & 1) == 1) {
                sha256.node(fullSubtrees[level], root, root);
            }
        }
        return TreeHash.ofBytes(root);
    }
}

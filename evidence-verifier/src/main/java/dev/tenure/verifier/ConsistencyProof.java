package dev.tenure.verifier;

import java.util.List;

/**
 * Shows that a smaller tree is the beginning of a larger one: the log has only grown (RFC 6962 section 2.1.2, checked as
 * RFC 9162 section 2.1.4.2 says).
 *
 * @param firstSize the number of leaves of the smaller tree
 * @param secondSize the number of leaves of the larger tree, at least the first
 * @param path the hashes of the proof in their order; none if the sizes are equal or the first is 0
 */
public record ConsistencyProof(long firstSize, long secondSize, List<TreeHash> path) {

    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /** Whether the tree with the first root is the beginning of the tree with the second root. Never throws. */
    public boolean proves(TreeHash firstRoot, TreeHash secondRoot) {
        if (firstSize < 0 || firstSize > secondSize) {
            return false;
        }
        if (firstSize == secondSize) {
            return path.isEmpty()
                    && firstRoot.equals(secondRoot)
                    && (firstSize > 0 || firstRoot.equals(TreeHash.EMPTY_ROOT));
        }
        if (firstSize == 0) {
            return path.isEmpty() && firstRoot.equals(TreeHash.EMPTY_ROOT);
        }
        return provesGrowth(firstRoot, secondRoot);
    }

    private boolean provesGrowth(TreeHash firstRoot, TreeHash secondRoot) {
        // A smaller tree that is a full subtree of the larger one needs no hash of its own in the proof.
        boolean firstIsFullSubtree = Long.bitCount(firstSize) == 1;
        if (path.isEmpty()) {
            return false;
        }
        int common = Long.numberOfTrailingZeros(firstSize);
        long index = (firstSize - 1) >>> common;
        long last = (secondSize - 1) >>> common;
        TreeHash seed = firstIsFullSubtree ? firstRoot : path.getFirst();
        TreeHash first = seed;
        TreeHash second = seed;
        for (TreeHash hash : path.subList(firstIsFullSubtree ? 0 : 1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((index & 1) == 1 || index == last) {
                first = TreeHash.ofNode(hash, first);
                second = TreeHash.ofNode(hash, second);
                int up = Long.numberOfTrailingZeros(index);
                index >>>= up;
                last >>>= up;
            } else {
                second = TreeHash.ofNode(second, hash);
            }
            index >>>= 1;
            last >>>= 1;
        }
        return last == 0 && first.equals(firstRoot) && second.equals(secondRoot);
    }
}

package dev.tenure.verifier;

import java.util.List;
import java.util.Optional;

/**
 * Shows that a leaf stands at an index of a tree (RFC 6962 section 2.1.1, checked as RFC 9162 section 2.1.3.2 says).
 *
 * @param leafIndex from 0, less than the tree size
 * @param treeSize the number of leaves of the tree
 * @param path the sibling hashes from the leaf up
 */
public record InclusionProof(long leafIndex, long treeSize, List<TreeHash> path) {

    public InclusionProof {
        path = List.copyOf(path);
    }

    /** Whether the leaf with this leaf hash stands at the index in the tree with this root. Never throws. */
    public boolean proves(TreeHash leafHash, TreeHash root) {
        return root(leafHash).equals(Optional.of(root));
    }

    /** The root that follows from the leaf hash and the path; empty if no tree of that size has such a path. */
    public Optional<TreeHash> root(TreeHash leafHash) {
        if (leafIndex < 0 || leafIndex >= treeSize) {
            return Optional.empty();
        }
        long index = leafIndex;
        long last = treeSize - 1;
        TreeHash hash = leafHash;
        for (TreeHash sibling : path) {
            if (last == 0) {
                return Optional.empty();
            }
            if ((index & 1) == 1 || index == last) {
                hash = TreeHash.ofNode(sibling, hash);
                int up = Long.numberOfTrailingZeros(index);
                index >>>= up;
                last >>>= up;
            } else {
                hash = TreeHash.ofNode(hash, sibling);
            }
            index >>>= 1;
            last >>>= 1;
        }
        return last == 0 ? Optional.of(hash) : Optional.empty();
    }
}

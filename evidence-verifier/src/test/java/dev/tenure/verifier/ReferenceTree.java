package dev.tenure.verifier;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * RFC 6962 section 2.1 taken word for word: recursive, slow, and written without the code under test, so that the two
 * can judge each other.
 */
final class ReferenceTree {

    private ReferenceTree() {}

    /** MTH(D[n]), section 2.1, over leaf hashes. */
    static byte[] root(List<byte[]> leafHashes) {
        int n = leafHashes.size();
        if (n == 0) {
            return sha256(new byte[0]);
        }
        if (n == 1) {
            return leafHashes.getFirst();
        }
        int k = split(n);
        return nodeHash(root(leafHashes.subList(0, k)), root(leafHashes.subList(k, n)));
    }

    /** PATH(m, D[n]), section 2.1.1. */
    static List<byte[]> inclusionPath(int m, List<byte[]> leafHashes) {
        int n = leafHashes.size();
        if (n == 1) {
            return List.of();
        }
        int k = split(n);
        return m < k
                ? plus(inclusionPath(m, leafHashes.subList(0, k)), root(leafHashes.subList(k, n)))
                : plus(inclusionPath(m - k, leafHashes.subList(k, n)), root(leafHashes.subList(0, k)));
    }

    /** PROOF(m, D[n]), section 2.1.2, for 0 < m <= n. */
    static List<byte[]> consistencyPath(int m, List<byte[]> leafHashes) {
        return subproof(m, leafHashes, true);
    }

    static byte[] leafHash(byte[] leaf) {
        return sha256(new byte[] {0}, leaf);
    }

    static byte[] nodeHash(byte[] left, byte[] right) {
        return sha256(new byte[] {1}, left, right);
    }

    static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<byte[]> subproof(int m, List<byte[]> leafHashes, boolean whole) {
        int n = leafHashes.size();
        if (m == n) {
            return whole ? List.of() : List.of(root(leafHashes));
        }
        int k = split(n);
        return m <= k
                ? plus(subproof(m, leafHashes.subList(0, k), whole), root(leafHashes.subList(k, n)))
                : plus(subproof(m - k, leafHashes.subList(k, n), false), root(leafHashes.subList(0, k)));
    }

    private static List<byte[]> plus(List<byte[]> path, byte[] hash) {
        List<byte[]> longer = new ArrayList<>(path);
        longer.add(hash);
        return longer;
    }

    /** The largest power of two smaller than n. */
    private static int split(int n) {
        return Integer.highestOneBit(n - 1);
    }
}

package dev.tenure.domain.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Against the published test values of RFC 6962 (those of the Certificate Transparency reference log), against the RFC's own
 * recursive definition, and against the verification algorithms of RFC 9162 sections 2.1.3.2 and 2.1.4.2, written here anew.
 */
class MerkleTreeTest {

    private static final int LARGEST = 130;

    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void rootsOfSizesZeroToEightAreThePublishedOnes() {
        Stored tree = published();
        for (int size = 0; size < ROOTS.size(); size++) {
            assertEquals(ROOTS.get(size), MerkleTree.root(size, tree).toString(), "size " + size);
        }
    }

    @Test
    void inclusionProofsAreThePublishedOnes() {
        Stored tree = published();
        assertEquals(List.of(), MerkleTree.inclusion(0, 1, tree));
        assertProof(
                MerkleTree.inclusion(0, 8, tree),
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
        assertProof(
                MerkleTree.inclusion(5, 8, tree),
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        assertProof(
                MerkleTree.inclusion(2, 3, tree), "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
        assertProof(
                MerkleTree.inclusion(1, 5, tree),
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
    }

    @Test
    void consistencyProofsAreThePublishedOnes() {
        Stored tree = published();
        assertEquals(List.of(), MerkleTree.consistency(1, 1, tree));
        assertProof(
                MerkleTree.consistency(1, 8, tree),
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
        assertProof(
                MerkleTree.consistency(6, 8, tree),
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        assertProof(
                MerkleTree.consistency(2, 5, tree),
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
    }

    @Test
    void everyRootIsThatOfTheRecursiveDefinition() {
        Stored tree = numbered(LARGEST);
        for (int size = 0; size <= LARGEST; size++) {
            assertEquals(recursive(tree.leaves.subList(0, size)), MerkleTree.root(size, tree), "size " + size);
        }
    }

    @Test
    void everyLeafOfEverySizeIsProvenToAVerifier() {
        Stored tree = numbered(LARGEST);
        int proofs = 0;
        for (int size = 1; size <= LARGEST; size++) {
            Hash root = recursive(tree.leaves.subList(0, size));
            for (int index = 0; index < size; index++) {
                List<Hash> path = MerkleTree.inclusion(index, size, tree);
                Hash leaf = MerkleTree.leafHash(tree.leaves.get(index));
                assertTrue(includes(leaf, index, size, path, root), index + " in " + size);
                if (index > 0) {
                    assertFalse(includes(leaf, index - 1L, size, path, root), index + " passed for its neighbour");
                }
                proofs++;
            }
        }
        assertEquals(LARGEST * (LARGEST + 1) / 2, proofs);
    }

    @Test
    void everySizeIsProvenToAVerifierToContinueEverySmallerOne() {
        Stored tree = numbered(LARGEST);
        for (int to = 1; to <= LARGEST; to++) {
            Hash newRoot = recursive(tree.leaves.subList(0, to));
            for (int from = 1; from <= to; from++) {
                Hash oldRoot = recursive(tree.leaves.subList(0, from));
                List<Hash> proof = MerkleTree.consistency(from, to, tree);
                assertTrue(continues(from, to, oldRoot, newRoot, proof), from + " to " + to);
                if (from < to) {
                    assertFalse(
                            continues(from, to, newRoot, newRoot, proof), from + " to " + to + " with another root");
                }
            }
            assertEquals(List.of(), MerkleTree.consistency(0, to, tree));
        }
    }

    @Test
    void whatIsStoredAreThePerfectSubtreesAndNothingElse() {
        for (int size = 0; size <= LARGEST; size++) {
            Stored tree = numbered(size);
            long expected = 0;
            for (int width = 1; width <= size; width *= 2) {
                expected += size / width;
            }
            assertEquals(expected, tree.nodes.size(), "size " + size);
            tree.nodes.forEach((place, hash) -> {
                int width = 1 << place.level;
                int start = Math.toIntExact(place.index * width);
                assertEquals(recursive(tree.leaves.subList(start, start + width)), hash, place.toString());
            });
        }
    }

    @Test
    void whatLiesOutsideTheTreeIsRefused() {
        Stored tree = numbered(3);
        assertThrows(IllegalArgumentException.class, () -> MerkleTree.inclusion(3, 3, tree));
        assertThrows(IllegalArgumentException.class, () -> MerkleTree.inclusion(-1, 3, tree));
        assertThrows(IllegalArgumentException.class, () -> MerkleTree.inclusion(0, 0, tree));
        assertThrows(IllegalArgumentException.class, () -> MerkleTree.consistency(-1, 3, tree));
        assertThrows(IllegalArgumentException.class, () -> MerkleTree.consistency(3, 2, tree));
    }

    private static void assertProof(List<Hash> proof, String... expected) {
        assertEquals(List.of(expected), proof.stream().map(Hash::toString).toList());
    }

    private static Stored published() {
        Stored tree = new Stored();
        LEAVES.forEach(hex -> tree.append(HexFormat.of().parseHex(hex)));
        return tree;
    }

    private static Stored numbered(int size) {
        Stored tree = new Stored();
        for (int i = 0; i < size; i++) {
            tree.append(new byte[] {(byte) i, (byte) (i * 7)});
        }
        return tree;
    }

    /** RFC 6962 section 2.1, word for word. */
    private static Hash recursive(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return Hash.of(HexFormat.of().parseHex(ROOTS.getFirst()));
        }
        if (leaves.size() == 1) {
            return MerkleTree.leafHash(leaves.getFirst());
        }
        int split = 1;
        while (split * 2 < leaves.size()) {
            split *= 2;
        }
        return MerkleTree.nodeHash(
                recursive(leaves.subList(0, split)), recursive(leaves.subList(split, leaves.size())));
    }

    /** RFC 9162 section 2.1.3.2. */
    private static boolean includes(Hash leaf, long index, long size, List<Hash> path, Hash root) {
        long fn = index;
        long sn = size - 1;
        Hash r = leaf;
        for (Hash p : path) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                r = MerkleTree.nodeHash(p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                r = MerkleTree.nodeHash(r, p);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && r.equals(root);
    }

    /** RFC 9162 section 2.1.4.2. */
    private static boolean continues(long from, long to, Hash oldRoot, Hash newRoot, List<Hash> proof) {
        if (from == to) {
            return proof.isEmpty() && oldRoot.equals(newRoot);
        }
        List<Hash> path = new ArrayList<>(proof);
        if (Long.bitCount(from) == 1) {
            path.addFirst(oldRoot);
        }
        if (path.isEmpty()) {
            return false;
        }
        long fn = from - 1;
        long sn = to - 1;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        Hash fr = path.getFirst();
        Hash sr = path.getFirst();
        for (Hash c : path.subList(1, path.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = MerkleTree.nodeHash(c, fr);
                sr = MerkleTree.nodeHash(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = MerkleTree.nodeHash(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && fr.equals(oldRoot) && sr.equals(newRoot);
    }

    /** What a store keeps: each node once, none changed. */
    private static final class Stored implements MerkleTree.Nodes {
        private final List<byte[]> leaves = new ArrayList<>();
        private final Map<Place, Hash> nodes = new HashMap<>();

        void append(byte[] leaf) {
            for (MerkleTree.Node node : MerkleTree.append(leaves.size(), MerkleTree.leafHash(leaf), this)) {
                Hash before = nodes.put(new Place(node.level(), node.index()), node.hash());
                assertEquals(null, before, "a node was given twice");
            }
            leaves.add(leaf);
        }

        @Override
        public Hash at(int level, long index) {
            Hash hash = nodes.get(new Place(level, index));
            if (hash == null) {
                throw new IllegalStateException("node " + level + "/" + index + " was never given");
            }
            return hash;
        }

        private record Place(int level, long index) {}
    }
}

package dev.tenure.verifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The tree and its proofs, by the reference values of Certificate Transparency and by the words of RFC 6962. */
class TreeTest {

    /** The eight leaves of Certificate Transparency's test values. */
    private static final List<byte[]> LEAVES = List.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .stream()
            .map(HexFormat.of()::parseHex)
            .toList();

    /** The roots over the first 0 to 8 of them. */
    private static final List<TreeHash> ROOTS = hashes(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static final List<InclusionProof> INCLUSION_PROOFS = List.of(
            new InclusionProof(0, 1, List.of()),
            new InclusionProof(
                    0,
                    8,
                    hashes(
                            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")),
            new InclusionProof(
                    5,
                    8,
                    hashes(
                            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")),
            new InclusionProof(2, 3, hashes("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")),
            new InclusionProof(
                    1,
                    5,
                    hashes(
                            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")));

    private static final List<ConsistencyProof> CONSISTENCY_PROOFS = List.of(
            new ConsistencyProof(1, 1, List.of()),
            new ConsistencyProof(
                    1,
                    8,
                    hashes(
                            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")),
            new ConsistencyProof(
                    6,
                    8,
                    hashes(
                            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")),
            new ConsistencyProof(
                    2,
                    5,
                    hashes(
                            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")),
            new ConsistencyProof(
                    6,
                    7,
                    hashes(
                            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                            "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
                            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")));

    @Test
    void thePublishedRootsAreFound() {
        MerkleFrontier frontier = new MerkleFrontier();
        assertEquals(ROOTS.getFirst(), frontier.root());
        for (int size = 1; size <= LEAVES.size(); size++) {
            frontier.add(ReferenceTree.leafHash(LEAVES.get(size - 1)));
            assertEquals(ROOTS.get(size), frontier.root(), "root over " + size + " leaves");
        }
        assertEquals(ROOTS.getFirst(), TreeHash.EMPTY_ROOT);
        assertEquals(ROOTS.get(1), TreeHash.ofLeaf(LEAVES.getFirst()));
        assertEquals(ROOTS.get(2), TreeHash.ofNode(ROOTS.get(1), TreeHash.ofLeaf(LEAVES.get(1))));
    }

    @Test
    void thePublishedInclusionProofsHoldAndNoOther() {
        for (InclusionProof proof : INCLUSION_PROOFS) {
            TreeHash leaf = TreeHash.ofLeaf(LEAVES.get((int) proof.leafIndex()));
            TreeHash root = ROOTS.get((int) proof.treeSize());
            assertTrue(proof.proves(leaf, root), proof.toString());
            assertFalse(proof.proves(TreeHash.ofLeaf(new byte[] {1}), root), "another leaf");
            assertFalse(proof.proves(leaf, TreeHash.ofLeaf(new byte[] {1})), "another root");
            for (List<TreeHash> changed : changedPaths(proof.path())) {
                InclusionProof other = new InclusionProof(proof.leafIndex(), proof.treeSize(), changed);
                assertFalse(other.proves(leaf, root), other.toString());
            }
        }
    }

    @Test
    void thePublishedConsistencyProofsHoldAndNoOther() {
        for (ConsistencyProof proof : CONSISTENCY_PROOFS) {
            TreeHash first = ROOTS.get((int) proof.firstSize());
            TreeHash second = ROOTS.get((int) proof.secondSize());
            assertTrue(proof.proves(first, second), proof.toString());
            assertFalse(proof.proves(TreeHash.ofLeaf(new byte[] {1}), second), "another first root");
            assertFalse(proof.proves(first, TreeHash.ofLeaf(new byte[] {1})), "another second root");
            for (List<TreeHash> changed : changedPaths(proof.path())) {
                ConsistencyProof other = new ConsistencyProof(proof.firstSize(), proof.secondSize(), changed);
                assertFalse(other.proves(first, second), other.toString());
            }
        }
    }

    @Test
    void everyProofOfTheRecursiveDefinitionHoldsAtItsPlaceAlone() {
        List<byte[]> leafHashes = new ArrayList<>();
        MerkleFrontier frontier = new MerkleFrontier();
        List<TreeHash> roots = new ArrayList<>(List.of(TreeHash.EMPTY_ROOT));
        for (int size = 1; size <= 70; size++) {
            byte[] leafHash = ReferenceTree.leafHash(new byte[] {(byte) size});
            leafHashes.add(leafHash);
            frontier.add(leafHash);
            TreeHash root = TreeHash.ofBytes(ReferenceTree.root(leafHashes));
            roots.add(root);
            assertEquals(root, frontier.root());
            for (int m = 0; m < size; m++) {
                List<TreeHash> path = treeHashes(ReferenceTree.inclusionPath(m, leafHashes));
                TreeHash leaf = TreeHash.ofBytes(leafHashes.get(m));
                assertTrue(new InclusionProof(m, size, path).proves(leaf, root), m + " of " + size);
                assertFalse(new InclusionProof(m ^ 1, size, path).proves(leaf, root), m + " at its sibling");
            }
            for (int m = 1; m < size; m++) {
                List<TreeHash> path = treeHashes(ReferenceTree.consistencyPath(m, leafHashes));
                assertTrue(new ConsistencyProof(m, size, path).proves(roots.get(m), root), m + " to " + size);
                assertFalse(new ConsistencyProof(m, size, path).proves(roots.get(m - 1), root), "not to " + size);
            }
        }
    }

    @Test
    void impossibleProofsAreRefusedWithoutException() {
        TreeHash hash = ROOTS.get(1);
        assertEquals(Optional.empty(), new InclusionProof(0, 0, List.of()).root(hash));
        assertEquals(Optional.empty(), new InclusionProof(-1, 1, List.of()).root(hash));
        assertEquals(Optional.empty(), new InclusionProof(1, 1, List.of()).root(hash));
        assertEquals(Optional.empty(), new InclusionProof(0, Long.MAX_VALUE, List.of(hash)).root(hash));
        assertFalse(new ConsistencyProof(2, 1, List.of()).proves(hash, hash));
        assertFalse(new ConsistencyProof(-1, 1, List.of()).proves(hash, hash));
        assertFalse(new ConsistencyProof(1, 2, List.of()).proves(hash, hash));
        assertFalse(new ConsistencyProof(3, 4, List.of(hash)).proves(hash, hash));
        assertFalse(new ConsistencyProof(1, 1, List.of(hash)).proves(hash, hash));
    }

    @Test
    void theEmptyTreeIsTheBeginningOfEveryTree() {
        assertTrue(new ConsistencyProof(0, 8, List.of()).proves(ROOTS.getFirst(), ROOTS.get(8)));
        assertTrue(new ConsistencyProof(0, 0, List.of()).proves(ROOTS.getFirst(), ROOTS.getFirst()));
        assertFalse(new ConsistencyProof(0, 8, List.of()).proves(ROOTS.get(1), ROOTS.get(8)));
        assertFalse(new ConsistencyProof(0, 0, List.of()).proves(ROOTS.get(1), ROOTS.get(1)));
        assertFalse(new ConsistencyProof(0, 8, List.of(ROOTS.get(1))).proves(ROOTS.getFirst(), ROOTS.get(8)));
    }

    @Test
    void aHashIsReadAndWrittenInOneFormOnly() {
        TreeHash hash = ROOTS.get(8);
        assertEquals(hash, TreeHash.ofBase64(hash.base64()));
        assertEquals(hash, TreeHash.ofHex(hash.hex()));
        assertThrows(IllegalArgumentException.class, () -> TreeHash.ofHex("00"));
        assertThrows(IllegalArgumentException.class, () -> TreeHash.ofBytes(new byte[31]));
        String withoutPadding = hash.base64().substring(0, 43);
        assertThrows(IllegalArgumentException.class, () -> TreeHash.ofBase64(withoutPadding));
        assertThrows(IllegalArgumentException.class, () -> TreeHash.ofBase64(withoutPadding + "\u0100"));
    }

    @Test
    void base64WithStrayBitsIsRefused() {
        assertEquals(1, StrictBase64.decode("QQ==").length);
        assertEquals(2, StrictBase64.decode("QUE=").length);
        assertEquals(0, StrictBase64.decode("").length);
        for (String wrong : List.of("QR==", "QUF=", "QQ", "QUE", "Q===", "====", "QQ= ", "QU E", "-_-_", "QQ==QQ==")) {
            assertThrows(IllegalArgumentException.class, () -> StrictBase64.decode(wrong), wrong);
        }
    }

    private static List<List<TreeHash>> changedPaths(List<TreeHash> path) {
        List<List<TreeHash>> changed = new ArrayList<>();
        TreeHash foreign = TreeHash.ofLeaf(new byte[] {7});
        List<TreeHash> longer = new ArrayList<>(path);
        longer.add(foreign);
        changed.add(longer);
        for (int i = 0; i < path.size(); i++) {
            List<TreeHash> replaced = new ArrayList<>(path);
            replaced.set(i, foreign);
            changed.add(replaced);
            List<TreeHash> shorter = new ArrayList<>(path);
            shorter.remove(i);
            changed.add(shorter);
        }
        return changed;
    }

    private static List<TreeHash> treeHashes(List<byte[]> hashes) {
        return hashes.stream().map(TreeHash::ofBytes).toList();
    }

    private static List<TreeHash> hashes(String... hex) {
        return List.of(hex).stream().map(TreeHash::ofHex).toList();
    }
}

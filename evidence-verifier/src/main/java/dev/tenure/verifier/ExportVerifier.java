package dev.tenure.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;

/**
 * Verifies an audit export, version 1. Reads the stream once, from front to back; memory does not grow with the number
 * of leaves (their hashes, 32 bytes each, wait in a temporary file). Immutable; one instance may serve many threads.
 */
public final class ExportVerifier {

    private final List<VerifierKey> keys;
    private final List<KeptCheckpoint> kept;

    /**
     * A verifier that trusts these keys and nothing else.
     *
     * @param keys the log's keys in the order in which they came into use; one unless the key was changed. All have the
     *     same name, the log's origin. Once a key has signed a checkpoint, the keys before it may not sign again.
     * @param kept checkpoints that the auditor kept, in any order
     * @throws IllegalArgumentException if there is no key, or the names of the keys differ
     */
    public ExportVerifier(List<VerifierKey> keys, List<KeptCheckpoint> kept) {
        if (keys.stream().map(VerifierKey::name).distinct().count() != 1) {
            throw new IllegalArgumentException(
                    "Give at least one key, and only keys of one log: their names, which are the origin, must be equal.");
        }
        this.keys = List.copyOf(keys);
        this.kept = kept.stream()
                .sorted(Comparator.comparingLong(k -> k.checkpoint().treeSize()))
                .toList();
    }

    /** A verifier that trusts one key, without kept checkpoints. */
    public static ExportVerifier trusting(VerifierKey key) {
        return new ExportVerifier(List.of(key), List.of());
    }

    /**
     * Reads the whole export and judges it. Does not close the stream.
     *
     * @throws IOException if the stream cannot be read or the temporary file cannot be written; this says nothing of
     *     the export
     */
    public Verdict verify(InputStream export) throws IOException {
        try (LeafHashes leafHashes = new LeafHashes()) {
            return new ExportReading(export, keys, kept, leafHashes).verdict();
        }
    }
}

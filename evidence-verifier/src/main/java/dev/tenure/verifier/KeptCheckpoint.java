package dev.tenure.verifier;

/**
 * A checkpoint that the auditor received earlier and kept. An export that does not contain it was cut or rewritten.
 *
 * @param name how reports call it, such as the name of its file
 * @param note the note as received; its signature is verified together with the export
 * @param checkpoint what the note says
 */
public record KeptCheckpoint(String name, SignedNote note, Checkpoint checkpoint) {

    /**
     * Reads a kept note.
     *
     * @throws IllegalArgumentException if the bytes are no signed note of a checkpoint
     */
    public static KeptCheckpoint parse(String name, byte[] bytes) {
        SignedNote note = SignedNote.parse(bytes);
        return new KeptCheckpoint(name, note, Checkpoint.parse(note.text()));
    }
}

package dev.tenure.verifier;

import java.util.List;
import java.util.OptionalLong;

/** What the verifier found. */
public sealed interface Verdict {

    /**
     * All holds: every leaf, every checkpoint, every disclosure, every kept checkpoint.
     *
     * @param origin the name of the log
     * @param leaves the number of leaves; the last checkpoint covers them all
     * @param checkpoints the number of checkpoints in the export; 0 only for an empty log, of which nothing is signed
     * @param root the root over all leaves
     * @param keyIds the ids of the keys that signed, in the order of their first use; none for an empty log
     * @param disclosures the number of disclosed values that fit their commitments
     * @param kept the number of kept checkpoints that the export was shown to contain
     */
    record Sound(
            String origin,
            long leaves,
            long checkpoints,
            TreeHash root,
            List<String> keyIds,
            long disclosures,
            int kept)
            implements Verdict {

        public Sound {
            keyIds = List.copyOf(keyIds);
        }
    }

    /**
     * Something does not hold. This is the first finding in the order of the file; what follows it was not read. Kept
     * checkpoints are judged last.
     *
     * @param where the place of the finding
     * @param what what is wrong, in words; holds no leaf bytes and no disclosed value
     * @param firstBadIndex the first leaf that is not vouched for: the leaf at fault, or the first leaf after the last
     *     checkpoint that held; empty if no leaf is in doubt (the header, or the end line alone)
     */
    record Broken(Where where, String what, OptionalLong firstBadIndex) implements Verdict {}
}

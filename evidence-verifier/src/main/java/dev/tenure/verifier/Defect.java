package dev.tenure.verifier;

import java.util.OptionalLong;

/** What is wrong with the export; where it is wrong is known to who reads it. Never leaves the package. */
final class Defect extends Exception {

    private static final long serialVersionUID = 1L;

    private final String what;

    /** The first leaf that is not vouched for, or -1 where the place of the defect tells. */
    private final long firstBadIndex;

    Defect(String what) {
        this(what, -1);
    }

    Defect(String what, long firstBadIndex) {
        super(what, null, false, false);
        this.what = what;
        this.firstBadIndex = firstBadIndex;
    }

    /** What is wrong, in words for the auditor. */
    String what() {
        return what;
    }

    /** The first leaf that is not vouched for, if it does not follow from the place. */
    OptionalLong firstBadIndex() {
        return firstBadIndex < 0 ? OptionalLong.empty() : OptionalLong.of(firstBadIndex);
    }
}

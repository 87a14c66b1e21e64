package dev.tenure.domain.lifecycle;

import java.util.Arrays;
import java.util.Optional;

/** What a leaver's access goes through, in this order, on every account (JML-4). */
public enum Milestone {
    /** Nobody can sign in with the account. */
    BLOCKED("blocked", 0),
    /** What was signed in or issued before no longer works. */
    CONTAINED("contained", 1),
    /** Nothing is left of it: entitlements are gone. */
    CLEAN("clean", 2);

    private final String label;
    private final int step;

    Milestone(String label, int step) {
        this.label = label;
        this.step = step;
    }

    /** The name in API, log and pages. */
    public String label() {
        return label;
    }

    /** The milestone before it. */
    public Optional<Milestone> before() {
        return Arrays.stream(values()).filter(other -> other.step == step - 1).findFirst();
    }

    /** Its place in the order, from 0. */
    public int step() {
        return step;
    }
}

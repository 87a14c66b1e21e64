package dev.tenure.domain.provisioning;

/**
 * Who goes first in a system's lane: privileged people first, then blocking before containing before cleaning, then the
 * earlier deadline.
 *
 * @param privileged whether the person is privileged
 * @param step 0 for what blocks, 1 for what contains, 2 for what cleans, 3 for what confirms or looks back
 */
public record Priority(boolean privileged, int step) {

    public Priority {
        if (step < 0 || step > 3) {
            throw new IllegalArgumentException("step: is not between 0 and 3");
        }
    }
}

package dev.tenure.connector.spi;

/**
 * What a change leaves behind that cannot be taken back. The cases are in the order in which they weigh: what is
 * {@link Destructive} waits for the end of a grace period, a hand-over and the absence of a legal hold.
 */
public sealed interface Consequence {

    /** Other changes bring back what was, from what the evidence tells. */
    record Reversible() implements Consequence {}

    /**
     * What it ends does not come back, but can be issued anew without a loss.
     *
     * @param what what it ends, in plain words
     */
    record Replaceable(String what) implements Consequence {}

    /**
     * Something is lost for good.
     *
     * @param what what it destroys, in plain words, such as {@code private forks}
     */
    record Destructive(String what) implements Consequence {}

    /** Whether this weighs less than the other. */
    default boolean isMilderThan(Consequence other) {
        return weight(this) < weight(other);
    }

    private static int weight(Consequence consequence) {
        return switch (consequence) {
            case Reversible r -> 0;
            case Replaceable r -> 1;
            case Destructive d -> 2;
        };
    }
}

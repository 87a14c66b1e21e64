package dev.tenure.domain.lifecycle;

import java.time.Instant;

/** How far one milestone of one account is. */
public sealed interface MilestoneState {

    /** By when it is to be verified. */
    Instant deadline();

    /** Whether nobody has to do anything more for it: the target showed it, or two people state it. */
    default boolean isSettled() {
        return switch (this) {
            case Due due -> false;
            case Stated stated -> true;
            case Verified verified -> true;
            case LeftAlone left -> false;
            case Withheld withheld -> false;
        };
    }

    /** Not yet verified; work is under way. */
    record Due(Instant deadline) implements MilestoneState {

        /** The target showed it. */
        public Verified verify(Instant at) {
            return new Verified(deadline, at);
        }

        /** Two people state what the target has not shown of it. */
        public Stated state(Instant at) {
            return new Stated(deadline, at);
        }
    }

    /** At least one of its steps two people state and the target has not shown, since {@code at}. It is not verified. */
    record Stated(Instant deadline, Instant at) implements MilestoneState {

        /** Whether that came after its deadline. */
        public boolean late() {
            return at.isAfter(deadline);
        }

        /** The target showed all of it after all. */
        public Verified verify(Instant shownAt) {
            return new Verified(deadline, shownAt);
        }

        /** The target showed otherwise. */
        public Due slip() {
            return new Due(deadline);
        }
    }

    /** The target showed it at {@code at}. */
    record Verified(Instant deadline, Instant at) implements MilestoneState {

        /** Whether it was verified after its deadline. That stays true whatever happens later. */
        public boolean late() {
            return at.isAfter(deadline);
        }

        /** A later read of the target showed that it is so no longer. */
        public Due slip() {
            return new Due(deadline);
        }
    }

    /** Left alone, since the account is protected. The clock runs on. */
    record LeftAlone(Instant deadline) implements MilestoneState {}

    /** Not done, since the system is not in act. The clock runs on. */
    record Withheld(Instant deadline) implements MilestoneState {

        /** The target showed that it is so already, or a person saw to it. */
        public Verified verify(Instant at) {
            return new Verified(deadline, at);
        }

        /** Two people state what the target has not shown of it. */
        public Stated state(Instant at) {
            return new Stated(deadline, at);
        }
    }
}

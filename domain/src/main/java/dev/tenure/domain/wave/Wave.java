package dev.tenure.domain.wave;

import dev.tenure.domain.authorization.Caller;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Many open findings that one thing is done with: they get an owner, they may stay until a moment, or their accounts are disabled and
 * waited for. Which findings is settled when it is prepared; what becomes of each when it is carried out.
 */
public sealed interface Wave {

    /** How many findings a wave has at most. */
    int LARGEST = 100_000;

    /** What does not change. */
    Plan plan();

    /** Counts changes, for optimistic locking; 0 before the first save. */
    long version();

    /** The name of the state in database, API and log. */
    String label();

    /** Who started it; empty where nobody did. */
    Optional<Start> started();

    /**
     * What does not change.
     *
     * @param id its own id
     * @param name what people call it
     * @param scope which findings were taken
     * @param action what is done with each
     * @param findings how many there are
     * @param by who prepared it, by subject
     * @param at when
     */
    record Plan(WaveId id, String name, WaveScope scope, WaveAction action, long findings, String by, Instant at) {

        /** Prepared: nothing is done yet. */
        public Prepared begin() {
            return new Prepared(this, 0);
        }

        /** Who is said to have accepted the findings of accounts that it disabled. */
        public String accepter() {
            return "wave:" + id.value();
        }
    }

    /**
     * Who let it go.
     *
     * @param by by subject
     * @param shownAs what the identity provider calls them
     * @param at when
     */
    record Start(String by, String shownAs, Instant at) {

        /** Who may say so of each finding that the rules for one finding let. */
        public Caller caller() {
            return new Caller(by, shownAs, Set.of());
        }
    }

    /**
     * Who stopped it.
     *
     * @param by by subject
     * @param reason why
     * @param at when
     */
    record Stop(String by, String reason, Instant at) {}

    /** Its findings are settled, and nothing is done with them yet. */
    record Prepared(Plan plan, long version) implements Wave {
        @Override
        public String label() {
            return "prepared";
        }

        @Override
        public Optional<Start> started() {
            return Optional.empty();
        }

        /** Whether it takes somebody else than who prepared it to start it, and this is the same person. */
        public boolean isBarredFromStarting(String subject) {
            return plan.action() instanceof WaveAction.Disable && plan.by().equals(subject);
        }

        /** It is carried out from now on. */
        public UnderWay start(Start start) {
            if (isBarredFromStarting(start.by())) {
                throw new IllegalArgumentException("by: is the person who prepared it");
            }
            return new UnderWay(plan, start, version);
        }

        /** It is not wanted. */
        public Withdrawn withdraw(Stop stop) {
            return new Withdrawn(plan, Optional.empty(), stop, version);
        }
    }

    /** It is carried out. */
    record UnderWay(Plan plan, Start start, long version) implements Wave {
        @Override
        public String label() {
            return "under-way";
        }

        @Override
        public Optional<Start> started() {
            return Optional.of(start);
        }

        /** Everything was tried, and accounts are disabled: does anybody miss them? */
        public Waiting waitFor(Instant until) {
            return new Waiting(plan, start, until, version);
        }

        /** Everything was tried, and there is nothing to wait for. */
        public Done end(Instant now) {
            return new Done(plan, start, now, version);
        }

        /** What is not done yet will not be. What is done stays. */
        public Withdrawing withdraw(Stop stop) {
            return new Withdrawing(plan, start, stop, false, version);
        }
    }

    /**
     * Accounts are disabled, and it is waited for whether anybody misses them.
     *
     * @param until when the wait for the last is over
     */
    record Waiting(Plan plan, Start start, Instant until, long version) implements Wave {
        @Override
        public String label() {
            return "waiting";
        }

        @Override
        public Optional<Start> started() {
            return Optional.of(start);
        }

        /** Nobody missed those that are disabled. */
        public Done end(Instant now) {
            return new Done(plan, start, now, version);
        }

        /** Whether this person started it, and so cannot have all given back alone. */
        public boolean isBarredFromWithdrawing(String subject) {
            return start.by().equals(subject);
        }

        /** Every account that it disabled is given back. */
        public Withdrawing withdraw(Stop stop) {
            if (isBarredFromWithdrawing(stop.by())) {
                throw new IllegalArgumentException("by: is the person who started it");
            }
            return new Withdrawing(plan, start, stop, true, version);
        }
    }

    /**
     * Somebody stopped it.
     *
     * @param givesBack whether what it disabled is given back
     */
    record Withdrawing(Plan plan, Start start, Stop stop, boolean givesBack, long version) implements Wave {
        @Override
        public String label() {
            return "withdrawing";
        }

        @Override
        public Optional<Start> started() {
            return Optional.of(start);
        }

        /** Nothing of it is left to stop. */
        public Withdrawn end() {
            return new Withdrawn(plan, Optional.of(start), stop, version);
        }
    }

    /** It is over. */
    record Done(Plan plan, Start start, Instant at, long version) implements Wave {
        @Override
        public String label() {
            return "done";
        }

        @Override
        public Optional<Start> started() {
            return Optional.of(start);
        }
    }

    /** Somebody stopped it, and nothing more comes of it. */
    record Withdrawn(Plan plan, Optional<Start> started, Stop stop, long version) implements Wave {
        @Override
        public String label() {
            return "withdrawn";
        }
    }
}

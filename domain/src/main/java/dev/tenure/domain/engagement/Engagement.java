package dev.tenure.domain.engagement;

import dev.tenure.domain.identity.IdentityId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody who is no employee is to work here until a day that stands from the beginning (JML-10). Every approval is good for
 * one term; whoever is to stay longer is asked for again, and approved again, by another person than the one who asks.
 */
public sealed interface Engagement {

    /** What stays the same. */
    Terms terms();

    /**
     * What stays the same over all extensions.
     *
     * @param id its own id
     * @param person who
     * @param start the first day, in the person's zone
     */
    record Terms(EngagementId id, Engaged person, LocalDate start) {}

    /**
     * What somebody asks for.
     *
     * @param until the last day, in the person's zone
     * @param sponsor who answers for the person
     * @param purpose what for, in the asker's words
     * @param by who asks, by subject
     * @param at when
     */
    record Ask(LocalDate until, IdentityId sponsor, String purpose, String by, Instant at) {

        /** The same, for which somebody else answers. */
        Ask sponsoredBy(IdentityId next) {
            return new Ask(until, next, purpose, by, at);
        }

        /** The longest purpose, in characters. */
        public static final int LONGEST_PURPOSE = 2_000;
    }

    /**
     * What was approved.
     *
     * @param ask what was asked for
     * @param approvedBy by whom, by subject; never who asked
     * @param approvedAt when
     */
    record Term(Ask ask, String approvedBy, Instant approvedAt) {

        public Term {
            if (approvedBy.equals(ask.by())) {
                throw new IllegalArgumentException("approvedBy: is the person who asked");
            }
        }
    }

    /** Waits for somebody's decision. */
    sealed interface Undecided extends Engagement permits Requested, ExtensionRequested {

        /** What is to be decided. */
        Ask ask();

        /** Another person than the one who asked agrees. */
        Approved approve(String by, Instant now);

        /** Somebody, the one who asked included, says no. */
        Engagement decline(String by, Instant now, String reason);
    }

    /** Whose access is due, until the end or an earlier word. */
    sealed interface InForce extends Engagement permits Approved, ExtensionRequested {

        /** The terms that were approved, the first one first; never empty. */
        List<Term> approved();

        /** The term that counts. */
        default Term current() {
            return approved().getLast();
        }

        /** The last day. */
        default LocalDate end() {
            return current().ask().until();
        }

        /** Whether the last day is over: nobody extends what has lapsed. */
        default boolean hasLapsed(Instant now) {
            return !now.isBefore(
                    end().plusDays(1).atStartOfDay(terms().person().zone()).toInstant());
        }

        /**
         * The sponsor has left and somebody else answers from now on, in what is asked for too where that named the same sponsor.
         * The days that were approved stay, so it needs no approval.
         */
        InForce sponsoredBy(IdentityId next);

        /** Somebody ends it at once. */
        default Ended end(String by, Instant now, String reason) {
            return new Ended(terms(), approved(), by, now, reason);
        }
    }

    /** Somebody asks for it. */
    record Requested(Terms terms, Ask ask) implements Undecided {

        @Override
        public Approved approve(String by, Instant now) {
            return new Approved(terms, List.of(new Term(ask, by, now)));
        }

        @Override
        public Declined decline(String by, Instant now, String reason) {
            return new Declined(terms, ask, by, now, reason);
        }
    }

    /** Turned down. */
    record Declined(Terms terms, Ask ask, String by, Instant at, String reason) implements Engagement {}

    /** Approved until a day. */
    record Approved(Terms terms, List<Term> approved) implements InForce {

        public Approved {
            approved = someTerms(approved);
        }

        @Override
        public Approved sponsoredBy(IdentityId next) {
            return new Approved(terms, lastSponsoredBy(approved, next));
        }

        /** Somebody asks for a longer term, or for another sponsor. */
        public ExtensionRequested extend(Ask ask) {
            return new ExtensionRequested(terms, approved, ask);
        }
    }

    /** Approved until a day, and somebody asks for a longer term. Nothing changes until that is approved. */
    record ExtensionRequested(Terms terms, List<Term> approved, Ask ask) implements InForce, Undecided {

        public ExtensionRequested {
            approved = someTerms(approved);
        }

        @Override
        public ExtensionRequested sponsoredBy(IdentityId next) {
            boolean same = ask.sponsor().equals(current().ask().sponsor());
            return new ExtensionRequested(terms, lastSponsoredBy(approved, next), same ? ask.sponsoredBy(next) : ask);
        }

        @Override
        public Approved approve(String by, Instant now) {
            List<Term> all = new ArrayList<>(approved);
            all.add(new Term(ask, by, now));
            return new Approved(terms, all);
        }

        @Override
        public Approved decline(String by, Instant now, String reason) {
            return new Approved(terms, approved);
        }
    }

    /** Ended before its time. */
    record Ended(Terms terms, List<Term> approved, String by, Instant at, String reason) implements Engagement {

        public Ended {
            approved = someTerms(approved);
        }
    }

    private static List<Term> lastSponsoredBy(List<Term> approved, IdentityId next) {
        List<Term> changed = new ArrayList<>(approved);
        Term last = changed.removeLast();
        changed.add(new Term(last.ask().sponsoredBy(next), last.approvedBy(), last.approvedAt()));
        return changed;
    }

    private static List<Term> someTerms(List<Term> approved) {
        if (approved.isEmpty()) {
            throw new IllegalArgumentException("approved: holds no term");
        }
        return List.copyOf(approved);
    }
}

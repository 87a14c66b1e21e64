package dev.tenure.domain.lifecycle;

import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something about a leaver that is not as policy wants it. It has an owner, and it is never edited away: explained and
 * resolved are added to it.
 */
public sealed interface LeaverException {

    /** What does not change. */
    Finding finding();

    /** The name of the state in database, API and log. */
    String label();

    /** What is wrong. */
    enum Kind {
        /** A milestone was not verified by its deadline. */
        BREACH,
        /** The account is protected: automation leaves it alone. */
        PROTECTED_ACCOUNT,
        /** The system is not in act: nothing was done. */
        NOT_IN_ACT,
        /** The guard holds what is to be done on the system. */
        HELD_BY_GUARD,
        /** The target refuses and will until a person acts. */
        REFUSED,
        /** A step would destroy something, and waits for the end of its grace period. */
        PRESERVED,
        /** A secret that the leaver shared with others was not rotated in time. */
        SECRET_NOT_ROTATED,
        /** Something that the leaver owned was not handed over in time. */
        NOT_HANDED_OVER,
        /** HR took the ending back after access had gone. */
        WITHDRAWN_AFTER_ACTION,
        /** Somebody was shut out at once, and nobody decided in time whether for good. */
        SUSPENSION_UNDECIDED,
        /** Somebody signed in with an account, or called its target as it, after its owner's clock had started. */
        SIGN_IN_AFTER_END
    }

    /**
     * What does not change.
     *
     * @param id its own id
     * @param leaverCase the case
     * @param kind what is wrong
     * @param system where; empty when it is about the case as a whole
     * @param account which account; empty when it is about the system
     * @param milestone which milestone; empty when it is about the account
     * @param owner who answers for it, by subject
     * @param detail the rest in words, without personal data
     * @param openedAt when
     */
    record Finding(
            UUID id,
            LeaverCaseId leaverCase,
            Kind kind,
            Optional<SystemId> system,
            Optional<AccountId> account,
            Optional<Milestone> milestone,
            String owner,
            String detail,
            Instant openedAt) {}

    /**
     * Why it came to be, in the words of a person.
     *
     * @param cause what led to it
     * @param impact what it did or could have done
     * @param by who says so, by subject
     * @param at when
     */
    record Explanation(String cause, String impact, String by, Instant at) {}

    /** Nobody has explained it and it still is so. */
    record Unexplained(Finding finding) implements LeaverException {
        @Override
        public String label() {
            return "open";
        }

        /** Somebody says why. */
        public Explained explain(Explanation explanation) {
            return new Explained(finding, explanation);
        }

        /** It is so no longer. */
        public Resolved resolve(Instant now) {
            return new Resolved(finding, Optional.empty(), now);
        }
    }

    /** Explained, and it still is so. */
    record Explained(Finding finding, Explanation explanation) implements LeaverException {
        @Override
        public String label() {
            return "explained";
        }

        /** It is so no longer. */
        public Resolved resolve(Instant now) {
            return new Resolved(finding, Optional.of(explanation), now);
        }
    }

    /** It is so no longer. That it was stays on record. */
    record Resolved(Finding finding, Optional<Explanation> explanation, Instant resolvedAt) implements LeaverException {
        @Override
        public String label() {
            return "resolved";
        }

        /** Somebody says why, afterwards. */
        public Resolved explain(Explanation given) {
            return new Resolved(finding, Optional.of(given), resolvedAt);
        }
    }
}

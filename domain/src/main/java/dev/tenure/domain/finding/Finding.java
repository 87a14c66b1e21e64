package dev.tenure.domain.finding;

import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.ReadId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Something is wrong with an account, as the target shows it. The product opens it, once however often it is seen, and closes it
 * when a later read shows it no more; a person decides in between who sees to it, or that it may stay until a date. One that comes
 * again after it was gone is another finding.
 */
public sealed interface Finding {

    /** The longest that one may be accepted. */
    Duration LONGEST_ACCEPTANCE = Duration.ofDays(366);

    /** What was found. */
    Facts facts();

    /** Who has to see to it. */
    Duty duty();

    /** Counts changes, for optimistic locking. */
    long version();

    /** The name of the state in database, API and log. */
    String label();

    /**
     * What was found.
     *
     * @param id its own id
     * @param system where
     * @param account which account
     * @param name what people called that when it was found
     * @param identity whose the account was then, where correlation said
     * @param grant the membership that it is about; empty where it is about the account as such
     * @param inspected the inspection of the account that showed it; empty where a read of the system did
     * @param passwordSetAt when the password was set that it is about; empty where it is about none
     * @param unreviewed since when it is privileged that nobody looked at; empty where it is about no such thing
     * @param read the last read of the system when it was found
     * @param openedAt when it was found
     */
    record Facts(
            FindingId id,
            FindingKind kind,
            Severity severity,
            SystemId system,
            AccountId account,
            String name,
            Optional<IdentityId> identity,
            Optional<Grant> grant,
            Optional<Inspected> inspected,
            Optional<Instant> passwordSetAt,
            Optional<Unreviewed> unreviewed,
            ReadId read,
            Instant openedAt) {}

    /**
     * A membership.
     *
     * @param entitlement the target's id of what the account is a member of
     * @param name what people called that when it was found
     * @param since when a read first showed it
     */
    record Grant(String entitlement, String name, Instant since) {}

    /**
     * An inspection of the account.
     *
     * @param at when it was
     * @param key the credential that it is about; empty where it is about the account as such
     */
    record Inspected(Instant at, Optional<Key> key) {}

    /**
     * A credential beside the password.
     *
     * @param id the target's id of it
     * @param what what the target calls such a thing
     * @param since since when it is there
     * @param issued whether the target told that; else it was first seen then, and may be older
     */
    record Key(String id, String what, Instant since, boolean issued) {}

    /**
     * Privileged access that nobody looked at for long.
     *
     * @param since since when the account was privileged for the reasons of the time from which on nobody looked
     * @param last when somebody looked last, before that time; empty where nobody ever did
     */
    record Unreviewed(Instant since, Optional<Instant> last) {}

    /**
     * Who has to see to it.
     *
     * @param owner a person or a group, as systems name their owners
     * @param dueAt by when it has to be gone
     * @param assignedBy who named the owner, by subject; empty where the system's is the owner since it was found
     */
    record Duty(String owner, Instant dueAt, Optional<String> assignedBy) {}

    /**
     * It may stay for a while.
     *
     * @param until from then on it is open again
     * @param reason why
     * @param by who says so, by subject
     * @param at when
     */
    record Acceptance(Instant until, String reason, String by, Instant at) {}

    /**
     * It is gone.
     *
     * @param read the read that shows it no more: the evidence
     * @param at when that was noticed
     */
    record Gone(ReadId read, Instant at) {}

    /** It is there, and somebody has to see to it. */
    record Open(Facts facts, Duty duty, long version) implements Finding {
        @Override
        public String label() {
            return "open";
        }

        /** Somebody else has to see to it, by the same time. */
        public Open assign(String owner, String by) {
            return new Open(facts, new Duty(owner, duty.dueAt(), Optional.of(by)), version);
        }

        /** It may stay for a while. Whoever has to see to it, or named who has to, MUST NOT say so. */
        public Accepted accept(Acceptance acceptance) {
            if (isOwnedBy(acceptance.by())) {
                throw new IllegalArgumentException("by: is the owner of the finding");
            }
            if (isAssignedBy(acceptance.by())) {
                throw new IllegalArgumentException("by: named the owner of the finding");
            }
            return new Accepted(facts, duty, acceptance, version);
        }

        /** Whether this person has to see to it. */
        public boolean isOwnedBy(String subject) {
            return duty.owner().equals(subject);
        }

        /** Whether this person named who has to see to it. */
        public boolean isAssignedBy(String subject) {
            return duty.assignedBy().filter(subject::equals).isPresent();
        }
    }

    /** It is there and may stay for a while. */
    record Accepted(Facts facts, Duty duty, Acceptance acceptance, long version) implements Finding {
        @Override
        public String label() {
            return "accepted";
        }

        /** It may stay no longer, and has to be gone by a new time. */
        public Open reopen(Instant dueAt) {
            return new Open(facts, new Duty(duty.owner(), dueAt, duty.assignedBy()), version);
        }
    }

    /** The target shows it no more. */
    record Closed(Facts facts, Duty duty, Gone gone, long version) implements Finding {
        @Override
        public String label() {
            return "closed";
        }
    }
}

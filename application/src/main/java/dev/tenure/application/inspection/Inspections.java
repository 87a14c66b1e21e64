package dev.tenure.application.inspection;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inspection.Inspection;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Artefact;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps what inspections of accounts showed. Every method MUST run in the caller's transaction. Nothing is ever deleted. */
public interface Inspections {

    /**
     * Accounts of a system that are due: there, and never inspected, or due again by now, or inspected before the system's connector and
     * correlation were what they are. Privileged and non-human ones first; of each, who waits longest.
     */
    List<Due> due(SystemId system, Instant now, int limit);

    /** How an account was inspected; empty where it never was. */
    Optional<Inspection> find(AccountId account);

    /** Writes down how an account was inspected. */
    void save(Inspection inspection);

    /**
     * All of a kind that an account was seen to hold. What is not among it is gone as of now; what was gone and is there again is
     * there. The latest use that was ever told MUST be kept, and so MUST the day of issue where it is told no more. Of one id that is
     * told twice the last counts.
     */
    void keep(AccountId account, Artefact.Kind kind, List<Artefact> held, Instant now);

    /** Credentials and second factors, the oldest first. {@link PageRequest#after()} is opaque. */
    Slice<HeldArtefact> list(Filter filter, Instant now, PageRequest page);

    /** How far the accounts of a system are inspected. */
    Coverage coverage(SystemId system, Instant now);

    /**
     * An account that is due.
     *
     * @param nativeId the target's id of it
     */
    record Due(AccountId account, String nativeId) {}

    /**
     * What is wanted; an empty filter wants everything that is there.
     *
     * @param system on one system
     * @param account of one account
     * @param kind of one kind
     * @param issuedBefore there since before this moment
     * @param idleSince neither used nor new since this moment, as far as the target tells
     * @param overdue credentials that are older than their system lets one become
     * @param nonHuman of accounts that are no person's
     * @param answeredBy of accounts of active non-human identities for which this person answers
     * @param gone what is gone as well
     * @param text part of the account's name, without regard to case
     */
    record Filter(
            Optional<SystemId> system,
            Optional<AccountId> account,
            Optional<Artefact.Kind> kind,
            Optional<Instant> issuedBefore,
            Optional<Instant> idleSince,
            boolean overdue,
            boolean nonHuman,
            Optional<IdentityId> answeredBy,
            boolean gone,
            Optional<String> text) {}

    /**
     * How far the accounts of a system are inspected.
     *
     * @param accounts how many there are
     * @param inspected of which the last inspection read everything
     * @param failing of which it left something unread
     * @param waiting that never were inspected, or are due again
     * @param oldestAt when the one was inspected that waits longest, of those that ever were
     * @param error what the latest failing one could not read, and why
     */
    record Coverage(
            long accounts,
            long inspected,
            long failing,
            long waiting,
            Optional<Instant> oldestAt,
            Optional<Failure> error) {}

    /** What could not be read. */
    record Failure(Instant at, String reason) {}
}

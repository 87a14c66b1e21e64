package dev.tenure.application.lifecycle;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps leavers' cases. Every method MUST run in the caller's transaction. */
public interface LeaverCases {

    /** One case. */
    Optional<LeaverCase> find(LeaverCaseId id);

    /** One case, locked until the transaction ends: results of its operations come from many threads. */
    Optional<LeaverCase> lock(LeaverCaseId id);

    /** The open case of a person, locked; there is at most one. */
    Optional<LeaverCase.Open> openOf(IdentityId identity);

    /** Open cases that have this system, locked, oldest first. */
    List<LeaverCase.Open> openOn(SystemId system);

    /** Open cases that have this account, locked. */
    List<LeaverCase.Open> openWith(AccountId account);

    /**
     * Accounts that targets show, of somebody whose case is open and has their system, that are not in the case. In a stable order. What
     * is given out is not locked.
     */
    List<AccountId> missing(int limit);

    /** Adds or changes a case. MUST throw where the stored version is not the case's. */
    void save(LeaverCase leaverCase);

    /**
     * Open cases that have a milestone neither verified nor stated, or a system neither listed nor stated to be looked through, past its deadline without an
     * unresolved breach on record for it, earliest such deadline first. A deadline that is {@code now} has not passed.
     */
    List<LeaverCaseId> overdue(Instant now, int limit);

    /** Cases for a list. {@link PageRequest#after()} is opaque. Open ones by earliest deadline, others newest first. */
    Slice<LeaverSummary> list(Filter filter, Instant now, PageRequest page);

    /** The figures of the front page. */
    Totals totals(Instant now);

    /**
     * Which cases are wanted; an empty filter wants all.
     *
     * @param state {@code open}, {@code closed} or {@code withdrawn}
     * @param late only those with a milestone, or the first listing of a system, past its deadline
     * @param text part of the person's name or worker id, without regard to case
     */
    record Filter(Optional<String> state, boolean late, Optional<String> text) {}

    /**
     * A case in a list.
     *
     * @param person the person's name
     * @param workerId the source's id of the person
     * @param clockStart when the clock started
     * @param nextDeadline the earliest deadline of what is neither verified nor stated; empty when all is
     * @param accounts accounts found
     * @param blocked accounts that are verified to be blocked
     * @param contained accounts that are verified to be contained
     * @param clean accounts that are verified to be clean
     * @param overdue milestones past their deadline and neither verified nor stated, and systems not listed by theirs
     * @param exceptions exceptions not resolved
     */
    record LeaverSummary(
            LeaverCaseId id,
            IdentityId identity,
            String person,
            String workerId,
            String state,
            boolean privileged,
            Instant clockStart,
            Instant receivedAt,
            Instant openedAt,
            Optional<Instant> endedAt,
            Optional<Instant> nextDeadline,
            long accounts,
            long blocked,
            long contained,
            long clean,
            long overdue,
            long exceptions) {}

    /**
     * The figures of the front page.
     *
     * @param open open cases
     * @param late open cases with a milestone, or the first listing of a system, past its deadline
     * @param closedLately cases closed in the last 30 days
     * @param exceptions exceptions not resolved
     */
    record Totals(long open, long late, long closedLately, long exceptions) {}
}

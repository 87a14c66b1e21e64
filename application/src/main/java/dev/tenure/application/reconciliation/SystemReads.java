package dev.tenure.application.reconciliation;

import dev.tenure.application.inventory.ReadState;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ResumeToken;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.AccountChange;
import dev.tenure.domain.reconciliation.Protection;
import dev.tenure.domain.reconciliation.ReadId;
import dev.tenure.domain.reconciliation.SystemRead;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Keeps reads of systems and merges what they found. Every method MUST run in the caller's transaction.
 *
 * <p>Pages are staged as they come; only {@link #merge} changes what is believed of the target. An account that vanished MUST
 * be kept with its history and no longer count as held.
 */
public interface SystemReads extends ReadState {

    /** One read. */
    Optional<SystemRead> find(ReadId id);

    /** The reads of a system, newest first, at most {@code limit}. */
    List<SystemRead> of(SystemId system, int limit);

    /** The read of a system that is asked for and has not ended. */
    Optional<SystemRead.Requested> current(SystemId system);

    @Override
    default boolean isBeingRead(SystemId system) {
        return current(system).isPresent();
    }

    /** Adds a read. MUST throw {@link IllegalStateException} where one of the same system has not ended. */
    void add(SystemRead.Requested read);

    /** Removes what was staged for a read: it begins anew. */
    void clear(ReadId id);

    /** How the accounts of a system were told last, in a form that says of an account no more than whether it is told so again. */
    interface ToldBefore {

        /** Nothing was told before: each account is looked at. */
        ToldBefore NOTHING = new ToldBefore() {};
    }

    /**
     * How the accounts of a read's system were told last. A read of the whole asks for it once, before its first page. It MUST be bounded
     * however large the system is: it need not know every account.
     */
    ToldBefore toldBefore(ReadId id);

    /**
     * Stages accounts. One that a page repeats MUST be staged once. Where one listing of the whole tells accounts of different names by one
     * id, the last holds and {@link #merge} MUST count the account among those with problems.
     *
     * @param before of the same read. It MUST make no difference to what is believed after the {@link #merge}, unless something else changed
     *     an account meanwhile: then that stays until the next read
     */
    void stageAccounts(ReadId id, List<ObservedAccount> accounts, ToldBefore before);

    /**
     * Stages entitlements with their members. What a later page says of one holds. A member that is told both as an account and as
     * something that cannot be resolved is an account.
     */
    void stageEntitlements(ReadId id, List<ObservedEntitlement> entitlements);

    /** Stages what a target says was deleted. What a later page says of the same holds. */
    void stageDeletions(ReadId id, List<AccountRef> accounts, List<EntitlementRef> entitlements);

    /**
     * How much of what is known of the system that was staged for a read of the whole. MUST change nothing, and MUST leave out what is known
     * of parts that were not read.
     *
     * @param unread what the native ids of those parts begin with
     */
    SystemRead.Coverage coverage(SystemRead.Requested read, Set<String> unread);

    /**
     * What a merge goes by beside what was staged.
     *
     * @param protections of accounts that nobody may touch, by native id; one that is protected already stays as it is
     * @param unread what the native ids of parts of the target begin with that a read of the whole could not read
     */
    record Provisos(Map<String, Protection> protections, Set<String> unread) {

        /** Everything was read, and nothing is to be left alone. */
        public static final Provisos NONE = new Provisos(Map.of(), Set.of());

        public Provisos {
            protections = Map.copyOf(protections);
            unread = Set.copyOf(unread);
        }
    }

    /**
     * Makes what was staged the belief about the system, in a few set-based statements: accounts, entitlements, memberships,
     * correlation by the system's rules and what people said, what is privileged as {@link Privileges} says, protections. Of a read of
     * the whole, what was not staged is not there any more, unless it is of a part that was not read: that MUST stay as it was, and MUST NOT
     * count as seen. Of a read of changes, what was staged as deleted is not there any more.
     */
    SystemRead.Counts merge(SystemRead.Requested read, TargetSystem system, Provisos provisos, Instant now);

    /**
     * Hands on what the {@link #merge} of this transaction changed, account by account in the order of their native ids, each once; not
     * those whose privilege alone changed. MUST NOT keep them in memory. Has nothing after {@link #end}.
     */
    void changes(SystemRead.Requested read, Consumer<AccountChange> taker);

    /** From where the next read of changes of a system goes on; empty where it has to be read whole first. */
    Optional<ResumeToken> resume(SystemId system);

    /** Keeps from where the next read of changes goes on; empty where only a read of the whole can follow. */
    void keepResume(SystemId system, Optional<ResumeToken> token);

    /**
     * Systems of which a read is due and none is under way, the one that waits longest first: the whole where the last complete
     * read of it was asked for before {@code wholeBefore} or never; else its changes, where it has a token and the last complete read of any
     * kind was asked for before {@code changesBefore}. A system whose last read failed after {@code failedBefore} MUST be left out.
     */
    List<Due> due(Instant wholeBefore, Instant changesBefore, Instant failedBefore, int limit);

    /** A read that is due. */
    record Due(SystemId system, SystemRead.Scope scope) {}

    /** Writes down how a read ended and removes what was staged. MUST throw where it ended before. */
    void end(SystemRead ended);
}

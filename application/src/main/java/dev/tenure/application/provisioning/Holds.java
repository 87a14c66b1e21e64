package dev.tenure.application.provisioning;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Hold;
import dev.tenure.domain.provisioning.HoldId;
import dev.tenure.domain.provisioning.HoldRelease;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps what the guard holds, and who wants it released. Every method MUST run in the caller's transaction. */
public interface Holds {

    /** Adds a hold. MUST throw where one on the same system is open. */
    void open(Hold.Open hold);

    /** The open hold of a system. */
    Optional<Hold.Open> openOn(SystemId system);

    /** The open holds of some systems. */
    List<Hold.Open> openOn(Collection<SystemId> systems);

    /** Writes down that nothing of it is held any longer. MUST throw {@link IllegalStateException} where it ended before. */
    void end(Hold.Ended hold);

    /** One hold with what is said of it in a list. */
    Optional<Summary> find(HoldId id);

    /** Holds, the newest first. {@link PageRequest#after()} is opaque. */
    Slice<Summary> list(Filter filter, PageRequest page);

    /**
     * The accounts on which something is held, in the order in which the first of each was planned.
     * {@link PageRequest#after()} is opaque.
     */
    Slice<HeldAccount> accounts(HoldId id, PageRequest page);

    /** Adds a proposal. MUST throw {@link IllegalStateException} where one for the same hold waits. */
    void propose(HoldRelease.Proposed proposed);

    /** One proposal. */
    Optional<HoldRelease> findRelease(UUID id);

    /** The proposals for a hold, the newest first. */
    List<HoldRelease> releases(HoldId id);

    /** Writes down that a proposal was confirmed or declined. MUST throw {@link IllegalStateException} where it ended before. */
    void endRelease(HoldRelease ended);

    /**
     * A hold in a list.
     *
     * @param system what the inventory calls its system
     * @param accounts on how many accounts something is held
     * @param operations how many operations are held
     * @param causes how many cases they belong to
     * @param letGo how many operations were held with it and are not any longer, released or no longer wanted
     * @param waiting the proposal that waits for a second person
     */
    record Summary(
            Hold hold,
            String system,
            long accounts,
            long operations,
            long causes,
            long letGo,
            Optional<HoldRelease.Proposed> waiting) {}

    /**
     * An account on which something is held.
     *
     * @param name what people call it there
     * @param person whom it belongs to, where that is known
     * @param cause what the first of it is for
     * @param work what is to be done, by label, in the order of planning
     * @param deadline the earliest
     * @param since since when the first of it is held
     */
    record HeldAccount(
            AccountId account,
            String name,
            Optional<Person> person,
            Cause cause,
            List<String> work,
            Instant deadline,
            Instant since) {
        public HeldAccount {
            work = List.copyOf(work);
        }
    }

    /** A person in a list. */
    record Person(IdentityId id, String workerId, String name) {}

    /**
     * Which holds are wanted; an empty filter wants all.
     *
     * @param system on one system
     * @param open only those that hold something
     */
    record Filter(Optional<SystemId> system, boolean open) {}
}

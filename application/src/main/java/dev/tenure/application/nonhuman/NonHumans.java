package dev.tenure.application.nonhuman;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.nonhuman.NonHuman;
import dev.tenure.domain.nonhuman.NonHumanId;
import dev.tenure.domain.nonhuman.NonHumanKind;
import java.time.Instant;
import java.util.Optional;

/** Keeps what is asked for and known of non-human identities. Every method MUST run in the caller's transaction. */
public interface NonHumans {

    /** One of them, locked until the transaction ends. */
    Optional<NonHuman> find(NonHumanId id);

    /**
     * The one of a name that waits for its decision or is active. MUST make another transaction that asks for the same name wait until
     * this one ends.
     *
     * @param name without regard to case
     */
    Optional<NonHuman> living(String name);

    /** Adds one that is asked for. MUST throw where it is there already, or where the name is one of the living. */
    void add(NonHuman.Requested requested);

    /** Writes down what became of one. MUST throw where there is none of its id. */
    void save(NonHuman nonHuman);

    /** Those that are wanted, by name without regard to case and by id. {@link PageRequest#after()} is opaque. */
    Slice<Listed> list(Filter filter, Instant now, PageRequest page);

    /**
     * Which are wanted; an empty filter wants all.
     *
     * @param state by its label
     * @param kind what they stand for
     * @param owner who answers for them
     * @param text part of the name, without regard to case
     * @param unowned only active ones whose owner is not here: is out, or has not started
     */
    record Filter(
            Optional<State> state,
            Optional<NonHumanKind> kind,
            Optional<IdentityId> owner,
            Optional<String> text,
            boolean unowned) {}

    /** States, as lists filter by them. */
    enum State {
        /** Waits for a decision. */
        REQUESTED,
        /** An identity of the inventory. */
        ACTIVE,
        /** Turned down. */
        REJECTED,
        /** Needed no more. */
        RETIRED
    }

    /**
     * One with what is known of its owner.
     *
     * @param nonHuman the one
     * @param owner the owner's name; empty for an unknown one
     * @param unowned whether it is active and the owner is not here
     */
    record Listed(NonHuman nonHuman, Optional<String> owner, boolean unowned) {}
}

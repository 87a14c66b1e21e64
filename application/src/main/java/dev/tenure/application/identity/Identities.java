package dev.tenure.application.identity;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.StatusEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps identities and what was known of them when. Every method MUST run in the caller's transaction. */
public interface Identities {

    /** One identity. */
    Optional<Identity> find(IdentityId id);

    /** Those of the ids that are known, in no order. */
    List<Identity> findAll(Collection<IdentityId> ids);

    /** What those of the ids that are known are called. */
    default Map<IdentityId, String> names(Collection<IdentityId> ids) {
        return findAll(ids).stream().collect(Collectors.toMap(Identity::id, identity -> identity.profile()
                .displayName()));
    }

    /**
     * Saves an identity and adds a line to its history. MUST throw where the stored version is not the identity's, so that
     * the transaction is run again. History is never changed.
     *
     * @return the identity with its new version
     */
    Identity save(Identity identity, StatusEntry entry);

    /**
     * Writes down when the passing of time next changes an identity whose state is as it was. Adds nothing to its history and
     * MUST leave its version alone where that moment is stored already. MUST throw where the stored version is not the
     * identity's.
     *
     * @return the identity as it is stored
     */
    Identity remind(Identity identity);

    /** What was known of an identity, oldest first; empty for an unknown one. */
    List<StatusEntry> history(IdentityId id);

    /**
     * Identities whose {@link Identity#nextDue()} is at or before {@code now}, earliest first, and not locked by another
     * transaction. MUST lock them until the transaction ends and MUST NOT wait. MUST pass over one that is set aside.
     */
    List<Identity> due(Instant now, int limit);

    /**
     * Sets an identity aside on which what is due failed: for a minute from {@code now}, twice as long each further time for
     * the same moment, at most 6 hours. Where something else is due of it next, it is not set aside any more.
     */
    void setAside(IdentityId id, Instant now);

    /** How many identities are set aside, or were and still are due. */
    long aside();

    /** Identities by family name, given name and id. {@link PageRequest#after()} is opaque. */
    Slice<Identity> list(Filter filter, PageRequest page);

    /**
     * Which identities are wanted; an empty filter wants all.
     *
     * @param text part of a name, e-mail address or worker id, without regard to case
     * @param status the status wanted
     */
    record Filter(Optional<String> text, Optional<Status> status) {}

    /**
     * Where an identity stands, as lists filter by it. Between {@link #EXPECTED} and {@link #WORKING} an ending MUST make no
     * difference: who stands with an ending where nobody else does would be known to leave.
     */
    enum Status {
        /** The first day is to come, whether an ending is scheduled, which is confidential, or not. */
        EXPECTED,
        /** Working, whether an ending is scheduled, which is confidential, or not. Who is on leave is among them. */
        WORKING,
        /** On leave, whether an ending is scheduled, which is confidential, or not. */
        ON_LEAVE,
        /** With an ending scheduled, before the first day or after. Confidential. */
        LEAVING,
        /** Holding no access any more: on garden leave, ended, or never begun. */
        LEFT
    }
}

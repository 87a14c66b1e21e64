package dev.tenure.application.preservation;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.preservation.LegalHold;
import dev.tenure.domain.preservation.LegalHoldId;
import java.util.List;
import java.util.Optional;

/** Keeps legal holds. Every method MUST run in the caller's transaction. */
public interface LegalHolds {

    /** One hold, locked until the transaction ends. */
    Optional<LegalHold> find(LegalHoldId id);

    /** The holds on a person that are not lifted, the oldest first. There MAY be several: each matter has its own. */
    List<LegalHold> standing(IdentityId identity);

    /** Adds or changes a hold. MUST throw where the stored version is not the hold's. */
    void save(LegalHold hold);

    /**
     * Holds, newest first. {@link PageRequest#after()} is opaque.
     *
     * @param state only those in one state, by its label
     */
    Slice<LegalHold> list(Optional<String> state, PageRequest page);
}

package dev.tenure.application.identity;

import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.SourceConflict;
import java.time.Instant;
import java.util.List;

/** Keeps where sources differ about people. Every method MUST run in the caller's transaction. */
public interface SourceConflicts {

    /** The conflicts about a person that are open, by attribute and other source. */
    List<SourceConflict> openOf(IdentityId identity);

    /**
     * Makes the given conflicts the open ones of a person: new ones begin now, those that are not among them end now, and the
     * rest stay as they are. What ended is kept.
     */
    void settle(IdentityId identity, List<SourceConflict> conflicts, Instant now);
}

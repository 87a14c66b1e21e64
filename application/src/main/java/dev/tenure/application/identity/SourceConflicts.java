package dev.tenure.application.identity;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.AttributeAuthority.Attribute;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.SourceConflict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps where sources differ about people. Every method MUST run in the caller's transaction. */
public interface SourceConflicts {

    /** The conflicts about a person that are open, by attribute and other source. */
    List<SourceConflict> openOf(IdentityId identity);

    /** Open conflicts, those that began last first. {@link PageRequest#after()} is opaque. */
    Slice<Open> list(Filter filter, PageRequest page);

    /**
     * Which conflicts are wanted; an empty filter wants all.
     *
     * @param identity about whom
     * @param attribute about what
     * @param source a source that is part of it, believed or not
     */
    record Filter(Optional<IdentityId> identity, Optional<Attribute> attribute, Optional<String> source) {}

    /**
     * A conflict that is open.
     *
     * @param identity about whom
     * @param conflict about what
     * @param since when it began
     */
    record Open(IdentityId identity, SourceConflict conflict, Instant since) {}

    /**
     * Makes the given conflicts the open ones of a person: new ones begin now, those that are not among them end now, and the
     * rest stay as they are. What ended is kept.
     */
    void settle(IdentityId identity, List<SourceConflict> conflicts, Instant now);
}

package dev.tenure.application.lifecycle;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.lifecycle.Suspension;
import dev.tenure.domain.lifecycle.SuspensionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps suspensions. Every method MUST run in the caller's transaction. */
public interface Suspensions {

    /** One suspension, locked until the transaction ends. */
    Optional<Suspension> find(SuspensionId id);

    /** The suspension of a person that is not lifted, locked until the transaction ends. There is at most one. */
    Optional<Suspension> standing(IdentityId identity);

    /**
     * Adds or changes a suspension. MUST throw where the stored version is not the suspension's, and where another one of the
     * same person is not lifted.
     */
    void save(Suspension suspension);

    /** Suspensions that nobody decided though {@code decideBy} is before {@code now}, the longest overdue first. */
    List<Suspension.Undecided> overdue(Instant now, int limit);

    /**
     * Suspensions, newest first. {@link PageRequest#after()} is opaque.
     *
     * @param state only those in one state, by its label
     */
    Slice<Suspension> list(Optional<String> state, PageRequest page);
}

package dev.tenure.domain.identity;

import java.util.Optional;

/**
 * Whom a person depends on, by the ids of the source that is believed about it: the same id of another source may mean
 * somebody else.
 *
 * @param manager who leads them
 * @param sponsor who answers for them, where they are no employee
 */
public record Ties(Optional<WorkerKey> manager, Optional<WorkerKey> sponsor) {

    /** Nobody is named. */
    public static final Ties NONE = new Ties(Optional.empty(), Optional.empty());
}

package dev.tenure.application.push;

import java.util.Optional;

/**
 * How a client wants a resource to be, worked out from how it is. The work may run again, so it MUST have no effect beyond
 * remembering why it could not be done.
 */
@FunctionalInterface
public interface Revision<T> {

    /** The resource as wanted; empty where the change cannot be made to it as it is. */
    Optional<T> of(T present);
}

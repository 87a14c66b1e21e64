package dev.tenure.application.lifecycle;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.LeaverException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps exceptions about leavers. Nothing here removes one. Every method MUST run in the caller's transaction. */
public interface LeaverExceptions {

    /** One exception, locked until the transaction ends. */
    Optional<LeaverException> find(UUID id);

    /** The exceptions of a case, oldest first. */
    List<LeaverException> of(LeaverCaseId leaverCase);

    /** Exceptions, newest first. {@link PageRequest#after()} is opaque. */
    Slice<Named> list(Filter filter, PageRequest page);

    /**
     * Adds an exception unless one of the same case, kind, system, account and milestone is there that is not resolved.
     *
     * @return whether it was added
     */
    boolean add(LeaverException.Unexplained exception);

    /** Writes down a new state. */
    void save(LeaverException exception);

    /**
     * An exception in a list, with the names that people know what it is about by.
     *
     * @param person the name of the person whose case it is; empty where nobody is known any longer
     * @param system the name the system had when the case opened; empty where it is about no system of the case
     * @param account the name of the account in the case; empty where it is about no account of it
     */
    record Named(
            LeaverException exception, Optional<String> person, Optional<String> system, Optional<String> account) {}

    /**
     * Which exceptions are wanted; an empty filter wants all.
     *
     * @param unresolved only those that still are so
     * @param kind of one kind
     */
    record Filter(boolean unresolved, Optional<LeaverException.Kind> kind) {}
}

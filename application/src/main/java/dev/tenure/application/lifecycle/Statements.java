package dev.tenure.application.lifecycle;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Statement;
import dev.tenure.domain.lifecycle.StatementId;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what people state to have been done by hand. Nothing here removes one. Every method MUST run in the caller's transaction.
 * The caller has locked the case before it changes one of its statements.
 */
public interface Statements {

    /** One of them. */
    Optional<Statement> find(StatementId id);

    /** All of one case, newest first. */
    List<Statement> of(LeaverCaseId leaverCase);

    /** Adds or changes one. MUST throw where the stored version is not its version. */
    void save(Statement statement);

    /**
     * Statements, newest first. {@link PageRequest#after()} is opaque.
     *
     * @param state only those in one state, by its label
     */
    Slice<Statement> list(Optional<String> state, PageRequest page);
}

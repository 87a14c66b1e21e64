package dev.tenure.application.identity;

import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.domain.identity.WorkerStatement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps everything that sources said of workers, for good. Statements are only added to. Every method MUST run in the caller's
 * transaction.
 */
public interface WorkerStatements {

    /** The person that a source means by an id; empty where the source never told of it. */
    Optional<IdentityId> whose(WorkerKey key);

    /**
     * Adds what was said of a person, and remembers that the record's key means them. MUST throw where the key means
     * somebody else. MUST number statements in the order in which they are added. MUST make another transaction that adds
     * about the same person wait until this one ends.
     *
     * @return false, with nothing added, where it was said before: the same with the same time, or, where the source tells no
     *     time, the same as that source's last word on the key
     */
    boolean add(IdentityId identity, WorkerRecord record, Instant receivedAt);

    /** Everything said of a person, in the order of {@link WorkerStatement#IN_ORDER}; empty for an unknown one. */
    List<WorkerStatement> of(IdentityId identity);

    /**
     * The person of whom another source has told and whom a source now names for the first time, by the source's
     * {@link WorkerSource#join()}; empty where nobody fits, and where more than one does. MUST make another transaction that
     * asks for the same worker id or address wait until this one ends, so that two sources that begin at once do not make
     * two people of one.
     */
    Optional<IdentityId> recognise(WorkerSource source, WorkerRecord record);
}

package dev.tenure.application.lifecycle;

import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.LeaverCertificate;
import java.time.Instant;
import java.util.List;

/**
 * What leavers own: it needs another owner before their case is closed. Implemented by the capability that hands it over. Every
 * method MUST run in the caller's transaction.
 */
public interface LeaverOwnership {

    /**
     * A case is open: everything that the leaver owns MUST be due for another owner from now on, and what they own no longer MUST
     * NOT be. MUST be idempotent.
     */
    void leaving(LeaverCase.Open leaverCase, Instant now);

    /** A case was withdrawn: nothing of it is due any more. What was handed over stays so. */
    void stays(LeaverCase.Withdrawn leaverCase, Instant now);

    /** What became of each thing that the leaver of a case owned, by name. A case MUST NOT close over an open one. */
    List<LeaverCertificate.OwnedLine> ownedBy(LeaverCaseId leaverCase);
}

package dev.tenure.application.lifecycle;

import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.LeaverCertificate;
import java.time.Instant;
import java.util.List;

/**
 * Secrets that leavers shared with others: they go on working after somebody has gone, until they are replaced. Implemented by
 * the capability that keeps them. Every method MUST run in the caller's transaction.
 */
public interface LeaverSecrets {

    /** A case has opened: every secret that the leaver knows MUST be due for replacement from now on. MUST be idempotent. */
    void leaving(LeaverCase.Open leaverCase, Instant now);

    /** A case was withdrawn: what was not begun for this person alone MUST end, and what was begun MUST go on. */
    void stays(LeaverCase.Withdrawn leaverCase, Instant now);

    /** What became of each secret that the leaver of a case shared, by name. A case MUST NOT close over an open one. */
    List<LeaverCertificate.SecretLine> sharedBy(LeaverCaseId leaverCase);
}

package dev.tenure.application.lifecycle;

import dev.tenure.domain.lifecycle.Escalation;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps which part of whose time was told to be gone. Nothing here removes one. Every method MUST run in the caller's transaction. */
public interface LeaverEscalations {

    /**
     * Open cases to look at: MUST name each that has a level to tell, as the rules of escalation say it, until it is told; MAY
     * name one that was saved since it was last looked at. The longest due first.
     */
    List<LeaverCaseId> due(Instant now, int limit);

    /** What was told of a case, oldest first. */
    List<Escalation> of(LeaverCaseId leaverCase);

    /**
     * Adds one, unless the same level of the same system, account and milestone of the case is there.
     *
     * @return whether it was added
     */
    boolean add(LeaverCaseId leaverCase, Escalation escalation);

    /**
     * A case was looked at.
     *
     * @param after the moment after which the next level is reached; empty where none is, as the case is now
     */
    void lookAgain(LeaverCaseId leaverCase, Optional<Instant> after);

    /** How many were told of cases that are open, by level; each level is there. */
    Map<Escalation.Level, Long> counts();
}

package dev.tenure.domain.reconciliation;

/** What lets somebody say that privileged access stays (REV-2). Where several hold, the first counts. */
public enum ReviewAuthority {
    /** Answers for the system. */
    SYSTEM_OWNER,
    /** Leads the person whose the account is, or is the nearest above who can decide. */
    MANAGER,
    /** Runs the product. */
    ADMINISTRATOR
}

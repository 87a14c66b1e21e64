package dev.tenure.domain.authorization;

/** The product's own roles (PLT-2). They come from the OpenID provider's claims, mapped by configuration. */
public enum Role {
    /** Configures systems, feeds and policy. Sees no pending termination. */
    ADMINISTRATOR,
    /** Runs the daily work: feeds, reads, cases, exceptions. Sees no pending termination. */
    OPERATOR,
    /** Approves requests and reviews access. */
    APPROVER,
    /** Asks for access for themselves or their reports. */
    REQUESTER,
    /** Reads everything that is evidence, changes nothing. Sees no pending termination. */
    AUDITOR,
    /** Sees terminations that have not taken effect. */
    CONFIDENTIAL_HR,
    /** An on-premises agent. */
    AGENT,
    /** A system that pushes users and groups by SCIM; which one it is, its subject tells. Sees its own records only. */
    HR_SOURCE
}

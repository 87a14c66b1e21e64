package dev.tenure.domain.finding;

/** What can be wrong with an account. A protected account is judged like any other where it belongs to a leaver, else not. */
public enum FindingKind {
    /** It belongs to nobody the product knows. */
    ORPHAN,
    /** It is no person's, and nobody answers for it: its owner is out, or never was named. */
    UNOWNED,
    /** Somebody can sign in with several accounts of one system; each of them is a finding. */
    DUPLICATE,
    /** Somebody could sign in and nobody has for long. Judged only where the target tells when somebody last did. */
    DORMANT,
    /** Somebody whose employment is over can sign in, and no open leaver's case sees to it. */
    LEAVER_LIVE,
    /** The same, and a leaver's case had shut the account out: somebody let it in again. */
    LEAVER_REENABLED,
    /** Somebody holds privileged access all the time, and not for a limited one (PRV-1). */
    STANDING_PRIVILEGE,
    /**
     * Somebody was given privileged access on the target, past the product, since the first read of its system. One for each
     * membership, protected or not.
     */
    OUT_OF_BAND_GRANT,
    /** A credential is older than its system lets one become. One for each credential. */
    OVERDUE_KEY,
    /** Somebody can sign in with a password that is older than its system lets one become. Judged only where the target tells its age. */
    OVERDUE_PASSWORD,
    /** An account is privileged, was so as long ago as its system lets one be without a review, and nobody looked at it since. */
    UNREVIEWED_PRIVILEGE,
    /** A person can sign in without a second factor where the system asks for one. */
    MISSING_SECOND_FACTOR,
    /** All second factors of a person are of kinds that the system's policy calls weak. */
    WEAK_SECOND_FACTOR,
    /** Somebody signed in last past the identity provider. */
    DIRECT_SIGN_IN
}

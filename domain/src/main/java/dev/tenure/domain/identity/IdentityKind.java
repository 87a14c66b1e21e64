package dev.tenure.domain.identity;

/** What an identity stands for (IDN-1). */
public enum IdentityKind {
    EMPLOYEE,
    CONTRACTOR,
    VENDOR,
    NON_HUMAN
}

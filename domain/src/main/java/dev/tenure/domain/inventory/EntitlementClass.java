package dev.tenure.domain.inventory;

/** What makes an entitlement privileged (IDN-7). */
public enum EntitlementClass {
    /** To administer a system or others' accounts. */
    ADMINISTRATION,
    /** To change what protects: policies, logging, keys' owners. */
    SECURITY_SETTINGS,
    /** To move money, or to release that it is moved. */
    MONEY_MOVEMENT,
    /** To take much out at once. */
    BULK_EXPORT,
    /** To bring code or configuration into production. */
    DEPLOYMENT,
    /** To read what opens other doors. */
    SECRETS
}

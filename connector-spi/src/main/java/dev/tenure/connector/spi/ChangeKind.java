package dev.tenure.connector.spi;

/** The kinds of change, one per case of {@link Change}, each with what it destroys unless a target does worse. */
public enum ChangeKind {
    CREATE_ACCOUNT,
    UPDATE_ACCOUNT,
    ENABLE_ACCOUNT,
    DISABLE_ACCOUNT,
    GRANT_ENTITLEMENT,
    REVOKE_ENTITLEMENT,
    REVOKE_MEMBERSHIPS,
    END_SESSIONS,
    REVOKE_CREDENTIALS,
    RESET_SECRET,
    ROTATE_SECRET,
    CLEAR_MFA,
    TRANSFER_OWNERSHIP,
    DELETE_ACCOUNT,
    ISSUE_CREDENTIAL,
    ENABLE_CREDENTIAL,
    DISABLE_CREDENTIAL,
    REVOKE_CREDENTIAL;

    /** What it leaves behind where a connector declares nothing worse; ask {@link Capabilities#consequenceOf}. */
    public Consequence usualConsequence() {
        return switch (this) {
            case CREATE_ACCOUNT,
                    UPDATE_ACCOUNT,
                    ENABLE_ACCOUNT,
                    DISABLE_ACCOUNT,
                    GRANT_ENTITLEMENT,
                    REVOKE_ENTITLEMENT,
                    REVOKE_MEMBERSHIPS,
                    TRANSFER_OWNERSHIP,
                    ISSUE_CREDENTIAL,
                    ENABLE_CREDENTIAL,
                    DISABLE_CREDENTIAL -> new Consequence.Reversible();
            case END_SESSIONS -> new Consequence.Replaceable("live sessions");
            case REVOKE_CREDENTIALS -> new Consequence.Replaceable("keys, tokens and certificates");
            case RESET_SECRET -> new Consequence.Replaceable("the password");
            case ROTATE_SECRET -> new Consequence.Replaceable("the secret before");
            case CLEAR_MFA -> new Consequence.Replaceable("enrolled second factors");
            case REVOKE_CREDENTIAL -> new Consequence.Replaceable("the credential");
            case DELETE_ACCOUNT -> new Consequence.Destructive("the account and what the target keeps with it");
        };
    }
}

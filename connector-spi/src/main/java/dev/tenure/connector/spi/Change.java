package dev.tenure.connector.spi;

/** A desired state of one account. It says what is to be true, not which step to take, so a repetition is harmless. */
public sealed interface Change {

    /** The account it is about. */
    AccountRef account();

    /** Its kind, as declared in {@link Capabilities}. */
    ChangeKind kind();

    /** Nobody can sign in with the account. Reversible. */
    record DisableAccount(AccountRef account) implements Change {
        @Override
        public ChangeKind kind() {
            return ChangeKind.DISABLE_ACCOUNT;
        }
    }

    /**
     * The account's password is one that nobody knows. The connector draws it from a strong random source and forgets it.
     * Not reversible; destroys nothing but the old secret.
     */
    record ResetSecret(AccountRef account) implements Change {
        @Override
        public ChangeKind kind() {
            return ChangeKind.RESET_SECRET;
        }
    }

    /**
     * The account is a direct member of nothing. Reversible from the evidence, which lists what was removed. A membership
     * that the target does not let go (a primary group) MUST be named in the evidence under {@link Evidence#RETAINED}
     * or refused, never passed over.
     */
    record RevokeMemberships(AccountRef account) implements Change {
        @Override
        public ChangeKind kind() {
            return ChangeKind.REVOKE_MEMBERSHIPS;
        }
    }
}

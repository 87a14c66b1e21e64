package dev.tenure.connector.spi;

import java.util.Map;
import java.util.Optional;

/**
 * A desired state. It says what is to be true, not which step to take, so a repetition is harmless.
 *
 * <p>Attributes have the target's names. What {@link ChangeKind#usualConsequence} calls reversible MUST be so from the
 * evidence: it names what was removed, and what stood before an overwritten value.
 */
public sealed interface Change {

    /** Its kind, as declared in {@link Capabilities}. */
    ChangeKind kind();

    /**
     * A change of one account that is there.
     *
     * <p>Where the account is not there, a change that takes access away is true already: the connector MUST answer
     * {@link ChangeOutcome.Unchanged}. One that gives or keeps access ({@link EnableAccount}, {@link UpdateAccount},
     * {@link GrantEntitlement}, {@link RotateSecret}) MUST be answered {@link ChangeOutcome.Refused}.
     */
    sealed interface OfAccount extends Change {

        /** The account it is about. */
        AccountRef account();
    }

    /**
     * There is exactly one account whose {@code attribute} has this value, and {@link Connector#find} by both gives it.
     *
     * <p>A new account MUST have these attributes, a password that nobody knows where the target has passwords, and MUST be
     * disabled where {@link ChangeKind#ENABLE_ACCOUNT} is declared. An account that is there already is left as it is and
     * answered {@link ChangeOutcome.Unchanged}; two or more MUST be refused.
     *
     * @param attribute what identifies the account, such as {@code employeeID}
     * @param value its value
     * @param attributes further attributes
     */
    record CreateAccount(String attribute, String value, Map<String, String> attributes) implements Change {

        public CreateAccount {
            attributes = Map.copyOf(attributes);
            if (value.isEmpty()) {
                throw new IllegalArgumentException("value: is empty");
            }
        }

        @Override
        public ChangeKind kind() {
            return ChangeKind.CREATE_ACCOUNT;
        }
    }

    /**
     * These attributes of the account have these values, and no others.
     *
     * @param attributes the new value, or empty where the attribute is to have none
     */
    record UpdateAccount(AccountRef account, Map<String, Optional<String>> attributes) implements OfAccount {

        public UpdateAccount {
            attributes = Map.copyOf(attributes);
        }

        @Override
        public ChangeKind kind() {
            return ChangeKind.UPDATE_ACCOUNT;
        }
    }

    /** Somebody who knows how can sign in with the account. It gives nobody a secret. */
    record EnableAccount(AccountRef account) implements OfAccount {
        @Override
        public ChangeKind kind() {
            return ChangeKind.ENABLE_ACCOUNT;
        }
    }

    /** Nobody can sign in with the account. */
    record DisableAccount(AccountRef account) implements OfAccount {
        @Override
        public ChangeKind kind() {
            return ChangeKind.DISABLE_ACCOUNT;
        }
    }

    /** The account is a direct member of the entitlement. Where that is not there, it MUST be refused. */
    record GrantEntitlement(AccountRef account, EntitlementRef entitlement) implements OfAccount {
        @Override
        public ChangeKind kind() {
            return ChangeKind.GRANT_ENTITLEMENT;
        }
    }

    /**
     * The account is no direct member of the entitlement. What it holds for another cause MUST be refused with the cause,
     * unless it is nested: that ends with what it comes through. Other members MUST stay.
     */
    record RevokeEntitlement(AccountRef account, EntitlementRef entitlement) implements OfAccount {
        @Override
        public ChangeKind kind() {
            return ChangeKind.REVOKE_ENTITLEMENT;
        }
    }

    /**
     * The account is a direct member of nothing. The evidence lists what was removed. A membership that the target does not
     * let go (a primary group) MUST be named in the evidence under {@link Evidence#RETAINED} or refused, never passed over.
     */
    record RevokeMemberships(AccountRef account) implements OfAccount {
        @Override
        public ChangeKind kind() {
            return ChangeKind.REVOKE_MEMBERSHIPS;
        }
    }

    /**
     * No session of the account is live. What the target cannot end or list MUST be declared as unobservable.
     *
     * <p>Where the target cannot list them ({@link ReadKind#SESSIONS} is not declared), {@link ChangeOutcome.Applied} MUST rest
     * on the target's own confirmation of the call and on a read of the account after it, the evidence MUST say that this is
     * all, and {@link ChangeOutcome.Unchanged} MUST NOT be answered. The same holds for {@link RevokeCredentials} and
     * {@link ClearMfa} and their reads.
     */
    record EndSessions(AccountRef account) implements OfAccount {
        @Override
        public ChangeKind kind() {
            return ChangeKind.END_SESSIONS;
        }
    }

    /** The account has no {@link Credential}. Its password stays as it is. The evidence names kind and id of each. */
    record RevokeCredentials(AccountRef account) implements OfAccount {
        @Override
        public ChangeKind kind() {
            return ChangeKind.REVOKE_CREDENTIALS;
        }
    }

    /**
     * The account's password is one that nobody knows. The connector draws it from a strong random source and forgets it.
     */
    record ResetSecret(AccountRef account) implements OfAccount {
        @Override
        public ChangeKind kind() {
            return ChangeKind.RESET_SECRET;
        }
    }

    /**
     * The account's password is this one, which is already where its users will look for it. The one before MUST NOT work
     * any more.
     */
    record RotateSecret(AccountRef account, Secret replacement) implements OfAccount {
        @Override
        public ChangeKind kind() {
            return ChangeKind.ROTATE_SECRET;
        }
    }

    /** The account has no {@link MfaMethod}. The evidence names kind and id of each. */
    record ClearMfa(AccountRef account) implements OfAccount {
        @Override
        public ChangeKind kind() {
            return ChangeKind.CLEAR_MFA;
        }
    }

    /**
     * The account owns nothing on the target; {@code to} owns it. The evidence names each thing. Where {@code to} is not there,
     * it MUST be refused. What the target does not hand over MUST be refused by name, never passed over.
     */
    record TransferOwnership(AccountRef account, AccountRef to) implements OfAccount {

        public TransferOwnership {
            if (account.equals(to)) {
                throw new IllegalArgumentException("to: is the account itself");
            }
        }

        @Override
        public ChangeKind kind() {
            return ChangeKind.TRANSFER_OWNERSHIP;
        }
    }

    /** The target shows no such account. */
    record DeleteAccount(AccountRef account) implements OfAccount {
        @Override
        public ChangeKind kind() {
            return ChangeKind.DELETE_ACCOUNT;
        }
    }
}

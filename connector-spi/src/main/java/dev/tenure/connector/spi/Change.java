package dev.tenure.connector.spi;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
     * {@link GrantEntitlement}, {@link RotateSecret}, {@link IssueCredential}, {@link EnableCredential}) MUST be answered {@link ChangeOutcome.Refused}.
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

    /**
     * The account is a direct member of the entitlement. Where that is not there, it MUST be refused.
     *
     * <p>Where the target can end a membership by itself, {@code until} MUST be given to it as a second lock, and the evidence MUST
     * name the moment at which the target ends it under {@link Evidence#UNTIL}, which MUST NOT be later than {@code until}. Where it
     * cannot, the membership is given all the same and the evidence MUST NOT have that fact: only revoking ends it then. A membership
     * with an end that is asked for with another MUST have that one; asked for without, it MUST be without. One that is without an
     * end MUST stay so: it is {@link ChangeOutcome.Unchanged}, without that fact.
     *
     * @param until when it is to end, which is after the moment of asking; empty where only revoking ends it
     */
    record GrantEntitlement(AccountRef account, EntitlementRef entitlement, Optional<Instant> until)
            implements OfAccount {

        /** Without an end. */
        public GrantEntitlement(AccountRef account, EntitlementRef entitlement) {
            this(account, entitlement, Optional.empty());
        }

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

    /** A change of one {@link Credential} of an account. The password and every other credential MUST stay as they are. */
    sealed interface OfCredential extends OfAccount {}

    /**
     * The account has one credential more, and it is kept.
     *
     * <p>What the target tells of it MUST be given to {@code keeping} as soon as it is known. Where that does not keep it, the
     * connector MUST take the new credential away again and answer {@link ChangeOutcome.Refused}. {@link ChangeOutcome.Applied}
     * and {@link ChangeOutcome.Unchanged} MUST name the id under {@link Evidence#CREDENTIAL}.
     *
     * <p>Where one is kept already and the target lists it, it is true already. Where the target does not list it, it MUST be
     * refused or in doubt. A credential of this sort that is neither kept nor among {@code beside} came of an attempt whose answer
     * was lost, and nobody has its secret: the connector MUST take it away and say so in the evidence, unless the target
     * shows that it was used or is switched off; then it is somebody else's, and the connector MUST refuse. Where the target has
     * no room for another credential, the connector MUST refuse, and MUST NOT make room.
     *
     * @param beside the ids of the credentials that the account had before; none of them is ever touched
     * @param keeping where it is put
     */
    record IssueCredential(AccountRef account, Set<String> beside, Keeping keeping) implements OfCredential {

        public IssueCredential {
            beside = Set.copyOf(beside);
        }

        @Override
        public ChangeKind kind() {
            return ChangeKind.ISSUE_CREDENTIAL;
        }
    }

    /** The credential lets its holder in. Where it is not there, it MUST be refused. */
    record EnableCredential(AccountRef account, String credential) implements OfCredential {
        @Override
        public ChangeKind kind() {
            return ChangeKind.ENABLE_CREDENTIAL;
        }
    }

    /**
     * The credential lets nobody in. Where it is there, it MUST stay there, so that {@link EnableCredential} makes the same one
     * work again; where it is not, it is true already.
     */
    record DisableCredential(AccountRef account, String credential) implements OfCredential {
        @Override
        public ChangeKind kind() {
            return ChangeKind.DISABLE_CREDENTIAL;
        }
    }

    /** The target shows no such credential. */
    record RevokeCredential(AccountRef account, String credential) implements OfCredential {
        @Override
        public ChangeKind kind() {
            return ChangeKind.REVOKE_CREDENTIAL;
        }
    }
}

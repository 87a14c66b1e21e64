package dev.tenure.domain.provisioning;

import dev.tenure.domain.reconciliation.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What an operation is to bring about on its system. */
public sealed interface Work {

    /** The name in database, API and log. */
    String label();

    /** Version of the stored shape. */
    default int version() {
        return 1;
    }

    /** Lists, on the target and now, every account of somebody. Changes nothing. */
    record ListAccounts(String attribute, String value) implements Work {
        @Override
        public String label() {
            return "list-accounts";
        }
    }

    /**
     * Lists them again after all was done, so that what came meanwhile is found. Changes nothing.
     */
    record ConfirmAccounts(String attribute, String value) implements Work {
        @Override
        public String label() {
            return "confirm-accounts";
        }
    }

    /** Work that is about one account. */
    sealed interface OfAccount extends Work {
        /** The account. */
        AccountId account();

        /** The target's id of it. */
        String nativeId();
    }

    /** Reads who signed in with an account, or called the target as it, since a time. Changes nothing. */
    record ReadSignIns(AccountId account, String nativeId, Instant since) implements OfAccount {

        /** How far a target's clock may be from ours. */
        public static final Duration CLOCKS_APART = Duration.ofMinutes(5);

        @Override
        public String label() {
            return "read-sign-ins";
        }
    }

    /** Work on one account: it changes something on the target, and the guard counts it. */
    sealed interface OnAccount extends OfAccount {}

    /** It takes access away. */
    sealed interface TakesAway extends OnAccount {}

    /** It gives back what was taken away by mistake. */
    sealed interface GivesBack extends OnAccount {}

    /** Nobody can sign in with the account. */
    record DisableAccount(AccountId account, String nativeId) implements TakesAway {
        @Override
        public String label() {
            return "disable-account";
        }
    }

    /** No session of the account is live. */
    record EndSessions(AccountId account, String nativeId) implements TakesAway {
        @Override
        public String label() {
            return "end-sessions";
        }
    }

    /** The account has no credential beside its password. */
    record RevokeCredentials(AccountId account, String nativeId) implements TakesAway {
        @Override
        public String label() {
            return "revoke-credentials";
        }
    }

    /** The account's secret is one that nobody knows. */
    record ResetSecret(AccountId account, String nativeId) implements TakesAway {
        @Override
        public String label() {
            return "reset-secret";
        }
    }

    /**
     * The account's secret is the one that stands somewhere, and the one before works no longer.
     *
     * @param reference where it stands; it is looked up right before the attempt, and its value is kept nowhere
     */
    record RotateSecret(AccountId account, String nativeId, String reference) implements OnAccount {
        @Override
        public String label() {
            return "rotate-secret";
        }
    }

    /** Work on one credential of an account, beside its password. Only the rotation of a shared secret asks for it. */
    sealed interface OfCredential extends OnAccount {}

    /**
     * The account has one credential more, whose secret stands somewhere.
     *
     * @param reference where; a file that is not there yet, and its content is kept nowhere else
     * @param beside the target's ids of the credentials that the account had before
     */
    record IssueCredential(AccountId account, String nativeId, String reference, Set<String> beside)
            implements OfCredential {

        public IssueCredential {
            beside = Set.copyOf(beside);
        }

        @Override
        public String label() {
            return "issue-credential";
        }
    }

    /** One credential works again. */
    record EnableCredential(AccountId account, String nativeId, String credential) implements OfCredential {
        @Override
        public String label() {
            return "enable-credential";
        }
    }

    /**
     * One credential lets nobody in, and can come back.
     *
     * @param unusedSince nobody may have used it after this, or it stays; empty where that is known and it goes all the same
     */
    record DisableCredential(AccountId account, String nativeId, String credential, Optional<Instant> unusedSince)
            implements OfCredential {

        /** The name of the fact that tells when it was used after that. */
        public static final String USED_AT = "credential.lastUsedAt";

        @Override
        public String label() {
            return "disable-credential";
        }
    }

    /** One credential is gone. */
    record RevokeCredential(AccountId account, String nativeId, String credential) implements OfCredential {
        @Override
        public String label() {
            return "revoke-credential";
        }
    }

    /** No second factor is enrolled for the account. */
    record ClearMfa(AccountId account, String nativeId) implements TakesAway {
        @Override
        public String label() {
            return "clear-mfa";
        }
    }

    /** The account is a direct member of nothing that the target lets go. */
    record RevokeMemberships(AccountId account, String nativeId) implements TakesAway {
        @Override
        public String label() {
            return "revoke-memberships";
        }
    }

    /** Somebody who knows how can sign in with the account again. It gives nobody a secret. */
    record EnableAccount(AccountId account, String nativeId) implements GivesBack {
        @Override
        public String label() {
            return "enable-account";
        }
    }

    /**
     * The account is a direct member of the entitlement again.
     *
     * @param entitlement the target's id of it
     * @param name what people call it there
     */
    record GrantEntitlement(AccountId account, String nativeId, String entitlement, String name) implements GivesBack {
        @Override
        public String label() {
            return "grant-entitlement";
        }
    }

    /**
     * The account is no direct member of the entitlement.
     *
     * @param entitlement the target's id of it
     * @param name what people call it there
     */
    record RevokeEntitlement(AccountId account, String nativeId, String entitlement, String name) implements OnAccount {
        @Override
        public String label() {
            return "revoke-entitlement";
        }
    }
}

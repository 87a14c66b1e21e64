package dev.tenure.domain.provisioning;

import dev.tenure.domain.reconciliation.AccountId;

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

    /** Work on one account: it changes something on the target, and the guard counts it. */
    sealed interface OnAccount extends Work {
        /** The account. */
        AccountId account();

        /** The target's id of it. */
        String nativeId();
    }

    /** Nobody can sign in with the account. */
    record DisableAccount(AccountId account, String nativeId) implements OnAccount {
        @Override
        public String label() {
            return "disable-account";
        }
    }

    /** The account's secret is one that nobody knows. */
    record ResetSecret(AccountId account, String nativeId) implements OnAccount {
        @Override
        public String label() {
            return "reset-secret";
        }
    }

    /** The account is a direct member of nothing that the target lets go. */
    record RevokeMemberships(AccountId account, String nativeId) implements OnAccount {
        @Override
        public String label() {
            return "revoke-memberships";
        }
    }
}

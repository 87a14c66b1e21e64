package dev.tenure.domain.reconciliation;

import dev.tenure.domain.identity.IdentityId;
import java.util.List;
import java.util.Optional;

/** What a read showed of an account that was not so before. */
public sealed interface AccountChange {

    /** The account as it is believed to be now; one that vanished as it was shown last. */
    Account account();

    /** No read had shown it before. */
    record Appeared(Account account) implements AccountChange {}

    /** It is other than before. */
    record Changed(Account account, Shown before) implements AccountChange {}

    /** It had vanished and is there again. */
    record Returned(Account account, Shown before) implements AccountChange {}

    /** It is not there any more. */
    record Vanished(Account account) implements AccountChange {}

    /**
     * What was believed of it before.
     *
     * @param identity whose it was
     * @param entitlements what it was a direct member of, by name
     */
    record Shown(String name, boolean enabled, Optional<IdentityId> identity, List<String> entitlements) {
        public Shown {
            entitlements = List.copyOf(entitlements);
        }

        /** What is believed of an account now. */
        public static Shown of(Account account) {
            return new Shown(account.name(), account.enabled(), account.identity(), account.entitlements());
        }
    }
}

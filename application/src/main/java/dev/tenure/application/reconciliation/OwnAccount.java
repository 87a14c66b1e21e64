package dev.tenure.application.reconciliation;

import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.reconciliation.Account;
import java.util.stream.Stream;

/** Nobody decides about an account that is, or would be, their own. */
public final class OwnAccount {

    private OwnAccount() {}

    /**
     * Whether it is, as far as can be told.
     *
     * @param people whose it is believed to be, and would be
     */
    public static boolean is(Caller caller, Account account, Stream<Identity> people) {
        return caller.isKnownAs(
                Stream.concat(Stream.of(account.nativeId(), account.name()), people.flatMap(Identity::knownAs)));
    }
}

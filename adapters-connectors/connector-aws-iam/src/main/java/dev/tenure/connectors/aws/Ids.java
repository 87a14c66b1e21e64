package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Gap;
import dev.tenure.connector.spi.MembershipCause;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ObservedMember;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ids as they are told of one account. Those of the account that the connector signs in to are AWS's own; those of every other one have
 * its number before them, so that it is known where to go, and that one policy of AWS is another thing in another account.
 *
 * @param prefix what comes before AWS's own; empty where nothing does
 */
record Ids(String prefix) {

    /** AWS's own. */
    static final Ids OWN = new Ids("");

    private static final Pattern NUMBERED = Pattern.compile("([0-9]{12})/(.*)", Pattern.DOTALL);

    static Ids of(String number) {
        return new Ids(number + "/");
    }

    /** The account that an id is of; empty for the one that the connector signs in to. */
    static String numberIn(AccountRef told) {
        Matcher matcher = NUMBERED.matcher(told.nativeId());
        return matcher.matches() ? matcher.group(1) : "";
    }

    /** AWS's own id behind one that was told. */
    AccountRef bare(AccountRef told) {
        return new AccountRef(told.nativeId().substring(prefix.length()));
    }

    /** AWS's own id; one of another account stays as it is, and is known to no account. */
    EntitlementRef bare(EntitlementRef told) {
        String id = told.nativeId();
        return id.startsWith(prefix) && id.length() > prefix.length()
                ? new EntitlementRef(id.substring(prefix.length()))
                : told;
    }

    AccountRef of(AccountRef bare) {
        return new AccountRef(prefix + bare.nativeId());
    }

    private EntitlementRef of(EntitlementRef bare) {
        return new EntitlementRef(prefix + bare.nativeId());
    }

    Gap of(Gap bare) {
        return new Gap(prefix + bare.prefix(), bare.reason());
    }

    ObservedAccount of(ObservedAccount bare) {
        return new ObservedAccount(
                of(bare.ref()),
                bare.name(),
                bare.signIn(),
                bare.attributes(),
                bare.lastSignIn(),
                bare.passwordSetAt(),
                bare.problems());
    }

    ObservedEntitlement of(ObservedEntitlement bare) {
        return new ObservedEntitlement(
                of(bare.ref()),
                bare.name(),
                bare.members().stream().map(this::of).toList());
    }

    private ObservedMember of(ObservedMember bare) {
        return switch (bare) {
            case ObservedMember.Account account -> new ObservedMember.Account(of(account.ref()), account.cause());
            case ObservedMember.Entitlement nested -> new ObservedMember.Entitlement(of(nested.ref()));
            case ObservedMember.Unresolvable unresolvable -> unresolvable;
        };
    }

    AccountState of(AccountState bare) {
        return new AccountState(
                bare.exists(),
                of(bare.account()),
                bare.memberships().stream().map(this::of).toList(),
                bare.retained().stream()
                        .map(kept -> new AccountState.Retained(of(kept.entitlement()), kept.name(), kept.reason()))
                        .toList());
    }

    private AccountState.Membership of(AccountState.Membership bare) {
        MembershipCause cause =
                switch (bare.cause()) {
                    case MembershipCause.Nested nested -> new MembershipCause.Nested(of(nested.through()));
                    case MembershipCause.Direct direct -> direct;
                    case MembershipCause.Primary primary -> primary;
                    case MembershipCause.Dynamic dynamic -> dynamic;
                };
        return new AccountState.Membership(of(bare.entitlement()), bare.name(), cause);
    }
}

package dev.tenure.connector.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One account read whole at one moment.
 *
 * @param exists whether the target shows it at all
 * @param account what the listing shows; its sign-in is {@link SignIn#DISABLED} when it does not exist
 * @param memberships what it is a direct member of
 * @param retained memberships that the target does not let go, such as a primary group, with the reason
 */
public record AccountState(
        boolean exists, ObservedAccount account, List<Membership> memberships, List<Retained> retained) {

    public AccountState {
        memberships = List.copyOf(memberships);
        retained = List.copyOf(retained);
    }

    /** The account is not there: nobody can sign in and it is a member of nothing. */
    public static AccountState absent(AccountRef ref) {
        return new AccountState(
                false,
                new ObservedAccount(ref, ref.nativeId(), SignIn.DISABLED, Map.of(), Optional.empty(), List.of()),
                List.of(),
                List.of());
    }

    /** A direct membership. */
    public record Membership(EntitlementRef entitlement, String name) {}

    /** A membership that stays because the target does not let it go. */
    public record Retained(EntitlementRef entitlement, String name, String reason) {}
}

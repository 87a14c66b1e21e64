package dev.tenure.connector.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One account read whole at one moment.
 *
 * @param exists whether the target shows it at all
 * @param account what the listing shows; its sign-in is {@link SignIn#DISABLED} when it does not exist
 * @param memberships everything it is a member of, with the cause; what has two causes stands there twice
 * @param retained those of the memberships that the target does not let go, such as a primary group, with the reason
 */
public record AccountState(
        boolean exists, ObservedAccount account, List<Membership> memberships, List<Retained> retained) {

    /** @throws IllegalArgumentException where something is retained that is no membership */
    public AccountState {
        memberships = List.copyOf(memberships);
        retained = List.copyOf(retained);
        Set<EntitlementRef> held =
                memberships.stream().map(Membership::entitlement).collect(Collectors.toSet());
        if (!retained.stream().allMatch(r -> held.contains(r.entitlement()))) {
            throw new IllegalArgumentException("retained: holds what is not among memberships");
        }
    }

    /** The account is not there: nobody can sign in and it is a member of nothing. */
    public static AccountState absent(AccountRef ref) {
        return new AccountState(
                false,
                new ObservedAccount(ref, ref.nativeId(), SignIn.DISABLED, Map.of(), Optional.empty(), List.of()),
                List.of(),
                List.of());
    }

    /** What {@link Change.RevokeMemberships} takes away: direct memberships that are not retained. */
    public List<Membership> revocable() {
        Set<EntitlementRef> kept = retained.stream().map(Retained::entitlement).collect(Collectors.toSet());
        return memberships.stream()
                .filter(m -> m.cause() instanceof MembershipCause.Direct && !kept.contains(m.entitlement()))
                .toList();
    }

    /**
     * A membership.
     *
     * @param name what people call the entitlement
     * @param cause why the account has it
     */
    public record Membership(EntitlementRef entitlement, String name, MembershipCause cause) {

        /** A direct membership. */
        public Membership(EntitlementRef entitlement, String name) {
            this(entitlement, name, new MembershipCause.Direct());
        }
    }

    /** A membership that stays because the target does not let it go. */
    public record Retained(EntitlementRef entitlement, String name, String reason) {}
}

package dev.tenure.connector.spi;

/** A member of an entitlement. */
public sealed interface ObservedMember {

    /**
     * An account that the listing of accounts also shows.
     *
     * @param cause why it is a member; never {@link MembershipCause.Nested}, which follows from {@link Entitlement}
     */
    record Account(AccountRef ref, MembershipCause cause) implements ObservedMember {

        /** @throws IllegalArgumentException where the cause is nesting */
        public Account {
            if (cause instanceof MembershipCause.Nested) {
                throw new IllegalArgumentException("cause: list the nested entitlement instead");
            }
        }

        /** A direct member. */
        public Account(AccountRef ref) {
            this(ref, new MembershipCause.Direct());
        }
    }

    /** Another entitlement: its members hold this one by nesting. */
    record Entitlement(EntitlementRef ref) implements ObservedMember {}

    /**
     * Something the connector could not resolve. It is access that somebody must look at, so it is never skipped.
     *
     * @param nativeId as the target writes it
     * @param reason why, as a plain sentence
     */
    record Unresolvable(String nativeId, String reason) implements ObservedMember {}
}

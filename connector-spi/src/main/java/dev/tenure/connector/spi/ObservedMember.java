package dev.tenure.connector.spi;

/** A member of an entitlement. */
public sealed interface ObservedMember {

    /** An account that the listing of accounts also shows. */
    record Account(AccountRef ref) implements ObservedMember {}

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

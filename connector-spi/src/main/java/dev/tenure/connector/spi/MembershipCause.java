package dev.tenure.connector.spi;

/** Why an account is a member of an entitlement. It decides what would end the membership. */
public sealed interface MembershipCause {

    /** Somebody put the account itself into it. {@link Change.RevokeEntitlement} ends it. */
    record Direct() implements MembershipCause {}

    /**
     * Another entitlement of the account is inside it, over any number of steps. It ends with that one.
     *
     * @param through what the account is a member of for another cause than nesting
     */
    record Nested(EntitlementRef through) implements MembershipCause {}

    /**
     * It is the account's primary group, which no list of members shows: {@code primaryGroupID} ([MS-ADTS] 3.1.1.3.2.20) or
     * {@code gidNumber} (RFC 2307).
     */
    record Primary() implements MembershipCause {}

    /** A rule of the target puts the account into it; to end it, the rule or what it looks at changes. */
    record Dynamic() implements MembershipCause {}
}

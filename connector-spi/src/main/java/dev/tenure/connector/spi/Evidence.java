package dev.tenure.connector.spi;

import java.util.List;

/**
 * What an auditor needs to believe that a change is true: what the target answered and what it showed on the read after.
 * MUST NOT hold a secret or its hash.
 *
 * @param facts in the order in which they were learnt
 */
public record Evidence(List<Fact> facts) {

    /**
     * The name of the fact by which a connector says what a {@link Change.RevokeMemberships} left, since the target does not
     * let it go: the entitlement's name, one fact for each.
     */
    public static final String RETAINED = "retained.name";

    /**
     * The name of the fact by which a connector says when the target itself ends the membership that a
     * {@link Change.GrantEntitlement} asked for: a moment as {@link java.time.Instant} writes it. Without it, only revoking ends it.
     */
    public static final String UNTIL = "until";

    /**
     * The name of the fact by which a connector says that a change took a password away for good, be it a side effect: whoever lets
     * somebody in again gives them another.
     */
    public static final String PASSWORD_LOST = "removed.password";

    /** The name of the fact by which a connector says which credential a {@link Change.IssueCredential} made: the target's id of it. */
    public static final String CREDENTIAL = "credential.id";

    /** No fact. */
    public static final Evidence NONE = new Evidence(List.of());

    public Evidence {
        facts = List.copyOf(facts);
    }

    /**
     * One fact.
     *
     * @param name what it is, such as {@code readBack.userAccountControl}; names MAY repeat
     * @param value as the target gave it
     * @param personal whether it tells who somebody is (a name, an address, a DN); such values are kept erasable
     */
    public record Fact(String name, String value, boolean personal) {

        /** A fact that tells nothing about who somebody is. */
        public static Fact plain(String name, String value) {
            return new Fact(name, value, false);
        }

        /** A fact that tells who somebody is. */
        public static Fact personal(String name, String value) {
            return new Fact(name, value, true);
        }
    }
}

package dev.tenure.domain.provisioning;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What stood on an account before a change took access away, so that people can give it back (SAF-4). It holds no secret:
 * what a change ends for good is not in it.
 *
 * @param signIn whether somebody could sign in
 * @param memberships what it was a direct member of and could be removed from
 */
public record PreImage(SignIn signIn, List<Membership> memberships) {

    public PreImage {
        memberships = List.copyOf(memberships);
    }

    /** Whether somebody could sign in. */
    public enum SignIn {
        ENABLED("enabled"),
        DISABLED("disabled"),
        /** The target showed it in a way that its connector cannot read. */
        UNKNOWN("unknown");

        private final String label;

        SignIn(String label) {
            this.label = label;
        }

        /** The name in database and API. */
        public String label() {
            return label;
        }
    }

    /**
     * A membership.
     *
     * @param entitlement the target's id of what it is a member of
     * @param name what people call it there
     */
    public record Membership(String entitlement, String name) {}

    /**
     * What stood before two attempts at the same thing: the sign-in that the first one saw, since the first may have changed
     * it, and every membership that either saw.
     */
    public PreImage and(PreImage later) {
        Set<Membership> all = new LinkedHashSet<>(memberships);
        all.addAll(later.memberships);
        return new PreImage(signIn, List.copyOf(all));
    }
}

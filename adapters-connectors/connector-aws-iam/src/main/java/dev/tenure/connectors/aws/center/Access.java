package dev.tenure.connectors.aws.center;

import dev.tenure.connector.spi.EntitlementRef;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a user or a group can hold: a group, or a permission set in an account. */
sealed interface Access {

    /** How the id of a permission set in an account is written. */
    Pattern ASSIGNMENT = Pattern.compile("([0-9]{12})/"
            + "(arn:aws(?:-[a-z]{1,5}){0,3}:sso:::permissionSet/(?:sso)?ins-[a-zA-Z0-9-.]{16}/ps-[a-zA-Z0-9-./]{16})");

    /** Its id. */
    EntitlementRef ref();

    /** A group, by its id in the identity store. */
    record Group(String id) implements Access {
        @Override
        public EntitlementRef ref() {
            return new EntitlementRef(id);
        }
    }

    /**
     * A permission set in an account of the organization.
     *
     * @param account the account's number
     * @param set the ARN of the permission set
     */
    record Assignment(String account, String set) implements Access {
        @Override
        public EntitlementRef ref() {
            return new EntitlementRef(account + "/" + set);
        }
    }

    /** What an id means, if it can be one of ours. */
    static Optional<Access> of(EntitlementRef entitlement) {
        String id = entitlement.nativeId();
        if (CenterUser.isId(id)) {
            return Optional.of(new Group(id));
        }
        Matcher assignment = ASSIGNMENT.matcher(id);
        return assignment.matches()
                ? Optional.of(new Assignment(assignment.group(1), assignment.group(2)))
                : Optional.empty();
    }
}

package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.EntitlementRef;

/** What a user holds directly: a group, a managed policy that is attached, or an inline policy. */
sealed interface Membership {

    /** What inline policies' ids begin with; IAM gives them none. */
    String INLINE = "inline:";

    /** Its id: the ARN where it has one. */
    EntitlementRef ref();

    /** What people call it. */
    String name();

    /** The user is in a group. */
    record InGroup(String arn, String name) implements Membership {
        @Override
        public EntitlementRef ref() {
            return new EntitlementRef(arn);
        }
    }

    /** A managed policy is attached to the user. */
    record Attached(String arn, String name) implements Membership {
        @Override
        public EntitlementRef ref() {
            return new EntitlementRef(arn);
        }
    }

    /** The user has a policy of their own. */
    record Inline(String holder, String policy) implements Membership {
        @Override
        public EntitlementRef ref() {
            return inline(holder, policy);
        }

        @Override
        public String name() {
            return policy + " (inline)";
        }
    }

    /** The id of an inline policy, by the id of the user or group that has it. */
    static EntitlementRef inline(String holder, String policy) {
        return new EntitlementRef(INLINE + holder + ":" + policy);
    }
}

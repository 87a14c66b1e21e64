package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.EntitlementRef;

/** What a user holds directly: a group, a managed policy for good or for a while, or an inline policy. */
sealed interface Membership {

    /** What inline policies' ids begin with; IAM gives them none. */
    String INLINE = "inline:";

    /** Its id: the ARN where it has one. */
    EntitlementRef ref();

    /** What people call it. */
    String name();

    /** What tells it from all else that the user holds: one thing can be held in two ways. */
    default String key() {
        return ref().nativeId();
    }

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

    /**
     * The user has a policy of their own that stands for a managed one up to a moment.
     *
     * @param policy its own name
     */
    record Timed(String holder, String policy, String arn) implements Membership {
        @Override
        public EntitlementRef ref() {
            return new EntitlementRef(arn);
        }

        @Override
        public String key() {
            return asInline().key();
        }

        @Override
        public String name() {
            return arn.substring(arn.lastIndexOf('/') + 1);
        }

        /** As anybody's policy. */
        Inline asInline() {
            return new Inline(holder, policy);
        }
    }

    /** The id of an inline policy, by the id of the user or group that has it. */
    static EntitlementRef inline(String holder, String policy) {
        return new EntitlementRef(INLINE + holder + ":" + policy);
    }
}

package dev.tenure.domain.nonhuman;

import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Instant;
import java.util.Optional;

/**
 * An identity that is no person (IDN-2). Somebody asks for it, with a purpose and a human owner; another person approves. From then
 * on it is an identity like any other until it is retired, and it always has an owner: one can follow another, and none can go
 * without.
 */
public sealed interface NonHuman {

    /** What stays the same. */
    Terms terms();

    /** Who answers for it. */
    IdentityId owner();

    /** The name of the state in database, API and log. */
    String label();

    /**
     * What was asked for.
     *
     * @param id its own id
     * @param kind what it stands for
     * @param name what people call it
     * @param purpose what for, in the asker's words
     * @param account the account that it is asked for, where a target shows that already
     * @param by who asks, by subject
     * @param at when
     */
    record Terms(
            NonHumanId id,
            NonHumanKind kind,
            String name,
            String purpose,
            Optional<AccountId> account,
            String by,
            Instant at) {

        /** The longest purpose, in characters. */
        public static final int LONGEST_PURPOSE = 2_000;

        /** The longest name, in characters. */
        public static final int LONGEST_NAME = 200;

        public Terms {
            if (!isName(name)) {
                throw new IllegalArgumentException("name: write 1 to " + LONGEST_NAME + " characters on one line");
            }
        }

        /** Whether one can be called so. */
        public static boolean isName(String name) {
            return !name.isBlank()
                    && name.length() <= LONGEST_NAME
                    && name.strip().equals(name)
                    && name.chars().noneMatch(c -> Character.isISOControl(c) || c == '\uFFFD');
        }
    }

    /**
     * Another person agreed.
     *
     * @param identity the identity that it is since
     * @param by who, by subject
     * @param at when
     */
    record Approval(IdentityId identity, String by, Instant at) {}

    /**
     * It is over, or never was.
     *
     * @param by who said so, by subject
     * @param at when
     * @param reason why
     */
    record Closing(String by, Instant at, String reason) {}

    /** Waits for a decision. */
    record Requested(Terms terms, IdentityId owner) implements NonHuman {
        @Override
        public String label() {
            return "requested";
        }

        /** Another person than the one who asked agrees. */
        public Active approve(Approval approval) {
            return new Active(terms, owner, approval);
        }

        /** Somebody, the one who asked included, says no. */
        public Rejected reject(Closing closing) {
            return new Rejected(terms, owner, closing);
        }
    }

    /** An identity of the inventory. */
    record Active(Terms terms, IdentityId owner, Approval approval) implements NonHuman {

        public Active {
            if (approval.by().equals(terms.by())) {
                throw new IllegalArgumentException("by: is the person who asked");
            }
        }

        @Override
        public String label() {
            return "active";
        }

        /** Somebody else answers for it. */
        public Active transfer(IdentityId next) {
            return new Active(terms, next, approval);
        }

        /** It is needed no more. */
        public Retired retire(Closing closing) {
            return new Retired(terms, owner, approval, closing);
        }
    }

    /** Turned down. */
    record Rejected(Terms terms, IdentityId owner, Closing closing) implements NonHuman {
        @Override
        public String label() {
            return "rejected";
        }
    }

    /** Needed no more: its access is taken away. */
    record Retired(Terms terms, IdentityId owner, Approval approval, Closing closing) implements NonHuman {
        @Override
        public String label() {
            return "retired";
        }
    }
}

package dev.tenure.domain.reconciliation;

import dev.tenure.domain.identity.IdentityId;
import java.time.Instant;

/** How an account came to its identity, or why it has none (IDN-4). A rule is named by its place in the order, from 1. */
public sealed interface AccountLink {

    /** The name of the state in database, API and log. */
    String label();

    /** A certain rule found this one identity. */
    record ByRule(int rule, Instant at) implements AccountLink {
        @Override
        public String label() {
            return "rule";
        }
    }

    /** A listing for that person showed it, and no rule says otherwise. */
    record ByListing(Instant at) implements AccountLink {
        @Override
        public String label() {
            return "listing";
        }
    }

    /** A person said whose it is; no rule changes that. */
    record ByPerson(String by, String reason, Instant at) implements AccountLink {
        @Override
        public String label() {
            return "person";
        }
    }

    /** It has no identity; a probable rule found this one. */
    record Suggested(int rule, IdentityId identity, Instant at) implements AccountLink {
        @Override
        public String label() {
            return "suggested";
        }
    }

    /** It has no identity, since a rule found several. */
    record Ambiguous(int rule, long candidates, Instant at) implements AccountLink {
        @Override
        public String label() {
            return "ambiguous";
        }
    }

    /** It has no identity since a person said that it is not that one's, and no rule found another. */
    record Unlinked(String by, String reason, Instant at) implements AccountLink {
        @Override
        public String label() {
            return "unlinked";
        }
    }

    /** It has no identity, and nothing says whose it is. */
    record Unknown() implements AccountLink {
        @Override
        public String label() {
            return "unknown";
        }
    }
}

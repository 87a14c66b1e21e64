package dev.tenure.domain.provisioning;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How one attempt at an operation ended. */
public sealed interface Attempt {

    /** The name in database, API and log. */
    String label();

    /**
     * Whether the target changed by it, or may have. A refusal that comes with facts had done something before: the facts say
     * what.
     */
    default boolean mayHaveChanged() {
        return switch (this) {
            case Applied applied -> true;
            case InDoubt doubt -> true;
            case Refused refused -> !refused.facts().isEmpty();
            case Unchanged unchanged -> false;
            case Listed listed -> false;
            case SignInsRead read -> false;
            case Unreachable unreachable -> false;
        };
    }

    /** Whether the target answered, be it with a refusal: it can be reached. In doubt it is not known. */
    default boolean isAnswer() {
        return switch (this) {
            case Applied applied -> true;
            case Unchanged unchanged -> true;
            case Listed listed -> true;
            case SignInsRead read -> true;
            case Refused refused -> true;
            case InDoubt doubt -> false;
            case Unreachable unreachable -> false;
        };
    }

    /** The target showed the wanted state on a read after the change. */
    record Applied(List<Fact> facts) implements Attempt {
        public Applied {
            facts = List.copyOf(facts);
        }

        @Override
        public String label() {
            return "applied";
        }
    }

    /** The target showed the wanted state before any change. */
    record Unchanged(List<Fact> facts) implements Attempt {
        public Unchanged {
            facts = List.copyOf(facts);
        }

        @Override
        public String label() {
            return "unchanged";
        }
    }

    /** The target listed what was asked for. */
    record Listed(List<SeenAccount> accounts) implements Attempt {
        public Listed {
            accounts = List.copyOf(accounts);
        }

        @Override
        public String label() {
            return "listed";
        }
    }

    /**
     * The target told who signed in, and who called it.
     *
     * @param count how many times, each once; at least so many where not all were read
     * @param calls how many of them were calls
     * @param whole whether all were read that the log held
     * @param first the earliest that was read, by the target's clock; empty where there was none
     * @param last the latest that was read
     * @param wholeUntil until when the log held everything, by the target's clock; empty where it did to the moment of the read
     */
    record SignInsRead(
            long count,
            long calls,
            boolean whole,
            Optional<Instant> first,
            Optional<Instant> last,
            Optional<Instant> wholeUntil)
            implements Attempt {
        @Override
        public String label() {
            return "sign-ins-read";
        }
    }

    /**
     * The target will refuse again until a person acts.
     *
     * @param facts what was done before the refusal and will not be found again
     */
    record Refused(String reason, List<Fact> facts) implements Attempt {
        public Refused {
            facts = List.copyOf(facts);
        }

        /** Nothing was done. */
        public Refused(String reason) {
            this(reason, List.of());
        }

        @Override
        public String label() {
            return "refused";
        }
    }

    /** Certainly nothing was written. */
    record Unreachable(String reason) implements Attempt {
        @Override
        public String label() {
            return "unreachable";
        }
    }

    /**
     * Something may have been written.
     *
     * @param facts what is known to have been done and will not be found again
     */
    record InDoubt(String reason, List<Fact> facts) implements Attempt {
        public InDoubt {
            facts = List.copyOf(facts);
        }

        /** Nothing is known to have been done. */
        public InDoubt(String reason) {
            this(reason, List.of());
        }

        @Override
        public String label() {
            return "in-doubt";
        }
    }

    /**
     * What the target showed or answered.
     *
     * @param personal whether it tells who somebody is
     */
    record Fact(String name, String value, boolean personal) {}

    /**
     * An account as the target showed it at one moment.
     *
     * @param nativeId the target's stable id
     * @param name what people call it there
     * @param enabled whether somebody can sign in, or it is not known
     * @param memberships what it is a direct member of and could be removed from, by name
     * @param retained what it is a member of and the target does not let go, by name
     * @param artefacts its sessions, credentials and second factors; a kind that is not there was not read, since the target
     *     does not list it
     */
    record SeenAccount(
            String nativeId,
            String name,
            boolean enabled,
            List<String> memberships,
            List<String> retained,
            Map<Artefact.Kind, List<Artefact>> artefacts) {
        public SeenAccount {
            memberships = List.copyOf(memberships);
            retained = List.copyOf(retained);
            artefacts = Map.copyOf(artefacts);
        }

        /** An account of which nothing else was read. */
        public SeenAccount(
                String nativeId, String name, boolean enabled, List<String> memberships, List<String> retained) {
            this(nativeId, name, enabled, memberships, retained, Map.of());
        }
    }
}

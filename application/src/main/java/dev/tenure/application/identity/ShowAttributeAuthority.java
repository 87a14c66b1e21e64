package dev.tenure.application.identity;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.AttributeAuthority;
import java.util.List;
import java.util.Set;

/** Somebody looks up which source is believed about what, and how far a change of it has come. */
public final class ShowAttributeAuthority {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR, Role.CONFIDENTIAL_HR};

    private final Transactions transactions;
    private final AttributeAuthorities authorities;
    private final WorkerSources sources;
    private final Reconsiderations reconsiderations;

    public ShowAttributeAuthority(
            Transactions transactions,
            AttributeAuthorities authorities,
            WorkerSources sources,
            Reconsiderations reconsiderations) {
        this.transactions = transactions;
        this.authorities = authorities;
        this.sources = sources;
        this.reconsiderations = reconsiderations;
    }

    /** Reads it. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> new Outcome.Shown(
                authorities.current(),
                sources.all().entrySet().stream()
                        .map(known -> new Source(known.getKey(), known.getValue()))
                        .toList(),
                reconsiderations.waiting()));
    }

    /**
     * Something that tells of workers.
     *
     * @param name its name
     * @param kind how it speaks
     */
    public record Source(String name, WorkerSources.Kind kind) {}

    /** Who asks. */
    public record Command(Caller caller) {}

    /** The authority, or why not. */
    public sealed interface Outcome {
        /** What is in force, the sources there are, by name, and of how many people it is still to be worked out. */
        record Shown(AttributeAuthority authority, List<Source> sources, long waiting) implements Outcome {}

        /** The caller holds none of the roles that may read this. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

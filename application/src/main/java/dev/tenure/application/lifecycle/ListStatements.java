package dev.tenure.application.lifecycle;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Somebody looks at what people state to have been done by hand: what waits for a second person, and what became of the rest. */
public final class ListStatements {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final Statements statements;
    private final Identities identities;
    private final TargetSystems systems;

    public ListStatements(
            Transactions transactions, Statements statements, Identities identities, TargetSystems systems) {
        this.transactions = transactions;
        this.statements = statements;
        this.identities = identities;
        this.systems = systems;
    }

    /** Reads a page, newest first; of one case all. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> {
            Slice<Statement> page = command.leaverCase()
                    .map(id -> new Slice<>(ofOne(id, command.state()), Optional.<String>empty()))
                    .orElseGet(() -> statements.list(command.state(), command.page()));
            Map<IdentityId, String> people = identities.names(
                    page.items().stream().map(one -> one.claim().identity()).toList());
            Map<SystemId, String> names =
                    systems.all().stream().collect(Collectors.toMap(TargetSystem::id, TargetSystem::name));
            Function<Statement, Named> named = one -> new Named(
                    one,
                    people.getOrDefault(one.claim().identity(), ""),
                    names.getOrDefault(one.claim().system(), ""));
            return new Outcome.Listed(page.map(named));
        });
    }

    private List<Statement> ofOne(LeaverCaseId id, Optional<String> state) {
        return statements.of(id).stream()
                .filter(one -> state.map(one.label()::equals).orElse(true))
                .toList();
    }

    /**
     * A statement with the names that people know what it is about by.
     *
     * @param person whose case it is
     * @param system where
     */
    public record Named(Statement statement, String person, String system) {}

    /**
     * What is wanted, and by whom.
     *
     * @param leaverCase only those of one case, which all come at once
     * @param state only those in one state, by its label
     */
    public record Command(Caller caller, Optional<LeaverCaseId> leaverCase, Optional<String> state, PageRequest page) {}

    /** The page, or why not. */
    public sealed interface Outcome {
        /** A page of statements. */
        record Listed(Slice<Named> statements) implements Outcome {}

        /** The caller holds none of the roles that may read this. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

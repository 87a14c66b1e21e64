package dev.tenure.application.identity;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.WorkerStatement;
import java.util.List;
import java.util.Set;

/**
 * Somebody looks at what each source said of a person, and when. Confidential HR sees it whole. Everybody else sees what was
 * said without endings and leaves to come, and without anything that says nothing new to them.
 */
public final class ShowStatements {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR, Role.CONFIDENTIAL_HR};

    private final Transactions transactions;
    private final Identities identities;
    private final WorkerStatements statements;

    public ShowStatements(Transactions transactions, Identities identities, WorkerStatements statements) {
        this.transactions = transactions;
        this.identities = identities;
        this.statements = statements;
    }

    /** Reads them. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> identities
                .find(command.id())
                .<Outcome>map(identity -> new Outcome.Shown(Confidentiality.shown(
                        statements.of(identity.id()),
                        identities.history(identity.id()),
                        identity,
                        now,
                        command.caller())))
                .orElse(new Outcome.Unknown()));
    }

    /** Who is wanted, and by whom. */
    public record Command(Caller caller, IdentityId id) {}

    /** The statements, or why not. */
    public sealed interface Outcome {
        /** What was said, as the caller may see it, in the order in which it came in. */
        record Shown(List<WorkerStatement> statements) implements Outcome {}

        /** There is no such identity. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may read this. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

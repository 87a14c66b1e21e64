package dev.tenure.application.lifecycle;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Undo;
import java.util.List;
import java.util.Set;

/** Somebody looks at what was proposed to be undone of a leaver's case, what was decided, and how far it is. */
public final class ListUndos {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final LeaverCases cases;
    private final Undos undos;

    public ListUndos(Transactions transactions, LeaverCases cases, Undos undos) {
        this.transactions = transactions;
        this.cases = cases;
        this.undos = undos;
    }

    /** Reads all of one case, newest first. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> cases.find(command.leaverCase())
                .<Outcome>map(known -> new Outcome.Listed(undos.of(command.leaverCase())))
                .orElse(new Outcome.Unknown()));
    }

    /** Which case, for whom. */
    public record Command(Caller caller, LeaverCaseId leaverCase) {}

    /** What there is, or why not. */
    public sealed interface Outcome {
        /** All of it. */
        record Listed(List<Undo> undos) implements Outcome {
            public Listed {
                undos = List.copyOf(undos);
            }
        }

        /** There is no such case. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may read this. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

package dev.tenure.application.provisioning;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.provisioning.HoldId;
import dev.tenure.domain.provisioning.HoldRelease;
import java.util.List;
import java.util.Set;

/** Somebody looks at one hold, and at who wanted it released. */
public final class ShowHold {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final Holds holds;

    public ShowHold(Transactions transactions, Holds holds) {
        this.transactions = transactions;
        this.holds = holds;
    }

    /** Reads it. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> holds.find(command.id())
                .<Outcome>map(hold -> new Outcome.Shown(hold, holds.releases(command.id())))
                .orElse(new Outcome.Unknown()));
    }

    /** Which hold, for whom. */
    public record Command(Caller caller, HoldId id) {}

    /** The hold, or why not. */
    public sealed interface Outcome {
        /** The hold with the proposals for it, the newest first. */
        record Shown(Holds.Summary hold, List<HoldRelease> releases) implements Outcome {
            public Shown {
                releases = List.copyOf(releases);
            }
        }

        /** There is no such hold. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

package dev.tenure.application.inventory;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.SystemId;
import java.util.Set;

/** Before two people promote a system to act, they look at what would happen to it at once. */
public final class PreviewMode {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final TargetSystems systems;
    private final ReadState reads;
    private final ModeConsequences consequences;

    public PreviewMode(
            Transactions transactions, TargetSystems systems, ReadState reads, ModeConsequences consequences) {
        this.transactions = transactions;
        this.systems = systems;
        this.reads = reads;
        this.consequences = consequences;
    }

    /** Works the preview out; changes nothing. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> systems.find(command.id())
                .<Outcome>map(system -> new Outcome.Previewed(reads.isReadWhole(system), consequences.preview(system)))
                .orElse(new Outcome.Unknown()));
    }

    /** Which system, for whom. */
    public record Command(Caller caller, SystemId id) {}

    /** The preview, or why not. */
    public sealed interface Outcome {
        /** What would happen, and whether the system may be promoted at all. */
        record Previewed(boolean readWhole, ModeConsequences.Preview preview) implements Outcome {}

        /** There is no such system. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

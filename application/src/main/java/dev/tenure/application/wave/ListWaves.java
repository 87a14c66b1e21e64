package dev.tenure.application.wave;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.wave.Wave;
import java.util.Optional;
import java.util.Set;

/** Somebody looks at which findings were dealt with together. */
public final class ListWaves {

    static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final Waves waves;

    public ListWaves(Transactions transactions, Waves waves) {
        this.transactions = transactions;
        this.waves = waves;
    }

    /** Reads a page, the newest first. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> new Outcome.Listed(waves.list(command.state(), command.page())));
    }

    /**
     * What is wanted, and by whom.
     *
     * @param state only those in one state, by its label
     */
    public record Command(Caller caller, Optional<String> state, PageRequest page) {}

    /** The page, or why not. */
    public sealed interface Outcome {
        /** A page of waves. */
        record Listed(Slice<Wave> waves) implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

package dev.tenure.application.lifecycle;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import java.util.Set;

/** Somebody looks at from where a feed's files are fetched, and since when that does not work. */
public final class ShowSftpPull {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final SftpPulls pulls;

    public ShowSftpPull(Transactions transactions, SftpPulls pulls) {
        this.transactions = transactions;
        this.pulls = pulls;
    }

    /** Reads the pull. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now ->
                pulls.find(command.feed()).<Outcome>map(Outcome.Shown::new).orElse(new Outcome.NoPull()));
    }

    /** Which feed, for whom. */
    public record Command(Caller caller, String feed) {}

    /** The pull, or why not. */
    public sealed interface Outcome {
        /** The pull. */
        record Shown(SftpPulls.Pull pull) implements Outcome {}

        /** Nothing is fetched for such a feed. */
        record NoPull() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

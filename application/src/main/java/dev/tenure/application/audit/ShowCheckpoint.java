package dev.tenure.application.audit;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.audit.Checkpoint;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import java.util.Optional;
import java.util.Set;

/** An auditor takes the newest signed checkpoint home, and the public key with it: kept elsewhere, both defeat a rewrite. */
public final class ShowCheckpoint {

    private static final Role[] READERS = {Role.AUDITOR, Role.ADMINISTRATOR, Role.OPERATOR};

    private final Transactions transactions;
    private final AuditTrail trail;

    public ShowCheckpoint(Transactions transactions, AuditTrail trail) {
        this.transactions = transactions;
        this.trail = trail;
    }

    /** Reads the newest checkpoint and the key. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> new Outcome.Shown(trail.latestCheckpoint(), trail.verifierKey()));
    }

    /** Who asks. */
    public record Command(Caller caller) {}

    /** The checkpoint, or why not. */
    public sealed interface Outcome {
        /** The newest checkpoint, if one was signed yet, and the log's public key. */
        record Shown(Optional<Checkpoint> checkpoint, String verifierKey) implements Outcome {}

        /** The caller holds none of the roles that may read. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

package dev.tenure.application.audit;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.audit.Checkpoint;
import dev.tenure.domain.audit.Hash;
import dev.tenure.domain.audit.MerkleTree;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * An auditor who kept an old checkpoint is shown that the log of today only added to it (RFC 6962 section 2.1.2).
 */
public final class ProveConsistency {

    private static final Role[] READERS = {Role.AUDITOR, Role.ADMINISTRATOR, Role.OPERATOR};

    private final Transactions transactions;
    private final AuditTrail trail;

    public ProveConsistency(Transactions transactions, AuditTrail trail) {
        this.transactions = transactions;
        this.trail = trail;
    }

    /** Makes the proof from one size to another, the newest checkpoint's where none is given. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> prove(command));
    }

    private Outcome prove(Command command) {
        long sequenced = trail.latestCheckpoint().map(Checkpoint::size).orElse(0L);
        long to = command.to().orElse(sequenced);
        if (to < 0 || to > sequenced) {
            return new Outcome.SizeNotCovered(sequenced);
        }
        if (command.from() < 0 || command.from() > to) {
            return new Outcome.FromBeyondTo(to);
        }
        MerkleTree.Nodes nodes = trail.nodes();
        return new Outcome.Proven(
                command.from(),
                to,
                MerkleTree.root(command.from(), nodes),
                MerkleTree.root(to, nodes),
                MerkleTree.consistency(command.from(), to, nodes));
    }

    /** Between which sizes. */
    public record Command(Caller caller, long from, OptionalLong to) {}

    /** The proof, or why not. */
    public sealed interface Outcome {
        /** The proof between both roots. */
        record Proven(long from, long to, Hash fromRoot, Hash toRoot, List<Hash> path) implements Outcome {}

        /** No checkpoint covers that size; the newest covers {@code sequenced}. */
        record SizeNotCovered(long sequenced) implements Outcome {}

        /** The older size is not between 0 and the newer. */
        record FromBeyondTo(long to) implements Outcome {}

        /** The caller holds none of the roles that may read. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

package dev.tenure.application.audit;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.audit.Checkpoint;
import dev.tenure.domain.audit.Hash;
import dev.tenure.domain.audit.MerkleTree;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * An auditor who holds one event and one checkpoint is shown that the checkpoint covers the event, without being given the
 * rest of the log (RFC 6962 section 2.1.1).
 */
public final class ProveInclusion {

    private static final Role[] READERS = {Role.AUDITOR, Role.ADMINISTRATOR, Role.OPERATOR};

    private final Transactions transactions;
    private final AuditTrail trail;

    public ProveInclusion(Transactions transactions, AuditTrail trail) {
        this.transactions = transactions;
        this.trail = trail;
    }

    /** Makes the proof for the tree of a size, the newest checkpoint's where none is given. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> prove(command));
    }

    private Outcome prove(Command command) {
        long sequenced = trail.latestCheckpoint().map(Checkpoint::size).orElse(0L);
        long size = command.treeSize().orElse(sequenced);
        if (size < 1 || size > sequenced) {
            return new Outcome.SizeNotCovered(sequenced);
        }
        if (command.leafIndex() < 0 || command.leafIndex() >= size) {
            return new Outcome.IndexNotCovered(size);
        }
        MerkleTree.Nodes nodes = trail.nodes();
        Optional<Hash> leaf = trail.leafHash(command.leafIndex());
        return new Outcome.Proven(
                command.leafIndex(),
                size,
                leaf.orElseThrow(() -> new IllegalStateException("a leaf below the checkpoint is missing")),
                MerkleTree.root(size, nodes),
                MerkleTree.inclusion(command.leafIndex(), size, nodes));
    }

    /** Which leaf, in the tree of which size. */
    public record Command(Caller caller, long leafIndex, OptionalLong treeSize) {}

    /** The proof, or why not. */
    public sealed interface Outcome {
        /** The audit path from the leaf upwards. */
        record Proven(long leafIndex, long treeSize, Hash leafHash, Hash root, List<Hash> path) implements Outcome {}

        /** No checkpoint covers that size; the newest covers {@code sequenced}. */
        record SizeNotCovered(long sequenced) implements Outcome {}

        /** The tree of that size has no such leaf. */
        record IndexNotCovered(long treeSize) implements Outcome {}

        /** The caller holds none of the roles that may read. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

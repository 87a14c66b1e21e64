package dev.tenure.application.lifecycle;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerSnapshot;
import java.util.List;
import java.util.Set;

/** Somebody looks at one HR file: how far it is, and which rows could not be taken and why. */
public final class ShowSnapshot {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final WorkerSnapshots snapshots;

    public ShowSnapshot(Transactions transactions, WorkerSnapshots snapshots) {
        this.transactions = transactions;
        this.snapshots = snapshots;
    }

    /** Reads the snapshot and a page of its rejected rows. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> snapshots
                .find(command.id())
                .<Outcome>map(snapshot -> new Outcome.Shown(
                        snapshot,
                        snapshots.rejections(command.id(), command.rejections()),
                        snapshots
                                .description(command.id())
                                .map(WorkerSnapshots.Description::remarks)
                                .orElse(List.of())))
                .orElse(new Outcome.Unknown()));
    }

    /** Which snapshot, which page of its rejected rows, for whom. */
    public record Command(Caller caller, SnapshotId id, PageRequest rejections) {}

    /** The snapshot, or why not. */
    public sealed interface Outcome {
        /** The snapshot, rejected rows by line, and what was found out about the file when it was read. */
        record Shown(WorkerSnapshot snapshot, Slice<WorkerSnapshots.Rejection> rejections, List<String> remarks)
                implements Outcome {
            public Shown {
                remarks = List.copyOf(remarks);
            }
        }

        /** There is no such snapshot. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

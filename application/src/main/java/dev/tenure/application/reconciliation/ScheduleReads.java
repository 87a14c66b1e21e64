package dev.tenure.application.reconciliation;

import dev.tenure.application.transaction.Transactions;
import java.time.Duration;
import java.util.List;

/**
 * The product reads again what it has read: the changes of a system often, the whole of it from time to time, since a target may
 * not tell every change. It begins with the first complete read of a system, which a person asks for.
 */
public final class ScheduleReads {

    private static final int SHARE = 50;

    private final Transactions transactions;
    private final SystemReads reads;
    private final ReadDesk desk;
    private final Cadence cadence;

    public ScheduleReads(Transactions transactions, SystemReads reads, ReadDesk desk, Cadence cadence) {
        this.transactions = transactions;
        this.reads = reads;
        this.desk = desk;
        this.cadence = cadence;
    }

    /** Asks for one share of the reads that are due. Call again while more are. */
    public Outcome handle(Command command) {
        return transactions.call(now -> {
            List<SystemReads.Due> due = reads.due(
                    now.minus(cadence.whole()), now.minus(cadence.changes()), now.minus(cadence.afterFailure()), SHARE);
            due.forEach(one -> desk.begin(one.system(), one.scope(), now));
            return new Outcome.Scheduled(due.size(), due.size() == SHARE);
        });
    }

    /**
     * How long after a read the next one is due, each from request to request.
     *
     * @param whole after the last complete read of the whole
     * @param changes after the last complete read of either kind
     * @param afterFailure the pause after a read that failed
     */
    public record Cadence(Duration whole, Duration changes, Duration afterFailure) {

        /**
         * Checks them.
         *
         * @throws IllegalArgumentException where one is not longer than nothing
         */
        public Cadence {
            for (Duration one : List.of(whole, changes, afterFailure)) {
                if (!one.isPositive()) {
                    throw new IllegalArgumentException("cadence: must be longer than nothing");
                }
            }
        }
    }

    /** Whatever is due. */
    public record Command() {}

    /** What was asked for. */
    public sealed interface Outcome {
        /**
         * Reads were asked for, or none was due.
         *
         * @param more whether more may be due
         */
        record Scheduled(int reads, boolean more) implements Outcome {}
    }
}

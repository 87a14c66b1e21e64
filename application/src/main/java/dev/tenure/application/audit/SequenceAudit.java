package dev.tenure.application.audit;

import java.util.Optional;

/**
 * Events that use cases committed become leaves of the tree, and a signed checkpoint says so.
 *
 * <p>Runs over and over, on every replica; the lease lets one work. A run takes what is pending, batch by batch, until
 * nothing is left or its share is done, so that a burst is worked off without starving the thread it runs on.
 */
public final class SequenceAudit {

    private final AuditSequencer sequencer;

    public SequenceAudit(AuditSequencer sequencer) {
        this.sequencer = sequencer;
    }

    /** Sequences what is pending. Each batch is a transaction of its own. */
    public Outcome handle(Command command) {
        int done = 0;
        for (int batch = 0; batch < command.batches(); batch++) {
            Optional<Integer> sequenced = sequencer.sequence(command.batchSize());
            if (sequenced.isEmpty()) {
                return new Outcome.Elsewhere();
            }
            done += sequenced.get();
            if (sequenced.get() < command.batchSize()) {
                return new Outcome.Sequenced(done, true);
            }
        }
        return new Outcome.Sequenced(done, false);
    }

    /**
     * A run.
     *
     * @param batchSize how many events a transaction takes at most
     * @param batches how many batches a run takes at most
     */
    public record Command(int batchSize, int batches) {}

    /** How a run ended. */
    public sealed interface Outcome {
        /** So many events were sequenced, and whether nothing is left. */
        record Sequenced(int events, boolean drained) implements Outcome {}

        /** Another sequencer holds the lease. */
        record Elsewhere() implements Outcome {}
    }
}

package dev.tenure.testkit.simulation;

import dev.tenure.application.transaction.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** Real transactions that hand over a time of the simulation's own. */
final class SimulatedTransactions implements Transactions {

    private static final Duration TICK = Duration.ofMillis(1);

    private final Transactions real;
    private Instant now;

    SimulatedTransactions(Transactions real, Instant begin) {
        this.real = real;
        this.now = begin;
    }

    @Override
    public <T> T call(Function<Instant, T> work) {
        now = now.plus(TICK);
        Instant simulated = now;
        return real.call(unused -> work.apply(simulated));
    }

    @Override
    public boolean active() {
        return real.active();
    }

    Instant now() {
        return now;
    }

    void advanceTo(Instant moment) {
        if (moment.isAfter(now)) {
            now = moment;
        }
    }
}

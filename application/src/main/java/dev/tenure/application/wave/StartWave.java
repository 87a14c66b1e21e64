package dev.tenure.application.wave;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.wave.Wave;
import dev.tenure.domain.wave.WaveAction;
import dev.tenure.domain.wave.WaveId;
import java.time.Instant;
import java.util.Set;

/**
 * What was prepared is carried out, a share at a time. Whoever starts it answers for each finding, so what a rule keeps them from
 * deciding about one finding they do not decide about many. Accounts are disabled only where another person than who prepared it says so.
 */
public final class StartWave {

    private final Transactions transactions;
    private final Waves waves;
    private final WaveEvents events;

    public StartWave(Transactions transactions, Waves waves, WaveEvents events) {
        this.transactions = transactions;
        this.waves = waves;
        this.events = events;
    }

    /** Starts it. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(PrepareWave.MAY)) {
            return new Outcome.NotAllowed(Set.of(PrepareWave.MAY));
        }
        return transactions.call(now -> waves.lock(command.id())
                .map(wave -> switch (wave) {
                    case Wave.Prepared prepared -> start(prepared, command.caller(), now);
                    case Wave.UnderWay underWay -> new Outcome.NotPrepared(underWay);
                    case Wave.Waiting waiting -> new Outcome.NotPrepared(waiting);
                    case Wave.Withdrawing withdrawing -> new Outcome.NotPrepared(withdrawing);
                    case Wave.Done done -> new Outcome.NotPrepared(done);
                    case Wave.Withdrawn withdrawn -> new Outcome.NotPrepared(withdrawn);
                })
                .orElse(new Outcome.Unknown()));
    }

    private Outcome start(Wave.Prepared prepared, Caller caller, Instant now) {
        if (prepared.isBarredFromStarting(caller.subject())) {
            return new Outcome.StarterPreparedIt();
        }
        if (prepared.plan().action() instanceof WaveAction.Accept accept
                && PrepareWave.isTooEarlyOrLate(accept.until(), now)) {
            return new Outcome.UntilIsPast();
        }
        Wave.UnderWay underWay = prepared.start(new Wave.Start(caller.subject(), caller.name(), now));
        waves.save(underWay);
        events.started(underWay, caller, now);
        return new Outcome.Started(waves.find(prepared.plan().id()).orElseThrow());
    }

    /** Which wave. */
    public record Command(Caller caller, WaveId id) {}

    /** The wave, or why not. */
    public sealed interface Outcome {
        /** It is under way. */
        record Started(Wave wave) implements Outcome {}

        /** There is no such wave. */
        record Unknown() implements Outcome {}

        /** It was started or withdrawn before. */
        record NotPrepared(Wave wave) implements Outcome {}

        /** It disables accounts: the second person must be another one. */
        record StarterPreparedIt() implements Outcome {}

        /** The moment until which findings would be accepted is past. */
        record UntilIsPast() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

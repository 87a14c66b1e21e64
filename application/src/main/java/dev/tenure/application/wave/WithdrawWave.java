package dev.tenure.application.wave;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.reason.Reason;
import dev.tenure.domain.wave.Wave;
import dev.tenure.domain.wave.WaveId;
import java.time.Instant;
import java.util.Set;

/**
 * A wave was a mistake, or is enough. What is not done yet will not be: one person is enough for that, since it is the safe
 * direction. Once everything was tried and it waits, withdrawing it gives back every account that it disabled, and that takes another
 * person than who started it.
 */
public final class WithdrawWave {

    private final Transactions transactions;
    private final Waves waves;
    private final WaveEvents events;

    public WithdrawWave(Transactions transactions, Waves waves, WaveEvents events) {
        this.transactions = transactions;
        this.waves = waves;
        this.events = events;
    }

    /** Withdraws it. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(PrepareWave.MAY)) {
            return new Outcome.NotAllowed(Set.of(PrepareWave.MAY));
        }
        if (!Reason.isOne(command.reason(), 500)) {
            return new Outcome.BadReason();
        }
        return transactions.call(now -> waves.lock(command.id())
                .map(wave -> withdraw(wave, command, now))
                .orElse(new Outcome.Unknown()));
    }

    private Outcome withdraw(Wave wave, Command command, Instant now) {
        Wave.Stop stop =
                new Wave.Stop(command.caller().subject(), command.reason().strip(), now);
        return switch (wave) {
            case Wave.Prepared prepared -> stop(prepared.withdraw(stop), stop, command.caller(), now);
            case Wave.UnderWay underWay -> stop(underWay.withdraw(stop), stop, command.caller(), now);
            case Wave.Waiting waiting ->
                waiting.isBarredFromWithdrawing(stop.by())
                        ? new Outcome.WithdrawerStartedIt()
                        : stop(waiting.withdraw(stop), stop, command.caller(), now);
            case Wave.Withdrawing withdrawing -> new Outcome.IsOver(withdrawing);
            case Wave.Done done -> new Outcome.IsOver(done);
            case Wave.Withdrawn withdrawn -> new Outcome.IsOver(withdrawn);
        };
    }

    private Outcome stop(Wave stopped, Wave.Stop stop, Caller caller, Instant now) {
        WaveId id = stopped.plan().id();
        waves.save(stopped);
        events.withdrawn(stopped.plan(), stop, waves.figures(id), caller, now);
        return new Outcome.Withdrawn(waves.find(id).orElseThrow());
    }

    /**
     * Which wave, and why.
     *
     * @param reason up to 500 characters
     */
    public record Command(Caller caller, WaveId id, String reason) {}

    /** The wave, or why not. */
    public sealed interface Outcome {
        /** It is stopped, or about to be. */
        record Withdrawn(Wave wave) implements Outcome {}

        /** There is no such wave. */
        record Unknown() implements Outcome {}

        /** It is over, or was withdrawn before. */
        record IsOver(Wave wave) implements Outcome {}

        /** Accounts would be given back: the second person must be another one. */
        record WithdrawerStartedIt() implements Outcome {}

        /** The reason is empty or longer than 500 characters. */
        record BadReason() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

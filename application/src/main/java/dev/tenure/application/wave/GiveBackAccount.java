package dev.tenure.application.wave;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reason.Reason;
import dev.tenure.domain.wave.Wave;
import dev.tenure.domain.wave.WaveId;
import dev.tenure.domain.wave.WaveItem;
import java.time.Instant;
import java.util.Set;

/**
 * Somebody missed an account that a wave disabled. It is enabled again at once, by one person: that is what the wait is for. Its
 * finding is open again, since now somebody is known who can say whose it is.
 */
public final class GiveBackAccount {

    private final Transactions transactions;
    private final Waves waves;
    private final WaveDesk desk;
    private final TargetSystems systems;
    private final WaveEvents events;

    public GiveBackAccount(
            Transactions transactions, Waves waves, WaveDesk desk, TargetSystems systems, WaveEvents events) {
        this.transactions = transactions;
        this.waves = waves;
        this.desk = desk;
        this.systems = systems;
        this.events = events;
    }

    /** Has it enabled again. Repeating it changes nothing. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(PrepareWave.MAY)) {
            return new Outcome.NotAllowed(Set.of(PrepareWave.MAY));
        }
        if (!Reason.isOne(command.reason(), 500)) {
            return new Outcome.BadReason();
        }
        return transactions.call(now -> waves.find(command.wave())
                .flatMap(wave ->
                        waves.item(command.wave(), command.finding()).map(item -> giveBack(command, wave, item, now)))
                .orElse(new Outcome.Unknown()));
    }

    private Outcome giveBack(Command command, Wave wave, WaveItem item, Instant now) {
        return switch (item.state()) {
            case WaveItem.State.Disabled disabled ->
                switch (desk.keeps(item)) {
                    case WaveDesk.Kept kept -> new Outcome.Stays(kept.why());
                    case WaveDesk.Given given -> {
                        WaveItem next =
                                desk.giveBack(wave.plan(), item, given.account(), Actor.of(command.caller()), now);
                        events.missed(wave, item, command.reason().strip(), command.caller(), now);
                        yield new Outcome.GivenBack(next, name(next));
                    }
                };
            case WaveItem.State.GivingBack giving -> new Outcome.GivenBack(item, name(item));
            case WaveItem.State.GivenBack given -> new Outcome.GivenBack(item, name(item));
            case WaveItem.State.Pending pending -> new Outcome.NotDisabled(item);
            case WaveItem.State.Planned planned -> new Outcome.NotDisabled(item);
            case WaveItem.State.Held held -> new Outcome.NotDisabled(item);
            case WaveItem.State.Done done -> new Outcome.NotDisabled(item);
            case WaveItem.State.Skipped skipped -> new Outcome.NotDisabled(item);
            case WaveItem.State.Failed failed -> new Outcome.NotDisabled(item);
        };
    }

    private String name(WaveItem item) {
        return systems.find(item.system()).map(TargetSystem::name).orElse("");
    }

    /**
     * Which account, by the finding about it in a wave, and who missed it.
     *
     * @param reason up to 500 characters
     */
    public record Command(Caller caller, WaveId wave, FindingId finding, String reason) {}

    /** The finding in the wave, or why not. */
    public sealed interface Outcome {
        /**
         * Given back, or about to be.
         *
         * @param system what its system is called
         */
        record GivenBack(WaveItem item, String system) implements Outcome {}

        /** There is no such wave, or the finding is not in it. */
        record Unknown() implements Outcome {}

        /** The wave did not disable it. */
        record NotDisabled(WaveItem item) implements Outcome {}

        /** It cannot be given back now. */
        record Stays(WaveDesk.Why why) implements Outcome {}

        /** The reason is empty or longer than 500 characters. */
        record BadReason() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

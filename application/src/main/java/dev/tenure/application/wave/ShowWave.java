package dev.tenure.application.wave;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.provisioning.OperationDesk;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.wave.Wave;
import dev.tenure.domain.wave.WaveAction;
import dev.tenure.domain.wave.WaveId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Somebody looks at a wave: before it is started at what it would do, with who asks as the one who starts it; afterwards at what
 * became of it.
 */
public final class ShowWave {

    /** How many owners are named. */
    private static final int OWNERS = 200;

    private final Transactions transactions;
    private final Waves waves;
    private final TargetSystems systems;
    private final OperationDesk operations;

    public ShowWave(Transactions transactions, Waves waves, TargetSystems systems, OperationDesk operations) {
        this.transactions = transactions;
        this.waves = waves;
        this.systems = systems;
        this.operations = operations;
    }

    /** Shows it. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(ListWaves.READERS)) {
            return new Outcome.NotAllowed(Set.of(ListWaves.READERS));
        }
        return transactions.call(now -> waves.find(command.id())
                .<Outcome>map(wave -> shown(wave, command.caller(), now))
                .orElse(new Outcome.Unknown()));
    }

    private Outcome.Shown shown(Wave wave, Caller caller, Instant now) {
        WaveId id = wave.plan().id();
        List<Waves.Figure> figures = waves.figures(id);
        List<Waves.Foreseen> foreseen = wave instanceof Wave.Prepared ? waves.foresee(wave.plan(), caller) : List.of();
        return new Outcome.Shown(
                wave,
                figures,
                foreseen,
                wave.plan().action() instanceof WaveAction.Disable ? guards(foreseen, now) : List.of(),
                waves.shares(id, OWNERS),
                figures.stream()
                        .map(Waves.Figure::system)
                        .distinct()
                        .collect(Collectors.toMap(Function.identity(), system -> systems.find(system)
                                .map(TargetSystem::name)
                                .orElse(""))),
                now);
    }

    private List<Guarded> guards(List<Waves.Foreseen> foreseen, Instant now) {
        Map<String, Waves.Foreseen> wanted = new TreeMap<>();
        foreseen.stream()
                .filter(one -> one.skip().isEmpty())
                .forEach(one -> wanted.put(one.system().value().toString(), one));
        return wanted.values().stream()
                .map(one -> guarded(one.system(), one.findings(), now))
                .toList();
    }

    /** Nothing of the population is read for that: how many of them the guard let pass already is left out. */
    private Guarded guarded(SystemId system, long accounts, Instant now) {
        OperationDesk.Foreseen guard = operations.foresee(system, List.of(), now);
        long room = guard.hold().isPresent() ? 0 : Math.max(0, guard.allowed() - guard.counted());
        return new Guarded(system, accounts, guard.allowed(), guard.counted(), Math.max(0, accounts - room));
    }

    /** Which wave. */
    public record Command(Caller caller, WaveId id) {}

    /**
     * What the guard of a system would do.
     *
     * @param accounts how many accounts are to be disabled
     * @param allowed how many may be changed within the window
     * @param counted how many were
     * @param held how many would be held, at the most
     */
    public record Guarded(SystemId system, long accounts, long allowed, long counted, long held) {}

    /** The wave, or why not. */
    public sealed interface Outcome {
        /**
         * The wave.
         *
         * @param foreseen what would be done; empty once it was started
         * @param guards what the guards would do; empty where nothing is disabled, and once it was started
         * @param shares who has to see to what is open of it
         * @param systems what its systems are called
         */
        record Shown(
                Wave wave,
                List<Waves.Figure> figures,
                List<Waves.Foreseen> foreseen,
                List<Guarded> guards,
                List<Waves.Share> shares,
                Map<SystemId, String> systems,
                Instant asOf)
                implements Outcome {}

        /** There is no such wave. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

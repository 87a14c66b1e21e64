package dev.tenure.application.wave;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.wave.WaveId;
import dev.tenure.domain.wave.WaveItem;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Somebody looks at what becomes of each finding of a wave. */
public final class ListWaveItems {

    private final Transactions transactions;
    private final Waves waves;
    private final TargetSystems systems;

    public ListWaveItems(Transactions transactions, Waves waves, TargetSystems systems) {
        this.transactions = transactions;
        this.waves = waves;
        this.systems = systems;
    }

    /** Reads a page, by the account's name. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(ListWaves.READERS)) {
            return new Outcome.NotAllowed(Set.of(ListWaves.READERS));
        }
        return transactions.call(now -> {
            if (waves.find(command.id()).isEmpty()) {
                return new Outcome.Unknown();
            }
            Slice<WaveItem> items = waves.items(command.id(), command.filter(), command.page());
            Map<SystemId, String> names = items.items().stream()
                    .map(WaveItem::system)
                    .distinct()
                    .collect(Collectors.toMap(
                            Function.identity(),
                            id -> systems.find(id).map(TargetSystem::name).orElse("")));
            return new Outcome.Listed(items.map(item -> new NamedItem(item, names.getOrDefault(item.system(), ""))));
        });
    }

    /** Of which wave, and which of its findings. */
    public record Command(Caller caller, WaveId id, Waves.Filter filter, PageRequest page) {}

    /**
     * A finding of a wave.
     *
     * @param system what its system is called
     */
    public record NamedItem(WaveItem item, String system) {}

    /** The page, or why not. */
    public sealed interface Outcome {
        /** A page of a wave's findings. */
        record Listed(Slice<NamedItem> items) implements Outcome {}

        /** There is no such wave. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

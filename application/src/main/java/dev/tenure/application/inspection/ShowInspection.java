package dev.tenure.application.inspection;

import dev.tenure.application.inventory.Connectors;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inspection.InspectedKind;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import java.util.Set;

/** Somebody looks how far the accounts of a system are inspected, and what its connector lets one see of them. */
public final class ShowInspection {

    private final Transactions transactions;
    private final TargetSystems systems;
    private final Connectors connectors;
    private final Inspections inspections;

    public ShowInspection(
            Transactions transactions, TargetSystems systems, Connectors connectors, Inspections inspections) {
        this.transactions = transactions;
        this.systems = systems;
        this.connectors = connectors;
        this.inspections = inspections;
    }

    /** Counts. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(ListCredentials.READERS)) {
            return new Outcome.NotAllowed(Set.of(ListCredentials.READERS));
        }
        // A connector may have to be opened to say what it reads: that waits for no transaction.
        return transactions
                .call(now -> systems.find(command.system())
                        .map(system -> new Counted(system, inspections.coverage(system.id(), now))))
                .<Outcome>map(counted -> new Outcome.Shown(kinds(counted.system()), counted.coverage()))
                .orElseGet(Outcome.Unknown::new);
    }

    private record Counted(TargetSystem system, Inspections.Coverage coverage) {}

    /** Nothing where the settings cannot be used: nothing can be read then. */
    private Set<InspectedKind> kinds(TargetSystem system) {
        try {
            return AccountReading.kinds(connectors.of(system));
        } catch (ConfigurationException e) {
            return Set.of();
        }
    }

    /** Which system, and who asks. */
    public record Command(Caller caller, SystemId system) {}

    /** How far, or why not. */
    public sealed interface Outcome {
        /**
         * There is such a system.
         *
         * @param kinds what its connector reads
         */
        record Shown(Set<InspectedKind> kinds, Inspections.Coverage coverage) implements Outcome {}

        /** There is none. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

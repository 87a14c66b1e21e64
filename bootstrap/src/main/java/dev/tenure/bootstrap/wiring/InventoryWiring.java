package dev.tenure.bootstrap.wiring;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.inventory.CheckConnection;
import dev.tenure.application.inventory.ConfirmModeChange;
import dev.tenure.application.inventory.ConnectorConditions;
import dev.tenure.application.inventory.Connectors;
import dev.tenure.application.inventory.CorrelatedAccounts;
import dev.tenure.application.inventory.InventoryEvents;
import dev.tenure.application.inventory.LiftQuarantine;
import dev.tenure.application.inventory.ListSystems;
import dev.tenure.application.inventory.ModeChanges;
import dev.tenure.application.inventory.ModeConsequences;
import dev.tenure.application.inventory.NobodysAccounts;
import dev.tenure.application.inventory.PreviewMode;
import dev.tenure.application.inventory.ProposeModeChange;
import dev.tenure.application.inventory.ReadState;
import dev.tenure.application.inventory.Reclassification;
import dev.tenure.application.inventory.RegisterSystem;
import dev.tenure.application.inventory.ReviseSystem;
import dev.tenure.application.inventory.ShowSystem;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.application.transaction.Transactions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The use cases about systems. */
@Singleton
final class InventoryWiring {

    @Produces
    @Singleton
    CheckConnection checkConnection(Transactions transactions, TargetSystems systems, Connectors connectors) {
        return new CheckConnection(transactions, systems, connectors);
    }

    @Produces
    @Singleton
    ConfirmModeChange confirmModeChange(
            Transactions transactions,
            TargetSystems systems,
            ModeChanges modeChanges,
            ReadState reads,
            ModeConsequences consequences,
            InventoryEvents events) {
        return new ConfirmModeChange(transactions, systems, modeChanges, reads, consequences, events);
    }

    @Produces
    @Singleton
    InventoryEvents inventoryEvents(AuditLog log, Identifiers identifiers) {
        return new InventoryEvents(log, identifiers);
    }

    @Produces
    @Singleton
    LiftQuarantine liftQuarantine(
            Transactions transactions, TargetSystems systems, ConnectorConditions conditions, InventoryEvents events) {
        return new LiftQuarantine(transactions, systems, conditions, events);
    }

    @Produces
    @Singleton
    ListSystems listSystems(Transactions transactions, TargetSystems systems, ConnectorConditions conditions) {
        return new ListSystems(transactions, systems, conditions);
    }

    @Produces
    @Singleton
    PreviewMode previewMode(
            Transactions transactions, TargetSystems systems, ReadState reads, ModeConsequences consequences) {
        return new PreviewMode(transactions, systems, reads, consequences);
    }

    @Produces
    @Singleton
    ProposeModeChange proposeModeChange(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            TargetSystems systems,
            ModeChanges modeChanges,
            ReadState reads,
            ModeConsequences consequences,
            InventoryEvents events) {
        return new ProposeModeChange(
                transactions, identifiers, requestKeys, systems, modeChanges, reads, consequences, events);
    }

    @Produces
    @Singleton
    RegisterSystem registerSystem(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            TargetSystems systems,
            Connectors connectors,
            InventoryEvents events) {
        return new RegisterSystem(transactions, identifiers, requestKeys, systems, connectors, events);
    }

    @Produces
    @Singleton
    NobodysAccounts nobodysAccounts(
            TargetSystems systems, CorrelatedAccounts accounts, ReadState reads, InventoryEvents events) {
        return new NobodysAccounts(systems, accounts, reads, events);
    }

    @Produces
    @Singleton
    ReviseSystem reviseSystem(
            Transactions transactions,
            TargetSystems systems,
            Connectors connectors,
            ConnectorConditions conditions,
            Reclassification reclassification,
            CorrelatedAccounts accounts,
            InventoryEvents events) {
        return new ReviseSystem(transactions, systems, connectors, conditions, reclassification, accounts, events);
    }

    @Produces
    @Singleton
    ShowSystem showSystem(
            Transactions transactions, TargetSystems systems, ModeChanges modeChanges, ConnectorConditions conditions) {
        return new ShowSystem(transactions, systems, modeChanges, conditions);
    }
}

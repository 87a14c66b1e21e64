package dev.tenure.bootstrap.wiring;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.inventory.ConnectorConditions;
import dev.tenure.application.inventory.Connectors;
import dev.tenure.application.inventory.InventoryEvents;
import dev.tenure.application.inventory.Secrets;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.provisioning.CarryOutOperation;
import dev.tenure.application.provisioning.ClaimOperations;
import dev.tenure.application.provisioning.ConfirmGuardLimit;
import dev.tenure.application.provisioning.Guards;
import dev.tenure.application.provisioning.Holds;
import dev.tenure.application.provisioning.Jitter;
import dev.tenure.application.provisioning.LaneWatch;
import dev.tenure.application.provisioning.Lanes;
import dev.tenure.application.provisioning.ListGuards;
import dev.tenure.application.provisioning.ListHeldAccounts;
import dev.tenure.application.provisioning.ListHolds;
import dev.tenure.application.provisioning.ListOperations;
import dev.tenure.application.provisioning.ListStops;
import dev.tenure.application.provisioning.OperationDesk;
import dev.tenure.application.provisioning.OperationOutcomes;
import dev.tenure.application.provisioning.Operations;
import dev.tenure.application.provisioning.Preserved;
import dev.tenure.application.provisioning.ProposeHoldRelease;
import dev.tenure.application.provisioning.ProvisioningEvents;
import dev.tenure.application.provisioning.ReleaseHold;
import dev.tenure.application.provisioning.RetryOperation;
import dev.tenure.application.provisioning.ReviseGuard;
import dev.tenure.application.provisioning.ShowGuard;
import dev.tenure.application.provisioning.ShowHold;
import dev.tenure.application.provisioning.StartWrites;
import dev.tenure.application.provisioning.StopWrites;
import dev.tenure.application.provisioning.Stops;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.application.transaction.Transactions;
import io.quarkus.arc.All;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The use cases about operations. */
@Singleton
final class ProvisioningWiring {

    @Produces
    @Singleton
    ClaimOperations claimOperations(
            Transactions transactions,
            TargetSystems systems,
            Stops stops,
            ConnectorConditions conditions,
            Operations operations) {
        return new ClaimOperations(transactions, systems, stops, conditions, operations);
    }

    @Produces
    @Singleton
    ListOperations listOperations(Transactions transactions, Operations operations) {
        return new ListOperations(transactions, operations);
    }

    @Produces
    @Singleton
    ProvisioningEvents provisioningEvents(AuditLog log, Identifiers identifiers) {
        return new ProvisioningEvents(log, identifiers);
    }

    @Produces
    @Singleton
    RetryOperation retryOperation(
            Transactions transactions,
            Operations operations,
            ConnectorConditions conditions,
            Lanes lanes,
            ProvisioningEvents events) {
        return new RetryOperation(transactions, operations, conditions, lanes, events);
    }

    @Produces
    @Singleton
    CarryOutOperation carryOutOperation(
            Transactions transactions,
            Connectors connectors,
            Secrets secrets,
            Operations operations,
            Stops stops,
            ConnectorConditions conditions,
            Preserved preserved,
            @All List<OperationOutcomes> outcomes,
            Lanes lanes,
            Jitter jitter,
            ProvisioningEvents events) {
        return new CarryOutOperation(
                transactions,
                connectors,
                secrets,
                operations,
                stops,
                conditions,
                preserved,
                outcomes,
                lanes,
                jitter,
                events);
    }

    @Produces
    @Singleton
    Jitter jitter() {
        return () -> ThreadLocalRandom.current().nextDouble();
    }

    @Produces
    @Singleton
    LaneWatch laneWatch(
            Transactions transactions,
            TargetSystems systems,
            ConnectorConditions conditions,
            Jitter jitter,
            InventoryEvents events) {
        return new LaneWatch(transactions, systems, conditions, jitter, events);
    }

    @Produces
    @Singleton
    ConfirmGuardLimit confirmGuardLimit(
            Transactions transactions, TargetSystems systems, Guards guards, ProvisioningEvents events) {
        return new ConfirmGuardLimit(transactions, systems, guards, events);
    }

    @Produces
    @Singleton
    ListHeldAccounts listHeldAccounts(Transactions transactions, Holds holds) {
        return new ListHeldAccounts(transactions, holds);
    }

    @Produces
    @Singleton
    ListHolds listHolds(Transactions transactions, Holds holds) {
        return new ListHolds(transactions, holds);
    }

    @Produces
    @Singleton
    ListStops listStops(Transactions transactions, Stops stops) {
        return new ListStops(transactions, stops);
    }

    @Produces
    @Singleton
    OperationDesk operationDesk(
            Identifiers identifiers,
            Operations operations,
            Guards guards,
            Holds holds,
            Lanes lanes,
            ProvisioningEvents events) {
        return new OperationDesk(identifiers, operations, guards, holds, lanes, events);
    }

    @Produces
    @Singleton
    ProposeHoldRelease proposeHoldRelease(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            Holds holds,
            Guards guards,
            Operations operations,
            ProvisioningEvents events) {
        return new ProposeHoldRelease(transactions, identifiers, requestKeys, holds, guards, operations, events);
    }

    @Produces
    @Singleton
    ReleaseHold releaseHold(
            Transactions transactions,
            Holds holds,
            OperationDesk desk,
            @All List<OperationOutcomes> outcomes,
            ProvisioningEvents events) {
        return new ReleaseHold(transactions, holds, desk, outcomes, events);
    }

    @Produces
    @Singleton
    ReviseGuard reviseGuard(
            Transactions transactions, TargetSystems systems, Guards guards, ProvisioningEvents events) {
        return new ReviseGuard(transactions, systems, guards, events);
    }

    @Produces
    @Singleton
    ListGuards listGuards(Transactions transactions, TargetSystems systems, Guards guards) {
        return new ListGuards(transactions, systems, guards);
    }

    @Produces
    @Singleton
    ShowGuard showGuard(Transactions transactions, TargetSystems systems, Guards guards, Holds holds) {
        return new ShowGuard(transactions, systems, guards, holds);
    }

    @Produces
    @Singleton
    ShowHold showHold(Transactions transactions, Holds holds) {
        return new ShowHold(transactions, holds);
    }

    @Produces
    @Singleton
    StartWrites startWrites(
            Transactions transactions, Stops stops, Operations operations, Lanes lanes, ProvisioningEvents events) {
        return new StartWrites(transactions, stops, operations, lanes, events);
    }

    @Produces
    @Singleton
    StopWrites stopWrites(
            Transactions transactions,
            Identifiers identifiers,
            TargetSystems systems,
            Stops stops,
            ProvisioningEvents events) {
        return new StopWrites(transactions, identifiers, systems, stops, events);
    }
}

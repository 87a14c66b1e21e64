package dev.tenure.bootstrap.wiring;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.inventory.Connectors;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.provisioning.CarryOutOperation;
import dev.tenure.application.provisioning.ClaimOperations;
import dev.tenure.application.provisioning.Lanes;
import dev.tenure.application.provisioning.ListOperations;
import dev.tenure.application.provisioning.OperationOutcomes;
import dev.tenure.application.provisioning.Operations;
import dev.tenure.application.provisioning.ProvisioningEvents;
import dev.tenure.application.provisioning.RetryOperation;
import dev.tenure.application.transaction.Identifiers;
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
    ClaimOperations claimOperations(Transactions transactions, TargetSystems systems, Operations operations) {
        return new ClaimOperations(transactions, systems, operations);
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
            Transactions transactions, Operations operations, Lanes lanes, ProvisioningEvents events) {
        return new RetryOperation(transactions, operations, lanes, events);
    }

    @Produces
    @Singleton
    CarryOutOperation carryOutOperation(
            Transactions transactions,
            Connectors connectors,
            Operations operations,
            @All List<OperationOutcomes> outcomes,
            Lanes lanes,
            ProvisioningEvents events) {
        return new CarryOutOperation(
                transactions,
                connectors,
                operations,
                outcomes,
                lanes,
                () -> ThreadLocalRandom.current().nextDouble(),
                events);
    }
}

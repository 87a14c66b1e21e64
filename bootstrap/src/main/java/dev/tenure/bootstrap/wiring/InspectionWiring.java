package dev.tenure.bootstrap.wiring;

import dev.tenure.application.inspection.InspectAccounts;
import dev.tenure.application.inspection.Inspections;
import dev.tenure.application.inspection.ListCredentials;
import dev.tenure.application.inspection.ShowInspection;
import dev.tenure.application.inventory.ConnectorConditions;
import dev.tenure.application.inventory.Connectors;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.transaction.Transactions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The use cases about what accounts hold beside a password. */
@Singleton
final class InspectionWiring {

    @Produces
    @Singleton
    InspectAccounts inspectAccounts(
            Transactions transactions,
            TargetSystems systems,
            Connectors connectors,
            ConnectorConditions conditions,
            Inspections inspections,
            @ConfigProperty(name = "tenure.inspection.every", defaultValue = "P1D") Duration every) {
        return new InspectAccounts(transactions, systems, connectors, conditions, inspections, every);
    }

    @Produces
    @Singleton
    ListCredentials listCredentials(Transactions transactions, Inspections inspections) {
        return new ListCredentials(transactions, inspections);
    }

    @Produces
    @Singleton
    ShowInspection showInspection(
            Transactions transactions, TargetSystems systems, Connectors connectors, Inspections inspections) {
        return new ShowInspection(transactions, systems, connectors, inspections);
    }
}

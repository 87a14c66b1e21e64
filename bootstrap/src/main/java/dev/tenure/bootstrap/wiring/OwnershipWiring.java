package dev.tenure.bootstrap.wiring;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.engagement.EngagementEvents;
import dev.tenure.application.engagement.Engagements;
import dev.tenure.application.engagement.Register;
import dev.tenure.application.engagement.Sponsorship;
import dev.tenure.application.finding.FindingEvents;
import dev.tenure.application.finding.FindingOwners;
import dev.tenure.application.finding.Findings;
import dev.tenure.application.identity.Identities;
import dev.tenure.application.identity.WorkerStatements;
import dev.tenure.application.inventory.InventoryEvents;
import dev.tenure.application.inventory.SystemOwners;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.lifecycle.LeaverCases;
import dev.tenure.application.lifecycle.LeaverDesk;
import dev.tenure.application.nonhuman.NonHumanOwners;
import dev.tenure.application.ownership.FlagHandOvers;
import dev.tenure.application.ownership.HandOverOwnership;
import dev.tenure.application.ownership.HandOvers;
import dev.tenure.application.ownership.ListHandOvers;
import dev.tenure.application.ownership.OwnedThings;
import dev.tenure.application.ownership.OwnershipEvents;
import dev.tenure.application.ownership.Succession;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.Transactions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The use cases about what leavers owned. */
@Singleton
final class OwnershipWiring {

    @Produces
    @Singleton
    OwnershipEvents ownershipEvents(AuditLog log, Identifiers identifiers) {
        return new OwnershipEvents(log, identifiers);
    }

    @Produces
    @Singleton
    OwnedThings ownedThings(
            HandOvers handOvers,
            Identities identities,
            WorkerStatements statements,
            OwnershipEvents events,
            @ConfigProperty(name = "tenure.succession.within", defaultValue = "P7D") Duration within) {
        return new OwnedThings(handOvers, identities, statements, events, within);
    }

    @Produces
    @Singleton
    Succession succession(
            TargetSystems systems,
            InventoryEvents inventoryEvents,
            Findings findings,
            FindingEvents findingEvents,
            Engagements engagements,
            Register register,
            EngagementEvents engagementEvents,
            NonHumanOwners nonHumanOwners) {
        return new Succession(
                new SystemOwners(systems, inventoryEvents),
                new FindingOwners(findings, findingEvents),
                new Sponsorship(engagements, register, engagementEvents),
                nonHumanOwners);
    }

    @Produces
    @Singleton
    HandOverOwnership handOverOwnership(
            Transactions transactions,
            HandOvers handOvers,
            Identities identities,
            LeaverCases cases,
            LeaverDesk leavers,
            OwnedThings owned,
            Succession succession,
            OwnershipEvents events) {
        return new HandOverOwnership(transactions, handOvers, identities, cases, leavers, owned, succession, events);
    }

    @Produces
    @Singleton
    ListHandOvers listHandOvers(Transactions transactions, HandOvers handOvers, OwnedThings owned) {
        return new ListHandOvers(transactions, handOvers, owned);
    }

    @Produces
    @Singleton
    FlagHandOvers flagHandOvers(
            Transactions transactions,
            HandOvers handOvers,
            Identities identities,
            LeaverDesk leavers,
            OwnershipEvents events) {
        return new FlagHandOvers(transactions, handOvers, identities, leavers, events);
    }
}

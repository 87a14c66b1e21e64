package dev.tenure.bootstrap.wiring;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.identity.Identities;
import dev.tenure.application.identity.WorkerSources;
import dev.tenure.application.lifecycle.WorkerDesk;
import dev.tenure.application.nonhuman.DecideNonHuman;
import dev.tenure.application.nonhuman.ListNonHumans;
import dev.tenure.application.nonhuman.NonHumanEvents;
import dev.tenure.application.nonhuman.NonHumanOwners;
import dev.tenure.application.nonhuman.NonHumanSource;
import dev.tenure.application.nonhuman.NonHumans;
import dev.tenure.application.nonhuman.RequestNonHuman;
import dev.tenure.application.nonhuman.RetireNonHuman;
import dev.tenure.application.nonhuman.ShowNonHuman;
import dev.tenure.application.nonhuman.TransferNonHuman;
import dev.tenure.application.reconciliation.LinkDesk;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.application.transaction.Transactions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The use cases about non-human identities. */
@Singleton
final class NonHumanWiring {

    @Produces
    @Singleton
    NonHumanEvents nonHumanEvents(AuditLog log, Identifiers identifiers) {
        return new NonHumanEvents(log, identifiers);
    }

    @Produces
    @Singleton
    NonHumanSource nonHumanSource(Identities identities, WorkerSources sources, WorkerDesk workers) {
        return new NonHumanSource(identities, sources, workers);
    }

    @Produces
    @Singleton
    RequestNonHuman requestNonHuman(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            NonHumans nonHumans,
            NonHumanSource source,
            LinkDesk links,
            NonHumanEvents events) {
        return new RequestNonHuman(transactions, identifiers, requestKeys, nonHumans, source, links, events);
    }

    @Produces
    @Singleton
    DecideNonHuman decideNonHuman(
            Transactions transactions,
            NonHumans nonHumans,
            NonHumanSource source,
            LinkDesk links,
            NonHumanEvents events) {
        return new DecideNonHuman(transactions, nonHumans, source, links, events);
    }

    @Produces
    @Singleton
    NonHumanOwners nonHumanOwners(NonHumans nonHumans, NonHumanSource source, NonHumanEvents events) {
        return new NonHumanOwners(nonHumans, source, events);
    }

    @Produces
    @Singleton
    TransferNonHuman transferNonHuman(
            Transactions transactions, NonHumans nonHumans, NonHumanSource source, NonHumanOwners owners) {
        return new TransferNonHuman(transactions, nonHumans, source, owners);
    }

    @Produces
    @Singleton
    RetireNonHuman retireNonHuman(
            Transactions transactions, NonHumans nonHumans, NonHumanSource source, NonHumanEvents events) {
        return new RetireNonHuman(transactions, nonHumans, source, events);
    }

    @Produces
    @Singleton
    ListNonHumans listNonHumans(Transactions transactions, NonHumans nonHumans) {
        return new ListNonHumans(transactions, nonHumans);
    }

    @Produces
    @Singleton
    ShowNonHuman showNonHuman(Transactions transactions, NonHumans nonHumans, Identities identities) {
        return new ShowNonHuman(transactions, nonHumans, identities);
    }
}

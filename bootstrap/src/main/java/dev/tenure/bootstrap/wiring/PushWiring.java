package dev.tenure.bootstrap.wiring;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.identity.WorkerSources;
import dev.tenure.application.lifecycle.WorkerDesk;
import dev.tenure.application.push.CheckPushClient;
import dev.tenure.application.push.ConfigurePushClient;
import dev.tenure.application.push.ListPushClients;
import dev.tenure.application.push.ListPushedGroups;
import dev.tenure.application.push.ListPushedUsers;
import dev.tenure.application.push.PushClients;
import dev.tenure.application.push.PushDesk;
import dev.tenure.application.push.PushEvents;
import dev.tenure.application.push.PushedGroups;
import dev.tenure.application.push.PushedUsers;
import dev.tenure.application.push.RegisterPushedGroup;
import dev.tenure.application.push.RegisterPushedUser;
import dev.tenure.application.push.RevisePushedGroup;
import dev.tenure.application.push.RevisePushedUser;
import dev.tenure.application.push.ShowPushedGroup;
import dev.tenure.application.push.ShowPushedUser;
import dev.tenure.application.push.WithdrawPushedGroup;
import dev.tenure.application.push.WithdrawPushedUser;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.Transactions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The use cases about what is pushed by SCIM. */
@Singleton
final class PushWiring {

    @Produces
    @Singleton
    PushEvents pushEvents(AuditLog log, Identifiers identifiers) {
        return new PushEvents(log, identifiers);
    }

    @Produces
    @Singleton
    PushDesk pushDesk(PushedUsers users, WorkerDesk workers) {
        return new PushDesk(users, workers);
    }

    @Produces
    @Singleton
    ConfigurePushClient configurePushClient(
            Transactions transactions, PushClients clients, WorkerSources sources, PushEvents events) {
        return new ConfigurePushClient(transactions, clients, sources, events);
    }

    @Produces
    @Singleton
    ListPushClients listPushClients(Transactions transactions, PushClients clients) {
        return new ListPushClients(transactions, clients);
    }

    @Produces
    @Singleton
    CheckPushClient checkPushClient(Transactions transactions, PushClients clients) {
        return new CheckPushClient(transactions, clients);
    }

    @Produces
    @Singleton
    RegisterPushedUser registerPushedUser(
            Transactions transactions,
            Identifiers identifiers,
            PushClients clients,
            PushedUsers users,
            PushDesk desk,
            PushEvents events) {
        return new RegisterPushedUser(transactions, identifiers, clients, users, desk, events);
    }

    @Produces
    @Singleton
    RevisePushedUser revisePushedUser(
            Transactions transactions,
            PushClients clients,
            PushedUsers users,
            PushedGroups groups,
            PushDesk desk,
            PushEvents events) {
        return new RevisePushedUser(transactions, clients, users, groups, desk, events);
    }

    @Produces
    @Singleton
    WithdrawPushedUser withdrawPushedUser(
            Transactions transactions,
            PushClients clients,
            PushedUsers users,
            PushedGroups groups,
            PushDesk desk,
            PushEvents events) {
        return new WithdrawPushedUser(transactions, clients, users, groups, desk, events);
    }

    @Produces
    @Singleton
    ShowPushedUser showPushedUser(
            Transactions transactions, PushClients clients, PushedUsers users, PushedGroups groups) {
        return new ShowPushedUser(transactions, clients, users, groups);
    }

    @Produces
    @Singleton
    ListPushedUsers listPushedUsers(
            Transactions transactions, PushClients clients, PushedUsers users, PushedGroups groups) {
        return new ListPushedUsers(transactions, clients, users, groups);
    }

    @Produces
    @Singleton
    RegisterPushedGroup registerPushedGroup(
            Transactions transactions,
            Identifiers identifiers,
            PushClients clients,
            PushedUsers users,
            PushedGroups groups,
            PushEvents events) {
        return new RegisterPushedGroup(transactions, identifiers, clients, users, groups, events);
    }

    @Produces
    @Singleton
    RevisePushedGroup revisePushedGroup(
            Transactions transactions, PushClients clients, PushedUsers users, PushedGroups groups, PushEvents events) {
        return new RevisePushedGroup(transactions, clients, users, groups, events);
    }

    @Produces
    @Singleton
    WithdrawPushedGroup withdrawPushedGroup(
            Transactions transactions, PushClients clients, PushedGroups groups, PushEvents events) {
        return new WithdrawPushedGroup(transactions, clients, groups, events);
    }

    @Produces
    @Singleton
    ShowPushedGroup showPushedGroup(Transactions transactions, PushClients clients, PushedGroups groups) {
        return new ShowPushedGroup(transactions, clients, groups);
    }

    @Produces
    @Singleton
    ListPushedGroups listPushedGroups(Transactions transactions, PushClients clients, PushedGroups groups) {
        return new ListPushedGroups(transactions, clients, groups);
    }
}

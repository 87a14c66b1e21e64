package dev.tenure.bootstrap.wiring;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.identity.Identities;
import dev.tenure.application.inventory.ConnectorConditions;
import dev.tenure.application.inventory.ConnectorWatch;
import dev.tenure.application.inventory.Connectors;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.reconciliation.AccountLinks;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.reconciliation.EndPrivilegeMark;
import dev.tenure.application.reconciliation.LinkAccount;
import dev.tenure.application.reconciliation.LinkConsequences;
import dev.tenure.application.reconciliation.LinkDesk;
import dev.tenure.application.reconciliation.ListAccountLinks;
import dev.tenure.application.reconciliation.ListAccounts;
import dev.tenure.application.reconciliation.ListEntitlements;
import dev.tenure.application.reconciliation.ListPrivilegeMarks;
import dev.tenure.application.reconciliation.ListReads;
import dev.tenure.application.reconciliation.MarkPrivileged;
import dev.tenure.application.reconciliation.PreviewCorrelation;
import dev.tenure.application.reconciliation.PrivilegeMarks;
import dev.tenure.application.reconciliation.Privileges;
import dev.tenure.application.reconciliation.ProposeProtectionRelease;
import dev.tenure.application.reconciliation.ProtectAccount;
import dev.tenure.application.reconciliation.ProtectionConsequences;
import dev.tenure.application.reconciliation.ProtectionReleases;
import dev.tenure.application.reconciliation.ReadAgenda;
import dev.tenure.application.reconciliation.ReadDesk;
import dev.tenure.application.reconciliation.ReadSystem;
import dev.tenure.application.reconciliation.ReconciliationEvents;
import dev.tenure.application.reconciliation.ReleaseProtection;
import dev.tenure.application.reconciliation.RequestRead;
import dev.tenure.application.reconciliation.ScheduleReads;
import dev.tenure.application.reconciliation.ShowAccountLink;
import dev.tenure.application.reconciliation.SystemReads;
import dev.tenure.application.reconciliation.UnlinkAccount;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.connectors.runtime.VirtualThreadCalls;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The use cases about reading systems. */
@Singleton
final class ReconciliationWiring {

    @Produces
    @Singleton
    ListAccounts listAccounts(Transactions transactions, Accounts accounts) {
        return new ListAccounts(transactions, accounts);
    }

    @Produces
    @Singleton
    EndPrivilegeMark endPrivilegeMark(
            Transactions transactions, PrivilegeMarks marks, Privileges privileges, ReconciliationEvents events) {
        return new EndPrivilegeMark(transactions, marks, privileges, events);
    }

    @Produces
    @Singleton
    ListPrivilegeMarks listPrivilegeMarks(Transactions transactions, PrivilegeMarks marks) {
        return new ListPrivilegeMarks(transactions, marks);
    }

    @Produces
    @Singleton
    LinkDesk linkDesk(
            Identifiers identifiers,
            Accounts accounts,
            AccountLinks links,
            LinkConsequences consequences,
            ReconciliationEvents events) {
        return new LinkDesk(identifiers, accounts, links, consequences, events);
    }

    @Produces
    @Singleton
    LinkAccount linkAccount(
            Transactions transactions,
            Identities identities,
            AccountLinks links,
            LinkConsequences consequences,
            LinkDesk desk) {
        return new LinkAccount(transactions, identities, links, consequences, desk);
    }

    @Produces
    @Singleton
    UnlinkAccount unlinkAccount(
            Transactions transactions,
            Identifiers identifiers,
            Identities identities,
            AccountLinks links,
            LinkConsequences consequences,
            ReconciliationEvents events) {
        return new UnlinkAccount(transactions, identifiers, identities, links, consequences, events);
    }

    @Produces
    @Singleton
    ListAccountLinks listAccountLinks(Transactions transactions, Identities identities, AccountLinks links) {
        return new ListAccountLinks(transactions, identities, links);
    }

    @Produces
    @Singleton
    ShowAccountLink showAccountLink(Transactions transactions, AccountLinks links) {
        return new ShowAccountLink(transactions, links);
    }

    @Produces
    @Singleton
    PreviewCorrelation previewCorrelation(
            Transactions transactions, Identities identities, TargetSystems systems, AccountLinks links) {
        return new PreviewCorrelation(transactions, identities, systems, links);
    }

    @Produces
    @Singleton
    MarkPrivileged markPrivileged(
            Transactions transactions,
            Identifiers identifiers,
            TargetSystems systems,
            Accounts accounts,
            PrivilegeMarks marks,
            Privileges privileges,
            ReconciliationEvents events) {
        return new MarkPrivileged(transactions, identifiers, systems, accounts, marks, privileges, events);
    }

    @Produces
    @Singleton
    ListEntitlements listEntitlements(Transactions transactions, TargetSystems systems, Privileges privileges) {
        return new ListEntitlements(transactions, systems, privileges);
    }

    @Produces
    @Singleton
    ListReads listReads(Transactions transactions, TargetSystems systems, SystemReads reads) {
        return new ListReads(transactions, systems, reads);
    }

    @Produces
    @Singleton
    ProposeProtectionRelease proposeProtectionRelease(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            Accounts accounts,
            ProtectionReleases releases,
            ReconciliationEvents events) {
        return new ProposeProtectionRelease(transactions, identifiers, requestKeys, accounts, releases, events);
    }

    @Produces
    @Singleton
    ProtectAccount protectAccount(
            Transactions transactions,
            Accounts accounts,
            ProtectionConsequences consequences,
            ReconciliationEvents events) {
        return new ProtectAccount(transactions, accounts, consequences, events);
    }

    @Produces
    @Singleton
    ReadSystem readSystem(
            Transactions transactions,
            TargetSystems systems,
            SystemReads reads,
            Connectors connectors,
            ConnectorConditions conditions,
            ConnectorWatch watch,
            Accounts accounts,
            ProtectionConsequences consequences,
            ReadDesk desk,
            ReconciliationEvents events) {
        return new ReadSystem(
                transactions,
                systems,
                reads,
                connectors,
                conditions,
                watch,
                accounts,
                consequences,
                new VirtualThreadCalls(),
                desk,
                events);
    }

    @Produces
    @Singleton
    ReadDesk readDesk(Identifiers identifiers, SystemReads reads, ReadAgenda agenda, ReconciliationEvents events) {
        return new ReadDesk(identifiers, reads, agenda, events);
    }

    @Produces
    @Singleton
    ScheduleReads scheduleReads(
            Transactions transactions,
            SystemReads reads,
            ReadDesk desk,
            @ConfigProperty(name = "tenure.reads.whole-every", defaultValue = "PT24H") Duration whole,
            @ConfigProperty(name = "tenure.reads.changes-every", defaultValue = "PT15M") Duration changes,
            @ConfigProperty(name = "tenure.reads.pause-after-failure", defaultValue = "PT5M") Duration afterFailure) {
        return new ScheduleReads(transactions, reads, desk, new ScheduleReads.Cadence(whole, changes, afterFailure));
    }

    @Produces
    @Singleton
    ReconciliationEvents reconciliationEvents(AuditLog log, Identifiers identifiers) {
        return new ReconciliationEvents(log, identifiers);
    }

    @Produces
    @Singleton
    ReleaseProtection releaseProtection(
            Transactions transactions,
            Accounts accounts,
            ProtectionReleases releases,
            ProtectionConsequences consequences,
            ReconciliationEvents events) {
        return new ReleaseProtection(transactions, accounts, releases, consequences, events);
    }

    @Produces
    @Singleton
    RequestRead requestRead(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            TargetSystems systems,
            SystemReads reads,
            ReadAgenda agenda,
            ReconciliationEvents events) {
        return new RequestRead(transactions, identifiers, requestKeys, systems, reads, agenda, events);
    }
}

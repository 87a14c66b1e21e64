package dev.tenure.bootstrap.wiring;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.identity.AttributeAuthorities;
import dev.tenure.application.identity.DecideAttributeAuthority;
import dev.tenure.application.identity.Identities;
import dev.tenure.application.identity.IdentityEvents;
import dev.tenure.application.identity.IdentityFindings;
import dev.tenure.application.identity.ListIdentities;
import dev.tenure.application.identity.ListNonEmployees;
import dev.tenure.application.identity.ListSourceConflicts;
import dev.tenure.application.identity.ListUnmanaged;
import dev.tenure.application.identity.Reconsiderations;
import dev.tenure.application.identity.ShowAttributeAuthority;
import dev.tenure.application.identity.ShowIdentity;
import dev.tenure.application.identity.ShowIdentityAsOf;
import dev.tenure.application.identity.ShowManagerChain;
import dev.tenure.application.identity.ShowStatements;
import dev.tenure.application.identity.SourceConflicts;
import dev.tenure.application.identity.WorkerSources;
import dev.tenure.application.identity.WorkerStatements;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.Transactions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The use cases about identities. */
@Singleton
final class IdentityWiring {

    @Produces
    @Singleton
    DecideAttributeAuthority decideAttributeAuthority(
            Transactions transactions,
            AttributeAuthorities authorities,
            WorkerSources sources,
            Reconsiderations reconsiderations,
            IdentityEvents events) {
        return new DecideAttributeAuthority(transactions, authorities, sources, reconsiderations, events);
    }

    @Produces
    @Singleton
    IdentityEvents identityEvents(AuditLog log, Identifiers identifiers) {
        return new IdentityEvents(log, identifiers);
    }

    @Produces
    @Singleton
    ListIdentities listIdentities(Transactions transactions, Identities identities) {
        return new ListIdentities(transactions, identities);
    }

    @Produces
    @Singleton
    ListNonEmployees listNonEmployees(Transactions transactions, IdentityFindings findings) {
        return new ListNonEmployees(transactions, findings);
    }

    @Produces
    @Singleton
    ListSourceConflicts listSourceConflicts(
            Transactions transactions, SourceConflicts conflicts, Identities identities) {
        return new ListSourceConflicts(transactions, conflicts, identities);
    }

    @Produces
    @Singleton
    ListUnmanaged listUnmanaged(Transactions transactions, IdentityFindings findings) {
        return new ListUnmanaged(transactions, findings);
    }

    @Produces
    @Singleton
    ShowAttributeAuthority showAttributeAuthority(
            Transactions transactions,
            AttributeAuthorities authorities,
            WorkerSources sources,
            Reconsiderations reconsiderations) {
        return new ShowAttributeAuthority(transactions, authorities, sources, reconsiderations);
    }

    @Produces
    @Singleton
    ShowIdentity showIdentity(Transactions transactions, Identities identities) {
        return new ShowIdentity(transactions, identities);
    }

    @Produces
    @Singleton
    ShowIdentityAsOf showIdentityAsOf(
            Transactions transactions,
            Identities identities,
            WorkerStatements statements,
            AttributeAuthorities authorities) {
        return new ShowIdentityAsOf(transactions, identities, statements, authorities);
    }

    @Produces
    @Singleton
    ShowManagerChain showManagerChain(Transactions transactions, Identities identities, WorkerStatements statements) {
        return new ShowManagerChain(transactions, identities, statements);
    }

    @Produces
    @Singleton
    ShowStatements showStatements(Transactions transactions, Identities identities, WorkerStatements statements) {
        return new ShowStatements(transactions, identities, statements);
    }
}

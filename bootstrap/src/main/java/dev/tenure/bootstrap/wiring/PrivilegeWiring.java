package dev.tenure.bootstrap.wiring;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.finding.FindingScans;
import dev.tenure.application.identity.Identities;
import dev.tenure.application.identity.WorkerStatements;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.privilege.ListPrivilegeReviews;
import dev.tenure.application.privilege.ListPrivilegedPopulation;
import dev.tenure.application.privilege.PrivilegeEvents;
import dev.tenure.application.privilege.PrivilegeReviews;
import dev.tenure.application.privilege.ReviewPrivilege;
import dev.tenure.application.privilege.Reviewers;
import dev.tenure.application.privilege.ShowPrivilegedAccount;
import dev.tenure.application.reconciliation.AccountLinks;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.reconciliation.Privileges;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.Transactions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The use cases about who holds privileged access and who looked at it. */
@Singleton
final class PrivilegeWiring {

    @Produces
    @Singleton
    ListPrivilegedPopulation listPrivilegedPopulation(
            Transactions transactions, Privileges privileges, PrivilegeReviews reviews) {
        return new ListPrivilegedPopulation(transactions, privileges, reviews);
    }

    @Produces
    @Singleton
    Reviewers reviewers(TargetSystems systems, Identities identities, WorkerStatements statements) {
        return new Reviewers(systems, identities, statements);
    }

    @Produces
    @Singleton
    ShowPrivilegedAccount showPrivilegedAccount(
            Transactions transactions,
            TargetSystems systems,
            Accounts accounts,
            Privileges privileges,
            PrivilegeReviews reviews,
            Reviewers reviewers) {
        return new ShowPrivilegedAccount(transactions, systems, accounts, privileges, reviews, reviewers);
    }

    @Produces
    @Singleton
    ReviewPrivilege reviewPrivilege(
            Transactions transactions,
            Identifiers identifiers,
            AccountLinks links,
            Privileges privileges,
            PrivilegeReviews reviews,
            Reviewers reviewers,
            FindingScans scans,
            AuditLog log) {
        return new ReviewPrivilege(
                transactions,
                identifiers,
                links,
                privileges,
                reviews,
                reviewers,
                scans,
                new PrivilegeEvents(log, identifiers));
    }

    @Produces
    @Singleton
    ListPrivilegeReviews listPrivilegeReviews(Transactions transactions, PrivilegeReviews reviews) {
        return new ListPrivilegeReviews(transactions, reviews);
    }
}

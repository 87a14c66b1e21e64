package dev.tenure.testkit;

import dev.tenure.application.lifecycle.RowsAside;
import dev.tenure.application.lifecycle.SnapshotPreviews;
import dev.tenure.application.transaction.Correlation;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.testkit.audit.InMemoryAuditLog;
import dev.tenure.testkit.engagement.InMemoryEngagements;
import dev.tenure.testkit.finding.InMemoryFindings;
import dev.tenure.testkit.identity.InMemoryAttributeAuthorities;
import dev.tenure.testkit.identity.InMemoryIdentities;
import dev.tenure.testkit.identity.InMemoryIdentityFindings;
import dev.tenure.testkit.identity.InMemoryReconsiderations;
import dev.tenure.testkit.identity.InMemorySourceConflicts;
import dev.tenure.testkit.identity.InMemoryWorkerSources;
import dev.tenure.testkit.identity.InMemoryWorkerStatements;
import dev.tenure.testkit.inspection.InMemoryInspections;
import dev.tenure.testkit.inventory.InMemoryConnectorConditions;
import dev.tenure.testkit.inventory.InMemoryModeChanges;
import dev.tenure.testkit.inventory.InMemoryTargetSystems;
import dev.tenure.testkit.lifecycle.InMemoryLeaverCases;
import dev.tenure.testkit.lifecycle.InMemoryLeaverEscalations;
import dev.tenure.testkit.lifecycle.InMemoryLeaverExceptions;
import dev.tenure.testkit.lifecycle.InMemorySftpPulls;
import dev.tenure.testkit.lifecycle.InMemoryStatements;
import dev.tenure.testkit.lifecycle.InMemorySuspectedLeavers;
import dev.tenure.testkit.lifecycle.InMemorySuspensions;
import dev.tenure.testkit.lifecycle.InMemoryUndos;
import dev.tenure.testkit.lifecycle.InMemoryWorkerFeeds;
import dev.tenure.testkit.lifecycle.InMemoryWorkerSnapshots;
import dev.tenure.testkit.nonhuman.InMemoryNonHumans;
import dev.tenure.testkit.ownership.InMemoryHandOvers;
import dev.tenure.testkit.preservation.InMemoryLegalHolds;
import dev.tenure.testkit.privilege.InMemoryPrivilegeReviews;
import dev.tenure.testkit.provisioning.InMemoryGuards;
import dev.tenure.testkit.provisioning.InMemoryHolds;
import dev.tenure.testkit.provisioning.InMemoryOperations;
import dev.tenure.testkit.provisioning.InMemoryStops;
import dev.tenure.testkit.push.InMemoryPushClients;
import dev.tenure.testkit.push.InMemoryPushedGroups;
import dev.tenure.testkit.push.InMemoryPushedUsers;
import dev.tenure.testkit.reconciliation.InMemoryAccountLinks;
import dev.tenure.testkit.reconciliation.InMemoryAccounts;
import dev.tenure.testkit.reconciliation.InMemoryPrivilegeMarks;
import dev.tenure.testkit.reconciliation.InMemoryPrivileges;
import dev.tenure.testkit.reconciliation.InMemoryProtectionReleases;
import dev.tenure.testkit.reconciliation.InMemorySystemReads;
import dev.tenure.testkit.secrets.InMemorySecretRotations;
import dev.tenure.testkit.secrets.InMemorySharedSecrets;
import dev.tenure.testkit.transaction.InMemoryRequestKeys;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.SequentialIdentifiers;
import dev.tenure.testkit.transaction.Table;
import dev.tenure.testkit.wave.InMemoryWaves;
import dev.tenure.testkit.webhook.InMemoryWebhookDeliveries;
import dev.tenure.testkit.webhook.InMemoryWebhookSources;
import java.time.Instant;

/** Every port in memory, over one set of transactions. */
public record InMemoryPorts(
        InMemoryTransactions transactions,
        SequentialIdentifiers identifiers,
        InMemoryRequestKeys requestKeys,
        InMemoryIdentities identities,
        InMemoryWorkerSources workerSources,
        InMemoryWorkerStatements workerStatements,
        InMemoryAttributeAuthorities attributeAuthorities,
        InMemorySourceConflicts sourceConflicts,
        InMemoryReconsiderations reconsiderations,
        InMemoryIdentityFindings identityFindings,
        InMemoryEngagements engagements,
        InMemoryNonHumans nonHumans,
        InMemoryTargetSystems systems,
        InMemoryModeChanges modeChanges,
        InMemoryAccounts accounts,
        InMemoryAccountLinks accountLinks,
        InMemoryPrivilegeMarks privilegeMarks,
        InMemoryPrivileges privileges,
        InMemoryPrivilegeReviews privilegeReviews,
        InMemoryProtectionReleases protectionReleases,
        InMemorySystemReads systemReads,
        InMemoryOperations operations,
        InMemoryGuards guards,
        InMemoryHolds holds,
        InMemoryStops stops,
        InMemoryConnectorConditions connectorConditions,
        InMemoryWorkerFeeds workerFeeds,
        InMemoryWorkerSnapshots workerSnapshots,
        SnapshotPreviews snapshotPreviews,
        RowsAside rowsAside,
        InMemorySftpPulls sftpPulls,
        InMemoryLeaverCases leaverCases,
        InMemoryLeaverExceptions leaverExceptions,
        InMemoryLeaverEscalations leaverEscalations,
        InMemorySuspensions suspensions,
        InMemoryStatements statements,
        InMemoryUndos undos,
        InMemoryLegalHolds legalHolds,
        InMemoryInspections inspections,
        InMemoryFindings findings,
        InMemoryFindings findingScans,
        InMemoryWaves waves,
        InMemoryHandOvers handOvers,
        InMemorySuspectedLeavers suspectedLeavers,
        InMemorySharedSecrets sharedSecrets,
        InMemorySecretRotations secretRotations,
        InMemoryPushClients pushClients,
        InMemoryPushedUsers pushedUsers,
        InMemoryPushedGroups pushedGroups,
        InMemoryWebhookSources webhookSources,
        InMemoryWebhookDeliveries webhookDeliveries,
        InMemoryAuditLog auditLog,
        InMemoryAuditLog auditTrail,
        InMemoryAuditLog auditSequencer,
        Correlation correlation)
        implements Ports {

    /** Empty ports whose clock begins at a moment. */
    public static InMemoryPorts at(Instant begin) {
        InMemoryTransactions transactions = new InMemoryTransactions(begin);
        SequentialIdentifiers identifiers = new SequentialIdentifiers();
        InMemoryIdentities identities = new InMemoryIdentities(transactions);
        InMemoryWorkerStatements statements = new InMemoryWorkerStatements(transactions, identities);
        InMemoryWorkerSnapshots snapshots = new InMemoryWorkerSnapshots(transactions);
        InMemoryTargetSystems systems = new InMemoryTargetSystems(transactions);
        InMemoryPrivilegeMarks marks = new InMemoryPrivilegeMarks(transactions);
        InMemoryAccounts accounts = new InMemoryAccounts(transactions, systems, marks);
        InMemoryAccountLinks links = new InMemoryAccountLinks(accounts, identities);
        InMemoryOperations operations = new InMemoryOperations(transactions, accounts);
        Table<LeaverCaseId, LeaverCase> cases = transactions.table();
        InMemorySystemReads reads = new InMemorySystemReads(transactions, systems, accounts, links, identifiers);
        InMemoryNonHumans nonHumans = new InMemoryNonHumans(transactions, identities);
        InMemoryInspections inspections =
                new InMemoryInspections(transactions, systems, accounts, nonHumans, identifiers);
        InMemoryPrivilegeReviews reviews = new InMemoryPrivilegeReviews(transactions);
        InMemoryFindings findings = new InMemoryFindings(
                transactions,
                systems,
                reads,
                accounts,
                reviews,
                identities,
                nonHumans,
                inspections,
                cases,
                operations,
                identifiers);
        InMemoryEngagements engagements = new InMemoryEngagements(transactions, identities);
        InMemoryLeaverExceptions exceptions = new InMemoryLeaverExceptions(transactions, cases, identities);
        Correlation correlation = () -> "in memory";
        InMemorySecretRotations rotations = new InMemorySecretRotations(transactions);
        InMemoryPushedGroups pushedGroups = new InMemoryPushedGroups(transactions);
        InMemoryAuditLog log = new InMemoryAuditLog(transactions, correlation);
        return new InMemoryPorts(
                transactions,
                identifiers,
                new InMemoryRequestKeys(transactions),
                identities,
                new InMemoryWorkerSources(transactions),
                statements,
                new InMemoryAttributeAuthorities(transactions),
                new InMemorySourceConflicts(transactions),
                new InMemoryReconsiderations(transactions, statements),
                new InMemoryIdentityFindings(identities, statements),
                engagements,
                nonHumans,
                systems,
                new InMemoryModeChanges(transactions),
                accounts,
                links,
                marks,
                new InMemoryPrivileges(accounts, begin),
                reviews,
                new InMemoryProtectionReleases(transactions),
                reads,
                operations,
                new InMemoryGuards(transactions, accounts),
                new InMemoryHolds(transactions, operations, systems, accounts, identities),
                new InMemoryStops(transactions),
                new InMemoryConnectorConditions(transactions),
                new InMemoryWorkerFeeds(transactions),
                snapshots,
                snapshots.previews(statements, accounts),
                snapshots.aside(),
                new InMemorySftpPulls(transactions),
                new InMemoryLeaverCases(cases, identities, accounts, exceptions),
                exceptions,
                new InMemoryLeaverEscalations(transactions, cases),
                new InMemorySuspensions(transactions),
                new InMemoryStatements(transactions),
                new InMemoryUndos(transactions),
                new InMemoryLegalHolds(transactions),
                inspections,
                findings,
                findings,
                new InMemoryWaves(transactions, findings, accounts, identities, systems, operations),
                new InMemoryHandOvers(transactions, identities, systems, engagements, nonHumans, identifiers),
                new InMemorySuspectedLeavers(transactions, snapshots, statements, identities, identifiers),
                new InMemorySharedSecrets(transactions, rotations),
                rotations,
                new InMemoryPushClients(transactions),
                new InMemoryPushedUsers(transactions, pushedGroups),
                pushedGroups,
                new InMemoryWebhookSources(transactions),
                new InMemoryWebhookDeliveries(transactions),
                log,
                log,
                log,
                correlation);
    }
}

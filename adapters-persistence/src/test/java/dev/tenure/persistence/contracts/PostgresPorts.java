package dev.tenure.persistence.contracts;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.audit.AuditSequencer;
import dev.tenure.application.audit.AuditTrail;
import dev.tenure.application.identity.AttributeAuthorities;
import dev.tenure.application.identity.Identities;
import dev.tenure.application.identity.SourceConflicts;
import dev.tenure.application.identity.WorkerSources;
import dev.tenure.application.identity.WorkerStatements;
import dev.tenure.application.inventory.ModeChanges;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.lifecycle.LeaverCases;
import dev.tenure.application.lifecycle.LeaverExceptions;
import dev.tenure.application.lifecycle.SuspectedLeavers;
import dev.tenure.application.lifecycle.Suspensions;
import dev.tenure.application.lifecycle.WorkerFeeds;
import dev.tenure.application.lifecycle.WorkerSnapshots;
import dev.tenure.application.provisioning.Operations;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.reconciliation.ProtectionReleases;
import dev.tenure.application.reconciliation.SystemReads;
import dev.tenure.application.transaction.Correlation;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.testkit.Ports;
import jakarta.inject.Singleton;

/** Every port as production has it, over the database of the tests. */
@Singleton
record PostgresPorts(
        Transactions transactions,
        Identifiers identifiers,
        RequestKeys requestKeys,
        Identities identities,
        WorkerSources workerSources,
        WorkerStatements workerStatements,
        AttributeAuthorities attributeAuthorities,
        SourceConflicts sourceConflicts,
        TargetSystems systems,
        ModeChanges modeChanges,
        Accounts accounts,
        ProtectionReleases protectionReleases,
        SystemReads systemReads,
        Operations operations,
        WorkerFeeds workerFeeds,
        WorkerSnapshots workerSnapshots,
        LeaverCases leaverCases,
        LeaverExceptions leaverExceptions,
        Suspensions suspensions,
        SuspectedLeavers suspectedLeavers,
        AuditLog auditLog,
        AuditTrail auditTrail,
        AuditSequencer auditSequencer,
        Correlation correlation)
        implements Ports {}

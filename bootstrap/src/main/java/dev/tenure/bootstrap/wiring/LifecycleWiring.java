package dev.tenure.bootstrap.wiring;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.audit.AuditTrail;
import dev.tenure.application.finding.TakeBackDesk;
import dev.tenure.application.identity.AttributeAuthorities;
import dev.tenure.application.identity.Identities;
import dev.tenure.application.identity.Reconsiderations;
import dev.tenure.application.identity.SourceConflicts;
import dev.tenure.application.identity.WorkerSources;
import dev.tenure.application.identity.WorkerStatements;
import dev.tenure.application.inventory.Connectors;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.lifecycle.ApplyWorkerSnapshot;
import dev.tenure.application.lifecycle.CertifyLeaver;
import dev.tenure.application.lifecycle.ConfigureWorkerFeed;
import dev.tenure.application.lifecycle.DecideStatement;
import dev.tenure.application.lifecycle.DecideSuspectedLeaver;
import dev.tenure.application.lifecycle.DecideSuspension;
import dev.tenure.application.lifecycle.DecideUndo;
import dev.tenure.application.lifecycle.DecideWorkerSnapshot;
import dev.tenure.application.lifecycle.ExplainException;
import dev.tenure.application.lifecycle.FactExpressions;
import dev.tenure.application.lifecycle.FlagBreaches;
import dev.tenure.application.lifecycle.LeaverCases;
import dev.tenure.application.lifecycle.LeaverConsequences;
import dev.tenure.application.lifecycle.LeaverDesk;
import dev.tenure.application.lifecycle.LeaverEscalations;
import dev.tenure.application.lifecycle.LeaverEvents;
import dev.tenure.application.lifecycle.LeaverExceptions;
import dev.tenure.application.lifecycle.LeaverOutcomes;
import dev.tenure.application.lifecycle.LeaverOwnership;
import dev.tenure.application.lifecycle.LeaverSecrets;
import dev.tenure.application.lifecycle.LetDatesTakeEffect;
import dev.tenure.application.lifecycle.ListExceptions;
import dev.tenure.application.lifecycle.ListLeaverCases;
import dev.tenure.application.lifecycle.ListSnapshots;
import dev.tenure.application.lifecycle.ListStatements;
import dev.tenure.application.lifecycle.ListSuspectedLeavers;
import dev.tenure.application.lifecycle.ListSuspensions;
import dev.tenure.application.lifecycle.ListUndos;
import dev.tenure.application.lifecycle.ListWorkerFeeds;
import dev.tenure.application.lifecycle.PreviewWorkerSnapshot;
import dev.tenure.application.lifecycle.ProposeUndo;
import dev.tenure.application.lifecycle.ReceiveWorkerSnapshot;
import dev.tenure.application.lifecycle.ReconsiderWorkers;
import dev.tenure.application.lifecycle.RetryRowsAside;
import dev.tenure.application.lifecycle.RowsAside;
import dev.tenure.application.lifecycle.SftpPulls;
import dev.tenure.application.lifecycle.ShowLeaverCase;
import dev.tenure.application.lifecycle.ShowPreview;
import dev.tenure.application.lifecycle.ShowSnapshot;
import dev.tenure.application.lifecycle.ShowWorkerFeed;
import dev.tenure.application.lifecycle.SnapshotAgenda;
import dev.tenure.application.lifecycle.SnapshotPreviews;
import dev.tenure.application.lifecycle.StateStep;
import dev.tenure.application.lifecycle.StatementDesk;
import dev.tenure.application.lifecycle.StatementEvents;
import dev.tenure.application.lifecycle.Statements;
import dev.tenure.application.lifecycle.SuspectedLeavers;
import dev.tenure.application.lifecycle.SuspendPerson;
import dev.tenure.application.lifecycle.Suspensions;
import dev.tenure.application.lifecycle.TakeLinkedAccounts;
import dev.tenure.application.lifecycle.UndoDesk;
import dev.tenure.application.lifecycle.UndoEvents;
import dev.tenure.application.lifecycle.UndoOutcomes;
import dev.tenure.application.lifecycle.Undos;
import dev.tenure.application.lifecycle.WorkerDesk;
import dev.tenure.application.lifecycle.WorkerFeeds;
import dev.tenure.application.lifecycle.WorkerFiles;
import dev.tenure.application.lifecycle.WorkerSnapshots;
import dev.tenure.application.provisioning.Lanes;
import dev.tenure.application.provisioning.OperationDesk;
import dev.tenure.application.provisioning.Operations;
import dev.tenure.application.provisioning.Stops;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.reconciliation.LinkConsequences;
import dev.tenure.application.transaction.Correlation;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.application.transaction.Transactions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The use cases about workers and leavers. */
@Singleton
final class LifecycleWiring {

    @Produces
    @Singleton
    ApplyWorkerSnapshot applyWorkerSnapshot(
            Transactions transactions,
            Correlation correlation,
            WorkerSnapshots snapshots,
            WorkerFeeds feeds,
            SuspectedLeavers suspected,
            RowsAside aside,
            WorkerDesk desk,
            LeaverEvents events) {
        return new ApplyWorkerSnapshot(transactions, correlation, snapshots, feeds, suspected, aside, desk, events);
    }

    @Produces
    @Singleton
    PreviewWorkerSnapshot previewWorkerSnapshot(
            Transactions transactions,
            SnapshotPreviews previews,
            WorkerSnapshots snapshots,
            WorkerFeeds feeds,
            WorkerDesk desk,
            LeaverEvents events) {
        return new PreviewWorkerSnapshot(transactions, previews, snapshots, feeds, desk, events);
    }

    @Produces
    @Singleton
    DecideWorkerSnapshot decideWorkerSnapshot(
            Transactions transactions,
            WorkerSnapshots snapshots,
            SnapshotPreviews previews,
            SnapshotAgenda agenda,
            LeaverEvents events) {
        return new DecideWorkerSnapshot(transactions, snapshots, previews, agenda, events);
    }

    @Produces
    @Singleton
    ShowPreview showPreview(
            Transactions transactions,
            WorkerSnapshots snapshots,
            SnapshotPreviews previews,
            WorkerStatements statements,
            Identities identities,
            Accounts accounts,
            TargetSystems systems,
            OperationDesk desk,
            Stops stops) {
        return new ShowPreview(
                transactions, snapshots, previews, statements, identities, accounts, systems, desk, stops);
    }

    @Produces
    @Singleton
    RetryRowsAside retryRowsAside(
            Transactions transactions,
            Correlation correlation,
            WorkerFeeds feeds,
            RowsAside aside,
            WorkerDesk desk,
            LeaverEvents events) {
        return new RetryRowsAside(transactions, correlation, feeds, aside, desk, events);
    }

    @Produces
    @Singleton
    CertifyLeaver certifyLeaver(
            Transactions transactions,
            LeaverCases cases,
            Identities identities,
            LeaverExceptions exceptions,
            LeaverSecrets secrets,
            LeaverOwnership ownership,
            AuditTrail trail) {
        return new CertifyLeaver(transactions, cases, identities, exceptions, secrets, ownership, trail);
    }

    @Produces
    @Singleton
    ConfigureWorkerFeed configureWorkerFeed(
            Transactions transactions,
            WorkerSources sources,
            WorkerFeeds feeds,
            FactExpressions expressions,
            LeaverEvents events) {
        return new ConfigureWorkerFeed(transactions, sources, feeds, expressions, events);
    }

    @Produces
    @Singleton
    DecideSuspectedLeaver decideSuspectedLeaver(
            Transactions transactions,
            SuspectedLeavers suspected,
            WorkerStatements statements,
            WorkerFeeds feeds,
            WorkerSnapshots snapshots,
            WorkerDesk desk,
            LeaverEvents events) {
        return new DecideSuspectedLeaver(transactions, suspected, statements, feeds, snapshots, desk, events);
    }

    @Produces
    @Singleton
    DecideSuspension decideSuspension(
            Transactions transactions, Identities identities, Suspensions suspensions, LeaverDesk desk) {
        return new DecideSuspension(transactions, identities, suspensions, desk);
    }

    @Produces
    @Singleton
    ListSuspectedLeavers listSuspectedLeavers(
            Transactions transactions, SuspectedLeavers suspected, Identities identities) {
        return new ListSuspectedLeavers(transactions, suspected, identities);
    }

    @Produces
    @Singleton
    ListSuspensions listSuspensions(Transactions transactions, Suspensions suspensions, Identities identities) {
        return new ListSuspensions(transactions, suspensions, identities);
    }

    @Produces
    @Singleton
    SuspendPerson suspendPerson(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            Identities identities,
            LeaverCases cases,
            Suspensions suspensions,
            LeaverDesk desk,
            LeaverEvents events) {
        return new SuspendPerson(transactions, identifiers, requestKeys, identities, cases, suspensions, desk, events);
    }

    @Produces
    @Singleton
    ExplainException explainException(Transactions transactions, LeaverExceptions exceptions, LeaverEvents events) {
        return new ExplainException(transactions, exceptions, events);
    }

    @Produces
    @Singleton
    TakeLinkedAccounts takeLinkedAccounts(
            Transactions transactions, LeaverCases cases, Accounts accounts, LinkConsequences consequences) {
        return new TakeLinkedAccounts(transactions, cases, accounts, consequences);
    }

    @Produces
    @Singleton
    FlagBreaches flagBreaches(
            Transactions transactions,
            LeaverCases cases,
            LeaverEscalations escalations,
            TargetSystems systems,
            Suspensions suspensions,
            SuspectedLeavers suspected,
            LeaverDesk desk,
            LeaverEvents events) {
        return new FlagBreaches(transactions, cases, escalations, systems, suspensions, suspected, desk, events);
    }

    @Produces
    @Singleton
    LeaverConsequences leaverConsequences(
            TargetSystems systems,
            LeaverCases cases,
            Lanes lanes,
            LeaverDesk desk,
            OperationDesk operationDesk,
            UndoDesk undoDesk,
            TakeBackDesk takeBackDesk) {
        return new LeaverConsequences(systems, cases, lanes, desk, operationDesk, undoDesk, takeBackDesk);
    }

    @Produces
    @Singleton
    LeaverDesk leaverDesk(
            Identifiers identifiers,
            Identities identities,
            TargetSystems systems,
            Connectors connectors,
            Accounts accounts,
            LeaverCases cases,
            LeaverExceptions exceptions,
            Suspensions suspensions,
            Operations operations,
            OperationDesk operationDesk,
            LeaverSecrets secrets,
            LeaverOwnership ownership,
            StatementDesk statements,
            LeaverEvents events) {
        return new LeaverDesk(
                identifiers,
                identities,
                systems,
                connectors,
                accounts,
                cases,
                exceptions,
                suspensions,
                operations,
                operationDesk,
                secrets,
                ownership,
                statements,
                events);
    }

    @Produces
    @Singleton
    LeaverEvents leaverEvents(AuditLog log, Identifiers identifiers) {
        return new LeaverEvents(log, identifiers);
    }

    @Produces
    @Singleton
    LeaverOutcomes leaverOutcomes(
            Identifiers identifiers,
            TargetSystems systems,
            Accounts accounts,
            LeaverCases cases,
            Operations operations,
            Lanes lanes,
            LeaverDesk desk,
            LeaverEvents events) {
        return new LeaverOutcomes(identifiers, systems, accounts, cases, operations, lanes, desk, events);
    }

    @Produces
    @Singleton
    StatementEvents statementEvents(AuditLog log, Identifiers identifiers) {
        return new StatementEvents(log, identifiers);
    }

    @Produces
    @Singleton
    StatementDesk statementDesk(Statements statements, StatementEvents events) {
        return new StatementDesk(statements, events);
    }

    @Produces
    @Singleton
    StateStep stateStep(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            LeaverCases cases,
            Identities identities,
            Statements statements,
            StatementEvents events) {
        return new StateStep(transactions, identifiers, requestKeys, cases, identities, statements, events);
    }

    @Produces
    @Singleton
    DecideStatement decideStatement(
            Transactions transactions,
            LeaverCases cases,
            Identities identities,
            TargetSystems systems,
            Statements statements,
            LeaverDesk desk,
            StatementEvents events) {
        return new DecideStatement(transactions, cases, identities, systems, statements, desk, events);
    }

    @Produces
    @Singleton
    ListStatements listStatements(
            Transactions transactions, Statements statements, Identities identities, TargetSystems systems) {
        return new ListStatements(transactions, statements, identities, systems);
    }

    @Produces
    @Singleton
    UndoEvents undoEvents(AuditLog log, Identifiers identifiers) {
        return new UndoEvents(log, identifiers);
    }

    @Produces
    @Singleton
    UndoDesk undoDesk(
            Identifiers identifiers,
            Identities identities,
            TargetSystems systems,
            Accounts accounts,
            LeaverCases cases,
            Suspensions suspensions,
            Operations operations,
            OperationDesk operationDesk,
            Undos undos,
            LeaverDesk leaverDesk,
            UndoEvents events) {
        return new UndoDesk(
                identifiers,
                identities,
                systems,
                accounts,
                cases,
                suspensions,
                operations,
                operationDesk,
                undos,
                leaverDesk,
                events);
    }

    @Produces
    @Singleton
    UndoOutcomes undoOutcomes(
            TargetSystems systems, Accounts accounts, OperationDesk operationDesk, Undos undos, UndoDesk desk) {
        return new UndoOutcomes(systems, accounts, operationDesk, undos, desk);
    }

    @Produces
    @Singleton
    ProposeUndo proposeUndo(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            LeaverCases cases,
            Undos undos,
            UndoDesk desk,
            UndoEvents events) {
        return new ProposeUndo(transactions, identifiers, requestKeys, cases, undos, desk, events);
    }

    @Produces
    @Singleton
    DecideUndo decideUndo(Transactions transactions, LeaverCases cases, Undos undos, UndoDesk desk, UndoEvents events) {
        return new DecideUndo(transactions, cases, undos, desk, events);
    }

    @Produces
    @Singleton
    ListUndos listUndos(Transactions transactions, LeaverCases cases, Undos undos) {
        return new ListUndos(transactions, cases, undos);
    }

    @Produces
    @Singleton
    LetDatesTakeEffect letDatesTakeEffect(Transactions transactions, Identities identities, WorkerDesk workers) {
        return new LetDatesTakeEffect(transactions, identities, workers);
    }

    @Produces
    @Singleton
    WorkerDesk workerDesk(
            Identifiers identifiers,
            Identities identities,
            WorkerStatements statements,
            AttributeAuthorities authorities,
            SourceConflicts conflicts,
            LeaverDesk leavers,
            LeaverEvents events) {
        return new WorkerDesk(identifiers, identities, statements, authorities, conflicts, leavers, events);
    }

    @Produces
    @Singleton
    ListExceptions listExceptions(Transactions transactions, LeaverExceptions exceptions) {
        return new ListExceptions(transactions, exceptions);
    }

    @Produces
    @Singleton
    ListLeaverCases listLeaverCases(Transactions transactions, LeaverCases cases) {
        return new ListLeaverCases(transactions, cases);
    }

    @Produces
    @Singleton
    ShowWorkerFeed showWorkerFeed(
            Transactions transactions, WorkerFeeds feeds, SftpPulls pulls, WorkerSnapshots snapshots, RowsAside aside) {
        return new ShowWorkerFeed(transactions, feeds, pulls, snapshots, aside);
    }

    @Produces
    @Singleton
    ListSnapshots listSnapshots(Transactions transactions, WorkerSnapshots snapshots) {
        return new ListSnapshots(transactions, snapshots);
    }

    @Produces
    @Singleton
    ListWorkerFeeds listWorkerFeeds(Transactions transactions, WorkerFeeds feeds, SftpPulls pulls) {
        return new ListWorkerFeeds(transactions, feeds, pulls);
    }

    @Produces
    @Singleton
    ReceiveWorkerSnapshot receiveWorkerSnapshot(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            WorkerFeeds feeds,
            WorkerFiles files,
            WorkerSnapshots snapshots,
            SnapshotAgenda agenda,
            LeaverEvents events) {
        return new ReceiveWorkerSnapshot(
                transactions, identifiers, requestKeys, feeds, files, snapshots, agenda, events);
    }

    @Produces
    @Singleton
    ReconsiderWorkers reconsiderWorkers(
            Transactions transactions, Identities identities, Reconsiderations reconsiderations, WorkerDesk workers) {
        return new ReconsiderWorkers(transactions, identities, reconsiderations, workers);
    }

    @Produces
    @Singleton
    ShowLeaverCase showLeaverCase(
            Transactions transactions,
            LeaverCases cases,
            Identities identities,
            Operations operations,
            LeaverExceptions exceptions,
            LeaverEscalations escalations,
            LeaverSecrets secrets,
            LeaverOwnership ownership) {
        return new ShowLeaverCase(
                transactions, cases, identities, operations, exceptions, escalations, secrets, ownership);
    }

    @Produces
    @Singleton
    ShowSnapshot showSnapshot(Transactions transactions, WorkerSnapshots snapshots) {
        return new ShowSnapshot(transactions, snapshots);
    }
}

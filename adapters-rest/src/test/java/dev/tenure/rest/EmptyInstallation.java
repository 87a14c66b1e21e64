package dev.tenure.rest;

import dev.tenure.application.audit.ExportAudit;
import dev.tenure.application.audit.ListAuditEvents;
import dev.tenure.application.audit.ProveConsistency;
import dev.tenure.application.audit.ProveInclusion;
import dev.tenure.application.audit.ShowCheckpoint;
import dev.tenure.application.engagement.DecideEngagement;
import dev.tenure.application.engagement.EndEngagement;
import dev.tenure.application.engagement.ExtendEngagement;
import dev.tenure.application.engagement.ListEngagements;
import dev.tenure.application.engagement.RequestEngagement;
import dev.tenure.application.engagement.ShowEngagement;
import dev.tenure.application.finding.AcceptFinding;
import dev.tenure.application.finding.AssignFinding;
import dev.tenure.application.finding.EndFindingAcceptance;
import dev.tenure.application.finding.ListFindings;
import dev.tenure.application.finding.ShowFinding;
import dev.tenure.application.identity.DecideAttributeAuthority;
import dev.tenure.application.identity.ListIdentities;
import dev.tenure.application.identity.ListNonEmployees;
import dev.tenure.application.identity.ListSourceConflicts;
import dev.tenure.application.identity.ListUnmanaged;
import dev.tenure.application.identity.ShowAttributeAuthority;
import dev.tenure.application.identity.ShowIdentity;
import dev.tenure.application.identity.ShowIdentityAsOf;
import dev.tenure.application.identity.ShowManagerChain;
import dev.tenure.application.identity.ShowStatements;
import dev.tenure.application.inspection.ListCredentials;
import dev.tenure.application.inspection.ShowInspection;
import dev.tenure.application.inventory.CheckConnection;
import dev.tenure.application.inventory.ConfirmModeChange;
import dev.tenure.application.inventory.LiftQuarantine;
import dev.tenure.application.inventory.ListSystems;
import dev.tenure.application.inventory.PreviewMode;
import dev.tenure.application.inventory.ProposeModeChange;
import dev.tenure.application.inventory.RegisterSystem;
import dev.tenure.application.inventory.ReviseSystem;
import dev.tenure.application.inventory.ShowSystem;
import dev.tenure.application.lifecycle.CertifyLeaver;
import dev.tenure.application.lifecycle.ConfigureSftpPull;
import dev.tenure.application.lifecycle.ConfigureWorkerFeed;
import dev.tenure.application.lifecycle.DecideStatement;
import dev.tenure.application.lifecycle.DecideSuspectedLeaver;
import dev.tenure.application.lifecycle.DecideSuspension;
import dev.tenure.application.lifecycle.DecideUndo;
import dev.tenure.application.lifecycle.DecideWorkerSnapshot;
import dev.tenure.application.lifecycle.ExplainException;
import dev.tenure.application.lifecycle.ListExceptions;
import dev.tenure.application.lifecycle.ListLeaverCases;
import dev.tenure.application.lifecycle.ListSnapshots;
import dev.tenure.application.lifecycle.ListStatements;
import dev.tenure.application.lifecycle.ListSuspectedLeavers;
import dev.tenure.application.lifecycle.ListSuspensions;
import dev.tenure.application.lifecycle.ListUndos;
import dev.tenure.application.lifecycle.ListWorkerFeeds;
import dev.tenure.application.lifecycle.ProposeUndo;
import dev.tenure.application.lifecycle.ReceiveWorkerSnapshot;
import dev.tenure.application.lifecycle.RetryRowsAside;
import dev.tenure.application.lifecycle.ShowLeaverCase;
import dev.tenure.application.lifecycle.ShowPreview;
import dev.tenure.application.lifecycle.ShowSftpPull;
import dev.tenure.application.lifecycle.ShowSnapshot;
import dev.tenure.application.lifecycle.ShowWorkerFeed;
import dev.tenure.application.lifecycle.StateStep;
import dev.tenure.application.lifecycle.SuspendPerson;
import dev.tenure.application.nonhuman.DecideNonHuman;
import dev.tenure.application.nonhuman.ListNonHumans;
import dev.tenure.application.nonhuman.RequestNonHuman;
import dev.tenure.application.nonhuman.RetireNonHuman;
import dev.tenure.application.nonhuman.ShowNonHuman;
import dev.tenure.application.nonhuman.TransferNonHuman;
import dev.tenure.application.ownership.HandOverOwnership;
import dev.tenure.application.ownership.ListHandOvers;
import dev.tenure.application.preservation.DecideLegalHoldLift;
import dev.tenure.application.preservation.ListLegalHolds;
import dev.tenure.application.preservation.PlaceLegalHold;
import dev.tenure.application.preservation.ProposeLegalHoldLift;
import dev.tenure.application.privilege.ListPrivilegeReviews;
import dev.tenure.application.privilege.ListPrivilegedPopulation;
import dev.tenure.application.privilege.ReviewPrivilege;
import dev.tenure.application.privilege.ShowPrivilegedAccount;
import dev.tenure.application.provisioning.ConfirmGuardLimit;
import dev.tenure.application.provisioning.ListGuards;
import dev.tenure.application.provisioning.ListHeldAccounts;
import dev.tenure.application.provisioning.ListHolds;
import dev.tenure.application.provisioning.ListOperations;
import dev.tenure.application.provisioning.ListStops;
import dev.tenure.application.provisioning.ProposeHoldRelease;
import dev.tenure.application.provisioning.ReleaseHold;
import dev.tenure.application.provisioning.RetryOperation;
import dev.tenure.application.provisioning.ReviseGuard;
import dev.tenure.application.provisioning.ShowGuard;
import dev.tenure.application.provisioning.ShowHold;
import dev.tenure.application.provisioning.StartWrites;
import dev.tenure.application.provisioning.StopWrites;
import dev.tenure.application.push.CheckPushClient;
import dev.tenure.application.push.ConfigurePushClient;
import dev.tenure.application.push.ListPushClients;
import dev.tenure.application.push.ListPushedGroups;
import dev.tenure.application.push.ListPushedUsers;
import dev.tenure.application.push.RegisterPushedGroup;
import dev.tenure.application.push.RegisterPushedUser;
import dev.tenure.application.push.RevisePushedGroup;
import dev.tenure.application.push.RevisePushedUser;
import dev.tenure.application.push.ShowPushedGroup;
import dev.tenure.application.push.ShowPushedUser;
import dev.tenure.application.push.WithdrawPushedGroup;
import dev.tenure.application.push.WithdrawPushedUser;
import dev.tenure.application.reconciliation.EndPrivilegeMark;
import dev.tenure.application.reconciliation.LinkAccount;
import dev.tenure.application.reconciliation.ListAccountLinks;
import dev.tenure.application.reconciliation.ListAccounts;
import dev.tenure.application.reconciliation.ListEntitlements;
import dev.tenure.application.reconciliation.ListPrivilegeMarks;
import dev.tenure.application.reconciliation.ListReads;
import dev.tenure.application.reconciliation.MarkPrivileged;
import dev.tenure.application.reconciliation.PreviewCorrelation;
import dev.tenure.application.reconciliation.ProposeProtectionRelease;
import dev.tenure.application.reconciliation.ProtectAccount;
import dev.tenure.application.reconciliation.ReleaseProtection;
import dev.tenure.application.reconciliation.RequestRead;
import dev.tenure.application.reconciliation.ShowAccountLink;
import dev.tenure.application.reconciliation.UnlinkAccount;
import dev.tenure.application.secrets.AddSecretValue;
import dev.tenure.application.secrets.ConfirmSecretConsumer;
import dev.tenure.application.secrets.DecideOldCredential;
import dev.tenure.application.secrets.DecideRevocation;
import dev.tenure.application.secrets.DecideSecretDelay;
import dev.tenure.application.secrets.ListSecretRotations;
import dev.tenure.application.secrets.ListSharedSecrets;
import dev.tenure.application.secrets.NoteSecretKnower;
import dev.tenure.application.secrets.RegisterSharedSecret;
import dev.tenure.application.secrets.RequestSecretDelay;
import dev.tenure.application.secrets.RetireSharedSecret;
import dev.tenure.application.secrets.ReviseSharedSecret;
import dev.tenure.application.secrets.ShowSecretRotation;
import dev.tenure.application.secrets.ShowSharedSecret;
import dev.tenure.application.secrets.StateOldRevoked;
import dev.tenure.application.secrets.StrikeSecretKnower;
import dev.tenure.application.wave.GiveBackAccount;
import dev.tenure.application.wave.ListWaveItems;
import dev.tenure.application.wave.ListWaves;
import dev.tenure.application.wave.PrepareWave;
import dev.tenure.application.wave.ShowWave;
import dev.tenure.application.wave.StartWave;
import dev.tenure.application.wave.WithdrawWave;
import dev.tenure.application.webhook.ConfigureWebhookSource;
import dev.tenure.application.webhook.ListWebhookDeliveries;
import dev.tenure.application.webhook.ListWebhookSources;
import dev.tenure.application.webhook.ReceiveWebhook;
import dev.tenure.application.webhook.RetryWebhookDelivery;
import dev.tenure.application.webhook.ShowWebhookSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The use cases of an installation that holds nothing. */
@SuppressWarnings("UnusedMethod")
class EmptyInstallation {

    @Produces
    @Singleton
    ExportAudit exportAudit() {
        return EmptyPorts.make(ExportAudit.class);
    }

    @Produces
    @Singleton
    ListAuditEvents listAuditEvents() {
        return EmptyPorts.make(ListAuditEvents.class);
    }

    @Produces
    @Singleton
    ProveConsistency proveConsistency() {
        return EmptyPorts.make(ProveConsistency.class);
    }

    @Produces
    @Singleton
    ProveInclusion proveInclusion() {
        return EmptyPorts.make(ProveInclusion.class);
    }

    @Produces
    @Singleton
    ShowCheckpoint showCheckpoint() {
        return EmptyPorts.make(ShowCheckpoint.class);
    }

    @Produces
    @Singleton
    ListIdentities listIdentities() {
        return EmptyPorts.make(ListIdentities.class);
    }

    @Produces
    @Singleton
    ShowIdentity showIdentity() {
        return EmptyPorts.make(ShowIdentity.class);
    }

    @Produces
    @Singleton
    CheckConnection checkConnection() {
        return EmptyPorts.make(CheckConnection.class);
    }

    @Produces
    @Singleton
    ConfirmModeChange confirmModeChange() {
        return EmptyPorts.make(ConfirmModeChange.class);
    }

    @Produces
    @Singleton
    ListSystems listSystems() {
        return EmptyPorts.make(ListSystems.class);
    }

    @Produces
    @Singleton
    PreviewMode previewMode() {
        return EmptyPorts.make(PreviewMode.class);
    }

    @Produces
    @Singleton
    ProposeModeChange proposeModeChange() {
        return EmptyPorts.make(ProposeModeChange.class);
    }

    @Produces
    @Singleton
    RegisterSystem registerSystem() {
        return EmptyPorts.make(RegisterSystem.class);
    }

    @Produces
    @Singleton
    ReviseSystem reviseSystem() {
        return EmptyPorts.make(ReviseSystem.class);
    }

    @Produces
    @Singleton
    ShowSystem showSystem() {
        return EmptyPorts.make(ShowSystem.class);
    }

    @Produces
    @Singleton
    CertifyLeaver certifyLeaver() {
        return EmptyPorts.make(CertifyLeaver.class);
    }

    @Produces
    @Singleton
    ConfigureWorkerFeed configureWorkerFeed() {
        return EmptyPorts.make(ConfigureWorkerFeed.class);
    }

    @Produces
    @Singleton
    StateStep stateStep() {
        return EmptyPorts.make(StateStep.class);
    }

    @Produces
    @Singleton
    DecideStatement decideStatement() {
        return EmptyPorts.make(DecideStatement.class);
    }

    @Produces
    @Singleton
    ListStatements listStatements() {
        return EmptyPorts.make(ListStatements.class);
    }

    @Produces
    @Singleton
    SuspendPerson suspendPerson() {
        return EmptyPorts.make(SuspendPerson.class);
    }

    @Produces
    @Singleton
    DecideSuspension decideSuspension() {
        return EmptyPorts.make(DecideSuspension.class);
    }

    @Produces
    @Singleton
    ListSuspensions listSuspensions() {
        return EmptyPorts.make(ListSuspensions.class);
    }

    @Produces
    @Singleton
    DecideSuspectedLeaver decideSuspectedLeaver() {
        return EmptyPorts.make(DecideSuspectedLeaver.class);
    }

    @Produces
    @Singleton
    ListSuspectedLeavers listSuspectedLeavers() {
        return EmptyPorts.make(ListSuspectedLeavers.class);
    }

    @Produces
    @Singleton
    ExplainException explainException() {
        return EmptyPorts.make(ExplainException.class);
    }

    @Produces
    @Singleton
    ListExceptions listExceptions() {
        return EmptyPorts.make(ListExceptions.class);
    }

    @Produces
    @Singleton
    ListLeaverCases listLeaverCases() {
        return EmptyPorts.make(ListLeaverCases.class);
    }

    @Produces
    @Singleton
    ListSnapshots listSnapshots() {
        return EmptyPorts.make(ListSnapshots.class);
    }

    @Produces
    @Singleton
    ConfigureWebhookSource configureWebhookSource() {
        return EmptyPorts.make(ConfigureWebhookSource.class);
    }

    @Produces
    @Singleton
    ListWebhookDeliveries listWebhookDeliveries() {
        return EmptyPorts.make(ListWebhookDeliveries.class);
    }

    @Produces
    @Singleton
    ListWebhookSources listWebhookSources() {
        return EmptyPorts.make(ListWebhookSources.class);
    }

    @Produces
    @Singleton
    ReceiveWebhook receiveWebhook() {
        return EmptyPorts.make(ReceiveWebhook.class);
    }

    @Produces
    @Singleton
    RetryWebhookDelivery retryWebhookDelivery() {
        return EmptyPorts.make(RetryWebhookDelivery.class);
    }

    @Produces
    @Singleton
    ShowWebhookSource showWebhookSource() {
        return EmptyPorts.make(ShowWebhookSource.class);
    }

    @Produces
    @Singleton
    ListWorkerFeeds listWorkerFeeds() {
        return EmptyPorts.make(ListWorkerFeeds.class);
    }

    @Produces
    @Singleton
    ReceiveWorkerSnapshot receiveWorkerSnapshot() {
        return EmptyPorts.make(ReceiveWorkerSnapshot.class);
    }

    @Produces
    @Singleton
    ShowLeaverCase showLeaverCase() {
        return EmptyPorts.make(ShowLeaverCase.class);
    }

    @Produces
    @Singleton
    ConfigureSftpPull configureSftpPull() {
        return EmptyPorts.make(ConfigureSftpPull.class);
    }

    @Produces
    @Singleton
    ShowSftpPull showSftpPull() {
        return EmptyPorts.make(ShowSftpPull.class);
    }

    @Produces
    @Singleton
    ShowPreview showPreview() {
        return EmptyPorts.make(ShowPreview.class);
    }

    @Produces
    @Singleton
    DecideWorkerSnapshot decideWorkerSnapshot() {
        return EmptyPorts.make(DecideWorkerSnapshot.class);
    }

    @Produces
    @Singleton
    RetryRowsAside retryRowsAside() {
        return EmptyPorts.make(RetryRowsAside.class);
    }

    @Produces
    @Singleton
    ShowSnapshot showSnapshot() {
        return EmptyPorts.make(ShowSnapshot.class);
    }

    @Produces
    @Singleton
    ListOperations listOperations() {
        return EmptyPorts.make(ListOperations.class);
    }

    @Produces
    @Singleton
    RetryOperation retryOperation() {
        return EmptyPorts.make(RetryOperation.class);
    }

    @Produces
    @Singleton
    LinkAccount linkAccount() {
        return EmptyPorts.make(LinkAccount.class);
    }

    @Produces
    @Singleton
    UnlinkAccount unlinkAccount() {
        return EmptyPorts.make(UnlinkAccount.class);
    }

    @Produces
    @Singleton
    ListAccountLinks listAccountLinks() {
        return EmptyPorts.make(ListAccountLinks.class);
    }

    @Produces
    @Singleton
    ShowAccountLink showAccountLink() {
        return EmptyPorts.make(ShowAccountLink.class);
    }

    @Produces
    @Singleton
    PreviewCorrelation previewCorrelation() {
        return EmptyPorts.make(PreviewCorrelation.class);
    }

    @Produces
    @Singleton
    ListAccounts listAccounts() {
        return EmptyPorts.make(ListAccounts.class);
    }

    @Produces
    @Singleton
    ListReads listReads() {
        return EmptyPorts.make(ListReads.class);
    }

    @Produces
    @Singleton
    ProposeProtectionRelease proposeProtectionRelease() {
        return EmptyPorts.make(ProposeProtectionRelease.class);
    }

    @Produces
    @Singleton
    ProtectAccount protectAccount() {
        return EmptyPorts.make(ProtectAccount.class);
    }

    @Produces
    @Singleton
    ReleaseProtection releaseProtection() {
        return EmptyPorts.make(ReleaseProtection.class);
    }

    @Produces
    @Singleton
    RequestRead requestRead() {
        return EmptyPorts.make(RequestRead.class);
    }

    @Produces
    @Singleton
    ConfirmGuardLimit confirmGuardLimit() {
        return EmptyPorts.make(ConfirmGuardLimit.class);
    }

    @Produces
    @Singleton
    ListHeldAccounts listHeldAccounts() {
        return EmptyPorts.make(ListHeldAccounts.class);
    }

    @Produces
    @Singleton
    ListHolds listHolds() {
        return EmptyPorts.make(ListHolds.class);
    }

    @Produces
    @Singleton
    ListGuards listGuards() {
        return EmptyPorts.make(ListGuards.class);
    }

    @Produces
    @Singleton
    ShowWorkerFeed showWorkerFeed() {
        return EmptyPorts.make(ShowWorkerFeed.class);
    }

    @Produces
    @Singleton
    EndPrivilegeMark endPrivilegeMark() {
        return EmptyPorts.make(EndPrivilegeMark.class);
    }

    @Produces
    @Singleton
    ListPrivilegeMarks listPrivilegeMarks() {
        return EmptyPorts.make(ListPrivilegeMarks.class);
    }

    @Produces
    @Singleton
    ListEntitlements listEntitlements() {
        return EmptyPorts.make(ListEntitlements.class);
    }

    @Produces
    @Singleton
    ListPrivilegeReviews listPrivilegeReviews() {
        return EmptyPorts.make(ListPrivilegeReviews.class);
    }

    @Produces
    @Singleton
    ReviewPrivilege reviewPrivilege() {
        return EmptyPorts.make(ReviewPrivilege.class);
    }

    @Produces
    @Singleton
    ShowPrivilegedAccount showPrivilegedAccount() {
        return EmptyPorts.make(ShowPrivilegedAccount.class);
    }

    @Produces
    @Singleton
    ListPrivilegedPopulation listPrivilegedPopulation() {
        return EmptyPorts.make(ListPrivilegedPopulation.class);
    }

    @Produces
    @Singleton
    MarkPrivileged markPrivileged() {
        return EmptyPorts.make(MarkPrivileged.class);
    }

    @Produces
    @Singleton
    LiftQuarantine liftQuarantine() {
        return EmptyPorts.make(LiftQuarantine.class);
    }

    @Produces
    @Singleton
    ListStops listStops() {
        return EmptyPorts.make(ListStops.class);
    }

    @Produces
    @Singleton
    ProposeHoldRelease proposeHoldRelease() {
        return EmptyPorts.make(ProposeHoldRelease.class);
    }

    @Produces
    @Singleton
    ReleaseHold releaseHold() {
        return EmptyPorts.make(ReleaseHold.class);
    }

    @Produces
    @Singleton
    ReviseGuard reviseGuard() {
        return EmptyPorts.make(ReviseGuard.class);
    }

    @Produces
    @Singleton
    ShowGuard showGuard() {
        return EmptyPorts.make(ShowGuard.class);
    }

    @Produces
    @Singleton
    ShowHold showHold() {
        return EmptyPorts.make(ShowHold.class);
    }

    @Produces
    @Singleton
    StartWrites startWrites() {
        return EmptyPorts.make(StartWrites.class);
    }

    @Produces
    @Singleton
    StopWrites stopWrites() {
        return EmptyPorts.make(StopWrites.class);
    }

    @Produces
    @Singleton
    CheckPushClient checkPushClient() {
        return EmptyPorts.make(CheckPushClient.class);
    }

    @Produces
    @Singleton
    ConfigurePushClient configurePushClient() {
        return EmptyPorts.make(ConfigurePushClient.class);
    }

    @Produces
    @Singleton
    ListPushClients listPushClients() {
        return EmptyPorts.make(ListPushClients.class);
    }

    @Produces
    @Singleton
    ListPushedGroups listPushedGroups() {
        return EmptyPorts.make(ListPushedGroups.class);
    }

    @Produces
    @Singleton
    ListPushedUsers listPushedUsers() {
        return EmptyPorts.make(ListPushedUsers.class);
    }

    @Produces
    @Singleton
    RegisterPushedGroup registerPushedGroup() {
        return EmptyPorts.make(RegisterPushedGroup.class);
    }

    @Produces
    @Singleton
    RegisterPushedUser registerPushedUser() {
        return EmptyPorts.make(RegisterPushedUser.class);
    }

    @Produces
    @Singleton
    RevisePushedGroup revisePushedGroup() {
        return EmptyPorts.make(RevisePushedGroup.class);
    }

    @Produces
    @Singleton
    RevisePushedUser revisePushedUser() {
        return EmptyPorts.make(RevisePushedUser.class);
    }

    @Produces
    @Singleton
    ShowPushedGroup showPushedGroup() {
        return EmptyPorts.make(ShowPushedGroup.class);
    }

    @Produces
    @Singleton
    ShowPushedUser showPushedUser() {
        return EmptyPorts.make(ShowPushedUser.class);
    }

    @Produces
    @Singleton
    WithdrawPushedGroup withdrawPushedGroup() {
        return EmptyPorts.make(WithdrawPushedGroup.class);
    }

    @Produces
    @Singleton
    WithdrawPushedUser withdrawPushedUser() {
        return EmptyPorts.make(WithdrawPushedUser.class);
    }

    @Produces
    @Singleton
    DecideAttributeAuthority decideAttributeAuthority() {
        return EmptyPorts.make(DecideAttributeAuthority.class);
    }

    @Produces
    @Singleton
    ListNonEmployees listNonEmployees() {
        return EmptyPorts.make(ListNonEmployees.class);
    }

    @Produces
    @Singleton
    ListSourceConflicts listSourceConflicts() {
        return EmptyPorts.make(ListSourceConflicts.class);
    }

    @Produces
    @Singleton
    ListUnmanaged listUnmanaged() {
        return EmptyPorts.make(ListUnmanaged.class);
    }

    @Produces
    @Singleton
    ShowAttributeAuthority showAttributeAuthority() {
        return EmptyPorts.make(ShowAttributeAuthority.class);
    }

    @Produces
    @Singleton
    ShowIdentityAsOf showIdentityAsOf() {
        return EmptyPorts.make(ShowIdentityAsOf.class);
    }

    @Produces
    @Singleton
    ShowManagerChain showManagerChain() {
        return EmptyPorts.make(ShowManagerChain.class);
    }

    @Produces
    @Singleton
    ShowStatements showStatements() {
        return EmptyPorts.make(ShowStatements.class);
    }

    @Produces
    @Singleton
    DecideNonHuman decideNonHuman() {
        return EmptyPorts.make(DecideNonHuman.class);
    }

    @Produces
    @Singleton
    ListNonHumans listNonHumans() {
        return EmptyPorts.make(ListNonHumans.class);
    }

    @Produces
    @Singleton
    RequestNonHuman requestNonHuman() {
        return EmptyPorts.make(RequestNonHuman.class);
    }

    @Produces
    @Singleton
    RetireNonHuman retireNonHuman() {
        return EmptyPorts.make(RetireNonHuman.class);
    }

    @Produces
    @Singleton
    ShowNonHuman showNonHuman() {
        return EmptyPorts.make(ShowNonHuman.class);
    }

    @Produces
    @Singleton
    TransferNonHuman transferNonHuman() {
        return EmptyPorts.make(TransferNonHuman.class);
    }

    @Produces
    @Singleton
    DecideEngagement decideEngagement() {
        return EmptyPorts.make(DecideEngagement.class);
    }

    @Produces
    @Singleton
    EndEngagement endEngagement() {
        return EmptyPorts.make(EndEngagement.class);
    }

    @Produces
    @Singleton
    ExtendEngagement extendEngagement() {
        return EmptyPorts.make(ExtendEngagement.class);
    }

    @Produces
    @Singleton
    ListEngagements listEngagements() {
        return EmptyPorts.make(ListEngagements.class);
    }

    @Produces
    @Singleton
    RequestEngagement requestEngagement() {
        return EmptyPorts.make(RequestEngagement.class);
    }

    @Produces
    @Singleton
    ShowEngagement showEngagement() {
        return EmptyPorts.make(ShowEngagement.class);
    }

    @Produces
    @Singleton
    DecideUndo decideUndo() {
        return EmptyPorts.make(DecideUndo.class);
    }

    @Produces
    @Singleton
    ListUndos listUndos() {
        return EmptyPorts.make(ListUndos.class);
    }

    @Produces
    @Singleton
    ProposeUndo proposeUndo() {
        return EmptyPorts.make(ProposeUndo.class);
    }

    @Produces
    @Singleton
    ListHandOvers listHandOvers() {
        return EmptyPorts.make(ListHandOvers.class);
    }

    @Produces
    @Singleton
    HandOverOwnership handOverOwnership() {
        return EmptyPorts.make(HandOverOwnership.class);
    }

    @Produces
    @Singleton
    AcceptFinding acceptFinding() {
        return EmptyPorts.make(AcceptFinding.class);
    }

    @Produces
    @Singleton
    AssignFinding assignFinding() {
        return EmptyPorts.make(AssignFinding.class);
    }

    @Produces
    @Singleton
    EndFindingAcceptance endFindingAcceptance() {
        return EmptyPorts.make(EndFindingAcceptance.class);
    }

    @Produces
    @Singleton
    ListCredentials listCredentials() {
        return EmptyPorts.make(ListCredentials.class);
    }

    @Produces
    @Singleton
    ShowInspection showInspection() {
        return EmptyPorts.make(ShowInspection.class);
    }

    @Produces
    @Singleton
    GiveBackAccount giveBackAccount() {
        return EmptyPorts.make(GiveBackAccount.class);
    }

    @Produces
    @Singleton
    ListWaveItems listWaveItems() {
        return EmptyPorts.make(ListWaveItems.class);
    }

    @Produces
    @Singleton
    ListWaves listWaves() {
        return EmptyPorts.make(ListWaves.class);
    }

    @Produces
    @Singleton
    PrepareWave prepareWave() {
        return EmptyPorts.make(PrepareWave.class);
    }

    @Produces
    @Singleton
    ShowWave showWave() {
        return EmptyPorts.make(ShowWave.class);
    }

    @Produces
    @Singleton
    StartWave startWave() {
        return EmptyPorts.make(StartWave.class);
    }

    @Produces
    @Singleton
    WithdrawWave withdrawWave() {
        return EmptyPorts.make(WithdrawWave.class);
    }

    @Produces
    @Singleton
    ListFindings listFindings() {
        return EmptyPorts.make(ListFindings.class);
    }

    @Produces
    @Singleton
    ShowFinding showFinding() {
        return EmptyPorts.make(ShowFinding.class);
    }

    @Produces
    @Singleton
    DecideLegalHoldLift decideLegalHoldLift() {
        return EmptyPorts.make(DecideLegalHoldLift.class);
    }

    @Produces
    @Singleton
    ListLegalHolds listLegalHolds() {
        return EmptyPorts.make(ListLegalHolds.class);
    }

    @Produces
    @Singleton
    PlaceLegalHold placeLegalHold() {
        return EmptyPorts.make(PlaceLegalHold.class);
    }

    @Produces
    @Singleton
    ProposeLegalHoldLift proposeLegalHoldLift() {
        return EmptyPorts.make(ProposeLegalHoldLift.class);
    }

    @Produces
    @Singleton
    AddSecretValue addSecretValue() {
        return EmptyPorts.make(AddSecretValue.class);
    }

    @Produces
    @Singleton
    ConfirmSecretConsumer confirmSecretConsumer() {
        return EmptyPorts.make(ConfirmSecretConsumer.class);
    }

    @Produces
    @Singleton
    DecideOldCredential decideOldCredential() {
        return EmptyPorts.make(DecideOldCredential.class);
    }

    @Produces
    @Singleton
    DecideRevocation decideRevocation() {
        return EmptyPorts.make(DecideRevocation.class);
    }

    @Produces
    @Singleton
    DecideSecretDelay decideSecretDelay() {
        return EmptyPorts.make(DecideSecretDelay.class);
    }

    @Produces
    @Singleton
    ListSecretRotations listSecretRotations() {
        return EmptyPorts.make(ListSecretRotations.class);
    }

    @Produces
    @Singleton
    ListSharedSecrets listSharedSecrets() {
        return EmptyPorts.make(ListSharedSecrets.class);
    }

    @Produces
    @Singleton
    NoteSecretKnower noteSecretKnower() {
        return EmptyPorts.make(NoteSecretKnower.class);
    }

    @Produces
    @Singleton
    RegisterSharedSecret registerSharedSecret() {
        return EmptyPorts.make(RegisterSharedSecret.class);
    }

    @Produces
    @Singleton
    RequestSecretDelay requestSecretDelay() {
        return EmptyPorts.make(RequestSecretDelay.class);
    }

    @Produces
    @Singleton
    RetireSharedSecret retireSharedSecret() {
        return EmptyPorts.make(RetireSharedSecret.class);
    }

    @Produces
    @Singleton
    ReviseSharedSecret reviseSharedSecret() {
        return EmptyPorts.make(ReviseSharedSecret.class);
    }

    @Produces
    @Singleton
    ShowSecretRotation showSecretRotation() {
        return EmptyPorts.make(ShowSecretRotation.class);
    }

    @Produces
    @Singleton
    ShowSharedSecret showSharedSecret() {
        return EmptyPorts.make(ShowSharedSecret.class);
    }

    @Produces
    @Singleton
    StateOldRevoked stateOldRevoked() {
        return EmptyPorts.make(StateOldRevoked.class);
    }

    @Produces
    @Singleton
    StrikeSecretKnower strikeSecretKnower() {
        return EmptyPorts.make(StrikeSecretKnower.class);
    }
}

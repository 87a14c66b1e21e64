package dev.tenure.testkit;

import dev.tenure.application.audit.ExportAudit;
import dev.tenure.application.audit.ListAuditEvents;
import dev.tenure.application.audit.ProveConsistency;
import dev.tenure.application.audit.ProveInclusion;
import dev.tenure.application.audit.SequenceAudit;
import dev.tenure.application.audit.ShowCheckpoint;
import dev.tenure.application.engagement.DecideEngagement;
import dev.tenure.application.engagement.EndEngagement;
import dev.tenure.application.engagement.EngagementEvents;
import dev.tenure.application.engagement.ExtendEngagement;
import dev.tenure.application.engagement.ListEngagements;
import dev.tenure.application.engagement.Register;
import dev.tenure.application.engagement.RequestEngagement;
import dev.tenure.application.engagement.ShowEngagement;
import dev.tenure.application.engagement.Sponsorship;
import dev.tenure.application.finding.AcceptFinding;
import dev.tenure.application.finding.AssignFinding;
import dev.tenure.application.finding.EndFindingAcceptance;
import dev.tenure.application.finding.FindingDesk;
import dev.tenure.application.finding.FindingEvents;
import dev.tenure.application.finding.FindingOwners;
import dev.tenure.application.finding.FlagFindings;
import dev.tenure.application.finding.ListFindings;
import dev.tenure.application.finding.ManyFindings;
import dev.tenure.application.finding.ShowFinding;
import dev.tenure.application.finding.TakeBackDesk;
import dev.tenure.application.finding.TakeBackOutcomes;
import dev.tenure.application.identity.DecideAttributeAuthority;
import dev.tenure.application.identity.IdentityEvents;
import dev.tenure.application.identity.ListIdentities;
import dev.tenure.application.identity.ListNonEmployees;
import dev.tenure.application.identity.ListSourceConflicts;
import dev.tenure.application.identity.ListUnmanaged;
import dev.tenure.application.identity.ShowAttributeAuthority;
import dev.tenure.application.identity.ShowIdentity;
import dev.tenure.application.identity.ShowIdentityAsOf;
import dev.tenure.application.identity.ShowManagerChain;
import dev.tenure.application.identity.ShowStatements;
import dev.tenure.application.inspection.InspectAccounts;
import dev.tenure.application.inspection.ListCredentials;
import dev.tenure.application.inspection.ShowInspection;
import dev.tenure.application.inventory.CheckConnection;
import dev.tenure.application.inventory.ConfirmModeChange;
import dev.tenure.application.inventory.ConnectorWatch;
import dev.tenure.application.inventory.Connectors;
import dev.tenure.application.inventory.InventoryEvents;
import dev.tenure.application.inventory.LiftQuarantine;
import dev.tenure.application.inventory.ListSystems;
import dev.tenure.application.inventory.NobodysAccounts;
import dev.tenure.application.inventory.PreviewMode;
import dev.tenure.application.inventory.ProposeModeChange;
import dev.tenure.application.inventory.RegisterSystem;
import dev.tenure.application.inventory.ReviseSystem;
import dev.tenure.application.inventory.ShowSystem;
import dev.tenure.application.inventory.SystemOwners;
import dev.tenure.application.lifecycle.ApplyWorkerSnapshot;
import dev.tenure.application.lifecycle.CertifyLeaver;
import dev.tenure.application.lifecycle.ConfigureSftpPull;
import dev.tenure.application.lifecycle.ConfigureWorkerFeed;
import dev.tenure.application.lifecycle.DecideStatement;
import dev.tenure.application.lifecycle.DecideSuspectedLeaver;
import dev.tenure.application.lifecycle.DecideSuspension;
import dev.tenure.application.lifecycle.DecideUndo;
import dev.tenure.application.lifecycle.DecideWorkerSnapshot;
import dev.tenure.application.lifecycle.ExplainException;
import dev.tenure.application.lifecycle.FlagBreaches;
import dev.tenure.application.lifecycle.LeaverConsequences;
import dev.tenure.application.lifecycle.LeaverDesk;
import dev.tenure.application.lifecycle.LeaverEvents;
import dev.tenure.application.lifecycle.LeaverOutcomes;
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
import dev.tenure.application.lifecycle.PullFiles;
import dev.tenure.application.lifecycle.ReceiveWorkerSnapshot;
import dev.tenure.application.lifecycle.ReconsiderWorkers;
import dev.tenure.application.lifecycle.RetryRowsAside;
import dev.tenure.application.lifecycle.ShowLeaverCase;
import dev.tenure.application.lifecycle.ShowPreview;
import dev.tenure.application.lifecycle.ShowSftpPull;
import dev.tenure.application.lifecycle.ShowSnapshot;
import dev.tenure.application.lifecycle.ShowWorkerFeed;
import dev.tenure.application.lifecycle.StateStep;
import dev.tenure.application.lifecycle.StatementDesk;
import dev.tenure.application.lifecycle.StatementEvents;
import dev.tenure.application.lifecycle.SuspendPerson;
import dev.tenure.application.lifecycle.TakeDeliveredFiles;
import dev.tenure.application.lifecycle.TakeLinkedAccounts;
import dev.tenure.application.lifecycle.UndoDesk;
import dev.tenure.application.lifecycle.UndoEvents;
import dev.tenure.application.lifecycle.UndoOutcomes;
import dev.tenure.application.lifecycle.WorkerDesk;
import dev.tenure.application.nonhuman.DecideNonHuman;
import dev.tenure.application.nonhuman.ListNonHumans;
import dev.tenure.application.nonhuman.NonHumanEvents;
import dev.tenure.application.nonhuman.NonHumanOwners;
import dev.tenure.application.nonhuman.NonHumanSource;
import dev.tenure.application.nonhuman.RequestNonHuman;
import dev.tenure.application.nonhuman.RetireNonHuman;
import dev.tenure.application.nonhuman.ShowNonHuman;
import dev.tenure.application.nonhuman.TransferNonHuman;
import dev.tenure.application.ownership.FlagHandOvers;
import dev.tenure.application.ownership.HandOverOwnership;
import dev.tenure.application.ownership.ListHandOvers;
import dev.tenure.application.ownership.OwnedThings;
import dev.tenure.application.ownership.OwnershipEvents;
import dev.tenure.application.ownership.Succession;
import dev.tenure.application.preservation.DecideLegalHoldLift;
import dev.tenure.application.preservation.LegalHoldEvents;
import dev.tenure.application.preservation.ListLegalHolds;
import dev.tenure.application.preservation.PlaceLegalHold;
import dev.tenure.application.preservation.Preservation;
import dev.tenure.application.preservation.ProposeLegalHoldLift;
import dev.tenure.application.privilege.ListPrivilegeReviews;
import dev.tenure.application.privilege.ListPrivilegedPopulation;
import dev.tenure.application.privilege.PrivilegeEvents;
import dev.tenure.application.privilege.ReviewPrivilege;
import dev.tenure.application.privilege.Reviewers;
import dev.tenure.application.privilege.ShowPrivilegedAccount;
import dev.tenure.application.provisioning.CarryOutOperation;
import dev.tenure.application.provisioning.ClaimOperations;
import dev.tenure.application.provisioning.ConfirmGuardLimit;
import dev.tenure.application.provisioning.LaneWatch;
import dev.tenure.application.provisioning.ListGuards;
import dev.tenure.application.provisioning.ListHeldAccounts;
import dev.tenure.application.provisioning.ListHolds;
import dev.tenure.application.provisioning.ListOperations;
import dev.tenure.application.provisioning.ListStops;
import dev.tenure.application.provisioning.OperationDesk;
import dev.tenure.application.provisioning.ProposeHoldRelease;
import dev.tenure.application.provisioning.ProvisioningEvents;
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
import dev.tenure.application.push.PushDesk;
import dev.tenure.application.push.PushEvents;
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
import dev.tenure.application.reconciliation.LinkDesk;
import dev.tenure.application.reconciliation.ListAccountLinks;
import dev.tenure.application.reconciliation.ListAccounts;
import dev.tenure.application.reconciliation.ListEntitlements;
import dev.tenure.application.reconciliation.ListPrivilegeMarks;
import dev.tenure.application.reconciliation.ListReads;
import dev.tenure.application.reconciliation.MarkPrivileged;
import dev.tenure.application.reconciliation.PreviewCorrelation;
import dev.tenure.application.reconciliation.ProposeProtectionRelease;
import dev.tenure.application.reconciliation.ProtectAccount;
import dev.tenure.application.reconciliation.ReadDesk;
import dev.tenure.application.reconciliation.ReadSystem;
import dev.tenure.application.reconciliation.ReconciliationEvents;
import dev.tenure.application.reconciliation.ReleaseProtection;
import dev.tenure.application.reconciliation.RequestRead;
import dev.tenure.application.reconciliation.ScheduleReads;
import dev.tenure.application.reconciliation.ShowAccountLink;
import dev.tenure.application.reconciliation.UnlinkAccount;
import dev.tenure.application.secrets.AddSecretValue;
import dev.tenure.application.secrets.ConfirmSecretConsumer;
import dev.tenure.application.secrets.DecideOldCredential;
import dev.tenure.application.secrets.DecideRevocation;
import dev.tenure.application.secrets.DecideSecretDelay;
import dev.tenure.application.secrets.EndOffTimes;
import dev.tenure.application.secrets.FlagOverdueRotations;
import dev.tenure.application.secrets.KnownSecrets;
import dev.tenure.application.secrets.ListSecretRotations;
import dev.tenure.application.secrets.ListSharedSecrets;
import dev.tenure.application.secrets.NoteSecretKnower;
import dev.tenure.application.secrets.RegisterSharedSecret;
import dev.tenure.application.secrets.RequestSecretDelay;
import dev.tenure.application.secrets.RetireSharedSecret;
import dev.tenure.application.secrets.ReviseSharedSecret;
import dev.tenure.application.secrets.RotationDesk;
import dev.tenure.application.secrets.RotationOutcomes;
import dev.tenure.application.secrets.ScheduleRotations;
import dev.tenure.application.secrets.SecretEvents;
import dev.tenure.application.secrets.ShowSecretRotation;
import dev.tenure.application.secrets.ShowSharedSecret;
import dev.tenure.application.secrets.StateOldRevoked;
import dev.tenure.application.secrets.StrikeSecretKnower;
import dev.tenure.application.wave.CarryOutWaves;
import dev.tenure.application.wave.GiveBackAccount;
import dev.tenure.application.wave.ListWaveItems;
import dev.tenure.application.wave.ListWaves;
import dev.tenure.application.wave.PrepareWave;
import dev.tenure.application.wave.ShowWave;
import dev.tenure.application.wave.StartWave;
import dev.tenure.application.wave.WaveDesk;
import dev.tenure.application.wave.WaveEvents;
import dev.tenure.application.wave.WaveOutcomes;
import dev.tenure.application.wave.WithdrawWave;
import dev.tenure.application.webhook.ConfigureWebhookSource;
import dev.tenure.application.webhook.ListWebhookDeliveries;
import dev.tenure.application.webhook.ListWebhookSources;
import dev.tenure.application.webhook.ReceiveWebhook;
import dev.tenure.application.webhook.RetryWebhookDelivery;
import dev.tenure.application.webhook.ShowWebhookSource;
import dev.tenure.application.webhook.TakeWebhookDelivery;
import dev.tenure.application.webhook.WebhookEvents;
import dev.tenure.domain.engagement.EngagementPolicy;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.wave.Wave;
import dev.tenure.domain.webhook.WebhookSource;
import dev.tenure.testkit.inventory.FakeConnectors;
import dev.tenure.testkit.lifecycle.FakeDeliveredFiles;
import dev.tenure.testkit.lifecycle.FakeRemoteFolders;
import dev.tenure.testkit.lifecycle.PlainWorkerFiles;
import dev.tenure.testkit.lifecycle.RecordingSnapshotAgenda;
import dev.tenure.testkit.provisioning.RecordingLanes;
import dev.tenure.testkit.reconciliation.CallsInTurn;
import dev.tenure.testkit.reconciliation.RecordingReadAgenda;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.webhook.MapSecrets;
import dev.tenure.testkit.webhook.PlainWebhookBodies;
import dev.tenure.testkit.webhook.RecordingWebhookAgenda;
import dev.tenure.testkit.webhook.ScriptedPeople;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/** A composition root of its own: every use case over ports in memory, with a clock that the test advances. */
public final class World {

    public final InMemoryPorts ports;
    public final FakeConnectors connectors;
    public final RecordingLanes lanes;
    public final RecordingReadAgenda readAgenda;
    public final CallsInTurn calls = new CallsInTurn();
    public final RecordingSnapshotAgenda snapshotAgenda;

    public final RecordingWebhookAgenda webhookAgenda;
    public final MapSecrets secrets;
    public final ScriptedPeople people;

    public final ListIdentities listIdentities;
    public final ShowIdentity showIdentity;
    public final ShowIdentityAsOf showIdentityAsOf;
    public final ShowStatements showStatements;
    public final ShowManagerChain showManagerChain;
    public final ListUnmanaged listUnmanaged;
    public final ListNonEmployees listNonEmployees;
    public final ShowAttributeAuthority showAttributeAuthority;
    public final DecideAttributeAuthority decideAttributeAuthority;
    public final ListSourceConflicts listSourceConflicts;
    public final ReconsiderWorkers reconsiderWorkers;

    public final RequestEngagement requestEngagement;
    public final ExtendEngagement extendEngagement;
    public final DecideEngagement decideEngagement;
    public final EndEngagement endEngagement;
    public final ListEngagements listEngagements;
    public final ShowEngagement showEngagement;

    public final RequestNonHuman requestNonHuman;
    public final DecideNonHuman decideNonHuman;
    public final TransferNonHuman transferNonHuman;
    public final RetireNonHuman retireNonHuman;
    public final ListNonHumans listNonHumans;
    public final ShowNonHuman showNonHuman;

    public final RegisterSystem registerSystem;
    public final ReviseSystem reviseSystem;
    public final ListSystems listSystems;
    public final ShowSystem showSystem;
    public final LiftQuarantine liftQuarantine;
    public final LaneWatch laneWatch;
    public final CheckConnection checkConnection;
    public final PreviewMode previewMode;
    public final ProposeModeChange proposeModeChange;
    public final ConfirmModeChange confirmModeChange;

    public final RequestRead requestRead;
    public final ReadSystem readSystem;
    public final ScheduleReads scheduleReads;
    public final ListReads listReads;
    public final ListAccounts listAccounts;
    public final LinkAccount linkAccount;
    public final UnlinkAccount unlinkAccount;
    public final ListAccountLinks listAccountLinks;
    public final ShowAccountLink showAccountLink;
    public final PreviewCorrelation previewCorrelation;
    public final MarkPrivileged markPrivileged;
    public final EndPrivilegeMark endPrivilegeMark;
    public final ListPrivilegeMarks listPrivilegeMarks;
    public final ListEntitlements listEntitlements;
    public final ListPrivilegedPopulation listPrivilegedPopulation;
    public final ShowPrivilegedAccount showPrivilegedAccount;
    public final ReviewPrivilege reviewPrivilege;
    public final ListPrivilegeReviews listPrivilegeReviews;
    public final ProtectAccount protectAccount;
    public final ProposeProtectionRelease proposeProtectionRelease;
    public final ReleaseProtection releaseProtection;

    public final ClaimOperations claimOperations;
    public final CarryOutOperation carryOutOperation;
    public final RetryOperation retryOperation;
    public final ListOperations listOperations;
    public final OperationDesk operationDesk;
    public final ListHolds listHolds;
    public final ShowHold showHold;
    public final ListHeldAccounts listHeldAccounts;
    public final ProposeHoldRelease proposeHoldRelease;
    public final ReleaseHold releaseHold;
    public final ListGuards listGuards;
    public final ShowGuard showGuard;
    public final ReviseGuard reviseGuard;
    public final ConfirmGuardLimit confirmGuardLimit;
    public final ListStops listStops;
    public final StopWrites stopWrites;
    public final StartWrites startWrites;

    public final WorkerDesk workerDesk;
    public final ConfigureWorkerFeed configureWorkerFeed;
    public final ListWorkerFeeds listWorkerFeeds;
    public final ReceiveWorkerSnapshot receiveWorkerSnapshot;
    public final ApplyWorkerSnapshot applyWorkerSnapshot;
    public final PreviewWorkerSnapshot previewWorkerSnapshot;
    public final DecideWorkerSnapshot decideWorkerSnapshot;
    public final ShowPreview showPreview;
    public final RetryRowsAside retryRowsAside;
    public final FakeDeliveredFiles deliveredFiles = new FakeDeliveredFiles();
    public final TakeDeliveredFiles takeDeliveredFiles;
    public final FakeRemoteFolders remoteFolders = new FakeRemoteFolders();
    public final ConfigureSftpPull configureSftpPull;
    public final ShowSftpPull showSftpPull;
    public final PullFiles pullFiles;
    public final ShowWorkerFeed showWorkerFeed;
    public final ListSnapshots listSnapshots;
    public final ShowSnapshot showSnapshot;
    public final LetDatesTakeEffect letDatesTakeEffect;
    public final TakeLinkedAccounts takeLinkedAccounts;
    public final FlagBreaches flagBreaches;
    public final SuspendPerson suspendPerson;
    public final DecideSuspension decideSuspension;
    /** What accounts own that has no successor yet, by account; a test puts it there. */
    public final Map<AccountId, String> withoutSuccessor = new HashMap<>();

    public final PlaceLegalHold placeLegalHold;
    public final ProposeLegalHoldLift proposeLegalHoldLift;
    public final DecideLegalHoldLift decideLegalHoldLift;
    public final ListLegalHolds listLegalHolds;
    public final InspectAccounts inspectAccounts;
    public final ListCredentials listCredentials;
    public final ShowInspection showInspection;
    public final FlagFindings flagFindings;
    public final ListFindings listFindings;
    public final ShowFinding showFinding;
    public final AssignFinding assignFinding;
    public final AcceptFinding acceptFinding;
    public final EndFindingAcceptance endFindingAcceptance;
    public final PrepareWave prepareWave;
    public final StartWave startWave;
    public final WithdrawWave withdrawWave;
    public final GiveBackAccount giveBackAccount;
    public final ListWaves listWaves;
    public final ListWaveItems listWaveItems;
    public final ShowWave showWave;
    public final CarryOutWaves carryOutWaves;
    public final ListHandOvers listHandOvers;
    public final FlagHandOvers flagHandOvers;
    public final HandOverOwnership handOverOwnership;
    public final ProposeUndo proposeUndo;
    public final DecideUndo decideUndo;
    public final ListUndos listUndos;
    public final StateStep stateStep;
    public final DecideStatement decideStatement;
    public final ListStatements listStatements;
    public final ListSuspensions listSuspensions;
    public final DecideSuspectedLeaver decideSuspectedLeaver;
    public final ListSuspectedLeavers listSuspectedLeavers;
    public final ListLeaverCases listLeaverCases;
    public final ShowLeaverCase showLeaverCase;
    public final CertifyLeaver certifyLeaver;
    public final ListExceptions listExceptions;
    public final ExplainException explainException;

    public final RegisterSharedSecret registerSharedSecret;
    public final ReviseSharedSecret reviseSharedSecret;
    public final RetireSharedSecret retireSharedSecret;
    public final NoteSecretKnower noteSecretKnower;
    public final StrikeSecretKnower strikeSecretKnower;
    public final ListSharedSecrets listSharedSecrets;
    public final ShowSharedSecret showSharedSecret;
    public final ListSecretRotations listSecretRotations;
    public final ShowSecretRotation showSecretRotation;
    public final AddSecretValue addSecretValue;
    public final ConfirmSecretConsumer confirmSecretConsumer;
    public final StateOldRevoked stateOldRevoked;
    public final DecideRevocation decideRevocation;
    public final RequestSecretDelay requestSecretDelay;
    public final DecideSecretDelay decideSecretDelay;
    public final DecideOldCredential decideOldCredential;
    public final EndOffTimes endOffTimes;
    public final ScheduleRotations scheduleRotations;
    public final FlagOverdueRotations flagOverdueRotations;

    public final ConfigurePushClient configurePushClient;
    public final ListPushClients listPushClients;
    public final CheckPushClient checkPushClient;
    public final RegisterPushedUser registerPushedUser;
    public final RevisePushedUser revisePushedUser;
    public final WithdrawPushedUser withdrawPushedUser;
    public final ShowPushedUser showPushedUser;
    public final ListPushedUsers listPushedUsers;
    public final RegisterPushedGroup registerPushedGroup;
    public final RevisePushedGroup revisePushedGroup;
    public final WithdrawPushedGroup withdrawPushedGroup;
    public final ShowPushedGroup showPushedGroup;
    public final ListPushedGroups listPushedGroups;
    public final ConfigureWebhookSource configureWebhookSource;
    public final ListWebhookSources listWebhookSources;
    public final ShowWebhookSource showWebhookSource;
    public final ReceiveWebhook receiveWebhook;
    public final TakeWebhookDelivery takeWebhookDelivery;
    public final ListWebhookDeliveries listWebhookDeliveries;
    public final RetryWebhookDelivery retryWebhookDelivery;

    public final ListAuditEvents listAuditEvents;
    public final ShowCheckpoint showCheckpoint;
    public final ProveInclusion proveInclusion;
    public final ProveConsistency proveConsistency;
    public final ExportAudit exportAudit;
    public final SequenceAudit sequenceAudit;

    /** An empty world whose clock begins at a moment. */
    public World(Instant begin) {
        this(begin, (insideTransaction, watch) -> new FakeConnectors(insideTransaction));
    }

    /**
     * An empty world whose connectors are carried by something of the test's own.
     *
     * @param carrier is given whether the calling thread is in a transaction, and whom to tell how connectors behave
     */
    public World(Instant begin, BiFunction<BooleanSupplier, ConnectorWatch, Connectors> carrier) {
        ports = InMemoryPorts.at(begin);
        lanes = new RecordingLanes(ports.transactions());
        readAgenda = new RecordingReadAgenda(ports.transactions());
        snapshotAgenda = new RecordingSnapshotAgenda(ports.transactions());
        webhookAgenda = new RecordingWebhookAgenda(ports.transactions());
        secrets = new MapSecrets(ports.transactions()::active);
        people = new ScriptedPeople(ports.transactions()::active);

        var transactions = ports.transactions();
        var identifiers = ports.identifiers();
        var log = ports.auditLog();
        var inventoryEvents = new InventoryEvents(log, identifiers);
        laneWatch =
                new LaneWatch(transactions, ports.systems(), ports.connectorConditions(), () -> 0.5, inventoryEvents);
        Connectors carried = carrier.apply(ports.transactions()::active, laneWatch);
        connectors = carried instanceof FakeConnectors fakes ? fakes : new FakeConnectors(ports.transactions()::active);
        var reconciliationEvents = new ReconciliationEvents(log, identifiers);
        var operationEvents = new ProvisioningEvents(log, identifiers);
        var leaverEvents = new LeaverEvents(log, identifiers);
        operationDesk = new OperationDesk(
                identifiers, ports.operations(), ports.guards(), ports.holds(), lanes, operationEvents);
        var secretEvents = new SecretEvents(log, identifiers);
        var knownSecrets = new KnownSecrets(identifiers, ports.sharedSecrets(), ports.secretRotations(), secretEvents);
        var ownershipEvents = new OwnershipEvents(log, identifiers);
        var ownedThings = new OwnedThings(
                ports.handOvers(),
                ports.identities(),
                ports.workerStatements(),
                ownershipEvents,
                Samples.SUCCESSION_WITHIN);
        var statementEvents = new StatementEvents(log, identifiers);
        var desk = new LeaverDesk(
                identifiers,
                ports.identities(),
                ports.systems(),
                carried,
                ports.accounts(),
                ports.leaverCases(),
                ports.leaverExceptions(),
                ports.suspensions(),
                ports.operations(),
                operationDesk,
                knownSecrets,
                ownedThings,
                new StatementDesk(ports.statements(), statementEvents),
                leaverEvents);
        var rotationDesk = new RotationDesk(
                identifiers,
                ports.systems(),
                ports.accounts(),
                carried,
                operationDesk,
                ports.sharedSecrets(),
                ports.secretRotations(),
                desk,
                secretEvents);
        var rotationOutcomes = new RotationOutcomes(ports.accounts(), ports.secretRotations(), rotationDesk);
        workerDesk = new WorkerDesk(
                identifiers,
                ports.identities(),
                ports.workerStatements(),
                ports.attributeAuthorities(),
                ports.sourceConflicts(),
                desk,
                leaverEvents);
        var undoEvents = new UndoEvents(log, identifiers);
        var undoDesk = new UndoDesk(
                identifiers,
                ports.identities(),
                ports.systems(),
                ports.accounts(),
                ports.leaverCases(),
                ports.suspensions(),
                ports.operations(),
                operationDesk,
                ports.undos(),
                desk,
                undoEvents);
        var takeBackDesk =
                new TakeBackDesk(identifiers, ports.systems(), ports.accounts(), ports.findings(), operationDesk);
        var takeBackOutcomes = new TakeBackOutcomes(takeBackDesk);
        var consequences = new LeaverConsequences(
                ports.systems(), ports.leaverCases(), lanes, desk, operationDesk, undoDesk, takeBackDesk);
        var undoOutcomes = new UndoOutcomes(ports.systems(), ports.accounts(), operationDesk, ports.undos(), undoDesk);
        var findingEvents = new FindingEvents(log, identifiers);
        var waveEvents = new WaveEvents(log, identifiers);
        var waveDesk = new WaveDesk(
                identifiers,
                ports.systems(),
                ports.accounts(),
                ports.identities(),
                ports.leaverCases(),
                ports.suspensions(),
                ports.findings(),
                new ManyFindings(ports.findings(), findingEvents, Samples.FINDING_RULES, takeBackDesk),
                operationDesk,
                ports.waves());
        var waveOutcomes = new WaveOutcomes(ports.waves(), waveDesk);
        prepareWave = new PrepareWave(
                transactions, identifiers, ports.requestKeys(), ports.waves(), waveEvents, Wave.LARGEST);
        startWave = new StartWave(transactions, ports.waves(), waveEvents);
        withdrawWave = new WithdrawWave(transactions, ports.waves(), waveEvents);
        giveBackAccount = new GiveBackAccount(transactions, ports.waves(), waveDesk, ports.systems(), waveEvents);
        listWaves = new ListWaves(transactions, ports.waves());
        listWaveItems = new ListWaveItems(transactions, ports.waves(), ports.systems());
        showWave = new ShowWave(transactions, ports.waves(), ports.systems(), operationDesk);
        carryOutWaves = new CarryOutWaves(transactions, ports.waves(), waveDesk, waveEvents);
        var outcomes = new LeaverOutcomes(
                identifiers,
                ports.systems(),
                ports.accounts(),
                ports.leaverCases(),
                ports.operations(),
                lanes,
                desk,
                leaverEvents);

        listIdentities = new ListIdentities(transactions, ports.identities());
        showIdentity = new ShowIdentity(transactions, ports.identities());
        showIdentityAsOf = new ShowIdentityAsOf(
                transactions, ports.identities(), ports.workerStatements(), ports.attributeAuthorities());
        showStatements = new ShowStatements(transactions, ports.identities(), ports.workerStatements());
        showManagerChain = new ShowManagerChain(transactions, ports.identities(), ports.workerStatements());
        listUnmanaged = new ListUnmanaged(transactions, ports.identityFindings());
        listNonEmployees = new ListNonEmployees(transactions, ports.identityFindings());
        showAttributeAuthority = new ShowAttributeAuthority(
                transactions, ports.attributeAuthorities(), ports.workerSources(), ports.reconsiderations());
        decideAttributeAuthority = new DecideAttributeAuthority(
                transactions,
                ports.attributeAuthorities(),
                ports.workerSources(),
                ports.reconsiderations(),
                new IdentityEvents(log, identifiers));
        listSourceConflicts = new ListSourceConflicts(transactions, ports.sourceConflicts(), ports.identities());
        reconsiderWorkers =
                new ReconsiderWorkers(transactions, ports.identities(), ports.reconsiderations(), workerDesk);

        var engagementPolicy = new EngagementPolicy(365, 180, 14);
        var engagementEvents = new EngagementEvents(log, identifiers);
        var register = new Register(
                engagementPolicy, ports.identities(), ports.workerSources(), ports.workerStatements(), workerDesk);
        requestEngagement = new RequestEngagement(
                transactions, identifiers, ports.requestKeys(), ports.engagements(), register, engagementEvents);
        extendEngagement = new ExtendEngagement(
                transactions, ports.requestKeys(), ports.engagements(), register, engagementEvents);
        decideEngagement = new DecideEngagement(transactions, ports.engagements(), register, engagementEvents);
        endEngagement = new EndEngagement(transactions, ports.engagements(), register, engagementEvents);
        listEngagements = new ListEngagements(transactions, ports.engagements(), engagementPolicy);
        showEngagement = new ShowEngagement(transactions, ports.engagements());

        registerSystem = new RegisterSystem(
                transactions, identifiers, ports.requestKeys(), ports.systems(), carried, inventoryEvents);
        reviseSystem = new ReviseSystem(
                transactions,
                ports.systems(),
                carried,
                ports.connectorConditions(),
                ports.privileges(),
                ports.accountLinks(),
                inventoryEvents);
        listSystems = new ListSystems(transactions, ports.systems(), ports.connectorConditions());
        showSystem = new ShowSystem(transactions, ports.systems(), ports.modeChanges(), ports.connectorConditions());
        liftQuarantine =
                new LiftQuarantine(transactions, ports.systems(), ports.connectorConditions(), inventoryEvents);
        checkConnection = new CheckConnection(transactions, ports.systems(), carried);
        previewMode = new PreviewMode(transactions, ports.systems(), ports.systemReads(), consequences);
        proposeModeChange = new ProposeModeChange(
                transactions,
                identifiers,
                ports.requestKeys(),
                ports.systems(),
                ports.modeChanges(),
                ports.systemReads(),
                consequences,
                inventoryEvents);
        confirmModeChange = new ConfirmModeChange(
                transactions, ports.systems(), ports.modeChanges(), ports.systemReads(), consequences, inventoryEvents);

        requestRead = new RequestRead(
                transactions,
                identifiers,
                ports.requestKeys(),
                ports.systems(),
                ports.systemReads(),
                readAgenda,
                reconciliationEvents);
        var readDesk = new ReadDesk(identifiers, ports.systemReads(), readAgenda, reconciliationEvents);
        readSystem = new ReadSystem(
                transactions,
                ports.systems(),
                ports.systemReads(),
                carried,
                ports.connectorConditions(),
                laneWatch,
                ports.accounts(),
                consequences,
                calls,
                readDesk,
                reconciliationEvents);
        scheduleReads = new ScheduleReads(
                transactions,
                ports.systemReads(),
                readDesk,
                new ScheduleReads.Cadence(Duration.ofHours(24), Duration.ofMinutes(15), Duration.ofMinutes(5)));
        listReads = new ListReads(transactions, ports.systems(), ports.systemReads());
        listAccounts = new ListAccounts(transactions, ports.accounts());
        var linkDesk =
                new LinkDesk(identifiers, ports.accounts(), ports.accountLinks(), consequences, reconciliationEvents);
        linkAccount = new LinkAccount(transactions, ports.identities(), ports.accountLinks(), consequences, linkDesk);
        var nonHumanSource = new NonHumanSource(ports.identities(), ports.workerSources(), workerDesk);
        var nonHumanEvents = new NonHumanEvents(log, identifiers);
        requestNonHuman = new RequestNonHuman(
                transactions,
                identifiers,
                ports.requestKeys(),
                ports.nonHumans(),
                nonHumanSource,
                linkDesk,
                nonHumanEvents);
        decideNonHuman = new DecideNonHuman(transactions, ports.nonHumans(), nonHumanSource, linkDesk, nonHumanEvents);
        var nonHumanOwners = new NonHumanOwners(ports.nonHumans(), nonHumanSource, nonHumanEvents);
        transferNonHuman = new TransferNonHuman(transactions, ports.nonHumans(), nonHumanSource, nonHumanOwners);
        retireNonHuman = new RetireNonHuman(transactions, ports.nonHumans(), nonHumanSource, nonHumanEvents);
        listNonHumans = new ListNonHumans(transactions, ports.nonHumans());
        showNonHuman = new ShowNonHuman(transactions, ports.nonHumans(), ports.identities());
        unlinkAccount = new UnlinkAccount(
                transactions,
                identifiers,
                ports.identities(),
                ports.accountLinks(),
                consequences,
                reconciliationEvents);
        listAccountLinks = new ListAccountLinks(transactions, ports.identities(), ports.accountLinks());
        showAccountLink = new ShowAccountLink(transactions, ports.accountLinks());
        previewCorrelation =
                new PreviewCorrelation(transactions, ports.identities(), ports.systems(), ports.accountLinks());
        markPrivileged = new MarkPrivileged(
                transactions,
                identifiers,
                ports.systems(),
                ports.accounts(),
                ports.privilegeMarks(),
                ports.privileges(),
                reconciliationEvents);
        endPrivilegeMark =
                new EndPrivilegeMark(transactions, ports.privilegeMarks(), ports.privileges(), reconciliationEvents);
        listEntitlements = new ListEntitlements(transactions, ports.systems(), ports.privileges());
        listPrivilegedPopulation =
                new ListPrivilegedPopulation(transactions, ports.privileges(), ports.privilegeReviews());
        var reviewers = new Reviewers(ports.systems(), ports.identities(), ports.workerStatements());
        showPrivilegedAccount = new ShowPrivilegedAccount(
                transactions,
                ports.systems(),
                ports.accounts(),
                ports.privileges(),
                ports.privilegeReviews(),
                reviewers);
        reviewPrivilege = new ReviewPrivilege(
                transactions,
                identifiers,
                ports.accountLinks(),
                ports.privileges(),
                ports.privilegeReviews(),
                reviewers,
                ports.findingScans(),
                new PrivilegeEvents(log, identifiers));
        listPrivilegeReviews = new ListPrivilegeReviews(transactions, ports.privilegeReviews());
        listPrivilegeMarks = new ListPrivilegeMarks(transactions, ports.privilegeMarks());
        protectAccount = new ProtectAccount(transactions, ports.accounts(), consequences, reconciliationEvents);
        proposeProtectionRelease = new ProposeProtectionRelease(
                transactions,
                identifiers,
                ports.requestKeys(),
                ports.accounts(),
                ports.protectionReleases(),
                reconciliationEvents);
        releaseProtection = new ReleaseProtection(
                transactions, ports.accounts(), ports.protectionReleases(), consequences, reconciliationEvents);

        claimOperations = new ClaimOperations(
                transactions, ports.systems(), ports.stops(), ports.connectorConditions(), ports.operations());
        carryOutOperation = new CarryOutOperation(
                transactions,
                carried,
                secrets,
                ports.operations(),
                ports.stops(),
                ports.connectorConditions(),
                new Preservation(
                        ports.accounts(),
                        ports.legalHolds(),
                        account -> Optional.ofNullable(withoutSuccessor.get(account)),
                        ports.operations()),
                List.of(outcomes, undoOutcomes, rotationOutcomes, takeBackOutcomes, waveOutcomes),
                lanes,
                () -> 0.5,
                operationEvents);
        retryOperation = new RetryOperation(
                transactions, ports.operations(), ports.connectorConditions(), lanes, operationEvents);
        listOperations = new ListOperations(transactions, ports.operations());
        listHolds = new ListHolds(transactions, ports.holds());
        showHold = new ShowHold(transactions, ports.holds());
        listHeldAccounts = new ListHeldAccounts(transactions, ports.holds());
        proposeHoldRelease = new ProposeHoldRelease(
                transactions,
                identifiers,
                ports.requestKeys(),
                ports.holds(),
                ports.guards(),
                ports.operations(),
                operationEvents);
        releaseHold = new ReleaseHold(
                transactions,
                ports.holds(),
                operationDesk,
                List.of(outcomes, undoOutcomes, rotationOutcomes, takeBackOutcomes, waveOutcomes),
                operationEvents);
        listGuards = new ListGuards(transactions, ports.systems(), ports.guards());
        showGuard = new ShowGuard(transactions, ports.systems(), ports.guards(), ports.holds());
        reviseGuard = new ReviseGuard(transactions, ports.systems(), ports.guards(), operationEvents);
        confirmGuardLimit = new ConfirmGuardLimit(transactions, ports.systems(), ports.guards(), operationEvents);
        listStops = new ListStops(transactions, ports.stops());
        stopWrites = new StopWrites(transactions, identifiers, ports.systems(), ports.stops(), operationEvents);
        startWrites = new StartWrites(transactions, ports.stops(), ports.operations(), lanes, operationEvents);

        configureWorkerFeed = new ConfigureWorkerFeed(
                transactions,
                ports.workerSources(),
                ports.workerFeeds(),
                (fact, expression) -> expression.isBlank() ? Optional.of("is empty: write one") : Optional.empty(),
                leaverEvents);
        listWorkerFeeds = new ListWorkerFeeds(transactions, ports.workerFeeds(), ports.sftpPulls());
        receiveWorkerSnapshot = new ReceiveWorkerSnapshot(
                transactions,
                identifiers,
                ports.requestKeys(),
                ports.workerFeeds(),
                new PlainWorkerFiles(),
                ports.workerSnapshots(),
                snapshotAgenda,
                leaverEvents);
        applyWorkerSnapshot = new ApplyWorkerSnapshot(
                transactions,
                ports.correlation(),
                ports.workerSnapshots(),
                ports.workerFeeds(),
                ports.suspectedLeavers(),
                ports.rowsAside(),
                workerDesk,
                leaverEvents);
        previewWorkerSnapshot = new PreviewWorkerSnapshot(
                transactions,
                ports.snapshotPreviews(),
                ports.workerSnapshots(),
                ports.workerFeeds(),
                workerDesk,
                leaverEvents);
        decideWorkerSnapshot = new DecideWorkerSnapshot(
                transactions, ports.workerSnapshots(), ports.snapshotPreviews(), snapshotAgenda, leaverEvents);
        showPreview = new ShowPreview(
                transactions,
                ports.workerSnapshots(),
                ports.snapshotPreviews(),
                ports.workerStatements(),
                ports.identities(),
                ports.accounts(),
                ports.systems(),
                operationDesk,
                ports.stops());
        takeDeliveredFiles = new TakeDeliveredFiles(
                transactions, identifiers, ports.workerFeeds(), deliveredFiles, receiveWorkerSnapshot);
        configureSftpPull = new ConfigureSftpPull(
                transactions, ports.workerFeeds(), ports.sftpPulls(), remoteFolders, leaverEvents);
        showSftpPull = new ShowSftpPull(transactions, ports.sftpPulls());
        pullFiles = new PullFiles(transactions, identifiers, ports.sftpPulls(), remoteFolders, receiveWorkerSnapshot);
        retryRowsAside = new RetryRowsAside(
                transactions, ports.correlation(), ports.workerFeeds(), ports.rowsAside(), workerDesk, leaverEvents);
        showWorkerFeed = new ShowWorkerFeed(
                transactions, ports.workerFeeds(), ports.sftpPulls(), ports.workerSnapshots(), ports.rowsAside());
        listSnapshots = new ListSnapshots(transactions, ports.workerSnapshots());
        showSnapshot = new ShowSnapshot(transactions, ports.workerSnapshots());
        letDatesTakeEffect = new LetDatesTakeEffect(transactions, ports.identities(), workerDesk);
        takeLinkedAccounts = new TakeLinkedAccounts(transactions, ports.leaverCases(), ports.accounts(), consequences);
        flagBreaches = new FlagBreaches(
                transactions,
                ports.leaverCases(),
                ports.leaverEscalations(),
                ports.systems(),
                ports.suspensions(),
                ports.suspectedLeavers(),
                desk,
                leaverEvents);
        suspendPerson = new SuspendPerson(
                transactions,
                identifiers,
                ports.requestKeys(),
                ports.identities(),
                ports.leaverCases(),
                ports.suspensions(),
                desk,
                leaverEvents);
        decideSuspension = new DecideSuspension(transactions, ports.identities(), ports.suspensions(), desk);
        var holdEvents = new LegalHoldEvents(log, identifiers);
        placeLegalHold = new PlaceLegalHold(
                transactions, identifiers, ports.requestKeys(), ports.identities(), ports.legalHolds(), holdEvents);
        proposeLegalHoldLift = new ProposeLegalHoldLift(transactions, ports.legalHolds(), holdEvents);
        decideLegalHoldLift = new DecideLegalHoldLift(transactions, ports.legalHolds(), holdEvents);
        listLegalHolds = new ListLegalHolds(transactions, ports.legalHolds(), ports.identities());
        var findingDesk = new FindingDesk(ports.systems(), ports.identities());
        flagFindings = new FlagFindings(
                transactions,
                identifiers,
                ports.findingScans(),
                new NobodysAccounts(ports.systems(), ports.accountLinks(), ports.systemReads(), inventoryEvents),
                takeBackDesk,
                findingEvents,
                Samples.FINDING_RULES,
                Duration.ofMinutes(15));
        inspectAccounts = new InspectAccounts(
                transactions,
                ports.systems(),
                connectors,
                ports.connectorConditions(),
                ports.inspections(),
                Duration.ofDays(1));
        listCredentials = new ListCredentials(transactions, ports.inspections());
        showInspection = new ShowInspection(transactions, ports.systems(), connectors, ports.inspections());
        listFindings = new ListFindings(transactions, ports.findings(), findingDesk);
        showFinding = new ShowFinding(transactions, ports.findings(), ports.accounts(), findingDesk);
        assignFinding = new AssignFinding(transactions, ports.findings(), findingEvents);
        acceptFinding = new AcceptFinding(
                transactions, ports.findings(), ports.accounts(), ports.identities(), takeBackDesk, findingEvents);
        endFindingAcceptance =
                new EndFindingAcceptance(transactions, ports.findings(), findingEvents, Samples.FINDING_RULES);
        listHandOvers = new ListHandOvers(transactions, ports.handOvers(), ownedThings);
        flagHandOvers = new FlagHandOvers(transactions, ports.handOvers(), ports.identities(), desk, ownershipEvents);
        handOverOwnership = new HandOverOwnership(
                transactions,
                ports.handOvers(),
                ports.identities(),
                ports.leaverCases(),
                desk,
                ownedThings,
                new Succession(
                        new SystemOwners(ports.systems(), inventoryEvents),
                        new FindingOwners(ports.findings(), findingEvents),
                        new Sponsorship(ports.engagements(), register, engagementEvents),
                        nonHumanOwners),
                ownershipEvents);
        proposeUndo = new ProposeUndo(
                transactions,
                identifiers,
                ports.requestKeys(),
                ports.leaverCases(),
                ports.undos(),
                undoDesk,
                undoEvents);
        decideUndo = new DecideUndo(transactions, ports.leaverCases(), ports.undos(), undoDesk, undoEvents);
        stateStep = new StateStep(
                transactions,
                identifiers,
                ports.requestKeys(),
                ports.leaverCases(),
                ports.identities(),
                ports.statements(),
                statementEvents);
        decideStatement = new DecideStatement(
                transactions,
                ports.leaverCases(),
                ports.identities(),
                ports.systems(),
                ports.statements(),
                desk,
                statementEvents);
        listStatements = new ListStatements(transactions, ports.statements(), ports.identities(), ports.systems());
        listUndos = new ListUndos(transactions, ports.leaverCases(), ports.undos());
        listSuspensions = new ListSuspensions(transactions, ports.suspensions(), ports.identities());
        decideSuspectedLeaver = new DecideSuspectedLeaver(
                transactions,
                ports.suspectedLeavers(),
                ports.workerStatements(),
                ports.workerFeeds(),
                ports.workerSnapshots(),
                workerDesk,
                leaverEvents);
        listSuspectedLeavers = new ListSuspectedLeavers(transactions, ports.suspectedLeavers(), ports.identities());
        listLeaverCases = new ListLeaverCases(transactions, ports.leaverCases());
        showLeaverCase = new ShowLeaverCase(
                transactions,
                ports.leaverCases(),
                ports.identities(),
                ports.operations(),
                ports.leaverExceptions(),
                ports.leaverEscalations(),
                knownSecrets,
                ownedThings);
        certifyLeaver = new CertifyLeaver(
                transactions,
                ports.leaverCases(),
                ports.identities(),
                ports.leaverExceptions(),
                knownSecrets,
                ownedThings,
                ports.auditTrail());
        listExceptions = new ListExceptions(transactions, ports.leaverExceptions());
        explainException = new ExplainException(transactions, ports.leaverExceptions(), leaverEvents);

        var shared = ports.sharedSecrets();
        var rotations = ports.secretRotations();
        registerSharedSecret = new RegisterSharedSecret(
                transactions,
                identifiers,
                ports.requestKeys(),
                ports.systems(),
                ports.accounts(),
                secrets,
                shared,
                secretEvents);
        reviseSharedSecret =
                new ReviseSharedSecret(transactions, ports.systems(), ports.accounts(), secrets, shared, secretEvents);
        retireSharedSecret = new RetireSharedSecret(transactions, shared, rotations, secretEvents);
        noteSecretKnower = new NoteSecretKnower(
                transactions, ports.identities(), ports.leaverCases(), shared, knownSecrets, secretEvents);
        strikeSecretKnower = new StrikeSecretKnower(transactions, shared, rotations, secretEvents);
        listSharedSecrets = new ListSharedSecrets(transactions, shared);
        showSharedSecret = new ShowSharedSecret(transactions, ports.identities(), shared, rotations);
        listSecretRotations = new ListSecretRotations(transactions, rotations);
        showSecretRotation = new ShowSecretRotation(transactions, shared, rotations);
        addSecretValue = new AddSecretValue(transactions, carried, secrets, rotations, rotationDesk, secretEvents);
        confirmSecretConsumer = new ConfirmSecretConsumer(transactions, rotations, rotationDesk, secretEvents);
        stateOldRevoked = new StateOldRevoked(transactions, rotations, rotationDesk, secretEvents);
        decideOldCredential = new DecideOldCredential(transactions, rotations, rotationDesk, secretEvents);
        endOffTimes = new EndOffTimes(transactions, rotations, rotationDesk);
        decideRevocation = new DecideRevocation(transactions, rotations, rotationDesk, secretEvents);
        requestSecretDelay = new RequestSecretDelay(transactions, rotations, rotationDesk, secretEvents);
        decideSecretDelay = new DecideSecretDelay(transactions, rotations, rotationDesk, secretEvents);
        scheduleRotations = new ScheduleRotations(
                transactions, identifiers, ports.sharedSecrets(), rotations, secretEvents, Duration.ofDays(14));
        flagOverdueRotations = new FlagOverdueRotations(transactions, rotations, rotationDesk);

        var clients = ports.pushClients();
        var users = ports.pushedUsers();
        var groups = ports.pushedGroups();
        var pushEvents = new PushEvents(log, identifiers);
        var pushDesk = new PushDesk(users, workerDesk);
        configurePushClient = new ConfigurePushClient(transactions, clients, ports.workerSources(), pushEvents);
        listPushClients = new ListPushClients(transactions, clients);
        checkPushClient = new CheckPushClient(transactions, clients);
        registerPushedUser = new RegisterPushedUser(transactions, identifiers, clients, users, pushDesk, pushEvents);
        revisePushedUser = new RevisePushedUser(transactions, clients, users, groups, pushDesk, pushEvents);
        withdrawPushedUser = new WithdrawPushedUser(transactions, clients, users, groups, pushDesk, pushEvents);
        showPushedUser = new ShowPushedUser(transactions, clients, users, groups);
        listPushedUsers = new ListPushedUsers(transactions, clients, users, groups);
        registerPushedGroup = new RegisterPushedGroup(transactions, identifiers, clients, users, groups, pushEvents);
        revisePushedGroup = new RevisePushedGroup(transactions, clients, users, groups, pushEvents);
        withdrawPushedGroup = new WithdrawPushedGroup(transactions, clients, groups, pushEvents);
        showPushedGroup = new ShowPushedGroup(transactions, clients, groups);
        listPushedGroups = new ListPushedGroups(transactions, clients, groups);
        var webhookEvents = new WebhookEvents(log, identifiers);
        configureWebhookSource = new ConfigureWebhookSource(
                transactions, ports.workerSources(), ports.webhookSources(), secrets, webhookEvents);
        listWebhookSources = new ListWebhookSources(transactions, ports.webhookSources());
        showWebhookSource = new ShowWebhookSource(transactions, ports.webhookSources());
        receiveWebhook = new ReceiveWebhook(
                transactions,
                identifiers,
                ports.webhookSources(),
                ports.webhookDeliveries(),
                secrets,
                new PlainWebhookBodies(),
                webhookAgenda,
                webhookEvents);
        takeWebhookDelivery = new TakeWebhookDelivery(
                transactions,
                ports.webhookSources(),
                ports.webhookDeliveries(),
                secrets,
                people,
                workerDesk,
                () -> 0.5,
                webhookEvents);
        listWebhookDeliveries = new ListWebhookDeliveries(transactions, ports.webhookDeliveries());
        retryWebhookDelivery = new RetryWebhookDelivery(
                transactions, ports.webhookSources(), ports.webhookDeliveries(), webhookAgenda, webhookEvents);

        listAuditEvents = new ListAuditEvents(transactions, ports.auditTrail());
        showCheckpoint = new ShowCheckpoint(transactions, ports.auditTrail());
        proveInclusion = new ProveInclusion(transactions, ports.auditTrail());
        proveConsistency = new ProveConsistency(transactions, ports.auditTrail());
        exportAudit = new ExportAudit(transactions, identifiers, log, ports.auditTrail());
        sequenceAudit = new SequenceAudit(log);
    }

    /** What the clock shows. */
    public Instant now() {
        return ports.transactions().now();
    }

    /** Lets time pass, then does everything that is due by then. */
    public void pass(Duration duration) {
        ports.transactions().advance(duration);
        work();
    }

    /** Does everything that is due now: files, deliveries, dates, every lane. What is due later waits. */
    public void work() {
        while (!(applyWorkerSnapshot.handle(new ApplyWorkerSnapshot.Command())
                instanceof ApplyWorkerSnapshot.Outcome.NothingToApply)) {
            // One share after the other.
        }
        for (WebhookSource source :
                ports.transactions().call(now -> ports.webhookSources().all())) {
            while (!(takeWebhookDelivery.handle(new TakeWebhookDelivery.Command(source.name()))
                    instanceof TakeWebhookDelivery.Outcome.NothingDue)) {
                // One delivery after the other.
            }
        }
        while (!(previewWorkerSnapshot.handle(new PreviewWorkerSnapshot.Command())
                instanceof PreviewWorkerSnapshot.Outcome.NothingToPreview)) {
            // One share after the other.
        }
        letDatesTakeEffect.handle(new LetDatesTakeEffect.Command());
        reconsiderWorkers.handle(new ReconsiderWorkers.Command());
        boolean any = true;
        while (any) {
            any = false;
            for (SystemId system :
                    ports.transactions().call(now -> ports.operations().systemsWithWork())) {
                any |= turn(system);
            }
        }
    }

    /** One turn of a system's lane; whether there was something to do. */
    public boolean turn(SystemId system) {
        return switch (claimOperations.handle(new ClaimOperations.Command(system, 8))) {
            case ClaimOperations.Outcome.Claimed claimed -> {
                for (Operation.Running operation : claimed.operations()) {
                    carryOutOperation.handle(new CarryOutOperation.Command(claimed.system(), operation));
                }
                yield true;
            }
            case ClaimOperations.Outcome.NothingDue nothing -> false;
        };
    }
}

package dev.tenure.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.audit.AuditTrail;
import dev.tenure.application.audit.ExportAudit;
import dev.tenure.application.audit.ListAuditEvents;
import dev.tenure.application.audit.ProveConsistency;
import dev.tenure.application.audit.ProveInclusion;
import dev.tenure.application.audit.SequenceAudit;
import dev.tenure.application.audit.ShowCheckpoint;
import dev.tenure.application.identity.Identities;
import dev.tenure.application.identity.ListIdentities;
import dev.tenure.application.identity.ShowIdentity;
import dev.tenure.application.identity.WorkerSources;
import dev.tenure.application.inventory.CheckConnection;
import dev.tenure.application.inventory.ConfirmModeChange;
import dev.tenure.application.inventory.LiftQuarantine;
import dev.tenure.application.inventory.ListSystems;
import dev.tenure.application.inventory.PreviewMode;
import dev.tenure.application.inventory.ProposeModeChange;
import dev.tenure.application.inventory.RegisterSystem;
import dev.tenure.application.inventory.ReviseSystem;
import dev.tenure.application.inventory.ShowSystem;
import dev.tenure.application.inventory.SystemDescription;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.lifecycle.ApplyWorkerSnapshot;
import dev.tenure.application.lifecycle.CertifyLeaver;
import dev.tenure.application.lifecycle.ConfigureSftpPull;
import dev.tenure.application.lifecycle.ConfigureWorkerFeed;
import dev.tenure.application.lifecycle.DecideSuspectedLeaver;
import dev.tenure.application.lifecycle.DecideSuspension;
import dev.tenure.application.lifecycle.DecideUndo;
import dev.tenure.application.lifecycle.DecideWorkerSnapshot;
import dev.tenure.application.lifecycle.ExplainException;
import dev.tenure.application.lifecycle.FlagBreaches;
import dev.tenure.application.lifecycle.LeaverCases;
import dev.tenure.application.lifecycle.LeaverExceptions;
import dev.tenure.application.lifecycle.LetDatesTakeEffect;
import dev.tenure.application.lifecycle.ListExceptions;
import dev.tenure.application.lifecycle.ListLeaverCases;
import dev.tenure.application.lifecycle.ListSnapshots;
import dev.tenure.application.lifecycle.ListSuspectedLeavers;
import dev.tenure.application.lifecycle.ListSuspensions;
import dev.tenure.application.lifecycle.ListUndos;
import dev.tenure.application.lifecycle.ListWorkerFeeds;
import dev.tenure.application.lifecycle.PreviewWorkerSnapshot;
import dev.tenure.application.lifecycle.ProposeUndo;
import dev.tenure.application.lifecycle.PullFiles;
import dev.tenure.application.lifecycle.ReceiveWorkerSnapshot;
import dev.tenure.application.lifecycle.RetryRowsAside;
import dev.tenure.application.lifecycle.SftpPulls;
import dev.tenure.application.lifecycle.ShowLeaverCase;
import dev.tenure.application.lifecycle.ShowPreview;
import dev.tenure.application.lifecycle.ShowSftpPull;
import dev.tenure.application.lifecycle.ShowSnapshot;
import dev.tenure.application.lifecycle.ShowWorkerFeed;
import dev.tenure.application.lifecycle.SuspendPerson;
import dev.tenure.application.lifecycle.TakeDeliveredFiles;
import dev.tenure.application.lifecycle.TakeLinkedAccounts;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.preservation.DecideLegalHoldLift;
import dev.tenure.application.preservation.ListLegalHolds;
import dev.tenure.application.preservation.PlaceLegalHold;
import dev.tenure.application.preservation.ProposeLegalHoldLift;
import dev.tenure.application.privilege.ListPrivilegedPopulation;
import dev.tenure.application.provisioning.CarryOutOperation;
import dev.tenure.application.provisioning.ClaimOperations;
import dev.tenure.application.provisioning.ConfirmGuardLimit;
import dev.tenure.application.provisioning.Holds;
import dev.tenure.application.provisioning.ListGuards;
import dev.tenure.application.provisioning.ListHeldAccounts;
import dev.tenure.application.provisioning.ListHolds;
import dev.tenure.application.provisioning.ListOperations;
import dev.tenure.application.provisioning.ListStops;
import dev.tenure.application.provisioning.Operations;
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
import dev.tenure.application.push.GroupDescription;
import dev.tenure.application.push.ListPushClients;
import dev.tenure.application.push.ListPushedGroups;
import dev.tenure.application.push.ListPushedUsers;
import dev.tenure.application.push.PushedAttribute;
import dev.tenure.application.push.PushedQuery;
import dev.tenure.application.push.RegisterPushedGroup;
import dev.tenure.application.push.RegisterPushedUser;
import dev.tenure.application.push.RevisePushedGroup;
import dev.tenure.application.push.RevisePushedUser;
import dev.tenure.application.push.Revision;
import dev.tenure.application.push.ShowPushedGroup;
import dev.tenure.application.push.ShowPushedUser;
import dev.tenure.application.push.WithdrawPushedGroup;
import dev.tenure.application.push.WithdrawPushedUser;
import dev.tenure.application.reconciliation.AccountLinks;
import dev.tenure.application.reconciliation.Accounts;
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
import dev.tenure.application.reconciliation.ReadSystem;
import dev.tenure.application.reconciliation.ReleaseProtection;
import dev.tenure.application.reconciliation.RequestRead;
import dev.tenure.application.reconciliation.ScheduleReads;
import dev.tenure.application.reconciliation.ShowAccountLink;
import dev.tenure.application.reconciliation.UnlinkAccount;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.application.webhook.ConfigureWebhookSource;
import dev.tenure.application.webhook.ListWebhookDeliveries;
import dev.tenure.application.webhook.ListWebhookSources;
import dev.tenure.application.webhook.ReceiveWebhook;
import dev.tenure.application.webhook.RetryWebhookDelivery;
import dev.tenure.application.webhook.ShowWebhookSource;
import dev.tenure.application.webhook.TakeWebhookDelivery;
import dev.tenure.application.webhook.WebhookDeliveries;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.DatePatterns;
import dev.tenure.domain.identity.FileFormat;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerSnapshot;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.domain.inventory.ConnectorSettings;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.ModeChange;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.SuspensionId;
import dev.tenure.domain.lifecycle.SuspicionId;
import dev.tenure.domain.lifecycle.Undo;
import dev.tenure.domain.lifecycle.UndoId;
import dev.tenure.domain.preservation.LegalHoldId;
import dev.tenure.domain.provisioning.GuardLimit;
import dev.tenure.domain.provisioning.HoldId;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.push.PushClient;
import dev.tenure.domain.push.PushedGroupId;
import dev.tenure.domain.push.PushedUserId;
import dev.tenure.domain.push.PushedValue;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.PrivilegeMark;
import dev.tenure.domain.reconciliation.ReadId;
import dev.tenure.domain.reconciliation.SystemRead;
import dev.tenure.domain.webhook.Vendor;
import dev.tenure.domain.webhook.WebhookDeliveryId;
import dev.tenure.domain.webhook.WebhookSource;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.webhook.SampleWebhooks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every case of every outcome comes out of its use case: a refusal that no story reaches is either untested or cannot happen.
 * The cases are read from the classes of the application, so a new one fails here until it has its story.
 */
final class OutcomesTest {

    private static final String ADA = "1001";
    private static final UUID NOBODY_HAS_THIS = new UUID(0, 7);
    private static final int USE_CASES_AT_LEAST = 35;

    private final Map<Class<?>, Function<Company, ?>> stories = new LinkedHashMap<>();

    OutcomesTest() {
        systems();
        modes();
        reads();
        protections();
        privilegeMarks();
        links();
        people();
        work();
        guards();
        stops();
        files();
        suspensions();
        legalHolds();
        pushes();
        previews();
        routes();
        leavers();
        webhooks();
        exceptions();
        audit();
        stories.putAll(PeopleStories.all());
        stories.putAll(SecretStories.all());
        stories.putAll(StatementStories.all());
        stories.putAll(FindingStories.all());
        stories.putAll(InspectionStories.all());
        stories.putAll(NonHumanStories.all());
        stories.putAll(PrivilegeReviewStories.all());
        stories.putAll(OwnershipStories.all());
        stories.putAll(WaveStories.all());
    }

    @TestFactory
    Stream<DynamicTest> everyStoryEndsInItsOutcome() {
        return stories.entrySet().stream()
                .map(story -> DynamicTest.dynamicTest(
                        name(story.getKey()),
                        () -> assertEquals(
                                story.getKey(),
                                story.getValue().apply(new Company()).getClass())));
    }

    @Test
    void everyOutcomeHasItsStory() throws IOException, URISyntaxException {
        TreeSet<String> declared = new TreeSet<>();
        int useCases = 0;
        for (Class<?> outcome : outcomes()) {
            useCases++;
            Arrays.stream(outcome.getPermittedSubclasses())
                    .map(OutcomesTest::name)
                    .forEach(declared::add);
        }
        assertTrue(useCases >= USE_CASES_AT_LEAST, useCases + " use cases were found");
        TreeSet<String> told = new TreeSet<>();
        stories.keySet().forEach(outcome -> told.add(name(outcome)));
        assertEquals(declared, told);
    }

    /** The outcome of every use case, found among the classes of the application, in a directory or a jar. */
    private static Stream<Class<?>> outcomesIn(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files
                    .map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith("$Outcome.class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .<Class<?>>map(OutcomesTest::load)
                    .toList()
                    .stream();
        }
    }

    private static Iterable<Class<?>> outcomes() throws IOException, URISyntaxException {
        URI home = ShowIdentity.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        Path path = Path.of(home);
        if (Files.isDirectory(path)) {
            return outcomesIn(path).toList();
        }
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
            return outcomesIn(jar.getPath("/")).toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Such as {@code ShowIdentity.Unknown}. */
    private static String name(Class<?> outcome) {
        Class<?> useCase = outcome.getEnclosingClass().getEnclosingClass();
        return useCase.getSimpleName() + "." + outcome.getSimpleName();
    }

    private void ends(Class<?> outcome, Function<Company, ?> story) {
        stories.put(outcome, story);
    }

    // Systems ----------------------------------------------------------------------------------------------------

    private void systems() {
        ends(RegisterSystem.Outcome.Registered.class, c -> register(c, Company.ADMIN, Samples.request(), described()));
        ends(
                RegisterSystem.Outcome.UnknownMaster.class,
                c -> register(c, Company.ADMIN, Samples.request(), masteredByNobodyKnown()));
        ends(RegisterSystem.Outcome.NameTaken.class, c -> {
            register(c, Company.ADMIN, Samples.request(), described());
            return register(c, Company.ADMIN, Samples.request(), described());
        });
        ends(
                RegisterSystem.Outcome.BadSettings.class,
                c -> register(c, Company.ADMIN, Samples.request(), withUnknownConnector()));
        ends(RegisterSystem.Outcome.KeyReused.class, c -> {
            register(c, Company.ADMIN, new RequestKey("key", "one body"), described());
            return register(c, Company.ADMIN, new RequestKey("key", "another body"), described());
        });
        ends(RegisterSystem.Outcome.InProgress.class, c -> register(c, Company.ADMIN, heldElsewhere(c), described()));
        ends(
                RegisterSystem.Outcome.NotAllowed.class,
                c -> register(c, Company.OPERATOR, Samples.request(), described()));

        ends(ReviseSystem.Outcome.Revised.class, c -> revise(c, Company.ADMIN, observed(c), described()));
        ends(
                ReviseSystem.Outcome.Unknown.class,
                c -> c.world.reviseSystem.handle(
                        new ReviseSystem.Command(Company.ADMIN, new SystemId(NOBODY_HAS_THIS), 1, described())));
        ends(ReviseSystem.Outcome.Stale.class, c -> {
            TargetSystem system = observed(c);
            revise(c, Company.ADMIN, system, described());
            return revise(c, Company.ADMIN, system, described());
        });
        ends(
                ReviseSystem.Outcome.UnknownMaster.class,
                c -> revise(c, Company.ADMIN, observed(c), masteredByNobodyKnown()));
        ends(ReviseSystem.Outcome.NameTaken.class, c -> {
            c.system("Elsewhere", new SystemMode.Observe());
            return revise(c, Company.ADMIN, observed(c), Samples.description("Elsewhere"));
        });
        ends(
                ReviseSystem.Outcome.BadSettings.class,
                c -> revise(c, Company.ADMIN, observed(c), withUnknownConnector()));
        ends(
                ReviseSystem.Outcome.NotWhilePromoted.class,
                c -> revise(
                        c,
                        Company.ADMIN,
                        c.system("Directory", new SystemMode.Notify()),
                        Samples.description("Elsewhere")));
        ends(ReviseSystem.Outcome.NotAllowed.class, c -> revise(c, Company.OPERATOR, observed(c), described()));

        TargetSystems.Filter all = new TargetSystems.Filter(Optional.empty(), Optional.empty(), Optional.empty());
        ends(
                ListSystems.Outcome.Listed.class,
                c -> c.world.listSystems.handle(new ListSystems.Command(Company.AUDITOR, all, PageRequest.first())));
        ends(
                ListSystems.Outcome.NotAllowed.class,
                c -> c.world.listSystems.handle(new ListSystems.Command(Company.NOBODY, all, PageRequest.first())));

        ends(
                ShowSystem.Outcome.Shown.class,
                c -> c.world.showSystem.handle(
                        new ShowSystem.Command(Company.AUDITOR, observed(c).id())));
        ends(
                ShowSystem.Outcome.Unknown.class,
                c -> c.world.showSystem.handle(new ShowSystem.Command(Company.AUDITOR, new SystemId(NOBODY_HAS_THIS))));
        ends(
                ShowSystem.Outcome.NotAllowed.class,
                c -> c.world.showSystem.handle(
                        new ShowSystem.Command(Company.NOBODY, observed(c).id())));

        ends(LiftQuarantine.Outcome.Lifted.class, c -> lift(c, Company.ADMIN, quarantined(c), "the new jar is in"));
        ends(
                LiftQuarantine.Outcome.NotQuarantined.class,
                c -> lift(c, Company.ADMIN, observed(c).id(), "why not"));
        ends(LiftQuarantine.Outcome.Unknown.class, c -> lift(c, Company.ADMIN, new SystemId(NOBODY_HAS_THIS), "so"));
        ends(LiftQuarantine.Outcome.BadReason.class, c -> lift(c, Company.ADMIN, quarantined(c), " "));
        ends(LiftQuarantine.Outcome.NotAllowed.class, c -> lift(c, Company.OPERATOR, quarantined(c), "let me"));

        ends(CheckConnection.Outcome.Reached.class, c -> check(c, Company.OPERATOR, observed(c)));
        ends(CheckConnection.Outcome.Failed.class, c -> {
            TargetSystem system = observed(c);
            c.target(system).goDown("the target does not answer");
            return check(c, Company.OPERATOR, system);
        });
        ends(
                CheckConnection.Outcome.Unknown.class,
                c -> c.world.checkConnection.handle(
                        new CheckConnection.Command(Company.ADMIN, new SystemId(NOBODY_HAS_THIS))));
        ends(CheckConnection.Outcome.NotAllowed.class, c -> check(c, Company.AUDITOR, observed(c)));
    }

    private static SystemDescription described() {
        return Samples.description("Directory");
    }

    private static SystemDescription masteredByNobodyKnown() {
        return Samples.masteredBy(described(), new SystemId(UUID.randomUUID()), Duration.ofHours(1));
    }

    private static SystemDescription withUnknownConnector() {
        SystemDescription good = described();
        return new SystemDescription(
                good.name(),
                good.owner(),
                good.classification(),
                good.sla(),
                good.identityProvider(),
                new ConnectorSettings("carrier-pigeon", Map.of(), Map.of()),
                good.correlation(),
                good.classRules(),
                good.limits());
    }

    private static TargetSystem observed(Company company) {
        return company.system("Directory", new SystemMode.Observe());
    }

    private static RequestKey heldElsewhere(Company company) {
        RequestKey key = Samples.request();
        company.world.ports.requestKeys().holdElsewhere(key.key());
        return key;
    }

    private static Object register(Company company, Caller by, RequestKey key, SystemDescription description) {
        return company.world.registerSystem.handle(new RegisterSystem.Command(by, key, description));
    }

    private static Object revise(Company company, Caller by, TargetSystem system, SystemDescription description) {
        return company.world.reviseSystem.handle(
                new ReviseSystem.Command(by, system.id(), system.version(), description));
    }

    private static Object check(Company company, Caller by, TargetSystem system) {
        return company.world.checkConnection.handle(new CheckConnection.Command(by, system.id()));
    }

    // Modes ------------------------------------------------------------------------------------------------------

    private void modes() {
        ends(
                PreviewMode.Outcome.Previewed.class,
                c -> c.world.previewMode.handle(
                        new PreviewMode.Command(Company.AUDITOR, observed(c).id())));
        ends(
                PreviewMode.Outcome.Unknown.class,
                c -> c.world.previewMode.handle(
                        new PreviewMode.Command(Company.AUDITOR, new SystemId(NOBODY_HAS_THIS))));
        ends(
                PreviewMode.Outcome.NotAllowed.class,
                c -> c.world.previewMode.handle(
                        new PreviewMode.Command(Company.NOBODY, observed(c).id())));

        SystemMode notify = new SystemMode.Notify();
        ends(
                ProposeModeChange.Outcome.Recorded.class,
                c -> propose(c, Company.ADMIN, Samples.request(), read(c).id(), notify));
        ends(
                ProposeModeChange.Outcome.Unknown.class,
                c -> propose(c, Company.ADMIN, Samples.request(), new SystemId(NOBODY_HAS_THIS), notify));
        ends(
                ProposeModeChange.Outcome.NotTheNextStep.class,
                c -> propose(c, Company.ADMIN, Samples.request(), read(c).id(), new SystemMode.Act()));
        ends(
                ProposeModeChange.Outcome.NotReadWhole.class,
                c -> propose(c, Company.ADMIN, Samples.request(), observed(c).id(), notify));
        ends(ProposeModeChange.Outcome.AlreadyProposed.class, c -> {
            SystemId system = read(c).id();
            propose(c, Company.ADMIN, Samples.request(), system, notify);
            return propose(c, Company.SECOND_ADMIN, Samples.request(), system, notify);
        });
        ends(ProposeModeChange.Outcome.KeyReused.class, c -> {
            SystemId system = read(c).id();
            propose(c, Company.ADMIN, new RequestKey("key", "one body"), system, notify);
            return propose(c, Company.ADMIN, new RequestKey("key", "another body"), system, notify);
        });
        ends(
                ProposeModeChange.Outcome.InProgress.class,
                c -> propose(c, Company.ADMIN, heldElsewhere(c), read(c).id(), notify));
        ends(
                ProposeModeChange.Outcome.NotAllowed.class,
                c -> propose(c, Company.OPERATOR, Samples.request(), read(c).id(), notify));

        ends(ConfirmModeChange.Outcome.Ended.class, c -> confirm(c, Company.SECOND_ADMIN, proposed(c)));
        ends(ConfirmModeChange.Outcome.Unknown.class, c -> confirm(c, Company.SECOND_ADMIN, NOBODY_HAS_THIS));
        ends(ConfirmModeChange.Outcome.AlreadyEnded.class, c -> {
            UUID change = proposed(c);
            confirm(c, Company.SECOND_ADMIN, change);
            return confirm(c, Company.SECOND_ADMIN, change);
        });
        ends(ConfirmModeChange.Outcome.ConfirmerIsProposer.class, c -> confirm(c, Company.ADMIN, proposed(c)));
        ends(ConfirmModeChange.Outcome.Outdated.class, c -> {
            UUID change = proposed(c);
            c.world.pass(Duration.ofDays(ModeChange.DAYS_TO_CONFIRM + 1));
            return confirm(c, Company.SECOND_ADMIN, change);
        });
        ends(ConfirmModeChange.Outcome.NotAllowed.class, c -> confirm(c, Company.OPERATOR, proposed(c)));
    }

    /** A system in observe that was read to its end. */
    private static TargetSystem read(Company company) {
        TargetSystem system = observed(company);
        company.read(system);
        return system;
    }

    private static ProposeModeChange.Outcome propose(
            Company company, Caller by, RequestKey key, SystemId system, SystemMode to) {
        return company.world.proposeModeChange.handle(new ProposeModeChange.Command(by, key, system, to));
    }

    private static UUID proposed(Company company) {
        ProposeModeChange.Outcome.Recorded recorded = (ProposeModeChange.Outcome.Recorded)
                propose(company, Company.ADMIN, Samples.request(), read(company).id(), new SystemMode.Notify());
        return recorded.change().proposal().id();
    }

    private static Object confirm(Company company, Caller by, UUID change) {
        return company.world.confirmModeChange.handle(new ConfirmModeChange.Command(by, change, true));
    }

    // Reads ------------------------------------------------------------------------------------------------------

    private void reads() {
        ends(
                RequestRead.Outcome.UnderWay.class,
                c -> request(c, Company.OPERATOR, Samples.request(), observed(c).id()));
        ends(
                RequestRead.Outcome.Unknown.class,
                c -> request(c, Company.OPERATOR, Samples.request(), new SystemId(NOBODY_HAS_THIS)));
        ends(RequestRead.Outcome.KeyReused.class, c -> {
            SystemId system = observed(c).id();
            request(c, Company.OPERATOR, new RequestKey("key", "one body"), system);
            return request(c, Company.OPERATOR, new RequestKey("key", "another body"), system);
        });
        ends(
                RequestRead.Outcome.InProgress.class,
                c -> request(c, Company.OPERATOR, heldElsewhere(c), observed(c).id()));
        ends(
                RequestRead.Outcome.NotAllowed.class,
                c -> request(c, Company.AUDITOR, Samples.request(), observed(c).id()));

        ends(ReadSystem.Outcome.Complete.class, c -> c.read(observed(c)));
        ends(ReadSystem.Outcome.Failed.class, c -> {
            TargetSystem system = observed(c);
            c.target(system).goDown("the target does not answer");
            return c.read(system);
        });
        ends(
                ReadSystem.Outcome.EndedBefore.class,
                c -> c.world.readSystem.handle(new ReadSystem.Command(new ReadId(NOBODY_HAS_THIS))));

        ends(ScheduleReads.Outcome.Scheduled.class, c -> c.world.scheduleReads.handle(new ScheduleReads.Command()));

        ends(
                ListReads.Outcome.Listed.class,
                c -> c.world.listReads.handle(
                        new ListReads.Command(Company.AUDITOR, observed(c).id())));
        ends(
                ListReads.Outcome.Unknown.class,
                c -> c.world.listReads.handle(new ListReads.Command(Company.AUDITOR, new SystemId(NOBODY_HAS_THIS))));
        ends(
                ListReads.Outcome.NotAllowed.class,
                c -> c.world.listReads.handle(
                        new ListReads.Command(Company.NOBODY, observed(c).id())));

        Accounts.Filter all =
                new Accounts.Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        ends(
                ListAccounts.Outcome.Listed.class,
                c -> c.world.listAccounts.handle(new ListAccounts.Command(Company.AUDITOR, all, PageRequest.first())));
        ends(
                ListAccounts.Outcome.NotAllowed.class,
                c -> c.world.listAccounts.handle(new ListAccounts.Command(Company.NOBODY, all, PageRequest.first())));
    }

    private static Object request(Company company, Caller by, RequestKey key, SystemId system) {
        return company.world.requestRead.handle(
                new RequestRead.Command(by, key, system, SystemRead.Scope.WHOLE, false));
    }

    // Protections ------------------------------------------------------------------------------------------------

    private void protections() {
        ends(ProtectAccount.Outcome.Protected.class, c -> protect(c, Company.OPERATOR, account(c), "break-glass"));
        ends(
                ProtectAccount.Outcome.Unknown.class,
                c -> protect(c, Company.OPERATOR, new AccountId(NOBODY_HAS_THIS), "break-glass"));
        ends(ProtectAccount.Outcome.BadReason.class, c -> protect(c, Company.OPERATOR, account(c), " "));
        ends(ProtectAccount.Outcome.NotAllowed.class, c -> protect(c, Company.AUDITOR, account(c), "break-glass"));

        ends(
                ProposeProtectionRelease.Outcome.Recorded.class,
                c -> proposeRelease(c, Company.ADMIN, Samples.request(), protectedAccount(c), "no longer used"));
        ends(
                ProposeProtectionRelease.Outcome.Unknown.class,
                c -> proposeRelease(
                        c, Company.ADMIN, Samples.request(), new AccountId(NOBODY_HAS_THIS), "no longer used"));
        ends(
                ProposeProtectionRelease.Outcome.NotProtected.class,
                c -> proposeRelease(c, Company.ADMIN, Samples.request(), account(c), "no longer used"));
        ends(
                ProposeProtectionRelease.Outcome.BadReason.class,
                c -> proposeRelease(c, Company.ADMIN, Samples.request(), protectedAccount(c), "x".repeat(501)));
        ends(ProposeProtectionRelease.Outcome.KeyReused.class, c -> {
            AccountId account = protectedAccount(c);
            proposeRelease(c, Company.ADMIN, new RequestKey("key", "one body"), account, "no longer used");
            return proposeRelease(c, Company.ADMIN, new RequestKey("key", "another body"), account, "unused");
        });
        ends(
                ProposeProtectionRelease.Outcome.InProgress.class,
                c -> proposeRelease(c, Company.ADMIN, heldElsewhere(c), protectedAccount(c), "no longer used"));
        ends(
                ProposeProtectionRelease.Outcome.NotAllowed.class,
                c -> proposeRelease(c, Company.OPERATOR, Samples.request(), protectedAccount(c), "no longer used"));

        ends(ReleaseProtection.Outcome.Released.class, c -> release(c, Company.SECOND_ADMIN, releaseProposed(c)));
        ends(ReleaseProtection.Outcome.Unknown.class, c -> release(c, Company.SECOND_ADMIN, NOBODY_HAS_THIS));
        ends(ReleaseProtection.Outcome.AlreadyReleased.class, c -> {
            UUID release = releaseProposed(c);
            release(c, Company.SECOND_ADMIN, release);
            return release(c, Company.SECOND_ADMIN, release);
        });
        ends(ReleaseProtection.Outcome.ConfirmerIsProposer.class, c -> release(c, Company.ADMIN, releaseProposed(c)));
        ends(ReleaseProtection.Outcome.NotAllowed.class, c -> release(c, Company.OPERATOR, releaseProposed(c)));
    }

    private static AccountId account(Company company) {
        TargetSystem system = company.system("Directory", new SystemMode.Act());
        company.target(system).account("root", Map.of());
        company.read(system);
        return company.account(system, "root").id();
    }

    private static AccountId protectedAccount(Company company) {
        AccountId account = account(company);
        protect(company, Company.OPERATOR, account, "break-glass");
        return account;
    }

    private static Object protect(Company company, Caller by, AccountId account, String reason) {
        return company.world.protectAccount.handle(new ProtectAccount.Command(by, account, reason));
    }

    private static ProposeProtectionRelease.Outcome proposeRelease(
            Company company, Caller by, RequestKey key, AccountId account, String reason) {
        return company.world.proposeProtectionRelease.handle(
                new ProposeProtectionRelease.Command(by, key, account, reason));
    }

    private static UUID releaseProposed(Company company) {
        ProposeProtectionRelease.Outcome.Recorded recorded = (ProposeProtectionRelease.Outcome.Recorded)
                proposeRelease(company, Company.ADMIN, Samples.request(), protectedAccount(company), "no longer used");
        return recorded.release().proposal().id();
    }

    private static Object release(Company company, Caller by, UUID release) {
        return company.world.releaseProtection.handle(new ReleaseProtection.Command(by, release));
    }

    // People -----------------------------------------------------------------------------------------------------

    private void people() {
        ends(
                ListIdentities.Outcome.Listed.class,
                c -> c.world.listIdentities.handle(new ListIdentities.Command(
                        Company.OPERATOR,
                        new Identities.Filter(Optional.empty(), Optional.empty()),
                        PageRequest.first())));
        ends(
                ListIdentities.Outcome.NotAllowed.class,
                c -> c.world.listIdentities.handle(new ListIdentities.Command(
                        Company.ADMIN,
                        new Identities.Filter(Optional.empty(), Optional.of(Identities.Status.LEAVING)),
                        PageRequest.first())));
        ends(ShowIdentity.Outcome.Shown.class, c -> {
            c.worker(ADA, "Ada").takeOver();
            return c.world.showIdentity.handle(
                    new ShowIdentity.Command(Company.AUDITOR, c.person(ADA).id()));
        });
        ends(
                ShowIdentity.Outcome.Unknown.class,
                c -> c.world.showIdentity.handle(
                        new ShowIdentity.Command(Company.AUDITOR, new IdentityId(NOBODY_HAS_THIS))));
        ends(
                ShowIdentity.Outcome.NotAllowed.class,
                c -> c.world.showIdentity.handle(
                        new ShowIdentity.Command(Company.NOBODY, new IdentityId(NOBODY_HAS_THIS))));
    }

    // Work -------------------------------------------------------------------------------------------------------

    private void work() {
        ends(ClaimOperations.Outcome.Claimed.class, c -> claim(c, planned(c), 8));
        ends(ClaimOperations.Outcome.NothingDue.class, c -> claim(c, observed(c), 8));

        ends(CarryOutOperation.Outcome.Recorded.class, c -> {
            ClaimOperations.Outcome.Claimed claimed = (ClaimOperations.Outcome.Claimed) claim(c, planned(c), 1);
            return carryOut(c, claimed);
        });
        ends(CarryOutOperation.Outcome.ClaimLost.class, c -> {
            ClaimOperations.Outcome.Claimed claimed = (ClaimOperations.Outcome.Claimed) claim(c, planned(c), 1);
            c.world.pass(Duration.ofMinutes(5));
            return carryOut(c, claimed);
        });

        ends(RetryOperation.Outcome.DueNow.class, c -> {
            TargetSystem system = withAda(c);
            c.target(system).goDown("the target does not answer");
            c.lastDay(ADA, "2026-03-01").takeOver();
            return retry(c, Company.OPERATOR, first(c).plan().id());
        });
        ends(
                RetryOperation.Outcome.NotWaiting.class,
                c -> retry(c, Company.OPERATOR, done(c).plan().id()));
        ends(
                RetryOperation.Outcome.BadReason.class,
                c -> c.world.retryOperation.handle(new RetryOperation.Command(
                        Company.OPERATOR, new OperationId(NOBODY_HAS_THIS), Optional.of(" "))));
        ends(RetryOperation.Outcome.Unknown.class, c -> retry(c, Company.OPERATOR, new OperationId(NOBODY_HAS_THIS)));
        ends(
                RetryOperation.Outcome.NotAllowed.class,
                c -> retry(c, Company.AUDITOR, done(c).plan().id()));

        Operations.Filter all = new Operations.Filter(Optional.empty(), Optional.empty(), Optional.empty());
        ends(
                ListOperations.Outcome.Listed.class,
                c -> c.world.listOperations.handle(
                        new ListOperations.Command(Company.AUDITOR, all, PageRequest.first())));
        ends(
                ListOperations.Outcome.NotAllowed.class,
                c -> c.world.listOperations.handle(
                        new ListOperations.Command(Company.NOBODY, all, PageRequest.first())));
    }

    /** A system in act where Ada, who works, has an account. */
    private static TargetSystem withAda(Company company) {
        TargetSystem system = company.system("Directory", new SystemMode.Act());
        company.target(system).account("ada", Samples.employee(ADA), "Staff");
        company.worker(ADA, "Ada").takeOver();
        company.read(system);
        return system;
    }

    /** Ada has left, and nothing of what that causes was attempted. */
    private static TargetSystem planned(Company company) {
        TargetSystem system = withAda(company);
        company.lastDay(ADA, "2026-03-01").handIn();
        company.world.applyWorkerSnapshot.handle(new ApplyWorkerSnapshot.Command());
        return system;
    }

    private static ClaimOperations.Outcome claim(Company company, TargetSystem system, int limit) {
        return company.world.claimOperations.handle(new ClaimOperations.Command(system.id(), limit));
    }

    private static Object carryOut(Company company, ClaimOperations.Outcome.Claimed claimed) {
        return company.world.carryOutOperation.handle(new CarryOutOperation.Command(
                claimed.system(), claimed.operations().get(0)));
    }

    private static Operation first(Company company) {
        return company.operations(ADA).get(0);
    }

    private static Operation done(Company company) {
        left(company);
        return first(company);
    }

    private static Object retry(Company company, Caller by, OperationId operation) {
        return company.world.retryOperation.handle(new RetryOperation.Command(by, operation));
    }

    // The guard and the stop switch --------------------------------------------------------------------------------

    private void guards() {
        Holds.Filter all = new Holds.Filter(Optional.empty(), false);
        ends(
                ListHolds.Outcome.Listed.class,
                c -> c.world.listHolds.handle(new ListHolds.Command(Company.AUDITOR, all, PageRequest.first())));
        ends(
                ListHolds.Outcome.NotAllowed.class,
                c -> c.world.listHolds.handle(new ListHolds.Command(Company.NOBODY, all, PageRequest.first())));
        ends(ShowHold.Outcome.Shown.class, c -> showHold(c, Company.AUDITOR, held(c)));
        ends(ShowHold.Outcome.Unknown.class, c -> showHold(c, Company.AUDITOR, new HoldId(NOBODY_HAS_THIS)));
        ends(ShowHold.Outcome.NotAllowed.class, c -> showHold(c, Company.NOBODY, held(c)));
        ends(ListHeldAccounts.Outcome.Listed.class, c -> heldAccounts(c, Company.AUDITOR, held(c)));
        ends(
                ListHeldAccounts.Outcome.Unknown.class,
                c -> heldAccounts(c, Company.AUDITOR, new HoldId(NOBODY_HAS_THIS)));
        ends(ListHeldAccounts.Outcome.NotAllowed.class, c -> heldAccounts(c, Company.NOBODY, held(c)));

        ends(
                ProposeHoldRelease.Outcome.Recorded.class,
                c -> proposeRelease(c, Company.OPERATOR, Samples.request(), held(c)));
        ends(
                ProposeHoldRelease.Outcome.Unknown.class,
                c -> proposeRelease(c, Company.OPERATOR, Samples.request(), new HoldId(NOBODY_HAS_THIS)));
        ends(ProposeHoldRelease.Outcome.NothingHeld.class, c -> {
            HoldId hold = held(c);
            c.lastDay(ADA, "").takeOver();
            return proposeRelease(c, Company.OPERATOR, Samples.request(), hold);
        });
        ends(ProposeHoldRelease.Outcome.AlreadyProposed.class, c -> {
            HoldId hold = held(c);
            proposeRelease(c, Company.OPERATOR, Samples.request(), hold);
            return proposeRelease(c, Company.ADMIN, Samples.request(), hold);
        });
        ends(
                ProposeHoldRelease.Outcome.BadReason.class,
                c -> c.world.proposeHoldRelease.handle(new ProposeHoldRelease.Command(
                        Company.OPERATOR, Samples.request(), held(c), Optional.empty(), " ")));
        ends(
                ProposeHoldRelease.Outcome.BadPart.class,
                c -> c.world.proposeHoldRelease.handle(new ProposeHoldRelease.Command(
                        Company.OPERATOR, Samples.request(), held(c), Optional.of(Set.of()), "meant")));
        ends(ProposeHoldRelease.Outcome.KeyReused.class, c -> {
            HoldId hold = held(c);
            proposeRelease(c, Company.OPERATOR, new RequestKey("key", "one body"), hold);
            return proposeRelease(c, Company.OPERATOR, new RequestKey("key", "another body"), hold);
        });
        ends(ProposeHoldRelease.Outcome.InProgress.class, c -> {
            HoldId hold = held(c);
            return proposeRelease(c, Company.ADMIN, heldElsewhere(c), hold);
        });
        ends(
                ProposeHoldRelease.Outcome.NotAllowed.class,
                c -> proposeRelease(c, Company.AUDITOR, Samples.request(), held(c)));

        ends(ReleaseHold.Outcome.Ended.class, c -> releaseHold(c, Company.ADMIN, release(c)));
        ends(ReleaseHold.Outcome.ConfirmerIsProposer.class, c -> releaseHold(c, Company.OPERATOR, release(c)));
        ends(ReleaseHold.Outcome.AlreadyEnded.class, c -> {
            UUID release = release(c);
            releaseHold(c, Company.ADMIN, release);
            return releaseHold(c, Company.ADMIN, release);
        });
        ends(ReleaseHold.Outcome.Unknown.class, c -> releaseHold(c, Company.ADMIN, NOBODY_HAS_THIS));
        ends(ReleaseHold.Outcome.NotAllowed.class, c -> releaseHold(c, Company.AUDITOR, release(c)));

        ends(ListGuards.Outcome.Listed.class, c -> c.world.listGuards.handle(new ListGuards.Command(Company.AUDITOR)));
        ends(
                ListGuards.Outcome.NotAllowed.class,
                c -> c.world.listGuards.handle(new ListGuards.Command(Company.NOBODY)));
        ends(
                ShowGuard.Outcome.Shown.class,
                c -> c.world.showGuard.handle(
                        new ShowGuard.Command(Company.AUDITOR, observed(c).id())));
        ends(
                ShowGuard.Outcome.Unknown.class,
                c -> c.world.showGuard.handle(new ShowGuard.Command(Company.AUDITOR, new SystemId(NOBODY_HAS_THIS))));
        ends(
                ShowGuard.Outcome.NotAllowed.class,
                c -> c.world.showGuard.handle(
                        new ShowGuard.Command(Company.NOBODY, observed(c).id())));
        ends(
                ReviseGuard.Outcome.Revised.class,
                c -> limit(c, Company.ADMIN, observed(c).id(), 1, 1));
        ends(
                ReviseGuard.Outcome.Stale.class,
                c -> limit(c, Company.ADMIN, observed(c).id(), 7, 1));
        ends(ReviseGuard.Outcome.Unknown.class, c -> limit(c, Company.ADMIN, new SystemId(NOBODY_HAS_THIS), 1, 1));
        ends(
                ReviseGuard.Outcome.NotAllowed.class,
                c -> limit(c, Company.OPERATOR, observed(c).id(), 1, 1));
        ends(ConfirmGuardLimit.Outcome.Confirmed.class, c -> confirmLimit(c, Company.SECOND_ADMIN, loosened(c), 2));
        ends(ConfirmGuardLimit.Outcome.ConfirmerIsProposer.class, c -> confirmLimit(c, Company.ADMIN, loosened(c), 2));
        ends(ConfirmGuardLimit.Outcome.Stale.class, c -> confirmLimit(c, Company.SECOND_ADMIN, loosened(c), 1));
        ends(
                ConfirmGuardLimit.Outcome.NothingProposed.class,
                c -> confirmLimit(c, Company.SECOND_ADMIN, observed(c).id(), 1));
        ends(
                ConfirmGuardLimit.Outcome.Unknown.class,
                c -> confirmLimit(c, Company.SECOND_ADMIN, new SystemId(NOBODY_HAS_THIS), 1));
        ends(ConfirmGuardLimit.Outcome.NotAllowed.class, c -> confirmLimit(c, Company.OPERATOR, loosened(c), 2));
    }

    /** Ada has left, and the guard holds what that causes. */
    private static HoldId held(Company company) {
        TargetSystem system = withAda(company);
        limit(company, Company.ADMIN, system.id(), 1, 0);
        company.lastDay(ADA, "2026-03-01").takeOver();
        ListHolds.Outcome.Listed listed = (ListHolds.Outcome.Listed) company.world.listHolds.handle(
                new ListHolds.Command(Company.AUDITOR, new Holds.Filter(Optional.empty(), true), PageRequest.first()));
        return listed.holds().items().get(0).hold().opening().id();
    }

    private static Object showHold(Company company, Caller by, HoldId hold) {
        return company.world.showHold.handle(new ShowHold.Command(by, hold));
    }

    private static Object heldAccounts(Company company, Caller by, HoldId hold) {
        return company.world.listHeldAccounts.handle(new ListHeldAccounts.Command(by, hold, PageRequest.first()));
    }

    private static Object proposeRelease(Company company, Caller by, RequestKey key, HoldId hold) {
        return company.world.proposeHoldRelease.handle(
                new ProposeHoldRelease.Command(by, key, hold, Optional.empty(), "it was meant"));
    }

    /** The operator proposed to release what is held. */
    private static UUID release(Company company) {
        ProposeHoldRelease.Outcome.Recorded recorded = (ProposeHoldRelease.Outcome.Recorded)
                proposeRelease(company, Company.OPERATOR, Samples.request(), held(company));
        return recorded.release().proposal().id();
    }

    private static Object releaseHold(Company company, Caller by, UUID release) {
        return company.world.releaseHold.handle(new ReleaseHold.Command(by, release, true));
    }

    private static Object limit(Company company, Caller by, SystemId system, long version, int number) {
        return company.world.reviseGuard.handle(
                new ReviseGuard.Command(by, system, version, new GuardLimit(number, 0, Duration.ofHours(24))));
    }

    /** An administrator proposed a looser limit. */
    private static SystemId loosened(Company company) {
        SystemId system = observed(company).id();
        limit(company, Company.ADMIN, system, 1, 100);
        return system;
    }

    private static Object confirmLimit(Company company, Caller by, SystemId system, long version) {
        return company.world.confirmGuardLimit.handle(new ConfirmGuardLimit.Command(by, system, version));
    }

    private void privilegeMarks() {
        ends(
                ListPrivilegeMarks.Outcome.Listed.class,
                c -> c.world.listPrivilegeMarks.handle(
                        new ListPrivilegeMarks.Command(Company.AUDITOR, Optional.empty(), PageRequest.first())));
        ends(
                ListPrivilegeMarks.Outcome.NotAllowed.class,
                c -> c.world.listPrivilegeMarks.handle(
                        new ListPrivilegeMarks.Command(Company.NOBODY, Optional.empty(), PageRequest.first())));
        ends(
                ListEntitlements.Outcome.Listed.class,
                c -> entitlements(c, Company.AUDITOR, observed(c).id()));
        ends(
                ListEntitlements.Outcome.UnknownSystem.class,
                c -> entitlements(c, Company.AUDITOR, new SystemId(NOBODY_HAS_THIS)));
        ends(
                ListEntitlements.Outcome.NotAllowed.class,
                c -> entitlements(c, Company.NOBODY, observed(c).id()));
        ends(ListPrivilegedPopulation.Outcome.Listed.class, c -> population(c, Company.AUDITOR, Optional.empty()));
        ends(
                ListPrivilegedPopulation.Outcome.NotKnown.class,
                c -> population(c, Company.AUDITOR, Optional.of(Instant.EPOCH)));
        ends(
                ListPrivilegedPopulation.Outcome.NotYet.class,
                c -> population(c, Company.AUDITOR, Optional.of(Instant.parse("2999-01-01T00:00:00Z"))));
        ends(ListPrivilegedPopulation.Outcome.NotAllowed.class, c -> population(c, Company.NOBODY, Optional.empty()));
        ends(MarkPrivileged.Outcome.Marked.class, c -> mark(c, Company.OPERATOR, "it holds keys"));
        ends(MarkPrivileged.Outcome.MarkedBefore.class, c -> {
            AccountId account = account(c);
            markAccount(c, Company.OPERATOR, account, "it holds keys");
            return markAccount(c, Company.ADMIN, account, "it holds keys");
        });
        ends(
                MarkPrivileged.Outcome.UnknownSystem.class,
                c -> c.world.markPrivileged.handle(new MarkPrivileged.Command(
                        Company.OPERATOR,
                        new SystemId(NOBODY_HAS_THIS),
                        PrivilegeMark.Thing.ACCOUNT,
                        "ada",
                        EntitlementClass.SECRETS,
                        "it holds keys")));
        ends(
                MarkPrivileged.Outcome.UnknownThing.class,
                c -> c.world.markPrivileged.handle(new MarkPrivileged.Command(
                        Company.OPERATOR,
                        observed(c).id(),
                        PrivilegeMark.Thing.ENTITLEMENT,
                        "never seen",
                        EntitlementClass.SECRETS,
                        "it holds keys")));
        ends(MarkPrivileged.Outcome.BadReason.class, c -> mark(c, Company.OPERATOR, " "));
        ends(MarkPrivileged.Outcome.NotAllowed.class, c -> mark(c, Company.AUDITOR, "it holds keys"));
        ends(
                EndPrivilegeMark.Outcome.Ended.class,
                c -> endMark(c, Company.ADMIN, marked(c), "it holds none any longer"));
        ends(EndPrivilegeMark.Outcome.AlreadyEnded.class, c -> {
            UUID mark = marked(c);
            endMark(c, Company.ADMIN, mark, "it holds none any longer");
            return endMark(c, Company.ADMIN, mark, "it holds none any longer");
        });
        ends(
                EndPrivilegeMark.Outcome.Unknown.class,
                c -> endMark(c, Company.ADMIN, NOBODY_HAS_THIS, "it holds none any longer"));
        ends(EndPrivilegeMark.Outcome.BadReason.class, c -> endMark(c, Company.ADMIN, marked(c), ""));
        ends(
                EndPrivilegeMark.Outcome.NotAllowed.class,
                c -> endMark(c, Company.OPERATOR, marked(c), "it holds none any longer"));
    }

    private static Object entitlements(Company company, Caller by, SystemId system) {
        return company.world.listEntitlements.handle(
                new ListEntitlements.Command(by, system, Optional.empty(), PageRequest.first()));
    }

    private static Object population(Company company, Caller by, Optional<Instant> at) {
        return company.world.listPrivilegedPopulation.handle(
                new ListPrivilegedPopulation.Command(by, at, Optional.empty(), false, PageRequest.first()));
    }

    private static MarkPrivileged.Outcome mark(Company company, Caller by, String reason) {
        return markAccount(company, by, account(company), reason);
    }

    private static MarkPrivileged.Outcome markAccount(Company company, Caller by, AccountId id, String reason) {
        Account account = company.world
                .ports
                .transactions()
                .call(now -> company.world.ports.accounts().find(id))
                .orElseThrow();
        return company.world.markPrivileged.handle(new MarkPrivileged.Command(
                by,
                account.system(),
                PrivilegeMark.Thing.ACCOUNT,
                account.nativeId(),
                EntitlementClass.SECRETS,
                reason));
    }

    private static UUID marked(Company company) {
        return mark(company, Company.OPERATOR, "it holds keys") instanceof MarkPrivileged.Outcome.Marked done
                ? done.mark().classed().id()
                : NOBODY_HAS_THIS;
    }

    private static Object endMark(Company company, Caller by, UUID mark, String reason) {
        return company.world.endPrivilegeMark.handle(new EndPrivilegeMark.Command(by, mark, reason));
    }

    private void links() {
        AccountLinks.Filter all = new AccountLinks.Filter(Optional.empty(), Optional.empty());
        ends(
                ListAccountLinks.Outcome.Listed.class,
                c -> c.world.listAccountLinks.handle(
                        new ListAccountLinks.Command(Company.AUDITOR, all, PageRequest.first())));
        ends(
                ListAccountLinks.Outcome.NotAllowed.class,
                c -> c.world.listAccountLinks.handle(
                        new ListAccountLinks.Command(Company.NOBODY, all, PageRequest.first())));
        ends(
                ShowAccountLink.Outcome.Shown.class,
                c -> c.world.showAccountLink.handle(new ShowAccountLink.Command(Company.AUDITOR, account(c))));
        ends(
                ShowAccountLink.Outcome.Unknown.class,
                c -> c.world.showAccountLink.handle(
                        new ShowAccountLink.Command(Company.AUDITOR, new AccountId(NOBODY_HAS_THIS))));
        ends(
                ShowAccountLink.Outcome.NotAllowed.class,
                c -> c.world.showAccountLink.handle(new ShowAccountLink.Command(Company.NOBODY, account(c))));
        ends(LinkAccount.Outcome.Linked.class, c -> link(c, Company.OPERATOR, account(c), ada(c), "her badge"));
        ends(
                LinkAccount.Outcome.UnknownAccount.class,
                c -> link(c, Company.OPERATOR, new AccountId(NOBODY_HAS_THIS), ada(c), "her badge"));
        ends(
                LinkAccount.Outcome.UnknownIdentity.class,
                c -> link(c, Company.OPERATOR, account(c), new IdentityId(NOBODY_HAS_THIS), "her badge"));
        ends(
                LinkAccount.Outcome.OwnAccount.class,
                c -> link(c, Samples.caller("2001", Role.ADMINISTRATOR), account(c), ada(c), "my badge"));
        ends(LinkAccount.Outcome.BeingTaken.class, c -> {
            c.worker("2002", "Eve").takeOver();
            AccountId account = taken(c);
            return link(c, Company.OPERATOR, account, c.person("2002").id(), "her badge");
        });
        ends(LinkAccount.Outcome.BadReason.class, c -> link(c, Company.OPERATOR, account(c), ada(c), " "));
        ends(LinkAccount.Outcome.NotAllowed.class, c -> link(c, Company.AUDITOR, account(c), ada(c), "her badge"));
        ends(UnlinkAccount.Outcome.Unlinked.class, c -> unlink(c, Company.OPERATOR, linked(c), "the printer's"));
        ends(
                UnlinkAccount.Outcome.UnknownAccount.class,
                c -> unlink(c, Company.OPERATOR, new AccountId(NOBODY_HAS_THIS), "the printer's"));
        ends(UnlinkAccount.Outcome.Nobodys.class, c -> unlink(c, Company.OPERATOR, account(c), "the printer's"));
        ends(
                UnlinkAccount.Outcome.OwnAccount.class,
                c -> unlink(c, Samples.caller("2001", Role.ADMINISTRATOR), linked(c), "the printer's"));
        ends(UnlinkAccount.Outcome.BeingTaken.class, c -> unlink(c, Company.OPERATOR, taken(c), "the printer's"));
        ends(UnlinkAccount.Outcome.BadReason.class, c -> unlink(c, Company.OPERATOR, linked(c), ""));
        ends(UnlinkAccount.Outcome.NotAllowed.class, c -> unlink(c, Company.AUDITOR, linked(c), "the printer's"));
        ends(
                PreviewCorrelation.Outcome.Previewed.class,
                c -> c.world.previewCorrelation.handle(new PreviewCorrelation.Command(
                        Company.AUDITOR, observed(c).id(), described().correlation())));
        ends(
                PreviewCorrelation.Outcome.Unknown.class,
                c -> c.world.previewCorrelation.handle(new PreviewCorrelation.Command(
                        Company.AUDITOR,
                        new SystemId(NOBODY_HAS_THIS),
                        described().correlation())));
        ends(
                PreviewCorrelation.Outcome.NotAllowed.class,
                c -> c.world.previewCorrelation.handle(new PreviewCorrelation.Command(
                        Company.NOBODY, observed(c).id(), described().correlation())));
    }

    private static IdentityId ada(Company company) {
        company.worker("2001", "Ada").takeOver();
        return company.person("2001").id();
    }

    private static AccountId linked(Company company) {
        AccountId account = account(company);
        link(company, Company.OPERATOR, account, ada(company), "her badge");
        return account;
    }

    /** An account of somebody who left. */
    private static AccountId taken(Company company) {
        AccountId account = linked(company);
        company.lastDay("2001", "2026-03-01").handIn();
        company.world.applyWorkerSnapshot.handle(new ApplyWorkerSnapshot.Command());
        return account;
    }

    private static Object link(Company company, Caller by, AccountId account, IdentityId identity, String reason) {
        return company.world.linkAccount.handle(new LinkAccount.Command(by, account, identity, reason));
    }

    private static Object unlink(Company company, Caller by, AccountId account, String reason) {
        return company.world.unlinkAccount.handle(new UnlinkAccount.Command(by, account, reason));
    }

    private void stops() {
        ends(
                ListStops.Outcome.Listed.class,
                c -> c.world.listStops.handle(new ListStops.Command(Company.CONFIDENTIAL_HR, PageRequest.first())));
        ends(
                ListStops.Outcome.NotAllowed.class,
                c -> c.world.listStops.handle(new ListStops.Command(Company.NOBODY, PageRequest.first())));
        ends(StopWrites.Outcome.Stopped.class, c -> stop(c, Company.OPERATOR, Optional.empty(), "harm"));
        ends(StopWrites.Outcome.AlreadyStopped.class, c -> {
            Optional<SystemId> system = Optional.of(observed(c).id());
            stop(c, Company.OPERATOR, system, "harm");
            return stop(c, Company.ADMIN, system, "harm");
        });
        ends(
                StopWrites.Outcome.Unknown.class,
                c -> stop(c, Company.OPERATOR, Optional.of(new SystemId(NOBODY_HAS_THIS)), "harm"));
        ends(StopWrites.Outcome.BadReason.class, c -> stop(c, Company.OPERATOR, Optional.empty(), " "));
        ends(StopWrites.Outcome.NotAllowed.class, c -> stop(c, Company.AUDITOR, Optional.empty(), "harm"));
        ends(StartWrites.Outcome.Started.class, c -> start(c, Company.ADMIN, stopped(c), "mended"));
        ends(StartWrites.Outcome.AlreadyStarted.class, c -> {
            UUID stop = stopped(c);
            start(c, Company.ADMIN, stop, "mended");
            return start(c, Company.ADMIN, stop, "mended");
        });
        ends(StartWrites.Outcome.Unknown.class, c -> start(c, Company.ADMIN, NOBODY_HAS_THIS, "mended"));
        ends(StartWrites.Outcome.BadReason.class, c -> start(c, Company.ADMIN, stopped(c), ""));
        ends(StartWrites.Outcome.NotAllowed.class, c -> start(c, Company.OPERATOR, stopped(c), "mended"));
    }

    private static SystemId quarantined(Company company) {
        TargetSystem system = observed(company);
        company.world.laneWatch.broke(system, "answered null");
        return system.id();
    }

    private static Object lift(Company company, Caller by, SystemId system, String reason) {
        return company.world.liftQuarantine.handle(new LiftQuarantine.Command(by, system, reason));
    }

    private static StopWrites.Outcome stop(Company company, Caller by, Optional<SystemId> system, String reason) {
        return company.world.stopWrites.handle(new StopWrites.Command(by, system, reason));
    }

    private static UUID stopped(Company company) {
        StopWrites.Outcome.Stopped stopped =
                (StopWrites.Outcome.Stopped) stop(company, Company.OPERATOR, Optional.empty(), "harm");
        return stopped.stop().order().id();
    }

    private static Object start(Company company, Caller by, UUID stop, String reason) {
        return company.world.startWrites.handle(new StartWrites.Command(by, stop, reason));
    }

    // Files ------------------------------------------------------------------------------------------------------

    private void files() {
        WorkerFeed feed = Samples.feed("another-hr");
        ends(ConfigureWorkerFeed.Outcome.Configured.class, c -> configure(c, Company.ADMIN, feed));
        ends(
                ConfigureWorkerFeed.Outcome.UnknownCharset.class,
                c -> configure(c, Company.ADMIN, written(feed, ',', "UTF-99", "yyyy-MM-dd", 0)));
        ends(
                ConfigureWorkerFeed.Outcome.NotADatePattern.class,
                c -> configure(c, Company.ADMIN, written(feed, ',', "UTF-8", "the usual way", 0)));
        ends(
                ConfigureWorkerFeed.Outcome.UnknownSeparator.class,
                c -> configure(c, Company.ADMIN, written(feed, '~', "UTF-8", "yyyy-MM-dd", 0)));
        ends(
                ConfigureWorkerFeed.Outcome.UnknownQuote.class,
                c -> configure(
                        c,
                        Company.ADMIN,
                        described(feed, Map.of(), new FileFormat("UTF-8", Optional.of(','), '~'), "yyyy-MM-dd")));
        ends(
                ConfigureWorkerFeed.Outcome.AmbiguousDates.class,
                c -> configure(
                        c, Company.ADMIN, described(feed, Map.of(), FileFormat.USUAL, "dd/MM/yyyy", "MM/dd/yyyy")));
        ends(
                ConfigureWorkerFeed.Outcome.BadSettings.class,
                c -> configure(
                        c,
                        Company.ADMIN,
                        described(feed, Map.of(WorkerFeed.Fact.AS_OF, " "), FileFormat.USUAL, "yyyy-MM-dd")));
        ends(
                ConfigureWorkerFeed.Outcome.Stale.class,
                c -> configure(c, Company.ADMIN, written(feed, ',', "UTF-8", "yyyy-MM-dd", 3)));
        ends(ConfigureWorkerFeed.Outcome.NameTaken.class, c -> {
            c.world
                    .ports
                    .transactions()
                    .call(now -> c.world.ports.workerSources().claim(feed.name(), WorkerSources.Kind.SCIM));
            return configure(c, Company.ADMIN, feed);
        });
        ends(ConfigureWorkerFeed.Outcome.NotAllowed.class, c -> configure(c, Company.OPERATOR, feed));

        ends(
                ListWorkerFeeds.Outcome.Listed.class,
                c -> c.world.listWorkerFeeds.handle(new ListWorkerFeeds.Command(Company.AUDITOR)));
        ends(
                ListWorkerFeeds.Outcome.NotAllowed.class,
                c -> c.world.listWorkerFeeds.handle(new ListWorkerFeeds.Command(Company.NOBODY)));

        ends(ReceiveWorkerSnapshot.Outcome.Received.class, c -> c.worker(ADA, "Ada")
                .handIn());
        ends(ReceiveWorkerSnapshot.Outcome.Unreadable.class, c -> c.handIn("key", ""));
        ends(
                ReceiveWorkerSnapshot.Outcome.UnknownFeed.class,
                c -> receive(c, Company.OPERATOR, "nobody-writes-this", c.csv()));
        ends(ReceiveWorkerSnapshot.Outcome.KeyReused.class, c -> {
            c.handIn("key", c.csv());
            return c.handIn("key", c.worker(ADA, "Ada").csv());
        });
        ends(ReceiveWorkerSnapshot.Outcome.InProgress.class, c -> {
            c.world.ports.requestKeys().holdElsewhere("key");
            return c.handIn("key", c.csv());
        });
        ends(ReceiveWorkerSnapshot.Outcome.NotAllowed.class, c -> receive(c, Company.AUDITOR, Samples.FEED, c.csv()));

        ends(ApplyWorkerSnapshot.Outcome.Going.class, c -> {
            for (int i = 0; i < 60; i++) {
                c.worker("W-" + i, "Worker");
            }
            c.handIn();
            return c.world.applyWorkerSnapshot.handle(new ApplyWorkerSnapshot.Command());
        });
        ends(ApplyWorkerSnapshot.Outcome.Applied.class, c -> {
            c.worker(ADA, "Ada").handIn();
            return c.world.applyWorkerSnapshot.handle(new ApplyWorkerSnapshot.Command());
        });
        ends(
                ApplyWorkerSnapshot.Outcome.NothingToApply.class,
                c -> c.world.applyWorkerSnapshot.handle(new ApplyWorkerSnapshot.Command()));

        ends(
                ShowWorkerFeed.Outcome.Shown.class,
                c -> c.world.showWorkerFeed.handle(
                        new ShowWorkerFeed.Command(Company.AUDITOR, Samples.FEED, PageRequest.first())));
        ends(
                ShowWorkerFeed.Outcome.Unknown.class,
                c -> c.world.showWorkerFeed.handle(
                        new ShowWorkerFeed.Command(Company.AUDITOR, "nobody", PageRequest.first())));
        ends(
                ShowWorkerFeed.Outcome.NotAllowed.class,
                c -> c.world.showWorkerFeed.handle(
                        new ShowWorkerFeed.Command(Company.NOBODY, Samples.FEED, PageRequest.first())));
        ends(
                ListSnapshots.Outcome.Listed.class,
                c -> c.world.listSnapshots.handle(new ListSnapshots.Command(Company.AUDITOR, PageRequest.first())));
        ends(
                ListSnapshots.Outcome.NotAllowed.class,
                c -> c.world.listSnapshots.handle(new ListSnapshots.Command(Company.NOBODY, PageRequest.first())));

        ends(ShowSnapshot.Outcome.Shown.class, c -> {
            ReceiveWorkerSnapshot.Outcome.Received received = (ReceiveWorkerSnapshot.Outcome.Received) c.handIn();
            return show(c, Company.AUDITOR, received.snapshot().receipt().id());
        });
        ends(ShowSnapshot.Outcome.Unknown.class, c -> show(c, Company.AUDITOR, new SnapshotId(NOBODY_HAS_THIS)));
        ends(ShowSnapshot.Outcome.NotAllowed.class, c -> show(c, Company.NOBODY, new SnapshotId(NOBODY_HAS_THIS)));
    }

    // Shut out at once, and left out ------------------------------------------------------------------------------

    private void suspensions() {
        ends(SuspendPerson.Outcome.Suspended.class, c -> {
            withAda(c);
            return suspend(c, Company.OPERATOR, "key");
        });
        ends(
                SuspendPerson.Outcome.Unknown.class,
                c -> c.world.suspendPerson.handle(new SuspendPerson.Command(
                        Company.OPERATOR, Samples.request(), new IdentityId(NOBODY_HAS_THIS), "Theft", false)));
        ends(SuspendPerson.Outcome.LeavesAlready.class, c -> {
            planned(c);
            return suspend(c, Company.OPERATOR, "key");
        });
        ends(
                SuspendPerson.Outcome.BadReason.class,
                c -> c.world.suspendPerson.handle(new SuspendPerson.Command(
                        Company.OPERATOR, Samples.request(), new IdentityId(NOBODY_HAS_THIS), " ", false)));
        ends(SuspendPerson.Outcome.KeyReused.class, c -> {
            withAda(c);
            suspend(c, Company.OPERATOR, "key");
            return c.world.suspendPerson.handle(new SuspendPerson.Command(
                    Company.OPERATOR,
                    new RequestKey("key", "another request"),
                    new IdentityId(NOBODY_HAS_THIS),
                    "Theft",
                    false));
        });
        ends(SuspendPerson.Outcome.InProgress.class, c -> {
            withAda(c);
            c.world.ports.requestKeys().holdElsewhere("key");
            return suspend(c, Company.OPERATOR, "key");
        });
        ends(SuspendPerson.Outcome.NotAllowed.class, c -> {
            withAda(c);
            return suspend(c, Company.AUDITOR, "key");
        });

        ends(DecideSuspension.Outcome.Decided.class, c -> decide(c, Company.OPERATOR, suspended(c), "Sure"));
        ends(DecideSuspension.Outcome.AlreadyDecided.class, c -> {
            SuspensionId id = suspended(c);
            decide(c, Company.OPERATOR, id, "Sure");
            return decide(c, Company.OPERATOR, id, "Sure");
        });
        ends(
                DecideSuspension.Outcome.Unknown.class,
                c -> decide(c, Company.OPERATOR, new SuspensionId(NOBODY_HAS_THIS), "Sure"));
        ends(DecideSuspension.Outcome.BadReason.class, c -> decide(c, Company.OPERATOR, suspended(c), ""));
        ends(DecideSuspension.Outcome.NotAllowed.class, c -> decide(c, Company.AUDITOR, suspended(c), "Sure"));

        undos();

        ends(
                ListSuspensions.Outcome.Listed.class,
                c -> c.world.listSuspensions.handle(
                        new ListSuspensions.Command(Company.AUDITOR, Optional.empty(), PageRequest.first())));
        ends(
                ListSuspensions.Outcome.NotAllowed.class,
                c -> c.world.listSuspensions.handle(
                        new ListSuspensions.Command(Company.NOBODY, Optional.empty(), PageRequest.first())));

        DecideSuspectedLeaver.Finding left = new DecideSuspectedLeaver.Finding.HasLeft(LocalDate.parse("2026-02-27"));
        DecideSuspectedLeaver.Finding works =
                new DecideSuspectedLeaver.Finding.WorksHere(LocalDate.parse("2026-03-09"));
        DecideSuspectedLeaver.Finding tooLong =
                new DecideSuspectedLeaver.Finding.WorksHere(LocalDate.parse("2027-03-09"));
        ends(DecideSuspectedLeaver.Outcome.Decided.class, c -> found(c, Company.OPERATOR, missing(c), left, "Asked"));
        ends(DecideSuspectedLeaver.Outcome.BadDay.class, c -> found(c, Company.OPERATOR, missing(c), tooLong, "Asked"));
        ends(DecideSuspectedLeaver.Outcome.BadReason.class, c -> found(c, Company.OPERATOR, missing(c), works, ""));
        ends(DecideSuspectedLeaver.Outcome.AlreadyDecided.class, c -> {
            SuspicionId id = missing(c);
            found(c, Company.OPERATOR, id, works, "Asked");
            return found(c, Company.OPERATOR, id, left, "Asked");
        });
        ends(
                DecideSuspectedLeaver.Outcome.Unknown.class,
                c -> found(c, Company.OPERATOR, new SuspicionId(NOBODY_HAS_THIS), works, "Asked"));
        ends(
                DecideSuspectedLeaver.Outcome.NotAllowed.class,
                c -> found(c, Company.AUDITOR, missing(c), works, "Asked"));

        ends(
                ListSuspectedLeavers.Outcome.Listed.class,
                c -> c.world.listSuspectedLeavers.handle(
                        new ListSuspectedLeavers.Command(Company.AUDITOR, Optional.empty(), PageRequest.first())));
        ends(
                ListSuspectedLeavers.Outcome.NotAllowed.class,
                c -> c.world.listSuspectedLeavers.handle(
                        new ListSuspectedLeavers.Command(Company.NOBODY, Optional.empty(), PageRequest.first())));
    }

    private static Object suspend(Company company, Caller by, String key) {
        return company.world.suspendPerson.handle(new SuspendPerson.Command(
                by, new RequestKey(key, "suspend"), company.person(ADA).id(), "Theft", false));
    }

    private static SuspensionId suspended(Company company) {
        withAda(company);
        return ((SuspendPerson.Outcome.Suspended) suspend(company, Company.OPERATOR, "key"))
                .suspension()
                .call()
                .id();
    }

    private static Object decide(Company company, Caller by, SuspensionId id, String reason) {
        return company.world.decideSuspension.handle(new DecideSuspension.Command(by, id, true, reason));
    }

    private void undos() {
        ends(
                ProposeUndo.Outcome.Recorded.class,
                c -> proposeUndo(c, Company.OPERATOR, Samples.request(), mistaken(c), "Sure"));
        ends(
                ProposeUndo.Outcome.Unknown.class,
                c -> proposeUndo(c, Company.OPERATOR, Samples.request(), new LeaverCaseId(NOBODY_HAS_THIS), "Sure"));
        ends(
                ProposeUndo.Outcome.StillOut.class,
                c -> proposeUndo(c, Company.OPERATOR, Samples.request(), left(c), "Sure"));
        ends(ProposeUndo.Outcome.NothingToGiveBack.class, c -> {
            TargetSystem system = withAda(c);
            c.target(system).goDown("no answer");
            return proposeUndo(c, Company.OPERATOR, Samples.request(), correctedEnding(c), "Sure");
        });
        ends(ProposeUndo.Outcome.AlreadyProposed.class, c -> {
            LeaverCaseId id = mistaken(c);
            proposeUndo(c, Company.OPERATOR, Samples.request(), id, "Sure");
            return proposeUndo(c, Company.ADMIN, Samples.request(), id, "Sure");
        });
        ends(
                ProposeUndo.Outcome.BadReason.class,
                c -> proposeUndo(c, Company.OPERATOR, Samples.request(), mistaken(c), ""));
        ends(ProposeUndo.Outcome.KeyReused.class, c -> {
            LeaverCaseId id = mistaken(c);
            proposeUndo(c, Company.OPERATOR, new RequestKey("key", "one body"), id, "Sure");
            return proposeUndo(c, Company.OPERATOR, new RequestKey("key", "another body"), id, "Sure");
        });
        ends(
                ProposeUndo.Outcome.InProgress.class,
                c -> proposeUndo(c, Company.OPERATOR, heldElsewhere(c), mistaken(c), "Sure"));
        ends(
                ProposeUndo.Outcome.NotAllowed.class,
                c -> proposeUndo(c, Company.AUDITOR, Samples.request(), mistaken(c), "Sure"));

        ends(DecideUndo.Outcome.Decided.class, c -> decideUndo(c, Company.ADMIN, proposedUndo(c)));
        ends(DecideUndo.Outcome.Unknown.class, c -> decideUndo(c, Company.ADMIN, new UndoId(NOBODY_HAS_THIS)));
        ends(DecideUndo.Outcome.AlreadyDecided.class, c -> {
            UndoId id = proposedUndo(c);
            decideUndo(c, Company.ADMIN, id);
            return decideUndo(c, Company.ADMIN, id);
        });
        ends(DecideUndo.Outcome.DeciderIsProposer.class, c -> decideUndo(c, Company.OPERATOR, proposedUndo(c)));
        ends(DecideUndo.Outcome.Lapsed.class, c -> {
            UndoId id = proposedUndo(c);
            c.world.pass(Undo.STANDS_FOR);
            return decideUndo(c, Company.ADMIN, id);
        });
        ends(DecideUndo.Outcome.StillOut.class, c -> {
            UndoId id = proposedUndo(c);
            c.lastDay(ADA, "2026-03-01").takeOver();
            return decideUndo(c, Company.ADMIN, id);
        });
        ends(DecideUndo.Outcome.NotAllowed.class, c -> decideUndo(c, Company.AUDITOR, proposedUndo(c)));

        ends(
                ListUndos.Outcome.Listed.class,
                c -> c.world.listUndos.handle(new ListUndos.Command(Company.AUDITOR, mistaken(c))));
        ends(
                ListUndos.Outcome.Unknown.class,
                c -> c.world.listUndos.handle(
                        new ListUndos.Command(Company.AUDITOR, new LeaverCaseId(NOBODY_HAS_THIS))));
        ends(
                ListUndos.Outcome.NotAllowed.class,
                c -> c.world.listUndos.handle(
                        new ListUndos.Command(Company.NOBODY, new LeaverCaseId(NOBODY_HAS_THIS))));
    }

    private void legalHolds() {
        ends(PlaceLegalHold.Outcome.Placed.class, c -> placeHold(c, Company.ADMIN, Samples.request(), "A matter"));
        ends(
                PlaceLegalHold.Outcome.Unknown.class,
                c -> c.world.placeLegalHold.handle(new PlaceLegalHold.Command(
                        Company.ADMIN, Samples.request(), new IdentityId(NOBODY_HAS_THIS), "A matter")));
        ends(PlaceLegalHold.Outcome.BadReason.class, c -> placeHold(c, Company.ADMIN, Samples.request(), " "));
        ends(PlaceLegalHold.Outcome.KeyReused.class, c -> {
            placeHold(c, Company.ADMIN, new RequestKey("key", "one body"), "A matter");
            return placeHold(c, Company.ADMIN, new RequestKey("key", "another body"), "A matter");
        });
        ends(PlaceLegalHold.Outcome.InProgress.class, c -> placeHold(c, Company.ADMIN, heldElsewhere(c), "A matter"));
        ends(
                PlaceLegalHold.Outcome.NotAllowed.class,
                c -> placeHold(c, Company.OPERATOR, Samples.request(), "A matter"));

        ends(ProposeLegalHoldLift.Outcome.Recorded.class, c -> proposeLift(c, Company.ADMIN, placedHold(c), "Closed"));
        ends(
                ProposeLegalHoldLift.Outcome.Unknown.class,
                c -> proposeLift(c, Company.ADMIN, new LegalHoldId(NOBODY_HAS_THIS), "Closed"));
        ends(ProposeLegalHoldLift.Outcome.AlreadyProposed.class, c -> {
            LegalHoldId hold = placedHold(c);
            proposeLift(c, Company.ADMIN, hold, "Closed");
            return proposeLift(c, Company.ADMIN, hold, "Closed");
        });
        ends(
                ProposeLegalHoldLift.Outcome.AlreadyLifted.class,
                c -> proposeLift(c, Company.ADMIN, liftedHold(c), "Closed"));
        ends(ProposeLegalHoldLift.Outcome.BadReason.class, c -> proposeLift(c, Company.ADMIN, placedHold(c), ""));
        ends(
                ProposeLegalHoldLift.Outcome.NotAllowed.class,
                c -> proposeLift(c, Company.OPERATOR, placedHold(c), "Closed"));

        ends(DecideLegalHoldLift.Outcome.Decided.class, c -> {
            LegalHoldId hold = placedHold(c);
            proposeLift(c, Company.ADMIN, hold, "Closed");
            return decideLift(c, Company.SECOND_ADMIN, hold);
        });
        ends(
                DecideLegalHoldLift.Outcome.Unknown.class,
                c -> decideLift(c, Company.ADMIN, new LegalHoldId(NOBODY_HAS_THIS)));
        ends(
                DecideLegalHoldLift.Outcome.NothingProposed.class,
                c -> decideLift(c, Company.SECOND_ADMIN, placedHold(c)));
        ends(DecideLegalHoldLift.Outcome.DeciderIsProposer.class, c -> {
            LegalHoldId hold = placedHold(c);
            proposeLift(c, Company.ADMIN, hold, "Closed");
            return decideLift(c, Company.ADMIN, hold);
        });
        ends(DecideLegalHoldLift.Outcome.NotAllowed.class, c -> decideLift(c, Company.OPERATOR, placedHold(c)));

        ends(
                ListLegalHolds.Outcome.Listed.class,
                c -> c.world.listLegalHolds.handle(
                        new ListLegalHolds.Command(Company.AUDITOR, Optional.empty(), PageRequest.first())));
        ends(
                ListLegalHolds.Outcome.NotAllowed.class,
                c -> c.world.listLegalHolds.handle(
                        new ListLegalHolds.Command(Company.OPERATOR, Optional.empty(), PageRequest.first())));
    }

    private static Object placeHold(Company company, Caller by, RequestKey key, String reason) {
        if (company.world
                .ports
                .transactions()
                .call(now -> company.world.ports.systems().all())
                .isEmpty()) {
            withAda(company);
        }
        return company.world.placeLegalHold.handle(
                new PlaceLegalHold.Command(by, key, company.person(ADA).id(), reason));
    }

    private static LegalHoldId placedHold(Company company) {
        return ((PlaceLegalHold.Outcome.Placed) placeHold(company, Company.ADMIN, Samples.request(), "A matter"))
                .hold()
                .order()
                .id();
    }

    private static LegalHoldId liftedHold(Company company) {
        LegalHoldId hold = placedHold(company);
        proposeLift(company, Company.ADMIN, hold, "Closed");
        decideLift(company, Company.SECOND_ADMIN, hold);
        return hold;
    }

    private static Object proposeLift(Company company, Caller by, LegalHoldId hold, String reason) {
        return company.world.proposeLegalHoldLift.handle(new ProposeLegalHoldLift.Command(by, hold, reason));
    }

    private static Object decideLift(Company company, Caller by, LegalHoldId hold) {
        return company.world.decideLegalHoldLift.handle(new DecideLegalHoldLift.Command(by, hold, true));
    }

    private static Object proposeUndo(
            Company company, Caller by, RequestKey key, LeaverCaseId leaverCase, String reason) {
        return company.world.proposeUndo.handle(new ProposeUndo.Command(by, key, leaverCase, reason));
    }

    private static Object decideUndo(Company company, Caller by, UndoId id) {
        return company.world.decideUndo.handle(new DecideUndo.Command(by, id, true));
    }

    /** Ada's access went, and HR corrects its record. */
    private static LeaverCaseId mistaken(Company company) {
        withAda(company);
        return correctedEnding(company);
    }

    private static LeaverCaseId correctedEnding(Company company) {
        company.lastDay(ADA, "2026-03-01").takeOver();
        company.lastDay(ADA, "").takeOver();
        return company.findCase(ADA).orElseThrow().opening().id();
    }

    private static UndoId proposedUndo(Company company) {
        return ((ProposeUndo.Outcome.Recorded)
                        proposeUndo(company, Company.OPERATOR, Samples.request(), mistaken(company), "Sure"))
                .undo()
                .proposal()
                .id();
    }

    private static SuspicionId missing(Company company) {
        withAda(company);
        company.leaveOut(ADA).takeOver();
        return ((ListSuspectedLeavers.Outcome.Listed) company.world.listSuspectedLeavers.handle(
                        new ListSuspectedLeavers.Command(Company.AUDITOR, Optional.of("open"), PageRequest.first())))
                .suspected()
                .items()
                .getFirst()
                .suspected()
                .suspicion()
                .id();
    }

    private static Object found(
            Company company, Caller by, SuspicionId id, DecideSuspectedLeaver.Finding finding, String reason) {
        return company.world.decideSuspectedLeaver.handle(new DecideSuspectedLeaver.Command(by, id, finding, reason));
    }

    private void previews() {
        ends(
                PreviewWorkerSnapshot.Outcome.NothingToPreview.class,
                c -> c.world.previewWorkerSnapshot.handle(new PreviewWorkerSnapshot.Command()));
        ends(PreviewWorkerSnapshot.Outcome.Previewed.class, c -> {
            arrived(c);
            return c.world.previewWorkerSnapshot.handle(new PreviewWorkerSnapshot.Command());
        });
        ends(PreviewWorkerSnapshot.Outcome.Going.class, c -> {
            for (int i = 0; i < 210; i++) {
                c.worker("W-" + i, "Worker");
            }
            c.takeOver();
            for (int i = 0; i < 210; i++) {
                c.write("W-" + i, WorkerFeed.Fact.TITLE, "Other");
            }
            arrived(c);
            return c.world.previewWorkerSnapshot.handle(new PreviewWorkerSnapshot.Command());
        });

        ends(ShowPreview.Outcome.Shown.class, c -> showPreview(c, Company.AUDITOR, previewed(c)));
        ends(ShowPreview.Outcome.NotWaiting.class, c -> showPreview(c, Company.AUDITOR, arrived(c)));
        ends(ShowPreview.Outcome.Unknown.class, c -> showPreview(c, Company.AUDITOR, new SnapshotId(NOBODY_HAS_THIS)));
        ends(ShowPreview.Outcome.NotAllowed.class, c -> showPreview(c, Company.NOBODY, previewed(c)));

        ends(
                DecideWorkerSnapshot.Outcome.Decided.class,
                c -> decide(c, Company.OPERATOR, previewed(c), DecideWorkerSnapshot.Decision.DISCARD));
        ends(
                DecideWorkerSnapshot.Outcome.PreviewedAnew.class,
                c -> c.world.decideWorkerSnapshot.handle(new DecideWorkerSnapshot.Command(
                        Company.OPERATOR, previewed(c), DecideWorkerSnapshot.Decision.COMMIT, Optional.empty())));
        ends(DecideWorkerSnapshot.Outcome.OutOfDate.class, c -> {
            SnapshotId first = previewed(c);
            SnapshotId second = previewed(c);
            decide(c, Company.OPERATOR, first, DecideWorkerSnapshot.Decision.COMMIT);
            c.world.work();
            return decide(c, Company.OPERATOR, second, DecideWorkerSnapshot.Decision.COMMIT);
        });
        ends(DecideWorkerSnapshot.Outcome.Superseded.class, c -> {
            SnapshotId first = previewed(c);
            c.takeOver();
            return decide(c, Company.OPERATOR, first, DecideWorkerSnapshot.Decision.COMMIT);
        });
        ends(
                DecideWorkerSnapshot.Outcome.NotWaiting.class,
                c -> decide(c, Company.OPERATOR, arrived(c), DecideWorkerSnapshot.Decision.COMMIT));
        ends(
                DecideWorkerSnapshot.Outcome.Unknown.class,
                c -> decide(
                        c, Company.OPERATOR, new SnapshotId(NOBODY_HAS_THIS), DecideWorkerSnapshot.Decision.DISCARD));
        ends(
                DecideWorkerSnapshot.Outcome.NotAllowed.class,
                c -> decide(c, Company.AUDITOR, previewed(c), DecideWorkerSnapshot.Decision.DISCARD));

        ends(
                RetryRowsAside.Outcome.Tried.class,
                c -> c.world.retryRowsAside.handle(new RetryRowsAside.Command(Company.OPERATOR, Samples.FEED)));
        ends(
                RetryRowsAside.Outcome.UnknownFeed.class,
                c -> c.world.retryRowsAside.handle(new RetryRowsAside.Command(Company.OPERATOR, "nobody-writes-this")));
        ends(
                RetryRowsAside.Outcome.NotAllowed.class,
                c -> c.world.retryRowsAside.handle(new RetryRowsAside.Command(Company.AUDITOR, Samples.FEED)));
    }

    private void routes() {
        ends(
                TakeDeliveredFiles.Outcome.Looked.class,
                c -> c.world.takeDeliveredFiles.handle(new TakeDeliveredFiles.Command()));
        ends(PullFiles.Outcome.Looked.class, c -> c.world.pullFiles.handle(new PullFiles.Command()));

        ends(ConfigureSftpPull.Outcome.Configured.class, c -> pull(c, Company.ADMIN, place(Samples.FEED)));
        ends(ConfigureSftpPull.Outcome.Removed.class, c -> {
            pull(c, Company.ADMIN, place(Samples.FEED));
            return c.world.configureSftpPull.handle(
                    new ConfigureSftpPull.Command(Company.ADMIN, Samples.FEED, Optional.empty()));
        });
        ends(
                ConfigureSftpPull.Outcome.NoPull.class,
                c -> c.world.configureSftpPull.handle(
                        new ConfigureSftpPull.Command(Company.ADMIN, Samples.FEED, Optional.empty())));
        ends(
                ConfigureSftpPull.Outcome.BadHostKey.class,
                c -> pull(c, Company.ADMIN, place(Samples.FEED, "any", SECRET, Duration.ofHours(1))));
        ends(
                ConfigureSftpPull.Outcome.BadPause.class,
                c -> pull(c, Company.ADMIN, place(Samples.FEED, HOST_KEY, SECRET, Duration.ofSeconds(59))));
        ends(
                ConfigureSftpPull.Outcome.BadSettings.class,
                c -> pull(c, Company.ADMIN, place(Samples.FEED, HOST_KEY, "in the clear", Duration.ofHours(1))));
        ends(ConfigureSftpPull.Outcome.UnknownFeed.class, c -> pull(c, Company.ADMIN, place("nobody-writes-this")));
        ends(ConfigureSftpPull.Outcome.NotAllowed.class, c -> pull(c, Company.OPERATOR, place(Samples.FEED)));

        ends(ShowSftpPull.Outcome.Shown.class, c -> {
            pull(c, Company.ADMIN, place(Samples.FEED));
            return showPull(c, Company.AUDITOR);
        });
        ends(ShowSftpPull.Outcome.NoPull.class, c -> showPull(c, Company.AUDITOR));
        ends(ShowSftpPull.Outcome.NotAllowed.class, c -> showPull(c, Company.NOBODY));
    }

    private static final String HOST_KEY = "SHA256:" + "A".repeat(43);
    private static final String SECRET = "env:TENURE_SECRET_SFTP";

    private static SftpPulls.Place place(String feed) {
        return place(feed, HOST_KEY, SECRET, Duration.ofHours(1));
    }

    private static SftpPulls.Place place(String feed, String hostKey, String secret, Duration every) {
        return new SftpPulls.Place(feed, "sftp.example.com", 22, "tenure", "/out", "*.csv", secret, hostKey, every);
    }

    private static Object pull(Company company, Caller by, SftpPulls.Place place) {
        return company.world.configureSftpPull.handle(
                new ConfigureSftpPull.Command(by, place.feed(), Optional.of(place)));
    }

    private static Object showPull(Company company, Caller by) {
        return company.world.showSftpPull.handle(new ShowSftpPull.Command(by, Samples.FEED));
    }

    /** A file that is to wait for a person, and of which it is not known what it would change. */
    private static SnapshotId arrived(Company company) {
        String content = company.csv();
        ReceiveWorkerSnapshot.Outcome.Received received = (ReceiveWorkerSnapshot.Outcome.Received)
                company.world.receiveWorkerSnapshot.handle(new ReceiveWorkerSnapshot.Command(
                        Company.OPERATOR,
                        Samples.unique("preview"),
                        Samples.FEED,
                        new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)),
                        () -> "preview",
                        true));
        return received.snapshot().receipt().id();
    }

    private static SnapshotId previewed(Company company) {
        SnapshotId id = arrived(company);
        company.world.work();
        return id;
    }

    private static Object showPreview(Company company, Caller by, SnapshotId snapshot) {
        return company.world.showPreview.handle(
                new ShowPreview.Command(by, snapshot, ShowPreview.Wanted.NEW, PageRequest.first()));
    }

    private static Object decide(
            Company company, Caller by, SnapshotId snapshot, DecideWorkerSnapshot.Decision decision) {
        Optional<Instant> previewedAt = company.world
                .ports
                .transactions()
                .call(now -> company.world.ports.workerSnapshots().find(snapshot))
                .filter(WorkerSnapshot.Previewed.class::isInstance)
                .map(found -> ((WorkerSnapshot.Previewed) found).previewedAt());
        return company.world.decideWorkerSnapshot.handle(
                new DecideWorkerSnapshot.Command(by, snapshot, decision, previewedAt));
    }

    private static WorkerFeed described(
            WorkerFeed feed, Map<WorkerFeed.Fact, String> expressions, FileFormat format, String... patterns) {
        Map<WorkerFeed.Fact, String> headers = new HashMap<>(feed.headers());
        headers.keySet().removeAll(expressions.keySet());
        return new WorkerFeed(
                feed.source(),
                headers,
                expressions,
                Map.of(),
                format,
                new DatePatterns(List.of(patterns)),
                WorkerFeed.Content.SNAPSHOT,
                WorkerFeed.Taking.AT_ONCE,
                0);
    }

    private static WorkerFeed written(
            WorkerFeed feed, char separator, String charset, String datePattern, long version) {
        return new WorkerFeed(feed.name(), feed.headers(), separator, charset, datePattern, feed.zone(), version);
    }

    private static Object configure(Company company, Caller by, WorkerFeed feed) {
        return company.world.configureWorkerFeed.handle(new ConfigureWorkerFeed.Command(by, feed));
    }

    private static Object receive(Company company, Caller by, String feed, String content) {
        return company.world.receiveWorkerSnapshot.handle(new ReceiveWorkerSnapshot.Command(
                by, "key", feed, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), () -> "digest"));
    }

    private static Object show(Company company, Caller by, SnapshotId snapshot) {
        return company.world.showSnapshot.handle(new ShowSnapshot.Command(by, snapshot, PageRequest.first()));
    }

    // Pushes -----------------------------------------------------------------------------------------------------

    private static final Caller PUSHER = Samples.caller("pusher", Role.HR_SOURCE);
    private static final Caller STRANGER = Samples.caller("stranger", Role.HR_SOURCE);

    private static PushClient client(String name, String subject, long version) {
        return new PushClient(WorkerSource.named(name, Samples.ZONE), subject, true, version);
    }

    private static ConfigurePushClient.Outcome configure(Company company, Caller by, PushClient client) {
        return company.world.configurePushClient.handle(new ConfigurePushClient.Command(by, client));
    }

    private static Company pushing(Company company) {
        configure(company, Company.ADMIN, client("idp", PUSHER.subject(), 0));
        return company;
    }

    private static PushedValue.Complex user(String userName, String... more) {
        Map<String, PushedValue> attributes = new LinkedHashMap<>(Map.of("userName", new PushedValue.Text(userName)));
        for (int i = 0; i < more.length; i += 2) {
            attributes.put(more[i], new PushedValue.Text(more[i + 1]));
        }
        return PushedValue.Complex.of(attributes);
    }

    private static RegisterPushedUser.Outcome pushed(Company company, Caller by, PushedValue.Complex user) {
        return company.world.registerPushedUser.handle(new RegisterPushedUser.Command(by, user));
    }

    private static PushedUserId pushed(Company company, String userName) {
        return ((RegisterPushedUser.Outcome.Registered) pushed(company, PUSHER, user(userName)))
                .user()
                .id();
    }

    private static Object revised(
            Company company, Caller by, PushedUserId id, Set<Long> versions, Revision<PushedValue.Complex> revision) {
        return company.world.revisePushedUser.handle(new RevisePushedUser.Command(by, id, versions, revision));
    }

    private static GroupDescription group(String name, PushedUserId... members) {
        return new GroupDescription(
                PushedValue.Complex.of(
                        Map.of("displayName", new PushedValue.Text(name), "externalId", new PushedValue.Text(name))),
                Set.of(members));
    }

    private static RegisterPushedGroup.Outcome grouped(Company company, Caller by, GroupDescription group) {
        return company.world.registerPushedGroup.handle(new RegisterPushedGroup.Command(by, group));
    }

    private static PushedGroupId grouped(Company company, String name) {
        return ((RegisterPushedGroup.Outcome.Registered) grouped(company, PUSHER, group(name)))
                .group()
                .id();
    }

    private static Object revised(
            Company company, Caller by, PushedGroupId id, Set<Long> versions, Revision<GroupDescription> revision) {
        return company.world.revisePushedGroup.handle(new RevisePushedGroup.Command(by, id, versions, revision));
    }

    private static PushedQuery query(String after) {
        return new PushedQuery(
                Optional.empty(),
                Optional.of(new PushedQuery.Sort(
                        new PushedAttribute(List.of("displayName"), PushedAttribute.Kind.TEXT, false), false)),
                new PushedQuery.Window.Cursor(Optional.of(after).filter(text -> !text.isEmpty()), 1));
    }

    private void pushes() {
        ends(
                ConfigurePushClient.Outcome.Configured.class,
                c -> configure(c, Company.ADMIN, client("idp", "subject", 0)));
        ends(
                ConfigurePushClient.Outcome.NameTaken.class,
                c -> configure(c, Company.ADMIN, client(Samples.FEED, "subject", 0)));
        ends(
                ConfigurePushClient.Outcome.SubjectTaken.class,
                c -> configure(pushing(c), Company.ADMIN, client("other", PUSHER.subject(), 0)));
        ends(ConfigurePushClient.Outcome.Stale.class, c -> configure(c, Company.ADMIN, client("idp", "subject", 3)));
        ends(
                ConfigurePushClient.Outcome.NotAllowed.class,
                c -> configure(c, Company.OPERATOR, client("idp", "subject", 0)));
        ends(
                ListPushClients.Outcome.Listed.class,
                c -> c.world.listPushClients.handle(new ListPushClients.Command(Company.AUDITOR)));
        ends(
                ListPushClients.Outcome.NotAllowed.class,
                c -> c.world.listPushClients.handle(new ListPushClients.Command(PUSHER)));
        ends(
                CheckPushClient.Outcome.Admitted.class,
                c -> pushing(c).world.checkPushClient.handle(new CheckPushClient.Command(PUSHER)));
        ends(
                CheckPushClient.Outcome.NotAClient.class,
                c -> c.world.checkPushClient.handle(new CheckPushClient.Command(PUSHER)));
        ends(
                CheckPushClient.Outcome.NotAllowed.class,
                c -> pushing(c).world.checkPushClient.handle(new CheckPushClient.Command(Company.ADMIN)));
        pushedUsers();
        pushedGroups();
    }

    private void pushedUsers() {
        PushedUserId unknown = new PushedUserId(NOBODY_HAS_THIS);
        ends(RegisterPushedUser.Outcome.Registered.class, c -> pushed(pushing(c), PUSHER, user("ada")));
        ends(RegisterPushedUser.Outcome.Taken.class, c -> {
            pushed(pushing(c), "ada");
            return pushed(c, PUSHER, user("ADA"));
        });
        ends(RegisterPushedUser.Outcome.NotAClient.class, c -> pushed(pushing(c), STRANGER, user("ada")));
        ends(RegisterPushedUser.Outcome.NotAllowed.class, c -> pushed(pushing(c), Company.ADMIN, user("ada")));

        ends(
                RevisePushedUser.Outcome.Revised.class,
                c -> revised(pushing(c), PUSHER, pushed(c, "ada"), Set.of(1L), old -> Optional.of(user("bob"))));
        ends(
                RevisePushedUser.Outcome.NotApplicable.class,
                c -> revised(pushing(c), PUSHER, pushed(c, "ada"), Set.of(), old -> Optional.empty()));
        ends(RevisePushedUser.Outcome.Taken.class, c -> {
            pushed(pushing(c), PUSHER, user("bob", "externalId", "x"));
            return revised(c, PUSHER, pushed(c, "ada"), Set.of(), old -> Optional.of(user("ada", "externalId", "x")));
        });
        ends(RevisePushedUser.Outcome.Unknown.class, c -> revised(pushing(c), PUSHER, unknown, Set.of(), Optional::of));
        ends(
                RevisePushedUser.Outcome.Stale.class,
                c -> revised(pushing(c), PUSHER, pushed(c, "ada"), Set.of(7L), Optional::of));
        ends(
                RevisePushedUser.Outcome.NotAClient.class,
                c -> revised(pushing(c), STRANGER, unknown, Set.of(), Optional::of));
        ends(
                RevisePushedUser.Outcome.NotAllowed.class,
                c -> revised(pushing(c), Company.NOBODY, unknown, Set.of(), Optional::of));

        ends(WithdrawPushedUser.Outcome.Withdrawn.class, c -> withdraw(pushing(c), PUSHER, pushed(c, "ada"), Set.of()));
        ends(WithdrawPushedUser.Outcome.Unknown.class, c -> withdraw(pushing(c), PUSHER, unknown, Set.of()));
        ends(WithdrawPushedUser.Outcome.Stale.class, c -> withdraw(pushing(c), PUSHER, pushed(c, "ada"), Set.of(7L)));
        ends(WithdrawPushedUser.Outcome.NotAClient.class, c -> withdraw(pushing(c), STRANGER, unknown, Set.of()));
        ends(WithdrawPushedUser.Outcome.NotAllowed.class, c -> withdraw(c, Company.NOBODY, unknown, Set.of()));

        ends(ShowPushedUser.Outcome.Shown.class, c -> show(pushing(c), PUSHER, pushed(c, "ada")));
        ends(ShowPushedUser.Outcome.Unknown.class, c -> show(pushing(c), PUSHER, unknown));
        ends(ShowPushedUser.Outcome.NotAClient.class, c -> show(pushing(c), STRANGER, unknown));
        ends(ShowPushedUser.Outcome.NotAllowed.class, c -> show(c, Company.AUDITOR, unknown));

        ends(ListPushedUsers.Outcome.Listed.class, c -> list(pushing(c), PUSHER, ""));
        ends(ListPushedUsers.Outcome.UnknownCursor.class, c -> list(pushing(c), PUSHER, "x"));
        ends(ListPushedUsers.Outcome.OutdatedCursor.class, c -> {
            PushedUserId first = pushed(pushing(c), "ada");
            pushed(c, "bob");
            String next = ((ListPushedUsers.Outcome.Listed) list(c, PUSHER, ""))
                    .page()
                    .next()
                    .orElseThrow();
            withdraw(c, PUSHER, first, Set.of());
            return list(c, PUSHER, next);
        });
        ends(ListPushedUsers.Outcome.NotAClient.class, c -> list(pushing(c), STRANGER, ""));
        ends(ListPushedUsers.Outcome.NotAllowed.class, c -> list(c, Company.AUDITOR, ""));
    }

    private static Object withdraw(Company company, Caller by, PushedUserId id, Set<Long> versions) {
        return company.world.withdrawPushedUser.handle(new WithdrawPushedUser.Command(by, id, versions));
    }

    private static Object show(Company company, Caller by, PushedUserId id) {
        return company.world.showPushedUser.handle(new ShowPushedUser.Command(by, id));
    }

    private static Object list(Company company, Caller by, String after) {
        return company.world.listPushedUsers.handle(new ListPushedUsers.Command(by, query(after)));
    }

    private void pushedGroups() {
        PushedGroupId unknown = new PushedGroupId(NOBODY_HAS_THIS);
        PushedUserId nobody = new PushedUserId(NOBODY_HAS_THIS);
        ends(RegisterPushedGroup.Outcome.Registered.class, c -> grouped(pushing(c), PUSHER, group("crew")));
        ends(RegisterPushedGroup.Outcome.Taken.class, c -> {
            grouped(pushing(c), "crew");
            return grouped(c, PUSHER, group("crew"));
        });
        ends(RegisterPushedGroup.Outcome.UnknownMember.class, c -> grouped(pushing(c), PUSHER, group("crew", nobody)));
        ends(RegisterPushedGroup.Outcome.NotAClient.class, c -> grouped(pushing(c), STRANGER, group("crew")));
        ends(RegisterPushedGroup.Outcome.NotAllowed.class, c -> grouped(c, Company.ADMIN, group("crew")));

        ends(
                RevisePushedGroup.Outcome.Revised.class,
                c -> revised(pushing(c), PUSHER, grouped(c, "crew"), Set.of(1L), old -> Optional.of(group("x"))));
        ends(
                RevisePushedGroup.Outcome.NotApplicable.class,
                c -> revised(pushing(c), PUSHER, grouped(c, "crew"), Set.of(), old -> Optional.empty()));
        ends(RevisePushedGroup.Outcome.Taken.class, c -> {
            grouped(pushing(c), "crew");
            return revised(c, PUSHER, grouped(c, "other"), Set.of(), old -> Optional.of(group("crew")));
        });
        ends(
                RevisePushedGroup.Outcome.UnknownMember.class,
                c -> revised(
                        pushing(c), PUSHER, grouped(c, "crew"), Set.of(), old -> Optional.of(group("crew", nobody))));
        ends(
                RevisePushedGroup.Outcome.Unknown.class,
                c -> revised(pushing(c), PUSHER, unknown, Set.of(), Optional::of));
        ends(
                RevisePushedGroup.Outcome.Stale.class,
                c -> revised(pushing(c), PUSHER, grouped(c, "crew"), Set.of(7L), Optional::of));
        ends(
                RevisePushedGroup.Outcome.NotAClient.class,
                c -> revised(pushing(c), STRANGER, unknown, Set.of(), Optional::of));
        ends(
                RevisePushedGroup.Outcome.NotAllowed.class,
                c -> revised(c, Company.NOBODY, unknown, Set.of(), Optional::of));

        ends(
                WithdrawPushedGroup.Outcome.Withdrawn.class,
                c -> withdraw(pushing(c), PUSHER, grouped(c, "crew"), Set.of()));
        ends(WithdrawPushedGroup.Outcome.Unknown.class, c -> withdraw(pushing(c), PUSHER, unknown, Set.of()));
        ends(
                WithdrawPushedGroup.Outcome.Stale.class,
                c -> withdraw(pushing(c), PUSHER, grouped(c, "crew"), Set.of(7L)));
        ends(WithdrawPushedGroup.Outcome.NotAClient.class, c -> withdraw(pushing(c), STRANGER, unknown, Set.of()));
        ends(WithdrawPushedGroup.Outcome.NotAllowed.class, c -> withdraw(c, Company.NOBODY, unknown, Set.of()));

        ends(ShowPushedGroup.Outcome.Shown.class, c -> show(pushing(c), PUSHER, grouped(c, "crew")));
        ends(ShowPushedGroup.Outcome.Unknown.class, c -> show(pushing(c), PUSHER, unknown));
        ends(ShowPushedGroup.Outcome.NotAClient.class, c -> show(pushing(c), STRANGER, unknown));
        ends(ShowPushedGroup.Outcome.NotAllowed.class, c -> show(c, Company.AUDITOR, unknown));

        ends(ListPushedGroups.Outcome.Listed.class, c -> listGroups(pushing(c), PUSHER, ""));
        ends(ListPushedGroups.Outcome.UnknownCursor.class, c -> listGroups(pushing(c), PUSHER, "x"));
        ends(ListPushedGroups.Outcome.OutdatedCursor.class, c -> {
            PushedGroupId first = grouped(pushing(c), "a");
            grouped(c, "b");
            String next = ((ListPushedGroups.Outcome.Listed) listGroups(c, PUSHER, ""))
                    .page()
                    .next()
                    .orElseThrow();
            withdraw(c, PUSHER, first, Set.of());
            return listGroups(c, PUSHER, next);
        });
        ends(ListPushedGroups.Outcome.NotAClient.class, c -> listGroups(pushing(c), STRANGER, ""));
        ends(ListPushedGroups.Outcome.NotAllowed.class, c -> listGroups(c, Company.AUDITOR, ""));
    }

    private static Object withdraw(Company company, Caller by, PushedGroupId id, Set<Long> versions) {
        return company.world.withdrawPushedGroup.handle(new WithdrawPushedGroup.Command(by, id, versions));
    }

    private static Object show(Company company, Caller by, PushedGroupId id) {
        return company.world.showPushedGroup.handle(new ShowPushedGroup.Command(by, id));
    }

    private static Object listGroups(Company company, Caller by, String after) {
        return company.world.listPushedGroups.handle(new ListPushedGroups.Command(by, query(after), true));
    }

    // Leavers ----------------------------------------------------------------------------------------------------

    private void leavers() {
        ends(
                LetDatesTakeEffect.Outcome.Taken.class,
                c -> c.world.letDatesTakeEffect.handle(new LetDatesTakeEffect.Command()));

        LeaverCases.Filter all = new LeaverCases.Filter(Optional.empty(), false, Optional.empty());
        ends(
                ListLeaverCases.Outcome.Listed.class,
                c -> c.world.listLeaverCases.handle(
                        new ListLeaverCases.Command(Company.AUDITOR, all, PageRequest.first())));
        ends(
                ListLeaverCases.Outcome.NotAllowed.class,
                c -> c.world.listLeaverCases.handle(
                        new ListLeaverCases.Command(Company.NOBODY, all, PageRequest.first())));

        LeaverCaseId unknown = new LeaverCaseId(NOBODY_HAS_THIS);
        ends(
                ShowLeaverCase.Outcome.Shown.class,
                c -> c.world.showLeaverCase.handle(new ShowLeaverCase.Command(Company.AUDITOR, left(c))));
        ends(
                ShowLeaverCase.Outcome.Unknown.class,
                c -> c.world.showLeaverCase.handle(new ShowLeaverCase.Command(Company.AUDITOR, unknown)));
        ends(
                ShowLeaverCase.Outcome.NotAllowed.class,
                c -> c.world.showLeaverCase.handle(new ShowLeaverCase.Command(Company.NOBODY, left(c))));

        ends(
                CertifyLeaver.Outcome.Certified.class,
                c -> c.world.certifyLeaver.handle(new CertifyLeaver.Command(Company.AUDITOR, left(c))));
        ends(
                CertifyLeaver.Outcome.Unknown.class,
                c -> c.world.certifyLeaver.handle(new CertifyLeaver.Command(Company.AUDITOR, unknown)));
        ends(
                CertifyLeaver.Outcome.NotAllowed.class,
                c -> c.world.certifyLeaver.handle(new CertifyLeaver.Command(Company.NOBODY, left(c))));
    }

    /** Ada has left, and all that follows from it is done. */
    private static LeaverCaseId left(Company company) {
        withAda(company);
        company.lastDay(ADA, "2026-03-01").takeOver();
        return company.findCase(ADA).orElseThrow().opening().id();
    }

    // Webhooks ---------------------------------------------------------------------------------------------------

    private void webhooks() {
        WebhookSource source = SampleWebhooks.generic("hooks");
        ends(ConfigureWebhookSource.Outcome.Configured.class, c -> let(c, Company.ADMIN, source));
        ends(ConfigureWebhookSource.Outcome.BadSettings.class, c -> let(c, Company.ADMIN, withSecret(source, "open")));
        ends(ConfigureWebhookSource.Outcome.NameTaken.class, c -> {
            c.world
                    .ports
                    .transactions()
                    .call(now -> c.world.ports.workerSources().claim(source.name(), WorkerSources.Kind.SCIM));
            return let(c, Company.ADMIN, source);
        });
        ends(ConfigureWebhookSource.Outcome.Stale.class, c -> {
            let(c, Company.ADMIN, source);
            return let(c, Company.ADMIN, source);
        });
        ends(ConfigureWebhookSource.Outcome.NotAllowed.class, c -> let(c, Company.OPERATOR, source));

        ends(
                ListWebhookSources.Outcome.Listed.class,
                c -> c.world.listWebhookSources.handle(new ListWebhookSources.Command(Company.AUDITOR)));
        ends(
                ListWebhookSources.Outcome.NotAllowed.class,
                c -> c.world.listWebhookSources.handle(new ListWebhookSources.Command(Company.NOBODY)));
        ends(ShowWebhookSource.Outcome.Shown.class, c -> {
            let(c, Company.ADMIN, source);
            return show(c, Company.AUDITOR);
        });
        ends(ShowWebhookSource.Outcome.Unknown.class, c -> show(c, Company.AUDITOR));
        ends(ShowWebhookSource.Outcome.NotAllowed.class, c -> show(c, Company.NOBODY));

        ends(ReceiveWebhook.Outcome.Accepted.class, c -> hook(c, HOOK_SECRET, "worker_id=1", Optional.empty()));
        ends(ReceiveWebhook.Outcome.Repeated.class, c -> {
            hook(c, HOOK_SECRET, "worker_id=1", Optional.of("one"));
            return hook(c, HOOK_SECRET, "worker_id=1", Optional.of("one"));
        });
        ends(ReceiveWebhook.Outcome.DeliveryIdReused.class, c -> {
            hook(c, HOOK_SECRET, "worker_id=1", Optional.of("one"));
            return hook(c, HOOK_SECRET, "worker_id=2", Optional.of("one"));
        });
        ends(
                ReceiveWebhook.Outcome.BadDeliveryId.class,
                c -> hook(c, HOOK_SECRET, "worker_id=1", Optional.of("not visible")));
        ends(ReceiveWebhook.Outcome.NotGenuine.class, c -> hook(c, "wrong", "worker_id=1", Optional.empty()));
        ends(ReceiveWebhook.Outcome.OutOfTime.class, c -> {
            Instant before = c.world.now();
            c.world.pass(Duration.ofHours(1));
            return hook(c, HOOK_SECRET, "worker_id=1", Optional.empty(), before);
        });
        ends(ReceiveWebhook.Outcome.SecretMissing.class, c -> {
            let(c, Company.ADMIN, source);
            return c.world.receiveWebhook.handle(
                    new ReceiveWebhook.Command("hooks", name -> Optional.empty(), SampleWebhooks.body("")));
        });
        ends(ReceiveWebhook.Outcome.HandshakeDone.class, c -> {
            let(c, Company.ADMIN, withSecret(SampleWebhooks.of(Vendor.GUSTO, "hooks", "https://hr.example"), "file:a"));
            return c.world.receiveWebhook.handle(
                    new ReceiveWebhook.Command("hooks", name -> Optional.empty(), SampleWebhooks.body("token=t")));
        });

        ends(TakeWebhookDelivery.Outcome.Tried.class, c -> {
            hook(c, HOOK_SECRET, "worker_id=1", Optional.empty());
            return c.world.takeWebhookDelivery.handle(new TakeWebhookDelivery.Command("hooks"));
        });
        ends(
                TakeWebhookDelivery.Outcome.NothingDue.class,
                c -> c.world.takeWebhookDelivery.handle(new TakeWebhookDelivery.Command("hooks")));
        ends(TakeWebhookDelivery.Outcome.ClaimLost.class, c -> {
            let(c, Company.ADMIN, SampleWebhooks.of(Vendor.HIBOB, "hooks", "https://hr.example"));
            c.world.secrets.put(SampleWebhooks.REFERENCE, HOOK_SECRET);
            c.world.secrets.put(SampleWebhooks.TOKEN, "token");
            c.world.receiveWebhook.handle(new ReceiveWebhook.Command(
                    "hooks",
                    SampleWebhooks.headers(SampleWebhooks.signed(Vendor.HIBOB, HOOK_SECRET, "worker=1", c.world.now())),
                    SampleWebhooks.body("worker=1")));
            c.world.people.duringNextRead(() -> {
                c.world.ports.transactions().advance(Duration.ofMinutes(2));
                c.world.takeWebhookDelivery.handle(new TakeWebhookDelivery.Command("hooks"));
            });
            return c.world.takeWebhookDelivery.handle(new TakeWebhookDelivery.Command("hooks"));
        });

        WebhookDeliveries.Filter all = new WebhookDeliveries.Filter(Optional.empty(), Optional.empty());
        ends(
                ListWebhookDeliveries.Outcome.Listed.class,
                c -> c.world.listWebhookDeliveries.handle(
                        new ListWebhookDeliveries.Command(Company.CONFIDENTIAL_HR, all, PageRequest.first())));
        ends(
                ListWebhookDeliveries.Outcome.NotAllowed.class,
                c -> c.world.listWebhookDeliveries.handle(
                        new ListWebhookDeliveries.Command(Company.NOBODY, all, PageRequest.first())));
        ends(RetryWebhookDelivery.Outcome.DueNow.class, c -> retry(c, Company.OPERATOR, hooked(c)));
        ends(
                RetryWebhookDelivery.Outcome.Unknown.class,
                c -> retry(c, Company.OPERATOR, new WebhookDeliveryId(NOBODY_HAS_THIS)));
        ends(RetryWebhookDelivery.Outcome.NotWaiting.class, c -> {
            WebhookDeliveryId refused = hooked(c);
            c.world.work();
            return retry(c, Company.OPERATOR, refused);
        });
        ends(RetryWebhookDelivery.Outcome.NotAllowed.class, c -> retry(c, Company.AUDITOR, hooked(c)));
    }

    private static final String HOOK_SECRET = "hush";

    private static ConfigureWebhookSource.Outcome let(Company company, Caller caller, WebhookSource source) {
        return company.world.configureWebhookSource.handle(new ConfigureWebhookSource.Command(caller, source));
    }

    private static WebhookSource withSecret(WebhookSource source, String reference) {
        return new WebhookSource(
                source.source(),
                source.vendor(),
                List.of(reference),
                source.tolerance(),
                source.api(),
                source.pointers(),
                source.enabled(),
                source.version());
    }

    private static ShowWebhookSource.Outcome show(Company company, Caller caller) {
        return company.world.showWebhookSource.handle(new ShowWebhookSource.Command(caller, "hooks"));
    }

    private static ReceiveWebhook.Outcome hook(
            Company company, String secret, String body, Optional<String> deliveryId) {
        return hook(company, secret, body, deliveryId, company.world.now());
    }

    private static ReceiveWebhook.Outcome hook(
            Company company, String secret, String body, Optional<String> deliveryId, Instant at) {
        let(company, Company.ADMIN, SampleWebhooks.generic("hooks"));
        company.world.secrets.put(SampleWebhooks.REFERENCE, HOOK_SECRET);
        Map<String, String> headers = new HashMap<>(SampleWebhooks.signed(Vendor.GENERIC, secret, body, at));
        deliveryId.ifPresent(id -> headers.put("tenure-delivery", id));
        return company.world.receiveWebhook.handle(
                new ReceiveWebhook.Command("hooks", SampleWebhooks.headers(headers), SampleWebhooks.body(body)));
    }

    /** A delivery that waits, and whose record will not be taken. */
    private static WebhookDeliveryId hooked(Company company) {
        return ((ReceiveWebhook.Outcome.Accepted) hook(company, HOOK_SECRET, "worker_id=1", Optional.empty()))
                .delivery()
                .receipt()
                .id();
    }

    private static RetryWebhookDelivery.Outcome retry(Company company, Caller caller, WebhookDeliveryId id) {
        return company.world.retryWebhookDelivery.handle(new RetryWebhookDelivery.Command(caller, id));
    }

    // Exceptions -------------------------------------------------------------------------------------------------

    private void exceptions() {
        ends(
                TakeLinkedAccounts.Outcome.Taken.class,
                c -> c.world.takeLinkedAccounts.handle(new TakeLinkedAccounts.Command()));
        ends(FlagBreaches.Outcome.Flagged.class, c -> c.world.flagBreaches.handle(new FlagBreaches.Command()));

        LeaverExceptions.Filter all = new LeaverExceptions.Filter(false, Optional.empty());
        ends(
                ListExceptions.Outcome.Listed.class,
                c -> c.world.listExceptions.handle(
                        new ListExceptions.Command(Company.AUDITOR, all, PageRequest.first())));
        ends(
                ListExceptions.Outcome.NotAllowed.class,
                c -> c.world.listExceptions.handle(
                        new ListExceptions.Command(Company.NOBODY, all, PageRequest.first())));

        ends(
                ExplainException.Outcome.Explained.class,
                c -> explain(c, Company.OPERATOR, breach(c), "the cause", "the impact"));
        ends(
                ExplainException.Outcome.Unknown.class,
                c -> explain(c, Company.OPERATOR, NOBODY_HAS_THIS, "the cause", "the impact"));
        ends(ExplainException.Outcome.AlreadyExplained.class, c -> {
            UUID exception = breach(c);
            explain(c, Company.OPERATOR, exception, "the cause", "the impact");
            return explain(c, Company.OPERATOR, exception, "a nicer cause", "no impact");
        });
        ends(ExplainException.Outcome.BadCause.class, c -> explain(c, Company.OPERATOR, breach(c), "", "the impact"));
        ends(ExplainException.Outcome.BadImpact.class, c -> explain(c, Company.OPERATOR, breach(c), "the cause", ""));
        ends(
                ExplainException.Outcome.NotAllowed.class,
                c -> explain(c, Company.AUDITOR, breach(c), "the cause", "the impact"));
    }

    private static UUID breach(Company company) {
        TargetSystem system = withAda(company);
        company.target(system).goDown("the target does not answer");
        company.lastDay(ADA, "2026-03-01").takeOver();
        company.world.ports.transactions().advanceTo(Instant.parse("2026-03-09T00:00:00Z"));
        company.world.flagBreaches.handle(new FlagBreaches.Command());
        return company.shown(ADA).exceptions().get(0).finding().id();
    }

    private static Object explain(Company company, Caller by, UUID exception, String cause, String impact) {
        return company.world.explainException.handle(new ExplainException.Command(by, exception, cause, impact));
    }

    // Audit ------------------------------------------------------------------------------------------------------

    private void audit() {
        ends(
                ListAuditEvents.Outcome.Listed.class,
                c -> c.world.listAuditEvents.handle(
                        new ListAuditEvents.Command(Company.AUDITOR, AuditTrail.Filter.ALL, PageRequest.first())));
        ends(
                ListAuditEvents.Outcome.NotAllowed.class,
                c -> c.world.listAuditEvents.handle(
                        new ListAuditEvents.Command(Company.NOBODY, AuditTrail.Filter.ALL, PageRequest.first())));

        ends(
                ShowCheckpoint.Outcome.Shown.class,
                c -> c.world.showCheckpoint.handle(new ShowCheckpoint.Command(Company.AUDITOR)));
        ends(
                ShowCheckpoint.Outcome.NotAllowed.class,
                c -> c.world.showCheckpoint.handle(new ShowCheckpoint.Command(Company.NOBODY)));

        OptionalLong newest = OptionalLong.empty();
        ends(ProveInclusion.Outcome.Proven.class, c -> inclusion(sequenced(c), Company.AUDITOR, 0, newest));
        ends(
                ProveInclusion.Outcome.SizeNotCovered.class,
                c -> inclusion(sequenced(c), Company.AUDITOR, 0, OptionalLong.of(99)));
        ends(ProveInclusion.Outcome.IndexNotCovered.class, c -> inclusion(sequenced(c), Company.AUDITOR, 99, newest));
        ends(ProveInclusion.Outcome.NotAllowed.class, c -> inclusion(sequenced(c), Company.NOBODY, 0, newest));

        ends(ProveConsistency.Outcome.Proven.class, c -> consistency(sequenced(c), Company.AUDITOR, 1, newest));
        ends(
                ProveConsistency.Outcome.SizeNotCovered.class,
                c -> consistency(sequenced(c), Company.AUDITOR, 1, OptionalLong.of(99)));
        ends(ProveConsistency.Outcome.FromBeyondTo.class, c -> consistency(sequenced(c), Company.AUDITOR, 99, newest));
        ends(ProveConsistency.Outcome.NotAllowed.class, c -> consistency(sequenced(c), Company.NOBODY, 1, newest));

        ends(
                ExportAudit.Outcome.Ready.class,
                c -> c.world.exportAudit.handle(new ExportAudit.Command(Company.AUDITOR)));
        ends(
                ExportAudit.Outcome.NotAllowed.class,
                c -> c.world.exportAudit.handle(new ExportAudit.Command(Company.ADMIN)));

        ends(
                SequenceAudit.Outcome.Sequenced.class,
                c -> c.world.sequenceAudit.handle(new SequenceAudit.Command(10, 1)));
        ends(SequenceAudit.Outcome.Elsewhere.class, c -> {
            c.world.ports.auditLog().leaseElsewhere(true);
            return c.world.sequenceAudit.handle(new SequenceAudit.Command(10, 1));
        });
    }

    private static Company sequenced(Company company) {
        company.world.sequenceAudit.handle(new SequenceAudit.Command(10, 1));
        return company;
    }

    private static Object inclusion(Company company, Caller by, long leaf, OptionalLong size) {
        return company.world.proveInclusion.handle(new ProveInclusion.Command(by, leaf, size));
    }

    private static Object consistency(Company company, Caller by, long from, OptionalLong to) {
        return company.world.proveConsistency.handle(new ProveConsistency.Command(by, from, to));
    }
}

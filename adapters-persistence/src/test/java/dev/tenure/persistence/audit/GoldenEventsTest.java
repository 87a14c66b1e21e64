package dev.tenure.persistence.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenure.application.audit.ExportAudit;
import dev.tenure.application.engagement.DecideEngagement;
import dev.tenure.application.engagement.EndEngagement;
import dev.tenure.application.engagement.ExtendEngagement;
import dev.tenure.application.engagement.RequestEngagement;
import dev.tenure.application.finding.AcceptFinding;
import dev.tenure.application.finding.AssignFinding;
import dev.tenure.application.finding.EndFindingAcceptance;
import dev.tenure.application.finding.Findings;
import dev.tenure.application.finding.FlagFindings;
import dev.tenure.application.finding.ListFindings;
import dev.tenure.application.identity.DecideAttributeAuthority;
import dev.tenure.application.inspection.InspectAccounts;
import dev.tenure.application.inventory.ConfirmModeChange;
import dev.tenure.application.inventory.ConnectorJar;
import dev.tenure.application.inventory.InventoryEvents;
import dev.tenure.application.inventory.LiftQuarantine;
import dev.tenure.application.inventory.ProposeModeChange;
import dev.tenure.application.inventory.RegisterSystem;
import dev.tenure.application.inventory.ReviseSystem;
import dev.tenure.application.inventory.SystemDescription;
import dev.tenure.application.lifecycle.ConfigureSftpPull;
import dev.tenure.application.lifecycle.ConfigureWorkerFeed;
import dev.tenure.application.lifecycle.DecideStatement;
import dev.tenure.application.lifecycle.DecideSuspectedLeaver;
import dev.tenure.application.lifecycle.DecideSuspension;
import dev.tenure.application.lifecycle.DecideUndo;
import dev.tenure.application.lifecycle.DecideWorkerSnapshot;
import dev.tenure.application.lifecycle.ExplainException;
import dev.tenure.application.lifecycle.FlagBreaches;
import dev.tenure.application.lifecycle.ListSuspectedLeavers;
import dev.tenure.application.lifecycle.ProposeUndo;
import dev.tenure.application.lifecycle.ReceiveWorkerSnapshot;
import dev.tenure.application.lifecycle.RetryRowsAside;
import dev.tenure.application.lifecycle.SftpPulls;
import dev.tenure.application.lifecycle.StateStep;
import dev.tenure.application.lifecycle.SuspendPerson;
import dev.tenure.application.nonhuman.DecideNonHuman;
import dev.tenure.application.nonhuman.RequestNonHuman;
import dev.tenure.application.nonhuman.RetireNonHuman;
import dev.tenure.application.nonhuman.TransferNonHuman;
import dev.tenure.application.ownership.FlagHandOvers;
import dev.tenure.application.ownership.HandOverOwnership;
import dev.tenure.application.ownership.HandOvers;
import dev.tenure.application.ownership.ListHandOvers;
import dev.tenure.application.ownership.NamedHandOver;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.preservation.DecideLegalHoldLift;
import dev.tenure.application.preservation.PlaceLegalHold;
import dev.tenure.application.preservation.ProposeLegalHoldLift;
import dev.tenure.application.privilege.ReviewPrivilege;
import dev.tenure.application.provisioning.ConfirmGuardLimit;
import dev.tenure.application.provisioning.ProposeHoldRelease;
import dev.tenure.application.provisioning.ReleaseHold;
import dev.tenure.application.provisioning.RetryOperation;
import dev.tenure.application.provisioning.ReviseGuard;
import dev.tenure.application.provisioning.StartWrites;
import dev.tenure.application.provisioning.StopWrites;
import dev.tenure.application.push.ConfigurePushClient;
import dev.tenure.application.push.GroupDescription;
import dev.tenure.application.push.RegisterPushedGroup;
import dev.tenure.application.push.RegisterPushedUser;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.reconciliation.EndPrivilegeMark;
import dev.tenure.application.reconciliation.LinkAccount;
import dev.tenure.application.reconciliation.MarkPrivileged;
import dev.tenure.application.reconciliation.ProposeProtectionRelease;
import dev.tenure.application.reconciliation.ProtectAccount;
import dev.tenure.application.reconciliation.ReadSystem;
import dev.tenure.application.reconciliation.ReleaseProtection;
import dev.tenure.application.reconciliation.RequestRead;
import dev.tenure.application.reconciliation.UnlinkAccount;
import dev.tenure.application.secrets.AddSecretValue;
import dev.tenure.application.secrets.ConfirmSecretConsumer;
import dev.tenure.application.secrets.DecideOldCredential;
import dev.tenure.application.secrets.DecideRevocation;
import dev.tenure.application.secrets.DecideSecretDelay;
import dev.tenure.application.secrets.FlagOverdueRotations;
import dev.tenure.application.secrets.ListSecretRotations;
import dev.tenure.application.secrets.NoteSecretKnower;
import dev.tenure.application.secrets.RegisterSharedSecret;
import dev.tenure.application.secrets.RequestSecretDelay;
import dev.tenure.application.secrets.RetireSharedSecret;
import dev.tenure.application.secrets.ReviseSharedSecret;
import dev.tenure.application.secrets.ScheduleRotations;
import dev.tenure.application.secrets.StateOldRevoked;
import dev.tenure.application.secrets.StrikeSecretKnower;
import dev.tenure.application.wave.CarryOutWaves;
import dev.tenure.application.wave.GiveBackAccount;
import dev.tenure.application.wave.PrepareWave;
import dev.tenure.application.wave.StartWave;
import dev.tenure.application.wave.WithdrawWave;
import dev.tenure.application.webhook.ConfigureWebhookSource;
import dev.tenure.application.webhook.ReceiveWebhook;
import dev.tenure.application.webhook.RetryWebhookDelivery;
import dev.tenure.application.webhook.VendorPeople;
import dev.tenure.connector.spi.ChangeKind;
import dev.tenure.connector.spi.ReadKind;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.AuditField;
import dev.tenure.domain.audit.EventId;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.engagement.Engaged;
import dev.tenure.domain.engagement.EngagementId;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.identity.AttributeAuthority;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.domain.inventory.Correlation;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.SignInPolicy;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.lifecycle.StatementId;
import dev.tenure.domain.lifecycle.Step;
import dev.tenure.domain.lifecycle.SuspectedLeaver;
import dev.tenure.domain.nonhuman.NonHumanId;
import dev.tenure.domain.nonhuman.NonHumanKind;
import dev.tenure.domain.preservation.LegalHoldId;
import dev.tenure.domain.provisioning.Guard;
import dev.tenure.domain.provisioning.GuardLimit;
import dev.tenure.domain.provisioning.HoldId;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.push.PushClient;
import dev.tenure.domain.push.PushedValue;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.PrivilegeMark;
import dev.tenure.domain.reconciliation.PrivilegePicture;
import dev.tenure.domain.reconciliation.SystemRead;
import dev.tenure.domain.secrets.SecretRotationId;
import dev.tenure.domain.secrets.SharedSecret;
import dev.tenure.domain.secrets.SharedSecretId;
import dev.tenure.domain.wave.WaveAction;
import dev.tenure.domain.wave.WaveId;
import dev.tenure.domain.wave.WaveItem;
import dev.tenure.domain.wave.WaveScope;
import dev.tenure.domain.webhook.Vendor;
import dev.tenure.domain.webhook.WebhookDelivery;
import dev.tenure.domain.webhook.WebhookDeliveryId;
import dev.tenure.testkit.World;
import dev.tenure.testkit.inventory.ScriptedTarget;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.webhook.SampleWebhooks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

/**
 * What each type of event says, one golden file for each type and version, and for an attempt one for each way it may end, for a
 * finding one of a password. A
 * story goes through the use cases until every event has happened; of the events of a type the one that says most is compared.
 * Ids are numbered and fractions of a second left out, so that a file tells the shape and not how many steps the story took.
 *
 * <p>A file is never changed once it is released: a new shape is a new version with a file of its own.
 */
class GoldenEventsTest {

    private static final SignInPolicy POLICY = new SignInPolicy(
            Optional.of(90), Optional.of(365), Optional.of(180), true, List.of("sms"), Optional.of(List.of("saml")));
    private static final Path GOLDEN = Path.of("src/test/resources/golden/events");
    private static final byte[] SALT = new byte[CanonicalEvent.SALT_LENGTH];

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern FRACTION = Pattern.compile("\\.\\d+(?=[ZS])");

    private static final Set<String> PARTS =
            Set.of("actor", "correlation", "fields", "id", "occurredAt", "subject", "type", "version");

    @Test
    void everyEventIsWrittenAsItsGoldenFileSays() throws IOException {
        Map<String, String> written = new TreeMap<>();
        told().forEach((name, event) -> written.put(
                name,
                new String(
                        CanonicalEvent.of(numbered(event), "request-1", SALT::clone)
                                .payload(),
                        StandardCharsets.UTF_8)));
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            for (Map.Entry<String, String> event : written.entrySet()) {
                Files.writeString(GOLDEN.resolve(event.getKey()), event.getValue());
            }
        }
        for (Map.Entry<String, String> event : written.entrySet()) {
            Path file = GOLDEN.resolve(event.getKey());
            assertTrue(
                    Files.exists(file), event.getKey() + " is missing: run with -Dgolden.update=true and look at it");
            assertEquals(Files.readString(file), event.getValue(), event.getKey());
        }
        Set<String> types = written.keySet().stream()
                .map(name -> name.substring(0, name.indexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                Arrays.stream(EventType.values())
                        .map(EventType::wireName)
                        .collect(Collectors.toCollection(TreeSet::new)),
                types,
                "every type happens in the story");
    }

    @Test
    void everyVersionThatWasEverWrittenIsReadToday() throws IOException {
        Map<String, EventType> types =
                Arrays.stream(EventType.values()).collect(Collectors.toMap(EventType::wireName, type -> type));
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.list(GOLDEN)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                String text = Files.readString(file);
                assertEquals(new JsonCanonicalizer(text).getEncodedString(), text, name + " is canonical");
                JsonNode json = new ObjectMapper().readTree(text);
                assertEquals(
                        PARTS,
                        StreamSupport.stream(((Iterable<String>) json::fieldNames).spliterator(), false)
                                .collect(Collectors.toSet()),
                        name);
                EventType type = Optional.ofNullable(types.get(json.get("type").asText()))
                        .orElseThrow(() -> new AssertionError(name + ": a type once written keeps its name"));
                int version = json.get("version").asInt();
                assertTrue(version <= type.version(), name);
                assertTrue(name.startsWith(type.wireName() + "." + version + "."), name);
                assertEquals(
                        json.get("occurredAt").asText(),
                        Instant.parse(json.get("occurredAt").asText()).toString());
                found.add(type.wireName() + "." + version);
            }
        }
        Set<String> ever = new TreeSet<>();
        types.values().forEach(type -> {
            for (int version = 1; version <= type.version(); version++) {
                ever.add(type.wireName() + "." + version);
            }
        });
        assertEquals(ever, found);
    }

    /** By file name, of each kind the event that says most. */
    private static Map<String, AuditEvent> told() {
        Map<String, AuditEvent> told = new LinkedHashMap<>();
        for (AuditEvent event : new Story().events()) {
            String name = event.type().wireName() + "." + event.type().version() + kind(event) + ".json";
            told.merge(
                    name,
                    event,
                    (one, other) -> one.fields().size() < other.fields().size() ? other : one);
        }
        return told;
    }

    private static String kind(AuditEvent event) {
        return switch (event.type()) {
            case OPERATION_ATTEMPTED -> "." + text(event, "outcome");
            case FINDING_OPENED ->
                switch (text(event, "kind")) {
                    case "OVERDUE_PASSWORD" -> ".password";
                    case "UNREVIEWED_PRIVILEGE" -> ".unreviewed";
                    default -> "";
                };
            default -> "";
        };
    }

    private static String text(AuditEvent event, String field) {
        return event.fields().stream()
                .filter(AuditField.Text.class::isInstance)
                .map(AuditField.Text.class::cast)
                .filter(text -> text.name().equals(field))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static AuditEvent numbered(AuditEvent event) {
        Map<String, String> numbers = new LinkedHashMap<>();
        UUID id = UUID.fromString(numbered(event.id().value().toString(), numbers));
        return new AuditEvent(
                new EventId(id),
                event.type(),
                event.occurredAt().truncatedTo(ChronoUnit.SECONDS),
                event.actor(),
                new AuditEvent.Subject(
                        event.subject().kind(), numbered(event.subject().id(), numbers)),
                event.fields().stream().map(field -> numbered(field, numbers)).toList());
    }

    private static AuditField numbered(AuditField field, Map<String, String> numbers) {
        return switch (field) {
            case AuditField.Text text -> new AuditField.Text(text.name(), numbered(text.value(), numbers));
            case AuditField.Texts texts ->
                new AuditField.Texts(
                        texts.name(),
                        texts.values().stream()
                                .map(value -> numbered(value, numbers))
                                .toList());
            case AuditField.Whole whole -> whole;
            case AuditField.Flag flag -> flag;
            case AuditField.Personal personal -> personal;
            case AuditField.Confidential confidential -> confidential;
        };
    }

    private static String numbered(String text, Map<String, String> numbers) {
        String withoutIds = ID.matcher(text)
                .replaceAll(id -> numbers.computeIfAbsent(
                        id.group(), any -> String.format("00000000-0000-7000-8000-%012d", numbers.size() + 1)));
        return FRACTION.matcher(withoutIds).replaceAll("");
    }

    /** Everything that can happen, once. */
    private static final class Story {

        private static final Caller ADMIN = Samples.caller("admin", Role.ADMINISTRATOR, Role.AUDITOR);
        private static final Caller SECOND = Samples.caller("second-admin", Role.ADMINISTRATOR);
        private static final String HEADER =
                "worker_id,given_name,family_name,email,department,title,manager_id,location,time_zone,worker_type,"
                        + "start_date,last_working_day,effective_date,immediate_notice_at,hr_entered_at\n";
        private static final String ADA =
                "1001,Ada,Sample,ada@sample.example,Sales,Lead,1009,,Europe/Berlin,,2024-01-01,";
        private static final String BOB = "1002,Bob,Sample,,,,,,,,2024-01-01,";
        private static final String CEM = "1003,Cem,Sample,,,,,,,,2024-01-01,";
        private static final String DANA = "1004,Dana,Sample,,,,,,,,2024-01-01,";
        private static final String STAYS = ",,,\n";

        private final World world = new World(Samples.MONDAY);
        private final ScriptedTarget target = world.connectors.target("Directory");
        private int files;

        List<AuditEvent> events() {
            world.configureWorkerFeed.handle(new ConfigureWorkerFeed.Command(ADMIN, Samples.feed(Samples.FEED)));
            SystemId system = register();
            target.declares(EnumSet.allOf(ChangeKind.class), List.of())
                    .reads(EnumSet.of(ReadKind.SESSIONS, ReadKind.CREDENTIALS, ReadKind.MFA_METHODS, ReadKind.SIGN_INS))
                    .account("ada", Samples.employee("1001"), "Staff", "Sales")
                    .retaining("ada", "Domain Users")
                    .session("ada", "session-1")
                    .credential("ada", "key-1")
                    .credential("ada", "key-2")
                    .factor("ada", "card-1")
                    .signIn("ada", "late", Samples.MONDAY.minusSeconds(60))
                    .account("bob", Samples.employee("1002"), "Staff")
                    .account("root", Map.of());
            file("");
            file(HEADER + ADA + STAYS + BOB + STAYS);
            filesOfAllKinds(HEADER + ADA + STAYS + BOB + STAYS);
            read(system);
            target.goDown("the target does not answer");
            read(system);
            target.comeBack();
            modes(system);
            NonHumanId gateway = nonHuman();
            adaLeaves(system);
            bobLeavesAndDoesNot();
            protection();
            guard(system);
            stop(system);
            quarantine(system);
            silence();
            emergency();
            pushes();
            believed();
            engaged();
            world.retireNonHuman.handle(new RetireNonHuman.Command(ADMIN, gateway, "the mail is elsewhere"));
            mastered(system);
            world.exportAudit.handle(new ExportAudit.Command(ADMIN));
            webhooks();
            undone();
            preserved();
            sharedSecrets(system);
            byHand(system);
            found();
            waves();
            readAgain();
            ownersLeave();
            reviewed();
            exchangedKey();
            return world.ports.auditLog().events();
        }

        /** Who owns two systems and sponsors somebody leaves: one is handed over late, one had another owner, and so on. */
        private void ownersLeave() {
            String gus = "1030,Gus,Sample,,,,,,,,2024-01-01,";
            String hal = "1031,Hal,Sample,,,,,,,,2024-01-01,";
            file(HEADER + DANA + STAYS + gus + STAYS + hal + STAYS);
            TargetSystem owned =
                    Samples.system("Owned", new SystemMode.Observe()).ownedBy("1030");
            TargetSystem passed =
                    Samples.system("Passed", new SystemMode.Observe()).ownedBy("1030");
            world.ports.transactions().call(now -> {
                world.ports.systems().save(owned);
                world.ports.systems().save(passed);
                return now;
            });
            EngagementId engagement = request("gil@vendor.example", worker("1030"));
            decide(engagement, new DecideEngagement.Decision.Approve());
            file(HEADER + DANA + STAYS + gus + "2026-02-27,,,\n" + hal + STAYS);
            world.ports.transactions().call(now -> {
                world.ports
                        .systems()
                        .save(world.ports
                                .systems()
                                .find(passed.id())
                                .orElseThrow()
                                .ownedBy(SECOND.subject()));
                return now;
            });
            world.ports.transactions().advance(Duration.ofDays(8));
            world.flagHandOvers.handle(new FlagHandOvers.Command());
            HandOvers.Filter due = new HandOvers.Filter(
                    Optional.of("due"), Optional.empty(), false, Optional.empty(), Optional.empty(), Set.of());
            ListHandOvers.Outcome.Listed listed = (ListHandOvers.Outcome.Listed)
                    world.listHandOvers.handle(new ListHandOvers.Command(ADMIN, due, PageRequest.first()));
            for (NamedHandOver one : listed.handOvers().items()) {
                world.handOverOwnership.handle(new HandOverOwnership.Command(
                        ADMIN, one.handOver().facts().id(), worker("1031"), Optional.empty(), "runs it from now on"));
            }
        }

        /** Accounts come, change, go, and come back between reads. */
        private void readAgain() {
            TargetSystem system = Samples.system("Reread", new SystemMode.Observe());
            world.ports.transactions().call(now -> {
                world.ports.systems().save(system);
                return now;
            });
            ScriptedTarget changing = world.connectors
                    .target(system.name())
                    .account("stays", Samples.employee("1004"), "Staff", "Sales")
                    .account("goes", Map.of());
            read(system.id());
            changing.account("stays", Map.of(), "Staff", "Administrators")
                    .account("comes", Samples.employee("1004"), "Staff")
                    .remove("goes");
            read(system.id());
            changing.account("goes", Map.of(), "Staff");
            read(system.id());
        }

        /** An account that belongs to nobody: handed over, worse, let stay until a day, and gone. */
        private void found() {
            TargetSystem system =
                    Samples.asking(Samples.system("Found", new SystemMode.Observe()), Optional.of(POLICY));
            world.ports.transactions().call(now -> {
                world.ports.systems().save(system);
                return now;
            });
            ScriptedTarget strange = world.connectors
                    .target(system.name())
                    .reads(Set.of(ReadKind.CREDENTIALS))
                    .account("stray", Map.of())
                    .credential("stray", "key-1", world.now().minus(Duration.ofDays(400)))
                    .passwordSet("stray", world.now().minus(Duration.ofDays(500)));
            read(system.id());
            world.inspectAccounts.handle(new InspectAccounts.Command(system.id(), () -> true));
            flag();
            Finding stray = stray(system.id());
            FindingId id = stray.facts().id();
            world.assignFinding.handle(new AssignFinding.Command(ADMIN, id, SECOND.subject()));
            world.markPrivileged.handle(new MarkPrivileged.Command(
                    ADMIN,
                    system.id(),
                    PrivilegeMark.Thing.ACCOUNT,
                    "stray",
                    EntitlementClass.SECRETS,
                    "it holds the keys"));
            strange.account("stray", Map.of(), "Administrators");
            read(system.id());
            flag();
            // Neither who has to see to it nor who said that they have to.
            world.acceptFinding.handle(new AcceptFinding.Command(
                    Samples.caller("third-admin", Role.ADMINISTRATOR),
                    id,
                    world.now().plus(Duration.ofDays(9)),
                    "the vendor needs it until then"));
            world.endFindingAcceptance.handle(new EndFindingAcceptance.Command(SECOND, id));
            strange.remove("stray");
            read(system.id());
            flag();
        }

        /** Somebody looks at what a person may do, and nobody for long after that. */
        private void reviewed() {
            TargetSystem system = Samples.reviewing(Samples.system("Reviewed", new SystemMode.Observe()), 30);
            world.ports.transactions().call(now -> {
                world.ports.systems().save(system);
                return now;
            });
            world.connectors.target(system.name()).account("keeper", Samples.employee("1004"), "Administrators");
            read(system.id());
            AccountId keeper = world.ports.transactions().call(now -> world.ports
                    .accounts()
                    .find(system.id(), "keeper")
                    .orElseThrow()
                    .id());
            world.reviewPrivilege.handle(
                    new ReviewPrivilege.Command(ADMIN, keeper, seen(keeper), "he keeps the directory"));
            world.ports.transactions().advance(Duration.ofDays(31));
            flag();
        }

        private Set<String> seen(AccountId account) {
            return world
                    .ports
                    .transactions()
                    .call(now -> world.ports.privileges().picture(account).orElseThrow())
                    .held()
                    .stream()
                    .map(PrivilegePicture.Held::nativeId)
                    .collect(Collectors.toSet());
        }

        /** One lets findings stay, another one disables accounts; one of those is missed, and the rest is given back. */
        private void waves() {
            TargetSystem system = Samples.system("Waved", new SystemMode.Act());
            world.ports.transactions().call(now -> {
                world.ports.systems().save(system);
                return now;
            });
            world.connectors.target(system.name()).account("one", Map.of()).account("two", Map.of());
            read(system.id());
            flag();
            wave(
                    scope(system.id(), Optional.of("one")),
                    new WaveAction.Accept(world.now().plus(Duration.ofDays(1)), "the vendor sees to it"));
            WaveId id = wave(scope(system.id(), Optional.empty()), new WaveAction.Disable(30));
            world.work();
            world.carryOutWaves.handle(new CarryOutWaves.Command());
            WaveItem missed = world.ports
                    .transactions()
                    .call(now ->
                            world.ports.waves().some(id, Set.of("disabled"), 1).getFirst());
            world.giveBackAccount.handle(
                    new GiveBackAccount.Command(ADMIN, id, missed.finding(), "the nightly build broke"));
            world.withdrawWave.handle(new WithdrawWave.Command(ADMIN, id, "it was a mistake"));
        }

        private static WaveScope scope(SystemId system, Optional<String> text) {
            return new WaveScope(
                    Optional.of(system), Optional.empty(), Optional.empty(), Optional.empty(), false, text);
        }

        private WaveId wave(WaveScope scope, WaveAction action) {
            WaveId id = ((PrepareWave.Outcome.Prepared) world.prepareWave.handle(
                            new PrepareWave.Command(ADMIN, Samples.request(), "Spring cleaning", scope, action)))
                    .wave()
                    .plan()
                    .id();
            world.startWave.handle(new StartWave.Command(SECOND, id));
            boolean more = true;
            while (more) {
                more = world.carryOutWaves.handle(new CarryOutWaves.Command())
                                instanceof CarryOutWaves.Outcome.Carried carried
                        && carried.more();
            }
            return id;
        }

        private void flag() {
            while (world.flagFindings.handle(new FlagFindings.Command()) instanceof FlagFindings.Outcome.Scanned) {
                // One system after the other.
            }
        }

        private Finding stray(SystemId system) {
            Findings.Filter there = new Findings.Filter(
                    Optional.of(system),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Optional.empty());
            return ((ListFindings.Outcome.Listed)
                            world.listFindings.handle(new ListFindings.Command(ADMIN, there, PageRequest.first())))
                    .findings()
                    .items()
                    .getFirst()
                    .finding();
        }

        /** Two who knew a secret leave: one for good, one not after all. */
        private void sharedSecrets(SystemId system) {
            String eve = "1020,Eve,Sample,,,,,,,,2024-01-01,";
            String fay = "1021,Fay,Sample,,,,,,,,2024-01-01,";
            world.secrets.put("env:TENURE_SECRET_SHARED_OLD", "old");
            world.secrets.put("env:TENURE_SECRET_SHARED_NEW", "new");
            file(HEADER + DANA + STAYS + eve + STAYS + fay + STAYS);
            Caller contact = Samples.caller("contact");
            SharedSecret.Description described = new SharedSecret.Description(
                    "Billing key",
                    Optional.of(new SharedSecret.Place(system, Optional.empty())),
                    SECOND.subject(),
                    List.of(new SharedSecret.Consumer("billing", contact.subject())),
                    "env:TENURE_SECRET_SHARED_OLD",
                    Duration.ofDays(90));
            SharedSecretId secret = ((RegisterSharedSecret.Outcome.Registered) world.registerSharedSecret.handle(
                            new RegisterSharedSecret.Command(ADMIN, Samples.request(), described)))
                    .secret()
                    .registration()
                    .id();
            world.reviseSharedSecret.handle(new ReviseSharedSecret.Command(
                    ADMIN,
                    secret,
                    new SharedSecret.Description(
                            "Billing password",
                            described.place(),
                            described.owner(),
                            described.consumers(),
                            described.keptAt(),
                            described.rotateEvery())));
            for (String worker : List.of("1020", "1021")) {
                world.noteSecretKnower.handle(new NoteSecretKnower.Command(ADMIN, secret, worker(worker)));
            }
            world.strikeSecretKnower.handle(
                    new StrikeSecretKnower.Command(ADMIN, secret, worker("1021"), "never was in that team"));
            file(HEADER + DANA + STAYS + eve + "2026-02-27,,,\n" + fay + STAYS);
            SecretRotationId rotation = rotation("due");
            world.requestSecretDelay.handle(new RequestSecretDelay.Command(
                    ADMIN, rotation, world.now().plus(Duration.ofHours(2)), "the vendor is closed"));
            world.decideSecretDelay.handle(new DecideSecretDelay.Command(SECOND, rotation, true));
            world.ports.transactions().advance(Duration.ofHours(3));
            world.flagOverdueRotations.handle(new FlagOverdueRotations.Command());
            world.addSecretValue.handle(new AddSecretValue.Command(ADMIN, rotation, "env:TENURE_SECRET_SHARED_NEW"));
            world.confirmSecretConsumer.handle(new ConfirmSecretConsumer.Command(contact, rotation, "billing"));
            world.stateOldRevoked.handle(new StateOldRevoked.Command(ADMIN, rotation));
            world.decideRevocation.handle(new DecideRevocation.Command(SECOND, rotation, false));
            world.stateOldRevoked.handle(new StateOldRevoked.Command(ADMIN, rotation));
            world.decideRevocation.handle(new DecideRevocation.Command(SECOND, rotation, true));
            world.noteSecretKnower.handle(new NoteSecretKnower.Command(ADMIN, secret, worker("1021")));
            SuspendPerson.Outcome.Suspended suspended = (SuspendPerson.Outcome.Suspended) world.suspendPerson.handle(
                    new SuspendPerson.Command(ADMIN, Samples.request(), worker("1021"), "a lost laptop", false));
            world.decideSuspension.handle(new DecideSuspension.Command(
                    SECOND, suspended.suspension().call().id(), false, "it was found"));
            world.retireSharedSecret.handle(new RetireSharedSecret.Command(ADMIN, secret, "billing moved"));
            world.registerSharedSecret.handle(new RegisterSharedSecret.Command(
                    ADMIN,
                    Samples.request(),
                    new SharedSecret.Description(
                            "Door code",
                            Optional.empty(),
                            described.owner(),
                            described.consumers(),
                            described.keptAt(),
                            Duration.ofDays(1))));
            world.scheduleRotations.handle(new ScheduleRotations.Command());
        }

        /** A machine's key is issued anew; the old one was still used, is off, on again and off in the end. */
        private void exchangedKey() {
            TargetSystem system = Samples.system("Keyed", new SystemMode.Act());
            world.ports.transactions().call(now -> {
                world.ports.systems().save(system);
                return now;
            });
            ScriptedTarget cloud = world.connectors.target(system.name());
            cloud.declares(EnumSet.allOf(ChangeKind.class), List.of())
                    .reads(Set.of(ReadKind.CREDENTIALS))
                    .account("svc-reports", Map.of())
                    .credential("svc-reports", "key-1");
            read(system.id());
            AccountId machine = world.ports
                    .transactions()
                    .call(now -> world.ports.accounts().find(system.id(), "svc-reports"))
                    .orElseThrow()
                    .id();
            world.secrets.put("file:shared/report-key", "old");
            Caller contact = Samples.caller("contact");
            world.registerSharedSecret.handle(new RegisterSharedSecret.Command(
                    ADMIN,
                    Samples.request(),
                    new SharedSecret.Description(
                            "Report key",
                            Optional.of(new SharedSecret.Place(
                                    system.id(),
                                    Optional.of(machine),
                                    Optional.of(new SharedSecret.Key("key-1", Duration.ofHours(24))))),
                            SECOND.subject(),
                            List.of(new SharedSecret.Consumer("reports", contact.subject())),
                            "file:shared/report-key",
                            Duration.ofDays(2))));
            world.scheduleRotations.handle(new ScheduleRotations.Command());
            SecretRotationId rotation = rotation("due");
            world.addSecretValue.handle(
                    new AddSecretValue.Command(ADMIN, rotation, "file:shared/report-key-two", true));
            world.work();
            cloud.uses("svc-reports", "key-1", world.now().plusSeconds(600));
            world.confirmSecretConsumer.handle(new ConfirmSecretConsumer.Command(contact, rotation, "reports"));
            world.work();
            world.decideOldCredential.handle(new DecideOldCredential.Command(ADMIN, rotation, true));
            world.work();
            world.decideOldCredential.handle(new DecideOldCredential.Command(SECOND, rotation, false));
            world.work();
        }

        private SecretRotationId rotation(String state) {
            ListSecretRotations.Outcome.Listed listed = (ListSecretRotations.Outcome.Listed)
                    world.listSecretRotations.handle(new ListSecretRotations.Command(
                            ADMIN, Optional.of(state), Optional.empty(), PageRequest.first()));
            return listed.rotations().items().getFirst().order().id();
        }

        /** Nobody may be changed: who leaves now is held until two people, or an emergency, let it go. */
        private void guard(SystemId system) {
            limit(system, 100);
            world.confirmGuardLimit.handle(new ConfirmGuardLimit.Command(
                    SECOND, system, guardOf(system).version()));
            limit(system, 0);
            target.account("cy", Samples.employee("1003"), "Staff").account("dee", Samples.employee("1004"), "Staff");
            String before =
                    HEADER + ADA + "2026-02-27,2026-02-28,2026-02-27T12:00:00Z,2026-02-26T09:00:00Z\n" + BOB + STAYS;
            String cy = "1003,Cy,Sample,,,,,,,,2024-01-01,";
            String dee = "1004,Dee,Sample,,,,,,,,2024-01-01,";
            file(before + cy + STAYS + dee + STAYS);
            read(system);
            file(before + cy + "2026-02-27,,,\n" + dee + STAYS);
            UUID first = proposeRelease();
            world.releaseHold.handle(new ReleaseHold.Command(SECOND, first, false));
            world.releaseHold.handle(new ReleaseHold.Command(SECOND, proposeRelease(), true));
            file(before + cy + "2026-02-27,,,\n" + dee + "2026-02-27,,,\n");
            world.suspendPerson.handle(
                    new SuspendPerson.Command(ADMIN, Samples.request(), worker("1004"), "a stolen laptop", true));
        }

        private Guard guardOf(SystemId system) {
            return world.ports.transactions().call(now -> world.ports.guards().find(system));
        }

        private void limit(SystemId system, int number) {
            world.reviseGuard.handle(new ReviseGuard.Command(
                    ADMIN, system, guardOf(system).version(), new GuardLimit(number, 0, Duration.ofHours(24))));
        }

        private UUID proposeRelease() {
            HoldId hold = operations().stream()
                    .filter(Operation.Held.class::isInstance)
                    .map(held -> ((Operation.Held) held).hold())
                    .findFirst()
                    .orElseThrow();
            ProposeHoldRelease.Outcome.Recorded recorded = (ProposeHoldRelease.Outcome.Recorded)
                    world.proposeHoldRelease.handle(new ProposeHoldRelease.Command(
                            ADMIN, Samples.request(), hold, Optional.empty(), "it was meant"));
            return recorded.release().proposal().id();
        }

        private void quarantine(SystemId system) {
            InventoryEvents events = new InventoryEvents(world.ports.auditLog(), world.ports.identifiers());
            ConnectorJar jar = new ConnectorJar("tiny.jar", "0".repeat(64), List.of(), Optional.of("it is no jar"));
            world.ports.transactions().call(now -> {
                events.jarFound(jar, now);
                return jar;
            });
            world.laneWatch.broke(current(system), "answered null");
            world.liftQuarantine.handle(new LiftQuarantine.Command(ADMIN, system, "the new jar is in"));
        }

        private void stop(SystemId system) {
            StopWrites.Outcome.Stopped stopped = (StopWrites.Outcome.Stopped) world.stopWrites.handle(
                    new StopWrites.Command(ADMIN, Optional.of(system), "it writes what it should not"));
            world.startWrites.handle(
                    new StartWrites.Command(SECOND, stopped.stop().order().id(), "mended"));
        }

        private void pushes() {
            Caller pusher = Samples.caller("pusher", Role.HR_SOURCE);
            world.configurePushClient.handle(new ConfigurePushClient.Command(
                    ADMIN, new PushClient(WorkerSource.named("idp", Samples.ZONE), pusher.subject(), true, 0)));
            world.registerPushedUser.handle(new RegisterPushedUser.Command(
                    pusher,
                    PushedValue.Complex.of(Map.of(
                            "userName", new PushedValue.Text("cleo"), "externalId", new PushedValue.Text("1003")))));
            world.registerPushedGroup.handle(new RegisterPushedGroup.Command(
                    pusher,
                    new GroupDescription(
                            PushedValue.Complex.of(Map.of("displayName", new PushedValue.Text("Crew"))), Set.of())));
        }

        private SystemId register() {
            RegisterSystem.Outcome.Registered registered =
                    (RegisterSystem.Outcome.Registered) world.registerSystem.handle(
                            new RegisterSystem.Command(ADMIN, Samples.request(), Samples.description("Directory")));
            SystemId id = registered.system().id();
            SystemDescription described = Samples.description("Directory");
            world.reviseSystem.handle(
                    new ReviseSystem.Command(ADMIN, id, current(id).version(), byMail(described)));
            world.reviseSystem.handle(
                    new ReviseSystem.Command(ADMIN, id, current(id).version(), described));
            return id;
        }

        private static SystemDescription byMail(SystemDescription described) {
            return new SystemDescription(
                    described.name(),
                    described.owner(),
                    described.classification(),
                    described.sla(),
                    described.identityProvider(),
                    described.connector(),
                    new Correlation("mail", Correlation.IdentityAttribute.EMAIL),
                    described.classRules(),
                    described.limits());
        }

        /** A system whose accounts come from the directory. */
        private void mastered(SystemId directory) {
            SystemDescription mastered =
                    Samples.masteredBy(Samples.description("Cloud"), directory, Duration.ofMinutes(30));
            SystemDescription cloud = new SystemDescription(
                    mastered.name(),
                    mastered.owner(),
                    mastered.classification(),
                    mastered.sla(),
                    mastered.identityProvider(),
                    mastered.connector(),
                    mastered.correlation(),
                    mastered.classRules(),
                    mastered.nonHuman(),
                    mastered.outOfBandGrants(),
                    mastered.limits(),
                    mastered.mastery(),
                    Optional.of(POLICY),
                    Optional.of(90));
            RegisterSystem.Outcome.Registered registered = (RegisterSystem.Outcome.Registered)
                    world.registerSystem.handle(new RegisterSystem.Command(ADMIN, Samples.request(), cloud));
            SystemId id = registered.system().id();
            world.reviseSystem.handle(
                    new ReviseSystem.Command(ADMIN, id, current(id).version(), cloud));
        }

        private TargetSystem current(SystemId id) {
            return world.ports
                    .transactions()
                    .call(now -> world.ports.systems().find(id))
                    .orElseThrow();
        }

        private void file(String content) {
            file(content, false);
        }

        private SnapshotId file(String content, boolean preview) {
            files++;
            ReceiveWorkerSnapshot.Outcome outcome =
                    world.receiveWorkerSnapshot.handle(new ReceiveWorkerSnapshot.Command(
                            ADMIN,
                            "file-" + files,
                            Samples.FEED,
                            new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)),
                            () -> String.format("%064x", content.hashCode()),
                            preview));
            world.work();
            return outcome instanceof ReceiveWorkerSnapshot.Outcome.Received received
                    ? received.snapshot().receipt().id()
                    : new SnapshotId(UUID.randomUUID());
        }

        /** A file comes again, one waits for a person, one has a row that the product fails on. */
        private void filesOfAllKinds(String last) {
            file(last);
            SnapshotId waits = file(last + "1003,Cem,Sample,,,,,,,,2024-01-01," + STAYS, true);
            world.decideWorkerSnapshot.handle(new DecideWorkerSnapshot.Command(
                    ADMIN, waits, DecideWorkerSnapshot.Decision.DISCARD, Optional.empty()));
            WorkerKey dee = new WorkerKey(Samples.FEED, "1004");
            world.ports.workerStatements().fail(dee, true);
            file(last + "1004,Dee,Sample,,,,,,,,2024-01-01," + STAYS);
            world.ports.workerStatements().fail(dee, false);
            world.pass(Duration.ofSeconds(1));
            world.retryRowsAside.handle(new RetryRowsAside.Command(ADMIN, Samples.FEED));
            world.configureSftpPull.handle(new ConfigureSftpPull.Command(
                    ADMIN,
                    Samples.FEED,
                    Optional.of(new SftpPulls.Place(
                            Samples.FEED,
                            "sftp.example.com",
                            22,
                            "tenure",
                            "/out",
                            "*.csv",
                            "env:TENURE_SECRET_SFTP",
                            "SHA256:" + "A".repeat(43),
                            Duration.ofMinutes(15)))));
        }

        private void read(SystemId system) {
            RequestRead.Outcome.UnderWay underWay = (RequestRead.Outcome.UnderWay) world.requestRead.handle(
                    new RequestRead.Command(ADMIN, Samples.request(), system, SystemRead.Scope.WHOLE, false));
            world.readSystem.handle(new ReadSystem.Command(underWay.read().id()));
        }

        private void modes(SystemId system) {
            end(propose(system), false);
            end(propose(system), true);
        }

        private UUID propose(SystemId system) {
            ProposeModeChange.Outcome.Recorded recorded =
                    (ProposeModeChange.Outcome.Recorded) world.proposeModeChange.handle(new ProposeModeChange.Command(
                            ADMIN,
                            Samples.request(),
                            system,
                            current(system).mode().promoted().orElseThrow()));
            return recorded.change().proposal().id();
        }

        private void end(UUID change, boolean agree) {
            world.confirmModeChange.handle(new ConfirmModeChange.Command(SECOND, change, agree));
        }

        /** In notify her work is withheld; in act the target is away, loses an answer, refuses, lets her back in. */
        private void adaLeaves(SystemId system) {
            String left = HEADER + ADA + "2026-02-27,2026-02-28,2026-02-27T12:00:00Z,2026-02-26T09:00:00Z\n";
            file(left + BOB + STAYS);
            target.goDown("the target does not answer");
            end(propose(system), true);
            world.work();
            world.flagBreaches.handle(new FlagBreaches.Command());
            target.comeBack();
            target.refuses(ChangeKind.REVOKE_MEMBERSHIPS);
            target.losesNextReply();
            world.pass(Duration.ofHours(1));
            world.pass(Duration.ofHours(1));
            explain();
            target.accepts();
            target.duringNextListing(() -> target.enable("ada"));
            operations().stream()
                    .filter(Operation.Waiting.class::isInstance)
                    .forEach(waiting -> world.retryOperation.handle(new RetryOperation.Command(
                            ADMIN, waiting.plan().id(), Optional.of("the target was put in order"))));
            for (int hour = 0; hour < 4; hour++) {
                world.pass(Duration.ofHours(1));
            }
        }

        private List<Operation> operations() {
            return world.ports.operations().committed();
        }

        private void explain() {
            UUID exception = world.ports
                    .transactions()
                    .call(now -> world.ports
                            .leaverExceptions()
                            .list(
                                    new dev.tenure.application.lifecycle.LeaverExceptions.Filter(
                                            true, Optional.of(LeaverException.Kind.REFUSED)),
                                    PageRequest.first()))
                    .items()
                    .get(0)
                    .exception()
                    .finding()
                    .id();
            world.explainException.handle(
                    new ExplainException.Command(ADMIN, exception, "the right was missing", "she kept a group"));
        }

        private void bobLeavesAndDoesNot() {
            target.goDown("the target does not answer");
            file(HEADER + BOB + "2026-03-01,,,\n");
            file(HEADER + BOB + STAYS);
            target.comeBack();
            world.pass(Duration.ofHours(1));
        }

        /** HR leaves Cem out, and after a day nobody has found out why. */
        private void silence() {
            file(HEADER + CEM + STAYS);
            file(HEADER);
            world.pass(Duration.ofDays(2));
            world.flagBreaches.handle(new FlagBreaches.Command());
            SuspectedLeaver suspected = ((ListSuspectedLeavers.Outcome.Listed) world.listSuspectedLeavers.handle(
                            new ListSuspectedLeavers.Command(ADMIN, Optional.of("open"), PageRequest.first())))
                    .suspected()
                    .items()
                    .getFirst()
                    .suspected();
            world.decideSuspectedLeaver.handle(new DecideSuspectedLeaver.Command(
                    ADMIN,
                    suspected.suspicion().id(),
                    new DecideSuspectedLeaver.Finding.HasLeft(LocalDate.parse("2026-03-01")),
                    "asked the manager"));
            world.work();
        }

        private void emergency() {
            file(HEADER + DANA + STAYS);
            SuspendPerson.Outcome.Suspended suspended = (SuspendPerson.Outcome.Suspended) world.suspendPerson.handle(
                    new SuspendPerson.Command(ADMIN, Samples.request(), worker("1004"), "a stolen laptop", false));
            world.decideSuspension.handle(new DecideSuspension.Command(
                    SECOND, suspended.suspension().call().id(), true, "it was found out"));
        }

        /** Eve is shut out by mistake, and two people give it back, past the guard. */
        private void undone() {
            target.account("eve", Samples.employee("1005"), "Staff");
            file(HEADER + "1005,Eve,Sample,,,,,,,,2024-01-01," + STAYS);
            SuspendPerson.Outcome.Suspended suspended = (SuspendPerson.Outcome.Suspended) world.suspendPerson.handle(
                    new SuspendPerson.Command(ADMIN, Samples.request(), worker("1005"), "a mistake", true));
            world.work();
            ProposeUndo.Outcome.Recorded recorded =
                    (ProposeUndo.Outcome.Recorded) world.proposeUndo.handle(new ProposeUndo.Command(
                            ADMIN,
                            Samples.request(),
                            suspended.suspension().call().leaverCase(),
                            "it was somebody else"));
            world.decideUndo.handle(
                    new DecideUndo.Command(SECOND, recorded.undo().proposal().id(), true));
            world.releaseHold.handle(new ReleaseHold.Command(SECOND, proposeRelease(), true));
            world.work();
        }

        /** Gus is shut out by hand, people say, on a target that does not answer. When it does again it says otherwise. */
        private void byHand(SystemId system) {
            target.account("gus", Samples.employee("1030"), "Staff");
            file(HEADER + "1030,Gus,Sample,,,,,,,,2024-01-01," + STAYS);
            read(system);
            target.goDown("the target does not answer");
            SuspendPerson.Outcome.Suspended suspended = (SuspendPerson.Outcome.Suspended) world.suspendPerson.handle(
                    new SuspendPerson.Command(ADMIN, Samples.request(), worker("1030"), "a stolen laptop", false));
            world.work();
            LeaverCaseId id = suspended.suspension().call().leaverCase();
            LeaverCase opened = world.ports
                    .transactions()
                    .call(now -> world.ports.leaverCases().find(id))
                    .orElseThrow();
            AccountId account = opened.accounts().getFirst().account();
            decide(state(id, new StateStep.What.TakenStep(account, Step.DISABLE)), true);
            decide(state(id, new StateStep.What.TakenStep(account, Step.REVOKE_MEMBERSHIPS)), false);
            decide(state(id, new StateStep.What.Listing(system)), true);
            target.comeBack();
            world.pass(Duration.ofHours(1));
            world.pass(Duration.ofHours(1));
        }

        private StatementId state(LeaverCaseId id, StateStep.What what) {
            StateStep.Outcome.Recorded recorded =
                    (StateStep.Outcome.Recorded) world.stateStep.handle(new StateStep.Command(
                            ADMIN,
                            Samples.request(),
                            id,
                            what,
                            world.now(),
                            Optional.of("done in the vendor's console"),
                            Optional.of("IT-7"),
                            "the target does not answer"));
            return recorded.statement().claim().id();
        }

        private void decide(StatementId id, boolean agree) {
            world.decideStatement.handle(new DecideStatement.Command(SECOND, id, agree));
        }

        private void preserved() {
            PlaceLegalHold.Outcome.Placed placed = (PlaceLegalHold.Outcome.Placed) world.placeLegalHold.handle(
                    new PlaceLegalHold.Command(ADMIN, Samples.request(), worker("1005"), "a matter"));
            LegalHoldId hold = placed.hold().order().id();
            world.proposeLegalHoldLift.handle(new ProposeLegalHoldLift.Command(ADMIN, hold, "the matter is closed"));
            world.decideLegalHoldLift.handle(new DecideLegalHoldLift.Command(SECOND, hold, true));
        }

        /** A vendor that is down, a record that is wrong, a fault of ours, and somebody who does not want to wait. */
        private void webhooks() {
            world.secrets.put(SampleWebhooks.REFERENCE, "hush");
            world.secrets.put(SampleWebhooks.TOKEN, "token");
            world.configureWebhookSource.handle(new ConfigureWebhookSource.Command(
                    ADMIN, SampleWebhooks.of(Vendor.GENERIC, "hooks", "https://hr.example/people/{worker}")));
            world.configureWebhookSource.handle(new ConfigureWebhookSource.Command(
                    ADMIN, SampleWebhooks.of(Vendor.HIBOB, "bob", "https://hr.example")));
            world.people.answerNext(
                    new VendorPeople.Reading.Unreachable("status 503", Optional.of(Duration.ofMinutes(6))));
            world.people.answerNext(new VendorPeople.Reading.Unreachable("status 503", Optional.empty()));
            world.people.answerNext(new VendorPeople.Reading.Found(Map.of()));
            WebhookDeliveryId refused = send("worker=1");
            world.work();
            world.pass(Duration.ofMinutes(6));
            world.pass(Duration.ofMinutes(6));
            world.retryWebhookDelivery.handle(new RetryWebhookDelivery.Command(ADMIN, refused));
            world.pass(Duration.ofMinutes(6));
            send("worker=2");
            for (int i = 0; i < WebhookDelivery.Waiting.OWN_FAULTS; i++) {
                world.people.duringNextRead(() -> {
                    throw new ArithmeticException();
                });
                world.pass(Duration.ofMinutes(15));
            }
        }

        private WebhookDeliveryId send(String body) {
            ReceiveWebhook.Outcome.Accepted accepted =
                    (ReceiveWebhook.Outcome.Accepted) world.receiveWebhook.handle(new ReceiveWebhook.Command(
                            "bob",
                            SampleWebhooks.headers(SampleWebhooks.signed(Vendor.HIBOB, "hush", body, world.now())),
                            SampleWebhooks.body(body)));
            return accepted.delivery().receipt().id();
        }

        private void protection() {
            AccountId root = world.ports
                    .transactions()
                    .call(now -> world.ports
                            .accounts()
                            .list(
                                    new Accounts.Filter(
                                            Optional.empty(), Optional.empty(), Optional.of("root"), Optional.empty()),
                                    PageRequest.first()))
                    .items()
                    .get(0)
                    .id();
            Account account = world.ports
                    .transactions()
                    .call(now -> world.ports.accounts().find(root))
                    .orElseThrow();
            MarkPrivileged.Outcome.Marked marked =
                    (MarkPrivileged.Outcome.Marked) world.markPrivileged.handle(new MarkPrivileged.Command(
                            ADMIN,
                            account.system(),
                            PrivilegeMark.Thing.ACCOUNT,
                            account.nativeId(),
                            EntitlementClass.SECRETS,
                            "it holds the keys"));
            world.endPrivilegeMark.handle(
                    new EndPrivilegeMark.Command(ADMIN, marked.mark().classed().id(), "the keys are elsewhere"));
            IdentityId somebody = world.ports
                    .transactions()
                    .call(now -> world.ports.workerStatements().whose(new WorkerKey(Samples.FEED, "1001")))
                    .orElseThrow();
            world.linkAccount.handle(new LinkAccount.Command(ADMIN, root, somebody, "the badge office says so"));
            world.unlinkAccount.handle(new UnlinkAccount.Command(ADMIN, root, "it is the machine's"));
            world.protectAccount.handle(new ProtectAccount.Command(ADMIN, root, "break-glass"));
            ProposeProtectionRelease.Outcome.Recorded recorded =
                    (ProposeProtectionRelease.Outcome.Recorded) world.proposeProtectionRelease.handle(
                            new ProposeProtectionRelease.Command(ADMIN, Samples.request(), root, "no longer used"));
            world.releaseProtection.handle(new ReleaseProtection.Command(
                    SECOND, recorded.release().proposal().id()));
        }

        private void believed() {
            world.decideAttributeAuthority.handle(new DecideAttributeAuthority.Command(
                    ADMIN,
                    new AttributeAuthority(
                            List.of(Samples.FEED),
                            Map.of(AttributeAuthority.Attribute.EMAIL, List.of(Samples.FEED)),
                            0)));
        }

        /** One is declined; the other is approved, extended and ended. */
        private void engaged() {
            EngagementId no = request("di@vendor.example");
            decide(no, new DecideEngagement.Decision.Decline("nobody needs a bridge"));
            EngagementId yes = request("ed@vendor.example");
            decide(yes, new DecideEngagement.Decision.Approve());
            world.extendEngagement.handle(new ExtendEngagement.Command(
                    ADMIN, Samples.request(), yes, Optional.empty(), Optional.empty(), "it takes longer"));
            decide(yes, new DecideEngagement.Decision.Approve());
            world.endEngagement.handle(new EndEngagement.Command(ADMIN, yes, "the bridge is built"));
        }

        /** One is rejected; the other is approved and handed over. */
        private NonHumanId nonHuman() {
            decide(ask("Fax gateway"), new DecideNonHuman.Decision.Reject("nobody sends any"));
            NonHumanId yes = ask("Mail gateway");
            decide(yes, new DecideNonHuman.Decision.Approve());
            world.transferNonHuman.handle(
                    new TransferNonHuman.Command(ADMIN, yes, worker("1002"), "he runs the mail now"));
            return yes;
        }

        private NonHumanId ask(String name) {
            RequestNonHuman.Outcome.Recorded recorded =
                    (RequestNonHuman.Outcome.Recorded) world.requestNonHuman.handle(new RequestNonHuman.Command(
                            ADMIN,
                            Samples.request(),
                            NonHumanKind.SERVICE_ACCOUNT,
                            name,
                            "to carry messages",
                            worker("1001"),
                            Optional.empty()));
            return recorded.nonHuman().terms().id();
        }

        private void decide(NonHumanId id, DecideNonHuman.Decision decision) {
            world.decideNonHuman.handle(new DecideNonHuman.Command(SECOND, id, decision));
        }

        private IdentityId worker(String id) {
            return world.ports
                    .transactions()
                    .call(now -> world.ports.workerStatements().whose(new WorkerKey(Samples.FEED, id)))
                    .orElseThrow();
        }

        private EngagementId request(String email) {
            return request(email, worker("1002"));
        }

        private EngagementId request(String email, IdentityId sponsor) {
            RequestEngagement.Outcome.Recorded recorded =
                    (RequestEngagement.Outcome.Recorded) world.requestEngagement.handle(new RequestEngagement.Command(
                            ADMIN,
                            Samples.request(),
                            new Engaged(
                                    IdentityKind.CONTRACTOR,
                                    "Di",
                                    "Sample",
                                    email,
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Samples.ZONE),
                            LocalDate.parse("2026-03-01"),
                            Optional.of(LocalDate.parse("2026-05-01")),
                            sponsor,
                            "to build a bridge"));
            return recorded.engagement().terms().id();
        }

        private void decide(EngagementId id, DecideEngagement.Decision decision) {
            world.decideEngagement.handle(new DecideEngagement.Command(SECOND, id, decision));
        }
    }
}

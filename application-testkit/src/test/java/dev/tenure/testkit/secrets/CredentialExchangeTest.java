package dev.tenure.testkit.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.secrets.AddSecretValue;
import dev.tenure.application.secrets.ConfirmSecretConsumer;
import dev.tenure.application.secrets.DecideOldCredential;
import dev.tenure.application.secrets.EndOffTimes;
import dev.tenure.application.secrets.ListSecretRotations;
import dev.tenure.application.secrets.RegisterSharedSecret;
import dev.tenure.application.secrets.ScheduleRotations;
import dev.tenure.application.secrets.ShowSharedSecret;
import dev.tenure.application.secrets.StateOldRevoked;
import dev.tenure.connector.spi.ChangeKind;
import dev.tenure.connector.spi.ReadKind;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SharedSecret;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.inventory.ScriptedTarget;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The key of a machine is replaced: the target makes a new one, consumers confirm, the old one is off, the old one is gone. */
final class CredentialExchangeTest {

    private static final Caller OWNER = Samples.caller("owner");
    private static final Caller CONTACT = Samples.caller("report-contact");
    private static final String OLD = "file:shared/report-key-1";
    private static final String NEW = "file:shared/report-key-2";
    private static final Duration OFF_FOR = Duration.ofHours(6);
    private static final String MACHINE = "svc-reports";

    private final Company company = new Company();
    private TargetSystem cloud = Samples.system("none", new SystemMode.Observe());

    @BeforeEach
    void aMachineHasAKeyThatIsOldEnough() {
        cloud = company.system("Cloud", new SystemMode.Act());
        target().account(MACHINE, Map.of()).credential(MACHINE, "key-1");
        target().declares(
                        EnumSet.of(
                                ChangeKind.ISSUE_CREDENTIAL,
                                ChangeKind.ENABLE_CREDENTIAL,
                                ChangeKind.DISABLE_CREDENTIAL,
                                ChangeKind.REVOKE_CREDENTIAL),
                        List.of());
        target().reads(Set.of(ReadKind.CREDENTIALS));
        company.world.secrets.put(OLD, "key-1 and its secret");
        company.takeOver();
        company.read(cloud);
    }

    private ScriptedTarget target() {
        return company.target(cloud);
    }

    private SharedSecret register(String credential) {
        RegisterSharedSecret.Outcome outcome =
                company.world.registerSharedSecret.handle(new RegisterSharedSecret.Command(
                        Company.ADMIN,
                        Samples.request(),
                        new SharedSecret.Description(
                                "Report key",
                                Optional.of(new SharedSecret.Place(
                                        cloud.id(),
                                        Optional.of(
                                                company.account(cloud, MACHINE).id()),
                                        Optional.of(new SharedSecret.Key(credential, OFF_FOR)))),
                                OWNER.subject(),
                                List.of(new SharedSecret.Consumer("reports", CONTACT.subject())),
                                OLD,
                                Duration.ofDays(10))));
        SharedSecret secret = assertInstanceOf(RegisterSharedSecret.Outcome.Registered.class, outcome)
                .secret();
        company.world.scheduleRotations.handle(new ScheduleRotations.Command());
        return secret;
    }

    private SharedSecret now(SharedSecret secret) {
        return assertInstanceOf(
                        ShowSharedSecret.Outcome.Shown.class,
                        company.world.showSharedSecret.handle(new ShowSharedSecret.Command(
                                Company.AUDITOR, secret.registration().id())))
                .secret();
    }

    private SecretRotation rotation() {
        return assertInstanceOf(
                        ListSecretRotations.Outcome.Listed.class,
                        company.world.listSecretRotations.handle(new ListSecretRotations.Command(
                                Company.AUDITOR, Optional.empty(), Optional.empty(), PageRequest.first())))
                .rotations()
                .items()
                .getFirst();
    }

    private AddSecretValue.Outcome issue(String reference) {
        return company.world.addSecretValue.handle(
                new AddSecretValue.Command(OWNER, rotation().order().id(), reference, true));
    }

    private ConfirmSecretConsumer.Outcome confirm() {
        return company.world.confirmSecretConsumer.handle(
                new ConfirmSecretConsumer.Command(CONTACT, rotation().order().id(), "reports"));
    }

    private DecideOldCredential.Outcome decide(Caller by, boolean off) {
        return company.world.decideOldCredential.handle(
                new DecideOldCredential.Command(by, rotation().order().id(), off));
    }

    private void endOffTimes() {
        company.world.endOffTimes.handle(new EndOffTimes.Command());
        company.world.work();
    }

    private void issuedAndConfirmed() {
        assertInstanceOf(AddSecretValue.Outcome.Added.class, issue(NEW));
        company.world.work();
        assertInstanceOf(ConfirmSecretConsumer.Outcome.Confirmed.class, confirm());
        company.world.work();
    }

    @Test
    void theOldKeyWorksUntilEverybodyUsesTheNewOneAndIsGoneAfterItsOffTime() {
        SharedSecret secret = register("key-1");
        assertEquals("due", rotation().label());

        assertInstanceOf(AddSecretValue.Outcome.Added.class, issue(NEW));
        assertEquals("issuing", rotation().label());
        assertInstanceOf(ConfirmSecretConsumer.Outcome.NotTheContact.class, confirm(), "there is nothing to use yet");
        company.world.work();
        assertEquals("new-added", rotation().label());
        assertEquals(Set.of("key-1", "key-2"), target().activeKeysOf(MACHINE));
        assertEquals(
                "key-2\nsecret-of-key-2",
                company.world.secrets.resolve("reference", NEW).reveal());

        assertInstanceOf(ConfirmSecretConsumer.Outcome.Confirmed.class, confirm());
        assertEquals("revoking", rotation().label());
        company.world.work();
        assertEquals("old-off", rotation().label());
        assertEquals(Set.of("key-2"), target().activeKeysOf(MACHINE));
        assertEquals(Set.of("key-1", "key-2"), target().keysOf(MACHINE), "it can still come back");

        company.world.pass(OFF_FOR.minusSeconds(1));
        endOffTimes();
        assertEquals("old-off", rotation().label());
        company.world.pass(Duration.ofSeconds(1));
        endOffTimes();
        assertEquals("old-revoked", rotation().label());
        assertEquals(Set.of("key-2"), target().keysOf(MACHINE));
        SharedSecret.Description described = now(secret).description();
        assertEquals(NEW, described.keptAt());
        assertEquals(
                Optional.of(new SharedSecret.Key("key-2", OFF_FOR)),
                described.place().flatMap(SharedSecret.Place::key),
                "the next rotation replaces the new one");
        assertEquals(1, company.events(EventType.SECRET_VALUE_ISSUED).size());
        assertEquals(1, company.events(EventType.SECRET_OLD_SWITCHED_OFF).size());
    }

    @Test
    void aKeyThatIsStillUsedIsNotSwitchedOffUnlessAPersonSaysSo() {
        register("key-1");
        assertInstanceOf(AddSecretValue.Outcome.Added.class, issue(NEW));
        company.world.work();
        target().uses(MACHINE, "key-1", company.world.now().plusSeconds(3_600));
        confirm();
        company.world.work();
        assertEquals("in-use", rotation().label());
        assertInstanceOf(
                SecretRotation.Held.StillUsed.class,
                ((SecretRotation.InUse) rotation()).held().orElseThrow());
        assertEquals(Set.of("key-1", "key-2"), target().activeKeysOf(MACHINE));
        assertEquals(1, company.events(EventType.SECRET_OLD_STILL_USED).size());

        assertInstanceOf(DecideOldCredential.Outcome.NotAllowed.class, decide(CONTACT, true));
        assertInstanceOf(DecideOldCredential.Outcome.NotNow.class, decide(OWNER, false), "it is on");
        assertInstanceOf(DecideOldCredential.Outcome.Decided.class, decide(OWNER, true));
        company.world.work();
        assertEquals("old-off", rotation().label());
        assertEquals(Set.of("key-2"), target().activeKeysOf(MACHINE));
    }

    @Test
    void whoeverForgotAConsumerHasTheOldKeySwitchedOnAgain() {
        register("key-1");
        issuedAndConfirmed();
        assertEquals("old-off", rotation().label());
        assertInstanceOf(DecideOldCredential.Outcome.Decided.class, decide(Company.OPERATOR, false));
        company.world.work();
        assertEquals("in-use", rotation().label());
        assertEquals(Set.of("key-1", "key-2"), target().activeKeysOf(MACHINE));
        company.world.pass(OFF_FOR.multipliedBy(2));
        endOffTimes();
        assertEquals("in-use", rotation().label(), "it stays until somebody says otherwise");

        assertInstanceOf(DecideOldCredential.Outcome.Decided.class, decide(OWNER, true));
        company.world.work();
        company.world.pass(OFF_FOR);
        endOffTimes();
        assertEquals("old-revoked", rotation().label());
        assertEquals(2, company.events(EventType.SECRET_OLD_DECIDED).size());
    }

    @Test
    void aPlaceWhereSomethingStandsIsRefusedBeforeAnythingIsMade() {
        register("key-1");
        assertInstanceOf(AddSecretValue.Outcome.BadReference.class, issue(OLD));
        assertInstanceOf(AddSecretValue.Outcome.BadReference.class, issue("env:TENURE_SECRET_SHARED_NEW"));
        assertInstanceOf(AddSecretValue.Outcome.BadReference.class, issue("file:own/key"));
        assertEquals(Set.of("key-1"), target().keysOf(MACHINE));
        assertEquals("due", rotation().label());
    }

    @Test
    void aPlaceThatIsTakenMeanwhileCanBeChanged() {
        register("key-1");
        assertInstanceOf(AddSecretValue.Outcome.Added.class, issue(NEW));
        target().refuses(ChangeKind.ISSUE_CREDENTIAL);
        company.world.work();
        assertEquals("issuing", rotation().label());
        target().accepts();
        assertInstanceOf(AddSecretValue.Outcome.Added.class, issue("file:shared/report-key-3"));
        company.world.work();
        assertEquals("new-added", rotation().label());
        assertTrue(company.world.secrets.problem("file:shared/report-key-3").isEmpty());
        assertEquals(
                "key-2\nsecret-of-key-2",
                company.world
                        .secrets
                        .resolve("reference", "file:shared/report-key-3")
                        .reveal());
        assertEquals(Set.of("key-1", "key-2"), target().keysOf(MACHINE));
    }

    @Test
    void aSecretThatNamesNoCredentialOfTheAccountIsNotIssued() {
        register("key-7");
        assertEquals(new AddSecretValue.Outcome.NoSuchCredential(), issue(NEW));
        target().goDown("the cable is cut");
        assertInstanceOf(AddSecretValue.Outcome.TargetDoesNotTell.class, issue(NEW));
        assertEquals("due", rotation().label());
    }

    @Test
    void whereTheProductMayNotActPeopleDo() {
        register("key-1");
        target().declares(EnumSet.of(ChangeKind.DISABLE_ACCOUNT), List.of());
        assertInstanceOf(AddSecretValue.Outcome.NotIssued.class, issue(NEW));
        company.world.secrets.put(NEW, "by hand");
        company.world.addSecretValue.handle(
                new AddSecretValue.Command(OWNER, rotation().order().id(), NEW));
        confirm();
        assertEquals("in-use", rotation().label());
        assertInstanceOf(
                StateOldRevoked.Outcome.Stated.class,
                company.world.stateOldRevoked.handle(
                        new StateOldRevoked.Command(OWNER, rotation().order().id())));
    }
}

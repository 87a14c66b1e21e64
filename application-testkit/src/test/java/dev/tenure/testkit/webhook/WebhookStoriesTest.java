package dev.tenure.testkit.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.webhook.ConfigureWebhookSource;
import dev.tenure.application.webhook.ListWebhookDeliveries;
import dev.tenure.application.webhook.ReceiveWebhook;
import dev.tenure.application.webhook.RetryWebhookDelivery;
import dev.tenure.application.webhook.TakeWebhookDelivery;
import dev.tenure.application.webhook.VendorPeople.Reading;
import dev.tenure.application.webhook.WebhookDeliveries;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.webhook.Vendor;
import dev.tenure.domain.webhook.WebhookDelivery;
import dev.tenure.domain.webhook.WebhookDelivery.Waiting;
import dev.tenure.domain.webhook.WebhookSource;
import dev.tenure.testkit.World;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** HR systems send deliveries, rightly and wrongly, and the right people come and go. */
final class WebhookStoriesTest {

    private static final Caller ADMIN = Samples.caller("admin", Role.ADMINISTRATOR);
    private static final Caller HR = Samples.caller("hr", Role.CONFIDENTIAL_HR);
    private static final String SECRET = "correct horse";
    private static final String NEW_SECRET = "new horse";
    private static final String HR_SYSTEM = "people";
    private static final String API = "https://hr.example/api";

    private static final String ADA = """
            worker_id=7
            given_name=Ada
            family_name=Sample
            start_date=2024-01-01
            """;

    private static final Map<Fact, String> SHOWN = Map.of(
            Fact.WORKER_ID, "7", Fact.GIVEN_NAME, "Ada", Fact.FAMILY_NAME, "Sample", Fact.START_DATE, "2024-01-01");

    private final World world = new World(Samples.MONDAY);

    WebhookStoriesTest() {
        world.secrets.put(SampleWebhooks.REFERENCE, SECRET);
        world.secrets.put(SampleWebhooks.TOKEN, "token");
    }

    private WebhookSource configure(WebhookSource source) {
        ConfigureWebhookSource.Outcome.Configured configured = (ConfigureWebhookSource.Outcome.Configured)
                world.configureWebhookSource.handle(new ConfigureWebhookSource.Command(ADMIN, source));
        return configured.source();
    }

    private void generic() {
        configure(SampleWebhooks.generic(HR_SYSTEM));
    }

    private void readAgain(Vendor vendor) {
        configure(SampleWebhooks.of(vendor, HR_SYSTEM, vendor == Vendor.GENERIC ? API + "/{worker}" : API));
    }

    private ReceiveWebhook.Outcome send(Vendor vendor, String body) {
        return send(vendor, SECRET, body, world.now(), Optional.empty());
    }

    private ReceiveWebhook.Outcome send(
            Vendor vendor, String secret, String body, Instant at, Optional<String> deliveryId) {
        Map<String, String> headers = new HashMap<>(SampleWebhooks.signed(vendor, secret, body, at));
        deliveryId.ifPresent(id -> headers.put("tenure-delivery", id));
        return world.receiveWebhook.handle(
                new ReceiveWebhook.Command(HR_SYSTEM, SampleWebhooks.headers(headers), SampleWebhooks.body(body)));
    }

    private static String about(String worker) {
        return "event=employee.updated\nworker=" + worker + "\n";
    }

    private List<WebhookDelivery> deliveries() {
        return world.ports.webhookDeliveries().committed();
    }

    private Identity ada() {
        return world.ports
                .transactions()
                .call(now -> world.ports
                        .workerStatements()
                        .whose(new dev.tenure.domain.identity.WorkerKey(HR_SYSTEM, "7"))
                        .flatMap(world.ports.identities()::find))
                .orElseThrow();
    }

    private List<AuditEvent> events(EventType type) {
        return world.ports.auditLog().events().stream()
                .filter(event -> event.type() == type)
                .toList();
    }

    private Map<Fact, String> shown(Fact fact, String value) {
        Map<Fact, String> facts = new HashMap<>(SHOWN);
        facts.put(fact, value);
        return facts;
    }

    @Test
    void aSignedRecordHiresSomebody() {
        generic();
        assertInstanceOf(ReceiveWebhook.Outcome.Accepted.class, send(Vendor.GENERIC, ADA));
        assertEquals(List.of(HR_SYSTEM), world.webhookAgenda.sources());
        world.work();
        assertInstanceOf(Employment.Active.class, ada().employment());
        assertInstanceOf(WebhookDelivery.Taken.class, deliveries().getFirst());
        assertEquals(Map.of(), deliveries().getFirst().receipt().hint().facts());
    }

    @ParameterizedTest
    @EnumSource
    void aHintIsReadAgainAndWhatIsReadIsTaken(Vendor vendor) {
        readAgain(vendor);
        world.people.show("7", SHOWN);
        send(vendor, about("7"));
        assertEquals(List.of(), world.people.reads());
        world.work();
        assertEquals(List.of("7"), world.people.reads());
        assertEquals("Ada", ada().profile().givenName());
    }

    @Test
    void theSameDeliveryAgainAnswersAsBeforeAndDoesNothing() {
        readAgain(Vendor.BAMBOOHR);
        world.people.show("7", SHOWN);
        Instant at = world.now();
        ReceiveWebhook.Outcome.Accepted first =
                (ReceiveWebhook.Outcome.Accepted) send(Vendor.BAMBOOHR, SECRET, about("7"), at, Optional.empty());
        ReceiveWebhook.Outcome.Repeated waiting =
                (ReceiveWebhook.Outcome.Repeated) send(Vendor.BAMBOOHR, SECRET, about("7"), at, Optional.empty());
        assertEquals(first.delivery(), waiting.delivery());
        world.work();
        ReceiveWebhook.Outcome.Repeated taken =
                (ReceiveWebhook.Outcome.Repeated) send(Vendor.BAMBOOHR, SECRET, about("7"), at, Optional.empty());
        assertInstanceOf(WebhookDelivery.Taken.class, taken.delivery());
        world.work();
        assertEquals(List.of("7"), world.people.reads());
        assertEquals(1, deliveries().size());
        assertEquals(1, events(EventType.WEBHOOK_DELIVERY_ACCEPTED).size());
    }

    @Test
    void aReplayUnderAnotherIdIsKnownByWhatWasSigned() {
        generic();
        Instant at = world.now();
        send(Vendor.GENERIC, SECRET, ADA, at, Optional.of("one"));
        assertInstanceOf(
                ReceiveWebhook.Outcome.Repeated.class, send(Vendor.GENERIC, SECRET, ADA, at, Optional.of("two")));
        assertEquals(1, deliveries().size());
    }

    @Test
    void aSenderThatSignsAnewIsKnownByItsDeliveryId() {
        generic();
        send(Vendor.GENERIC, SECRET, ADA, world.now(), Optional.of("one"));
        world.pass(Duration.ofSeconds(30));
        assertInstanceOf(
                ReceiveWebhook.Outcome.Repeated.class,
                send(Vendor.GENERIC, SECRET, ADA, world.now(), Optional.of("one")));
        assertInstanceOf(
                ReceiveWebhook.Outcome.DeliveryIdReused.class,
                send(Vendor.GENERIC, SECRET, ADA + "title=Lead\n", world.now(), Optional.of("one")));
        assertEquals(1, deliveries().size());
    }

    @Test
    void theVendorsDeliveryIdIsTakenFromTheBody() {
        readAgain(Vendor.GUSTO);
        world.people.show("7", SHOWN);
        send(Vendor.GUSTO, about("7") + "delivery=uuid-1\n");
        assertInstanceOf(ReceiveWebhook.Outcome.Repeated.class, send(Vendor.GUSTO, about("7") + "delivery=uuid-1\n"));
        assertInstanceOf(
                ReceiveWebhook.Outcome.DeliveryIdReused.class, send(Vendor.GUSTO, about("8") + "delivery=uuid-1\n"));
    }

    @Test
    void recordsThatTellTheirTimeMayComeInAnyOrder() {
        generic();
        send(Vendor.GENERIC, ADA + "title=Lead\nas_of=2026-03-01T10:00:00Z\n");
        world.work();
        send(Vendor.GENERIC, ADA + "title=Junior\nas_of=2026-03-01T09:00:00Z\n");
        world.work();
        assertEquals(Optional.of("Lead"), ada().profile().title());
    }

    @Test
    void aSecretIsReplacedWithoutALoss() {
        WebhookSource before = configure(SampleWebhooks.generic(HR_SYSTEM));
        world.secrets.put("file:new", NEW_SECRET);
        assertInstanceOf(
                ReceiveWebhook.Outcome.NotGenuine.class,
                send(Vendor.GENERIC, NEW_SECRET, ADA, world.now(), Optional.empty()));
        WebhookSource both = configure(withSecrets(before, "file:new", SampleWebhooks.REFERENCE));
        for (String secret : List.of(SECRET, NEW_SECRET)) {
            assertInstanceOf(
                    ReceiveWebhook.Outcome.Accepted.class,
                    send(Vendor.GENERIC, secret, ADA + "title=" + secret, world.now(), Optional.empty()),
                    secret);
        }
        configure(withSecrets(both, "file:new"));
        assertInstanceOf(
                ReceiveWebhook.Outcome.NotGenuine.class,
                send(Vendor.GENERIC, SECRET, ADA, world.now(), Optional.empty()));
    }

    private static WebhookSource withSecrets(WebhookSource source, String... secrets) {
        return new WebhookSource(
                source.source(),
                source.vendor(),
                List.of(secrets),
                source.tolerance(),
                source.api(),
                source.pointers(),
                source.enabled(),
                source.version());
    }

    @Test
    void ofTwoSecretsOneMayBeMissingAndNotBoth() {
        WebhookSource source = configure(SampleWebhooks.generic(HR_SYSTEM));
        configure(withSecrets(source, "file:notyet", SampleWebhooks.REFERENCE));
        assertInstanceOf(ReceiveWebhook.Outcome.Accepted.class, send(Vendor.GENERIC, ADA));
        world.secrets.remove(SampleWebhooks.REFERENCE);
        assertInstanceOf(ReceiveWebhook.Outcome.SecretMissing.class, send(Vendor.GENERIC, ADA));
    }

    @Test
    void theSecretOfNobodyOpensNothing() {
        assertInstanceOf(
                ReceiveWebhook.Outcome.NotGenuine.class,
                send(Vendor.GENERIC, "nobody's", ADA, world.now(), Optional.empty()));
        assertEquals(List.of(), deliveries());
    }

    @Test
    void aHandshakesTokenIsKeptOnceAndSignsFromThenOn() {
        WebhookSource source = SampleWebhooks.of(Vendor.GUSTO, HR_SYSTEM, API);
        configure(withSecrets(source, "file:gusto"));
        assertInstanceOf(ReceiveWebhook.Outcome.HandshakeDone.class, shake("t-1"));
        assertInstanceOf(ReceiveWebhook.Outcome.HandshakeDone.class, shake("t-1"));
        assertInstanceOf(ReceiveWebhook.Outcome.NotGenuine.class, shake("t-2"));
        assertInstanceOf(
                ReceiveWebhook.Outcome.Accepted.class,
                send(Vendor.GUSTO, "t-1", about("7"), world.now(), Optional.empty()));
    }

    private ReceiveWebhook.Outcome shake(String token) {
        return world.receiveWebhook.handle(
                new ReceiveWebhook.Command(HR_SYSTEM, name -> Optional.empty(), SampleWebhooks.body("token=" + token)));
    }

    @Test
    void aVendorThatDoesNotAnswerIsAskedUntilItDoesAndTheWaitingIsRaised() {
        readAgain(Vendor.BAMBOOHR);
        world.people.show("7", SHOWN);
        send(Vendor.BAMBOOHR, about("7"));
        Duration asked = Duration.ofMinutes(20);
        for (int i = 0; i < 12; i++) {
            world.people.answerNext(new Reading.Unreachable("the vendor answers with status 503", Optional.of(asked)));
        }
        for (int i = 0; i < 12; i++) {
            world.work();
            Waiting waiting = (Waiting) deliveries().getFirst();
            assertEquals(i + 1, waiting.attempts());
            assertFalse(waiting.dueAt().isBefore(world.now().plus(asked).minusSeconds(1)));
            world.ports.transactions().advance(asked);
        }
        assertEquals(2, events(EventType.WEBHOOK_DELIVERY_DELAYED).size());
        world.work();
        assertInstanceOf(WebhookDelivery.Taken.class, deliveries().getFirst());
        assertEquals(13, deliveries().getFirst().attempts());
    }

    @Test
    void aVendorMayNotPutUsOffForAsLongAsItLikes() {
        readAgain(Vendor.BAMBOOHR);
        world.people.answerNext(new Reading.Unreachable("status 429", Optional.of(Duration.ofDays(9))));
        send(Vendor.BAMBOOHR, about("7"));
        world.work();
        Waiting waiting = (Waiting) deliveries().getFirst();
        assertTrue(waiting.dueAt().isBefore(world.now().plus(Duration.ofMinutes(31))));
    }

    @Test
    void aRecordThatCannotBeTakenIsRefusedWithFieldAndReasonAndTheOthersGoOn() {
        readAgain(Vendor.HIBOB);
        Map<Fact, String> bad = new HashMap<>(SHOWN);
        bad.remove(Fact.START_DATE);
        world.people.show("6", bad);
        world.people.show("7", SHOWN);
        send(Vendor.HIBOB, about("6") + about("7"));
        world.work();
        WebhookDelivery.Refused refused = (WebhookDelivery.Refused) deliveries().getFirst();
        assertEquals("start_date", refused.problems().getFirst().field());
        assertEquals("Ada", ada().profile().givenName());
        assertEquals(1, events(EventType.WEBHOOK_DELIVERY_REFUSED).size());
        world.people.show("6", SHOWN);
        assertInstanceOf(
                RetryWebhookDelivery.Outcome.DueNow.class,
                world.retryWebhookDelivery.handle(new RetryWebhookDelivery.Command(
                        ADMIN, refused.receipt().id())));
        world.work();
        assertInstanceOf(WebhookDelivery.Taken.class, deliveries().getFirst());
    }

    @Test
    void aDeliveryOnWhichWeFailIsSetAsideAndHoldsNobodyUp() {
        readAgain(Vendor.HIBOB);
        world.people.show("7", SHOWN);
        send(Vendor.HIBOB, about("6"));
        for (int i = 0; i < Waiting.OWN_FAULTS; i++) {
            world.people.answerNext(new Reading.Found(SHOWN));
            world.people.duringNextRead(() -> {
                throw new ArithmeticException("holds what a person sent");
            });
            world.work();
            world.ports.transactions().advance(Duration.ofMinutes(15));
        }
        WebhookDelivery.SetAside aside = (WebhookDelivery.SetAside) deliveries().getFirst();
        assertEquals("java.lang.ArithmeticException", aside.fault());
        assertEquals(1, events(EventType.WEBHOOK_DELIVERY_SET_ASIDE).size());
        send(Vendor.HIBOB, about("7"));
        world.work();
        assertEquals("Ada", ada().profile().givenName());
    }

    @Test
    void whoWasOvertakenWhileReadingReadsAgain() {
        readAgain(Vendor.BAMBOOHR);
        world.people.show("7", shown(Fact.TITLE, "old"));
        send(Vendor.BAMBOOHR, about("7"));
        world.people.duringNextRead(() -> {
            // Another replica, which took us for dead, takes a later delivery about the same person.
            world.people.show("7", shown(Fact.TITLE, "new"));
            world.ports.transactions().advance(Duration.ofSeconds(1));
            send(Vendor.BAMBOOHR, about("7"));
            world.takeWebhookDelivery.handle(new TakeWebhookDelivery.Command(HR_SYSTEM));
        });
        assertInstanceOf(
                TakeWebhookDelivery.Outcome.Tried.class,
                world.takeWebhookDelivery.handle(new TakeWebhookDelivery.Command(HR_SYSTEM)));
        assertEquals(Optional.of("new"), ada().profile().title());
        assertInstanceOf(Waiting.class, deliveries().getFirst());
        world.work();
        assertEquals(Optional.of("new"), ada().profile().title());
        assertInstanceOf(WebhookDelivery.Taken.class, deliveries().getFirst());
    }

    @Test
    void whoseLeaseIsOverIsNotListenedTo() {
        readAgain(Vendor.BAMBOOHR);
        world.people.show("7", SHOWN);
        send(Vendor.BAMBOOHR, about("7"));
        world.people.duringNextRead(() -> {
            world.ports.transactions().advance(Duration.ofMinutes(2));
            world.people.answerNext(new Reading.Unreachable("status 503", Optional.empty()));
            world.takeWebhookDelivery.handle(new TakeWebhookDelivery.Command(HR_SYSTEM));
        });
        assertInstanceOf(
                TakeWebhookDelivery.Outcome.ClaimLost.class,
                world.takeWebhookDelivery.handle(new TakeWebhookDelivery.Command(HR_SYSTEM)));
        assertEquals(List.of(), events(EventType.WORKER_RECORD_TAKEN));
    }

    @Test
    void anImmediateRevocationStandsThoughTheVendorShowsTheLastDayAlone() {
        readAgain(Vendor.HIBOB);
        world.people.show("7", SHOWN);
        send(Vendor.HIBOB, about("7"));
        world.work();
        send(
                Vendor.HIBOB,
                "event=employee.access.revoked.immediately\nimmediate=true\nworker=7\nsaid=2026-03-02T07:59:00Z\n");
        world.work();
        // The read decides: the vendor shows no ending yet.
        assertInstanceOf(Waiting.class, deliveries().get(1));
        assertInstanceOf(Employment.Active.class, ada().employment());
        world.people.show("7", shown(Fact.EFFECTIVE_DATE, "2026-04-30"));
        world.pass(Duration.ofMinutes(10));
        assertInstanceOf(Employment.Out.class, ada().employment());
        // What is read of the person later shows the last day alone, and takes nothing back.
        send(Vendor.HIBOB, "event=employee.transferred\nworker=7\n");
        send(Vendor.HIBOB, "event=table.entry.updated\nworker=7\n");
        world.work();
        assertInstanceOf(Employment.Out.class, ada().employment());
        // The ending itself is taken back.
        world.people.show("7", SHOWN);
        send(Vendor.HIBOB, "event=employee.reactivated\nworker=7\n");
        world.work();
        assertInstanceOf(Employment.Active.class, ada().employment());
        world.people.show("7", shown(Fact.EFFECTIVE_DATE, "2026-06-30"));
        send(Vendor.HIBOB, "event=employee.terminated\nworker=7\n");
        world.work();
        assertFalse(ada().employment() instanceof Employment.Out);
    }

    @Test
    void ofWhomADeliveryIsAndWhatItSaysConfidentialHrAloneSees() {
        readAgain(Vendor.HIBOB);
        send(Vendor.HIBOB, "event=employee.left\nworker=7\n");
        for (Caller caller : List.of(ADMIN, HR)) {
            ListWebhookDeliveries.Outcome.Listed listed = (ListWebhookDeliveries.Outcome.Listed)
                    world.listWebhookDeliveries.handle(new ListWebhookDeliveries.Command(
                            caller,
                            new WebhookDeliveries.Filter(Optional.empty(), Optional.empty()),
                            PageRequest.first()));
            WebhookDelivery.Hint hint =
                    listed.deliveries().items().getFirst().receipt().hint();
            boolean whole = caller.equals(HR);
            assertEquals(whole ? Optional.of("employee.left") : Optional.empty(), hint.event());
            assertEquals(whole ? Optional.of("7") : Optional.empty(), hint.worker());
        }
        RetryWebhookDelivery.Outcome.DueNow due = (RetryWebhookDelivery.Outcome.DueNow)
                world.retryWebhookDelivery.handle(new RetryWebhookDelivery.Command(
                        ADMIN, deliveries().getFirst().receipt().id()));
        assertEquals(Optional.empty(), due.delivery().receipt().hint().event());
        assertFalse(world.ports.auditLog().events().toString().contains("employee.left"));
    }

    @Test
    void aSourceThatIsSwitchedOffIsLikeNone() {
        WebhookSource source = configure(SampleWebhooks.generic(HR_SYSTEM));
        configure(new WebhookSource(
                source.source(),
                source.vendor(),
                source.secrets(),
                source.tolerance(),
                source.api(),
                source.pointers(),
                false,
                source.version()));
        assertInstanceOf(ReceiveWebhook.Outcome.NotGenuine.class, send(Vendor.GENERIC, ADA));
    }
}

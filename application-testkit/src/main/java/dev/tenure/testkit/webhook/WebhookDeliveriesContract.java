package dev.tenure.testkit.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.webhook.WebhookDeliveries;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.identity.WorkerRow;
import dev.tenure.domain.webhook.WebhookDelivery;
import dev.tenure.domain.webhook.WebhookDelivery.Hint;
import dev.tenure.domain.webhook.WebhookDelivery.Receipt;
import dev.tenure.domain.webhook.WebhookDelivery.Waiting;
import dev.tenure.domain.webhook.WebhookDeliveryId;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.transaction.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@link WebhookDeliveries} promises. */
public interface WebhookDeliveriesContract {

    /** How long a lease of these tests is. */
    Duration LEASE = Duration.ofSeconds(60);

    /** The ports under test. */
    Ports ports();

    private <T> T in(Function<WebhookDeliveries, T> work) {
        return ports().transactions().call(now -> work.apply(ports().webhookDeliveries()));
    }

    private void with(Consumer<WebhookDeliveries> work) {
        in(deliveries -> {
            work.accept(deliveries);
            return true;
        });
    }

    private static Receipt receipt(String source, Instant at) {
        return new Receipt(
                new WebhookDeliveryId(UUID.randomUUID()),
                source,
                "ab".repeat(32),
                at,
                new Hint(
                        Optional.of("employee.updated"),
                        Optional.of("4711"),
                        true,
                        Optional.of(Samples.MONDAY.minusSeconds(7)),
                        Map.of(Fact.WORKER_ID, "4711", Fact.GIVEN_NAME, "Zoë \"Z\"")));
    }

    private static SortedSet<String> keys(String... keys) {
        return new TreeSet<>(List.of(keys));
    }

    private WebhookDelivery found(WebhookDelivery delivery) {
        return in(deliveries -> deliveries.find(delivery.receipt().id())).orElseThrow();
    }

    @Test
    default void everyStateOfADeliveryComesBackAsItWas() {
        String source = Samples.unique("hook");
        Instant now = Samples.MONDAY;
        Waiting waiting = receipt(source, now).waiting();
        List<WebhookDelivery> states = List.of(
                waiting,
                receipt(source, now).waiting().claim(now, LEASE).postpone("no answer", now.plusSeconds(400), LEASE),
                receipt(source, now).waiting().claim(now, LEASE).take(now),
                receipt(source, now)
                        .waiting()
                        .claim(now, LEASE)
                        .refuse(
                                List.of(
                                        new WorkerRow.Problem("start_date", "is empty: write one"),
                                        new WorkerRow.Problem("email", "is not an address: write one")),
                                now),
                receipt(source, now).refuse(List.of(), now),
                receipt(source, now).ignore(now),
                new WebhookDelivery.SetAside(receipt(source, now), 5, "java.lang.IllegalStateException", now));
        for (WebhookDelivery state : states) {
            with(deliveries -> deliveries.add(state));
            assertEquals(state, found(state));
        }
        assertEquals(Optional.empty(), in(deliveries -> deliveries.find(new WebhookDeliveryId(UUID.randomUUID()))));
    }

    @Test
    default void aDeliveryIsKnownAgainByEachOfItsKeys() {
        String source = Samples.unique("hook");
        WebhookDeliveryId first = new WebhookDeliveryId(UUID.randomUUID());
        WebhookDeliveryId second = new WebhookDeliveryId(UUID.randomUUID());
        assertEquals(Optional.empty(), in(d -> d.claim(source, keys("id:1", "sha256:a"), first)));
        assertEquals(Optional.of(first), in(d -> d.claim(source, keys("id:1", "sha256:b"), second)));
        assertEquals(Optional.of(first), in(d -> d.claim(source, keys("id:2", "sha256:a"), second)));
        // What came along with a known key is known from then on.
        assertEquals(Optional.of(first), in(d -> d.claim(source, keys("sha256:b"), second)));
        assertEquals(Optional.of(first), in(d -> d.claim(source, keys("id:2"), second)));
        assertEquals(Optional.empty(), in(d -> d.claim(source, keys("id:3"), second)));
        assertEquals(Optional.empty(), in(d -> d.claim(Samples.unique("hook"), keys("id:1"), second)));
    }

    @Test
    default void aClaimOfKeysIsUndoneWithItsTransaction() {
        String source = Samples.unique("hook");
        WebhookDeliveryId id = new WebhookDeliveryId(UUID.randomUUID());
        assertThrows(
                IllegalStateException.class,
                () -> with(deliveries -> {
                    deliveries.claim(source, keys("id:1"), id);
                    throw new IllegalStateException("undo");
                }));
        assertEquals(Optional.empty(), in(d -> d.claim(source, keys("id:1"), id)));
    }

    @Test
    default void ofTwoAtOnceTheSecondWaitsAndFindsWhatTheFirstDid() throws Exception {
        String source = Samples.unique("hook");
        WebhookDeliveryId first = new WebhookDeliveryId(UUID.randomUUID());
        CountDownLatch claimed = new CountDownLatch(1);
        CompletableFuture<Optional<WebhookDeliveryId>> other = CompletableFuture.supplyAsync(() -> {
            try {
                assertTrue(claimed.await(30, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return in(d -> d.claim(source, keys("id:1"), new WebhookDeliveryId(UUID.randomUUID())));
        });
        with(deliveries -> {
            deliveries.claim(source, keys("id:1"), first);
            claimed.countDown();
        });
        assertEquals(Optional.of(first), other.get(30, TimeUnit.SECONDS));
    }

    @Test
    default void theLongestDueIsClaimedOnceForItsLease() {
        String source = Samples.unique("hook");
        Instant now = Samples.MONDAY;
        Waiting second = receipt(source, now.plusSeconds(1)).waiting();
        Waiting first = receipt(source, now).waiting();
        with(deliveries -> {
            deliveries.add(second);
            deliveries.add(first);
            deliveries.add(receipt(Samples.unique("hook"), now.minusSeconds(9)).waiting());
        });
        Instant later = now.plusSeconds(5);
        assertEquals(Optional.of(now), in(d -> d.nextDue(source)));
        assertEquals(Optional.empty(), in(d -> d.claimDue(source, LEASE, now.minusSeconds(1))));
        assertEquals(Optional.of(first.claim(later, LEASE)), in(d -> d.claimDue(source, LEASE, later)));
        assertEquals(Optional.of(second.claim(later, LEASE)), in(d -> d.claimDue(source, LEASE, later)));
        assertEquals(Optional.empty(), in(d -> d.claimDue(source, LEASE, later)));
        assertEquals(Optional.of(later.plus(LEASE)), in(d -> d.nextDue(source)));
        Optional<Waiting> again = in(d -> d.claimDue(source, LEASE, later.plus(LEASE)));
        assertEquals(2, again.orElseThrow().attempts());
    }

    @Test
    default void whoWasAwayTooLongIsNotListenedTo() {
        String source = Samples.unique("hook");
        Instant now = Samples.MONDAY;
        with(deliveries -> deliveries.add(receipt(source, now).waiting()));
        Waiting away = in(d -> d.claimDue(source, LEASE, now)).orElseThrow();
        Waiting present = in(d -> d.claimDue(source, LEASE, now.plus(LEASE))).orElseThrow();
        assertFalse(this.<Boolean>in(d -> d.record(away, away.take(now))));
        assertEquals(present, found(present));
        WebhookDelivery.Taken taken = present.take(now.plus(LEASE));
        assertTrue(this.<Boolean>in(d -> d.record(present, taken)));
        assertEquals(taken, found(present));
        assertFalse(this.<Boolean>in(d -> d.record(present, present.take(now))));
        assertEquals(Optional.empty(), in(d -> d.nextDue(source)));
        Refusal.of(ports(), () -> ports().webhookDeliveries().reopen(present));
    }

    @Test
    default void whatWasRefusedOrSetAsideCanWaitAgain() {
        String source = Samples.unique("hook");
        Instant now = Samples.MONDAY;
        WebhookDelivery.Refused refused =
                receipt(source, now).waiting().claim(now, LEASE).refuse(List.of(), now);
        WebhookDelivery.SetAside aside = new WebhookDelivery.SetAside(receipt(source, now), 5, "fault", now);
        with(deliveries -> {
            deliveries.add(refused);
            deliveries.add(aside);
        });
        for (Waiting again : List.of(refused.retry(now.plusSeconds(1)), aside.retry(now.plusSeconds(2)))) {
            with(deliveries -> deliveries.reopen(again));
            assertEquals(again, found(again));
            Refusal.of(ports(), () -> ports().webhookDeliveries().reopen(again));
        }
    }

    @Test
    default void whetherAWorkerWasTakenSinceIsKnown() {
        String source = Samples.unique("hook");
        Instant now = Samples.MONDAY;
        with(deliveries ->
                deliveries.add(receipt(source, now).waiting().claim(now, LEASE).take(now)));
        assertTrue(this.<Boolean>in(d -> d.tookSince(source, "4711", now)));
        assertFalse(this.<Boolean>in(d -> d.tookSince(source, "4711", now.plusMillis(1))));
        assertFalse(this.<Boolean>in(d -> d.tookSince(source, "4712", now)));
        assertFalse(this.<Boolean>in(d -> d.tookSince(Samples.unique("hook"), "4711", now)));
    }

    @Test
    default void aNoticeStandsUntilItIsDropped() {
        String source = Samples.unique("hook");
        Instant at = Samples.MONDAY;
        assertEquals(Optional.empty(), in(d -> d.notice(source, "1")));
        with(deliveries -> deliveries.keepNotice(source, "1", at));
        with(deliveries -> deliveries.keepNotice(source, "1", at.plusSeconds(1)));
        assertEquals(Optional.of(at), in(d -> d.notice(source, "1")));
        with(deliveries -> deliveries.keepNotice(source, "1", at.minusSeconds(1)));
        assertEquals(Optional.of(at.minusSeconds(1)), in(d -> d.notice(source, "1")));
        with(deliveries -> deliveries.dropNotice(source, "1"));
        with(deliveries -> deliveries.dropNotice(source, "1"));
        assertEquals(Optional.empty(), in(d -> d.notice(source, "1")));
    }

    @Test
    default void deliveriesAreListedNewestFirstBySourceAndState() {
        String source = Samples.unique("hook");
        Instant now = Samples.MONDAY;
        Waiting old = receipt(source, now).waiting();
        WebhookDelivery.Ignored ignored = receipt(source, now.plusSeconds(1)).ignore(now);
        Waiting recent = receipt(source, now.plusSeconds(2)).waiting();
        for (WebhookDelivery delivery : List.of(old, ignored, recent)) {
            with(deliveries -> deliveries.add(delivery));
        }
        WebhookDeliveries.Filter all = new WebhookDeliveries.Filter(Optional.of(source), Optional.empty());
        Slice<WebhookDelivery> page = in(d -> d.list(all, new PageRequest(2, Optional.empty())));
        assertEquals(List.of(recent, ignored), page.items());
        assertEquals(
                List.of(old),
                in(d -> d.list(all, new PageRequest(2, page.next()))).items());
        assertEquals(
                List.of(recent, old),
                in(d -> d.list(
                                new WebhookDeliveries.Filter(Optional.of(source), Optional.of("received")),
                                PageRequest.first()))
                        .items());
        assertThrows(
                IllegalArgumentException.class, () -> in(d -> d.list(all, new PageRequest(2, Optional.of("no key")))));
    }

    @Test
    default void whatWaitsIsCounted() {
        WebhookDeliveries.Backlog before = in(WebhookDeliveries::backlog);
        Instant longAgo = Samples.MONDAY.minus(Duration.ofDays(900));
        with(deliveries -> {
            deliveries.add(receipt(Samples.unique("hook"), longAgo).waiting());
            deliveries.add(
                    new WebhookDelivery.SetAside(receipt(Samples.unique("hook"), longAgo), 5, "fault", Samples.MONDAY));
        });
        assertEquals(
                new WebhookDeliveries.Backlog(before.waiting() + 1, before.setAside() + 1, Optional.of(longAgo)),
                in(WebhookDeliveries::backlog));
    }

    @Test
    default void noDeliveryIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().webhookDeliveries().backlog());
    }
}

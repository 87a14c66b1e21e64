package dev.tenure.testkit.webhook;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.webhook.WebhookDeliveries;
import dev.tenure.domain.webhook.WebhookDelivery;
import dev.tenure.domain.webhook.WebhookDelivery.Waiting;
import dev.tenure.domain.webhook.WebhookDeliveryId;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;

/** Webhook deliveries in memory. */
public final class InMemoryWebhookDeliveries implements WebhookDeliveries {

    private record Key(String source, String key) {}

    private final Table<WebhookDeliveryId, WebhookDelivery> deliveries;
    private final Table<Key, WebhookDeliveryId> keys;
    private final Table<Key, Instant> notices;

    /** @param transactions what it takes part in */
    public InMemoryWebhookDeliveries(InMemoryTransactions transactions) {
        this.deliveries = transactions.table();
        this.keys = transactions.table();
        this.notices = transactions.table();
    }

    @Override
    public Optional<WebhookDeliveryId> claim(String source, SortedSet<String> wanted, WebhookDeliveryId delivery) {
        Optional<WebhookDeliveryId> first = wanted.stream()
                .flatMap(key -> keys.find(new Key(source, key)).stream())
                .findFirst();
        for (String key : wanted) {
            Key whole = new Key(source, key);
            if (keys.find(whole).isEmpty()) {
                keys.put(whole, first.orElse(delivery));
            }
        }
        return first;
    }

    @Override
    public void add(WebhookDelivery delivery) {
        deliveries.put(delivery.receipt().id(), delivery);
    }

    @Override
    public Optional<WebhookDelivery> find(WebhookDeliveryId id) {
        return deliveries.find(id);
    }

    @Override
    public Slice<WebhookDelivery> list(Filter filter, PageRequest page) {
        List<WebhookDelivery> wanted = deliveries
                .newestFirst()
                .filter(d -> filter.source()
                        .filter(source -> !source.equals(d.receipt().source()))
                        .isEmpty())
                .filter(d ->
                        filter.state().filter(state -> !state.equals(state(d))).isEmpty())
                .toList();
        return InMemoryPages.page(wanted, page, d -> d.receipt().id().value().toString());
    }

    @Override
    public Optional<Waiting> claimDue(String source, Duration lease, Instant now) {
        Optional<Waiting> due =
                waitingOf(source).filter(w -> !w.dueAt().isAfter(now)).findFirst();
        return due.map(waiting -> {
            Waiting claimed = waiting.claim(now, lease);
            add(claimed);
            return claimed;
        });
    }

    @Override
    public Optional<Instant> nextDue(String source) {
        return waitingOf(source).map(Waiting::dueAt).findFirst();
    }

    @Override
    public boolean record(Waiting seen, WebhookDelivery.Tried next) {
        if (!(find(seen.receipt().id()).orElseThrow() instanceof Waiting present)
                || present.attempts() != seen.attempts()) {
            return false;
        }
        add(next);
        return true;
    }

    @Override
    public void reopen(Waiting again) {
        WebhookDelivery present = find(again.receipt().id()).orElseThrow();
        if (!(present instanceof WebhookDelivery.Refused) && !(present instanceof WebhookDelivery.SetAside)) {
            throw new IllegalStateException("the delivery was neither refused nor set aside");
        }
        add(again);
    }

    @Override
    public boolean tookSince(String source, String worker, Instant since) {
        return deliveries
                .all()
                .filter(d -> d.receipt().source().equals(source))
                .filter(d -> d.receipt().hint().worker().equals(Optional.of(worker)))
                .anyMatch(d -> d instanceof WebhookDelivery.Taken taken
                        && !taken.takenAt().isBefore(since));
    }

    @Override
    public Backlog backlog() {
        List<Waiting> waiting = waiting().toList();
        return new Backlog(
                waiting.size(),
                deliveries
                        .all()
                        .filter(WebhookDelivery.SetAside.class::isInstance)
                        .count(),
                waiting.stream().map(w -> w.receipt().receivedAt()).min(Comparator.naturalOrder()));
    }

    @Override
    public Optional<Instant> notice(String source, String worker) {
        return notices.find(new Key(source, worker));
    }

    @Override
    public void keepNotice(String source, String worker, Instant at) {
        Key key = new Key(source, worker);
        notices.put(key, notices.find(key).filter(at::isAfter).orElse(at));
    }

    @Override
    public void dropNotice(String source, String worker) {
        notices.remove(new Key(source, worker));
    }

    /** Every delivery, in the order in which they came: for assertions. */
    public List<WebhookDelivery> committed() {
        return deliveries.committed();
    }

    private Stream<Waiting> waiting() {
        return deliveries.all().filter(Waiting.class::isInstance).map(Waiting.class::cast);
    }

    private Stream<Waiting> waitingOf(String source) {
        return waiting().filter(w -> w.receipt().source().equals(source)).sorted(Comparator.comparing(Waiting::dueAt));
    }

    private static String state(WebhookDelivery delivery) {
        return switch (delivery) {
            case Waiting waiting -> "received";
            case WebhookDelivery.Taken taken -> "taken";
            case WebhookDelivery.Refused refused -> "refused";
            case WebhookDelivery.SetAside aside -> "set-aside";
            case WebhookDelivery.Ignored ignored -> "ignored";
        };
    }
}

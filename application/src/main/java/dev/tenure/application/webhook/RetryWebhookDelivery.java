package dev.tenure.application.webhook;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.webhook.WebhookDelivery;
import dev.tenure.domain.webhook.WebhookDelivery.Receipt;
import dev.tenure.domain.webhook.WebhookDeliveryId;
import dev.tenure.domain.webhook.WebhookSource;
import java.time.Instant;
import java.util.Set;

/**
 * Somebody has put the HR system, its API or the product in order and does not want to wait: the delivery's worker is read
 * again now. A refused delivery that was the record itself stays refused, since nothing of it is kept: the source sends anew.
 */
public final class RetryWebhookDelivery {

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR};

    private final Transactions transactions;
    private final WebhookSources sources;
    private final WebhookDeliveries deliveries;
    private final WebhookAgenda agenda;
    private final WebhookEvents events;

    public RetryWebhookDelivery(
            Transactions transactions,
            WebhookSources sources,
            WebhookDeliveries deliveries,
            WebhookAgenda agenda,
            WebhookEvents events) {
        this.transactions = transactions;
        this.sources = sources;
        this.deliveries = deliveries;
        this.agenda = agenda;
        this.events = events;
    }

    /** Makes the delivery due now. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        return transactions.call(now -> deliveries
                .find(command.id())
                .map(delivery -> retry(command.caller(), delivery, now))
                .orElse(new Outcome.Unknown()));
    }

    private Outcome retry(Caller caller, WebhookDelivery delivery, Instant now) {
        return switch (delivery) {
            case WebhookDelivery.Waiting waiting -> {
                WebhookDelivery.Waiting hastened = waiting.hasten(now);
                boolean written = deliveries.record(waiting, hastened);
                yield written ? due(caller, hastened, now) : new Outcome.NotWaiting(withoutHint(waiting));
            }
            case WebhookDelivery.SetAside aside -> reopened(caller, aside.retry(now), now);
            case WebhookDelivery.Refused refused ->
                canBeReadAgain(refused.receipt())
                        ? reopened(caller, refused.retry(now), now)
                        : new Outcome.NotWaiting(withoutHint(refused));
            case WebhookDelivery.Taken taken -> new Outcome.NotWaiting(withoutHint(taken));
            case WebhookDelivery.Ignored ignored -> new Outcome.NotWaiting(withoutHint(ignored));
        };
    }

    private boolean canBeReadAgain(Receipt receipt) {
        return receipt.hint().worker().isPresent()
                && sources.find(receipt.source()).flatMap(WebhookSource::api).isPresent();
    }

    private Outcome reopened(Caller caller, WebhookDelivery.Waiting again, Instant now) {
        deliveries.reopen(again);
        return due(caller, again, now);
    }

    private Outcome due(Caller caller, WebhookDelivery.Waiting waiting, Instant now) {
        agenda.due(waiting.receipt().source());
        events.retryRequested(waiting.receipt(), caller, now);
        return new Outcome.DueNow(withoutHint(waiting));
    }

    private static WebhookDelivery withoutHint(WebhookDelivery delivery) {
        return ListWebhookDeliveries.withoutHint(delivery);
    }

    /** Which delivery, for whom. */
    public record Command(Caller caller, WebhookDeliveryId id) {}

    /** The delivery, or why not. It never says of whom it is. */
    public sealed interface Outcome {
        /** It is taken next. */
        record DueNow(WebhookDelivery delivery) implements Outcome {}

        /** There is no such delivery. */
        record Unknown() implements Outcome {}

        /** It was taken, is about nobody, or holds nothing that could be read again. */
        record NotWaiting(WebhookDelivery delivery) implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

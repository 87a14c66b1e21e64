package dev.tenure.application.webhook;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.webhook.WebhookDelivery;
import dev.tenure.domain.webhook.WebhookDelivery.Hint;
import dev.tenure.domain.webhook.WebhookDelivery.Receipt;
import java.util.Set;

/**
 * Somebody looks at what HR systems sent and what became of it. Of whom a delivery is and what it says happened is shown to
 * confidential HR alone: the name of the event may tell of an ending before its time.
 */
public final class ListWebhookDeliveries {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR, Role.CONFIDENTIAL_HR};

    private final Transactions transactions;
    private final WebhookDeliveries deliveries;

    public ListWebhookDeliveries(Transactions transactions, WebhookDeliveries deliveries) {
        this.transactions = transactions;
        this.deliveries = deliveries;
    }

    /** Reads a page. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        boolean whole = command.caller().hasAny(Role.CONFIDENTIAL_HR);
        return transactions.call(now -> new Outcome.Listed(
                deliveries.list(command.filter(), command.page()).map(d -> whole ? d : withoutHint(d))));
    }

    /** The delivery as those see it who may not know of pending endings. */
    static WebhookDelivery withoutHint(WebhookDelivery delivery) {
        Receipt whole = delivery.receipt();
        Receipt receipt = new Receipt(whole.id(), whole.source(), whole.sha256(), whole.receivedAt(), Hint.NOTHING);
        return switch (delivery) {
            case WebhookDelivery.Waiting waiting ->
                new WebhookDelivery.Waiting(
                        receipt,
                        waiting.attempts(),
                        waiting.ownFaults(),
                        waiting.dueAt(),
                        waiting.last(),
                        waiting.escalation());
            case WebhookDelivery.Taken taken -> new WebhookDelivery.Taken(receipt, taken.attempts(), taken.takenAt());
            case WebhookDelivery.Refused refused ->
                new WebhookDelivery.Refused(receipt, refused.attempts(), refused.problems(), refused.refusedAt());
            case WebhookDelivery.SetAside aside ->
                new WebhookDelivery.SetAside(receipt, aside.attempts(), aside.fault(), aside.setAsideAt());
            case WebhookDelivery.Ignored ignored -> new WebhookDelivery.Ignored(receipt, ignored.ignoredAt());
        };
    }

    /** What is wanted, and by whom. */
    public record Command(Caller caller, WebhookDeliveries.Filter filter, PageRequest page) {}

    /** The page, or why not. */
    public sealed interface Outcome {
        /** A page of deliveries, the newest first. */
        record Listed(Slice<WebhookDelivery> deliveries) implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

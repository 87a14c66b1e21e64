package dev.tenure.application.webhook;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.webhook.WebhookSource;
import java.util.Set;

/** Somebody looks at one HR system that sends deliveries. */
public final class ShowWebhookSource {

    private final Transactions transactions;
    private final WebhookSources sources;

    public ShowWebhookSource(Transactions transactions, WebhookSources sources) {
        this.transactions = transactions;
        this.sources = sources;
    }

    /** Shows the source. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(ListWebhookSources.READERS)) {
            return new Outcome.NotAllowed(Set.of(ListWebhookSources.READERS));
        }
        return transactions.call(now ->
                sources.find(command.name()).<Outcome>map(Outcome.Shown::new).orElse(new Outcome.Unknown()));
    }

    /** Which, for whom. */
    public record Command(Caller caller, String name) {}

    /** The source, or why not. */
    public sealed interface Outcome {
        /** As it is now. */
        record Shown(WebhookSource source) implements Outcome {}

        /** There is no such source. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

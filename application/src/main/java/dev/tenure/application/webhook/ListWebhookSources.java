package dev.tenure.application.webhook;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.webhook.WebhookSource;
import java.util.List;
import java.util.Set;

/** Somebody looks at which HR systems send deliveries, and how. */
public final class ListWebhookSources {

    static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final WebhookSources sources;

    public ListWebhookSources(Transactions transactions, WebhookSources sources) {
        this.transactions = transactions;
        this.sources = sources;
    }

    /** Lists all sources. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> new Outcome.Listed(sources.all()));
    }

    /** Who asks. */
    public record Command(Caller caller) {}

    /** The sources, or why not. */
    public sealed interface Outcome {
        /** By name. */
        record Listed(List<WebhookSource> sources) implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}

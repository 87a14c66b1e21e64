package dev.tenure.testkit.webhook;

import dev.tenure.application.webhook.WebhookSources;
import dev.tenure.domain.webhook.WebhookSource;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.InMemoryTransactions.StaleVersion;
import dev.tenure.testkit.transaction.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Webhook sources in memory. */
public final class InMemoryWebhookSources implements WebhookSources {

    private final Table<String, WebhookSource> sources;

    /** @param transactions what it takes part in */
    public InMemoryWebhookSources(InMemoryTransactions transactions) {
        this.sources = transactions.table();
    }

    @Override
    public Optional<WebhookSource> find(String name) {
        return sources.find(name);
    }

    @Override
    public List<WebhookSource> all() {
        return sources.all().sorted(Comparator.comparing(WebhookSource::name)).toList();
    }

    @Override
    public void save(WebhookSource source) {
        if (find(source.name()).map(WebhookSource::version).orElse(0L) != source.version()) {
            throw new StaleVersion("the source");
        }
        sources.put(
                source.name(),
                new WebhookSource(
                        source.source(),
                        source.vendor(),
                        source.secrets(),
                        source.tolerance(),
                        source.api(),
                        source.pointers(),
                        source.enabled(),
                        source.version() + 1));
    }
}

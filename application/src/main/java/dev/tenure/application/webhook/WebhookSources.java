package dev.tenure.application.webhook;

import dev.tenure.domain.webhook.WebhookSource;
import java.util.List;
import java.util.Optional;

/** Keeps which HR systems send deliveries, and how. Every method MUST run in the caller's transaction. */
public interface WebhookSources {

    /** The source of a name. */
    Optional<WebhookSource> find(String name);

    /** Every source, by name. There are a handful. */
    List<WebhookSource> all();

    /** Adds or changes a source. MUST throw where the stored version is not the source's. */
    void save(WebhookSource source);
}

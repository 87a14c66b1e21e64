package dev.tenure.application.webhook;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.EventId;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.webhook.VendorApi;
import dev.tenure.domain.webhook.WebhookDelivery;
import dev.tenure.domain.webhook.WebhookDelivery.Receipt;
import dev.tenure.domain.webhook.WebhookSource;
import java.time.Instant;
import java.util.TreeMap;

/**
 * Writes what happens to deliveries into the audit log: that they came, not what they say. An event that names a worker, the
 * vendor's event or the fact that is wrong could tell of an ending before its time.
 */
public final class WebhookEvents {

    private static final Actor WEBHOOK = new Actor.Product("webhook");

    private final AuditLog log;
    private final Identifiers identifiers;

    public WebhookEvents(AuditLog log, Identifiers identifiers) {
        this.log = log;
        this.identifiers = identifiers;
    }

    void configured(WebhookSource source, Caller by, Instant now) {
        log.append(event(
                        EventType.WEBHOOK_SOURCE_CONFIGURED,
                        Actor.of(by),
                        new AuditEvent.Subject("webhook-source", source.name()),
                        now)
                .with("vendor", source.vendor().name())
                .with("secrets", source.secrets())
                .with("tolerance", source.tolerance().toString())
                .withText("apiAddress", source.api().map(VendorApi::address))
                .withText("apiToken", source.api().map(VendorApi::token))
                .with(
                        "pointers",
                        new TreeMap<>(source.pointers())
                                .entrySet().stream()
                                        .map(e -> e.getKey().label() + "=" + e.getValue())
                                        .toList())
                .with("zone", source.source().zone().getId())
                .with("clock", source.source().clock().name())
                .with("join", source.source().join().name())
                .with("enabled", source.enabled())
                .done());
    }

    /** @param workers of how many workers it tells */
    void accepted(Receipt first, int workers, Instant now) {
        log.append(about(EventType.WEBHOOK_DELIVERY_ACCEPTED, WEBHOOK, first, now)
                .with("sha256", first.sha256())
                .with("workers", workers)
                .done());
    }

    void refused(WebhookDelivery.Refused refused, Instant now) {
        log.append(about(EventType.WEBHOOK_DELIVERY_REFUSED, WEBHOOK, refused.receipt(), now)
                .with("problems", refused.problems().size())
                .done());
    }

    void delayed(WebhookDelivery.Waiting waiting, Instant now) {
        log.append(about(EventType.WEBHOOK_DELIVERY_DELAYED, WEBHOOK, waiting.receipt(), now)
                .with("escalation", waiting.escalation())
                .with("attempts", waiting.attempts())
                .with("receivedAt", waiting.receipt().receivedAt())
                .done());
    }

    void setAside(WebhookDelivery.SetAside aside, Instant now) {
        log.append(about(EventType.WEBHOOK_DELIVERY_SET_ASIDE, WEBHOOK, aside.receipt(), now)
                .with("fault", aside.fault())
                .with("attempts", aside.attempts())
                .done());
    }

    void retryRequested(Receipt receipt, Caller by, Instant now) {
        log.append(about(EventType.WEBHOOK_DELIVERY_RETRY_REQUESTED, Actor.of(by), receipt, now)
                .done());
    }

    private AuditEvent.Draft about(EventType type, Actor actor, Receipt receipt, Instant now) {
        return event(
                        type,
                        actor,
                        AuditEvent.Subject.of("webhook-delivery", receipt.id().value()),
                        now)
                .with("source", receipt.source());
    }

    private AuditEvent.Draft event(EventType type, Actor actor, AuditEvent.Subject subject, Instant now) {
        return AuditEvent.of(new EventId(identifiers.next()), type, now, actor, subject);
    }
}

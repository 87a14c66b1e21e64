package dev.tenure.web.webhook;

import dev.tenure.application.paging.Slice;
import dev.tenure.application.webhook.ListWebhookDeliveries;
import dev.tenure.application.webhook.WebhookDeliveries;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.WorkerRow;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.domain.webhook.Vendor;
import dev.tenure.domain.webhook.VendorApi;
import dev.tenure.domain.webhook.WebhookDelivery;
import dev.tenure.domain.webhook.WebhookDeliveryId;
import dev.tenure.domain.webhook.WebhookSource;
import dev.tenure.web.lifecycle.SampleLeavers;
import dev.tenure.web.page.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** HR systems of a fictional company, what they sent and the pages made of it. */
public final class SampleWebhooks {

    static final Instant NOW = Instant.parse("2026-03-12T14:05:07Z");
    static final WebhookDelivery.Hint HINT = new WebhookDelivery.Hint(
            Optional.of("employee.left"), Optional.of("4711"), true, Optional.of(NOW), Map.of());

    private static final WebhookDeliveries.Filter ALL =
            new WebhookDeliveries.Filter(Optional.empty(), Optional.empty());
    private static final WebhookDeliveries.Filter NARROW =
            new WebhookDeliveries.Filter(Optional.of("bob"), Optional.of("refused"));

    private SampleWebhooks() {}

    /** One page of every kind and state, by a name that says which. */
    public static Map<String, Page> pages() {
        Map<String, Page> pages = new LinkedHashMap<>();
        pages.put("webhooks", page(ALL, Role.OPERATOR, WebhookDelivery.Hint.NOTHING));
        pages.put("webhooks-narrowed", page(NARROW, Role.ADMINISTRATOR, WebhookDelivery.Hint.NOTHING));
        pages.put("webhooks-read-only", page(ALL, Role.AUDITOR, WebhookDelivery.Hint.NOTHING));
        pages.put("webhooks-confidential", page(ALL, Role.CONFIDENTIAL_HR, HINT));
        pages.put("webhooks-none-fits", WebhooksView.page(listed(List.of()), NARROW, sources(), caller(Role.AUDITOR)));
        pages.put(
                "webhooks-none",
                WebhooksView.page(listed(List.of()), ALL, Optional.of(List.of()), caller(Role.OPERATOR)));
        return pages;
    }

    private static WebhooksPage page(WebhookDeliveries.Filter filter, Role role, WebhookDelivery.Hint hint) {
        return WebhooksView.page(
                listed(deliveries(hint)),
                filter,
                role == Role.CONFIDENTIAL_HR ? Optional.empty() : sources(),
                caller(role));
    }

    /** One of each state, and two that were refused: by a source that is read again and by one that is not. */
    static List<WebhookDelivery> deliveries(WebhookDelivery.Hint hint) {
        return List.of(
                receipt(1, "bob", hint).waiting(),
                new WebhookDelivery.Waiting(
                        receipt(2, "bob", hint),
                        7,
                        0,
                        NOW.plusSeconds(60),
                        Optional.of("the vendor answers with 503"),
                        2),
                receipt(3, "bob", hint).waiting().take(NOW),
                receipt(4, "bob", hint)
                        .refuse(
                                List.of(
                                        new WorkerRow.Problem("start_date", SampleLeavers.HOSTILE),
                                        new WorkerRow.Problem("", "is no JSON object: send one")),
                                NOW),
                receipt(5, "people", hint).refuse(List.of(new WorkerRow.Problem("email", "is too long")), NOW),
                new WebhookDelivery.SetAside(receipt(6, "people", hint), 5, "unexpected", NOW),
                receipt(7, "people", hint).ignore(NOW));
    }

    static ListWebhookDeliveries.Outcome.Listed listed(List<WebhookDelivery> deliveries) {
        return new ListWebhookDeliveries.Outcome.Listed(
                new Slice<>(deliveries, deliveries.isEmpty() ? Optional.empty() : Optional.of("key & more")));
    }

    private static Optional<List<WebhooksView.Known>> sources() {
        return Optional.of(List.of(
                new WebhooksView.Known(
                        source("bob", Vendor.HIBOB, true),
                        Optional.of(deliveries(WebhookDelivery.Hint.NOTHING).get(1))),
                new WebhooksView.Known(source("people", Vendor.GENERIC, false), Optional.empty())));
    }

    private static WebhookSource source(String name, Vendor vendor, boolean enabled) {
        return new WebhookSource(
                WorkerSource.named(name, ZoneOffset.UTC),
                vendor,
                List.of("env:TENURE_SECRET_HOOK"),
                Duration.ofMinutes(5),
                vendor == Vendor.GENERIC
                        ? Optional.empty()
                        : Optional.of(new VendorApi("https://hr.example.com/api", "env:TENURE_SECRET_HR")),
                vendor == Vendor.GENERIC ? WebhookSource.usualPointers() : Map.of(),
                enabled,
                1);
    }

    private static WebhookDelivery.Receipt receipt(int number, String source, WebhookDelivery.Hint hint) {
        return new WebhookDelivery.Receipt(
                new WebhookDeliveryId(new UUID(30, number)), source, "00".repeat(32), NOW.minusSeconds(600), hint);
    }

    private static Caller caller(Role role) {
        return new Caller("ada.sample", "Ada Sample", Set.of(role));
    }
}

package dev.tenure.bootstrap.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.identity.WorkerSources;
import dev.tenure.application.inventory.Secrets;
import dev.tenure.application.lifecycle.WorkerDesk;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.application.webhook.ConfigureWebhookSource;
import dev.tenure.application.webhook.ListWebhookDeliveries;
import dev.tenure.application.webhook.ListWebhookSources;
import dev.tenure.application.webhook.ReceiveWebhook;
import dev.tenure.application.webhook.RetryWebhookDelivery;
import dev.tenure.application.webhook.ShowWebhookSource;
import dev.tenure.application.webhook.TakeWebhookDelivery;
import dev.tenure.application.webhook.VendorPeople;
import dev.tenure.application.webhook.WebhookAgenda;
import dev.tenure.application.webhook.WebhookBodies;
import dev.tenure.application.webhook.WebhookDeliveries;
import dev.tenure.application.webhook.WebhookEvents;
import dev.tenure.application.webhook.WebhookSources;
import dev.tenure.rest.webhook.HttpVendorPeople;
import dev.tenure.rest.webhook.JsonWebhookBodies;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadLocalRandom;

/** The use cases about signed deliveries of HR systems. */
@Singleton
final class WebhookWiring {

    @Produces
    @Singleton
    ConfigureWebhookSource configureWebhookSource(
            Transactions transactions,
            WorkerSources names,
            WebhookSources sources,
            Secrets secrets,
            WebhookEvents events) {
        return new ConfigureWebhookSource(transactions, names, sources, secrets, events);
    }

    @Produces
    @Singleton
    ListWebhookDeliveries listWebhookDeliveries(Transactions transactions, WebhookDeliveries deliveries) {
        return new ListWebhookDeliveries(transactions, deliveries);
    }

    @Produces
    @Singleton
    ListWebhookSources listWebhookSources(Transactions transactions, WebhookSources sources) {
        return new ListWebhookSources(transactions, sources);
    }

    @Produces
    @Singleton
    ReceiveWebhook receiveWebhook(
            Transactions transactions,
            Identifiers identifiers,
            WebhookSources sources,
            WebhookDeliveries deliveries,
            Secrets secrets,
            WebhookBodies bodies,
            WebhookAgenda agenda,
            WebhookEvents events) {
        return new ReceiveWebhook(transactions, identifiers, sources, deliveries, secrets, bodies, agenda, events);
    }

    @Produces
    @Singleton
    RetryWebhookDelivery retryWebhookDelivery(
            Transactions transactions,
            WebhookSources sources,
            WebhookDeliveries deliveries,
            WebhookAgenda agenda,
            WebhookEvents events) {
        return new RetryWebhookDelivery(transactions, sources, deliveries, agenda, events);
    }

    @Produces
    @Singleton
    ShowWebhookSource showWebhookSource(Transactions transactions, WebhookSources sources) {
        return new ShowWebhookSource(transactions, sources);
    }

    @Produces
    @Singleton
    TakeWebhookDelivery takeWebhookDelivery(
            Transactions transactions,
            WebhookSources sources,
            WebhookDeliveries deliveries,
            Secrets secrets,
            VendorPeople people,
            WorkerDesk desk,
            WebhookEvents events) {
        return new TakeWebhookDelivery(
                transactions,
                sources,
                deliveries,
                secrets,
                people,
                desk,
                () -> ThreadLocalRandom.current().nextDouble(),
                events);
    }

    @Produces
    @Singleton
    VendorPeople vendorPeople(ObjectMapper json, Transactions transactions) {
        return new HttpVendorPeople(json, transactions::active);
    }

    @Produces
    @Singleton
    WebhookBodies webhookBodies(ObjectMapper json) {
        return new JsonWebhookBodies(json);
    }

    @Produces
    @Singleton
    WebhookEvents webhookEvents(AuditLog log, Identifiers identifiers) {
        return new WebhookEvents(log, identifiers);
    }
}

package dev.tenure.application.webhook;

import dev.tenure.application.inventory.Secrets;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.connector.spi.Secret;
import dev.tenure.domain.identity.WorkerRow;
import dev.tenure.domain.webhook.Body;
import dev.tenure.domain.webhook.Signature;
import dev.tenure.domain.webhook.Signature.Verdict;
import dev.tenure.domain.webhook.Vendor;
import dev.tenure.domain.webhook.WebhookDelivery;
import dev.tenure.domain.webhook.WebhookDelivery.Hint;
import dev.tenure.domain.webhook.WebhookDelivery.Receipt;
import dev.tenure.domain.webhook.WebhookDeliveryId;
import dev.tenure.domain.webhook.WebhookSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * An HR system says that something happened. Who sends it proves to hold the source's secret, and the delivery is written down
 * once, however often it comes; what it says is seen to afterwards. Nothing is asked of the vendor while it waits for us.
 *
 * <p>Whoever cannot prove it learns nothing, not even whether there is such a source.
 */
public final class ReceiveWebhook {

    private static final String DELIVERY_ID = "[\\x21-\\x7e]{1,200}";

    /** Stands in for the secret of a source that is not there, so that the work is the same. Nothing it signs is accepted. */
    private static final String NOBODYS = "nobody's";

    private final Transactions transactions;
    private final Identifiers identifiers;
    private final WebhookSources sources;
    private final WebhookDeliveries deliveries;
    private final Secrets secrets;
    private final WebhookBodies bodies;
    private final WebhookAgenda agenda;
    private final WebhookEvents events;

    public ReceiveWebhook(
            Transactions transactions,
            Identifiers identifiers,
            WebhookSources sources,
            WebhookDeliveries deliveries,
            Secrets secrets,
            WebhookBodies bodies,
            WebhookAgenda agenda,
            WebhookEvents events) {
        this.transactions = transactions;
        this.identifiers = identifiers;
        this.sources = sources;
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.bodies = bodies;
        this.agenda = agenda;
        this.events = events;
    }

    /** Takes the delivery in. */
    public Outcome handle(Command command) {
        Asked asked = transactions.call(
                now -> new Asked(sources.find(command.source()).filter(WebhookSource::enabled), now));
        if (asked.source().isEmpty()) {
            Verdict unused = Signature.judge(
                    Vendor.GENERIC,
                    List.of(NOBODYS),
                    WebhookSource.USUAL_TOLERANCE,
                    command.header(),
                    command.body(),
                    asked.now());
            return new Outcome.NotGenuine();
        }
        WebhookSource source = asked.source().get();
        List<String> held = held(source);
        if (source.vendor() == Vendor.GUSTO
                && bodies.read(source, command.body()) instanceof WebhookBodies.Content.Handshake handshake) {
            return shake(source, held, handshake.token());
        }
        if (held.isEmpty()) {
            return new Outcome.SecretMissing();
        }
        return switch (Signature.judge(
                source.vendor(), held, source.tolerance(), command.header(), command.body(), asked.now())) {
            case Verdict.NotGenuine not -> new Outcome.NotGenuine();
            case Verdict.OutOfTime out -> new Outcome.OutOfTime(out.early());
            case Verdict.Genuine genuine -> accept(source, genuine, command);
        };
    }

    private record Asked(Optional<WebhookSource> source, Instant now) {}

    /** The secrets that can be had now: one of two may not be there yet, or not any more. */
    private List<String> held(WebhookSource source) {
        List<String> held = new ArrayList<>();
        for (String reference : source.secrets()) {
            try {
                held.add(secrets.resolve("secrets", reference).reveal());
            } catch (ConfigurationException e) {
                // Where none is left, the caller says so.
            }
        }
        return held;
    }

    /**
     * The vendor hands over the token that it will sign with. It is kept where the source's reference names a file that is not
     * there yet; from then on only the same token is acknowledged.
     */
    private Outcome shake(WebhookSource source, List<String> held, Secret token) {
        boolean known = held.stream().anyMatch(secret -> same(secret, token.reveal()));
        return known || source.secrets().stream().anyMatch(reference -> secrets.keep(reference, token))
                ? new Outcome.HandshakeDone()
                : new Outcome.NotGenuine();
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private Outcome accept(WebhookSource source, Verdict.Genuine genuine, Command command) {
        WebhookBodies.Content content = bodies.read(source, command.body());
        TreeSet<String> keys = new TreeSet<>();
        keys.add("sha256:" + genuine.sha256());
        Optional<String> deliveryId = deliveryId(source, command, content);
        if (deliveryId.filter(id -> !id.matches(DELIVERY_ID)).isPresent()) {
            return new Outcome.BadDeliveryId();
        }
        deliveryId.ifPresent(id -> keys.add("id:" + id));
        String sha256 = command.body().sha256();
        return transactions.call(now -> {
            WebhookDeliveryId id = new WebhookDeliveryId(identifiers.next());
            Optional<WebhookDelivery> before =
                    deliveries.claim(source.name(), keys, id).flatMap(deliveries::find);
            if (before.isPresent()) {
                return before.get().receipt().sha256().equals(sha256)
                        ? new Outcome.Repeated(before.get())
                        : new Outcome.DeliveryIdReused();
            }
            return new Outcome.Accepted(add(source, id, sha256, content, now));
        });
    }

    private static Optional<String> deliveryId(WebhookSource source, Command command, WebhookBodies.Content content) {
        if (source.vendor() == Vendor.GENERIC) {
            return command.header().apply("tenure-delivery");
        }
        return content instanceof WebhookBodies.Content.Hints hints ? hints.deliveryId() : Optional.empty();
    }

    private WebhookDelivery add(
            WebhookSource source, WebhookDeliveryId id, String sha256, WebhookBodies.Content content, Instant now) {
        Function<Hint, Receipt> receipt = hint -> new Receipt(id, source.name(), sha256, now, hint);
        return switch (content) {
            case WebhookBodies.Content.Hints hints -> {
                events.accepted(receipt.apply(Hint.NOTHING), hints.hints().size(), now);
                yield hints.hints().isEmpty()
                        ? added(receipt.apply(Hint.NOTHING).ignore(now))
                        : added(source, id, sha256, hints.hints(), now);
            }
            case WebhookBodies.Content.Unreadable unreadable -> {
                WebhookDelivery.Refused refused = receipt.apply(Hint.NOTHING)
                        .refuse(List.of(new WorkerRow.Problem(unreadable.place(), unreadable.remedy())), now);
                events.accepted(refused.receipt(), 0, now);
                events.refused(refused, now);
                yield added(refused);
            }
            // A hand-over is not signed, so one that is signed is a body of another kind.
            case WebhookBodies.Content.Handshake handshake ->
                added(receipt.apply(Hint.NOTHING).ignore(now));
        };
    }

    private WebhookDelivery added(
            WebhookSource source, WebhookDeliveryId first, String sha256, List<Hint> hints, Instant now) {
        List<WebhookDelivery> all = new ArrayList<>();
        for (Hint hint : hints) {
            WebhookDeliveryId id = all.isEmpty() ? first : new WebhookDeliveryId(identifiers.next());
            all.add(added(new Receipt(id, source.name(), sha256, now, hint).waiting()));
        }
        agenda.due(source.name());
        return all.getFirst();
    }

    private WebhookDelivery added(WebhookDelivery delivery) {
        deliveries.add(delivery);
        return delivery;
    }

    /**
     * What came in.
     *
     * @param source the name in the address
     * @param header gives a header by its name in lower case; empty where it is missing or stands twice
     * @param body the exact bytes
     */
    public record Command(String source, Function<String, Optional<String>> header, Body body) {}

    /** What became of it. The deliveries tell their sender what it told us, and nobody else. */
    public sealed interface Outcome {
        /** Written down; what it says is seen to now. The first of those that it tells of. */
        record Accepted(WebhookDelivery delivery) implements Outcome {}

        /** It came before: what became of it then. */
        record Repeated(WebhookDelivery delivery) implements Outcome {}

        /** The vendor's token is the one that is kept. */
        record HandshakeDone() implements Outcome {}

        /** Another delivery had this id. */
        record DeliveryIdReused() implements Outcome {}

        /** The delivery's id is not 1 to 200 visible ASCII characters. */
        record BadDeliveryId() implements Outcome {}

        /** Signed rightly, for a time that is too far from ours. */
        record OutOfTime(boolean early) implements Outcome {}

        /** There is no such source, or its signature is not one of its secrets'. */
        record NotGenuine() implements Outcome {}

        /** None of the source's secrets is where its reference says. */
        record SecretMissing() implements Outcome {}
    }
}

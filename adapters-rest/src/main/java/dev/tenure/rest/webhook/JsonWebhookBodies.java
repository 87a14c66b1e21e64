package dev.tenure.rest.webhook;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenure.application.webhook.WebhookBodies;
import dev.tenure.connector.spi.Secret;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.webhook.Body;
import dev.tenure.domain.webhook.WebhookDelivery.Hint;
import dev.tenure.domain.webhook.WebhookSource;
import dev.tenure.rest.problem.ProblemJson;
import dev.tenure.rest.request.JsonFlaws;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads deliveries as the vendors document them. Names that are not known are passed over: vendors add some. */
public final class JsonWebhookBodies implements WebhookBodies {

    /** The event by which HiBob says that somebody is shut out before the last day. */
    static final String REVOKED_NOW = "employee.access.revoked.immediately";

    private static final String PING = "Ping test";
    private static final Content NOBODY = new Content.Hints(Optional.empty(), List.of());

    private final ObjectMapper json;

    /** @param json the strict one of the API: bounded in depth and length, no name twice */
    public JsonWebhookBodies(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Content read(WebhookSource source, Body body) {
        byte[] bytes = body.bytes();
        // The vendor's test of a connection is a bare text.
        if (new String(bytes, StandardCharsets.UTF_8).strip().equals(PING)) {
            return NOBODY;
        }
        try {
            Tree tree = new Tree(json.readTree(bytes));
            return tree.isObject()
                    ? read(source, tree)
                    : tree.text().filter(PING::equals).map(ping -> NOBODY).orElseGet(JsonWebhookBodies::noObject);
        } catch (Tree.Misfit e) {
            return new Content.Unreadable(e.place(), e.remedy());
        } catch (JacksonException e) {
            return unreadable(JsonFlaws.problem(e));
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory can be read", e);
        }
    }

    private static Content noObject() {
        return new Content.Unreadable("", "is no JSON object: send one");
    }

    private static Content unreadable(ProblemJson problem) {
        if (problem.errors() == null || problem.errors().isEmpty()) {
            return new Content.Unreadable("", Objects.requireNonNullElse(problem.detail(), "is not JSON: send JSON"));
        }
        ProblemJson.ErrorJson first = problem.errors().getFirst();
        return new Content.Unreadable(Objects.requireNonNullElse(first.pointer(), ""), first.detail());
    }

    private static Content read(WebhookSource source, Tree tree) {
        return switch (source.vendor()) {
            case BAMBOOHR -> bambooHr(tree);
            case GUSTO -> gusto(tree);
            case HIBOB -> hiBob(tree);
            case GENERIC -> generic(source, tree);
        };
    }

    /** One employee with data, or a list of employees as its older webhooks send. */
    private static Content bambooHr(Tree tree) {
        Tree employees = tree.at("/employees");
        if (!employees.isList()) {
            Optional<String> worker = tree.id("/data/employeeId").or(() -> tree.id("/data/id"));
            return about(Optional.empty(), hint(tree.id("/type"), worker, false, tree, "/timestamp"));
        }
        if (employees.size() > MOST_WORKERS) {
            return new Content.Unreadable(
                    "/employees",
                    "tells of more than " + MOST_WORKERS + " workers: limit the webhook to fewer at once");
        }
        List<Hint> hints = new ArrayList<>();
        for (int i = 0; i < employees.size(); i++) {
            Tree employee = employees.element(i);
            Optional<String> worker = employee.id("/id");
            if (worker.isPresent()) {
                hints.add(hint(employee.id("/action"), worker, false, employee, "/timestamp"));
            }
        }
        return new Content.Hints(Optional.empty(), hints);
    }

    private static Content gusto(Tree tree) {
        Optional<String> token = tree.id("/verification_token");
        if (token.isPresent() && !tree.at("/event_type").isThere()) {
            return new Content.Handshake(Secret.of(token.get()));
        }
        boolean employee = tree.text("/entity_type").filter("Employee"::equals).isPresent();
        Optional<String> worker = employee ? tree.id("/entity_uuid") : Optional.empty();
        return about(tree.id("/uuid"), hint(tree.id("/event_type"), worker, false, tree, "/timestamp"));
    }

    private static Content hiBob(Tree tree) {
        Optional<String> event = tree.id("/type");
        Optional<String> worker = tree.id("/data/employeeId").or(() -> tree.id("/employee/id"));
        boolean now = event.filter(REVOKED_NOW::equals).isPresent();
        return about(Optional.empty(), hint(event, worker, now, tree, "/triggeredAt"));
    }

    private static Content generic(WebhookSource source, Tree tree) {
        Map<Fact, String> facts = facts(source, tree);
        Optional<String> worker = Optional.ofNullable(facts.get(Fact.WORKER_ID));
        if (source.api().isPresent()) {
            return worker.isPresent()
                    ? about(Optional.empty(), hint(tree.id("/event"), worker, false, tree, "/as_of"))
                    : new Content.Unreadable(
                            source.pointers().getOrDefault(Fact.WORKER_ID, ""), "is empty: every worker needs one");
        }
        return new Content.Hints(
                Optional.empty(), List.of(new Hint(tree.id("/event"), worker, false, Optional.empty(), facts)));
    }

    /** What stands at the source's pointers. */
    static Map<Fact, String> facts(WebhookSource source, Tree tree) {
        Map<Fact, String> facts = new EnumMap<>(Fact.class);
        source.pointers().forEach((fact, pointer) -> tree.text(pointer).ifPresent(text -> facts.put(fact, text)));
        return facts;
    }

    private static Hint hint(
            Optional<String> event, Optional<String> worker, boolean immediate, Tree tree, String time) {
        return new Hint(event, worker, immediate, tree.moment(time), Map.of());
    }

    private static Content about(Optional<String> deliveryId, Hint hint) {
        return new Content.Hints(deliveryId, hint.worker().isPresent() ? List.of(hint) : List.of());
    }
}

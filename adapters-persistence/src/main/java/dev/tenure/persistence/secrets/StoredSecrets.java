package dev.tenure.persistence.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SharedSecret;
import dev.tenure.persistence.statement.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Consumers, a rotation's progress and its delay as columns keep them. */
final class StoredSecrets {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StoredSecrets() {}

    // Consumers

    static String write(List<SharedSecret.Consumer> consumers) {
        ArrayNode array = JSON.createArrayNode();
        write(array, consumers);
        return array.toString();
    }

    private static void write(ArrayNode array, List<SharedSecret.Consumer> consumers) {
        for (SharedSecret.Consumer consumer : consumers) {
            array.addObject()
                    .put("name", Sql.storable(consumer.name()))
                    .put("contact", Sql.storable(consumer.contact()));
        }
    }

    static List<SharedSecret.Consumer> consumers(String json) {
        return consumers(parsed(json));
    }

    private static List<SharedSecret.Consumer> consumers(JsonNode array) {
        List<SharedSecret.Consumer> consumers = new ArrayList<>();
        for (JsonNode one : array) {
            consumers.add(new SharedSecret.Consumer(text(one, "name"), text(one, "contact")));
        }
        return consumers;
    }

    // Progress

    static String write(SecretRotation.Progress progress) {
        ObjectNode object = JSON.createObjectNode();
        SecretRotation.Added added = progress.added();
        object.put("reference", added.reference())
                .put("by", Sql.storable(added.by()))
                .put("at", added.at().toString());
        added.exchange().ifPresent(exchange -> {
            ObjectNode node = object.putObject("exchange");
            node.put("old", Sql.storable(exchange.old()));
            ArrayNode beside = node.putArray("beside");
            exchange.beside().stream().sorted().forEach(id -> beside.add(Sql.storable(id)));
            exchange.made().ifPresent(made -> node.put("made", Sql.storable(made)));
        });
        write(object.putArray("consumers"), added.consumers());
        ArrayNode confirmations = object.putArray("confirmations");
        for (SecretRotation.Confirmation one : progress.confirmations()) {
            confirmations
                    .addObject()
                    .put("consumer", Sql.storable(one.consumer()))
                    .put("by", Sql.storable(one.by()))
                    .put("at", one.at().toString());
        }
        return object.toString();
    }

    static SecretRotation.Progress progress(String json) {
        JsonNode object = parsed(json);
        List<SecretRotation.Confirmation> confirmations = new ArrayList<>();
        for (JsonNode one : object.required("confirmations")) {
            confirmations.add(
                    new SecretRotation.Confirmation(text(one, "consumer"), text(one, "by"), moment(one, "at")));
        }
        return new SecretRotation.Progress(
                new SecretRotation.Added(
                        text(object, "reference"),
                        text(object, "by"),
                        moment(object, "at"),
                        consumers(object.required("consumers")),
                        Optional.ofNullable(object.get("exchange")).map(StoredSecrets::exchange)),
                confirmations);
    }

    private static SecretRotation.Exchange exchange(JsonNode node) {
        Set<String> beside = new HashSet<>();
        node.required("beside").forEach(id -> beside.add(id.textValue()));
        return new SecretRotation.Exchange(
                text(node, "old"), beside, Optional.ofNullable(node.get("made")).map(JsonNode::textValue));
    }

    // Delay

    static String write(SecretRotation.Delay delay) {
        ObjectNode object = JSON.createObjectNode();
        delay.asked().ifPresent(asked -> write(object.putObject("asked"), asked));
        delay.granted().ifPresent(granted -> {
            ObjectNode node = object.putObject("granted");
            write(node, granted.request());
            node.put("grantedBy", Sql.storable(granted.by()))
                    .put("grantedAt", granted.at().toString());
        });
        return object.toString();
    }

    private static void write(ObjectNode node, SecretRotation.Delay.Request request) {
        node.put("until", request.until().toString())
                .put("reason", Sql.storable(request.reason()))
                .put("by", Sql.storable(request.by()))
                .put("at", request.at().toString());
    }

    static SecretRotation.Delay delay(String json) {
        JsonNode object = parsed(json);
        return new SecretRotation.Delay(
                Optional.ofNullable(object.get("asked")).map(StoredSecrets::request),
                Optional.ofNullable(object.get("granted"))
                        .map(node -> new SecretRotation.Delay.Granted(
                                request(node), text(node, "grantedBy"), moment(node, "grantedAt"))));
    }

    private static SecretRotation.Delay.Request request(JsonNode node) {
        return new SecretRotation.Delay.Request(
                moment(node, "until"), text(node, "reason"), text(node, "by"), moment(node, "at"));
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a shared secret: is not the JSON that was written", e);
        }
    }

    private static String text(JsonNode object, String field) {
        return object.required(field).textValue();
    }

    private static Instant moment(JsonNode object, String field) {
        return Instant.parse(text(object, field));
    }
}

package dev.tenure.persistence.engagement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.domain.engagement.Engagement.Ask;
import dev.tenure.domain.engagement.Engagement.Term;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.persistence.statement.Sql;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What was asked for and what was approved, as columns keep it. */
final class StoredTerms {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StoredTerms() {}

    static String write(Ask ask) {
        return object(ask).toString();
    }

    static String write(List<Term> approved) {
        ArrayNode terms = JSON.createArrayNode();
        approved.forEach(term -> terms.add(object(term.ask())
                .put("approvedBy", Sql.storable(term.approvedBy()))
                .put("approvedAt", stored(term.approvedAt()))));
        return terms.toString();
    }

    private static ObjectNode object(Ask ask) {
        return JSON.createObjectNode()
                .put("until", ask.until().toString())
                .put("sponsor", ask.sponsor().value().toString())
                .put("purpose", Sql.storable(ask.purpose()))
                .put("by", Sql.storable(ask.by()))
                .put("at", stored(ask.at()));
    }

    static Ask ask(String json) {
        return ask(parsed(json));
    }

    static List<Term> approved(String json) {
        List<Term> terms = new ArrayList<>();
        parsed(json)
                .forEach(term -> terms.add(
                        new Term(ask(term), text(term, "approvedBy"), Instant.parse(text(term, "approvedAt")))));
        return terms;
    }

    private static Ask ask(JsonNode object) {
        return new Ask(
                LocalDate.parse(text(object, "until")),
                new IdentityId(UUID.fromString(text(object, "sponsor"))),
                text(object, "purpose"),
                text(object, "by"),
                Instant.parse(text(object, "at")));
    }

    private static String text(JsonNode object, String field) {
        return object.required(field).textValue();
    }

    /** As finely as the columns beside keep moments. */
    private static String stored(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MICROS).toString();
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("engagement: is not the JSON that was written", e);
        }
    }
}

package dev.tenure.connectors.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An inline policy that says what a managed policy says, up to a moment. IAM attaches policies for good: this is how it is made to
 * end by AWS's clock, whatever becomes of the product. Its name is made of the policy's ARN, and its first statement names that ARN in
 * a condition that is always met, since nobody signs in as a policy.
 *
 * @param arn the managed policy that it stands for
 * @param until when the last of its statements ends
 * @param text what it says
 */
record TimedPolicy(String arn, Instant until, String text) {

    /** What its name begins with. */
    static final String PREFIX = "TenureUntil.";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STATEMENT = "Statement";
    private static final String CONDITION = "Condition";
    private static final String BEFORE = "DateLessThan";
    private static final String NOW = "aws:CurrentTime";
    private static final String NOT = "ArnNotEquals";
    private static final String WHO = "aws:PrincipalArn";

    /** The name of the inline policy that stands for a managed one. */
    static String name(String arn) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(arn.getBytes(StandardCharsets.UTF_8));
            return PREFIX + HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Made of what a managed policy says.
     *
     * @param until seconds count: what is finer is cut off, so that it ends no later
     * @return empty where the policy's text is not one of which this can be made
     */
    static Optional<TimedPolicy> of(String arn, String document, Instant until) {
        Instant end = until.truncatedTo(ChronoUnit.SECONDS);
        if (!(read(document) instanceof ObjectNode policy)) {
            return Optional.empty();
        }
        ArrayNode statements = statements(policy);
        for (JsonNode statement : statements) {
            if (!(statement instanceof ObjectNode one) || !ends(one, end)) {
                return Optional.empty();
            }
        }
        if (!(statements.path(0) instanceof ObjectNode first)) {
            return Optional.empty();
        }
        names(first, arn);
        policy.set(STATEMENT, statements);
        return claimed(name(arn), policy.toString());
    }

    /** Which managed policy an inline one of this name and text says it stands for, and until when; its text is not compared. */
    static Optional<TimedPolicy> claimed(String name, String document) {
        if (!name.startsWith(PREFIX) || !(read(document) instanceof ObjectNode policy)) {
            return Optional.empty();
        }
        JsonNode first = statements(policy).path(0).path(CONDITION);
        Optional<String> arn = Optional.empty();
        for (JsonNode value : list(first.path(NOT).get(WHO))) {
            if (name(value.asText()).equals(name)) {
                arn = Optional.of(value.asText());
            }
        }
        // Of several statements one may have ended before the rest: the latest end is the whole's.
        Optional<Instant> until = Optional.empty();
        for (JsonNode statement : statements(policy)) {
            Optional<Instant> end =
                    latest(statement.path(CONDITION).path(BEFORE).get(NOW));
            until = until.isEmpty() || end.filter(until.get()::isBefore).isPresent() ? end : until;
        }
        Optional<Instant> end = until;
        return arn.flatMap(of -> end.map(at -> new TimedPolicy(of, at, document)));
    }

    /** What counts against IAM's limit for the inline policies of a user. */
    static int size(String document) {
        return document.replaceAll("\\s", "").length();
    }

    private static @Nullable JsonNode read(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static ArrayNode statements(ObjectNode policy) {
        return list(policy.get(STATEMENT));
    }

    /** IAM takes one thing for a list of one. */
    private static ArrayNode list(@Nullable JsonNode node) {
        if (node instanceof ArrayNode array) {
            return array;
        }
        ArrayNode list = JSON.createArrayNode();
        return node == null ? list : list.add(node);
    }

    /** Lets a statement end; of two ends the earlier counts. False where the one it has is not understood. */
    private static boolean ends(ObjectNode statement, Instant end) {
        ObjectNode before = under(under(statement, CONDITION), BEFORE);
        String key = keyOf(before, NOW);
        JsonNode there = before.get(key);
        Optional<Instant> earlier = latest(there);
        if (there != null && earlier.isEmpty()) {
            return false;
        }
        before.remove(key);
        before.put(NOW, earlier.filter(end::isAfter).orElse(end).toString());
        return true;
    }

    private static void names(ObjectNode first, String arn) {
        ObjectNode not = under(under(first, CONDITION), NOT);
        String key = keyOf(not, WHO);
        ArrayNode values = list(not.get(key));
        not.remove(key);
        if (values.isEmpty()) {
            not.put(WHO, arn);
        } else {
            // None of the values may be met, so one more that never is takes nothing away.
            not.set(WHO, values.deepCopy().add(arn));
        }
    }

    private static ObjectNode under(ObjectNode node, String name) {
        return node.get(name) instanceof ObjectNode there ? there : node.putObject(name);
    }

    /** As it stands there: IAM does not regard the case of a condition's key. */
    private static String keyOf(ObjectNode node, String key) {
        return node.properties().stream()
                .map(Map.Entry::getKey)
                .filter(key::equalsIgnoreCase)
                .findFirst()
                .orElse(key);
    }

    /** Of several values one is enough to meet a condition, so the latest counts. Empty where one is not understood, or none. */
    private static Optional<Instant> latest(@Nullable JsonNode values) {
        Optional<Instant> latest = Optional.empty();
        for (JsonNode value : list(values)) {
            Optional<Instant> at = moment(value.asText());
            if (at.isEmpty()) {
                return Optional.empty();
            }
            latest = latest.isEmpty() || latest.get().isBefore(at.get()) ? at : latest;
        }
        return latest;
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

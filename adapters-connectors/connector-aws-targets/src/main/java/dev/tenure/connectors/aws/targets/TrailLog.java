package dev.tenure.connectors.aws.targets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** CloudTrail's log of the account. */
final class TrailLog {

    /** What of CloudTrail is answered. */
    static final String ACTION = "LookupEvents";

    private static final String TARGET = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101." + ACTION;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long KEPT_SECONDS = 90L * 24 * 3600;

    /**
     * One record.
     *
     * @param user the name under which it is found
     * @param shownFrom the number of the question that shows it first
     */
    record Entry(ObjectNode record, Instant at, String region, String user, Optional<String> key, int shownFrom) {}

    private final List<Entry> entries = new ArrayList<>();
    private int lag;
    private int questions;

    /** Whether a request is a question to it. */
    static boolean isAsked(Headers headers) {
        return TARGET.equals(headers.getFirst("X-Amz-Target"));
    }

    void lag(int calls) {
        lag = calls;
    }

    /** Writes down what a user did; answers the event's id. */
    String add(Optional<World.User> user, String name, Done done) {
        String id = "00000000-0000-4000-8000-%012d".formatted(entries.size() + 1);
        int colon = done.action().indexOf(':');
        ObjectNode record = JSON.createObjectNode().put("eventVersion", "1.11");
        ObjectNode identity =
                record.putObject("userIdentity").put("type", user.isPresent() ? "IAMUser" : "AssumedRole");
        user.ifPresent(one -> {
            identity.put("arn", one.arn());
            if (!(done.isSignIn() && done.error().isPresent())) {
                // Of one who gave a wrong password AWS tells the name alone.
                identity.put("principalId", one.id);
            }
        });
        if (user.isEmpty()) {
            identity.put("principalId", "AROAEMBEDDED0000001:" + name);
        }
        identity.put("accountId", EmbeddedAws.ACCOUNT).put("userName", name);
        done.key().ifPresent(key -> identity.put("accessKeyId", key));
        record.put("eventTime", done.at().toString())
                .put("eventSource", done.action().substring(0, colon) + ".amazonaws.com")
                .put("eventName", done.action().substring(colon + 1))
                .put("awsRegion", done.region())
                .put("sourceIPAddress", "192.0.2.44");
        if (done.isSignIn()) {
            record.putObject("responseElements")
                    .put("ConsoleLogin", done.error().isPresent() ? "Failure" : "Success");
            done.error().ifPresent(error -> record.put("errorMessage", "Failed authentication"));
        } else {
            done.error().ifPresent(error -> record.put("errorCode", error));
            done.lent().ifPresent(key -> record.withObject("/responseElements")
                    .putObject("credentials")
                    .put("accessKeyId", key));
            done.assumed().ifPresent(session -> record.withObject("/responseElements")
                    .putObject("assumedRoleUser")
                    .put("assumedRoleId", session)
                    .put(
                            "arn",
                            "arn:aws:sts::" + EmbeddedAws.ACCOUNT + ":assumed-role/role/"
                                    + session.substring(session.indexOf(':') + 1)));
        }
        done.resource()
                .ifPresent(arn -> record.putArray("resources").addObject().put("ARN", arn));
        record.put("eventID", id).put("eventType", done.isSignIn() ? "AwsConsoleSignIn" : "AwsApiCall");
        entries.add(new Entry(record, done.at(), done.region(), name, done.key(), questions + lag + 1));
        return id;
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Answers LookupEvents, the newest first. */
    ObjectNode lookup(JsonNode asked, String region, int most, boolean repeats) throws Problem {
        JsonNode attribute = asked.path("LookupAttributes").path(0);
        String by = attribute.path("AttributeKey").asText();
        String value = attribute.path("AttributeValue").asText();
        if (asked.path("LookupAttributes").size() != 1 || value.isEmpty()) {
            throw new Problem("InvalidLookupAttributesException");
        }
        long now = Instant.now().getEpochSecond();
        double from = asked.path("StartTime").asDouble((double) (now - KEPT_SECONDS));
        double to = asked.path("EndTime").asDouble((double) now);
        if (from > to) {
            throw new Problem("InvalidTimeRangeException");
        }
        String query = by + "|" + value + "|" + from + "|" + to + "|" + region;
        questions++;
        List<Entry> all = entries.stream()
                .filter(entry -> entry.shownFrom() <= questions)
                .filter(entry -> entry.region().equals(region))
                .filter(entry -> switch (by) {
                    case "Username" -> entry.user().equals(value);
                    case "AccessKeyId" -> entry.key().equals(Optional.of(value));
                    default -> false;
                })
                .filter(entry -> entry.at().getEpochSecond() >= Math.floor(from)
                        && entry.at().getEpochSecond() <= to
                        && entry.at().getEpochSecond() >= now - KEPT_SECONDS)
                .sorted(Comparator.comparing(Entry::at).reversed())
                .toList();
        int start = start(asked.path("NextToken").asText(""), query);
        int end = Math.min(
                all.size(), start + Math.min(most, asked.path("MaxResults").asInt(50)));
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode events = answer.putArray("Events");
        for (Entry entry : all.subList(Math.min(start, all.size()), end)) {
            events.addObject()
                    .put("EventId", entry.record().path("eventID").asText())
                    .put("EventName", entry.record().path("eventName").asText())
                    .put("EventTime", entry.at().getEpochSecond())
                    .put("Username", entry.user())
                    .put("CloudTrailEvent", entry.record().toString());
        }
        if (repeats) {
            answer.put("NextToken", asked.path("NextToken").asText(token(0, query)));
        } else if (end < all.size()) {
            answer.put("NextToken", token(end, query));
        }
        return answer;
    }

    private static String token(int place, String query) {
        return "after-" + place + "-" + query.hashCode();
    }

    /** A token goes with the question that it was given for. */
    private static int start(String token, String query) throws Problem {
        if (token.isEmpty()) {
            return 0;
        }
        String[] parts = token.split("-", 3);
        if (parts.length < 3 || !parts[2].equals(Integer.toString(query.hashCode()))) {
            throw new Problem("InvalidNextTokenException");
        }
        return Integer.parseInt(parts[1]);
    }

    static JsonNode read(byte[] sent) throws Problem {
        try {
            return JSON.readTree(sent);
        } catch (JsonProcessingException e) {
            throw new Problem("SerializationException");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] file(List<ObjectNode> records) {
        ObjectNode file = JSON.createObjectNode();
        ArrayNode all = file.putArray("Records");
        records.forEach(all::add);
        try {
            return JSON.writeValueAsBytes(file);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always written", e);
        }
    }
}

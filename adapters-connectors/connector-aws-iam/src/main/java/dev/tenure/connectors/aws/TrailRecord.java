package dev.tenure.connectors.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenure.connector.spi.ActivityEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One record of CloudTrail, as far as it is told on.
 *
 * @param event what happened
 * @param acting the ids of whom it says that they acted: a user, or whoever a session is of
 * @param name the user's name, where no id is told, as of one who gave a wrong password
 * @param key the access key it was signed with
 * @param lent the temporary access key that was given out
 * @param assumed the session of a role that was begun
 */
record TrailRecord(
        ActivityEvent event,
        Set<String> acting,
        Optional<String> name,
        Optional<String> key,
        Optional<String> lent,
        Optional<Assumed> assumed) {

    /**
     * A session of a role.
     *
     * @param id the role's id, a colon and the session's name
     */
    record Assumed(String id, String arn) {}

    /** Tells what a record says; empty where it lacks what every record has. */
    static Optional<TrailRecord> of(JsonNode record) {
        String id = record.path("eventID").asText("");
        String action = record.path("eventName").asText("");
        Optional<Instant> at = moment(record.path("eventTime").asText(""));
        if (id.isBlank() || action.isBlank() || at.isEmpty()) {
            return Optional.empty();
        }
        JsonNode identity = record.path("userIdentity");
        Optional<String> key = text(identity, "accessKeyId");
        Set<String> acting = new LinkedHashSet<>();
        Stream.of(
                        text(identity, "principalId"),
                        text(identity.path("sessionContext").path("sessionIssuer"), "principalId"))
                .flatMap(Optional::stream)
                .forEach(acting::add);
        boolean succeeded = text(record, "errorCode").isEmpty();
        boolean isSignIn = action.equals("ConsoleLogin");
        return Optional.of(new TrailRecord(
                new ActivityEvent(
                        id,
                        at.get(),
                        isSignIn
                                ? signIn(record)
                                : new ActivityEvent.What.Called(
                                        service(record) + ":" + action, resource(record), succeeded),
                        isSignIn
                                ? "password"
                                : key.map(one -> one.startsWith("ASIA") ? "temporary credentials" : "access key")
                                        .orElse("console"),
                        key,
                        text(record, "sourceIPAddress"),
                        text(record, "awsRegion")),
                acting,
                acting.isEmpty() ? text(identity, "userName") : Optional.empty(),
                key,
                succeeded ? text(record.path("responseElements").path("credentials"), "accessKeyId") : Optional.empty(),
                succeeded ? assumed(record.path("responseElements").path("assumedRoleUser")) : Optional.empty()));
    }

    private static Optional<Assumed> assumed(JsonNode session) {
        return text(session, "assumedRoleId")
                .map(id -> new Assumed(id, text(session, "arn").orElse(id)));
    }

    private static ActivityEvent.What signIn(JsonNode record) {
        return record.path("responseElements").path("ConsoleLogin").asText("").equals("Success")
                ? new ActivityEvent.What.SignedIn()
                : new ActivityEvent.What.SignInFailed();
    }

    /** As policies name it: what stands before the first dot of the service's address. */
    private static String service(JsonNode record) {
        String source = record.path("eventSource").asText("");
        int dot = source.indexOf('.');
        return dot < 0 ? source : source.substring(0, dot);
    }

    private static Optional<String> resource(JsonNode record) {
        return text(record.path("resources").path(0), "ARN");
    }

    private static Optional<String> text(JsonNode object, String field) {
        return Optional.of(object.path(field).asText("")).filter(text -> !text.isBlank());
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

package dev.tenure.connectors.aws.targets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads of policies what denies everything, as far as this account evaluates them. */
final class Denials {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A statement that denies everything.
     *
     * @param issuedBefore only to temporary credentials that were issued before; empty: to everybody, always
     */
    record Denial(Optional<Instant> issuedBefore) {

        boolean meets(Instant issuedAt) {
            return issuedBefore.map(issuedAt::isBefore).orElse(true);
        }
    }

    private Denials() {}

    /** Whether a document denies everything to temporary credentials that were issued at this moment. */
    static boolean deny(String document, Instant issuedAt) {
        return in(document).stream().anyMatch(denial -> denial.meets(issuedAt));
    }

    /** Whether a document denies everything to everybody. */
    static boolean denyAll(String document) {
        return in(document).stream().anyMatch(denial -> denial.issuedBefore().isEmpty());
    }

    /**
     * Whether a document denies everything to a session of a role.
     *
     * @param session the role's id, a colon and the session's name
     */
    static boolean denySession(String document, String session, Optional<String> source, Instant issuedAt) {
        for (JsonNode statement : tree(document).path("Statement")) {
            JsonNode condition = statement.path("Condition");
            JsonNode equals = condition.path("StringEquals");
            JsonNode before = condition.path("DateLessThan").path("aws:TokenIssueTime");
            if (isOfAll(statement)
                    && condition.size() == 2
                    && equals.size() == 1
                    && (names(equals.path("aws:userid"), session)
                            || source.filter(name -> names(equals.path("aws:SourceIdentity"), name))
                                    .isPresent())
                    && before.isTextual()
                    && issuedAt.isBefore(Instant.parse(before.asText()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean names(JsonNode values, String value) {
        for (JsonNode one : values) {
            if (one.asText().equals(value)) {
                return true;
            }
        }
        return values.asText().equals(value);
    }

    /** Whether a document denies everything to a user of IAM Identity Center at a moment. */
    static boolean denyUser(String document, String user, Instant at) {
        for (JsonNode statement : tree(document).path("Statement")) {
            JsonNode condition = statement.path("Condition");
            JsonNode until = condition.path("DateLessThan").path("aws:CurrentTime");
            if (isOfAll(statement)
                    && condition.size() == 2
                    && condition.path("StringEquals").size() == 1
                    && condition
                            .path("StringEquals")
                            .path("identitystore:UserId")
                            .asText()
                            .equals(user)
                    && until.isTextual()
                    && at.isBefore(Instant.parse(until.asText()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfAll(JsonNode statement) {
        return statement.path("Effect").asText().equals("Deny")
                && statement.path("Action").asText().equals("*")
                && statement.path("Resource").asText().equals("*");
    }

    private static List<Denial> in(String document) {
        List<Denial> found = new ArrayList<>();
        for (JsonNode statement : tree(document).path("Statement")) {
            JsonNode condition = statement.path("Condition");
            JsonNode before = condition.path("DateLessThan").path("aws:TokenIssueTime");
            boolean all = isOfAll(statement);
            if (all && condition.isMissingNode()) {
                found.add(new Denial(Optional.empty()));
            } else if (all && condition.size() == 1 && before.isTextual()) {
                found.add(new Denial(Optional.of(Instant.parse(before.asText()))));
            }
        }
        return found;
    }

    private static JsonNode tree(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}

package dev.tenure.connectors.aws.targets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The accounts of an organization, and what Organizations answers: in JSON, unlike IAM. */
final class Organization {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 20;

    private final Map<String, EmbeddedAws> accounts = new LinkedHashMap<>();
    private final Set<String> suspended = new HashSet<>();

    /** Takes an account in; answers how many were there before. */
    synchronized int add(String number, EmbeddedAws account) {
        accounts.put(number, account);
        return accounts.size() - 1;
    }

    synchronized void suspend(String number) {
        suspended.add(number);
    }

    /** The account that an ARN is of. */
    synchronized Optional<EmbeddedAws> ofArn(String arn) {
        String[] parts = arn.split(":", -1);
        return parts.length > 4 ? Optional.ofNullable(accounts.get(parts[4])) : Optional.empty();
    }

    /** One call of the JSON protocol. */
    static Call call(Headers headers, byte[] sent) throws IOException {
        String target = Objects.requireNonNullElse(headers.getFirst("X-Amz-Target"), "");
        Map<String, String> parameters = new HashMap<>();
        JsonNode body = JSON.readTree(sent);
        body.fieldNames()
                .forEachRemaining(name -> parameters.put(name, body.path(name).asText()));
        return new Call(target.substring(target.indexOf('.') + 1), Map.copyOf(parameters));
    }

    synchronized String answer(Call call) throws Problem {
        if (!call.action().equals("ListAccounts")) {
            throw new Problem("UnknownOperation");
        }
        int most = Math.min(MOST, Integer.parseInt(call.optional("MaxResults").orElse("20")));
        int from = Integer.parseInt(call.optional("NextToken").orElse("0"));
        List<String> all = List.copyOf(accounts.keySet());
        int to = Math.min(all.size(), from + most);
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode listed = answer.putArray("Accounts");
        for (String number : all.subList(from, to)) {
            listed.addObject()
                    .put("Id", number)
                    .put("Name", "account " + number)
                    .put("Status", suspended.contains(number) ? "SUSPENDED" : "ACTIVE");
        }
        if (to < all.size()) {
            answer.put("NextToken", Integer.toString(to));
        }
        try {
            return JSON.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}

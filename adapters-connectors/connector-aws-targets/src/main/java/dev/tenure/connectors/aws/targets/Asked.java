package dev.tenure.connectors.aws.targets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One call of the JSON protocol.
 *
 * @param body what was sent
 * @param most how many items a page has at most, whatever is asked for
 * @param repeats whether a token leads to where it was asked from
 */
record Asked(JsonNode body, int most, boolean repeats) {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "after-";

    static JsonNode parsed(byte[] sent) throws Problem {
        try {
            return JSON.readTree(sent);
        } catch (IOException e) {
            throw new Problem("ValidationError");
        }
    }

    static JsonNode parsed(String text) throws Problem {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new Problem("ValidationError");
        }
    }

    Optional<String> optional(String name) {
        return Optional.of(body.path(name))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> !text.isEmpty());
    }

    String required(String name) throws Problem {
        return optional(name).orElseThrow(() -> new Problem("ValidationError"));
    }

    /** The user that is meant by what AWS calls a member id. */
    String member() throws Problem {
        JsonNode user = body.path("MemberId").path("UserId");
        if (!user.isTextual()) {
            throw new Problem("ValidationError");
        }
        return user.asText();
    }

    /** One page of a list. */
    <T> ObjectNode page(String list, Collection<T> all, Function<T, JsonNode> item) throws Problem {
        int asked = body.path("MaxResults").asInt(100);
        int from = 0;
        Optional<String> token = optional("NextToken");
        if (token.isPresent()) {
            from = place(token.get());
        }
        if (asked < 1 || asked > 100 || from > all.size()) {
            throw new Problem("ValidationError");
        }
        int to = Math.min(all.size(), from + Math.min(asked, most));
        ObjectNode page = JSON.createObjectNode();
        ArrayNode items = page.putArray(list);
        List.copyOf(all).subList(from, to).forEach(one -> items.add(item.apply(one)));
        if (to < all.size() || repeats) {
            page.put("NextToken", TOKEN + (repeats ? from : to));
        }
        return page;
    }

    private static int place(String token) throws Problem {
        try {
            return Integer.parseInt(token.substring(Math.min(token.length(), TOKEN.length())));
        } catch (NumberFormatException e) {
            throw new Problem("ValidationError");
        }
    }

    /** Takes all ids and names out of an answer. */
    static void forgetNames(JsonNode answer) {
        if (answer instanceof ObjectNode object) {
            for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (object.path(name).isTextual() && name.matches("\\w*(Id|Arn|Name)")) {
                    names.remove();
                }
            }
        }
        answer.forEach(Asked::forgetNames);
    }
}

package dev.tenure.rest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.application.push.PushedFilter;
import dev.tenure.application.push.PushedQuery;
import dev.tenure.application.push.PushedQuery.Sort;
import dev.tenure.application.push.PushedQuery.Window;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a list is asked for by, in the address or in the body of a {@code .search} (RFC 7644 section 3.4, RFC 9865).
 *
 * @param window which part; the usual one where nothing is said
 */
record ScimQuery(
        Optional<String> filter,
        Optional<String> sortBy,
        boolean descending,
        Window window,
        Optional<String> attributes,
        Optional<String> excluded) {

    /** How many resources a part has where the client does not say. */
    static final int USUAL = 100;

    /** How many resources a part may have. */
    static final int MOST = 1_000;

    private static final String MESSAGE = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";
    private static final long FAR = 1_000_000_000L;

    static ScimQuery of(MultivaluedMap<String, String> parameters) {
        return of(name -> Optional.ofNullable(parameters.getFirst(name)));
    }

    static ScimQuery of(JsonNode body) {
        if (!(body instanceof ObjectNode object)) {
            throw ScimProblem.bad(
                            ScimProblem.Type.INVALID_SYNTAX, "the body is not a JSON object: send a SearchRequest")
                    .refused();
        }
        boolean named = false;
        for (JsonNode schema : ScimMessages.field(object, "schemas")) {
            named |= schema.isTextual() && schema.textValue().equalsIgnoreCase(MESSAGE);
        }
        if (!named) {
            throw ScimProblem.bad(ScimProblem.Type.INVALID_SYNTAX, "schemas does not name " + MESSAGE + ": add it")
                    .refused();
        }
        return of(name -> {
            JsonNode value = ScimMessages.field(object, name);
            if (value.isArray()) {
                List<String> texts = new ArrayList<>();
                value.forEach(one -> texts.add(one.asText()));
                return Optional.of(String.join(",", texts));
            }
            return value.isValueNode() && !value.isNull() && !value.isMissingNode()
                    ? Optional.of(value.asText())
                    : Optional.empty();
        });
    }

    private interface Named {
        Optional<String> get(String name);
    }

    private static ScimQuery of(Named named) {
        Optional<String> order = named.get("sortOrder").map(text -> text.toLowerCase(Locale.ROOT));
        if (order.filter(text -> !text.equals("ascending") && !text.equals("descending"))
                .isPresent()) {
            throw ScimProblem.bad(
                            ScimProblem.Type.INVALID_VALUE,
                            "sortOrder is not ascending or descending: send one of them")
                    .refused();
        }
        return new ScimQuery(
                named.get("filter").filter(text -> !text.isBlank()),
                named.get("sortBy").filter(text -> !text.isBlank()),
                order.filter("descending"::equals).isPresent(),
                window(named),
                named.get("attributes").filter(text -> !text.isBlank()),
                named.get("excludedAttributes").filter(text -> !text.isBlank()));
    }

    private static Window window(Named named) {
        Optional<String> cursor = named.get("cursor");
        Optional<String> start = named.get("startIndex").filter(text -> !text.isBlank());
        Optional<String> count = named.get("count").filter(text -> !text.isBlank());
        if (cursor.isPresent()) {
            if (start.isPresent()) {
                throw ScimProblem.bad(
                                ScimProblem.Type.INVALID_CURSOR,
                                "cursor and startIndex stand together: send one of them")
                        .refused();
            }
            if (count.filter(text -> !text.matches("[0-9]{1,18}")).isPresent()) {
                throw ScimProblem.bad(
                                ScimProblem.Type.INVALID_COUNT, "count is not a whole number of at least 0: send one")
                        .refused();
            }
            return new Window.Cursor(cursor.filter(text -> !text.isEmpty()), (int)
                    Math.min(count.map(Long::parseLong).orElse((long) USUAL), MOST));
        }
        // What is below the least counts as the least (RFC 7644 section 3.4.2.4).
        return new Window.Index(
                Math.clamp(number("startIndex", start, 1), 1, FAR), Math.clamp(number("count", count, USUAL), 0, MOST));
    }

    private static long number(String name, Optional<String> text, long otherwise) {
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.get().matches("-?[0-9]{1,18}")) {
            throw ScimProblem.bad(ScimProblem.Type.INVALID_VALUE, name + " is not a whole number: send one")
                    .refused();
        }
        return Long.parseLong(text.get());
    }

    /** The same for a type of resource. */
    PushedQuery resolved(ScimType type) {
        ScimFilters filters = new ScimFilters(type);
        try {
            return resolved(type, filter.map(filters::filter));
        } catch (ScimFilters.UnknownAttribute e) {
            throw e.problem().refused();
        }
    }

    /** The same with a filter that is resolved already. */
    PushedQuery resolved(ScimType type, Optional<PushedFilter> resolved) {
        return new PushedQuery(
                resolved, sortBy.map(text -> new Sort(new ScimFilters(type).sortedBy(text), descending)), window);
    }

    ScimQuery by(Window other) {
        return new ScimQuery(filter, sortBy, descending, other, attributes, excluded);
    }

    ScimView view(String base) {
        return new ScimView(base, attributes, excluded);
    }

    /** The list that was found. */
    static ScimAnswer answer(Window window, long total, List<ObjectNode> resources, Optional<String> next) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.putArray("schemas").add(ScimMessages.LIST);
        list.put("totalResults", total);
        list.put("itemsPerPage", resources.size());
        if (window instanceof Window.Index index) {
            list.put("startIndex", index.from());
        }
        next.ifPresent(cursor -> list.put("nextCursor", cursor));
        ArrayNode items = list.putArray("Resources");
        resources.forEach(items::add);
        return ScimAnswer.body(list);
    }
}

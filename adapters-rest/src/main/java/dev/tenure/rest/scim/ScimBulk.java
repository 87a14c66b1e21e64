package dev.tenure.rest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tenure.domain.authorization.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Many operations in one request (RFC 7644 section 3.7), each in a transaction of its own, one after the other. One that
 * refers to what another creates comes after that one, wherever it stands. For one request.
 */
final class ScimBulk {

    /** How many operations a request may have. */
    static final int MOST_OPERATIONS = 1_000;

    private static final String REQUEST = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
    private static final String RESPONSE = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";
    private static final String REFERENCE = "bulkId:";
    private static final Pattern PATH = Pattern.compile("/?(Users|Groups)(?:/([^/]+))?");
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final Caller caller;
    private final ScimView view;
    private final Map<String, ScimResources> types;
    private final List<ObjectNode> operations = new ArrayList<>();
    private final Map<String, Integer> byBulkId = new HashMap<>();
    private final Map<String, String> created = new HashMap<>();
    private final Set<Integer> underWay = new HashSet<>();
    private final Set<Integer> circular = new HashSet<>();
    private final Map<Integer, ObjectNode> results = new HashMap<>();
    private final List<Integer> order = new ArrayList<>();
    private int errors;
    private int mostErrors;

    /** @param types what can be done with the resources of each type, by the first part of their address */
    ScimBulk(Caller caller, ScimView view, Map<String, ScimResources> types) {
        this.caller = caller;
        this.view = view;
        this.types = types;
    }

    /** Carries a request out. */
    ScimAnswer carryOut(JsonNode body) {
        read(body);
        for (int i = 0; i < operations.size() && goesOn(); i++) {
            visit(i);
        }
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        response.putArray("schemas").add(RESPONSE);
        ArrayNode done = response.putArray("Operations");
        order.forEach(place -> done.add(results.get(place)));
        return ScimAnswer.body(response);
    }

    private boolean goesOn() {
        return mostErrors == 0 || errors < mostErrors;
    }

    private void read(JsonNode body) {
        if (!(body instanceof ObjectNode request)) {
            throw syntax("the body is not a JSON object: send a BulkRequest");
        }
        boolean named = false;
        for (JsonNode schema : ScimMessages.field(request, "schemas")) {
            named |= schema.isTextual() && schema.textValue().equalsIgnoreCase(REQUEST);
        }
        if (!named) {
            throw syntax("schemas does not name " + REQUEST + ": add it");
        }
        JsonNode most = ScimMessages.field(request, "failOnErrors");
        if (!most.isMissingNode() && (!most.isInt() || most.intValue() < 0)) {
            throw ScimProblem.bad(ScimProblem.Type.INVALID_VALUE, "failOnErrors is not a whole number: send one")
                    .refused();
        }
        mostErrors = most.asInt(0);
        if (!(ScimMessages.field(request, "Operations") instanceof ArrayNode sent)) {
            throw syntax("Operations is missing: send a list of operations");
        }
        if (sent.size() > MOST_OPERATIONS) {
            throw ScimProblem.of(
                            413, "Operations has more than maxOperations, " + MOST_OPERATIONS + ": send fewer at once")
                    .refused();
        }
        for (JsonNode operation : sent) {
            if (!(operation instanceof ObjectNode object)) {
                throw syntax("an operation is not a JSON object: send method, path and data");
            }
            String bulkId = ScimMessages.field(object, "bulkId").asText("");
            if (!bulkId.isEmpty() && byBulkId.put(bulkId, operations.size()) != null) {
                throw ScimProblem.bad(
                                ScimProblem.Type.INVALID_VALUE, "two operations have the same bulkId: name each once")
                        .refused();
            }
            operations.add(object);
        }
    }

    /** What an operation refers to comes first. Chains are no longer than the request, so the depth is bounded. */
    private void visit(int place) {
        if (results.containsKey(place)) {
            return;
        }
        if (!underWay.add(place)) {
            circular.addAll(underWay);
            return;
        }
        for (String reference : references(operations.get(place))) {
            @Nullable Integer other = byBulkId.get(reference);
            if (other != null && !created.containsKey(reference) && goesOn()) {
                visit(other);
            }
        }
        underWay.remove(place);
        if (goesOn() && !results.containsKey(place)) {
            carryOut(place);
        }
    }

    private static Set<String> references(ObjectNode operation) {
        Set<String> references = new LinkedHashSet<>();
        collect(ScimMessages.field(operation, "data"), references);
        String path = ScimMessages.field(operation, "path").asText("");
        int in = path.indexOf(REFERENCE);
        if (in >= 0) {
            references.add(path.substring(in + REFERENCE.length()));
        }
        return references;
    }

    private static void collect(JsonNode node, Set<String> references) {
        if (node.isTextual() && node.textValue().startsWith(REFERENCE)) {
            references.add(node.textValue().substring(REFERENCE.length()));
        }
        for (JsonNode child : node) {
            collect(child, references);
        }
    }

    private void carryOut(int place) {
        ObjectNode operation = operations.get(place);
        String method = ScimMessages.field(operation, "method").asText("").toUpperCase(Locale.ROOT);
        String bulkId = ScimMessages.field(operation, "bulkId").asText("");
        ScimAnswer answer;
        try {
            answer = circular.contains(place)
                    ? ScimAnswer.problem(ScimProblem.of(
                            409, "operations refer to each other in a circle: create one without, then change it"))
                    : answer(operation, method, bulkId);
        } catch (ScimRefused refused) {
            answer = ScimAnswer.problem(refused.problem());
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("method", method);
        if (!bulkId.isEmpty()) {
            result.put("bulkId", bulkId);
        }
        answer.version().ifPresent(version -> result.put("version", version));
        answer.location().or(() -> location(operation)).ifPresent(location -> result.put("location", location));
        result.put("status", Integer.toString(answer.status()));
        boolean failed = answer.status() >= 400;
        if (failed) {
            errors++;
            answer.body().ifPresent(problem -> result.set("response", problem));
        } else if (!bulkId.isEmpty()) {
            answer.body().map(resource -> resource.path("id").asText("")).ifPresent(id -> created.put(bulkId, id));
        }
        results.put(place, result);
        order.add(place);
    }

    /** Where the resource is that an operation was meant for; one that was not created is nowhere. */
    private Optional<String> location(ObjectNode operation) {
        Matcher path = PATH.matcher(ScimMessages.field(operation, "path").asText(""));
        return path.matches()
                        && path.group(2) != null
                        && UUID_FORM.matcher(path.group(2)).matches()
                ? Optional.of(view.base() + "/" + path.group(1) + "/" + path.group(2))
                : Optional.empty();
    }

    private ScimAnswer answer(ObjectNode operation, String method, String bulkId) {
        Matcher path = PATH.matcher(ScimMessages.field(operation, "path").asText(""));
        if (!path.matches()) {
            throw ScimProblem.bad(
                            ScimProblem.Type.INVALID_PATH,
                            "path is not /Users or /Groups, with an id where one is meant")
                    .refused();
        }
        ScimResources resources = types.get(path.group(1));
        if (resources == null) {
            throw new IllegalStateException("the pattern knows a type that is not served");
        }
        JsonNode data = resolved(ScimMessages.field(operation, "data"));
        if (method.equals("POST")) {
            if (path.group(2) != null) {
                throw ScimProblem.bad(ScimProblem.Type.INVALID_PATH, "POST has an id in its path: leave it out")
                        .refused();
            }
            if (bulkId.isEmpty()) {
                throw syntax("bulkId is missing: POST needs one");
            }
            return resources.create(caller, data, view);
        }
        if (path.group(2) == null) {
            throw ScimProblem.bad(ScimProblem.Type.INVALID_PATH, "path has no id: say which resource is meant")
                    .refused();
        }
        String id = id(path.group(2));
        if (!UUID_FORM.matcher(id).matches()) {
            return ScimAnswer.unknown();
        }
        JsonNode version = ScimMessages.field(operation, "version");
        Set<Long> versions = ScimVersions.expected(version.isTextual() ? version.textValue() : null);
        return switch (method) {
            case "PUT" -> resources.replace(caller, UUID.fromString(id), versions, data, view);
            case "PATCH" -> resources.patch(caller, UUID.fromString(id), versions, data, view);
            case "DELETE" -> resources.delete(caller, UUID.fromString(id), versions);
            default -> throw syntax("method is not one of POST, PUT, PATCH and DELETE: send one");
        };
    }

    private String id(String inPath) {
        return inPath.startsWith(REFERENCE) ? madeBy(inPath.substring(REFERENCE.length())) : inPath;
    }

    private JsonNode resolved(JsonNode node) {
        if (node.isTextual() && node.textValue().startsWith(REFERENCE)) {
            return TextNode.valueOf(madeBy(node.textValue().substring(REFERENCE.length())));
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), resolved(field.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(one -> copy.add(resolved(one)));
            return copy;
        }
        return node;
    }

    private String madeBy(String bulkId) {
        @Nullable String id = created.get(bulkId);
        if (id != null) {
            return id;
        }
        if (byBulkId.containsKey(bulkId)) {
            throw ScimProblem.of(409, "what it refers to was not created: see the operation of that bulkId")
                    .refused();
        }
        throw ScimProblem.bad(ScimProblem.Type.INVALID_VALUE, "it refers to a bulkId that no operation has: correct it")
                .refused();
    }

    private static ScimRefused syntax(String detail) {
        return ScimProblem.bad(ScimProblem.Type.INVALID_SYNTAX, detail).refused();
    }
}

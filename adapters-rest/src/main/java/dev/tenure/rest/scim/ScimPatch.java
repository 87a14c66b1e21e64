package dev.tenure.rest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.Path;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.messages.PatchOpType;
import com.unboundid.scim2.common.messages.PatchOperation;
import com.unboundid.scim2.common.types.AttributeDefinition;
import com.unboundid.scim2.common.types.AttributeDefinition.Mutability;
import com.unboundid.scim2.common.utils.JsonUtils;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change to a resource (RFC 7644 section 3.5.2). What clients send is first told apart into operations with one attribute
 * each, in the schema's own words; the library then carries them out.
 */
final class ScimPatch {

    /** How many operations a change may have. */
    static final int MOST_OPERATIONS = 1_000;

    private static final String MESSAGE = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    static {
        // Entra ID adds emails[type eq "work"].value where there is no such address yet, and means that there shall be
        // one.
        PatchOperation.APPEND_NEW_PATCH_VALUES_PROPERTY = true;
    }

    private final ScimType type;
    private final ScimReading reading;
    private final List<Step> steps = new ArrayList<>();

    /**
     * One operation on one attribute.
     *
     * @param path in the schema's words; ends at the attribute, with a filter where one was sent
     * @param attribute what the path ends at
     * @param value in our form; a null with remove
     */
    record Step(PatchOpType op, Path path, AttributeDefinition attribute, JsonNode value) {

        /** The first name of the path. */
        String top() {
            return path.iterator().next().getAttribute();
        }
    }

    private ScimPatch(ScimType type) {
        this.type = type;
        this.reading = new ScimReading(type);
    }

    /**
     * Reads a change.
     *
     * @param id of the resource, which some clients repeat in it
     */
    static List<Step> read(ScimType type, JsonNode body, String id) {
        ScimPatch patch = new ScimPatch(type);
        for (JsonNode operation : operations(body)) {
            patch.add(operation, id);
        }
        return patch.steps;
    }

    /** Carries steps out, one after the other, on a resource in our form. */
    static void apply(List<Step> steps, ObjectNode resource) {
        for (Step step : steps) {
            List<ObjectNode> primaries = ScimReading.primaries(resource.get(step.top()));
            try {
                operation(step).apply(resource);
            } catch (ScimException e) {
                throw ScimProblem.of(e, ScimProblem.Type.INVALID_VALUE).refused();
            }
            // The primary value that is there gives way to the one that comes (RFC 7644 section 3.5.2).
            if (ScimReading.primaries(resource.get(step.top())).size() > 1) {
                for (ObjectNode before : primaries) {
                    before.put("primary", false);
                }
            }
        }
    }

    private static PatchOperation operation(Step step) {
        return switch (step.op()) {
            case ADD -> PatchOperation.add(step.path(), step.value());
            case REPLACE -> PatchOperation.replace(step.path(), step.value());
            case REMOVE -> PatchOperation.remove(step.path());
        };
    }

    private static ArrayNode operations(JsonNode body) {
        if (!(body instanceof ObjectNode object)) {
            throw syntax("the body is not a JSON object: send a PatchOp");
        }
        boolean named = false;
        for (JsonNode schema : ScimMessages.field(object, "schemas")) {
            named |= schema.isTextual() && schema.textValue().equalsIgnoreCase(MESSAGE);
        }
        if (!named) {
            throw syntax("schemas does not name " + MESSAGE + ": add it");
        }
        if (!(ScimMessages.field(object, "Operations") instanceof ArrayNode operations) || operations.isEmpty()) {
            throw syntax("Operations is missing or empty: send a list of operations");
        }
        if (operations.size() > MOST_OPERATIONS) {
            throw ScimProblem.of(413, "Operations has more than " + MOST_OPERATIONS + ": send fewer at once")
                    .refused();
        }
        return operations;
    }

    private void add(JsonNode operation, String id) {
        if (!(operation instanceof ObjectNode object)) {
            throw syntax("an operation is not a JSON object: send op, path and value");
        }
        PatchOpType op =
                switch (ScimMessages.field(object, "op").asText("").toLowerCase(Locale.ROOT)) {
                    case "add" -> PatchOpType.ADD;
                    case "replace" -> PatchOpType.REPLACE;
                    case "remove" -> PatchOpType.REMOVE;
                    default -> throw syntax("op is not one of add, replace and remove: send one");
                };
        JsonNode path = ScimMessages.field(object, "path");
        JsonNode value = ScimMessages.field(object, "value");
        if (!path.isMissingNode() && !path.isNull() && !path.isTextual()) {
            throw ScimProblem.bad(ScimProblem.Type.INVALID_PATH, "path is not a text: send one")
                    .refused();
        }
        if (op != PatchOpType.REMOVE && value.isMissingNode()) {
            throw ScimProblem.bad(ScimProblem.Type.INVALID_VALUE, "value is missing: send one, or remove the attribute")
                    .refused();
        }
        if (!path.isTextual() || path.textValue().isBlank()) {
            whole(op, value, id);
        } else {
            at(op, path.textValue().strip(), value);
        }
    }

    /** An operation without a path: each attribute of its value is one. */
    private void whole(PatchOpType op, JsonNode value, String id) {
        if (op == PatchOpType.REMOVE) {
            throw ScimProblem.bad(ScimProblem.Type.NO_TARGET, "path is missing: say what to remove")
                    .refused();
        }
        if (!value.isObject()) {
            throw ScimProblem.bad(
                            ScimProblem.Type.INVALID_VALUE,
                            "value is not an object: send one, or a path to the attribute")
                    .refused();
        }
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            String name = field.getKey();
            Optional<AttributeDefinition> attribute = reading.attribute(name);
            if (name.equalsIgnoreCase("id") && !field.getValue().asText("").equals(id)) {
                throw ScimProblem.bad(ScimProblem.Type.MUTABILITY, "id cannot be changed: leave it out")
                        .refused();
            }
            boolean servers = attribute
                    .filter(found -> found.getMutability() == Mutability.READ_ONLY)
                    .isPresent();
            // Okta sends the whole object back, with what the server says of it.
            if (!servers && !name.equalsIgnoreCase("schemas")) {
                at(op, name, field.getValue());
            }
        }
    }

    private void at(PatchOpType op, String text, JsonNode value) {
        Optional<ScimType.Extension> extension = reading.extension(text);
        if (extension.isPresent()) {
            within(op, extension.get(), value);
            return;
        }
        step(op, ScimFilters.path(text), value);
    }

    /** An operation on a whole extension is one on each of its attributes. */
    private void within(PatchOpType op, ScimType.Extension extension, JsonNode value) {
        if (op == PatchOpType.REMOVE) {
            for (AttributeDefinition attribute : extension.attributes()) {
                step(op, Path.root(extension.urn()).attribute(attribute.getName()), value);
            }
            return;
        }
        if (!value.isObject()) {
            throw ScimProblem.bad(
                            ScimProblem.Type.INVALID_VALUE, "the value of an extension is not an object: send one")
                    .refused();
        }
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            step(op, ScimFilters.path(extension.urn() + ":" + field.getKey()), field.getValue());
        }
    }

    private void step(PatchOpType op, Path sent, JsonNode value) {
        Resolved resolved = resolve(sent);
        AttributeDefinition attribute = resolved.attribute();
        if (attribute.getMutability() == Mutability.READ_ONLY
                || resolved.top().getMutability() == Mutability.READ_ONLY) {
            throw ScimProblem.bad(
                            ScimProblem.Type.MUTABILITY, attribute.getName() + " is the server's to say: leave it out")
                    .refused();
        }
        if (attribute.getMutability() == Mutability.WRITE_ONLY) {
            return;
        }
        boolean oneOfSeveral = resolved.filtered();
        if (op == PatchOpType.REMOVE) {
            remove(resolved, value, oneOfSeveral);
            return;
        }
        JsonNode wanted = oneOfSeveral && !ScimReading.isNothing(value)
                ? reading.single(attribute, value)
                : reading.value(attribute, value);
        if (!ScimReading.isNothing(wanted)) {
            steps.add(new Step(op, resolved.path(), attribute, wanted));
        } else if (op == PatchOpType.REPLACE) {
            remove(resolved, JsonUtils.getJsonNodeFactory().nullNode(), oneOfSeveral);
        }
    }

    private void remove(Resolved resolved, JsonNode value, boolean oneOfSeveral) {
        AttributeDefinition attribute = resolved.attribute();
        if (attribute.isRequired() && !oneOfSeveral && resolved.path().size() == 1) {
            throw ScimProblem.bad(ScimProblem.Type.MUTABILITY, attribute.getName() + " is required: replace it instead")
                    .refused();
        }
        JsonNode nothing = JsonUtils.getJsonNodeFactory().nullNode();
        boolean named = attribute.isMultiValued()
                && !oneOfSeveral
                && !ScimReading.isNothing(value)
                && ScimReading.named(attribute.getSubAttributes(), "value").isPresent();
        if (!named) {
            steps.add(new Step(PatchOpType.REMOVE, resolved.path(), attribute, nothing));
            return;
        }
        // Entra ID names the values that are to go beside the path, not in it.
        for (JsonNode one : reading.value(attribute, value)) {
            if (!one.path("value").isTextual()) {
                throw ScimProblem.bad(ScimProblem.Type.INVALID_VALUE, "a value that is to go names no value: send one")
                        .refused();
            }
            steps.add(new Step(
                    PatchOpType.REMOVE,
                    resolved.path()
                            .replace(
                                    resolved.path().size() - 1,
                                    valueIs(one.path("value").textValue())),
                    attribute,
                    nothing));
        }
    }

    private static Filter valueIs(String text) {
        try {
            return Filter.eq("value", text);
        } catch (ScimException e) {
            throw new IllegalStateException("value is a name of an attribute", e);
        }
    }

    /**
     * A path in the schema's words.
     *
     * @param top what its first name is
     * @param attribute what its last name is
     * @param filtered whether a filter stands behind the last name
     */
    private record Resolved(Path path, AttributeDefinition top, AttributeDefinition attribute, boolean filtered) {}

    /** Brings a path into the schema's words. */
    private Resolved resolve(Path sent) {
        String urn = sent.getSchemaUrn();
        Collection<AttributeDefinition> scope;
        Path path;
        if (urn == null || urn.equalsIgnoreCase(type.urn())) {
            scope = reading.attributes();
            path = Path.root();
        } else {
            ScimType.Extension extension = reading.extension(urn).orElseThrow(() -> unknown(sent));
            scope = extension.attributes();
            path = Path.root(extension.urn());
        }
        boolean filtered = false;
        @Nullable AttributeDefinition top = null;
        @Nullable AttributeDefinition found = null;
        for (Path.Element element : sent) {
            AttributeDefinition next =
                    ScimReading.named(scope, element.getAttribute()).orElseThrow(() -> unknown(sent));
            Filter filter = element.getValueFilter();
            if (filter != null && !next.isMultiValued()) {
                throw ScimProblem.bad(
                                ScimProblem.Type.INVALID_PATH,
                                next.getName() + " has one value: leave out the filter behind it")
                        .refused();
            }
            if (filter != null) {
                checkInside(next, filter);
            }
            path = filter == null ? path.attribute(next.getName()) : path.attribute(next.getName(), filter);
            scope = next.getSubAttributes() == null ? List.of() : next.getSubAttributes();
            top = top == null ? next : top;
            found = next;
            filtered = filter != null;
        }
        if (top == null || found == null) {
            throw unknown(sent);
        }
        return new Resolved(path, top, found, filtered);
    }

    private void checkInside(AttributeDefinition attribute, Filter filter) {
        try {
            new ScimFilters(type).filter(Filter.hasComplexValue(attribute.getName(), filter));
        } catch (ScimFilters.UnknownAttribute e) {
            throw ScimProblem.bad(
                            ScimProblem.Type.INVALID_PATH,
                            String.valueOf(e.problem().detail()))
                    .refused();
        } catch (ScimException e) {
            throw ScimProblem.of(e, ScimProblem.Type.INVALID_PATH).refused();
        }
    }

    private static ScimRefused unknown(Path path) {
        return ScimProblem.bad(
                        ScimProblem.Type.INVALID_PATH,
                        ScimReading.shown(path.toString()) + " is no attribute of this resource: see /Schemas")
                .refused();
    }

    private static ScimRefused syntax(String detail) {
        return ScimProblem.bad(ScimProblem.Type.INVALID_SYNTAX, detail).refused();
    }
}

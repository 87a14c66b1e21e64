package dev.tenure.rest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.types.AttributeDefinition;
import com.unboundid.scim2.common.types.AttributeDefinition.Mutability;
import com.unboundid.scim2.common.utils.JsonUtils;
import com.unboundid.scim2.common.utils.SchemaUtils;
import com.unboundid.scim2.server.utils.SchemaChecker;
import dev.tenure.rest.request.WholeTexts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings what clients send into one form: names as the schema writes them, several values as a list, nothing without a value,
 * nothing that is the server's to say. Takes the dialects of Okta and Entra ID for what they mean. The library then holds the
 * result against the schema.
 */
final class ScimReading {

    /** How many characters a text may have; certificates and pictures in the resource are longer than names. */
    static final int LONGEST_TEXT = 20_000;

    /** How many values an attribute of a user may have. */
    static final int MOST_VALUES = 100;

    private static final String SCHEMAS = "schemas";

    private final ScimType type;
    private final SchemaChecker checker;
    private final List<AttributeDefinition> core;

    ScimReading(ScimType type) {
        this.type = type;
        this.checker = new SchemaChecker(type.definition());
        this.core = new ArrayList<>(SchemaUtils.COMMON_ATTRIBUTE_DEFINITIONS);
        this.core.addAll(type.attributes());
    }

    /** A whole resource as it was sent. */
    ObjectNode resource(JsonNode sent) {
        if (!(sent instanceof ObjectNode object)) {
            throw ScimProblem.bad(ScimProblem.Type.INVALID_SYNTAX, "the body is not a JSON object: send a resource")
                    .refused();
        }
        ObjectNode resource = JsonUtils.getJsonNodeFactory().objectNode();
        @Nullable JsonNode schemas = null;
        Set<String> seen = new HashSet<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = field.getKey();
            once(seen, name);
            if (name.equalsIgnoreCase(SCHEMAS)) {
                schemas = field.getValue();
            } else {
                place(resource, name, field.getValue());
            }
        }
        checkSchemas(schemas);
        return checked(resource);
    }

    /** A resource that was put together from what was there and what was sent, held against the schema. */
    ObjectNode checked(ObjectNode resource) {
        List<String> empty = new ArrayList<>();
        resource.properties().forEach(field -> {
            if (isNothing(field.getValue())) {
                empty.add(field.getKey());
            }
        });
        resource.remove(empty);
        ArrayNode schemas = resource.putArray(SCHEMAS);
        schemas.add(type.urn());
        for (String extension : type.extensions().keySet()) {
            if (resource.has(extension)) {
                schemas.add(extension);
            }
        }
        for (AttributeDefinition attribute : type.attributes()) {
            if (attribute.isRequired() && !resource.has(attribute.getName())) {
                throw ScimProblem.bad(
                                ScimProblem.Type.INVALID_VALUE, attribute.getName() + " is missing or empty: send one")
                        .refused();
            }
        }
        try {
            SchemaChecker.Results results = checker.checkCreate(resource);
            results.throwSchemaExceptions();
        } catch (ScimException e) {
            throw ScimProblem.of(e, ScimProblem.Type.INVALID_SYNTAX).refused();
        }
        resource.remove(SCHEMAS);
        onePrimary(resource);
        return resource;
    }

    /** The attributes at the top of a resource, those that every resource has among them. */
    List<AttributeDefinition> attributes() {
        return core;
    }

    /** The attribute of a name at the top of a resource. */
    Optional<AttributeDefinition> attribute(String name) {
        return named(core, name);
    }

    /** The extension of a URN. */
    Optional<ScimType.Extension> extension(String urn) {
        return type.extensions().entrySet().stream()
                .filter(extension -> extension.getKey().equalsIgnoreCase(urn))
                .map(extension -> new ScimType.Extension(extension.getKey(), extension.getValue()))
                .findFirst();
    }

    static Optional<AttributeDefinition> named(@Nullable Collection<AttributeDefinition> attributes, String name) {
        return attributes == null
                ? Optional.empty()
                : attributes.stream()
                        .filter(attribute -> attribute.getName().equalsIgnoreCase(name))
                        .findFirst();
    }

    /** Whether a value says nothing: null, an empty text, list or object (RFC 7643 section 2.5). */
    static boolean isNothing(@Nullable JsonNode value) {
        return value == null
                || value.isNull()
                || value.isMissingNode()
                || (value.isContainerNode() && value.isEmpty())
                || (value.isTextual() && value.textValue().isBlank());
    }

    private void place(ObjectNode resource, String name, JsonNode value) {
        Optional<ScimType.Extension> extension = extension(name);
        if (extension.isPresent()) {
            if (value.isNull()) {
                return;
            }
            ObjectNode inner = complex(name, extension.get().attributes(), value);
            inner.properties()
                    .forEach(field -> under(resource, extension.get().urn()).set(field.getKey(), field.getValue()));
            return;
        }
        // Entra ID writes attributes of an extension behind its URN.
        int colon = name.lastIndexOf(':');
        Optional<ScimType.Extension> prefix = colon < 0 ? Optional.empty() : extension(name.substring(0, colon));
        if (prefix.isPresent()) {
            AttributeDefinition attribute =
                    named(prefix.get().attributes(), name.substring(colon + 1)).orElseThrow(() -> unknown(name));
            set(under(resource, prefix.get().urn()), attribute, value);
            return;
        }
        set(resource, attribute(name).orElseThrow(() -> unknown(name)), value);
    }

    private static ObjectNode under(ObjectNode resource, String urn) {
        return resource.get(urn) instanceof ObjectNode there ? there : resource.putObject(urn);
    }

    private void set(ObjectNode object, AttributeDefinition attribute, JsonNode sent) {
        JsonNode value = value(attribute, sent);
        if (isTheirs(attribute) && !isNothing(value)) {
            object.set(attribute.getName(), value);
        }
    }

    /** Whether a client may say it, and it is kept. A password is taken and forgotten: nobody signs in with it here. */
    static boolean isTheirs(AttributeDefinition attribute) {
        return attribute.getMutability() != Mutability.READ_ONLY && attribute.getMutability() != Mutability.WRITE_ONLY;
    }

    /** A value of an attribute in our form; a null where it says nothing. */
    JsonNode value(AttributeDefinition attribute, JsonNode sent) {
        if (isNothing(sent)) {
            return JsonUtils.getJsonNodeFactory().nullNode();
        }
        if (!attribute.isMultiValued()) {
            // Some clients put the one value of a change into a list.
            if (sent.isArray() && sent.size() > 1) {
                throw wrong(attribute.getName(), "has one value: send it without a list");
            }
            return single(attribute, sent.isArray() ? sent.path(0) : sent);
        }
        ArrayNode values = JsonUtils.getJsonNodeFactory().arrayNode();
        if (!sent.isArray()) {
            return values.add(single(attribute, sent));
        }
        if (sent.size() > MOST_VALUES && !attribute.getName().equals("members")) {
            throw wrong(attribute.getName(), "has more than " + MOST_VALUES + " values: send fewer");
        }
        for (JsonNode one : sent) {
            if (!isNothing(one)) {
                JsonNode value = single(attribute, one);
                if (!isNothing(value)) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    /** One value of an attribute in our form. */
    JsonNode single(AttributeDefinition attribute, JsonNode sent) {
        String name = attribute.getName();
        return switch (attribute.getType()) {
            case BOOLEAN -> flag(name, sent);
            case COMPLEX -> {
                // Entra ID sends a manager as the bare id.
                if (sent.isTextual()
                        && named(attribute.getSubAttributes(), "value").isPresent()) {
                    ObjectNode value = JsonUtils.getJsonNodeFactory().objectNode();
                    value.put("value", text(name, sent));
                    yield value;
                }
                yield complex(name, attribute.getSubAttributes(), sent);
            }
            case STRING, DATETIME, REFERENCE, BINARY ->
                JsonUtils.getJsonNodeFactory().textNode(text(name, sent));
            case DECIMAL, INTEGER -> {
                if (!sent.isNumber()) {
                    throw wrong(name, "is not a number: send one");
                }
                yield sent;
            }
        };
    }

    private static JsonNode flag(String name, JsonNode sent) {
        if (sent.isBoolean()) {
            return sent;
        }
        // Entra ID sends True and False in quotation marks.
        if (sent.isTextual()) {
            switch (sent.textValue().toLowerCase(Locale.ROOT)) {
                case "true" -> {
                    return JsonUtils.getJsonNodeFactory().booleanNode(true);
                }
                case "false" -> {
                    return JsonUtils.getJsonNodeFactory().booleanNode(false);
                }
                default -> {
                    // Said below.
                }
            }
        }
        throw wrong(name, "is not one of true and false: send one");
    }

    private ObjectNode complex(String name, @Nullable Collection<AttributeDefinition> attributes, JsonNode sent) {
        if (!sent.isObject()) {
            throw wrong(name, "is not an object: send one");
        }
        ObjectNode value = JsonUtils.getJsonNodeFactory().objectNode();
        Set<String> seen = new HashSet<>();
        for (Map.Entry<String, JsonNode> field : sent.properties()) {
            once(seen, field.getKey());
            AttributeDefinition attribute =
                    named(attributes, field.getKey()).orElseThrow(() -> unknown(name + "." + field.getKey()));
            set(value, attribute, field.getValue());
        }
        return value;
    }

    private static String text(String name, JsonNode sent) {
        if (!sent.isTextual()) {
            throw wrong(name, "is not a text: send one");
        }
        String text = sent.textValue();
        if (text.length() > LONGEST_TEXT) {
            throw wrong(name, "is longer than " + LONGEST_TEXT + " characters: shorten it");
        }
        if (!WholeTexts.isWhole(text)) {
            throw wrong(name, "holds a NUL character or half of a surrogate pair: remove it");
        }
        return text;
    }

    private void checkSchemas(@Nullable JsonNode schemas) {
        if (schemas == null || !schemas.isArray() || schemas.isEmpty()) {
            throw ScimProblem.bad(ScimProblem.Type.INVALID_SYNTAX, "schemas is missing: send a list with " + type.urn())
                    .refused();
        }
        boolean own = false;
        for (JsonNode schema : schemas) {
            String urn = schema.isTextual() ? schema.textValue() : "";
            own |= urn.equalsIgnoreCase(type.urn());
            if (!urn.equalsIgnoreCase(type.urn()) && extension(urn).isEmpty()) {
                throw ScimProblem.bad(
                                ScimProblem.Type.INVALID_SYNTAX,
                                "schemas names one that resources of this type do not have: see /Schemas")
                        .refused();
            }
        }
        if (!own) {
            throw ScimProblem.bad(ScimProblem.Type.INVALID_SYNTAX, "schemas does not name " + type.urn() + ": add it")
                    .refused();
        }
    }

    private static void onePrimary(ObjectNode resource) {
        resource.properties().forEach(field -> {
            if (primaries(field.getValue()).size() > 1) {
                throw wrong(field.getKey(), "has more than one primary value: leave one");
            }
        });
    }

    /** The values of an attribute that are marked as the primary one. */
    static List<ObjectNode> primaries(@Nullable JsonNode values) {
        List<ObjectNode> primaries = new ArrayList<>();
        if (values instanceof ArrayNode array) {
            for (JsonNode value : array) {
                if (value instanceof ObjectNode object && object.path("primary").asBoolean(false)) {
                    primaries.add(object);
                }
            }
        }
        return primaries;
    }

    private static void once(Set<String> seen, String name) {
        if (!seen.add(name.toLowerCase(Locale.ROOT))) {
            throw ScimProblem.bad(
                            ScimProblem.Type.INVALID_SYNTAX,
                            shown(name) + " stands twice: names are the same in whatever case; leave one")
                    .refused();
        }
    }

    private static ScimRefused wrong(String name, String what) {
        return ScimProblem.bad(ScimProblem.Type.INVALID_VALUE, name + " " + what)
                .refused();
    }

    private static ScimRefused unknown(String name) {
        return ScimProblem.bad(
                        ScimProblem.Type.INVALID_SYNTAX,
                        shown(name) + " is no attribute of this resource: see /Schemas")
                .refused();
    }

    /** A name that a client sent, as an answer can hold it. */
    static String shown(String name) {
        String whole = WholeTexts.mended(name).replace('\0', '\ufffd');
        return whole.length() > MOST_VALUES ? whole.substring(0, MOST_VALUES) + "…" : whole;
    }
}

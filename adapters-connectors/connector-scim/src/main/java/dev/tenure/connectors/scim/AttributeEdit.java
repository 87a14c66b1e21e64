package dev.tenure.connectors.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One attribute that is to have one value, or none. Of an attribute with many values the first is set and the others stay;
 * cleared, it has none at all. Pure.
 *
 * @param attribute its name as it was asked for
 * @param schema the extension that it belongs to; empty for the core schema
 * @param name its name in that schema
 * @param part the sub-attribute
 * @param value the value that it is to have
 */
record AttributeEdit(
        String attribute, Optional<String> schema, String name, Optional<String> part, Optional<String> value) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** The attributes of RFC 7643, section 4.1.2, in lower case. */
    private static final Set<String> MANY =
            Set.of("emails", "phonenumbers", "ims", "photos", "addresses", "entitlements", "roles", "x509certificates");

    /** What other changes set, or the target alone, in lower case. */
    private static final Map<String, String> NOT_HERE = Map.of(
            "active", "accounts are enabled and disabled by changes of their own",
            "password", "passwords are set by changes of their own",
            "groups", "memberships are changed by changes of their own",
            "id", "the target alone sets it",
            "meta", "the target alone sets it",
            "schemas", "it follows from the other attributes");

    /** @throws Trouble where this is no attribute that can be set so */
    static AttributeEdit of(String attribute, Optional<String> value) throws Trouble {
        if (!ScimSettings.ATTRIBUTE.matcher(attribute).matches()) {
            throw Trouble.refused("attribute: is not an attribute's name; write it as userName or emails.value");
        }
        int urn = attribute.lastIndexOf(':');
        Optional<String> schema = Optional.of(attribute.substring(0, Math.max(urn, 0)))
                .filter(s -> !s.isEmpty() && !Attributes.isCore(s));
        String rest = attribute.substring(urn + 1);
        int dot = rest.indexOf('.');
        String name = dot < 0 ? rest : rest.substring(0, dot);
        String wrong = schema.isEmpty() ? NOT_HERE.get(name.toLowerCase(Locale.ROOT)) : null;
        if (wrong != null) {
            throw Trouble.refused(name + ": is not set as an attribute: " + wrong);
        }
        return new AttributeEdit(
                attribute, schema, name, dot < 0 ? Optional.empty() : Optional.of(rest.substring(dot + 1)), value);
    }

    boolean isMany() {
        return schema.isEmpty() && MANY.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether a resource shows it. Case does not count, since targets change it in addresses and login names. */
    boolean isShownBy(JsonNode resource) {
        List<String> shown = Attributes.values(resource, attribute);
        return value.map(v -> shown.stream().anyMatch(v::equalsIgnoreCase)).orElse(shown.isEmpty());
    }

    /** Sets it in a resource. */
    void apply(ObjectNode resource) {
        ObjectNode holder = schema.isEmpty() ? resource : extension(resource);
        String key = keyIn(holder);
        JsonNode before = holder.get(key);
        if (value.isEmpty() && (isMany() || part.isEmpty())) {
            holder.remove(key);
        } else if (isMany()) {
            holder.set(key, first(before));
        } else if (part.isPresent() || before instanceof ObjectNode) {
            ObjectNode changed = before instanceof ObjectNode object ? object.deepCopy() : NODES.objectNode();
            value.ifPresentOrElse(
                    v -> changed.put(part.orElse("value"), v), () -> changed.remove(part.orElse("value")));
            holder.set(key, changed);
        } else {
            holder.set(key, typed(before));
        }
    }

    private ObjectNode extension(ObjectNode resource) {
        String urn = schema.orElseThrow();
        if (resource.get(urn) instanceof ObjectNode there) {
            return there;
        }
        ArrayNode schemas = resource.withArray("schemas");
        if (schemas.valueStream().noneMatch(s -> s.asText().equals(urn))) {
            schemas.add(urn);
        }
        return resource.putObject(urn);
    }

    /** The name as the target writes it, so that it does not stand there twice. */
    private String keyIn(ObjectNode holder) {
        return holder.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElse(name);
    }

    private ArrayNode first(JsonNode before) {
        ArrayNode changed = before instanceof ArrayNode array ? array.deepCopy() : NODES.arrayNode();
        if (changed.isEmpty()) {
            changed.addObject().put("primary", true);
        }
        String text = value.orElseThrow();
        if (changed.get(0) instanceof ObjectNode object) {
            object.put(part.orElse("value"), text);
        } else {
            changed.set(0, TextNode.valueOf(text));
        }
        return changed;
    }

    private JsonNode typed(JsonNode before) {
        String text = value.orElseThrow();
        boolean truth = before instanceof BooleanNode && (text.equals("true") || text.equals("false"));
        return truth ? BooleanNode.valueOf(Boolean.parseBoolean(text)) : TextNode.valueOf(text);
    }

    /** Where PATCH sets it. */
    String path() {
        return isMany() ? name : attribute;
    }

    /** What PATCH sets there, out of the resource as it is to be; empty where it is to be removed. */
    Optional<JsonNode> patched(ObjectNode edited) {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<JsonNode> holder =
                schema.isEmpty() ? Optional.of(edited) : Attributes.field(edited, schema.orElseThrow());
        Optional<JsonNode> node = holder.flatMap(h -> Attributes.field(h, name));
        return isMany() || part.isEmpty() ? node : node.flatMap(n -> Attributes.field(n, part.orElseThrow()));
    }
}

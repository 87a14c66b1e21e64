package dev.tenure.rest.scim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.Path;
import com.unboundid.scim2.common.types.AttributeDefinition;
import com.unboundid.scim2.common.utils.JsonUtils;
import com.unboundid.scim2.server.utils.ScimResourceTrimmer;
import dev.tenure.application.push.PushedGroups.Membership;
import dev.tenure.domain.push.PushedGroup;
import dev.tenure.domain.push.PushedUser;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How resources are shown in one request.
 *
 * @param base the address of the server, which locations begin with
 * @param attributes the ones that are wanted, divided by commas (RFC 7644 section 3.9)
 * @param excluded the ones that are not
 */
record ScimView(String base, Optional<String> attributes, Optional<String> excluded) {

    private static final Pattern COMMA = Pattern.compile(",");

    ScimView {
        if (attributes.isPresent() && excluded.isPresent()) {
            throw ScimProblem.bad(
                            ScimProblem.Type.INVALID_VALUE,
                            "attributes and excludedAttributes stand together: send one of them")
                    .refused();
        }
    }

    /** Everything that is shown by default. */
    static ScimView whole(String base) {
        return new ScimView(base, Optional.empty(), Optional.empty());
    }

    /** Whether an attribute is surely not shown. */
    boolean leavesOut(ScimType type, String attribute) {
        Path path = Path.root().attribute(attribute);
        return excluded.map(text -> selected(type, text).contains(path)).orElse(false)
                || attributes
                        .map(text -> selected(type, text).stream()
                                .noneMatch(wanted -> wanted.size() > 0
                                        && wanted.getSchemaUrn() == null
                                        && wanted.iterator()
                                                .next()
                                                .getAttribute()
                                                .equals(attribute)))
                        .orElse(false);
    }

    ObjectNode user(PushedUser user, List<Membership> groups) {
        ObjectNode resource = begin(ScimSchemas.USER, user.id().value().toString());
        resource.setAll(ScimDocuments.node(user.document()));
        if (!resource.has("active")) {
            resource.put("active", user.inactiveSince().isEmpty());
        }
        schemas(resource, ScimSchemas.USER);
        if (!groups.isEmpty()) {
            ArrayNode memberships = resource.putArray("groups");
            for (Membership membership : groups) {
                String id = membership.group().value().toString();
                memberships
                        .addObject()
                        .put("value", id)
                        .put("$ref", base + "/Groups/" + id)
                        .put("display", membership.displayName())
                        .put("type", "direct");
            }
        }
        return end(resource, ScimSchemas.USER, user.created(), user.lastModified(), user.version());
    }

    ObjectNode group(PushedGroup group) {
        ObjectNode resource = begin(ScimSchemas.GROUP, group.id().value().toString());
        resource.setAll(ScimDocuments.node(group.document()));
        schemas(resource, ScimSchemas.GROUP);
        if (!group.members().isEmpty() && !leavesOut(ScimSchemas.GROUP, "members")) {
            ArrayNode members = resource.putArray("members");
            group.members().forEach(member -> members.addObject()
                    .put("value", member.value().toString())
                    .put("$ref", base + "/Users/" + member.value())
                    .put("type", "User"));
        }
        return end(resource, ScimSchemas.GROUP, group.created(), group.lastModified(), group.version());
    }

    /** Where a resource is. */
    String location(ScimType type, String id) {
        return base + type.endpoint() + "/" + id;
    }

    private static ObjectNode begin(ScimType type, String id) {
        ObjectNode resource = JsonUtils.getJsonNodeFactory().objectNode();
        resource.putArray("schemas").add(type.urn());
        return resource.put("id", id);
    }

    private static void schemas(ObjectNode resource, ScimType type) {
        for (String extension : type.extensions().keySet()) {
            if (resource.has(extension)) {
                ((ArrayNode) resource.get("schemas")).add(extension);
            }
        }
    }

    private ObjectNode end(ObjectNode resource, ScimType type, Instant created, Instant modified, long version) {
        resource.putObject("meta")
                .put("resourceType", type.name())
                .put("created", created.toString())
                .put("lastModified", modified.toString())
                .put("location", location(type, resource.get("id").asText()))
                .put("version", ScimVersions.tag(version));
        if (attributes.isEmpty() && excluded.isEmpty()) {
            return resource;
        }
        Set<Path> selected =
                attributes.or(() -> excluded).map(text -> selected(type, text)).orElse(Set.of());
        // Nothing that is known was asked for: what is always returned is.
        if (attributes.isPresent() && selected.isEmpty()) {
            selected = Set.of(Path.root().attribute("id"));
        }
        return new ScimResourceTrimmer(type.definition(), Set.of(), selected, excluded.isPresent())
                .trimObjectNode(resource);
    }

    /** The paths that a list names; what no resource of this type has is passed over. */
    private static Set<Path> selected(ScimType type, String text) {
        ScimReading reading = new ScimReading(type);
        Set<Path> paths = new HashSet<>();
        for (String name : COMMA.split(text, -1)) {
            if (name.isBlank()) {
                continue;
            }
            Optional<ScimType.Extension> extension = reading.extension(name.strip());
            if (extension.isPresent()) {
                for (AttributeDefinition attribute : extension.get().attributes()) {
                    paths.add(Path.root(extension.get().urn()).attribute(attribute.getName()));
                }
            } else {
                inSchemasWords(type, reading, ScimFilters.path(name.strip())).ifPresent(paths::add);
            }
        }
        return paths;
    }

    private static Optional<Path> inSchemasWords(ScimType type, ScimReading reading, Path sent) {
        @Nullable String urn = sent.getSchemaUrn();
        Collection<AttributeDefinition> scope = reading.attributes();
        Path path = Path.root();
        if (urn != null && !urn.equalsIgnoreCase(type.urn())) {
            Optional<ScimType.Extension> extension = reading.extension(urn);
            if (extension.isEmpty()) {
                return Optional.empty();
            }
            scope = extension.get().attributes();
            path = Path.root(extension.get().urn());
        }
        for (Path.Element element : sent) {
            Optional<AttributeDefinition> found = ScimReading.named(scope, element.getAttribute());
            if (found.isEmpty()) {
                return Optional.empty();
            }
            path = path.attribute(found.get().getName());
            scope = found.get().getSubAttributes() == null
                    ? List.of()
                    : found.get().getSubAttributes();
        }
        return sent.size() == 0 ? Optional.empty() : Optional.of(path);
    }
}

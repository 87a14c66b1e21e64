package dev.tenure.rest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.types.AttributeDefinition;
import com.unboundid.scim2.common.utils.JsonUtils;
import dev.tenure.rest.request.JsonSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the server says of itself (RFC 7643 sections 5 to 7, RFC 9865 section 4). */
final class ScimDiscovery {

    private static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:";

    private final String base;

    ScimDiscovery(String base) {
        this.base = base;
    }

    ObjectNode serviceProviderConfig() {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.putArray("schemas").add(SCHEMA + "ServiceProviderConfig");
        config.putObject("patch").put("supported", true);
        config.putObject("bulk")
                .put("supported", true)
                .put("maxOperations", ScimBulk.MOST_OPERATIONS)
                .put("maxPayloadSize", JsonSize.LARGEST);
        config.putObject("filter").put("supported", true).put("maxResults", ScimQuery.MOST);
        config.putObject("changePassword").put("supported", false);
        config.putObject("sort").put("supported", true);
        config.putObject("etag").put("supported", true);
        config.putObject("pagination")
                .put("cursor", true)
                .put("index", true)
                .put("defaultPaginationMethod", "index")
                .put("defaultPageSize", ScimQuery.USUAL)
                .put("maxPageSize", ScimQuery.MOST);
        config.putArray("authenticationSchemes")
                .addObject()
                .put("type", "oauthbearertoken")
                .put("name", "OAuth bearer token")
                .put("description", "An access token of the OpenID provider, by client credentials.")
                .put("specUri", "https://www.rfc-editor.org/info/rfc6750")
                .put("primary", true);
        meta(config, "ServiceProviderConfig", "/ServiceProviderConfig");
        return config;
    }

    List<ObjectNode> resourceTypes() {
        List<ObjectNode> types = new ArrayList<>();
        for (ScimType type : ScimSchemas.TYPES) {
            ObjectNode described = JsonNodeFactory.instance.objectNode();
            described.putArray("schemas").add(SCHEMA + "ResourceType");
            described
                    .put("id", type.name())
                    .put("name", type.name())
                    .put("description", type.definition().getDescription())
                    .put("endpoint", type.endpoint())
                    .put("schema", type.urn());
            if (!type.extensions().isEmpty()) {
                ArrayNode extensions = described.putArray("schemaExtensions");
                type.extensions()
                        .keySet()
                        .forEach(
                                urn -> extensions.addObject().put("schema", urn).put("required", false));
            }
            meta(described, "ResourceType", "/ResourceTypes/" + type.name());
            types.add(described);
        }
        return types;
    }

    List<ObjectNode> schemas() {
        List<ObjectNode> schemas = new ArrayList<>();
        for (ScimSchemas.Listed schema : ScimSchemas.ALL) {
            ObjectNode described = JsonNodeFactory.instance.objectNode();
            described.putArray("schemas").add(SCHEMA + "Schema");
            described.put("id", schema.urn()).put("name", schema.name()).put("description", schema.description());
            ArrayNode attributes = described.putArray("attributes");
            for (AttributeDefinition attribute : schema.attributes()) {
                JsonNode node = JsonUtils.valueToNode(attribute);
                attributes.add(node);
            }
            meta(described, "Schema", "/Schemas/" + schema.urn());
            schemas.add(described);
        }
        return schemas;
    }

    /** One of several, by its id in whatever case. */
    static Optional<ObjectNode> named(List<ObjectNode> described, String id) {
        return described.stream()
                .filter(one -> one.path("id").asText().toLowerCase(Locale.ROOT).equals(id.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private void meta(ObjectNode described, String type, String path) {
        described.putObject("meta").put("resourceType", type).put("location", base + path);
    }
}

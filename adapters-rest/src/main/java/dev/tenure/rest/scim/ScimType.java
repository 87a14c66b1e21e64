package dev.tenure.rest.scim;

import com.unboundid.scim2.common.types.AttributeDefinition;
import com.unboundid.scim2.common.types.SchemaResource;
import com.unboundid.scim2.server.utils.ResourceTypeDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A type of resource.
 *
 * @param name as {@code meta.resourceType} has it
 * @param endpoint the address of its resources below the base
 * @param urn the core schema
 * @param attributes of the core schema
 * @param extensions the attributes of each extension, by its URN
 * @param definition the same for the library
 */
record ScimType(
        String name,
        String endpoint,
        String urn,
        List<AttributeDefinition> attributes,
        Map<String, List<AttributeDefinition>> extensions,
        ResourceTypeDefinition definition) {

    /** An extension with its attributes. */
    record Extension(String urn, List<AttributeDefinition> attributes) {}

    static ScimType of(String name, String endpoint, String description, Extension core, List<Extension> extensions) {
        ResourceTypeDefinition.Builder builder = new ResourceTypeDefinition.Builder(name, endpoint)
                .setDescription(description)
                .setCoreSchema(schema(core));
        Map<String, List<AttributeDefinition>> byUrn = new LinkedHashMap<>();
        for (Extension extension : extensions) {
            builder.addOptionalSchemaExtension(schema(extension));
            byUrn.put(extension.urn(), extension.attributes());
        }
        return new ScimType(name, endpoint, core.urn(), core.attributes(), byUrn, builder.build());
    }

    private static SchemaResource schema(Extension extension) {
        return new SchemaResource(extension.urn(), extension.urn(), "", new ArrayList<>(extension.attributes()));
    }
}

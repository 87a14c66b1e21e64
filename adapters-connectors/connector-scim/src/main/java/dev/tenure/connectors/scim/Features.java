package dev.tenure.connectors.scim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What a target says it can do, in its ServiceProviderConfig (RFC 7643, section 5; RFC 9865) and ResourceTypes.
 *
 * @param patch whether resources can be changed in part
 * @param filter whether lists can be filtered
 * @param etag whether versions are looked at
 * @param cursor whether lists can be paged by cursor
 * @param most the most resources of a page, as far as it tells
 * @param users where accounts are
 * @param groups where groups are; empty where it has none
 */
record Features(
        boolean patch, boolean filter, boolean etag, boolean cursor, int most, String users, Optional<String> groups) {

    private static final String USERS = "/Users";
    private static final String GROUPS = "/Groups";

    /** @param config and {@code types}: what the target answered; empty where it does not tell */
    static Features of(Optional<JsonNode> config, Optional<JsonNode> types) {
        Optional<JsonNode> pagination = config.flatMap(c -> Attributes.field(c, "pagination"));
        int most = Math.min(
                limit(config.flatMap(c -> Attributes.field(c, "filter")), "maxResults"),
                limit(pagination, "maxPageSize"));
        boolean told = types.flatMap(t -> Attributes.field(t, "Resources"))
                .filter(resources -> resources.isArray() && !resources.isEmpty())
                .isPresent();
        return new Features(
                supported(config, "patch"),
                supported(config, "filter"),
                config.flatMap(c -> Attributes.field(c, "etag"))
                        .flatMap(e -> Attributes.truth(e, "supported"))
                        .orElse(false),
                pagination.flatMap(p -> Attributes.truth(p, "cursor")).orElse(false),
                most,
                endpoint(types, "User").orElse(USERS),
                told ? endpoint(types, "Group") : Optional.of(GROUPS));
    }

    /** What is not told is taken as the standard has it. */
    private static boolean supported(Optional<JsonNode> config, String name) {
        return config.flatMap(c -> Attributes.field(c, name))
                .flatMap(feature -> Attributes.truth(feature, "supported"))
                .orElse(true);
    }

    private static int limit(Optional<JsonNode> feature, String name) {
        return feature.flatMap(f -> Attributes.field(f, name))
                .map(node -> node.asInt(0))
                .filter(most -> most > 0)
                .orElse(Integer.MAX_VALUE);
    }

    private static Optional<String> endpoint(Optional<JsonNode> types, String name) {
        return types.flatMap(t -> Attributes.field(t, "Resources")).flatMap(resources -> {
            for (JsonNode type : resources) {
                if (Attributes.text(type, "name").filter(name::equalsIgnoreCase).isPresent()
                        || Attributes.text(type, "id")
                                .filter(name::equalsIgnoreCase)
                                .isPresent()) {
                    return Optional.of(Attributes.text(type, "endpoint")
                            .filter(Features::plain)
                            .orElse("/" + name + "s"));
                }
            }
            return Optional.empty();
        });
    }

    /** A target names no address but one below its own. */
    private static boolean plain(String endpoint) {
        return endpoint.matches("(/[A-Za-z0-9_-]+)+");
    }
}

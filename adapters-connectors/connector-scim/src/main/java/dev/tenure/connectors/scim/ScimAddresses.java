package dev.tenure.connectors.scim;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Addresses below the target's own. Whatever comes from data is percent-encoded.
 *
 * @param base without a slash at its end
 */
record ScimAddresses(String base) {

    URI below(String path, Map<String, String> query) {
        String asked = query(query);
        return URI.create(base + path + (asked.isEmpty() ? "" : "?" + asked));
    }

    static String query(Map<String, String> query) {
        return query.entrySet().stream()
                .map(e -> segment(e.getKey()) + "=" + segment(e.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** One resource. A caller makes sure that the id is one: see {@link #addressable}. */
    URI resource(String endpoint, String id) {
        return URI.create(base + endpoint + "/" + segment(id));
    }

    /** Whether an id can stand in an address without meaning something else. */
    static boolean addressable(String id) {
        return !id.isEmpty() && !id.equals(".") && !id.equals("..");
    }

    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

package dev.tenure.connectors.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.connector.spi.ConfigurationException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call beside SCIM that is about one account, such as ending its sessions.
 *
 * @param method POST, PUT, PATCH or DELETE; GET for one that lists
 * @param address absolute, or below the target's address; {@code {id}} stands for the account's id
 * @param idField the field of the JSON body that holds the id; without it there is no body
 */
record EndpointTemplate(String method, String address, Optional<String> idField) {

    private static final String ID = "{id}";
    private static final Pattern FORM = Pattern.compile("([A-Z]+) (/\\S*|https?://\\S+)");
    private static final Set<String> ENDING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> LISTING = Set.of("GET");

    /** A call that ends something. */
    static EndpointTemplate ending(String setting, String text, Optional<String> idField) {
        return of(setting, text, idField, ENDING, "POST /Users/{id}/sessions/reset");
    }

    /** A call that lists something. */
    static EndpointTemplate listing(String setting, String text) {
        return of(setting, text, Optional.empty(), LISTING, "GET /Users/{id}/sessions");
    }

    private static EndpointTemplate of(
            String setting, String text, Optional<String> idField, Set<String> methods, String example) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches() || !methods.contains(parts.group(1))) {
            throw new ConfigurationException(
                    setting, "is not understood: write a method and an address, as " + example);
        }
        String address = parts.group(2);
        if (!address.contains(ID) && idField.isEmpty()) {
            throw new ConfigurationException(
                    setting,
                    methods.equals(LISTING)
                            ? "does not say whom it is about: write {id} into the address"
                            : "does not say whom it is about: write {id} into the address, or set " + setting
                                    + "IdField");
        }
        try {
            URI.create(address.replace(ID, "x"));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(setting, "is not an address: write POST https://host/path/{id}");
        }
        return new EndpointTemplate(parts.group(1), address, idField);
    }

    boolean unencrypted() {
        return address.startsWith("http://");
    }

    URI uri(ScimAddresses addresses, String id, Map<String, String> query) {
        String filled = address.replace(ID, ScimAddresses.segment(id));
        URI there = filled.startsWith("/") ? addresses.below(filled, Map.of()) : URI.create(filled);
        return query.isEmpty()
                ? there
                : URI.create(there + (there.getRawQuery() == null ? "?" : "&") + ScimAddresses.query(query));
    }

    Optional<JsonNode> body(String id) {
        return idField.map(field -> {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.put(field, id);
            return body;
        });
    }
}

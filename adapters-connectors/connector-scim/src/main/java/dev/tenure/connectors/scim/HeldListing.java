package dev.tenure.connectors.scim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenure.connector.spi.ConfigurationException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A vendor's list of what one account holds: a JSON array, or an object with an array in it. Further pages come by a cursor
 * that the answer names, or by index where it counts more than it gave.
 *
 * @param call the call, a GET that names the account
 * @param items the field that holds the array; empty where the answer is the array
 * @param id the field of an item that holds its id
 */
record HeldListing(EndpointTemplate call, String items, String id) {

    private static final Pattern ITEMS = Pattern.compile("([A-Za-z0-9_$-]+\\.)?[A-Za-z0-9_$-]+");
    private static final int MOST_PAGES = 1_000;

    /** @param items such as {@code Resources.id}, or {@code id} where the answer is an array */
    static HeldListing of(String setting, EndpointTemplate call, String items) {
        if (!ITEMS.matcher(items).matches()) {
            throw new ConfigurationException(
                    setting + "Items", "is not understood: write the array's field and the id's, as Resources.id");
        }
        int dot = items.indexOf('.');
        return new HeldListing(call, items.substring(0, Math.max(0, dot)), items.substring(dot + 1));
    }

    Set<String> read(ScimClient client, String account) throws Trouble {
        Set<String> ids = new LinkedHashSet<>();
        Map<String, String> query = new LinkedHashMap<>();
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode answer = client.get(call, account, query);
            int before = ids.size();
            add(answer, ids);
            Optional<String> cursor = cursor(answer);
            long total = Attributes.field(answer, "totalResults")
                    .map(node -> node.asLong(0))
                    .orElse(0L);
            if (cursor.isEmpty() && total <= ids.size()) {
                return ids;
            }
            if (cursor.isPresent() && !cursor.get().equals(query.get("cursor"))) {
                query.put("cursor", cursor.get());
            } else if (cursor.isEmpty() && ids.size() > before) {
                query.put("startIndex", Integer.toString(ids.size() + 1));
            } else {
                break;
            }
        }
        throw Trouble.unreachable("the target's list of what the account holds is not whole: ask its vendor");
    }

    private void add(JsonNode answer, Set<String> ids) throws Trouble {
        Optional<JsonNode> array = items.isEmpty() ? Optional.of(answer) : Attributes.field(answer, items);
        // A list of SCIM that is empty may leave the array out.
        boolean none = array.isEmpty()
                && Attributes.field(answer, "totalResults")
                        .map(n -> n.asLong(-1))
                        .equals(Optional.of(0L));
        if (none) {
            return;
        }
        if (array.filter(JsonNode::isArray).isEmpty()) {
            throw Trouble.refused("the target's list of what an account holds is not where the setting that ends in"
                    + " ListItems says");
        }
        for (JsonNode item : array.get()) {
            ids.add(Attributes.text(item, id)
                    .filter(text -> !text.isBlank() && text.length() <= AccountShape.LONGEST)
                    .orElseThrow(() -> Trouble.refused("the target lists something without the id that the setting that"
                            + " ends in ListItems names")));
        }
    }

    private static Optional<String> cursor(JsonNode answer) {
        return Attributes.text(answer, "nextCursor")
                .or(() -> Attributes.field(answer, "response_metadata")
                        .flatMap(metadata -> Attributes.text(metadata, "next_cursor")))
                .filter(cursor -> !cursor.isEmpty());
    }
}

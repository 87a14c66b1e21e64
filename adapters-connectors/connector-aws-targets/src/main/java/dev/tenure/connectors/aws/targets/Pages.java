package dev.tenure.connectors.aws.targets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes lists page by page.
 *
 * @param most how many items a page has at most, whatever is asked for
 * @param repeats whether a marker leads to where it was asked from
 */
record Pages(int most, boolean repeats) {

    private static final String MARKER = "after-";

    /**
     * An item of one of the lists that an answer has.
     *
     * @param list the name of its list
     */
    record Item(String list, Consumer<Xml> content) {}

    Consumer<Xml> page(Call call, List<String> lists, List<Item> all) throws Problem {
        int asked = number(call.optional("MaxItems").orElse("100"));
        int from = call.optional("Marker").isPresent() ? place(call.required("Marker")) : 0;
        if (asked < 1 || asked > 1000 || from > all.size()) {
            throw new Problem("ValidationError");
        }
        int to = Math.min(all.size(), from + Math.min(asked, most));
        Map<String, List<Item>> byList = new LinkedHashMap<>();
        lists.forEach(list -> byList.put(list, new ArrayList<>()));
        all.subList(from, to).forEach(item -> byList.computeIfAbsent(item.list(), l -> new ArrayList<>())
                .add(item));
        return out -> {
            byList.forEach((list, items) -> out.in(list, in -> items.forEach(item -> in.in("member", item.content()))));
            boolean more = to < all.size() || repeats;
            out.text("IsTruncated", Boolean.toString(more));
            if (more) {
                out.text("Marker", MARKER + (repeats ? from : to));
            }
        };
    }

    private static int place(String marker) throws Problem {
        if (!marker.startsWith(MARKER)) {
            throw new Problem("ValidationError");
        }
        return number(marker.substring(MARKER.length()));
    }

    private static int number(String text) throws Problem {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new Problem("ValidationError");
        }
    }
}

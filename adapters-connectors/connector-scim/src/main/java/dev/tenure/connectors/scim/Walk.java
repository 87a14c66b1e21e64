package dev.tenure.connectors.scim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One walk through a list of a target, page by page, to its end.
 *
 * <p>What the target says of the list's length is held against what it gave. A length that is too small is not believed: the
 * walk goes on while pages are full. A list that ends before its length is not whole, and is not taken for one. When the
 * length shrinks between pages, the next page begins as much earlier, so that nobody is passed over.
 *
 * <p>Used by one thread at a time. A page that failed can be asked for again.
 */
final class Walk {

    private static final int MOST_STALE_PAGES = 2;
    private static final int MOST_REREAD_PAGES = 1_000;
    private static final int MOST_RESOURCES = 5_000_000;

    private final ScimClient client;
    private final String endpoint;
    private final Map<String, String> query;
    private final int count;
    private final boolean mayFollowCursor;
    private final boolean checkTotals;
    private final Set<String> seen = new HashSet<>();
    private final Set<String> cursors = new HashSet<>();
    private Optional<String> cursor;
    private long start = 1;
    private long nameless;
    private long lastTotal = -1;
    private long shrunk;
    private int stale;
    private int reread;
    private long furthest;
    private boolean ended;

    /**
     * @param endpoint where the list is
     * @param query what is asked beside the paging
     */
    Walk(ScimClient client, ScimSettings settings, Features features, String endpoint, Map<String, String> query) {
        this.client = client;
        this.endpoint = endpoint;
        this.query = query;
        this.count = Math.min(settings.pageSize(), features.most());
        this.mayFollowCursor = settings.paging() != ScimSettings.Paging.INDEX;
        this.checkTotals = settings.quirks().checkTotals();
        boolean byCursor =
                switch (settings.paging()) {
                    case AUTO -> features.cursor();
                    case INDEX -> false;
                    case CURSOR -> true;
                };
        this.cursor = byCursor ? Optional.of("") : Optional.empty();
    }

    boolean ended() {
        return ended;
    }

    /** The next page; MAY be empty although more follows. */
    List<JsonNode> next() throws Trouble {
        Map<String, String> asked = new LinkedHashMap<>(query);
        cursor.ifPresentOrElse(
                place -> asked.put("cursor", place), () -> asked.put("startIndex", Long.toString(start)));
        asked.put("count", Integer.toString(count));
        ScimClient.ListPage page;
        try {
            page = client.list(endpoint, asked);
        } catch (Trouble e) {
            if (e.isRefusal() && cursor.isEmpty() && lastTotal >= 0 && known() >= lastTotal && known() > 0) {
                // Asked for more than it says there is; a target may refuse that.
                ended = true;
                return List.of();
            }
            throw e;
        }
        int fresh = note(page.resources());
        long total = page.total().orElse(-1L);
        if (mayFollowCursor && page.nextCursor().isPresent()) {
            if (!cursors.add(page.nextCursor().get())) {
                throw Trouble.unreachable(
                        "the target's listing leads back to where it was: ask its vendor, or set paging" + " to index");
            }
            cursor = page.nextCursor();
        } else if (cursor.isPresent()) {
            end(total);
        } else {
            onByIndex(page.resources().size(), fresh, total);
        }
        if (total >= 0) {
            lastTotal = total;
        }
        return page.resources();
    }

    private void onByIndex(int size, int fresh, long total) throws Trouble {
        reread = fresh == 0 ? reread + 1 : 0;
        // What is read again because others went holds nobody new, and says nothing against the target.
        boolean again = start + size <= furthest;
        furthest = Math.max(furthest, start + size);
        stale = fresh == 0 ? stale + (again ? 0 : 1) : 0;
        if (stale > MOST_STALE_PAGES || reread > MOST_REREAD_PAGES) {
            throw Trouble.unreachable(
                    "the target gives the same resources on every page: set paging to cursor, or pageSize"
                            + " higher than it holds");
        }
        if (total >= 0 && lastTotal > total) {
            // Somebody went, and whoever stood behind moved up: into what was read already, perhaps.
            shrunk += lastTotal - total;
            start = Math.max(1, start - (lastTotal - total));
            return;
        }
        if (size == 0) {
            end(total);
            return;
        }
        boolean all = total >= 0 && known() - shrunk >= total;
        if (all && (size != count || fresh == 0)) {
            ended = true;
            return;
        }
        start += size;
    }

    private int note(List<JsonNode> resources) throws Trouble {
        int fresh = 0;
        for (JsonNode resource : resources) {
            Optional<String> id = Attributes.text(resource, "id");
            if (id.isEmpty()) {
                nameless++;
                fresh++;
            } else if (seen.add(id.get())) {
                fresh++;
            }
        }
        if (known() > MOST_RESOURCES) {
            throw Trouble.refused("the target lists more than " + MOST_RESOURCES + " resources: ask its vendor");
        }
        return fresh;
    }

    private long known() {
        return seen.size() + nameless;
    }

    private void end(long total) throws Trouble {
        if (checkTotals && total > known()) {
            throw Trouble.unreachable("the target says that it holds " + total + " and gave " + known()
                    + ": a listing that is not whole is not taken. Where it always counts wrong, set totals to ignore");
        }
        ended = true;
    }
}

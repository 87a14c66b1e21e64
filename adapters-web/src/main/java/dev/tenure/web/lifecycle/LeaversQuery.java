package dev.tenure.web.lifecycle;

import dev.tenure.application.lifecycle.LeaverCases;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.web.page.Query;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the address of the front page asks for. Every view of the list has an address that can be handed on.
 *
 * @param text what is searched for; empty for everything
 * @param show which cases
 * @param after where the page begins
 */
record LeaversQuery(String text, Show show, Optional<String> after) {

    /** Which cases. */
    enum Show {
        OPEN("open", "Open", Optional.of("open"), false),
        LATE("late", "Late", Optional.of("open"), true),
        CLOSED("closed", "Closed", Optional.of("closed"), false),
        WITHDRAWN("withdrawn", "Withdrawn", Optional.of("withdrawn"), false),
        ALL("all", "All", Optional.empty(), false);

        private final String key;
        private final String label;
        private final Optional<String> state;
        private final boolean late;

        Show(String key, String label, Optional<String> state, boolean late) {
            this.key = key;
            this.label = label;
            this.state = state;
            this.late = late;
        }

        private static Show of(@Nullable String key) {
            return Arrays.stream(values())
                    .filter(show -> show.key.equals(key))
                    .findFirst()
                    .orElse(OPEN);
        }
    }

    static LeaversQuery of(@Nullable String text, @Nullable String show, @Nullable String after) {
        return new LeaversQuery(Query.text(text), Show.of(show), Query.after(after));
    }

    LeaverCases.Filter filter() {
        return new LeaverCases.Filter(show.state, show.late, Optional.of(text).filter(t -> !t.isEmpty()));
    }

    PageRequest page() {
        return new PageRequest(PageRequest.USUAL, after);
    }

    String hrefAfter(String key) {
        return Query.address("/ui", "q", text, "show", show.key, "after", key);
    }

    LeaversPage.Search search() {
        return new LeaversPage.Search(
                text,
                Arrays.stream(Show.values())
                        .map(one -> new LeaversPage.Tab(
                                Query.address("/ui", "q", text, "show", one.key), one.label, one == show))
                        .toList(),
                show.key,
                show != Show.OPEN || !text.isEmpty() || after.isPresent());
    }
}

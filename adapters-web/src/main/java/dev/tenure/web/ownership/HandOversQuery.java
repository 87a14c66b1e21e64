package dev.tenure.web.ownership;

import dev.tenure.application.ownership.HandOvers;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.ownership.OwnedKind;
import dev.tenure.web.page.Frame;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which hand-overs an address asks for. Every view of the list has an address that can be handed on. */
record HandOversQuery(
        Show show, Optional<OwnedKind> kind, Optional<UUID> leaver, Optional<UUID> proposed, Optional<String> after) {

    static final String ADDRESS = "/ui/hand-overs";

    /** Which states. */
    enum Show {
        DUE("due", "Due", Optional.of("due"), false),
        LATE("late", "Late", Optional.empty(), true),
        HANDED_OVER("handed-over", "Handed over", Optional.of("handed-over"), false),
        LAPSED("lapsed", "Lapsed", Optional.of("lapsed"), false),
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
                    .orElse(DUE);
        }
    }

    static HandOversQuery of(
            @Nullable String show,
            @Nullable String kind,
            @Nullable String leaver,
            @Nullable String proposed,
            @Nullable String after) {
        return new HandOversQuery(
                Show.of(show),
                Arrays.stream(OwnedKind.values())
                        .filter(one -> one.label().equals(kind))
                        .findFirst(),
                Query.id(leaver == null ? "" : leaver),
                Query.id(proposed == null ? "" : proposed),
                Query.after(after));
    }

    HandOvers.Filter filter() {
        return new HandOvers.Filter(
                show.state, kind, show.late, leaver.map(IdentityId::new), proposed.map(IdentityId::new), Set.of());
    }

    PageRequest page() {
        return new PageRequest(PageRequest.USUAL, after);
    }

    String hrefAfter(String key) {
        return address(show, key);
    }

    private String address(Show shown, String from) {
        return Query.address(
                ADDRESS,
                "show",
                shown.key,
                "kind",
                kind.map(OwnedKind::label).orElse(""),
                "leaver",
                leaver.map(UUID::toString).orElse(""),
                "proposed",
                proposed.map(UUID::toString).orElse(""),
                "after",
                from);
    }

    List<Frame.Link> tabs() {
        return Arrays.stream(Show.values())
                .map(one -> new Frame.Link(address(one, ""), one.label, one == show))
                .toList();
    }

    boolean narrowed() {
        return kind.isPresent() || leaver.isPresent() || proposed.isPresent() || after.isPresent();
    }

    HandOversPage.Search search() {
        return new HandOversPage.Search(
                show.key,
                leaver.map(UUID::toString).orElse(""),
                proposed.map(UUID::toString).orElse(""),
                Arrays.stream(OwnedKind.values())
                        .map(one -> new HandOversPage.Choice(one.label(), Words.of(one), kind.equals(Optional.of(one))))
                        .toList());
    }
}

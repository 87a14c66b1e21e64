package dev.tenure.web.finding;

import dev.tenure.application.finding.Findings;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.finding.FindingKind;
import dev.tenure.domain.finding.Severity;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.web.page.Frame;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which findings an address asks for. Every view of the list has an address that can be handed on. */
record FindingsQuery(
        Show show,
        String text,
        Optional<FindingKind> kind,
        Optional<Severity> severity,
        Optional<UUID> system,
        String owner,
        Optional<String> after) {

    static final String ADDRESS = "/ui/findings";

    /** Which states. */
    enum Show {
        OPEN("open", "Open", Optional.of("open"), false),
        LATE("late", "Late", Optional.empty(), true),
        ACCEPTED("accepted", "Accepted", Optional.of("accepted"), false),
        CLOSED("closed", "Closed", Optional.of("closed"), false),
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

    static FindingsQuery of(
            @Nullable String show,
            @Nullable String text,
            @Nullable String kind,
            @Nullable String severity,
            @Nullable String system,
            @Nullable String owner,
            @Nullable String after) {
        return new FindingsQuery(
                Show.of(show),
                Query.text(text),
                chosen(FindingKind.values(), kind),
                chosen(Severity.values(), severity),
                Query.id(system == null ? "" : system),
                Query.text(owner),
                Query.after(after));
    }

    private static <E extends Enum<E>> Optional<E> chosen(E[] all, @Nullable String value) {
        return Arrays.stream(all).filter(one -> key(one).equals(value)).findFirst();
    }

    private static String key(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Findings.Filter filter() {
        return new Findings.Filter(
                system.map(SystemId::new),
                kind,
                severity,
                show.state,
                Optional.of(owner).filter(one -> !one.isEmpty()),
                show.late,
                Optional.of(text).filter(one -> !one.isEmpty()));
    }

    PageRequest page() {
        return new PageRequest(PageRequest.USUAL, after);
    }

    String csvHref() {
        return address(ADDRESS + "/csv", show, "");
    }

    /** Where a wave of these is prepared; empty where what is shown is not open. */
    Optional<String> waveHref() {
        return show == Show.OPEN || show == Show.LATE
                ? Optional.of(address("/ui/waves/form", show, ""))
                : Optional.empty();
    }

    String hrefAfter(String key) {
        return address(ADDRESS, show, key);
    }

    private String address(String path, Show shown, String from) {
        return Query.address(
                path,
                "show",
                shown.key,
                "q",
                text,
                "kind",
                kind.map(FindingsQuery::key).orElse(""),
                "severity",
                severity.map(FindingsQuery::key).orElse(""),
                "system",
                system.map(UUID::toString).orElse(""),
                "owner",
                owner,
                "after",
                from);
    }

    List<Frame.Link> tabs() {
        return Arrays.stream(Show.values())
                .map(one -> new Frame.Link(address(ADDRESS, one, ""), one.label, one == show))
                .toList();
    }

    boolean narrowed() {
        return !text.isEmpty()
                || kind.isPresent()
                || severity.isPresent()
                || system.isPresent()
                || !owner.isEmpty()
                || after.isPresent();
    }

    FindingsPage.Search search() {
        return new FindingsPage.Search(
                text,
                show.key,
                system.map(UUID::toString).orElse(""),
                owner,
                Arrays.stream(FindingKind.values())
                        .map(one -> new FindingsPage.Choice(key(one), Words.of(one), kind.equals(Optional.of(one))))
                        .toList(),
                Arrays.stream(Severity.values())
                        .map(one -> new FindingsPage.Choice(key(one), Words.of(one), severity.equals(Optional.of(one))))
                        .toList());
    }
}

package dev.tenure.web.privilege;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.privilege.PrivilegeReviews;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.web.page.Query;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which reviews an address asks for. Every view of the list has an address that can be handed on. */
record PrivilegeReviewsQuery(
        String text,
        String by,
        Optional<UUID> system,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Optional<String> after) {

    static final String ADDRESS = "/ui/privilege-reviews";

    /** What is no day counts as none. */
    static PrivilegeReviewsQuery of(
            @Nullable String text,
            @Nullable String by,
            @Nullable String system,
            @Nullable String from,
            @Nullable String to,
            @Nullable String after) {
        return new PrivilegeReviewsQuery(
                Query.text(text),
                Query.text(by),
                Query.id(Query.text(system)),
                day(Query.text(from)),
                day(Query.text(to)),
                Query.after(after));
    }

    /** Within what a database keeps. */
    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(day -> day.getYear() > 0 && day.getYear() < 10_000);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    PrivilegeReviews.Filter filter() {
        return new PrivilegeReviews.Filter(
                system.map(SystemId::new),
                Optional.empty(),
                Optional.of(by).filter(one -> !one.isEmpty()),
                from.map(PrivilegeReviewsQuery::beginning),
                to.map(PrivilegeReviewsQuery::beginning),
                Optional.of(text).filter(one -> !one.isEmpty()));
    }

    private static Instant beginning(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    PageRequest page() {
        return new PageRequest(PageRequest.USUAL, after);
    }

    String csvHref() {
        return address(ADDRESS + "/csv", "");
    }

    String hrefAfter(String key) {
        return address(ADDRESS, key);
    }

    private String address(String path, String key) {
        PrivilegeReviewsPage.Search search = search();
        return Query.address(
                path,
                "q",
                search.text(),
                "by",
                search.by(),
                "system",
                search.system(),
                "from",
                search.from(),
                "to",
                search.to(),
                "after",
                key);
    }

    PrivilegeReviewsPage.Search search() {
        return new PrivilegeReviewsPage.Search(
                text,
                by,
                system.map(UUID::toString).orElse(""),
                from.map(LocalDate::toString).orElse(""),
                to.map(LocalDate::toString).orElse(""));
    }
}

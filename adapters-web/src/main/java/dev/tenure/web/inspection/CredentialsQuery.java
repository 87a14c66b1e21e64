package dev.tenure.web.inspection;

import dev.tenure.application.inspection.Wanted;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Artefact;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.web.page.Frame;
import dev.tenure.web.page.Query;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which credentials an address asks for. Every view of the list has an address that can be handed on. */
record CredentialsQuery(
        Show show,
        String text,
        boolean nonHuman,
        Optional<UUID> system,
        Optional<UUID> account,
        Optional<UUID> answeredBy,
        Optional<String> after) {

    static final String ADDRESS = "/ui/credentials";

    /** After how many days without use a credential is shown as unused. */
    static final int IDLE_DAYS = 90;

    /** Which of them. */
    enum Show {
        CREDENTIALS("credentials", "Credentials"),
        OVERDUE("overdue", "Overdue"),
        UNUSED("unused", "Unused for 90 days"),
        FACTORS("factors", "Second factors"),
        ALL("all", "All, with what is gone");

        private final String key;
        private final String label;

        Show(String key, String label) {
            this.key = key;
            this.label = label;
        }

        private static Show of(@Nullable String key) {
            return Arrays.stream(values())
                    .filter(show -> show.key.equals(key))
                    .findFirst()
                    .orElse(CREDENTIALS);
        }
    }

    static CredentialsQuery of(
            @Nullable String show,
            @Nullable String text,
            @Nullable String nonHuman,
            @Nullable String system,
            @Nullable String account,
            @Nullable String answeredBy,
            @Nullable String after) {
        return new CredentialsQuery(
                Show.of(show),
                Query.text(text),
                "true".equals(nonHuman),
                Query.id(system == null ? "" : system),
                Query.id(account == null ? "" : account),
                Query.id(answeredBy == null ? "" : answeredBy),
                Query.after(after));
    }

    Wanted wanted() {
        return new Wanted(
                system.map(SystemId::new),
                account.map(AccountId::new),
                switch (show) {
                    case CREDENTIALS, OVERDUE, UNUSED -> Optional.of(Artefact.Kind.CREDENTIAL);
                    case FACTORS -> Optional.of(Artefact.Kind.MFA_METHOD);
                    case ALL -> Optional.empty();
                },
                Optional.empty(),
                show == Show.UNUSED ? Optional.of(IDLE_DAYS) : Optional.empty(),
                show == Show.OVERDUE,
                nonHuman,
                answeredBy.map(IdentityId::new),
                show == Show.ALL,
                Optional.of(text).filter(one -> !one.isEmpty()));
    }

    PageRequest page() {
        return new PageRequest(PageRequest.USUAL, after);
    }

    String csvHref() {
        return address(ADDRESS + "/csv", show, "");
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
                "nonHuman",
                nonHuman ? "true" : "",
                "system",
                id(system),
                "account",
                id(account),
                "answeredBy",
                id(answeredBy),
                "after",
                from);
    }

    private static String id(Optional<UUID> id) {
        return id.map(UUID::toString).orElse("");
    }

    List<Frame.Link> tabs() {
        return Arrays.stream(Show.values())
                .map(one -> new Frame.Link(address(ADDRESS, one, ""), one.label, one == show))
                .toList();
    }

    CredentialsPage.Search search() {
        return new CredentialsPage.Search(text, show.key, nonHuman, id(system), id(account), id(answeredBy));
    }
}

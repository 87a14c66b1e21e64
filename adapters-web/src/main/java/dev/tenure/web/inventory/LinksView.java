package dev.tenure.web.inventory;

import dev.tenure.application.reconciliation.AccountLinks.Only;
import dev.tenure.application.reconciliation.ListAccountLinks;
import dev.tenure.application.reconciliation.PreviewCorrelation;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.AccountLink;
import dev.tenure.domain.reconciliation.CorrelationPreview;
import dev.tenure.domain.reconciliation.LinkedAccount;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Query;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Works out the page of whose the accounts of a system are. */
final class LinksView {

    private LinksView() {}

    static String href(String system) {
        return "/ui/systems/" + system + "/links";
    }

    static String name(Only only) {
        return only.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Only> only(String name) {
        return Arrays.stream(Only.values())
                .filter(only -> name(only).equals(name))
                .findFirst();
    }

    /**
     * The page.
     *
     * @param rules what was written to be tried; empty where nothing was
     * @param preview what that would do; empty where it was not to be understood, or nothing was written
     */
    static LinksPage page(
            TargetSystem system,
            ListAccountLinks.Outcome.Listed listed,
            Optional<Only> only,
            String rules,
            Optional<PreviewCorrelation.Outcome.Previewed> preview,
            Caller caller) {
        String href = href(system.id().value().toString());
        List<LinksPage.Line> lines = new ArrayList<>();
        for (LinkedAccount linked : listed.accounts().items()) {
            lines.add(line(linked, lines.size(), href, listed.names()));
        }
        return new LinksPage(
                "/ui/systems/" + system.id().value(),
                system.name(),
                href,
                RuleLines.write(system.correlation()).lines().toList(),
                rules.isEmpty() ? RuleLines.write(system.correlation()) : rules,
                !rules.isEmpty() && preview.isEmpty(),
                preview.map(LinksView::preview).orElse(null),
                tabs(href, only),
                lines,
                listed.accounts()
                        .next()
                        .map(key -> Query.address(
                                href, "only", only.map(LinksView::name).orElse(""), "after", key))
                        .orElse(null),
                caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR));
    }

    private static List<LinksPage.Tab> tabs(String href, Optional<Only> current) {
        List<LinksPage.Tab> tabs = new ArrayList<>();
        tabs.add(new LinksPage.Tab(href, "All", current.isEmpty()));
        for (Only only : Only.values()) {
            String label =
                    switch (only) {
                        case SUGGESTED -> "Somebody suggested";
                        case AMBIGUOUS -> "Several fit";
                        case NOBODYS -> "Nobody’s";
                        case BY_PERSON -> "By a person’s word";
                    };
            tabs.add(new LinksPage.Tab(
                    Query.address(href, "only", name(only)), label, current.equals(Optional.of(only))));
        }
        return tabs;
    }

    private static LinksPage.Person person(IdentityId id, Map<IdentityId, String> names) {
        return new LinksPage.Person(
                "/ui/people/" + id.value(), names.getOrDefault(id, id.value().toString()));
    }

    private static LinksPage.Line line(LinkedAccount linked, int number, String href, Map<IdentityId, String> names) {
        LinksPage.Person person =
                linked.account().identity().map(id -> person(id, names)).orElse(null);
        return switch (linked.link()) {
            case AccountLink.ByRule(int rule, var at) ->
                line(linked, number, href, person, null, "", "by rule " + rule, Moment.of(at), "", "");
            case AccountLink.ByListing(var at) ->
                line(linked, number, href, person, null, "", "shown when asked for that person", Moment.of(at), "", "");
            case AccountLink.ByPerson(String by, String reason, var at) ->
                line(linked, number, href, person, null, "", "by a person’s word", Moment.of(at), by, reason);
            case AccountLink.Suggested(int rule, IdentityId identity, var at) ->
                line(
                        linked,
                        number,
                        href,
                        null,
                        person(identity, names),
                        identity.value().toString(),
                        "suggested by rule " + rule,
                        Moment.of(at),
                        "",
                        "");
            case AccountLink.Ambiguous(int rule, long candidates, var at) ->
                line(
                        linked,
                        number,
                        href,
                        null,
                        null,
                        "",
                        candidates + " people fit by rule " + rule,
                        Moment.of(at),
                        "",
                        "");
            case AccountLink.Unlinked(String by, String reason, var at) ->
                line(linked, number, href, null, null, "", "unlinked", Moment.of(at), by, reason);
            case AccountLink.Unknown unknown ->
                line(linked, number, href, null, null, "", "no rule finds anybody", null, "", "");
        };
    }

    private static LinksPage.Line line(
            LinkedAccount linked,
            int number,
            String href,
            LinksPage.@Nullable Person person,
            LinksPage.@Nullable Person suggested,
            String suggestedId,
            String cause,
            @Nullable Moment since,
            String by,
            String reason) {
        String base = href + "/" + linked.account().id().value();
        return new LinksPage.Line(
                number,
                linked.account().name(),
                person,
                suggested,
                suggestedId,
                cause,
                since,
                by,
                reason,
                base + "/link",
                person == null && suggested == null ? null : base + "/unlink");
    }

    private static LinksPage.Preview preview(PreviewCorrelation.Outcome.Previewed previewed) {
        CorrelationPreview preview = previewed.preview();
        return new LinksPage.Preview(
                preview.linked(),
                preview.moved(),
                preview.lost(),
                preview.suggested(),
                preview.ambiguous(),
                preview.unchanged(),
                preview.untold(),
                preview.examples().stream()
                        .map(example -> example(example, previewed.names()))
                        .toList());
    }

    private static LinksPage.Example example(CorrelationPreview.Example example, Map<IdentityId, String> names) {
        String effect =
                switch (example.effect()) {
                    case LINKED -> "would be linked";
                    case MOVED -> "would change its person";
                    case LOST -> "would be nobody’s";
                    case SUGGESTED -> "would have somebody suggested";
                    case AMBIGUOUS -> "would have several who fit";
                };
        String cause = example.rule()
                .map(rule -> "rule " + rule + " finds " + example.candidates())
                .orElse("no rule finds anybody");
        return new LinksPage.Example(
                example.name(),
                effect,
                example.before().map(id -> person(id, names)).orElse(null),
                example.after().map(id -> person(id, names)).orElse(null),
                cause);
    }
}

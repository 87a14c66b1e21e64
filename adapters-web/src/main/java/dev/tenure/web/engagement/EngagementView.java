package dev.tenure.web.engagement;

import dev.tenure.application.engagement.Engagements;
import dev.tenure.application.engagement.ListEngagements;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.engagement.Engagement;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the pages about the register say. */
final class EngagementView {

    static final String HOME = "/ui/engagements";

    private EngagementView() {}

    static EngagementsPage list(
            ListEngagements.Outcome.Listed listed,
            String text,
            Optional<Engagements.Standing> standing,
            boolean endsSoon,
            boolean withoutSponsor,
            Caller caller,
            String request) {
        return new EngagementsPage(
                text,
                Arrays.stream(Engagements.Standing.values())
                        .map(one ->
                                new EngagementsPage.Choice(value(one), word(one), standing.equals(Optional.of(one))))
                        .toList(),
                endsSoon,
                withoutSponsor,
                listed.engagements().items().stream().map(EngagementView::line).toList(),
                listed.engagements()
                        .next()
                        .map(key -> Query.address(
                                HOME,
                                "q",
                                text,
                                "standing",
                                standing.map(EngagementView::value).orElse(""),
                                "soon",
                                endsSoon ? "yes" : "",
                                "orphaned",
                                withoutSponsor ? "yes" : "",
                                "after",
                                key))
                        .orElse(null),
                mayRequest(caller),
                request);
    }

    private static boolean mayRequest(Caller caller) {
        return caller.hasAny(Role.REQUESTER, Role.OPERATOR, Role.ADMINISTRATOR);
    }

    private static EngagementsPage.EngagementLine line(ListEngagements.Line line) {
        Engagement engagement = line.engagement();
        return new EngagementsPage.EngagementLine(
                href(engagement),
                engagement.terms().person().displayName(),
                engagement.terms().person().email(),
                Words.of(engagement.terms().person().kind()),
                word(line.standing()),
                lastDay(engagement),
                line.sponsor().orElse("unknown"),
                Moment.of(line.sponsorDueBy()));
    }

    static String href(Engagement engagement) {
        return HOME + "/" + engagement.terms().id().value();
    }

    private static String lastDay(Engagement engagement) {
        return switch (engagement) {
            case Engagement.Requested requested -> requested.ask().until().toString();
            case Engagement.Declined declined -> declined.ask().until().toString();
            case Engagement.Approved approved -> approved.end().toString();
            case Engagement.ExtensionRequested extension -> extension.end().toString();
            case Engagement.Ended ended ->
                ended.approved().getLast().ask().until().toString();
        };
    }

    static EngagementPage page(Engagement engagement, Engagements.Standing standing, Caller caller, String request) {
        Engagement.@Nullable Ask asked =
                switch (engagement) {
                    case Engagement.Requested requested -> requested.ask();
                    case Engagement.Declined declined -> declined.ask();
                    case Engagement.ExtensionRequested extension -> extension.ask();
                    case Engagement.Approved approved -> null;
                    case Engagement.Ended ended -> null;
                };
        List<Engagement.Term> terms =
                switch (engagement) {
                    case Engagement.Requested requested -> List.of();
                    case Engagement.Declined declined -> List.of();
                    case Engagement.Approved approved -> approved.approved();
                    case Engagement.ExtensionRequested extension -> extension.approved();
                    case Engagement.Ended ended -> ended.approved();
                };
        EngagementPage.@Nullable Closed closed =
                switch (engagement) {
                    case Engagement.Declined declined ->
                        new EngagementPage.Closed(declined.by(), Moment.of(declined.at()), declined.reason());
                    case Engagement.Ended ended ->
                        new EngagementPage.Closed(ended.by(), Moment.of(ended.at()), ended.reason());
                    case Engagement.Requested requested -> null;
                    case Engagement.Approved approved -> null;
                    case Engagement.ExtensionRequested extension -> null;
                };
        boolean inForce =
                standing == Engagements.Standing.IN_FORCE || standing == Engagements.Standing.EXTENSION_REQUESTED;
        return new EngagementPage(
                engagement.terms().person().displayName(),
                href(engagement),
                engagement.terms().person().email(),
                Words.of(engagement.terms().person().kind()),
                engagement.terms().person().company().orElse(""),
                engagement.terms().person().zone().getId(),
                word(standing),
                engagement.terms().start().toString(),
                inForce ? lastDay(engagement) : null,
                asked == null ? null : ask(asked),
                terms.stream()
                        .map(term -> new EngagementPage.Term(
                                ask(term.ask()), term.approvedBy(), Moment.of(term.approvedAt())))
                        .toList(),
                closed,
                engagement instanceof Engagement.Undecided && caller.hasAny(Role.APPROVER, Role.ADMINISTRATOR),
                engagement instanceof Engagement.Undecided undecided
                        && !caller.isSamePersonAs(undecided.ask().by()),
                standing == Engagements.Standing.IN_FORCE
                        && engagement instanceof Engagement.Approved
                        && mayRequest(caller),
                inForce && mayRequest(caller),
                request);
    }

    private static EngagementPage.Ask ask(Engagement.Ask ask) {
        return new EngagementPage.Ask(
                ask.until().toString(),
                "/ui/people/" + ask.sponsor().value(),
                ask.purpose(),
                ask.by(),
                Moment.of(ask.at()));
    }

    static String value(Engagements.Standing standing) {
        return standing.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String word(Engagements.Standing standing) {
        return switch (standing) {
            case REQUESTED -> "asked for";
            case DECLINED -> "declined";
            case IN_FORCE -> "in force";
            case EXTENSION_REQUESTED -> "extension asked for";
            case LAPSED -> "lapsed";
            case ENDED -> "ended early";
        };
    }
}

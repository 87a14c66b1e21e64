package dev.tenure.web.preservation;

import dev.tenure.application.identity.ListIdentities;
import dev.tenure.application.preservation.ListLegalHolds;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.preservation.LegalHold;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Words;
import dev.tenure.web.preservation.LegalHoldsPage.Found;
import dev.tenure.web.preservation.LegalHoldsPage.Line;
import dev.tenure.web.preservation.LegalHoldsPage.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Works out the pages about legal holds. */
final class LegalHoldsView {

    static final String ADDRESS = "/ui/legal-holds";

    private LegalHoldsView() {}

    /**
     * The list.
     *
     * @param text which people were searched for
     * @param found the people who fit; empty where none were searched for
     */
    static LegalHoldsPage page(
            ListLegalHolds.Outcome.Listed listed,
            LegalHoldsShown shown,
            String text,
            Optional<ListIdentities.Outcome.Listed> found,
            Caller caller) {
        List<Line> lines = new ArrayList<>();
        for (ListLegalHolds.Named named : listed.holds().items()) {
            lines.add(line(named, lines.size(), caller));
        }
        return new LegalHoldsPage(
                shown.tabs(ADDRESS),
                lines,
                mayAct(caller),
                listed.holds()
                        .next()
                        .map(key -> Query.address(ADDRESS, "state", shown.key(), "after", key))
                        .orElse(null),
                text,
                found.stream()
                        .flatMap(one -> one.identities().items().stream())
                        .map(LegalHoldsView::found)
                        .toList(),
                found.filter(one -> one.identities().next().isPresent()).isPresent());
    }

    /** The form to place a hold on somebody. */
    static PlaceLegalHoldPage page(Identity identity, Caller caller, String request, String reason, boolean wrong) {
        return new PlaceLegalHoldPage(
                href(identity.id()),
                identity.profile().displayName(),
                identity.key().workerId(),
                identity.profile().email().orElse(""),
                mayAct(caller),
                request,
                reason,
                wrong);
    }

    static String href(IdentityId id) {
        return ADDRESS + "/people/" + id.value();
    }

    private static boolean mayAct(Caller caller) {
        return caller.hasAny(Role.ADMINISTRATOR, Role.CONFIDENTIAL_HR);
    }

    private static Found found(Identity identity) {
        return new Found(
                href(identity.id()),
                identity.profile().displayName(),
                identity.key().workerId(),
                identity.profile().email().orElse(""));
    }

    private static Line line(ListLegalHolds.Named named, int number, Caller caller) {
        String own = ADDRESS + "/" + named.hold().order().id().value();
        return switch (named.hold()) {
            case LegalHold.InForce inForce -> line(named, number, "held", own + "/lift", null, false, null, null);
            case LegalHold.Lifting lifting ->
                line(
                        named,
                        number,
                        "wait",
                        null,
                        own + "/decision",
                        lifting.isBy(caller.subject()),
                        said(lifting.proposal()),
                        null);
            case LegalHold.Lifted lifted ->
                line(
                        named,
                        number,
                        "good",
                        null,
                        null,
                        false,
                        said(lifted.proposal()),
                        new Said("", lifted.confirmedBy(), Moment.of(lifted.confirmedAt())));
        };
    }

    private static Said said(LegalHold.Proposal proposal) {
        return new Said(proposal.reason(), proposal.by(), Moment.of(proposal.at()));
    }

    private static Line line(
            ListLegalHolds.Named named,
            int number,
            String tone,
            @Nullable String proposeHref,
            @Nullable String decideHref,
            boolean byReader,
            @Nullable Said proposal,
            @Nullable Said lifted) {
        LegalHold.Order order = named.hold().order();
        return new Line(
                number,
                "/ui/people/" + order.identity().value(),
                named.person(),
                Words.of(named.hold()),
                tone,
                order.reason(),
                order.by(),
                Moment.of(order.at()),
                proposeHref,
                decideHref,
                byReader,
                proposal,
                lifted);
    }
}

package dev.tenure.web.lifecycle;

import dev.tenure.application.identity.ListIdentities;
import dev.tenure.application.lifecycle.ListSuspensions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.lifecycle.Suspension;
import dev.tenure.web.lifecycle.SuspensionsPage.Found;
import dev.tenure.web.lifecycle.SuspensionsPage.Line;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Works out the pages about people who are shut out at once. */
final class SuspensionsView {

    static final String ADDRESS = "/ui/suspensions";

    private SuspensionsView() {}

    /**
     * @param text which people were searched for
     * @param found the people who fit; empty where none were searched for
     */
    static SuspensionsPage page(
            ListSuspensions.Outcome.Listed listed,
            SuspensionsShown shown,
            String text,
            Optional<ListIdentities.Outcome.Listed> found,
            Caller caller) {
        List<Line> lines = new ArrayList<>();
        for (ListSuspensions.Named named : listed.suspensions().items()) {
            lines.add(line(named, lines.size()));
        }
        return new SuspensionsPage(
                shown.tabs(ADDRESS),
                lines,
                maySuspend(caller),
                shown == SuspensionsShown.UNDECIDED,
                listed.suspensions()
                        .next()
                        .map(key -> Query.address(ADDRESS, "state", shown.key(), "after", key))
                        .orElse(null),
                text,
                found.stream()
                        .flatMap(one -> one.identities().items().stream())
                        .map(SuspensionsView::found)
                        .toList(),
                found.filter(one -> one.identities().next().isPresent()).isPresent());
    }

    static SuspendPage page(Identity identity, String request, String reason, SuspendPage.Step step) {
        return new SuspendPage(
                href(identity.id()),
                identity.profile().displayName(),
                identity.key().workerId(),
                identity.profile().email().orElse(""),
                request,
                reason,
                step);
    }

    static boolean maySuspend(Caller caller) {
        return caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR, Role.CONFIDENTIAL_HR);
    }

    static String href(IdentityId id) {
        return ADDRESS + "/people/" + id.value();
    }

    private static Found found(Identity identity) {
        return new Found(
                href(identity.id()),
                identity.profile().displayName(),
                identity.key().workerId(),
                identity.profile().email().orElse(""));
    }

    private static Line line(ListSuspensions.Named named, int number) {
        return switch (named.suspension()) {
            case Suspension.Undecided undecided -> line(named, number, "late", true, true, null);
            case Suspension.Upheld upheld -> line(named, number, "held", true, false, upheld.decision());
            case Suspension.Lifted lifted -> line(named, number, "good", false, false, lifted.decision());
        };
    }

    private static Line line(
            ListSuspensions.Named named,
            int number,
            String tone,
            boolean mayLift,
            boolean mayUphold,
            Suspension.@Nullable Decision decision) {
        Suspension.Call call = named.suspension().call();
        return new Line(
                number,
                "/ui/leavers/" + call.leaverCase().value(),
                mayLift ? ADDRESS + "/" + call.id().value() + "/decision" : null,
                mayUphold,
                named.person(),
                named.suspension().label(),
                tone,
                call.reason(),
                call.by(),
                Moment.of(call.at()),
                Moment.of(call.decideBy()),
                decision == null
                        ? null
                        : new SuspensionsPage.Decision(
                                decision.reason(), who(decision.by()), Moment.of(decision.at())));
    }

    private static String who(Suspension.Decider decider) {
        return switch (decider) {
            case Suspension.Decider.Person person -> person.subject();
            case Suspension.Decider.HrRecord record -> "HR's record";
        };
    }
}

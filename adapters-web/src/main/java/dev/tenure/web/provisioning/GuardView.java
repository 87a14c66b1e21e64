package dev.tenure.web.provisioning;

import dev.tenure.application.paging.Slice;
import dev.tenure.application.provisioning.Holds;
import dev.tenure.application.provisioning.ListGuards;
import dev.tenure.application.provisioning.ListHolds;
import dev.tenure.application.provisioning.ListStops;
import dev.tenure.application.provisioning.ShowGuard;
import dev.tenure.application.provisioning.ShowHold;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Guard;
import dev.tenure.domain.provisioning.Hold;
import dev.tenure.domain.provisioning.HoldRelease;
import dev.tenure.domain.provisioning.Stop;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Works out the pages about the guard and the stop switch. */
final class GuardView {

    static final String ADDRESS = "/ui/guard";

    private GuardView() {}

    static GuardPage page(
            ListHolds.Outcome.Listed holds,
            ListStops.Outcome.Listed stops,
            ListGuards.Outcome.Listed guards,
            Caller caller) {
        List<GuardPage.StopLine> lines = new ArrayList<>();
        for (Stop.InForce stop : stops.inForce()) {
            lines.add(stop(stop, lines.size()));
        }
        return new GuardPage(
                holds.holds().items().stream().map(GuardView::line).toList(),
                guards.guards().stream().map(GuardView::limit).toList(),
                lines,
                stops.inForce().stream().anyMatch(stop -> stop.order().system().isEmpty()),
                caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR),
                caller.hasAny(Role.ADMINISTRATOR),
                holds.holds()
                        .next()
                        .map(key -> Query.address(ADDRESS, "after", key))
                        .orElse(null));
    }

    /** @param request a name for the next form sent from it */
    static HoldPage page(
            ShowHold.Outcome.Shown shown, Slice<Holds.HeldAccount> accounts, Caller caller, String request) {
        Holds.Summary summary = shown.hold();
        Hold.Opening opening = summary.hold().opening();
        return new HoldPage(
                line(summary),
                Words.of(opening.limit()),
                opening.allowed(),
                opening.counted(),
                accounts.items().stream().map(GuardView::account).toList(),
                summary.waiting().map(proposed -> waiting(proposed, caller)).orElse(null),
                shown.releases().stream().flatMap(GuardView::past).toList(),
                caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR),
                request,
                accounts.next()
                        .map(key -> Query.address(href(summary.hold()), "after", key))
                        .orElse(null));
    }

    /** One system's limit. */
    static LimitPage page(TargetSystem system, ShowGuard.Outcome.Shown shown, Caller caller) {
        Guard guard = shown.guard();
        return new LimitPage(
                limitHref(system.id()),
                system.name(),
                href(system.id()),
                Words.of(guard.limit()),
                shown.counted(),
                shown.allowed(),
                shown.hold().map(GuardView::href).orElse(null),
                LimitPage.Fields.of(guard.limit()),
                waiting(guard, caller),
                guard.version(),
                caller.hasAny(Role.ADMINISTRATOR));
    }

    private static LimitPage.@Nullable Waiting waiting(Guard guard, Caller caller) {
        return switch (guard) {
            case Guard.Settled settled -> null;
            case Guard.Loosening loosening ->
                new LimitPage.Waiting(
                        Words.of(loosening.wanted()),
                        loosening.proposedBy(),
                        Moment.of(loosening.proposedAt()),
                        loosening.isBy(caller.subject()));
        };
    }

    private static GuardPage.LimitLine limit(ListGuards.Guarded one) {
        return new GuardPage.LimitLine(
                limitHref(one.system().id()),
                one.system().name(),
                Words.of(one.guard().limit()),
                switch (one.guard()) {
                    case Guard.Settled settled -> "";
                    case Guard.Loosening loosening -> Words.of(loosening.wanted());
                });
    }

    static String limitHref(SystemId system) {
        return ADDRESS + "/systems/" + system.value();
    }

    static String href(Hold hold) {
        return ADDRESS + "/holds/" + hold.opening().id().value();
    }

    private static GuardPage.HoldLine line(Holds.Summary summary) {
        Hold hold = summary.hold();
        return new GuardPage.HoldLine(
                href(hold),
                summary.system(),
                href(hold.opening().system()),
                hold.label(),
                tone(hold),
                summary.accounts(),
                summary.operations(),
                summary.letGo(),
                summary.waiting().isPresent(),
                Moment.of(hold.opening().openedAt()),
                ended(hold));
    }

    private static String tone(Hold hold) {
        return switch (hold) {
            case Hold.Open open -> "held";
            case Hold.Ended ended -> "good";
        };
    }

    private static @Nullable Moment ended(Hold hold) {
        return switch (hold) {
            case Hold.Open open -> null;
            case Hold.Ended ended -> Moment.of(ended.endedAt());
        };
    }

    private static String href(SystemId system) {
        return "/ui/systems/" + system.value();
    }

    private static GuardPage.StopLine stop(Stop.InForce stop, int number) {
        Stop.Order order = stop.order();
        return new GuardPage.StopLine(
                number,
                order.system().map(GuardView::href).orElse(null),
                ADDRESS + "/stops/" + order.id() + "/start",
                order.reason(),
                order.by(),
                Moment.of(order.at()));
    }

    private static HoldPage.AccountLine account(Holds.HeldAccount held) {
        return new HoldPage.AccountLine(
                held.account().value().toString(),
                held.name(),
                held.person()
                        .map(person -> person.name() + ", " + person.workerId())
                        .orElse(""),
                href(held.cause(), held.person()),
                String.join(", ", held.work()),
                Moment.of(held.deadline()),
                Moment.of(held.since()));
    }

    private static String href(Cause cause, Optional<Holds.Person> person) {
        return switch (cause.kind()) {
            case LEAVER_CASE -> "/ui/leavers/" + cause.id();
            // Its page is found by whom it is about; of an account that nobody is known to have there is only the list.
            case UNDO ->
                person.map(whose -> Query.address("/ui/undos/" + cause.id(), "worker", whose.workerId()))
                        .orElse("/ui?show=all");
            case SECRET_ROTATION -> "/ui/secret-rotations/" + cause.id();
            case OUT_OF_BAND_GRANT -> "/ui/findings/" + cause.id();
            case WAVE -> "/ui/waves/" + cause.id();
        };
    }

    private static HoldPage.Waiting waiting(HoldRelease.Proposed proposed, Caller caller) {
        HoldRelease.Proposal proposal = proposed.proposal();
        String release = ADDRESS + "/holds/" + proposal.hold().value() + "/releases/" + proposal.id();
        return new HoldPage.Waiting(
                release + "/confirm",
                release + "/decline",
                what(proposal),
                proposal.reason(),
                proposal.proposedBy(),
                Moment.of(proposal.proposedAt()),
                proposed.isBy(caller.subject()));
    }

    private static String what(HoldRelease.Proposal proposal) {
        return (proposal.whole() ? "all of it: " : "a part: ") + proposal.operations() + " changes on "
                + proposal.accounts() + (proposal.accounts() == 1 ? " account" : " accounts");
    }

    private static Stream<HoldPage.PastRelease> past(HoldRelease release) {
        return switch (release) {
            case HoldRelease.Proposed proposed -> Stream.empty();
            case HoldRelease.Confirmed confirmed ->
                Stream.of(past(
                        confirmed,
                        confirmed.released() + " let go",
                        confirmed.confirmedBy(),
                        Moment.of(confirmed.confirmedAt())));
            case HoldRelease.Declined declined ->
                Stream.of(past(declined, "declined", declined.declinedBy(), Moment.of(declined.declinedAt())));
        };
    }

    private static HoldPage.PastRelease past(HoldRelease release, String state, String by, Moment at) {
        HoldRelease.Proposal proposal = release.proposal();
        return new HoldPage.PastRelease(what(proposal), proposal.reason(), proposal.proposedBy(), state, by, at);
    }
}

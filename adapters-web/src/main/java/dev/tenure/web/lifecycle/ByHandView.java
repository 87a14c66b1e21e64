package dev.tenure.web.lifecycle;

import dev.tenure.application.lifecycle.ListStatements;
import dev.tenure.application.lifecycle.ShowLeaverCase;
import dev.tenure.application.lifecycle.StateStep;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.CaseSystem;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.Statement;
import dev.tenure.domain.lifecycle.Step;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Works out the page of what people state by hand. */
final class ByHandView {

    private static final String LISTING = "listing";

    private ByHandView() {}

    /** Whether the page is of use to somebody. The use case behind it decides. */
    static boolean isOfUseTo(Caller caller) {
        return caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR);
    }

    static String href(LeaverCase leaverCase) {
        return LeaverView.href(leaverCase) + "/by-hand";
    }

    static ByHandPage of(
            ShowLeaverCase.Outcome.Shown shown, List<ListStatements.Named> statements, Caller caller, String request) {
        LeaverCase leaverCase = shown.leaverCase();
        boolean mayAct = caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR);
        boolean isOpen = leaverCase instanceof LeaverCase.Open;
        return new ByHandPage(
                shown.identity().profile().displayName(),
                LeaverView.href(leaverCase),
                href(leaverCase),
                request,
                statements.stream()
                        .map(one -> line(one, href(leaverCase), caller, mayAct))
                        .toList(),
                mayAct && isOpen ? choices(leaverCase) : List.of(),
                mayAct,
                isOpen);
    }

    /** What the targets have not shown, and nobody has stated. */
    private static List<ByHandPage.Choice> choices(LeaverCase leaverCase) {
        List<ByHandPage.Choice> choices = new ArrayList<>();
        for (CaseSystem system : leaverCase.systems()) {
            leaverCase.accounts().stream()
                    .filter(account -> account.system().equals(system.system()) && !account.isLeftAlone())
                    .forEach(account -> choices.addAll(choices(account, system.name())));
            if (system.confirmedAt().isEmpty() && system.stated().isEmpty()) {
                choices.add(new ByHandPage.Choice(
                        LISTING + ":" + system.system().value(),
                        system.name() + ": looked through, no other account of this person"));
            }
        }
        return choices;
    }

    private static List<ByHandPage.Choice> choices(CaseAccount account, String system) {
        return Arrays.stream(Milestone.values())
                .flatMap(milestone -> account.missing(milestone).stream())
                .filter(step -> !account.stated().containsKey(step))
                .map(step -> new ByHandPage.Choice(
                        step.label() + ":" + account.account().value(),
                        system + ", " + account.name() + ": " + Words.of(step)))
                .toList();
    }

    /** What a form chose; empty where that is nothing that can be chosen. */
    static Optional<StateStep.What> chosen(String value) {
        int colon = value.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String kind = value.substring(0, colon);
        return Query.id(value.substring(colon + 1))
                .flatMap(id -> kind.equals(LISTING)
                        ? Optional.of(new StateStep.What.Listing(new SystemId(id)))
                        : Arrays.stream(Step.values())
                                .filter(step -> step.label().equals(kind))
                                .findFirst()
                                .map(step -> new StateStep.What.TakenStep(new AccountId(id), step)));
    }

    private static ByHandPage.Line line(ListStatements.Named named, String href, Caller caller, boolean mayAct) {
        Statement statement = named.statement();
        return switch (statement) {
            case Statement.Waiting waiting ->
                line(
                        named,
                        "waits for a second person",
                        "wait",
                        "",
                        null,
                        null,
                        mayAct ? href + "/" + waiting.claim().id().value() + "/decision" : null,
                        !waiting.isBy(caller.subject()));
            case Statement.Confirmed confirmed ->
                decided(
                        named,
                        "stated, not verified",
                        "held",
                        "confirmed by " + confirmed.confirmation().by(),
                        confirmed.confirmation().at(),
                        null);
            case Statement.Declined declined ->
                decided(named, "declined", "held", "declined by " + declined.declinedBy(), declined.declinedAt(), null);
            case Statement.Slipped slipped ->
                decided(
                        named,
                        "taken back: the target showed otherwise",
                        "late",
                        "confirmed by " + slipped.confirmation().by(),
                        slipped.confirmation().at(),
                        slipped.slippedAt());
            case Statement.Shown shown ->
                decided(
                        named,
                        "shown by the target",
                        "good",
                        shown.confirmation()
                                .map(one -> "confirmed by " + one.by())
                                .orElse(""),
                        shown.confirmation().map(Statement.Confirmation::at).orElse(null),
                        shown.shownAt());
            case Statement.Lapsed lapsed ->
                decided(named, "lapsed: the case ended", "held", "", null, lapsed.lapsedAt());
        };
    }

    private static ByHandPage.Line decided(
            ListStatements.Named named,
            String state,
            String tone,
            String decided,
            @Nullable Instant decidedAt,
            @Nullable Instant ended) {
        return line(named, state, tone, decided, decidedAt, ended, null, false);
    }

    private static ByHandPage.Line line(
            ListStatements.Named named,
            String state,
            String tone,
            String decided,
            @Nullable Instant decidedAt,
            @Nullable Instant ended,
            @Nullable String decideHref,
            boolean mayConfirm) {
        Statement.Claim claim = named.statement().claim();
        String what =
                switch (claim.about()) {
                    case Statement.About.TakenStep taken ->
                        named.system() + ", " + taken.name() + ": " + Words.of(taken.step());
                    case Statement.About.Listing listing -> named.system() + ": looked through, no other account";
                };
        return new ByHandPage.Line(
                what,
                state,
                tone,
                Moment.of(claim.doneAt()),
                claim.evidence().orElse(""),
                claim.ticket().orElse(""),
                claim.reason(),
                claim.statedBy(),
                Moment.of(claim.statedAt()),
                decided,
                Moment.of(Optional.ofNullable(decidedAt)),
                Moment.of(Optional.ofNullable(ended)),
                decideHref,
                mayConfirm);
    }
}

package dev.tenure.web.lifecycle;

import dev.tenure.application.lifecycle.ShowLeaverCase;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.CaseSystem;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Step;
import dev.tenure.domain.lifecycle.Undo;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.web.lifecycle.UndoPage.LossLine;
import dev.tenure.web.lifecycle.UndoPage.PartLine;
import dev.tenure.web.lifecycle.UndoPage.TakenLine;
import dev.tenure.web.lifecycle.UndoPage.UndoLine;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Works out the page on which a mistaken ending is undone. */
final class UndoView {

    private final ShowLeaverCase.Outcome.Shown shown;
    private final Instant now;
    private final String href;
    private final Caller caller;
    private final Map<SystemId, String> systems;

    private UndoView(ShowLeaverCase.Outcome.Shown shown, Caller caller) {
        this.shown = shown;
        this.now = shown.asOf();
        this.href = href(shown.leaverCase().opening().id());
        this.caller = caller;
        this.systems = shown.leaverCase().systems().stream()
                .collect(Collectors.toMap(CaseSystem::system, CaseSystem::name, (first, second) -> first));
    }

    static String href(LeaverCaseId leaverCase) {
        return "/ui/leavers/" + leaverCase.value() + "/undo";
    }

    /**
     * The page.
     *
     * @param undos newest first
     * @param request a name for the next form sent from it
     * @param reason what stands in the form
     * @param wrong whether that is no reason
     */
    static UndoPage page(
            ShowLeaverCase.Outcome.Shown shown,
            List<Undo> undos,
            Caller caller,
            String request,
            String reason,
            boolean wrong) {
        return new UndoView(shown, caller).page(undos, request, reason, wrong);
    }

    private UndoPage page(List<Undo> undos, String request, String reason, boolean wrong) {
        boolean mayAct = caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR);
        List<UndoLine> lines = new ArrayList<>();
        for (Undo undo : undos) {
            lines.add(line(undo, lines.size(), mayAct));
        }
        return new UndoPage(
                LeaverView.href(shown.leaverCase()),
                href,
                shown.identity().profile().displayName(),
                Moment.of(now),
                shown.leaverCase().accounts().stream()
                        .map(this::taken)
                        .flatMap(Optional::stream)
                        .toList(),
                mayAct,
                mayAct && undos.stream().noneMatch(this::isInTheWay),
                request,
                reason,
                wrong,
                lines);
    }

    private boolean isInTheWay(Undo undo) {
        return switch (undo) {
            case Undo.Proposed proposed -> !proposed.hasLapsed(now);
            case Undo.Confirmed confirmed -> true;
            case Undo.Declined declined -> false;
            case Undo.Completed completed -> false;
        };
    }

    private Optional<TakenLine> taken(CaseAccount account) {
        Set<Step> steps = new TreeSet<>();
        for (Operation operation : shown.operations()) {
            if (mayHaveTaken(operation)) {
                step(operation.plan().work(), account.account()).ifPresent(steps::add);
            }
        }
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TakenLine(
                account.name(),
                nameOf(account.system()),
                steps.stream().filter(UndoView::comesBack).map(Words::lost).collect(Collectors.joining(", ")),
                steps.stream().filter(step -> !comesBack(step)).map(Words::lost).collect(Collectors.joining(", "))));
    }

    private static boolean mayHaveTaken(Operation operation) {
        return switch (operation) {
            case Operation.Done done -> !(done.outcome() instanceof Attempt.Unchanged);
            case Operation.Running running -> true;
            case Operation.Waiting waiting ->
                waiting.last().filter(Attempt::mayHaveChanged).isPresent();
            case Operation.Cancelled cancelled -> cancelled.attempts() > 0;
            case Operation.Withheld withheld -> false;
            case Operation.Held held -> false;
        };
    }

    /** Which step of an account's a piece of work is; empty where it takes nothing of it. */
    private static Optional<Step> step(Work work, AccountId account) {
        return switch (work) {
            case Work.DisableAccount one -> of(one.account(), account, Step.DISABLE);
            case Work.EndSessions one -> of(one.account(), account, Step.END_SESSIONS);
            case Work.RevokeCredentials one -> of(one.account(), account, Step.REVOKE_CREDENTIALS);
            case Work.ResetSecret one -> of(one.account(), account, Step.RESET_SECRET);
            case Work.ClearMfa one -> of(one.account(), account, Step.CLEAR_MFA);
            case Work.RevokeMemberships one -> of(one.account(), account, Step.REVOKE_MEMBERSHIPS);
            case Work.ListAccounts one -> Optional.empty();
            case Work.ConfirmAccounts one -> Optional.empty();
            case Work.ReadSignIns one -> Optional.empty();
            case Work.RotateSecret one -> Optional.empty();
            case Work.OfCredential one -> Optional.empty();
            case Work.EnableAccount one -> Optional.empty();
            case Work.GrantEntitlement one -> Optional.empty();
            case Work.RevokeEntitlement one -> Optional.empty();
        };
    }

    private static Optional<Step> of(AccountId one, AccountId wanted, Step step) {
        return one.equals(wanted) ? Optional.of(step) : Optional.empty();
    }

    private static boolean comesBack(Step step) {
        return switch (step) {
            case DISABLE, REVOKE_MEMBERSHIPS -> true;
            case END_SESSIONS, REVOKE_CREDENTIALS, RESET_SECRET, CLEAR_MFA -> false;
        };
    }

    private UndoLine line(Undo undo, int number, boolean mayAct) {
        return switch (undo) {
            case Undo.Proposed proposed -> {
                boolean lapsed = proposed.hasLapsed(now);
                yield line(
                        proposed,
                        number,
                        lapsed ? "held" : "wait",
                        lapsed,
                        mayAct && !lapsed
                                ? href + "/" + proposed.proposal().id().value() + "/decision"
                                : null,
                        null,
                        "",
                        gifts(proposed, "would come back", "wait"));
            }
            case Undo.Declined declined ->
                line(
                        declined,
                        number,
                        "held",
                        false,
                        null,
                        new UndoPage.Decided("Declined", declined.declinedBy(), Moment.of(declined.declinedAt()), null),
                        "",
                        gifts(declined, "not given back", "held"));
            case Undo.Confirmed confirmed ->
                line(
                        confirmed,
                        number,
                        "wait",
                        false,
                        null,
                        new UndoPage.Decided(
                                "Confirmed", confirmed.confirmedBy(), Moment.of(confirmed.confirmedAt()), null),
                        progress(confirmed.parts()),
                        confirmed.parts().stream().map(this::part).toList());
            case Undo.Completed completed ->
                line(
                        completed,
                        number,
                        "good",
                        false,
                        null,
                        new UndoPage.Decided(
                                "Confirmed",
                                completed.confirmedBy(),
                                Moment.of(completed.confirmedAt()),
                                Moment.of(completed.completedAt())),
                        progress(completed.parts()),
                        completed.parts().stream().map(this::part).toList());
        };
    }

    private UndoLine line(
            Undo undo,
            int number,
            String tone,
            boolean lapsed,
            @Nullable String decideHref,
            UndoPage.@Nullable Decided decided,
            String progress,
            List<PartLine> parts) {
        Undo.Proposal proposal = undo.proposal();
        return new UndoLine(
                number,
                lapsed ? "lapsed" : Words.of(undo),
                tone,
                proposal.reason(),
                proposal.proposedBy(),
                Moment.of(proposal.proposedAt()),
                decided == null ? Moment.of(proposal.decideBy()) : null,
                lapsed,
                decideHref,
                caller.isSamePersonAs(proposal.proposedBy()),
                decided,
                progress,
                parts,
                proposal.losses().stream()
                        .map(loss -> new LossLine(loss.name(), nameOf(loss.system()), Words.lost(loss.step())))
                        .toList());
    }

    /** How many of them the target has shown, and how many are left alone. */
    private static String progress(List<Undo.Part> parts) {
        long given = parts.stream()
                .filter(part -> part.state() instanceof Undo.PartState.Given)
                .count();
        long alone = parts.stream()
                .filter(part -> part.state() instanceof Undo.PartState.LeftAlone)
                .count();
        return given + " of " + parts.size() + " given back" + (alone == 0 ? "" : ", " + alone + " left alone");
    }

    private List<PartLine> gifts(Undo undo, String state, String tone) {
        return undo.proposal().gifts().stream()
                .map(gift -> part(gift, state, tone, "", null))
                .toList();
    }

    private PartLine part(Undo.Part part) {
        return switch (part.state()) {
            case Undo.PartState.Due due -> part(part.gift(), "to come", "wait", "", null);
            case Undo.PartState.Refused refused ->
                part(part.gift(), "target refuses, attempts go on", "late", refused.reason(), null);
            case Undo.PartState.Given given -> part(part.gift(), "given back", "good", "", Moment.of(given.at()));
            case Undo.PartState.LeftAlone alone -> part(part.gift(), "left alone", "held", alone.reason(), null);
        };
    }

    private PartLine part(Undo.Gift gift, String state, String tone, String note, @Nullable Moment at) {
        return new PartLine(gift.name(), nameOf(gift.system()), Words.of(gift.access()), state, tone, note, at);
    }

    private String nameOf(SystemId system) {
        return systems.getOrDefault(system, system.value().toString());
    }
}

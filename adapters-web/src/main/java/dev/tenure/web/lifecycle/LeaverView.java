package dev.tenure.web.lifecycle;

import dev.tenure.application.lifecycle.ShowLeaverCase;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.CaseSystem;
import dev.tenure.domain.lifecycle.Escalation;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverFacts;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.MilestoneState;
import dev.tenure.domain.lifecycle.Undo;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.web.lifecycle.LeaverPage.AccountLine;
import dev.tenure.web.lifecycle.LeaverPage.Cell;
import dev.tenure.web.lifecycle.LeaverPage.ClockLine;
import dev.tenure.web.lifecycle.LeaverPage.OperationLine;
import dev.tenure.web.lifecycle.LeaverPage.SystemBlock;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Section;
import dev.tenure.web.page.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Works out the page of one case. */
final class LeaverView {

    private final ShowLeaverCase.Outcome.Shown shown;
    private final LeaverCase leaverCase;
    private final Instant now;
    private final String href;
    private final boolean mayAct;
    private final Map<SystemId, String> systemNames;
    private final Map<AccountId, String> accountNames;

    private LeaverView(ShowLeaverCase.Outcome.Shown shown, Caller caller) {
        this.shown = shown;
        this.leaverCase = shown.leaverCase();
        this.now = shown.asOf();
        this.href = href(leaverCase);
        this.mayAct = caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR);
        this.systemNames = leaverCase.systems().stream()
                .collect(Collectors.toMap(CaseSystem::system, CaseSystem::name, (first, second) -> first));
        this.accountNames = leaverCase.accounts().stream()
                .collect(Collectors.toMap(CaseAccount::account, CaseAccount::name, (first, second) -> first));
    }

    /** @param undos what was proposed to be given back; empty where that is not for the reader */
    static LeaverPage of(ShowLeaverCase.Outcome.Shown shown, Optional<List<Undo>> undos, Caller caller) {
        return new LeaverView(shown, caller).page(undos, caller);
    }

    /** The form for an attempt now; empty where the case has no such operation. */
    static Optional<RetryPage> retry(
            ShowLeaverCase.Outcome.Shown shown, Caller caller, String id, String reason, boolean wrong) {
        LeaverView view = new LeaverView(shown, caller);
        return shown.operations().stream()
                .map(view::operation)
                .filter(line -> line.id().equals(id))
                .findFirst()
                .map(line -> new RetryPage(shown.identity().profile().displayName(), view.href, line, reason, wrong));
    }

    static Optional<ExceptionLine> exception(ShowLeaverCase.Outcome.Shown shown, Caller caller, String id) {
        return new LeaverView(shown, caller)
                .exceptions()
                .filter(line -> line.id().equals(id))
                .findFirst();
    }

    static String href(LeaverCase leaverCase) {
        return "/ui/leavers/" + leaverCase.opening().id().value();
    }

    private LeaverPage page(Optional<List<Undo>> undos, Caller caller) {
        Profile profile = shown.identity().profile();
        LeaverFacts facts = leaverCase.opening().facts();
        return new LeaverPage(
                href,
                profile.displayName(),
                shown.identity().key().workerId(),
                Words.of(profile.kind()),
                place(profile),
                facts.privileged(),
                leaverCase instanceof LeaverCase.Open,
                state(),
                tone(),
                ended(),
                why(),
                Moment.of(now),
                LeaverFactsView.of(facts),
                Arrays.stream(Milestone.values()).map(this::clock).toList(),
                leaverCase.systems().stream().map(this::system).toList(),
                shown.operations().stream()
                        .sorted(Comparator.comparingInt(LeaverView::order))
                        .map(this::operation)
                        .toList(),
                exceptions().toList(),
                shown.escalations().stream().map(this::escalation).toList(),
                shown.certificate().owned().stream().map(OwnedLine::of).toList(),
                Query.address(
                        Section.HAND_OVERS.href(),
                        "show",
                        "all",
                        "leaver",
                        leaverCase.opening().identity().value().toString()),
                Section.SYSTEMS.isOfUseTo(caller)
                        ? Query.address(
                                "/ui/credentials",
                                "answeredBy",
                                leaverCase.opening().identity().value().toString())
                        : null,
                Section.AUDIT.isOfUseTo(caller)
                        ? Query.address(
                                "/ui/audit",
                                "kind",
                                "leaver-case",
                                "id",
                                leaverCase.opening().id().value().toString())
                        : null,
                ByHandView.isOfUseTo(caller) ? ByHandView.href(leaverCase) : null,
                undos.map(all -> undo(all)).orElse(null),
                mayAct);
    }

    private LeaverPage.UndoLink undo(List<Undo> all) {
        String address = UndoView.href(leaverCase.opening().id());
        if (all.isEmpty()) {
            return new LeaverPage.UndoLink(address, "", "");
        }
        return switch (all.getFirst()) {
            case Undo.Proposed proposed
            when proposed.hasLapsed(now) ->
                new LeaverPage.UndoLink(address, "A proposal to give back waited too long and has lapsed.", "held");
            case Undo.Proposed proposed ->
                new LeaverPage.UndoLink(
                        address,
                        "It is proposed to give back what this case took: a second person has to decide.",
                        "held");
            case Undo.Confirmed confirmed ->
                new LeaverPage.UndoLink(address, "What this case took is being given back.", "held");
            case Undo.Completed completed ->
                new LeaverPage.UndoLink(address, "What this case took was given back.", "good");
            case Undo.Declined declined -> new LeaverPage.UndoLink(address, "", "");
        };
    }

    private static @Nullable String place(Profile profile) {
        String place = Stream.of(profile.title(), profile.department(), profile.location())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        return place.isEmpty() ? null : place;
    }

    private String state() {
        return switch (leaverCase) {
            case LeaverCase.Open open -> late() ? "open and late" : "open";
            case LeaverCase.Closed closed -> closedOver();
            case LeaverCase.Withdrawn withdrawn -> "withdrawn: the ending was taken back";
        };
    }

    private String closedOver() {
        boolean isStated = leaverCase.accounts().stream()
                        .anyMatch(account -> !account.stated().isEmpty())
                || leaverCase.systems().stream()
                        .anyMatch(system -> system.stated().isPresent());
        return isStated
                ? "closed: the targets showed, or two people state, that nothing is left"
                : "closed: the targets showed that nothing is left";
    }

    private String tone() {
        return switch (leaverCase) {
            case LeaverCase.Open open -> late() ? "late" : "wait";
            case LeaverCase.Closed closed -> "good";
            case LeaverCase.Withdrawn withdrawn -> "held";
        };
    }

    private @Nullable Moment ended() {
        return switch (leaverCase) {
            case LeaverCase.Open open -> null;
            case LeaverCase.Closed closed -> Moment.of(closed.closedAt());
            case LeaverCase.Withdrawn withdrawn -> Moment.of(withdrawn.withdrawnAt());
        };
    }

    private @Nullable String why() {
        return switch (leaverCase) {
            case LeaverCase.Open open -> null;
            case LeaverCase.Closed closed -> null;
            case LeaverCase.Withdrawn withdrawn -> withdrawn.reason();
        };
    }

    private boolean late() {
        return leaverCase.accounts().stream()
                        .flatMap(account -> account.milestones().values().stream())
                        .anyMatch(state -> !state.isSettled() && isPast(state.deadline()))
                || leaverCase.systems().stream().anyMatch(system -> system.isUnlisted() && isPast(system.shutOutBy()));
    }

    private boolean isPast(Instant deadline) {
        return now.isAfter(deadline);
    }

    private ClockLine clock(Milestone milestone) {
        LeaverFacts facts = leaverCase.opening().facts();
        Optional<Instant> reached = reached(milestone);
        Instant until = reached.orElse(stopped());
        String soFar = reached.isPresent() ? "" : " so far";
        return new ClockLine(
                Words.of(milestone),
                Moment.of(reached),
                Words.span(facts.elapsed(until)) + soFar,
                Words.span(facts.ourDelay(until)) + soFar);
    }

    /** When the clock stops for what was never reached. */
    private Instant stopped() {
        return switch (leaverCase) {
            case LeaverCase.Open open -> now;
            case LeaverCase.Closed closed -> closed.closedAt();
            case LeaverCase.Withdrawn withdrawn -> withdrawn.withdrawnAt();
        };
    }

    /**
     * When the last account was verified; empty while one is not, or while a system was not listed. A person without any
     * account is out with the last listing.
     */
    private Optional<Instant> reached(Milestone milestone) {
        if (leaverCase.systems().stream().anyMatch(system -> system.listedAt().isEmpty())) {
            return Optional.empty();
        }
        if (leaverCase.accounts().isEmpty()) {
            return leaverCase.systems().stream()
                    .map(CaseSystem::listedAt)
                    .flatMap(Optional::stream)
                    .max(Comparator.naturalOrder());
        }
        List<Optional<Instant>> times = leaverCase.accounts().stream()
                .map(account -> verifiedAt(account.state(milestone)))
                .toList();
        return times.stream().allMatch(Optional::isPresent)
                ? times.stream().flatMap(Optional::stream).max(Comparator.naturalOrder())
                : Optional.empty();
    }

    private static Optional<Instant> verifiedAt(MilestoneState state) {
        return switch (state) {
            case MilestoneState.Verified verified -> Optional.of(verified.at());
            case MilestoneState.Stated stated -> Optional.empty();
            case MilestoneState.Due due -> Optional.empty();
            case MilestoneState.LeftAlone left -> Optional.empty();
            case MilestoneState.Withheld withheld -> Optional.empty();
        };
    }

    private SystemBlock system(CaseSystem system) {
        boolean listed = system.listedAt().isPresent();
        return new SystemBlock(
                "/ui/systems/" + system.system().value(),
                system.name(),
                Moment.of(system.listedAt()),
                Moment.of(system.confirmedAt()),
                listed ? null : Words.deadline(system.shutOutBy(), now),
                !listed && isPast(system.shutOutBy()),
                leaverCase.accounts().stream()
                        .filter(account -> account.system().equals(system.system()))
                        .map(this::account)
                        .toList());
    }

    private AccountLine account(CaseAccount account) {
        return new AccountLine(
                account.name(),
                account.nativeId(),
                !account.knownBefore(),
                account.isLeftAlone(),
                Arrays.stream(Milestone.values())
                        .map(milestone -> cell(account, milestone))
                        .toList(),
                things(account),
                SignInLine.of(account.signIns()),
                String.join(", ", account.retained()));
    }

    /** What was found on it, such as {@code 2 access keys, 1 session; 1 still there}. */
    private static String things(CaseAccount account) {
        String found = account.artefacts().stream()
                .collect(Collectors.groupingBy(a -> a.artefact().what(), LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(one -> one.getValue() + " × " + one.getKey())
                .collect(Collectors.joining(", "));
        int remaining = account.remaining().size();
        return remaining == 0 ? found : found + "; still there: " + remaining;
    }

    private Cell cell(CaseAccount account, Milestone milestone) {
        String missing = account.missing(milestone).stream().map(Words::of).collect(Collectors.joining(", "));
        return switch (account.state(milestone)) {
            case MilestoneState.Verified verified ->
                new Cell(
                        "verified",
                        "good",
                        Moment.of(verified.at()),
                        verified.late()
                                ? "late by " + Words.coarse(Duration.between(verified.deadline(), verified.at()))
                                : null,
                        null,
                        "");
            case MilestoneState.Stated stated ->
                new Cell(
                        "stated by two people, not verified",
                        "held",
                        Moment.of(stated.at()),
                        stated.late()
                                ? "late by " + Words.coarse(Duration.between(stated.deadline(), stated.at()))
                                : null,
                        null,
                        missing);
            case MilestoneState.Due due -> waiting("to be done", "wait", due.deadline(), missing);
            case MilestoneState.LeftAlone left -> waiting("left alone", "held", left.deadline(), missing);
            case MilestoneState.Withheld withheld -> waiting("withheld", "held", withheld.deadline(), missing);
        };
    }

    private Cell waiting(String word, String tone, Instant deadline, String missing) {
        String text = Words.deadline(deadline, now);
        return isPast(deadline)
                ? new Cell(word, tone, null, text, null, missing)
                : new Cell(word, tone, null, null, text, missing);
    }

    /** What somebody may have to do something about stands first. */
    private static int order(Operation operation) {
        return switch (operation) {
            case Operation.Running running -> 0;
            case Operation.Waiting waiting -> 1;
            case Operation.Withheld withheld -> 2;
            case Operation.Held held -> 2;
            case Operation.Done done -> 3;
            case Operation.Cancelled cancelled -> 4;
        };
    }

    private OperationLine operation(Operation operation) {
        return switch (operation) {
            case Operation.Waiting waiting ->
                line(
                        waiting,
                        waiting.last().filter(LeaverView::needsAPerson).isPresent() ? "late" : "wait",
                        waiting.last(),
                        "next attempt",
                        Optional.of(waiting.nextAttemptAt()),
                        mayAct);
            case Operation.Running running ->
                line(running, "wait", Optional.empty(), "since", Optional.of(running.since()), false);
            case Operation.Done done ->
                line(done, "good", Optional.of(done.outcome()), "verified", Optional.of(done.verifiedAt()), false);
            case Operation.Withheld withheld -> line(withheld, "held", Optional.empty(), "", Optional.empty(), false);
            case Operation.Held held -> line(held, "held", Optional.empty(), "since", Optional.of(held.since()), false);
            case Operation.Cancelled cancelled ->
                line(cancelled, "held", Optional.empty(), "cancelled", Optional.of(cancelled.at()), false);
        };
    }

    private OperationLine line(
            Operation operation,
            String tone,
            Optional<Attempt> last,
            String whenWord,
            Optional<Instant> when,
            boolean retry) {
        Operation.Plan plan = operation.plan();
        return new OperationLine(
                plan.id().value().toString(),
                Words.of(plan.work()),
                nameOf(plan.system()),
                accountOf(plan.work()),
                Words.of(operation),
                tone,
                operation.attempts(),
                last.map(Words::of).orElse(""),
                operation instanceof Operation.Cancelled cancelled
                        ? cancelled.reason()
                        : last.map(LeaverView::reason).orElse(""),
                whenWord,
                Moment.of(when),
                retry ? href + "/operations/" + plan.id().value() + "/retry" : null);
    }

    private LeaverPage.EscalationLine escalation(Escalation escalation) {
        String what = escalation
                .milestone()
                .map(milestone -> Words.of(milestone) + ", "
                        + escalation
                                .account()
                                .map(id ->
                                        accountNames.getOrDefault(id, id.value().toString()))
                                .orElse("")
                        + " on ")
                .orElse("first listing of ");
        return new LeaverPage.EscalationLine(
                what + nameOf(escalation.system()),
                escalation.level().percent(),
                escalation.level() == Escalation.Level.ALL ? "late" : "wait",
                Moment.of(escalation.deadline()),
                Moment.of(escalation.at()));
    }

    private static boolean needsAPerson(Attempt attempt) {
        return attempt instanceof Attempt.Refused;
    }

    private static String reason(Attempt attempt) {
        return switch (attempt) {
            case Attempt.Refused refused -> refused.reason();
            case Attempt.Unreachable unreachable -> unreachable.reason();
            case Attempt.InDoubt doubt -> doubt.reason();
            case Attempt.Applied applied -> "";
            case Attempt.Unchanged unchanged -> "";
            case Attempt.Listed listed -> "";
            case Attempt.SignInsRead read -> "";
        };
    }

    private String nameOf(SystemId system) {
        return systemNames.getOrDefault(system, system.value().toString());
    }

    private String accountOf(Work work) {
        return switch (work) {
            case Work.OfAccount of -> accountNames.getOrDefault(of.account(), of.nativeId());
            case Work.ListAccounts list -> "";
            case Work.ConfirmAccounts confirm -> "";
        };
    }

    private Stream<ExceptionLine> exceptions() {
        return shown.exceptions().stream().map(exception -> ExceptionLine.of(exception, systemNames, accountNames));
    }
}

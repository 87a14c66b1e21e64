package dev.tenure.web.inventory;

import dev.tenure.application.inspection.Inspections;
import dev.tenure.application.inspection.ShowInspection;
import dev.tenure.application.inventory.PreviewMode;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.ConnectorCondition;
import dev.tenure.domain.inventory.Correlation;
import dev.tenure.domain.inventory.ModeChange;
import dev.tenure.domain.inventory.NamePattern;
import dev.tenure.domain.inventory.SignInPolicy;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.Stop;
import dev.tenure.domain.reconciliation.SystemRead;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Works out the pages about systems. */
final class SystemsView {

    static final List<SystemMode> MODES =
            List.of(new SystemMode.Observe(), new SystemMode.Notify(), new SystemMode.Act());

    private SystemsView() {}

    static SystemsPage.Row row(TargetSystem system, ConnectorCondition condition, List<Stop.InForce> stops) {
        return new SystemsPage.Row(
                href(system),
                system.name(),
                system.identityProvider(),
                Words.of(system.mode()),
                tone(system.mode()),
                stops.stream().anyMatch(stop -> stop.holdsFor(system.id())),
                ailment(condition),
                system.owner(),
                Words.of(system.classification().provisioning()),
                Words.of(system.classification().criticality()),
                Words.of(system.classification().sensitivity()),
                system.connector().kind(),
                system.classification().frameworks());
    }

    /** What is wrong, in a word; empty where nothing is. */
    private static String ailment(ConnectorCondition condition) {
        return switch (condition) {
            case ConnectorCondition.Working working -> "";
            case ConnectorCondition.Resting resting -> "does not answer";
            case ConnectorCondition.Quarantined quarantined -> "quarantined";
        };
    }

    private static SystemPage.@Nullable Quarantine quarantine(TargetSystem system, ConnectorCondition condition) {
        return condition instanceof ConnectorCondition.Quarantined(String breach, Instant since)
                ? new SystemPage.Quarantine(breach, Moment.of(since), href(system) + "/quarantine/lift")
                : null;
    }

    private static SystemPage.@Nullable Rest rest(ConnectorCondition condition) {
        return condition instanceof ConnectorCondition.Resting resting
                ? new SystemPage.Rest(
                        resting.reason(), Moment.of(resting.since()), Moment.of(resting.until()), resting.failures())
                : null;
    }

    /**
     * The page of one system.
     *
     * @param request a name for the next form sent from it
     */
    static SystemPage page(
            TargetSystem system,
            ConnectorCondition condition,
            List<ModeChange> changes,
            PreviewMode.Outcome.Previewed preview,
            List<SystemRead> reads,
            List<Stop.InForce> stops,
            ShowInspection.Outcome.Shown inspection,
            Caller caller,
            String request) {
        Optional<ModeChange.Proposed> waiting = changes.stream()
                .filter(ModeChange.Proposed.class::isInstance)
                .map(ModeChange.Proposed.class::cast)
                .findFirst();
        boolean acting = system.mode().promoted().isEmpty();
        return new SystemPage(
                facts(system),
                Words.of(system.mode()),
                tone(system.mode()),
                Words.meaning(system.mode()),
                acting
                        ? null
                        : new SystemPage.Preview(
                                preview.readWhole(),
                                preview.preview().openCases(),
                                preview.preview().operations(),
                                preview.preview().protectedAccounts()),
                waiting.map(proposed -> waiting(system, proposed, caller)).orElse(null),
                waiting.isPresent()
                        ? null
                        : system.mode().promoted().map(SystemsView::step).orElse(null),
                MODES.stream()
                        .filter(mode -> mode.isPromotionTo(system.mode()))
                        .map(SystemsView::step)
                        .toList(),
                changes.stream().flatMap(SystemsView::past).toList(),
                reads.stream().map(SystemsView::read).toList(),
                reads.stream().anyMatch(SystemRead.Requested.class::isInstance),
                stops.stream()
                        .filter(stop -> stop.holdsFor(system.id()))
                        .map(stop -> stop.order().reason())
                        .findFirst()
                        .orElse(null),
                quarantine(system, condition),
                rest(condition),
                inspected(system, inspection),
                system.id().value().toString(),
                caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR),
                caller.hasAny(Role.ADMINISTRATOR),
                request);
    }

    private static String href(TargetSystem system) {
        return "/ui/systems/" + system.id().value();
    }

    private static SystemPage.Step step(SystemMode mode) {
        return new SystemPage.Step(mode.label(), Words.meaning(mode));
    }

    private static String tone(SystemMode mode) {
        return switch (mode) {
            case SystemMode.Observe observe -> "held";
            case SystemMode.Notify notify -> "wait";
            case SystemMode.Act act -> "good";
        };
    }

    private static SystemPage.Facts facts(TargetSystem system) {
        return new SystemPage.Facts(
                href(system),
                system.name(),
                system.owner(),
                system.identityProvider(),
                Words.of(system.classification().criticality()),
                Words.of(system.classification().sensitivity()),
                Words.of(system.classification().provisioning()),
                String.join(", ", system.classification().frameworks()),
                system.classification().reviewCadenceDays(),
                system.connector().kind(),
                system.correlation().rules().stream().map(SystemsView::rule).collect(Collectors.joining("; else ")),
                Words.of(system.classRules()),
                system.nonHuman().stream().map(NamePattern::text).collect(Collectors.joining(", ")),
                Words.of(system.outOfBandGrants()),
                system.signInPolicy().map(SystemsView::asked).orElse(""),
                system.privilegedReviewDays().orElse(null),
                Words.coarse(system.sla().standard()),
                Words.coarse(system.sla().privileged()),
                Words.coarse(system.sla().clean()),
                system.limits().concurrency() + " at once, " + system.limits().perMinute() + " a minute, "
                        + Words.coarse(system.limits().callTimeout()) + " for a call",
                Moment.of(system.registeredAt()),
                Moment.of(system.baselineAt()));
    }

    private static String asked(SignInPolicy policy) {
        List<String> asked = new ArrayList<>();
        policy.keyMaxAgeDays().ifPresent(days -> asked.add("credentials no older than " + days + " days"));
        policy.passwordMaxAgeDays().ifPresent(days -> asked.add("passwords no older than " + days + " days"));
        policy.machinePasswordMaxAgeDays()
                .ifPresent(days -> asked.add("those of accounts that are no person's no older than " + days + " days"));
        if (policy.secondFactorRequired()) {
            asked.add("a second factor");
        }
        if (!policy.weakFactors().isEmpty()) {
            asked.add("not only " + String.join(" or ", policy.weakFactors()));
        }
        policy.throughProvider()
                .ifPresent(ways -> asked.add(
                        "signing in by " + (ways.isEmpty() ? "no way at all" : String.join(" or ", ways)) + " only"));
        return String.join("; ", asked);
    }

    private static SystemPage.Inspected inspected(TargetSystem system, ShowInspection.Outcome.Shown inspection) {
        Inspections.Coverage coverage = inspection.coverage();
        return new SystemPage.Inspected(
                inspection.kinds().stream().map(Words::of).sorted().collect(Collectors.joining(", ")),
                coverage.accounts(),
                coverage.inspected(),
                coverage.waiting(),
                coverage.failing(),
                coverage.error().map(Inspections.Failure::reason).orElse(""),
                Moment.of(coverage.error().map(Inspections.Failure::at)),
                "/ui/credentials?system=" + system.id().value());
    }

    private static String rule(Correlation.Rule rule) {
        String attribute =
                switch (rule.identityAttribute()) {
                    case WORKER_ID -> "worker id";
                    case EMAIL -> "e-mail address";
                    case EMAIL_NAME -> "e-mail address up to the @";
                    case FULL_NAME -> "full name";
                };
        return rule.accountAttribute() + (rule.isCertain() ? " is" : " is perhaps") + " the person's " + attribute;
    }

    private static SystemPage.Waiting waiting(TargetSystem system, ModeChange.Proposed proposed, Caller caller) {
        ModeChange.Proposal proposal = proposed.proposal();
        String change = href(system) + "/mode-changes/" + proposal.id();
        return new SystemPage.Waiting(
                change + "/confirm",
                change + "/decline",
                Words.of(proposal.from()),
                Words.of(proposal.to()),
                proposal.proposedBy(),
                Moment.of(proposal.proposedAt()),
                proposed.isBy(caller.subject()));
    }

    private static Stream<SystemPage.PastChange> past(ModeChange change) {
        ModeChange.Proposal proposal = change.proposal();
        return switch (change) {
            case ModeChange.Proposed proposed -> Stream.empty();
            case ModeChange.Confirmed confirmed ->
                Stream.of(past(proposal, "in force", confirmed.confirmedBy(), Moment.of(confirmed.confirmedAt())));
            case ModeChange.Declined declined ->
                Stream.of(past(proposal, "declined", declined.declinedBy(), Moment.of(declined.declinedAt())));
        };
    }

    private static SystemPage.PastChange past(ModeChange.Proposal proposal, String state, String by, Moment at) {
        return new SystemPage.PastChange(
                Words.of(proposal.from()), Words.of(proposal.to()), proposal.proposedBy(), state, by, at);
    }

    private static SystemPage.ReadLine read(SystemRead read) {
        Moment requested = Moment.of(read.requestedAt());
        String scope =
                switch (read.scope()) {
                    case WHOLE -> "the whole";
                    case CHANGES -> "what changed";
                };
        return switch (read) {
            case SystemRead.Requested going ->
                new SystemPage.ReadLine(requested, scope, null, "under way", "wait", List.of(), null);
            case SystemRead.Complete complete ->
                new SystemPage.ReadLine(
                        requested,
                        scope,
                        Moment.of(complete.completedAt()),
                        hasGaps(complete) ? "read to its end, with gaps" : "read to its end",
                        hasGaps(complete) ? "late" : "good",
                        complete.unreadInShort(),
                        counts(complete.counts()));
            case SystemRead.Failed failed ->
                new SystemPage.ReadLine(
                        requested,
                        scope,
                        Moment.of(failed.failedAt()),
                        "failed",
                        "late",
                        List.of(failed.reason()),
                        null);
        };
    }

    /** Members that could not be resolved and accounts not understood are access that somebody has to look at. */
    private static boolean hasGaps(SystemRead.Complete complete) {
        return complete.counts().unresolved() + complete.counts().problems() > 0;
    }

    private static SystemPage.Counts counts(SystemRead.Counts counts) {
        return new SystemPage.Counts(
                counts.accounts(),
                counts.entitlements(),
                counts.memberships(),
                counts.created(),
                counts.changed(),
                counts.vanished(),
                counts.correlated(),
                counts.unresolved(),
                counts.problems());
    }
}

package dev.tenure.application.wave;

import dev.tenure.application.finding.Findings;
import dev.tenure.application.finding.ManyFindings;
import dev.tenure.application.identity.Identities;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.lifecycle.LeaverCases;
import dev.tenure.application.lifecycle.Suspensions;
import dev.tenure.application.provisioning.OperationDesk;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.finding.FindingKind;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.provisioning.Passage;
import dev.tenure.domain.provisioning.Priority;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.wave.Wave;
import dev.tenure.domain.wave.WaveAction;
import dev.tenure.domain.wave.WaveId;
import dev.tenure.domain.wave.WaveItem;
import dev.tenure.domain.wave.WaveSkip;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Does with the findings of a wave what it is for, a share at a time, and takes what the targets answer. The use cases of this package
 * and the results of operations share it; it always runs inside their transaction.
 */
public final class WaveDesk {

    /** How many findings one transaction takes. */
    static final int SHARE = 500;

    /** By when an account is to be disabled or given back, for order among what waits. */
    private static final Duration DUE_WITHIN = Duration.ofDays(1);

    private final Identifiers identifiers;
    private final TargetSystems systems;
    private final Accounts accounts;
    private final Identities identities;
    private final LeaverCases cases;
    private final Suspensions suspensions;
    private final Findings findings;
    private final ManyFindings many;
    private final OperationDesk operations;
    private final Waves waves;

    public WaveDesk(
            Identifiers identifiers,
            TargetSystems systems,
            Accounts accounts,
            Identities identities,
            LeaverCases cases,
            Suspensions suspensions,
            Findings findings,
            ManyFindings many,
            OperationDesk operations,
            Waves waves) {
        this.identifiers = identifiers;
        this.systems = systems;
        this.accounts = accounts;
        this.identities = identities;
        this.cases = cases;
        this.suspensions = suspensions;
        this.findings = findings;
        this.many = many;
        this.operations = operations;
        this.waves = waves;
    }

    static Cause causeOf(WaveId id) {
        return new Cause(Cause.Kind.WAVE, id.value());
    }

    /**
     * Tries a share of what has not been tried.
     *
     * @return how many findings were taken
     */
    int tryShare(Wave.UnderWay wave, Instant now) {
        WaveId id = wave.plan().id();
        List<Waves.Judged> share = waves.judge(wave.plan(), wave.start().caller(), SHARE);
        share.stream()
                .filter(one -> one.skip().isPresent())
                .collect(Collectors.groupingBy(
                        one -> one.skip().orElseThrow(),
                        Collectors.mapping(one -> one.item().finding(), Collectors.toList())))
                .forEach((why, skipped) -> waves.settle(id, skipped, new WaveItem.State.Skipped(why)));
        List<Waves.Judged> wanted =
                share.stream().filter(one -> one.skip().isEmpty()).toList();
        if (wanted.isEmpty()) {
            return share.size();
        }
        List<FindingId> ids = wanted.stream().map(one -> one.item().finding()).toList();
        String by = wave.start().by();
        switch (wave.plan().action()) {
            case WaveAction.Assign assign -> done(id, ids, many.assign(ids, assign.owner(), by, now));
            case WaveAction.Accept accept ->
                done(
                        id,
                        ids,
                        many.accept(
                                ids,
                                new Finding.Acceptance(accept.until(), accept.reason(), by, now),
                                new Actor.Person(by),
                                now));
            case WaveAction.Disable disable -> disable(id, wanted, now);
        }
        return share.size();
    }

    /** What was changed by somebody else since it was judged is left alone. */
    private void done(WaveId id, List<FindingId> wanted, Set<FindingId> done) {
        waves.settle(id, done, new WaveItem.State.Done());
        Set<FindingId> left = new HashSet<>(wanted);
        left.removeAll(done);
        if (!left.isEmpty()) {
            waves.settle(id, left, new WaveItem.State.Skipped(WaveSkip.NOT_OPEN));
        }
    }

    private void disable(WaveId id, List<Waves.Judged> wanted, Instant now) {
        operations.prepare(wanted.stream().map(one -> one.item().system()).collect(Collectors.toSet()));
        List<OperationDesk.Wanted> plans = new ArrayList<>();
        for (Waves.Judged one : wanted) {
            Work work =
                    new Work.DisableAccount(one.item().account(), one.nativeId().orElseThrow());
            plans.add(wanted(id, one.item().system(), work, one.privileged(), now));
        }
        List<Operation> planned = operations.plan(plans, new Passage.Guarded(), now);
        for (int i = 0; i < planned.size(); i++) {
            OperationId operation = planned.get(i).plan().id();
            waves.settle(
                    id,
                    List.of(wanted.get(i).item().finding()),
                    planned.get(i) instanceof Operation.Held
                            ? new WaveItem.State.Held(operation)
                            : new WaveItem.State.Planned(operation));
        }
    }

    private OperationDesk.Wanted wanted(WaveId id, SystemId system, Work work, boolean privileged, Instant now) {
        return new OperationDesk.Wanted.ToDo(
                new Operation.Plan(
                        new OperationId(identifiers.next()),
                        causeOf(id),
                        system,
                        work,
                        new Priority(privileged, 2),
                        now.plus(DUE_WITHIN),
                        now),
                now);
    }

    /**
     * What is planned on accounts that are protected since is not wanted any more.
     *
     * @return how many findings were taken
     */
    int leaveProtectedAlone(WaveId id, Instant now) {
        return stop(id, waves.guarded(id, Set.of("planned", "held"), SHARE), WaveSkip.PROTECTED, now);
    }

    /**
     * What is planned and has not begun is not wanted any more.
     *
     * @return how many findings were taken
     */
    int stopShare(WaveId id, Instant now) {
        return stop(id, waves.some(id, Set.of("planned", "held"), SHARE), WaveSkip.WITHDRAWN, now);
    }

    /** One that a worker has goes on to its end; what comes of it is written down then. */
    private int stop(WaveId id, List<WaveItem> items, WaveSkip why, Instant now) {
        operations.prepare(items.stream().map(WaveItem::system).collect(Collectors.toSet()));
        for (WaveItem item : items) {
            operations.cancel(causeOf(id), Optional.of(item.account()), why.label(), now);
        }
        settle(id, items, new WaveItem.State.Skipped(why));
        return items.size();
    }

    private void settle(WaveId id, Collection<WaveItem> items, WaveItem.State state) {
        if (!items.isEmpty()) {
            waves.settle(id, items.stream().map(WaveItem::finding).toList(), state);
        }
    }

    /**
     * Gives back a share of what the wave disabled. What cannot be given back is left to people.
     *
     * @return how many findings were taken
     */
    int giveBackShare(Wave.Withdrawing wave, Instant now) {
        WaveId id = wave.plan().id();
        List<WaveItem> items = waves.some(id, Set.of("disabled"), SHARE);
        operations.prepare(items.stream().map(WaveItem::system).collect(Collectors.toSet()));
        for (WaveItem item : items) {
            switch (keeps(item)) {
                case Given given ->
                    giveBack(
                            wave.plan(),
                            item,
                            given.account(),
                            new Actor.Person(wave.stop().by()),
                            now);
                case Kept kept ->
                    settle(
                            id,
                            List.of(item),
                            new WaveItem.State.Failed(
                                    "not given back: " + kept.why().words()));
            }
        }
        return items.size();
    }

    /** Whether an account can be given back. */
    sealed interface Answer {}

    /** It can. */
    record Given(Account account) implements Answer {}

    /** It cannot. */
    record Kept(Why why) implements Answer {}

    /** Why an account is not given back. */
    public enum Why {
        /** Its system does not show it any more. */
        NOT_THERE("its system does not show the account any more"),
        /** No automation touches it. */
        PROTECTED("the account is protected"),
        /** The product does not act on the system. */
        NOT_IN_ACT("the product does not act on the system"),
        /** Whom it belongs to has left, or is shut out. */
        PERSON_OUT("whom the account belongs to has left or is shut out");

        private final String words;

        Why(String words) {
            this.words = words;
        }

        /** The same, for people. */
        public String words() {
            return words;
        }
    }

    /** Whether the account of a finding can be given back now. */
    Answer keeps(WaveItem item) {
        Optional<Account> account = accounts.find(item.account());
        if (account.isEmpty()) {
            return new Kept(Why.NOT_THERE);
        }
        if (account.get().protection().isPresent()) {
            return new Kept(Why.PROTECTED);
        }
        if (!isInAct(item.system())) {
            return new Kept(Why.NOT_IN_ACT);
        }
        return account.get().identity().filter(this::isOut).isPresent()
                ? new Kept(Why.PERSON_OUT)
                : new Given(account.get());
    }

    private boolean isInAct(SystemId system) {
        return systems.find(system).orElseThrow().mode() instanceof SystemMode.Act;
    }

    private boolean isOut(IdentityId identity) {
        return identities.find(identity).filter(Identity::hasLeft).isPresent()
                || suspensions.standing(identity).isPresent()
                || cases.openOf(identity).isPresent();
    }

    /** The account is to be enabled again, and what the wave let stay is open again. */
    WaveItem giveBack(Wave.Plan plan, WaveItem item, Account account, Actor by, Instant now) {
        Operation planned = operations
                .plan(
                        List.of(wanted(
                                plan.id(),
                                item.system(),
                                new Work.EnableAccount(account.id(), account.nativeId()),
                                account.privileged(),
                                now)),
                        new Passage.Guarded(),
                        now)
                .getFirst();
        WaveItem next = item.in(new WaveItem.State.GivingBack(planned.plan().id()));
        settle(plan.id(), List.of(item), next.state());
        many.reopen(item.finding(), plan.accepter(), by, now);
        return next;
    }

    /** Why an account that was to be disabled is not to be any more; empty where it is. */
    Optional<WaveSkip> unwanted(WaveItem item) {
        Optional<Account> account = accounts.find(item.account());
        if (account.isEmpty()) {
            return Optional.of(WaveSkip.NOT_THERE);
        }
        if (account.get().protection().isPresent()) {
            return Optional.of(WaveSkip.PROTECTED);
        }
        boolean ofNobody = item.kind() == FindingKind.ORPHAN || item.kind() == FindingKind.UNOWNED;
        if (ofNobody
                && account.get()
                        .identity()
                        .flatMap(identities::find)
                        .filter(WaveDesk::isSomebodyHere)
                        .isPresent()) {
            return Optional.of(WaveSkip.SOMEBODYS);
        }
        return findings.find(item.finding())
                .filter(finding -> !(finding instanceof Finding.Open))
                .map(finding -> WaveSkip.NOT_OPEN);
    }

    private static boolean isSomebodyHere(Identity identity) {
        return identity.profile().kind() != IdentityKind.NON_HUMAN && !identity.hasLeft();
    }

    /** Whether the product acts where an account of a finding is. */
    boolean isReachable(WaveItem item) {
        return isInAct(item.system());
    }

    /** The account is disabled. Its finding may stay for as long as it is waited for. */
    void disabled(Wave.Plan plan, WaveAction.Disable action, WaveItem item, Instant now) {
        Instant until = action.until(now);
        settle(plan.id(), List.of(item), new WaveItem.State.Disabled(until));
        many.accept(
                List.of(item.finding()),
                new Finding.Acceptance(until, "disabled by wave " + plan.name(), plan.accepter(), now),
                new Actor.Product("waves"),
                now);
    }

    /** The account is not disabled, and will not be. */
    void leave(WaveId id, WaveItem item, WaveItem.State state, String why, Instant now) {
        operations.cancel(causeOf(id), Optional.of(item.account()), why, now);
        settle(id, List.of(item), state);
    }

    /** What an operation that is no longer wanted would try again is cancelled. */
    void cancel(WaveId id, WaveItem item, Instant now) {
        operations.cancel(causeOf(id), Optional.of(item.account()), "it is no longer wanted", now);
    }

    /** The account is enabled again. */
    void givenBack(WaveId id, WaveItem item) {
        settle(id, List.of(item), new WaveItem.State.GivenBack());
    }
}

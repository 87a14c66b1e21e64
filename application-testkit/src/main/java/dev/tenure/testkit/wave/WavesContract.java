package dev.tenure.testkit.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.finding.Findings;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.reconciliation.SystemReads;
import dev.tenure.application.wave.Waves;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.SignIn;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.finding.FindingKind;
import dev.tenure.domain.finding.ScanId;
import dev.tenure.domain.finding.Severity;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.reconciliation.Protection;
import dev.tenure.domain.reconciliation.ReadId;
import dev.tenure.domain.reconciliation.SystemRead;
import dev.tenure.domain.wave.Wave;
import dev.tenure.domain.wave.WaveAction;
import dev.tenure.domain.wave.WaveId;
import dev.tenure.domain.wave.WaveItem;
import dev.tenure.domain.wave.WaveScope;
import dev.tenure.domain.wave.WaveSkip;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.paging.WholeList;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.transaction.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link Waves} promises. */
public interface WavesContract {

    /** Who starts waves. */
    Caller STARTER = Samples.caller("starter");

    /** The ports under test. */
    Ports ports();

    private <T> T with(Function<Waves, T> work) {
        return ports().transactions().call(now -> work.apply(ports().waves()));
    }

    /** A system in act with so many accounts that belong to nobody, found so; one that cannot be used is the last. */
    private SystemId orphans(int number) {
        TargetSystem system = Samples.system(Samples.unique("Waved"), new SystemMode.Act());
        SystemRead.Requested read = new SystemRead.Requested(
                new ReadId(UUID.randomUUID()), system.id(), SystemRead.Scope.WHOLE, Samples.MONDAY.minusSeconds(60));
        List<ObservedAccount> listed = IntStream.range(0, number)
                .mapToObj(i -> new ObservedAccount(
                        new AccountRef("stray-" + i),
                        "Stray " + i,
                        i == number - 1 ? SignIn.DISABLED : SignIn.ENABLED,
                        Map.of(),
                        Optional.empty(),
                        List.of()))
                .toList();
        return ports().transactions().call(now -> {
            ports().systems().save(system);
            ports().systemReads().add(read);
            ports().systemReads()
                    .stageAccounts(read.id(), listed, ports().systemReads().toldBefore(read.id()));
            SystemRead.Counts counts =
                    ports().systemReads().merge(read, system, SystemReads.Provisos.NONE, Samples.MONDAY);
            ports().systemReads().end(read.complete(counts, Samples.MONDAY));
            ports().findingScans()
                    .scan(system.id(), Samples.FINDING_RULES, new ScanId(UUID.randomUUID()), Samples.MONDAY);
            return system.id();
        });
    }

    private static WaveScope on(SystemId system) {
        return new WaveScope(
                Optional.of(system), Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    private Wave.Prepared prepared(WaveScope scope, WaveAction action) {
        return with(waves -> {
            WaveId id = new WaveId(UUID.randomUUID());
            long findings = waves.freeze(id, scope, action instanceof WaveAction.Disable, Samples.MONDAY);
            waves.save(new Wave.Plan(id, "A wave", scope, action, findings, "first", Samples.MONDAY).begin());
            return (Wave.Prepared) waves.find(id).orElseThrow();
        });
    }

    private <T extends Wave> T saved(T wave, Class<T> type) {
        return with(waves -> {
            waves.save(wave);
            return type.cast(waves.lock(wave.plan().id()).orElseThrow());
        });
    }

    private Wave.UnderWay started(Wave.Prepared wave, Instant at) {
        return saved(wave.start(new Wave.Start(STARTER.subject(), STARTER.name(), at)), Wave.UnderWay.class);
    }

    private Map<String, Long> verdicts(Wave wave, Caller by) {
        Map<String, Long> counted = with(waves -> waves.foresee(wave.plan(), by)).stream()
                .collect(Collectors.toMap(
                        one -> one.skip().map(WaveSkip::label).orElse("done"), Waves.Foreseen::findings));
        Map<String, Long> one = with(waves -> waves.judge(wave.plan(), by, 500)).stream()
                .collect(Collectors.groupingBy(
                        judged -> judged.skip().map(WaveSkip::label).orElse("done"), Collectors.counting()));
        assertEquals(counted, one);
        return counted;
    }

    private List<FindingId> findings(Wave wave) {
        return with(waves -> waves.some(wave.plan().id(), Set.of("pending"), 500)).stream()
                .map(WaveItem::finding)
                .toList();
    }

    @Test
    default void everyStateOfAWaveComesBackAsItWas() {
        SystemId system = orphans(2);
        WaveScope scope = new WaveScope(
                Optional.of(system),
                Optional.of(FindingKind.ORPHAN),
                Optional.of(Severity.HIGH),
                Optional.of(ports().transactions()
                        .call(now ->
                                ports().systems().find(system).orElseThrow().owner())),
                false,
                Optional.of("STRAY"));
        Wave.Prepared prepared = prepared(scope, new WaveAction.Disable(30));
        assertEquals(1, prepared.plan().findings());
        assertEquals(scope, prepared.plan().scope());
        Wave.Start start = new Wave.Start("second", "Second", Samples.MONDAY.plusSeconds(1));
        Wave.UnderWay underWay = saved(prepared.start(start), Wave.UnderWay.class);
        assertEquals(new Wave.UnderWay(prepared.plan(), start, 2), underWay);
        Instant until = Samples.MONDAY.plus(Duration.ofDays(30));
        Wave.Waiting waiting = saved(underWay.waitFor(until), Wave.Waiting.class);
        assertEquals(new Wave.Waiting(prepared.plan(), start, until, 3), waiting);
        Wave.Stop stop = new Wave.Stop("third", "A mistake", Samples.MONDAY.plusSeconds(2));
        Wave.Withdrawing withdrawing = saved(waiting.withdraw(stop), Wave.Withdrawing.class);
        assertEquals(new Wave.Withdrawing(prepared.plan(), start, stop, true, 4), withdrawing);
        assertEquals(
                new Wave.Withdrawn(prepared.plan(), Optional.of(start), stop, 5),
                saved(withdrawing.end(), Wave.Withdrawn.class));
        Wave.Prepared other = prepared(on(system), new WaveAction.Assign("ben"));
        assertEquals(
                new Wave.Withdrawn(other.plan(), Optional.empty(), stop, 2),
                saved(other.withdraw(stop), Wave.Withdrawn.class));
        Wave.Prepared last = prepared(on(system), new WaveAction.Accept(until, "Known"));
        Wave.Done done = saved(started(last, Samples.MONDAY).end(until), Wave.Done.class);
        assertEquals(until, done.at());
        assertEquals(last.plan(), done.plan());
    }

    @Test
    default void aStaleWaveIsRefused() {
        Wave.Prepared prepared = prepared(on(orphans(1)), new WaveAction.Assign("ben"));
        started(prepared, Samples.MONDAY);
        Refusal.of(ports(), () -> ports().waves().save(prepared.withdraw(new Wave.Stop("a", "b", Samples.MONDAY))));
    }

    @Test
    default void everyStateOfAFindingInAWaveComesBackAsItWas() {
        Wave.Prepared wave = prepared(on(orphans(1)), new WaveAction.Assign("ben"));
        WaveId id = wave.plan().id();
        FindingId finding = findings(wave).getFirst();
        OperationId operation = new OperationId(UUID.randomUUID());
        for (WaveItem.State state : List.of(
                new WaveItem.State.Planned(operation),
                new WaveItem.State.Held(operation),
                new WaveItem.State.Disabled(Samples.MONDAY),
                new WaveItem.State.GivingBack(operation),
                new WaveItem.State.GivenBack(),
                new WaveItem.State.Failed("It says no"),
                new WaveItem.State.Skipped(WaveSkip.OWN_ACCOUNT),
                new WaveItem.State.Done(),
                new WaveItem.State.Pending())) {
            with(waves -> {
                waves.settle(id, List.of(finding), state);
                return id;
            });
            WaveItem item = with(waves -> waves.item(id, finding)).orElseThrow();
            assertEquals(state, item.state());
            assertEquals(Optional.of(item), with(waves -> waves.about(id, item.account())));
            assertEquals(
                    state instanceof WaveItem.State.Disabled ? Optional.of(Samples.MONDAY) : Optional.empty(),
                    with(waves -> waves.lastWait(id)));
        }
    }

    @Test
    default void anAccountIsDisabledOnceHoweverManyFindingsItHas() {
        SystemId system = orphans(3);
        assertEquals(Long.valueOf(3), with(waves -> waves.fitting(on(system), Samples.MONDAY, 10)));
        assertEquals(Long.valueOf(2), with(waves -> waves.fitting(on(system), Samples.MONDAY, 2)));
        WaveScope late = new WaveScope(
                Optional.of(system), Optional.empty(), Optional.empty(), Optional.empty(), true, Optional.empty());
        assertEquals(Long.valueOf(0), with(waves -> waves.fitting(late, Samples.MONDAY, 10)));
        assertEquals(
                Long.valueOf(3), with(waves -> waves.fitting(late, Samples.MONDAY.plus(Duration.ofDays(300)), 10)));
        assertEquals(3L, prepared(on(system), new WaveAction.Disable(1)).plan().findings());
    }

    @Test
    default void whatIsLeftAloneIsForeseenAndWhy() {
        SystemId system = orphans(5);
        Wave.Prepared disabling = prepared(on(system), new WaveAction.Disable(1));
        Wave.Prepared accepting =
                prepared(on(system), new WaveAction.Accept(Samples.MONDAY.plus(Duration.ofDays(1)), "Known"));
        Wave.Prepared assigning = prepared(on(system), new WaveAction.Assign("ben"));
        List<WaveItem> items = with(waves -> waves.some(disabling.plan().id(), Set.of("pending"), 500));
        Function<String, WaveItem> named = name -> items.stream()
                .filter(item -> item.name().equals(name))
                .findFirst()
                .orElseThrow();
        ports().transactions().call(now -> {
            Findings findings = ports().findings();
            ports().accounts()
                    .protect(
                            named.apply("Stray 0").account(),
                            Optional.of(new Protection("Emergency access", "admin", now)));
            findings.assign(List.of(named.apply("Stray 1").finding()), STARTER.subject(), "another");
            findings.assign(List.of(named.apply("Stray 2").finding()), "ben", STARTER.subject());
            assertEquals(
                    1,
                    findings.accept(
                                    List.of(named.apply("Stray 3").finding()),
                                    new Finding.Acceptance(Samples.MONDAY.plusSeconds(9), "Known", "x", now))
                            .size());
            return now;
        });
        assertEquals(
                Map.of("protected", 1L, "done", 2L, "not-open", 1L, "disabled-already", 1L),
                verdicts(disabling, STARTER));
        assertEquals(
                Map.of("accepter-is-owner", 1L, "accepter-assigned", 1L, "not-open", 1L, "own-account", 1L, "done", 1L),
                verdicts(accepting, new Caller(STARTER.subject(), "STRAY 4", Set.of())));
        assertEquals(Map.of("theirs-already", 1L, "not-open", 1L, "done", 3L), verdicts(assigning, STARTER));
        started(disabling, Samples.MONDAY);
        assertEquals(Map.of("elsewhere", 4L, "not-open", 1L), verdicts(assigning, STARTER));
        assertEquals(
                4,
                with(waves -> waves.shares(assigning.plan().id(), 9)).stream()
                        .mapToLong(Waves.Share::findings)
                        .sum());
        assertEquals(
                List.of(named.apply("Stray 0").finding()),
                with(waves -> waves.guarded(disabling.plan().id(), Set.of("pending"), 9)).stream()
                        .map(WaveItem::finding)
                        .toList());
    }

    @Test
    default void whatLivesIsFoundAndWhatWaitsWhenItIsOver() {
        SystemId system = orphans(1);
        Wave.Prepared prepared = prepared(on(system), new WaveAction.Disable(1));
        WaveId id = prepared.plan().id();
        assertTrue(!with(waves -> waves.live(Samples.MONDAY)).contains(id));
        Wave.UnderWay underWay = started(prepared, Samples.MONDAY);
        assertTrue(with(waves -> waves.live(Samples.MONDAY)).contains(id));
        saved(underWay.waitFor(Samples.MONDAY.plusSeconds(5)), Wave.Waiting.class);
        assertTrue(!with(waves -> waves.live(Samples.MONDAY.plusSeconds(4))).contains(id));
        assertTrue(with(waves -> waves.live(Samples.MONDAY.plusSeconds(5))).contains(id));
    }

    @Test
    default void wavesAndWhatIsInThemAreListedAndPagesLeaveNothingOut() {
        SystemId system = orphans(5);
        Wave.Prepared wave = prepared(on(system), new WaveAction.Assign("ben"));
        WaveId id = wave.plan().id();
        Waves.Filter all = new Waves.Filter(Optional.empty(), Optional.empty());
        List<WaveItem> seen = WholeList.of(2, page -> with(waves -> waves.items(id, all, page)));
        assertEquals(
                List.of("Stray 0", "Stray 1", "Stray 2", "Stray 3", "Stray 4"),
                seen.stream().map(WaveItem::name).toList());
        with(waves -> {
            waves.settle(id, List.of(seen.getFirst().finding()), new WaveItem.State.Skipped(WaveSkip.NOT_OPEN));
            return id;
        });
        Waves.Filter some = new Waves.Filter(Optional.of("pending"), Optional.of("STRAY 3"));
        assertEquals(
                List.of(seen.get(3)),
                with(waves -> waves.items(id, some, PageRequest.first())).items());
        assertEquals(
                List.of(
                        new Waves.Figure(system, FindingKind.ORPHAN, Severity.HIGH, "pending", Optional.empty(), 3),
                        new Waves.Figure(
                                system,
                                FindingKind.ORPHAN,
                                Severity.HIGH,
                                "skipped",
                                Optional.of(WaveSkip.NOT_OPEN),
                                1),
                        new Waves.Figure(system, FindingKind.ORPHAN, Severity.LOW, "pending", Optional.empty(), 1)),
                with(waves -> waves.figures(id)));
        List<Wave> waves = WholeList.of(3, page -> with(listed -> listed.list(Optional.of("prepared"), page)));
        assertTrue(waves.contains(wave));
    }

    @Test
    default void nothingOfWavesIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().waves().find(new WaveId(UUID.randomUUID())));
    }
}

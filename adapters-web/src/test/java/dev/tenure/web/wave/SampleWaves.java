package dev.tenure.web.wave;

import dev.tenure.application.paging.Slice;
import dev.tenure.application.wave.ListWaveItems;
import dev.tenure.application.wave.ListWaves;
import dev.tenure.application.wave.ShowWave;
import dev.tenure.application.wave.Waves;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.finding.FindingKind;
import dev.tenure.domain.finding.Severity;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.wave.Wave;
import dev.tenure.domain.wave.WaveAction;
import dev.tenure.domain.wave.WaveId;
import dev.tenure.domain.wave.WaveItem;
import dev.tenure.domain.wave.WaveScope;
import dev.tenure.domain.wave.WaveSkip;
import dev.tenure.web.lifecycle.SampleLeavers;
import dev.tenure.web.page.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Waves of a fictional company and the pages made of them. */
public final class SampleWaves {

    private static final Instant NOW = Instant.parse("2026-03-12T14:05:07Z");
    private static final SystemId FORGE = new SystemId(new UUID(61, 1));
    private static final WaveScope ALL = new WaveScope(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty());
    private static final WaveScope SOME = new WaveScope(
            Optional.of(FORGE),
            Optional.of(FindingKind.ORPHAN),
            Optional.of(Severity.HIGH),
            Optional.of(SampleLeavers.HOSTILE),
            true,
            Optional.of(SampleLeavers.HOSTILE));

    private SampleWaves() {}

    /** One page of every kind and state, by a name that says which. */
    public static Map<String, Page> pages() {
        Map<String, Page> pages = new LinkedHashMap<>();
        Wave.Prepared prepared = plan(1, SOME, new WaveAction.Disable(30)).begin();
        Wave.Prepared assign =
                plan(2, ALL, new WaveAction.Assign(SampleLeavers.HOSTILE)).begin();
        Wave.Prepared accept = plan(3, ALL, new WaveAction.Accept(NOW.plus(Duration.ofDays(9)), SampleLeavers.HOSTILE))
                .begin();
        Wave.Start start = new Wave.Start("boris.sample", "Boris Sample", NOW);
        Wave.Stop stop = new Wave.Stop("ada.sample", SampleLeavers.HOSTILE, NOW);
        Wave.UnderWay underWay = prepared.start(start);
        Wave.Waiting waiting = underWay.waitFor(NOW.plus(Duration.ofDays(30)));
        Wave.Done done = assign.start(start).end(NOW);
        Wave.Withdrawing withdrawing = waiting.withdraw(stop);
        List<Wave> every = List.of(
                prepared,
                assign,
                accept,
                underWay,
                waiting,
                done,
                withdrawing,
                withdrawing.end(),
                accept.withdraw(stop));
        pages.put("waves", list(Role.OPERATOR, Optional.empty(), every));
        pages.put("waves-read-only", list(Role.AUDITOR, Optional.of("done"), List.of(done)));
        pages.put("waves-none", list(Role.OPERATOR, Optional.of("waiting"), List.of()));
        for (Wave wave : every) {
            pages.put(
                    "wave-" + wave.label() + "-" + wave.plan().action().label(),
                    page(wave, Role.OPERATOR, "", allStates()));
        }
        pages.put("wave-none-fits", page(done, Role.AUDITOR, "skipped", List.of()));
        WaveForm form = WaveForm.of(FORGE.value().toString(), "orphan", "high", "ben", true, SampleLeavers.HOSTILE);
        pages.put("wave-form", form.page(new UUID(61, 2).toString()));
        for (String field : List.of("name", "what", "owner", "until", "reason", "days")) {
            pages.put(
                    "wave-form-wrong-" + field,
                    form.write(new WaveFormPage.Written(
                                    SampleLeavers.HOSTILE,
                                    field.equals("days") ? "disable" : "accept",
                                    SampleLeavers.HOSTILE,
                                    SampleLeavers.HOSTILE,
                                    SampleLeavers.HOSTILE,
                                    SampleLeavers.HOSTILE))
                            .page(new UUID(61, 2).toString())
                            .wrong(field));
        }
        pages.put("wave-form-trouble", form.page(new UUID(61, 2).toString()).trouble("No open finding fits."));
        return pages;
    }

    private static Wave.Plan plan(long number, WaveScope scope, WaveAction action) {
        return new Wave.Plan(
                new WaveId(new UUID(62, number)), SampleLeavers.HOSTILE, scope, action, 12_345, "ada.sample", NOW);
    }

    private static Caller caller(Role role) {
        return new Caller("ada.sample", "Ada Sample", Set.of(role));
    }

    private static Page list(Role role, Optional<String> state, List<Wave> waves) {
        return WavesView.page(
                new ListWaves.Outcome.Listed(
                        new Slice<>(waves, waves.isEmpty() ? Optional.empty() : Optional.of("key & more"))),
                caller(role),
                state);
    }

    private static List<WaveItem.State> allStates() {
        OperationId operation = new OperationId(new UUID(63, 1));
        return Stream.<WaveItem.State>concat(
                        Stream.of(
                                new WaveItem.State.Pending(),
                                new WaveItem.State.Planned(operation),
                                new WaveItem.State.Held(operation),
                                new WaveItem.State.Done(),
                                new WaveItem.State.Disabled(NOW.plus(Duration.ofDays(3))),
                                new WaveItem.State.Failed(SampleLeavers.HOSTILE),
                                new WaveItem.State.GivingBack(operation),
                                new WaveItem.State.GivenBack()),
                        Arrays.stream(WaveSkip.values()).map(WaveItem.State.Skipped::new))
                .toList();
    }

    private static Page page(Wave wave, Role role, String state, List<WaveItem.State> states) {
        long[] number = {0};
        List<ListWaveItems.NamedItem> items = states.stream()
                .map(one -> new ListWaveItems.NamedItem(item(++number[0], one), SampleLeavers.HOSTILE))
                .toList();
        boolean prepared = wave instanceof Wave.Prepared;
        return WavesView.page(
                new ShowWave.Outcome.Shown(
                        wave,
                        states.stream()
                                .map(one -> new Waves.Figure(
                                        FORGE,
                                        FindingKind.ORPHAN,
                                        Severity.HIGH,
                                        one.label(),
                                        one instanceof WaveItem.State.Skipped skipped
                                                ? Optional.of(skipped.why())
                                                : Optional.empty(),
                                        7))
                                .toList(),
                        prepared
                                ? List.of(
                                        new Waves.Foreseen(FORGE, Optional.empty(), 9),
                                        new Waves.Foreseen(FORGE, Optional.of(WaveSkip.PROTECTED), 2))
                                : List.of(),
                        prepared ? List.of(new ShowWave.Guarded(FORGE, 9, 5, 1, 5)) : List.of(),
                        states.isEmpty() ? List.of() : List.of(new Waves.Share(SampleLeavers.HOSTILE, 8)),
                        Map.of(FORGE, SampleLeavers.HOSTILE),
                        NOW),
                new ListWaveItems.Outcome.Listed(
                        new Slice<>(items, items.isEmpty() ? Optional.empty() : Optional.of("key & more"))),
                caller(role),
                WaveQuery.of(wave.plan().id(), state, "", null));
    }

    private static WaveItem item(long number, WaveItem.State state) {
        return new WaveItem(
                new FindingId(new UUID(64, number)),
                FORGE,
                new AccountId(new UUID(65, number)),
                SampleLeavers.HOSTILE,
                FindingKind.ORPHAN,
                Severity.HIGH,
                "boris.sample",
                state);
    }
}

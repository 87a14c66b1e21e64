package dev.tenure.web.wave;

import dev.tenure.application.wave.ListWaveItems;
import dev.tenure.application.wave.ListWaves;
import dev.tenure.application.wave.ShowWave;
import dev.tenure.application.wave.Waves;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.wave.Wave;
import dev.tenure.domain.wave.WaveAction;
import dev.tenure.domain.wave.WaveId;
import dev.tenure.domain.wave.WaveItem;
import dev.tenure.domain.wave.WaveScope;
import dev.tenure.domain.wave.WaveSkip;
import dev.tenure.web.page.Frame;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Works out the pages about waves. */
final class WavesView {

    static final String ADDRESS = "/ui/waves";

    private static final List<String> STATES =
            List.of("prepared", "under-way", "waiting", "withdrawing", "done", "withdrawn");

    private WavesView() {}

    static String href(WaveId id) {
        return ADDRESS + "/" + id.value();
    }

    /** The state that an address asks for; empty where it asks for any. */
    static Optional<String> state(@Nullable String state) {
        return Optional.ofNullable(state).filter(STATES::contains);
    }

    static WavesPage page(ListWaves.Outcome.Listed listed, Caller caller, Optional<String> state) {
        return new WavesPage(
                Stream.concat(Stream.of(""), STATES.stream())
                        .map(one -> new Frame.Link(
                                Query.address(ADDRESS, "state", one),
                                one.isEmpty() ? "All" : waveState(one),
                                one.equals(state.orElse(""))))
                        .toList(),
                listed.waves().items().stream().map(WavesView::line).toList(),
                mayAct(caller),
                listed.waves()
                        .next()
                        .map(key -> Query.address(ADDRESS, "state", state.orElse(""), "after", key))
                        .orElse(null));
    }

    private static WavesPage.Line line(Wave wave) {
        Wave.Plan plan = wave.plan();
        return new WavesPage.Line(
                href(plan.id()),
                plan.name(),
                action(plan.action()),
                tone(wave),
                waveState(wave.label()),
                plan.findings(),
                plan.by(),
                Moment.toTheMinute(plan.at()));
    }

    private static boolean mayAct(Caller caller) {
        return caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR);
    }

    private static String tone(Wave wave) {
        return switch (wave) {
            case Wave.Prepared prepared -> "wait";
            case Wave.UnderWay underWay -> "wait";
            case Wave.Waiting waiting -> "held";
            case Wave.Withdrawing withdrawing -> "wait";
            case Wave.Done done -> "good";
            case Wave.Withdrawn withdrawn -> "held";
        };
    }

    private static String waveState(String label) {
        return switch (label) {
            case "prepared" -> "Prepared";
            case "under-way" -> "Under way";
            case "waiting" -> "Waiting";
            case "withdrawing" -> "Being withdrawn";
            case "done" -> "Done";
            case "withdrawn" -> "Withdrawn";
            default -> throw new IllegalArgumentException("state: " + label + " is none of a wave");
        };
    }

    static String itemState(String label) {
        return switch (label) {
            case "pending" -> "Not tried yet";
            case "planned" -> "Being disabled";
            case "held" -> "Held by the guard";
            case "done" -> "Done";
            case "disabled" -> "Disabled";
            case "skipped" -> "Left alone";
            case "failed" -> "Failed";
            case "giving-back" -> "Being given back";
            case "given-back" -> "Given back";
            default -> throw new IllegalArgumentException("state: " + label + " is none of a finding in a wave");
        };
    }

    private static String action(WaveAction action) {
        return switch (action) {
            case WaveAction.Assign assign -> "assign to " + assign.owner();
            case WaveAction.Accept accept ->
                "accept until " + Moment.toTheMinute(accept.until()).text() + ": " + accept.reason();
            case WaveAction.Disable disable -> "disable the accounts and wait " + disable.days() + " days";
        };
    }

    /** Which findings, in words. */
    static String words(WaveScope scope, Map<SystemId, String> systems) {
        List<String> parts = new ArrayList<>();
        parts.add(scope.late() ? "late findings" : "open findings");
        scope.kind().ifPresent(kind -> parts.add("of kind “" + Words.of(kind) + "”"));
        scope.severity().ifPresent(severity -> parts.add("of severity “" + Words.of(severity) + "”"));
        scope.system().ifPresent(id -> parts.add("on " + systems.getOrDefault(id, "the system " + id.value())));
        scope.owner().ifPresent(owner -> parts.add("of owner “" + owner + "”"));
        scope.text().ifPresent(text -> parts.add("with “" + text + "” in the account’s name"));
        return String.join(" ", parts);
    }

    static WavePage page(
            ShowWave.Outcome.Shown shown, ListWaveItems.Outcome.Listed items, Caller caller, WaveQuery query) {
        Wave wave = shown.wave();
        Wave.Plan plan = wave.plan();
        Map<SystemId, String> systems = shown.systems();
        return new WavePage(
                href(plan.id()),
                plan.name(),
                tone(wave),
                waveState(wave.label()),
                action(plan.action()),
                words(plan.scope(), systems),
                plan.findings(),
                steps(wave),
                figures(shown.figures()),
                shown.foreseen().stream()
                        .map(one -> new WavePage.Foreseen(
                                systems.getOrDefault(one.system(), ""),
                                one.skip().map(WavesView::why).orElse("would be done"),
                                one.findings()))
                        .toList(),
                shown.guards().stream()
                        .map(one -> new WavePage.Guarded(
                                systems.getOrDefault(one.system(), ""),
                                one.accounts(),
                                one.allowed(),
                                one.counted(),
                                one.held()))
                        .toList(),
                shown.shares().stream()
                        .map(one -> new WavePage.Share(
                                one.owner(), Query.address("/ui/findings", "owner", one.owner()), one.findings()))
                        .toList(),
                start(wave, caller),
                withdraw(wave, caller),
                plan.action() instanceof WaveAction.Disable,
                query.tabs(),
                new WavePage.Search(query.state(), query.text()),
                items.items().items().stream()
                        .map(named -> line(plan.id(), named, caller))
                        .toList(),
                query.csvHref(),
                items.items().next().map(query::hrefAfter).orElse(null));
    }

    private static WavePage.Move start(Wave wave, Caller caller) {
        return wave instanceof Wave.Prepared prepared && mayAct(caller)
                ? move(prepared.isBarredFromStarting(caller.subject()))
                : WavePage.Move.NONE;
    }

    private static WavePage.Move withdraw(Wave wave, Caller caller) {
        if (!mayAct(caller)) {
            return WavePage.Move.NONE;
        }
        return switch (wave) {
            case Wave.Prepared prepared -> WavePage.Move.FREE;
            case Wave.UnderWay underWay -> WavePage.Move.FREE;
            case Wave.Waiting waiting -> move(waiting.isBarredFromWithdrawing(caller.subject()));
            case Wave.Withdrawing withdrawing -> WavePage.Move.NONE;
            case Wave.Done done -> WavePage.Move.NONE;
            case Wave.Withdrawn withdrawn -> WavePage.Move.NONE;
        };
    }

    private static WavePage.Move move(boolean barred) {
        return barred ? WavePage.Move.BARRED : WavePage.Move.FREE;
    }

    private static List<WavePage.Step> steps(Wave wave) {
        List<WavePage.Step> steps = new ArrayList<>();
        steps.add(new WavePage.Step(
                "Prepared", wave.plan().by(), Moment.of(wave.plan().at())));
        wave.started().ifPresent(start -> steps.add(new WavePage.Step("Started", start.by(), Moment.of(start.at()))));
        switch (wave) {
            case Wave.Prepared prepared -> {
                // Nothing followed.
            }
            case Wave.UnderWay underWay -> {
                // Nothing followed.
            }
            case Wave.Waiting waiting ->
                steps.add(new WavePage.Step("Waits for the last until", "", Moment.of(waiting.until())));
            case Wave.Withdrawing withdrawing -> steps.add(stop(withdrawing.stop()));
            case Wave.Done done -> steps.add(new WavePage.Step("Done", "", Moment.of(done.at())));
            case Wave.Withdrawn withdrawn -> steps.add(stop(withdrawn.stop()));
        }
        return steps;
    }

    private static WavePage.Step stop(Wave.Stop stop) {
        return new WavePage.Step("Withdrawn: " + stop.reason(), stop.by(), Moment.of(stop.at()));
    }

    private static List<WavePage.Figure> figures(List<Waves.Figure> figures) {
        Map<String, Long> sums = new LinkedHashMap<>();
        figures.forEach(figure -> sums.merge(
                figure.skip().map(skip -> "Left alone: " + why(skip)).orElse(itemState(figure.state())),
                figure.findings(),
                Long::sum));
        return sums.entrySet().stream()
                .map(one -> new WavePage.Figure(one.getKey(), one.getValue()))
                .toList();
    }

    private static WavePage.Line line(WaveId wave, ListWaveItems.NamedItem named, Caller caller) {
        WaveItem item = named.item();
        String finding = item.finding().value().toString();
        return new WavePage.Line(
                finding,
                "/ui/findings/" + finding,
                item.name(),
                Words.of(item.kind()),
                Words.of(item.severity()),
                named.system(),
                item.owner(),
                tone(item.state()),
                itemState(item.state().label()),
                why(item.state()),
                item.state() instanceof WaveItem.State.Disabled disabled ? Moment.toTheMinute(disabled.until()) : null,
                item.state() instanceof WaveItem.State.Disabled && mayAct(caller)
                        ? href(wave) + "/items/" + finding + "/return"
                        : null);
    }

    private static String tone(WaveItem.State state) {
        return switch (state) {
            case WaveItem.State.Pending pending -> "wait";
            case WaveItem.State.Planned planned -> "wait";
            case WaveItem.State.Held held -> "held";
            case WaveItem.State.Done done -> "good";
            case WaveItem.State.Disabled disabled -> "good";
            case WaveItem.State.Skipped skipped -> "held";
            case WaveItem.State.Failed failed -> "late";
            case WaveItem.State.GivingBack giving -> "wait";
            case WaveItem.State.GivenBack given -> "held";
        };
    }

    /** Why it was left alone or failed; empty where neither is so. */
    static String why(WaveItem.State state) {
        return switch (state) {
            case WaveItem.State.Skipped skipped -> why(skipped.why());
            case WaveItem.State.Failed failed -> failed.reason();
            case WaveItem.State.Pending pending -> "";
            case WaveItem.State.Planned planned -> "";
            case WaveItem.State.Held held -> "";
            case WaveItem.State.Done done -> "";
            case WaveItem.State.Disabled disabled -> "";
            case WaveItem.State.GivingBack giving -> "";
            case WaveItem.State.GivenBack given -> "";
        };
    }

    private static String why(WaveSkip skip) {
        return switch (skip) {
            case NOT_OPEN -> "it is not open any more";
            case ELSEWHERE -> "another wave has it";
            case THEIRS_ALREADY -> "the owner sees to it already";
            case ACCEPTER_IS_OWNER -> "whoever starts the wave has to see to it";
            case ACCEPTER_ASSIGNED -> "whoever starts the wave named its owner";
            case OWN_ACCOUNT -> "the account is of whoever starts the wave";
            case OTHER_KIND -> "its kind is no reason to disable an account";
            case NOT_THERE -> "the system does not show the account";
            case PROTECTED -> "the account is protected";
            case SOMEBODYS -> "the account belongs to somebody who is here";
            case ALL_OF_SOMEBODY -> "it is every account that somebody could use there";
            case DISABLED_ALREADY -> "nobody could sign in before";
            case NOT_IN_ACT -> "the system is not in act";
            case WITHDRAWN -> "the wave was withdrawn";
        };
    }
}

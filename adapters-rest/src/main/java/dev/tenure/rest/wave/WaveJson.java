package dev.tenure.rest.wave;

import dev.tenure.application.paging.Slice;
import dev.tenure.application.wave.ListWaveItems;
import dev.tenure.application.wave.ShowWave;
import dev.tenure.application.wave.Waves;
import dev.tenure.domain.finding.FindingKind;
import dev.tenure.domain.finding.Severity;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.wave.Wave;
import dev.tenure.domain.wave.WaveAction;
import dev.tenure.domain.wave.WaveItem;
import dev.tenure.domain.wave.WaveScope;
import dev.tenure.domain.wave.WaveSkip;
import dev.tenure.rest.problem.Flaws;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Many open findings that one thing is done with. */
@RegisterForReflection
@Schema(
        name = "Wave",
        description = "Many open findings that one thing is done with.",
        requiredProperties = {"id", "name", "state", "scope", "action", "findings", "preparedBy", "preparedAt"})
public record WaveJson(
        UUID id,
        String name,

        @Schema(enumeration = {"prepared", "under-way", "waiting", "withdrawing", "done", "withdrawn"})
        String state,

        WaveScopeJson scope,
        WaveActionJson action,
        @Schema(description = "How many findings it has.") long findings,
        @Schema(description = "By subject.") String preparedBy,
        Instant preparedAt,
        @Schema(description = "By subject.") @Nullable String startedBy,
        @Nullable Instant startedAt,

        @Schema(description = "When the wait for the last disabled account is over; while it waits.") @Nullable
        Instant waitsUntil,

        @Schema(description = "When it was over.") @Nullable Instant endedAt,

        @Nullable WaveStopJson stop) {

    static WaveJson of(Wave wave) {
        return switch (wave) {
            case Wave.Prepared prepared -> of(prepared, null, null, null);
            case Wave.UnderWay underWay -> of(underWay, null, null, null);
            case Wave.Waiting waiting -> of(waiting, waiting.until(), null, null);
            case Wave.Withdrawing withdrawing ->
                of(withdrawing, null, null, WaveStopJson.of(withdrawing.stop(), withdrawing.givesBack()));
            case Wave.Done done -> of(done, null, done.at(), null);
            case Wave.Withdrawn withdrawn -> of(withdrawn, null, null, WaveStopJson.of(withdrawn.stop(), null));
        };
    }

    private static WaveJson of(
            Wave wave, @Nullable Instant waitsUntil, @Nullable Instant endedAt, @Nullable WaveStopJson stop) {
        Wave.Plan plan = wave.plan();
        return new WaveJson(
                plan.id().value(),
                plan.name(),
                wave.label(),
                WaveScopeJson.of(plan.scope()),
                WaveActionJson.of(plan.action()),
                plan.findings(),
                plan.by(),
                plan.at(),
                wave.started().map(Wave.Start::by).orElse(null),
                wave.started().map(Wave.Start::at).orElse(null),
                waitsUntil,
                endedAt,
                stop);
    }

    /** Which open findings were taken. */
    @RegisterForReflection
    @Schema(
            name = "WaveScope",
            description = "Which open findings are taken; what is left out takes all.",
            requiredProperties = "late")
    public record WaveScopeJson(
            @Schema(format = "uuid") @Nullable String system,

            @Nullable String kind,

            @Schema(enumeration = {"low", "medium", "high", "critical"}) @Nullable
            String severity,

            @Nullable String owner,

            @Schema(description = "Only those that had to be gone before it was prepared.")
            boolean late,

            @Schema(description = "Part of the account's name.") @Nullable
            String text) {

        static WaveScopeJson of(WaveScope scope) {
            return new WaveScopeJson(
                    scope.system().map(id -> id.value().toString()).orElse(null),
                    scope.kind().map(Wire::name).orElse(null),
                    scope.severity().map(Wire::name).orElse(null),
                    scope.owner().orElse(null),
                    scope.late(),
                    scope.text().orElse(null));
        }
    }

    /** What is done with each. */
    @RegisterForReflection
    @Schema(
            name = "WaveAction",
            description =
                    "What is done with each finding: assign gives it an owner, accept lets it stay until a moment, disable shuts"
                            + " its account and waits for days whether anybody misses it.")
    public record WaveActionJson(
            @Schema(enumeration = {"assign", "accept", "disable"}) @Nullable
            String what,

            @Schema(description = "With assign: who has to see to them, by subject.", maxLength = 200) @Nullable
            String owner,

            @Schema(description = "With accept: later than now, by 366 days at most.", format = "date-time") @Nullable
            String until,

            @Schema(description = "With accept: why.", maxLength = 500) @Nullable
            String reason,

            @Schema(
                    description = "With disable: how long each account is waited for; 30 where it is left out.",
                    minimum = "1",
                    maximum = "180")
            @Nullable
            Integer days) {

        static WaveActionJson of(WaveAction action) {
            return switch (action) {
                case WaveAction.Assign assign -> new WaveActionJson(action.label(), assign.owner(), null, null, null);
                case WaveAction.Accept accept ->
                    new WaveActionJson(action.label(), null, accept.until().toString(), accept.reason(), null);
                case WaveAction.Disable disable -> new WaveActionJson(action.label(), null, null, null, disable.days());
            };
        }

        Optional<WaveAction> read(Flaws flaws) {
            return switch (what == null ? "" : what) {
                case "assign" -> Optional.of(new WaveAction.Assign(given(flaws, "/action/owner", owner)));
                case "accept" ->
                    Optional.of(new WaveAction.Accept(
                            flaws.moment("/action/until", until), given(flaws, "/action/reason", reason)));
                case "disable" -> disable(flaws);
                default -> {
                    flaws.at("/action/what", "is none of the three: write assign, accept or disable");
                    yield Optional.empty();
                }
            };
        }

        private Optional<WaveAction> disable(Flaws flaws) {
            int wanted = days == null ? WaveAction.Disable.USUAL : days;
            if (wanted < 1 || wanted > WaveAction.Disable.LONGEST) {
                flaws.at("/action/days", "is not between 1 and 180: write how many days to wait");
                return Optional.empty();
            }
            return Optional.of(new WaveAction.Disable(wanted));
        }

        private static String given(Flaws flaws, String pointer, @Nullable String text) {
            if (text == null) {
                flaws.at(pointer, "is missing: this action needs it");
            }
            return text == null ? "" : text;
        }
    }

    /** Who stopped it. */
    @RegisterForReflection
    @Schema(
            name = "WaveStop",
            description = "Who stopped it, and why.",
            requiredProperties = {"by", "reason", "at"})
    public record WaveStopJson(
            @Schema(description = "By subject.") String by,
            String reason,
            Instant at,

            @Schema(description = "Whether what it disabled is given back; while it is wound up.") @Nullable
            Boolean givesBack) {

        static WaveStopJson of(Wave.Stop stop, @Nullable Boolean givesBack) {
            return new WaveStopJson(stop.by(), stop.reason(), stop.at(), givesBack);
        }
    }

    /** A page of waves. */
    @RegisterForReflection
    @Schema(name = "WavePage", requiredProperties = "items")
    public record WavePageJson(
            List<WaveJson> items, @Nullable String next) {

        static WavePageJson of(Slice<Wave> slice) {
            return new WavePageJson(
                    slice.map(WaveJson::of).items(), slice.next().orElse(null));
        }
    }

    /** A wave with what would become of its findings, or became of them. */
    @RegisterForReflection
    @Schema(
            name = "WaveInFull",
            description = "A wave with what would be done, or was.",
            requiredProperties = {"wave", "figures", "foreseen", "guards", "owners"})
    public record WaveInFullJson(
            WaveJson wave,
            List<WaveFigureJson> figures,

            @Schema(description = "What would be done were it started now by whoever asks; while it is prepared.")
            List<WaveForeseenJson> foreseen,

            @Schema(description = "What the guards would do; while one that disables accounts is prepared.")
            List<WaveGuardJson> guards,

            @Schema(description = "Who has to see to what is open of it, 200 at most; who has the most first.")
            List<WaveOwnerJson> owners) {

        static WaveInFullJson of(ShowWave.Outcome.Shown shown) {
            return new WaveInFullJson(
                    WaveJson.of(shown.wave()),
                    shown.figures().stream().map(WaveFigureJson::of).toList(),
                    shown.foreseen().stream().map(WaveForeseenJson::of).toList(),
                    shown.guards().stream().map(WaveGuardJson::of).toList(),
                    shown.shares().stream()
                            .map(share -> new WaveOwnerJson(share.owner(), share.findings()))
                            .toList());
        }
    }

    /** So many findings of a wave. */
    @RegisterForReflection
    @Schema(
            name = "WaveFigure",
            description = "So many findings of a wave.",
            requiredProperties = {"system", "kind", "severity", "state", "findings"})
    public record WaveFigureJson(
            UUID system,
            String kind,
            String severity,
            @Schema(description = "What became of them.") String state,

            @Schema(description = "Why they were left alone.") @Nullable
            String skip,

            long findings) {

        static WaveFigureJson of(Waves.Figure figure) {
            return new WaveFigureJson(
                    figure.system().value(),
                    Wire.name(figure.kind()),
                    Wire.name(figure.severity()),
                    figure.state(),
                    figure.skip().map(WaveSkip::label).orElse(null),
                    figure.findings());
        }
    }

    /** So many would be done, or left alone. */
    @RegisterForReflection
    @Schema(
            name = "WaveForeseen",
            description = "So many on a system would be done, or left alone for a reason.",
            requiredProperties = {"system", "findings"})
    public record WaveForeseenJson(
            UUID system,

            @Schema(description = "Why; left out where they would be done.") @Nullable
            String skip,

            long findings) {

        static WaveForeseenJson of(Waves.Foreseen foreseen) {
            return new WaveForeseenJson(
                    foreseen.system().value(),
                    foreseen.skip().map(WaveSkip::label).orElse(null),
                    foreseen.findings());
        }
    }

    /** What the guard of a system would do. */
    @RegisterForReflection
    @Schema(
            name = "WaveGuard",
            description = "What the guard of a system would do.",
            requiredProperties = {"system", "accounts", "allowed", "counted", "held"})
    public record WaveGuardJson(
            UUID system,

            @Schema(description = "How many accounts are to be disabled.")
            long accounts,

            @Schema(description = "How many may be changed within the window.")
            long allowed,

            @Schema(description = "How many were.") long counted,

            @Schema(description = "How many would be held, at the most.")
            long held) {

        static WaveGuardJson of(ShowWave.Guarded guarded) {
            return new WaveGuardJson(
                    guarded.system().value(), guarded.accounts(), guarded.allowed(), guarded.counted(), guarded.held());
        }
    }

    /** So many open findings that somebody has to see to. */
    @RegisterForReflection
    @Schema(
            name = "WaveOwner",
            description = "So many open findings of a wave that somebody has to see to.",
            requiredProperties = {"owner", "findings"})
    public record WaveOwnerJson(String owner, long findings) {}

    /** A finding in a wave. */
    @RegisterForReflection
    @Schema(
            name = "WaveItem",
            description = "A finding in a wave, as it was when that was prepared.",
            requiredProperties = {
                "finding",
                "system",
                "systemName",
                "account",
                "accountName",
                "kind",
                "severity",
                "owner",
                "state"
            })
    public record WaveItemJson(
            UUID finding,
            UUID system,
            String systemName,
            UUID account,
            String accountName,
            String kind,
            String severity,
            String owner,

            @Schema(
                    enumeration = {
                        "pending",
                        "planned",
                        "held",
                        "done",
                        "disabled",
                        "skipped",
                        "failed",
                        "giving-back",
                        "given-back"
                    })
            String state,

            @Schema(description = "Why it was left alone.") @Nullable
            String skip,

            @Schema(description = "Why it could not be done.") @Nullable
            String failure,

            @Schema(description = "What brings it about; while it is not.") @Nullable
            UUID operation,

            @Schema(description = "Until when the disabled account is waited for.") @Nullable
            Instant until) {

        static WaveItemJson of(ListWaveItems.NamedItem named) {
            return of(named.item(), named.system());
        }

        static WaveItemJson of(WaveItem item, String system) {
            return switch (item.state()) {
                case WaveItem.State.Planned planned ->
                    of(item, system, null, null, planned.operation().value(), null);
                case WaveItem.State.Held held ->
                    of(item, system, null, null, held.operation().value(), null);
                case WaveItem.State.GivingBack giving ->
                    of(item, system, null, null, giving.operation().value(), null);
                case WaveItem.State.Disabled disabled -> of(item, system, null, null, null, disabled.until());
                case WaveItem.State.Skipped skipped ->
                    of(item, system, skipped.why().label(), null, null, null);
                case WaveItem.State.Failed failed -> of(item, system, null, failed.reason(), null, null);
                case WaveItem.State.Pending pending -> of(item, system, null, null, null, null);
                case WaveItem.State.Done done -> of(item, system, null, null, null, null);
                case WaveItem.State.GivenBack given -> of(item, system, null, null, null, null);
            };
        }

        private static WaveItemJson of(
                WaveItem item,
                String system,
                @Nullable String skip,
                @Nullable String failure,
                @Nullable UUID operation,
                @Nullable Instant until) {
            return new WaveItemJson(
                    item.finding().value(),
                    item.system().value(),
                    system,
                    item.account().value(),
                    item.name(),
                    Wire.name(item.kind()),
                    Wire.name(item.severity()),
                    item.owner(),
                    item.state().label(),
                    skip,
                    failure,
                    operation,
                    until);
        }
    }

    /** A page of a wave's findings. */
    @RegisterForReflection
    @Schema(name = "WaveItemPage", requiredProperties = "items")
    public record WaveItemPageJson(
            List<WaveItemJson> items, @Nullable String next) {

        static WaveItemPageJson of(Slice<ListWaveItems.NamedItem> slice) {
            return new WaveItemPageJson(
                    slice.map(WaveItemJson::of).items(), slice.next().orElse(null));
        }
    }

    /** Which findings, and what is to be done with them. */
    @RegisterForReflection
    @Schema(
            name = "WaveOrder",
            description = "Which open findings, and what is to be done with each.",
            requiredProperties = {"name", "action"})
    public record WaveOrderJson(
            @Schema(description = "What people will call it.", minLength = 1, maxLength = 100) @Nullable
            String name,

            @Nullable WaveScopeJson scope,
            @Nullable WaveActionJson action) {

        Read read() {
            Flaws flaws = new Flaws();
            if (name == null) {
                flaws.at("/name", "is missing: write 1 to 100 characters");
            }
            WaveScopeJson wanted = scope == null ? new WaveScopeJson(null, null, null, null, false, null) : scope;
            WaveScope read = new WaveScope(
                    flaws.uuid("/scope/system", wanted.system()).map(SystemId::new),
                    constant(flaws, "/scope/kind", FindingKind.class, wanted.kind()),
                    constant(flaws, "/scope/severity", Severity.class, wanted.severity()),
                    text(flaws, "/scope/owner", wanted.owner()),
                    wanted.late(),
                    text(flaws, "/scope/text", wanted.text()));
            Optional<WaveAction> what = Optional.empty();
            if (action == null) {
                flaws.at("/action", "is missing: say what is to be done with each finding");
            } else {
                what = action.read(flaws);
            }
            flaws.refuse();
            return new Read(Objects.requireNonNull(name), read, what.orElseThrow());
        }

        private static <E extends Enum<E>> Optional<E> constant(
                Flaws flaws, String pointer, Class<E> type, @Nullable String name) {
            if (name == null) {
                return Optional.empty();
            }
            Optional<E> constant = Wire.constant(type, name);
            if (constant.isEmpty()) {
                flaws.at(pointer, "is none of these: " + Wire.names(type));
            }
            return constant;
        }

        private static Optional<String> text(Flaws flaws, String pointer, @Nullable String text) {
            if (text != null && (text.isBlank() || text.length() > 200)) {
                flaws.at(pointer, "is blank or longer than 200 characters: write 1 to 200, or leave it out");
            }
            return Optional.ofNullable(text);
        }

        /** The same, all of it given. */
        record Read(String name, WaveScope scope, WaveAction action) {}
    }
}

package dev.tenure.rest.provisioning;

import dev.tenure.application.provisioning.ListGuards;
import dev.tenure.application.provisioning.ShowGuard;
import dev.tenure.domain.provisioning.Guard;
import dev.tenure.domain.provisioning.GuardLimit;
import dev.tenure.rest.problem.Flaws;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What guards a system. */
@RegisterForReflection
@Schema(
        name = "Guard",
        description = "How many accounts of a system may be changed within a window before somebody has to look.",
        requiredProperties = {"system", "limit", "version"})
public record GuardJson(
        UUID system,
        @Schema(description = "What holds now.") GuardLimitJson limit,

        @Schema(description = "The looser limit that waits for a second person.") @Nullable
        ProposedLimitJson proposed,

        @Schema(description = "How many accounts passed within the window; in the view only.") @Nullable
        Long counted,

        @Schema(description = "How many accounts may pass within the window as the system is known; in the view only.")
        @Nullable
        Long allowed,

        @Schema(description = "The hold that is open on the system.") @Nullable
        UUID hold,

        @Schema(description = "The same as in the ETag.") long version) {

    static GuardJson of(Guard guard) {
        return of(guard, null, null, null);
    }

    static GuardJson of(ShowGuard.Outcome.Shown shown) {
        return of(
                shown.guard(),
                shown.counted(),
                shown.allowed(),
                shown.hold().map(open -> open.opening().id().value()).orElse(null));
    }

    private static GuardJson of(Guard guard, @Nullable Long counted, @Nullable Long allowed, @Nullable UUID hold) {
        return new GuardJson(
                guard.system().value(),
                GuardLimitJson.of(guard.limit()),
                switch (guard) {
                    case Guard.Settled settled -> null;
                    case Guard.Loosening loosening ->
                        new ProposedLimitJson(
                                GuardLimitJson.of(loosening.wanted()), loosening.proposedBy(), loosening.proposedAt());
                },
                counted,
                allowed,
                hold,
                guard.version());
    }

    /** Every system's guard. */
    @RegisterForReflection
    @Schema(name = "Guards", requiredProperties = "items")
    public record GuardsJson(List<GuardedSystemJson> items) {

        static GuardsJson of(ListGuards.Outcome.Listed listed) {
            return new GuardsJson(listed.guards().stream()
                    .map(one -> new GuardedSystemJson(one.system().name(), GuardJson.of(one.guard())))
                    .toList());
        }
    }

    /** A system and what guards it. */
    @RegisterForReflection
    @Schema(
            name = "GuardedSystem",
            description = "A system and what guards it.",
            requiredProperties = {"name", "guard"})
    public record GuardedSystemJson(
            @Schema(description = "The system's name.") String name, GuardJson guard) {}

    /** A limit. */
    @RegisterForReflection
    @Schema(
            name = "GuardLimit",
            description = "The greater of number and share holds.",
            requiredProperties = {"number", "sharePercent", "window"})
    public record GuardLimitJson(
            @Schema(description = "Accounts.", minimum = "0", maximum = "1000000") @Nullable
            Integer number,

            @Schema(
                    description = "Of the accounts that the system is known to hold, rounded down.",
                    minimum = "0",
                    maximum = "100")
            @Nullable
            Integer sharePercent,

            @Schema(description = "How far back to count, as an ISO 8601 duration: 1 minute to 31 days.") @Nullable
            String window) {

        static GuardLimitJson of(GuardLimit limit) {
            return new GuardLimitJson(
                    limit.number(), limit.sharePercent(), limit.window().toString());
        }

        /** Checks everything and says all that is wrong at once. */
        GuardLimit read(Flaws flaws) {
            int accounts = required("/number", number, flaws);
            int share = required("/sharePercent", sharePercent, flaws);
            Duration back = readWindow(flaws);
            // One at a time, so that everything that is out of range is said at once.
            flaws.make("", GuardLimit.USUAL, () -> new GuardLimit(accounts, 0, GuardLimit.USUAL.window()));
            flaws.make("", GuardLimit.USUAL, () -> new GuardLimit(0, share, GuardLimit.USUAL.window()));
            flaws.make("", GuardLimit.USUAL, () -> new GuardLimit(0, 0, back));
            flaws.refuse();
            return new GuardLimit(accounts, share, back);
        }

        private static int required(String pointer, @Nullable Integer value, Flaws flaws) {
            if (value == null) {
                flaws.at(pointer, "is missing: give a whole number");
                return 0;
            }
            return value;
        }

        private Duration readWindow(Flaws flaws) {
            if (window == null) {
                flaws.at("/window", "is missing: write an ISO 8601 duration like PT24H");
                return GuardLimit.USUAL.window();
            }
            try {
                return Duration.parse(window);
            } catch (DateTimeParseException e) {
                flaws.at("/window", "is not an ISO 8601 duration: write one like PT24H");
                return GuardLimit.USUAL.window();
            }
        }
    }

    /** A looser limit that waits. */
    @RegisterForReflection
    @Schema(
            name = "ProposedGuardLimit",
            description = "A looser limit that waits for a second person.",
            requiredProperties = {"limit", "proposedBy", "proposedAt"})
    public record ProposedLimitJson(
            GuardLimitJson limit,
            @Schema(description = "By subject.") String proposedBy,
            Instant proposedAt) {}
}

package dev.tenure.rest.provisioning;

import dev.tenure.application.provisioning.ListStops;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Stop;
import dev.tenure.rest.problem.Flaws;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Nothing is written to one system, or to any, until an administrator lets it start again. */
@RegisterForReflection
@Schema(
        name = "Stop",
        description = "Nothing is written to one system, or to any, until an administrator lets it start again.",
        requiredProperties = {"id", "state", "reason", "stoppedBy", "stoppedAt"})
public record StopJson(
        UUID id,

        @Schema(description = "Which system; absent where it is for all.") @Nullable
        UUID system,

        @Schema(enumeration = {"in-force", "lifted"}) String state,
        String reason,
        @Schema(description = "By subject.") String stoppedBy,
        Instant stoppedAt,

        @Schema(description = "Why writing could go on.") @Nullable
        String startReason,

        @Schema(description = "By subject.") @Nullable String startedBy,
        @Nullable Instant startedAt) {

    static StopJson of(Stop stop) {
        return switch (stop) {
            case Stop.InForce inForce -> of(inForce, null, null, null);
            case Stop.Lifted lifted -> of(lifted, lifted.reason(), lifted.by(), lifted.at());
        };
    }

    private static StopJson of(Stop stop, @Nullable String reason, @Nullable String by, @Nullable Instant at) {
        Stop.Order order = stop.order();
        return new StopJson(
                order.id(),
                order.system().map(SystemId::value).orElse(null),
                stop.label(),
                order.reason(),
                order.by(),
                order.at(),
                reason,
                by,
                at);
    }

    /** A page of stops, and what is in force whatever the page. */
    @RegisterForReflection
    @Schema(
            name = "StopPage",
            requiredProperties = {"inForce", "items"})
    public record StopPageJson(
            @Schema(description = "What is stopped now: that for all first.")
            List<StopJson> inForce,

            List<StopJson> items,
            @Nullable String next) {

        static StopPageJson of(ListStops.Outcome.Listed listed) {
            return new StopPageJson(
                    listed.inForce().stream().map(StopJson::of).toList(),
                    listed.stops().map(StopJson::of).items(),
                    listed.stops().next().orElse(null));
        }
    }

    /** What to stop, and why. */
    @RegisterForReflection
    @Schema(name = "StopOrder", description = "What to stop, and why.", requiredProperties = "reason")
    public record StopOrderJson(
            @Schema(description = "Which system; all where left out.", format = "uuid") @Nullable
            String system,

            @Schema(minLength = 1, maxLength = 500) @Nullable
            String reason) {

        /** {@link UUID#fromString} alone also takes shortened ones. */
        private static final Pattern UUID_FORM =
                Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

        Optional<SystemId> readSystem(Flaws flaws) {
            if (system == null) {
                return Optional.empty();
            }
            if (!UUID_FORM.matcher(system).matches()) {
                flaws.at("/system", "is not a UUID: write one like 0197a6e2-7d3c-7c11-9e55-0242ac120002");
                return Optional.empty();
            }
            return Optional.of(new SystemId(UUID.fromString(system)));
        }

        String readReason(Flaws flaws) {
            if (reason == null) {
                flaws.at("/reason", "is missing: write 1 to 500 characters");
                return "";
            }
            return reason;
        }
    }
}

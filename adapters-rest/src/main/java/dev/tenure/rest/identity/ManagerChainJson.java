package dev.tenure.rest.identity;

import dev.tenure.application.identity.ShowManagerChain;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.ManagerChain.End;
import dev.tenure.domain.identity.ManagerChain.Link;
import dev.tenure.domain.identity.WorkerKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The people above somebody. */
@RegisterForReflection
@Schema(
        name = "ManagerChain",
        description = "The people above somebody, the nearest first.",
        requiredProperties = {"items", "end"})
public record ManagerChainJson(
        List<ManagerJson> items,
        ChainEndJson end,

        @Schema(description = "The nearest one above who can decide; missing where nobody can.") @Nullable
        UUID deciding) {

    static ManagerChainJson of(ShowManagerChain.Outcome.Shown shown) {
        return new ManagerChainJson(
                shown.chain().links().stream().map(ManagerJson::of).toList(),
                ChainEndJson.of(shown.chain().end()),
                shown.deciding().map(person -> person.id().value()).orElse(null));
    }

    /** Somebody above. */
    @RegisterForReflection
    @Schema(
            name = "Manager",
            requiredProperties = {"identity", "displayName", "standing"})
    public record ManagerJson(
            UUID identity,
            String displayName,

            @Schema(
                    enumeration = {"can-act", "out", "not-started", "on-leave", "not-a-person"},
                    description = "Whether they can decide, or why not.")
            String standing) {

        static ManagerJson of(Link link) {
            Identity manager = link.manager();
            return new ManagerJson(
                    manager.id().value(),
                    manager.profile().displayName(),
                    switch (link) {
                        case Link.CanAct act -> "can-act";
                        case Link.Out out -> "out";
                        case Link.NotStarted notStarted -> "not-started";
                        case Link.OnLeave onLeave -> "on-leave";
                        case Link.NotAPerson notAPerson -> "not-a-person";
                    });
        }
    }

    /** Why a chain ends. */
    @RegisterForReflection
    @Schema(name = "ManagerChainEnd", requiredProperties = "reason")
    public record ChainEndJson(
            @Schema(
                    enumeration = {"top", "unknown", "self-managed", "cycle", "too-long"},
                    description =
                            "Nobody is named; the named one is unknown; the last one is their own manager; the named one"
                                    + " stands in the chain already; there are too many.")
            String reason,

            @Schema(description = "The source that names an unknown one.") @Nullable
            String source,

            @Schema(description = "The unknown one's id there.") @Nullable
            String workerId,

            @Schema(description = "Who stands in the chain already.") @Nullable
            UUID identity) {

        static ChainEndJson of(End end) {
            return switch (end) {
                case End.Top top -> new ChainEndJson("top", null, null, null);
                case End.Unknown unknown -> unknown(unknown.manager());
                case End.SelfManaged self -> new ChainEndJson("self-managed", null, null, null);
                case End.Cycle cycle ->
                    new ChainEndJson("cycle", null, null, cycle.again().value());
                case End.TooLong tooLong -> new ChainEndJson("too-long", null, null, null);
            };
        }

        private static ChainEndJson unknown(WorkerKey named) {
            return new ChainEndJson("unknown", named.feed(), named.workerId(), null);
        }
    }
}

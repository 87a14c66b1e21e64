package dev.tenure.rest.provisioning;

import dev.tenure.application.paging.Slice;
import dev.tenure.application.provisioning.Holds;
import dev.tenure.domain.provisioning.Hold;
import dev.tenure.domain.provisioning.HoldRelease;
import dev.tenure.rest.provisioning.GuardJson.GuardLimitJson;
import dev.tenure.rest.provisioning.OperationJson.CauseJson;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the guard holds on one system. */
@RegisterForReflection
@Schema(
        name = "Hold",
        description = "What the guard holds on one system, since one change too many came within the window.",
        requiredProperties = {
            "id",
            "system",
            "systemName",
            "state",
            "limit",
            "allowed",
            "counted",
            "first",
            "openedAt",
            "accounts",
            "operations",
            "causes",
            "letGo"
        })
public record HoldJson(
        UUID id,
        UUID system,
        String systemName,
        @Schema(enumeration = {"open", "ended"}) String state,
        @Schema(description = "The limit that held then.") GuardLimitJson limit,

        @Schema(description = "How many accounts the limit let pass within the window.")
        long allowed,

        @Schema(description = "How many accounts had passed.")
        long counted,

        @Schema(description = "What the change was for that was one too many.")
        CauseJson first,

        Instant openedAt,

        @Schema(description = "When nothing of it was held any longer.") @Nullable
        Instant endedAt,

        @Schema(description = "On how many accounts something is held.")
        long accounts,

        @Schema(description = "How many operations are held.")
        long operations,

        @Schema(description = "How many cases they belong to.")
        long causes,

        @Schema(description = "How many operations were held and are not any longer: released, or no longer wanted.")
        long letGo,

        @Schema(description = "The proposal that waits for a second person.") @Nullable
        HoldReleaseJson waiting,

        @Schema(description = "Every proposal, the newest first; in the view of one hold only.") @Nullable
        List<HoldReleaseJson> releases) {

    static HoldJson of(Holds.Summary summary) {
        return of(summary, null);
    }

    static HoldJson of(Holds.Summary summary, @Nullable List<HoldRelease> releases) {
        Hold.Opening opening = summary.hold().opening();
        return new HoldJson(
                opening.id().value(),
                opening.system().value(),
                summary.system(),
                summary.hold().label(),
                GuardLimitJson.of(opening.limit()),
                opening.allowed(),
                opening.counted(),
                new CauseJson(Wire.name(opening.first().kind()), opening.first().id()),
                opening.openedAt(),
                switch (summary.hold()) {
                    case Hold.Open open -> null;
                    case Hold.Ended ended -> ended.endedAt();
                },
                summary.accounts(),
                summary.operations(),
                summary.causes(),
                summary.letGo(),
                summary.waiting().map(HoldReleaseJson::of).orElse(null),
                releases == null
                        ? null
                        : releases.stream().map(HoldReleaseJson::of).toList());
    }

    /** A page of holds. */
    @RegisterForReflection
    @Schema(name = "HoldPage", requiredProperties = "items")
    public record HoldPageJson(
            List<HoldJson> items, @Nullable String next) {

        static HoldPageJson of(Slice<Holds.Summary> slice) {
            return new HoldPageJson(
                    slice.map(HoldJson::of).items(), slice.next().orElse(null));
        }
    }

    /** An account on which something is held. */
    @RegisterForReflection
    @Schema(
            name = "HeldAccount",
            description = "An account on which something is held.",
            requiredProperties = {"account", "name", "cause", "work", "deadline", "since"})
    public record HeldAccountJson(
            UUID account,

            @Schema(description = "What people call it on the system.")
            String name,

            @Schema(description = "Whom it belongs to, where that is known.") @Nullable
            PersonJson person,

            @Schema(description = "What the first of it is for.")
            CauseJson cause,

            @Schema(description = "What is to be done, in the order of planning.")
            List<String> work,

            @Schema(description = "The earliest; it runs on while the work is held.")
            Instant deadline,

            Instant since) {

        static HeldAccountJson of(Holds.HeldAccount held) {
            return new HeldAccountJson(
                    held.account().value(),
                    held.name(),
                    held.person()
                            .map(person -> new PersonJson(person.id().value(), person.workerId(), person.name()))
                            .orElse(null),
                    new CauseJson(Wire.name(held.cause().kind()), held.cause().id()),
                    held.work(),
                    held.deadline(),
                    held.since());
        }
    }

    /** A person in a list. */
    @RegisterForReflection
    @Schema(
            name = "HeldPerson",
            description = "Whom an account belongs to.",
            requiredProperties = {"id", "workerId", "name"})
    public record PersonJson(
            @Schema(description = "The identity.") UUID id, String workerId, String name) {}

    /** A page of accounts. */
    @RegisterForReflection
    @Schema(name = "HeldAccountPage", requiredProperties = "items")
    public record HeldAccountPageJson(
            List<HeldAccountJson> items, @Nullable String next) {

        static HeldAccountPageJson of(Slice<Holds.HeldAccount> slice) {
            return new HeldAccountPageJson(
                    slice.map(HeldAccountJson::of).items(), slice.next().orElse(null));
        }
    }
}

package dev.tenure.rest.lifecycle;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tenure.application.lifecycle.ListSuspensions;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.lifecycle.Suspension;
import dev.tenure.rest.problem.Flaws;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Somebody who is shut out at once, whatever HR says. */
@RegisterForReflection
@Schema(
        name = "Suspension",
        description = "Somebody who is shut out at once, whatever HR says.",
        requiredProperties = {"id", "identity", "case", "state", "reason", "by", "at", "decideBy"})
public record SuspensionJson(
        UUID id,
        UUID identity,

        @Schema(description = "The name; in lists.") @Nullable
        String person,

        @JsonProperty("case") @Schema(description = "The leaver's case that sees to it.")
        UUID leaverCase,

        @Schema(enumeration = {"undecided", "upheld", "lifted"})
        String state,

        String reason,
        @Schema(description = "By subject.") String by,
        Instant at,

        @Schema(description = "By when somebody has to decide.")
        Instant decideBy,

        @Schema(description = "Why it was decided so.") @Nullable
        String decision,

        @Schema(description = "By subject; missing where HR's own record decided it.") @Nullable
        String decidedBy,

        @Nullable Instant decidedAt) {

    static SuspensionJson of(Suspension suspension, @Nullable String person) {
        return switch (suspension) {
            case Suspension.Undecided undecided -> of(undecided, person, null);
            case Suspension.Upheld upheld -> of(upheld, person, upheld.decision());
            case Suspension.Lifted lifted -> of(lifted, person, lifted.decision());
        };
    }

    private static SuspensionJson of(
            Suspension suspension, @Nullable String person, Suspension.@Nullable Decision decision) {
        Suspension.Call call = suspension.call();
        return new SuspensionJson(
                call.id().value(),
                call.identity().value(),
                person,
                call.leaverCase().value(),
                suspension.label(),
                call.reason(),
                call.by(),
                call.at(),
                call.decideBy(),
                decision == null ? null : decision.reason(),
                decision == null ? null : subject(decision.by()),
                decision == null ? null : decision.at());
    }

    private static @Nullable String subject(Suspension.Decider decider) {
        return switch (decider) {
            case Suspension.Decider.Person person -> person.subject();
            case Suspension.Decider.HrRecord record -> null;
        };
    }

    /** A page of suspensions. */
    @RegisterForReflection
    @Schema(name = "SuspensionPage", requiredProperties = "items")
    public record SuspensionPageJson(
            List<SuspensionJson> items, @Nullable String next) {

        static SuspensionPageJson of(Slice<ListSuspensions.Named> slice) {
            return new SuspensionPageJson(
                    slice.map(named -> SuspensionJson.of(named.suspension(), named.person()))
                            .items(),
                    slice.next().orElse(null));
        }
    }

    /** Who is to be shut out, and why. */
    @RegisterForReflection
    @Schema(
            name = "SuspensionCall",
            description = "Who is to be shut out at once, and why.",
            requiredProperties = {"identity", "reason"})
    public record SuspensionCallJson(
            @Nullable UUID identity,

            @Schema(minLength = 1, maxLength = 500) @Nullable
            String reason,

            @Schema(
                    description = "Whether it is decided already that the person is out for good.",
                    defaultValue = "false")
            @Nullable
            Boolean forGood) {

        SuspensionCallJson checked() {
            Flaws flaws = new Flaws();
            if (identity == null) {
                flaws.at("/identity", "is missing: write the id of the person");
            }
            if (reason == null) {
                flaws.at("/reason", "is missing: write 1 to 500 characters");
            }
            flaws.refuse();
            return this;
        }

        UUID person() {
            return Objects.requireNonNull(identity);
        }

        String why() {
            return Objects.requireNonNull(reason);
        }

        boolean isForGood() {
            return Boolean.TRUE.equals(forGood);
        }
    }

    /** What is decided, and why. */
    @RegisterForReflection
    @Schema(
            name = "SuspensionDecision",
            description = "Whether the person is out for good, and why.",
            requiredProperties = {"forGood", "reason"})
    public record SuspensionDecisionJson(
            @Schema(description = "True: out for good. False: the suspension is lifted.") @Nullable
            Boolean forGood,

            @Schema(minLength = 1, maxLength = 500) @Nullable
            String reason) {

        SuspensionDecisionJson checked() {
            Flaws flaws = new Flaws();
            if (forGood == null) {
                flaws.at("/forGood", "is missing: write true or false");
            }
            if (reason == null) {
                flaws.at("/reason", "is missing: write 1 to 500 characters");
            }
            flaws.refuse();
            return this;
        }

        boolean isForGood() {
            return Boolean.TRUE.equals(forGood);
        }

        String why() {
            return Objects.requireNonNull(reason);
        }
    }
}

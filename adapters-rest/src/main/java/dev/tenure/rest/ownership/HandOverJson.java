package dev.tenure.rest.ownership;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tenure.application.ownership.HandOvers;
import dev.tenure.application.ownership.ListHandOvers;
import dev.tenure.application.ownership.NamedHandOver;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.ownership.HandOver;
import dev.tenure.rest.problem.Flaws;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Something that a leaver owned, and who has it now. */
@RegisterForReflection
@Schema(
        name = "HandOver",
        description = "Something that a leaver owned, and who has it now.",
        requiredProperties = {
            "id",
            "case",
            "leaver",
            "leaverName",
            "kind",
            "thing",
            "name",
            "state",
            "openedAt",
            "dueAt"
        })
public record HandOverJson(
        UUID id,

        @JsonProperty("case") @Schema(name = "case", description = "The leaver's case: it stays open until then.")
        UUID leaverCase,

        @Schema(description = "The identity that leaves.") UUID leaver,
        String leaverName,

        @Schema(enumeration = {"system", "engagement", "non-human"})
        String kind,

        @Schema(description = "The id of the system or engagement.")
        UUID thing,

        @Schema(description = "What people called it when the hand-over began.")
        String name,

        @Schema(
                description = "One that lapsed has nothing left to hand over.",
                enumeration = {"due", "handed-over", "lapsed"})
        String state,

        Instant openedAt,

        @Schema(description = "By when it has to have another owner.")
        Instant dueAt,

        @Schema(description = "The nearest manager who can act, by identity.") @Nullable
        UUID proposed,

        @Nullable String proposedName,
        @Nullable HandOverDoneJson done,
        @Nullable HandOverLapseJson lapsed) {

    static HandOverJson of(NamedHandOver named) {
        return switch (named.handOver()) {
            case HandOver.Due due -> of(named, null, null);
            case HandOver.HandedOver done -> of(named, HandOverDoneJson.of(done, named.successor()), null);
            case HandOver.Lapsed lapsed ->
                of(named, null, new HandOverLapseJson(lapsed.why().label(), lapsed.at()));
        };
    }

    private static HandOverJson of(
            NamedHandOver named, @Nullable HandOverDoneJson done, @Nullable HandOverLapseJson lapsed) {
        HandOver.Facts facts = named.handOver().facts();
        Optional<IdentityId> proposed = facts.proposed();
        return new HandOverJson(
                facts.id().value(),
                facts.leaverCase().value(),
                facts.leaver().value(),
                named.leaver(),
                facts.thing().kind().label(),
                facts.thing().id(),
                facts.thing().name(),
                named.handOver().label(),
                facts.openedAt(),
                facts.dueAt(),
                proposed.map(IdentityId::value).orElse(null),
                proposed.isPresent() ? named.proposed() : null,
                done,
                lapsed);
    }

    /** Who has it now. */
    @RegisterForReflection
    @Schema(
            name = "HandOverDone",
            description = "Who has it now.",
            requiredProperties = {"successor", "successorName", "by", "reason", "at", "late"})
    public record HandOverDoneJson(
            @Schema(description = "By identity.") UUID successor,
            String successorName,

            @Schema(description = "Who decided that, by subject.")
            String by,

            String reason,
            Instant at,

            @Schema(description = "Whether that was after its time.")
            boolean late) {

        static HandOverDoneJson of(HandOver.HandedOver done, String name) {
            return new HandOverDoneJson(
                    done.successor().value(), name, done.by(), done.reason(), done.at(), done.wasLate());
        }
    }

    /** Why there is nothing left to hand over. */
    @RegisterForReflection
    @Schema(
            name = "HandOverLapse",
            description = "Why there is nothing left to hand over.",
            requiredProperties = {"why", "at"})
    public record HandOverLapseJson(
            @Schema(
                    description = "It is gone or has another owner, or the leaver's case was withdrawn.",
                    enumeration = {"not-theirs", "case-withdrawn"})
            String why,

            Instant at) {}

    /** A page of hand-overs. */
    @RegisterForReflection
    @Schema(
            name = "HandOverPage",
            requiredProperties = {"items", "totals"})
    public record HandOverPageJson(
            List<HandOverJson> items,
            HandOverTotalsJson totals,
            @Nullable String next) {

        static HandOverPageJson of(ListHandOvers.Outcome.Listed listed) {
            HandOvers.Totals totals = listed.totals();
            return new HandOverPageJson(
                    listed.handOvers().map(HandOverJson::of).items(),
                    new HandOverTotalsJson(totals.due(), totals.late()),
                    listed.handOvers().next().orElse(null));
        }
    }

    /** How many wait for another owner. */
    @RegisterForReflection
    @Schema(
            name = "HandOverTotals",
            description = "How many wait for another owner, of all or of what is proposed to the caller.",
            requiredProperties = {"due", "late"})
    public record HandOverTotalsJson(
            long due,

            @Schema(description = "Those of which the time has passed.")
            long late) {}

    /** Who owns it from now on. */
    @RegisterForReflection
    @Schema(
            name = "Successor",
            description = "Who owns it from now on.",
            requiredProperties = {"successor", "reason"})
    public record SuccessorJson(
            @Schema(type = SchemaType.STRING, format = "uuid", description = "The identity of a person who works now.")
            @Nullable
            String successor,

            @Schema(
                    description =
                            "The successor's subject, as the system is to name its owner; left out, it is their e-mail address, or"
                                    + " worker id where there is none. Of administrators and operators alone.",
                    minLength = 1,
                    maxLength = 200)
            @Nullable
            String owner,

            @Schema(minLength = 1, maxLength = 2000) @Nullable
            String reason) {

        Read read() {
            Flaws flaws = new Flaws();
            Optional<UUID> named = Optional.ofNullable(successor)
                    .filter(text -> text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"))
                    .map(UUID::fromString);
            if (named.isEmpty()) {
                flaws.at("/successor", "is no UUID: write one like 0197a6e2-7d3c-7c11-9e55-0242ac120002");
            }
            if (reason == null) {
                flaws.at("/reason", "is missing: write 1 to 2000 characters");
            }
            flaws.refuse();
            return new Read(
                    new IdentityId(named.orElseThrow()), Optional.ofNullable(owner), Objects.requireNonNull(reason));
        }

        /** The same, all of it given. */
        record Read(IdentityId successor, Optional<String> owner, String reason) {}
    }
}

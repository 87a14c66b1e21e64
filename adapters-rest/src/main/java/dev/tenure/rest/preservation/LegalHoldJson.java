package dev.tenure.rest.preservation;

import dev.tenure.application.paging.Slice;
import dev.tenure.application.preservation.ListLegalHolds;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.preservation.LegalHold;
import dev.tenure.rest.problem.Flaws;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What belongs to somebody must not be destroyed. */
@RegisterForReflection
@Schema(
        name = "LegalHold",
        description = "What belongs to somebody must not be destroyed: it may be wanted as evidence.",
        requiredProperties = {"id", "identity", "state", "reason", "by", "at"})
public record LegalHoldJson(
        UUID id,
        UUID identity,

        @Schema(description = "The name; in lists.") @Nullable
        String person,

        @Schema(
                description = "Nothing is destroyed while it is in-force or lifting.",
                enumeration = {"in-force", "lifting", "lifted"})
        String state,

        String reason,
        @Schema(description = "By subject.") String by,
        Instant at,

        @Schema(description = "Who wants it lifted, or wanted it.") @Nullable
        LegalHoldLiftJson lift) {

    static LegalHoldJson of(LegalHold hold, @Nullable String person) {
        return switch (hold) {
            case LegalHold.InForce h -> of(h, person, null);
            case LegalHold.Lifting h -> of(h, person, LegalHoldLiftJson.of(h.proposal(), null, null));
            case LegalHold.Lifted h ->
                of(h, person, LegalHoldLiftJson.of(h.proposal(), h.confirmedBy(), h.confirmedAt()));
        };
    }

    private static LegalHoldJson of(LegalHold hold, @Nullable String person, @Nullable LegalHoldLiftJson lift) {
        LegalHold.Order order = hold.order();
        return new LegalHoldJson(
                order.id().value(),
                order.identity().value(),
                person,
                hold.label(),
                order.reason(),
                order.by(),
                order.at(),
                lift);
    }

    /** Who wants a hold lifted, and who agreed. */
    @RegisterForReflection
    @Schema(
            name = "LegalHoldLift",
            description = "Who wants a hold lifted, and who agreed.",
            requiredProperties = {"reason", "proposedBy", "proposedAt"})
    public record LegalHoldLiftJson(
            String reason,
            @Schema(description = "By subject.") String proposedBy,
            Instant proposedAt,
            @Schema(description = "By subject.") @Nullable String confirmedBy,
            @Nullable Instant confirmedAt) {

        static LegalHoldLiftJson of(
                LegalHold.Proposal proposal, @Nullable String confirmedBy, @Nullable Instant confirmedAt) {
            return new LegalHoldLiftJson(proposal.reason(), proposal.by(), proposal.at(), confirmedBy, confirmedAt);
        }
    }

    /** A page of holds. */
    @RegisterForReflection
    @Schema(name = "LegalHoldPage", requiredProperties = "items")
    public record LegalHoldPageJson(
            List<LegalHoldJson> items, @Nullable String next) {

        static LegalHoldPageJson of(Slice<ListLegalHolds.Named> slice) {
            return new LegalHoldPageJson(
                    slice.map(named -> LegalHoldJson.of(named.hold(), named.person()))
                            .items(),
                    slice.next().orElse(null));
        }
    }

    /** On whom a hold is placed, and why. */
    @RegisterForReflection
    @Schema(
            name = "LegalHoldOrder",
            description = "On whom a hold is placed, and why, such as the name of a matter.",
            requiredProperties = {"identity", "reason"})
    public record LegalHoldOrderJson(
            @Nullable UUID identity,

            @Schema(minLength = 1, maxLength = 500) @Nullable
            String reason) {

        LegalHoldOrderJson checked() {
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

        IdentityId person() {
            return new IdentityId(Objects.requireNonNull(identity));
        }

        String why() {
            return Objects.requireNonNull(reason);
        }
    }

    /** Whether the second person agrees. */
    @RegisterForReflection
    @Schema(name = "LegalHoldLiftDecision", description = "Whether a hold is lifted.", requiredProperties = "agree")
    public record LegalHoldLiftDecisionJson(
            @Schema(description = "True: it is lifted. False: it stands as before.") @Nullable
            Boolean agree) {

        boolean read() {
            Flaws flaws = new Flaws();
            if (agree == null) {
                flaws.at("/agree", "is missing: write true or false");
            }
            flaws.refuse();
            return Boolean.TRUE.equals(agree);
        }
    }
}

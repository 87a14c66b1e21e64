package dev.tenure.rest.lifecycle;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tenure.domain.lifecycle.Undo;
import dev.tenure.rest.problem.Flaws;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Giving back what a leaver's case took by mistake, which takes two people. */
@RegisterForReflection
@Schema(
        name = "Undo",
        description = "Giving back what a leaver's case took away by mistake, which takes two people.",
        requiredProperties = {
            "id",
            "case",
            "identity",
            "state",
            "parts",
            "losses",
            "reason",
            "proposedBy",
            "proposedAt",
            "decideBy"
        })
public record UndoJson(
        UUID id,

        @JsonProperty("case") @Schema(description = "The leaver's case that was a mistake.")
        UUID leaverCase,

        UUID identity,

        @Schema(enumeration = {"proposed", "declined", "confirmed", "completed"})
        String state,

        @Schema(
                description =
                        "What would be given back as it stood at the proposal; once two people agreed, what is given"
                                + " back and how far it is, what was taken away since the proposal included.")
        List<UndoPartJson> parts,

        @Schema(description = "What does not come back and has to be issued anew.")
        List<UndoLossJson> losses,

        String reason,
        @Schema(description = "By subject.") String proposedBy,
        Instant proposedAt,

        @Schema(description = "By when the second person has to agree.")
        Instant decideBy,

        @Schema(description = "By subject.") @Nullable String decidedBy,
        @Nullable Instant decidedAt,

        @Schema(description = "When all was given back or left alone.") @Nullable
        Instant completedAt) {

    static UndoJson of(Undo undo) {
        return switch (undo) {
            case Undo.Proposed u -> of(u, proposed(u), null, null, null);
            case Undo.Declined u -> of(u, proposed(u), u.declinedBy(), u.declinedAt(), null);
            case Undo.Confirmed u -> of(u, parts(u.parts()), u.confirmedBy(), u.confirmedAt(), null);
            case Undo.Completed u -> of(u, parts(u.parts()), u.confirmedBy(), u.confirmedAt(), u.completedAt());
        };
    }

    private static UndoJson of(
            Undo undo,
            List<UndoPartJson> parts,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable Instant completedAt) {
        Undo.Proposal proposal = undo.proposal();
        return new UndoJson(
                proposal.id().value(),
                proposal.leaverCase().value(),
                proposal.identity().value(),
                undo.label(),
                parts,
                proposal.losses().stream().map(UndoLossJson::of).toList(),
                proposal.reason(),
                proposal.proposedBy(),
                proposal.proposedAt(),
                proposal.decideBy(),
                decidedBy,
                decidedAt,
                completedAt);
    }

    private static List<UndoPartJson> proposed(Undo undo) {
        return undo.proposal().gifts().stream()
                .map(gift -> UndoPartJson.of(gift, null, null, null))
                .toList();
    }

    private static List<UndoPartJson> parts(List<Undo.Part> parts) {
        return parts.stream().map(UndoPartJson::of).toList();
    }

    /** One thing to give back on one account. */
    @RegisterForReflection
    @Schema(
            name = "UndoPart",
            description = "One thing to give back on one account, and how far it is.",
            requiredProperties = {"account", "system", "accountName", "access"})
    public record UndoPartJson(
            UUID account,
            UUID system,

            @Schema(description = "What people call the account on the target.")
            String accountName,

            @Schema(enumeration = {"sign-in", "membership"}) String access,

            @Schema(description = "The target's id of what the account is a member of.") @Nullable
            String entitlement,

            @Schema(description = "What people call that on the target.") @Nullable
            String entitlementName,

            @Schema(
                    description = "Missing until two people agreed. refused: the attempts go on until somebody acts.",
                    enumeration = {"due", "refused", "given", "left-alone"})
            @Nullable
            String state,

            @Schema(description = "Why the target refuses it, or why it is left alone.") @Nullable
            String reason,

            @Schema(description = "When the target showed it.") @Nullable
            Instant givenAt) {

        static UndoPartJson of(Undo.Part part) {
            String state = part.state().label();
            return switch (part.state()) {
                case Undo.PartState.Due due -> of(part.gift(), state, null, null);
                case Undo.PartState.Refused refused -> of(part.gift(), state, refused.reason(), null);
                case Undo.PartState.Given given -> of(part.gift(), state, null, given.at());
                case Undo.PartState.LeftAlone left -> of(part.gift(), state, left.reason(), null);
            };
        }

        static UndoPartJson of(
                Undo.Gift gift, @Nullable String state, @Nullable String reason, @Nullable Instant givenAt) {
            return switch (gift.access()) {
                case Undo.Access.SignIn signIn -> of(gift, "sign-in", null, null, state, reason, givenAt);
                case Undo.Access.Membership member ->
                    of(gift, "membership", member.entitlement(), member.name(), state, reason, givenAt);
            };
        }

        private static UndoPartJson of(
                Undo.Gift gift,
                String access,
                @Nullable String entitlement,
                @Nullable String entitlementName,
                @Nullable String state,
                @Nullable String reason,
                @Nullable Instant givenAt) {
            return new UndoPartJson(
                    gift.account().value(),
                    gift.system().value(),
                    gift.name(),
                    access,
                    entitlement,
                    entitlementName,
                    state,
                    reason,
                    givenAt);
        }
    }

    /** What the case ended, or may have ended, and what does not come back. */
    @RegisterForReflection
    @Schema(
            name = "UndoLoss",
            description = "What the case ended, or may have ended, and what has to be issued anew.",
            requiredProperties = {"account", "system", "accountName", "step"})
    public record UndoLossJson(
            UUID account,
            UUID system,

            @Schema(description = "What people call the account on the target.")
            String accountName,

            @Schema(
                    description = "The step that ended it.",
                    enumeration = {"end-sessions", "revoke-credentials", "reset-secret", "clear-mfa"})
            String step) {

        static UndoLossJson of(Undo.Loss loss) {
            return new UndoLossJson(loss.account().value(), loss.system().value(), loss.name(), Wire.name(loss.step()));
        }
    }

    /** All undos of one case. */
    @RegisterForReflection
    @Schema(name = "Undos", requiredProperties = "items")
    public record UndosJson(List<UndoJson> items) {

        static UndosJson of(List<Undo> undos) {
            return new UndosJson(undos.stream().map(UndoJson::of).toList());
        }
    }

    /** Whether the second person agrees. */
    @RegisterForReflection
    @Schema(name = "UndoDecision", description = "Whether access comes back.", requiredProperties = "agree")
    public record UndoDecisionJson(
            @Schema(description = "True: it comes back. False: the proposal is declined.") @Nullable
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

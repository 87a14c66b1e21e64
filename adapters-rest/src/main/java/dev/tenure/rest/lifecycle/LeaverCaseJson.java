package dev.tenure.rest.lifecycle;

import dev.tenure.application.lifecycle.ShowLeaverCase;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.CaseSystem;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverFacts;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.MilestoneState;
import dev.tenure.domain.lifecycle.Unobservable;
import dev.tenure.rest.identity.EmploymentJson.TerminationJson;
import dev.tenure.rest.identity.IdentityJson;
import dev.tenure.rest.provisioning.OperationJson;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The case of one leaver with everything about it. */
@RegisterForReflection
@Schema(
        name = "LeaverCase",
        description = "The case of one leaver with everything about it.",
        requiredProperties = {
            "id",
            "state",
            "openedAt",
            "identity",
            "facts",
            "systems",
            "accounts",
            "operations",
            "exceptions",
            "asOf",
            "version"
        })
public record LeaverCaseJson(
        UUID id,

        @Schema(enumeration = {"open", "closed", "withdrawn"})
        String state,

        Instant openedAt,

        @Schema(description = "When it closed or was withdrawn.") @Nullable
        Instant endedAt,

        @Schema(description = "Why it was withdrawn.") @Nullable
        String reason,

        IdentityJson identity,
        FactsJson facts,
        List<CaseSystemJson> systems,
        List<CaseAccountJson> accounts,
        List<OperationJson> operations,
        List<LeaverExceptionJson> exceptions,

        @Schema(description = "The time of everything here.")
        Instant asOf,

        long version) {

    static LeaverCaseJson of(ShowLeaverCase.Outcome.Shown shown) {
        LeaverCase leaverCase = shown.leaverCase();
        LeaverFacts facts = leaverCase.opening().facts();
        return new LeaverCaseJson(
                leaverCase.opening().id().value(),
                leaverCase.label(),
                leaverCase.opening().openedAt(),
                endedAt(leaverCase).orElse(null),
                leaverCase instanceof LeaverCase.Withdrawn withdrawn ? withdrawn.reason() : null,
                IdentityJson.of(shown.identity()),
                FactsJson.of(facts),
                leaverCase.systems().stream().map(CaseSystemJson::of).toList(),
                leaverCase.accounts().stream()
                        .map(account -> CaseAccountJson.of(account, facts))
                        .toList(),
                shown.operations().stream().map(OperationJson::of).toList(),
                shown.exceptions().stream().map(LeaverExceptionJson::of).toList(),
                shown.asOf(),
                leaverCase.version());
    }

    private static Optional<Instant> endedAt(LeaverCase leaverCase) {
        return switch (leaverCase) {
            case LeaverCase.Open open -> Optional.empty();
            case LeaverCase.Closed closed -> Optional.of(closed.closedAt());
            case LeaverCase.Withdrawn withdrawn -> Optional.of(withdrawn.withdrawnAt());
        };
    }

    /** What was frozen when the case opened, each fact apart: none is derived from another. */
    @RegisterForReflection
    @Schema(
            name = "LeaverFacts",
            description = "What was frozen when the case opened, each fact apart: none is derived from another.",
            requiredProperties = {
                "termination",
                "timeZone",
                "receivedAt",
                "clockStart",
                "clockRule",
                "hrDelay",
                "policyVersion",
                "privileged"
            })
    public record FactsJson(
            TerminationJson termination,

            @Schema(description = "IANA time zone by which the person's days end.")
            String timeZone,

            @Schema(description = "When the product learnt of the ending.")
            Instant receivedAt,

            @Schema(description = "When the clock started.") Instant clockStart,

            @Schema(
                    description = "What set the clock.",
                    enumeration = {"end-of-last-working-day", "immediate-notice"})
            String clockRule,

            @Schema(format = "duration", description = "How late HR told: from the start of the clock to the receipt.")
            String hrDelay,

            String policyVersion,
            boolean privileged) {

        static FactsJson of(LeaverFacts facts) {
            return new FactsJson(
                    TerminationJson.of(facts.termination()),
                    facts.zone().getId(),
                    facts.receivedAt(),
                    facts.clock().at(),
                    Wire.name(facts.clock().rule()),
                    facts.hrDelay().toString(),
                    facts.policyVersion(),
                    facts.privileged());
        }
    }

    /** One system in a case. */
    @RegisterForReflection
    @Schema(
            name = "CaseSystem",
            description = "One system in a leaver's case.",
            requiredProperties = {"system", "name", "shutOutBy", "cleanBy", "unobservable"})
    public record CaseSystemJson(
            UUID system,
            String name,

            @Schema(description = "By when accounts there are to be blocked and contained.")
            Instant shutOutBy,

            @Schema(description = "By when they are to be clean.")
            Instant cleanBy,

            List<UnobservableJson> unobservable,

            @Schema(description = "When the target was listed for the case.") @Nullable
            Instant listedAt,

            @Schema(description = "When a later listing showed that nothing is left.") @Nullable
            Instant confirmedAt) {

        static CaseSystemJson of(CaseSystem system) {
            return new CaseSystemJson(
                    system.system().value(),
                    system.name(),
                    system.shutOutBy(),
                    system.cleanBy(),
                    system.unobservable().stream().map(UnobservableJson::of).toList(),
                    system.listedAt().orElse(null),
                    system.confirmedAt().orElse(null));
        }
    }

    /** What can outlive a blocked account and cannot be listed. */
    @RegisterForReflection
    @Schema(
            name = "Unobservable",
            description = "What can outlive a blocked account on a system and cannot be listed there.",
            requiredProperties = {"what", "longestLife"})
    public record UnobservableJson(
            String what, @Schema(format = "duration") String longestLife) {

        static UnobservableJson of(Unobservable hidden) {
            return new UnobservableJson(hidden.what(), hidden.longestLife().toString());
        }
    }

    /** One account of a leaver. */
    @RegisterForReflection
    @Schema(
            name = "CaseAccount",
            description = "One account of a leaver, with its milestones.",
            requiredProperties = {"account", "system", "nativeId", "name", "knownBefore", "milestones", "retained"})
    public record CaseAccountJson(
            UUID account,
            UUID system,
            String nativeId,
            String name,

            @Schema(description = "Whether the product knew it before the case.")
            boolean knownBefore,

            @Schema(description = "In the order blocked, contained, clean.")
            List<MilestoneJson> milestones,

            @Schema(description = "Memberships that the target does not let go, by name.")
            List<String> retained) {

        static CaseAccountJson of(CaseAccount account, LeaverFacts facts) {
            return new CaseAccountJson(
                    account.account().value(),
                    account.system().value(),
                    account.nativeId(),
                    account.name(),
                    account.knownBefore(),
                    Arrays.stream(Milestone.values())
                            .map(milestone -> MilestoneJson.of(milestone, account.state(milestone), facts))
                            .toList(),
                    account.retained());
        }
    }

    /** How far one milestone of one account is, with the delays that led to it apart. */
    @RegisterForReflection
    @Schema(
            name = "Milestone",
            description = "How far one milestone of one account is. Durations stand where it is verified.",
            requiredProperties = {"milestone", "state", "deadline"})
    public record MilestoneJson(
            @Schema(enumeration = {"blocked", "contained", "clean"})
            String milestone,

            @Schema(enumeration = {"due", "verified", "left-alone", "withheld"})
            String state,

            Instant deadline,

            @Schema(description = "When the target showed it.") @Nullable
            Instant verifiedAt,

            @Schema(description = "Whether it was verified after its deadline.") @Nullable
            Boolean late,

            @Schema(
                    format = "duration",
                    description = "The whole time from the start of the clock, adjusted for nothing.")
            @Nullable
            String elapsed,

            @Schema(format = "duration", description = "How long the product took from when it could first act.")
            @Nullable
            String ourDelay) {

        static MilestoneJson of(Milestone milestone, MilestoneState state, LeaverFacts facts) {
            return switch (state) {
                case MilestoneState.Due due -> notYet(milestone, "due", due);
                case MilestoneState.LeftAlone left -> notYet(milestone, "left-alone", left);
                case MilestoneState.Withheld withheld -> notYet(milestone, "withheld", withheld);
                case MilestoneState.Verified verified ->
                    new MilestoneJson(
                            milestone.label(),
                            "verified",
                            verified.deadline(),
                            verified.at(),
                            verified.late(),
                            facts.elapsed(verified.at()).toString(),
                            facts.ourDelay(verified.at()).toString());
            };
        }

        private static MilestoneJson notYet(Milestone milestone, String label, MilestoneState state) {
            return new MilestoneJson(milestone.label(), label, state.deadline(), null, null, null, null);
        }
    }
}

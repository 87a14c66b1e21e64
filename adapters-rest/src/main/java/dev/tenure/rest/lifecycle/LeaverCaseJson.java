package dev.tenure.rest.lifecycle;

import dev.tenure.application.lifecycle.ShowLeaverCase;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.CaseArtefact;
import dev.tenure.domain.lifecycle.CaseSystem;
import dev.tenure.domain.lifecycle.Escalation;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverFacts;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.MilestoneState;
import dev.tenure.domain.lifecycle.Step;
import dev.tenure.domain.lifecycle.Unobservable;
import dev.tenure.domain.provisioning.Artefact;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.HeldPrivilege;
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
            "escalations",
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

        @Schema(description = "Which part of whose time was told to be gone, oldest first.")
        List<EscalationJson> escalations,

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
                shown.escalations().stream().map(EscalationJson::of).toList(),
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
                "privileged",
                "privileges"
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

            @Schema(description = "Whether every system's shorter time is for the person.")
            boolean privileged,

            @Schema(description = "The privileged access that was held when the case opened, or within 90 days before.")
            List<HeldPrivilegeJson> privileges) {

        static FactsJson of(LeaverFacts facts) {
            return new FactsJson(
                    TerminationJson.of(facts.termination()),
                    facts.zone().getId(),
                    facts.receivedAt(),
                    facts.clock().at(),
                    Wire.name(facts.clock().rule()),
                    facts.hrDelay().toString(),
                    facts.policyVersion(),
                    facts.privileged(),
                    facts.privileges().stream().map(HeldPrivilegeJson::of).toList());
        }
    }

    /** Privileged access that a leaver held through one account, or had held lately. */
    @RegisterForReflection
    @Schema(
            name = "HeldPrivilege",
            description = "Privileged access that a leaver held through one account, or had held lately.",
            requiredProperties = {"account", "system", "accountName", "held", "lastKnownAt"})
    public record HeldPrivilegeJson(
            UUID account,
            UUID system,
            String accountName,

            @Schema(description = "Whether it was held when the case opened.")
            boolean held,

            @Schema(description = "When it was last known to be held.")
            Instant lastKnownAt) {

        static HeldPrivilegeJson of(HeldPrivilege privilege) {
            return new HeldPrivilegeJson(
                    privilege.account().value(),
                    privilege.system().value(),
                    privilege.name(),
                    privilege.held(),
                    privilege.lastKnownAt());
        }
    }

    /** A part of the time to a deadline was gone and the target had not shown what it should. */
    @RegisterForReflection
    @Schema(
            name = "Escalation",
            description =
                    "A part of the time to a deadline was gone and the target had not shown what it should. Without account and"
                            + " milestone it is about a target that was not listed.",
            requiredProperties = {"system", "percent", "deadline", "notedAt"})
    public record EscalationJson(
            UUID system,
            @Nullable UUID account,

            @Schema(enumeration = {"blocked", "contained", "clean"}) @Nullable
            String milestone,

            @Schema(description = "Of the time from the start of the clock: 50, 80 or 100.")
            int percent,

            Instant deadline,
            Instant notedAt) {

        static EscalationJson of(Escalation escalation) {
            return new EscalationJson(
                    escalation.system().value(),
                    escalation.account().map(AccountId::value).orElse(null),
                    escalation.milestone().map(Milestone::label).orElse(null),
                    escalation.level().percent(),
                    escalation.deadline(),
                    escalation.at());
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
            Instant confirmedAt,

            @Schema(description = "That two people looked through it by hand; absent where it was listed.") @Nullable
            StatedJson stated) {

        static CaseSystemJson of(CaseSystem system) {
            return new CaseSystemJson(
                    system.system().value(),
                    system.name(),
                    system.shutOutBy(),
                    system.cleanBy(),
                    system.unobservable().stream().map(UnobservableJson::of).toList(),
                    system.listedAt().orElse(null),
                    system.confirmedAt().orElse(null),
                    system.stated().map(StatedJson::of).orElse(null));
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
            requiredProperties = {
                "account",
                "system",
                "nativeId",
                "name",
                "knownBefore",
                "milestones",
                "steps",
                "artefacts",
                "signIns",
                "retained"
            })
    public record CaseAccountJson(
            UUID account,
            UUID system,
            String nativeId,
            String name,

            @Schema(description = "Whether the product knew it before the case.")
            boolean knownBefore,

            @Schema(description = "In the order blocked, contained, clean.")
            List<MilestoneJson> milestones,

            @Schema(description = "The steps that bring them about, as the system's connector can take and see them.")
            List<StepJson> steps,

            @Schema(description = "Sessions, credentials and second factors that listing the target found.")
            List<ArtefactJson> artefacts,

            @Schema(description = "Who signed in after the end, or called the target.")
            SignInsJson signIns,

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
                    Arrays.stream(Step.values())
                            .filter(account.needed()::contains)
                            .map(step -> StepJson.of(step, account.shown().get(step)))
                            .toList(),
                    account.artefacts().stream().map(ArtefactJson::of).toList(),
                    SignInsJson.of(account.signIns()),
                    account.retained());
        }
    }

    /** One step of one account. */
    @RegisterForReflection
    @Schema(
            name = "Step",
            description = "A step that brings a milestone about. A milestone is verified when its last step is shown.",
            requiredProperties = {"step", "milestone"})
    public record StepJson(
            @Schema(
                    enumeration = {
                        "disable-account",
                        "end-sessions",
                        "revoke-credentials",
                        "reset-secret",
                        "clear-mfa",
                        "revoke-memberships"
                    })
            String step,

            @Schema(enumeration = {"blocked", "contained", "clean"})
            String milestone,

            @Schema(description = "When the target showed it; absent while it has not.") @Nullable
            Instant shownAt) {

        static StepJson of(Step step, @Nullable Instant shownAt) {
            return new StepJson(step.label(), step.milestone().label(), shownAt);
        }
    }

    /** A session, credential or second factor. */
    @RegisterForReflection
    @Schema(
            name = "Artefact",
            description = "A session, credential or second factor of an account, as the target listed it.",
            requiredProperties = {"kind", "what", "id", "foundAt"})
    public record ArtefactJson(
            @Schema(enumeration = {"session", "credential", "mfa-method"})
            String kind,

            @Schema(description = "What the target calls such a thing, such as access key.")
            String what,

            @Schema(description = "The target's id of it.") String id,

            @Schema(description = "When it was issued, enrolled or began, as the target tells it.") @Nullable
            Instant since,

            @Nullable Instant lastUsedAt,
            @Nullable Instant expiresAt,

            @Schema(description = "When a listing first showed it.")
            Instant foundAt,

            @Schema(description = "When the target showed that it is gone; absent while it is there.") @Nullable
            Instant goneAt) {

        static ArtefactJson of(CaseArtefact found) {
            Artefact artefact = found.artefact();
            return new ArtefactJson(
                    artefact.kind().label(),
                    artefact.what(),
                    artefact.id(),
                    artefact.since().orElse(null),
                    artefact.lastUsedAt().orElse(null),
                    artefact.expiresAt().orElse(null),
                    found.foundAt(),
                    found.goneAt().orElse(null));
        }
    }

    /** How far one milestone of one account is, with the delays that led to it apart. */
    @RegisterForReflection
    @Schema(
            name = "Milestone",
            description = "How far one milestone of one account is. Durations stand where it is verified or stated.",
            requiredProperties = {"milestone", "state", "deadline"})
    public record MilestoneJson(
            @Schema(enumeration = {"blocked", "contained", "clean"})
            String milestone,

            @Schema(enumeration = {"due", "stated", "verified", "left-alone", "withheld"})
            String state,

            Instant deadline,

            @Schema(description = "When the target showed it.") @Nullable
            Instant verifiedAt,

            @Schema(description = "Since when two people state what the target has not shown of it.") @Nullable
            Instant statedAt,

            @Schema(description = "Whether it was verified or stated after its deadline.") @Nullable
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
                case MilestoneState.Stated stated ->
                    new MilestoneJson(
                            milestone.label(),
                            "stated",
                            stated.deadline(),
                            null,
                            stated.at(),
                            stated.late(),
                            facts.elapsed(stated.at()).toString(),
                            facts.ourDelay(stated.at()).toString());
                case MilestoneState.Verified verified ->
                    new MilestoneJson(
                            milestone.label(),
                            "verified",
                            verified.deadline(),
                            verified.at(),
                            null,
                            verified.late(),
                            facts.elapsed(verified.at()).toString(),
                            facts.ourDelay(verified.at()).toString());
            };
        }

        private static MilestoneJson notYet(Milestone milestone, String label, MilestoneState state) {
            return new MilestoneJson(milestone.label(), label, state.deadline(), null, null, null, null, null);
        }
    }
}

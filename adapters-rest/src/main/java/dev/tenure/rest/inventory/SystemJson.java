package dev.tenure.rest.inventory;

import dev.tenure.application.inventory.ListSystems;
import dev.tenure.domain.inventory.ConnectorCondition;
import dev.tenure.domain.inventory.NamePattern;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.rest.inventory.SystemDescriptionJson.ClassRuleJson;
import dev.tenure.rest.inventory.SystemDescriptionJson.ClassificationJson;
import dev.tenure.rest.inventory.SystemDescriptionJson.ConnectorJson;
import dev.tenure.rest.inventory.SystemDescriptionJson.CorrelationJson;
import dev.tenure.rest.inventory.SystemDescriptionJson.LimitsJson;
import dev.tenure.rest.inventory.SystemDescriptionJson.MasteryJson;
import dev.tenure.rest.inventory.SystemDescriptionJson.SignInPolicyJson;
import dev.tenure.rest.inventory.SystemDescriptionJson.SlaJson;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A system under governance. */
@RegisterForReflection
@Schema(
        name = "System",
        description = "A system under governance.",
        requiredProperties = {
            "id",
            "name",
            "owner",
            "classification",
            "sla",
            "identityProvider",
            "connector",
            "correlation",
            "classRules",
            "nonHuman",
            "outOfBandGrants",
            "limits",
            "mode",
            "registeredAt",
            "version"
        })
public record SystemJson(
        UUID id,
        String name,
        String owner,
        ClassificationJson classification,
        SlaJson sla,
        boolean identityProvider,
        ConnectorJson connector,
        CorrelationJson correlation,
        List<ClassRuleJson> classRules,

        @Schema(description = "Names of its accounts that are no person's.")
        List<String> nonHuman,

        @Schema(
                description = "What is done about privileged access that was given past the product.",
                enumeration = {"alert", "take-back"})
        String outOfBandGrants,

        LimitsJson limits,

        @Schema(description = "Where its accounts come from. Missing where it masters them itself.") @Nullable
        MasteryJson mastery,

        @Schema(description = "What is asked of how its accounts are signed in to. Missing where nothing is.") @Nullable
        SignInPolicyJson signInPolicy,

        @Schema(
                description =
                        "Within how many days somebody has to look at privileged access again. Missing where nobody asks.")
        @Nullable
        Integer privilegedReviewDays,

        @Schema(
                description = "How far automation may go.",
                enumeration = {"observe", "notify", "act"})
        String mode,

        Instant registeredAt,

        @Schema(
                description =
                        "When the first read to the end was taken since connector and correlation are what they are. What that"
                                + " read showed was there before. Missing until there was one.")
        @Nullable
        Instant baselineAt,

        @Schema(description = "Whether the system can be worked. Missing where the answer is to a change of it.")
        @Nullable
        ConditionJson condition,

        @Schema(description = "The same as in the ETag.") long version) {

    static SystemJson of(TargetSystem system) {
        return with(system, null);
    }

    static SystemJson of(TargetSystem system, ConnectorCondition condition) {
        return with(system, ConditionJson.of(condition));
    }

    private static SystemJson with(TargetSystem system, @Nullable ConditionJson condition) {
        return new SystemJson(
                system.id().value(),
                system.name(),
                system.owner(),
                ClassificationJson.of(system.classification()),
                SlaJson.of(system.sla()),
                system.identityProvider(),
                ConnectorJson.of(system.connector()),
                CorrelationJson.of(system.correlation()),
                system.classRules().stream().map(ClassRuleJson::of).toList(),
                system.nonHuman().stream().map(NamePattern::text).toList(),
                Wire.name(system.outOfBandGrants()),
                LimitsJson.of(system.limits()),
                system.mastery().map(MasteryJson::of).orElse(null),
                system.signInPolicy().map(SignInPolicyJson::of).orElse(null),
                system.privilegedReviewDays().orElse(null),
                system.mode().label(),
                system.registeredAt(),
                system.baselineAt().orElse(null),
                condition,
                system.version());
    }

    /** A page of systems. */
    @RegisterForReflection
    @Schema(name = "SystemPage", requiredProperties = "items")
    public record SystemPageJson(
            List<SystemJson> items, @Nullable String next) {

        static SystemPageJson of(ListSystems.Outcome.Listed listed) {
            return new SystemPageJson(
                    listed.systems()
                            .map(system -> SystemJson.of(system, listed.conditionOf(system.id())))
                            .items(),
                    listed.systems().next().orElse(null));
        }
    }

    /** Whether a system can be worked, and why not. */
    @RegisterForReflection
    @Schema(
            name = "ConnectorCondition",
            description = "Whether a system can be worked, and why not. Deadlines run on whatever it is.",
            requiredProperties = "state")
    public record ConditionJson(
            @Schema(
                    description =
                            "resting: the target does not answer and is tried by one call at a time. quarantined: the"
                                    + " connector broke its contract and is asked nothing until an administrator lifts that or"
                                    + " gives it other settings.",
                    enumeration = {"working", "resting", "quarantined"})
            String state,

            @Schema(description = "Why it is not working.") @Nullable
            String reason,

            @Nullable Instant since,

            @Schema(description = "Resting: when the next call is made.") @Nullable
            Instant nextCallAt,

            @Schema(description = "Resting: how many calls in a row had no answer.") @Nullable
            Integer failures) {

        static ConditionJson of(ConnectorCondition condition) {
            return switch (condition) {
                case ConnectorCondition.Working working -> new ConditionJson(working.label(), null, null, null, null);
                case ConnectorCondition.Resting resting ->
                    new ConditionJson(
                            resting.label(), resting.reason(), resting.since(), resting.until(), resting.failures());
                case ConnectorCondition.Quarantined quarantined ->
                    new ConditionJson(quarantined.label(), quarantined.breach(), quarantined.since(), null, null);
            };
        }
    }

    /** What the target said when it was reached, or why it was not. */
    @RegisterForReflection
    @Schema(
            name = "ConnectionCheck",
            description = "What the target said when it was reached, or why it was not.",
            requiredProperties = "reached")
    public record ConnectionCheckJson(
            boolean reached,

            @Schema(description = "The target's name and version as far as it gives them.") @Nullable
            String product,

            @Schema(description = "The account that the connector signs in with, by the target's stable id.") @Nullable
            String ownAccount,

            @Nullable Boolean encrypted,

            @Schema(
                    description =
                            "What would not work although reading does, such as a permission that is missing, each with what to do.")
            @Nullable
            List<String> shortfalls,

            @Schema(description = "Why the target was not reached.") @Nullable
            String reason) {}

    /** What would happen in act. */
    @RegisterForReflection
    @Schema(
            name = "ModePreview",
            description = "What would happen to a system at once if it were in act.",
            requiredProperties = {"readWhole", "openCases", "operations", "protectedAccounts"})
    public record ModePreviewJson(
            @Schema(
                    description =
                            "Whether the target was read to its end since connector or correlation were last changed; without it no promotion.")
            boolean readWhole,

            @Schema(description = "Open cases that have accounts on the system.")
            long openCases,

            @Schema(description = "Changes that are withheld and would be carried out.")
            long operations,

            @Schema(description = "Accounts that would be left alone.")
            long protectedAccounts) {}
}

package dev.tenure.rest.inventory;

import dev.tenure.application.paging.Slice;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.rest.inventory.SystemDescriptionJson.ClassificationJson;
import dev.tenure.rest.inventory.SystemDescriptionJson.ConnectorJson;
import dev.tenure.rest.inventory.SystemDescriptionJson.CorrelationJson;
import dev.tenure.rest.inventory.SystemDescriptionJson.LimitsJson;
import dev.tenure.rest.inventory.SystemDescriptionJson.SlaJson;
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
            "privilegedEntitlements",
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
        List<String> privilegedEntitlements,
        LimitsJson limits,

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

        @Schema(description = "The same as in the ETag.") long version) {

    static SystemJson of(TargetSystem system) {
        return new SystemJson(
                system.id().value(),
                system.name(),
                system.owner(),
                ClassificationJson.of(system.classification()),
                SlaJson.of(system.sla()),
                system.identityProvider(),
                ConnectorJson.of(system.connector()),
                CorrelationJson.of(system.correlation()),
                system.privilegedEntitlements(),
                LimitsJson.of(system.limits()),
                system.mode().label(),
                system.registeredAt(),
                system.baselineAt().orElse(null),
                system.version());
    }

    /** A page of systems. */
    @RegisterForReflection
    @Schema(name = "SystemPage", requiredProperties = "items")
    public record SystemPageJson(
            List<SystemJson> items, @Nullable String next) {

        static SystemPageJson of(Slice<TargetSystem> slice) {
            return new SystemPageJson(
                    slice.map(SystemJson::of).items(), slice.next().orElse(null));
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

package dev.tenure.rest.inventory;

import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.reconciliation.CorrelationPreview;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What other rules would make of the accounts of today. */
@RegisterForReflection
@Schema(
        name = "CorrelationPreview",
        description = "What other rules would make of the accounts that a system has today. Each is counted once.",
        requiredProperties = {"linked", "moved", "lost", "suggested", "ambiguous", "unchanged", "untold", "examples"})
public record CorrelationPreviewJson(
        @Schema(description = "Have nobody and would have somebody.")
        long linked,

        @Schema(description = "Would have another person.") long moved,

        @Schema(description = "Would have nobody any more.") long lost,

        @Schema(description = "Have nobody, and somebody would be suggested.")
        long suggested,

        @Schema(description = "Have nobody, and several would fit.")
        long ambiguous,

        @Schema(description = "All others of which a read told something.")
        long unchanged,

        @Schema(description = "No read told anything of them yet, so they stay as they are.")
        long untold,

        @Schema(description = "At most 10 of each of the first five, by kind and name.")
        List<ExampleJson> examples) {

    static CorrelationPreviewJson of(CorrelationPreview preview) {
        return new CorrelationPreviewJson(
                preview.linked(),
                preview.moved(),
                preview.lost(),
                preview.suggested(),
                preview.ambiguous(),
                preview.unchanged(),
                preview.untold(),
                preview.examples().stream().map(ExampleJson::of).toList());
    }

    /** What would become of one account. */
    @RegisterForReflection
    @Schema(
            name = "CorrelationExample",
            description = "What would become of one account.",
            requiredProperties = {"effect", "account", "name", "candidates"})
    public record ExampleJson(
            @Schema(enumeration = {"linked", "moved", "lost", "suggested", "ambiguous"})
            String effect,

            UUID account,
            String name,

            @Schema(description = "Whose it is.") @Nullable UUID before,

            @Schema(description = "Whose it would be, or who would be suggested.") @Nullable
            UUID after,

            @Schema(description = "The rule that decides, from 1.") @Nullable
            Integer rule,

            @Schema(description = "How many identities fit by that rule.")
            long candidates) {

        static ExampleJson of(CorrelationPreview.Example example) {
            return new ExampleJson(
                    Wire.name(example.effect()),
                    example.account().value(),
                    example.name(),
                    example.before().map(IdentityId::value).orElse(null),
                    example.after().map(IdentityId::value).orElse(null),
                    example.rule().orElse(null),
                    example.candidates());
        }
    }
}

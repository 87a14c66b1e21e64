package dev.tenure.rest.reconciliation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.privilege.ListPrivilegedPopulation;
import dev.tenure.application.reconciliation.ListEntitlements;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.reconciliation.ClassedEntitlement;
import dev.tenure.domain.reconciliation.PrivilegeReview;
import dev.tenure.domain.reconciliation.PrivilegedSpan;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is privileged, and was. */
final class PrivilegeJson {

    private PrivilegeJson() {}

    /** An entitlement with the classes that it is and was of. */
    @RegisterForReflection
    @Schema(
            name = "Entitlement",
            description = "What accounts of a system can hold, with the classes that it is and was of.",
            requiredProperties = {"system", "nativeId", "name", "classes"})
    public record EntitlementJson(
            UUID system,
            @Schema(description = "The target's id of it.") String nativeId,

            @Schema(description = "What people call it on the target.")
            String name,

            @Schema(description = "Since when the target no longer shows it.") @Nullable
            Instant vanishedAt,

            @Schema(description = "Newest first; the one without an end is what it is now.")
            List<ClassSpanJson> classes) {

        static EntitlementJson of(ClassedEntitlement entitlement) {
            return new EntitlementJson(
                    entitlement.system().value(),
                    entitlement.nativeId(),
                    entitlement.name(),
                    entitlement.vanishedAt().orElse(null),
                    entitlement.spans().stream().map(ClassSpanJson::of).toList());
        }
    }

    /** For how long an entitlement was of a class. */
    @RegisterForReflection
    @Schema(
            name = "ClassSpan",
            description =
                    "For how long an entitlement was of a class, and what said so: a rule of the system, or a mark.",
            requiredProperties = {"class", "since"})
    public record ClassSpanJson(
            @Schema(
                    name = "class",
                    enumeration = {
                        "administration",
                        "security-settings",
                        "money-movement",
                        "bulk-export",
                        "deployment",
                        "secrets"
                    })
            @JsonProperty("class")
            String as,

            @Schema(
                    description = "What the rule compares.",
                    enumeration = {"name", "native-id"})
            @Nullable
            String ruleOf,

            @Schema(description = "The pattern of the rule.") @Nullable
            String rulePattern,

            @Schema(description = "The mark, by its id.") @Nullable
            UUID mark,

            Instant since,

            @Schema(description = "Missing while it is.") @Nullable
            Instant until) {

        static ClassSpanJson of(ClassedEntitlement.Span span) {
            Instant until = span.until().orElse(null);
            return switch (span.by()) {
                case ClassedEntitlement.By.Rule rule ->
                    new ClassSpanJson(
                            Wire.name(span.as()), Wire.name(rule.of()), rule.pattern(), null, span.since(), until);
                case ClassedEntitlement.By.Mark mark ->
                    new ClassSpanJson(Wire.name(span.as()), null, null, mark.mark(), span.since(), until);
            };
        }
    }

    /** A page of entitlements. */
    @RegisterForReflection
    @Schema(
            name = "EntitlementPage",
            requiredProperties = {"knownSince", "items"})
    public record EntitlementPageJson(
            @Schema(description = "When history begins: what was before is not known.")
            Instant knownSince,

            List<EntitlementJson> items,
            @Nullable String next) {

        static EntitlementPageJson of(ListEntitlements.Outcome.Listed listed) {
            Slice<EntitlementJson> slice = listed.entitlements().map(EntitlementJson::of);
            return new EntitlementPageJson(
                    listed.knownSince(), slice.items(), slice.next().orElse(null));
        }
    }

    /** An account that was privileged. */
    @RegisterForReflection
    @Schema(
            name = "PrivilegedAccount",
            description = "An account that was privileged at a moment, or within 90 days before it.",
            requiredProperties = {"account", "system", "nativeId", "name", "entitlements", "marked", "since", "held"})
    public record PrivilegedAccountJson(
            UUID account,
            UUID system,
            @Schema(description = "The target's id of it.") String nativeId,

            @Schema(description = "What people call it on the target now.")
            String name,

            @Schema(description = "Whose it is now, where correlation says.") @Nullable
            UUID identity,

            @Schema(description = "The privileged entitlements that it held, by name.")
            List<String> entitlements,

            @Schema(description = "Whether the account itself was marked.")
            boolean marked,

            @Schema(description = "From when it was privileged for these reasons.")
            Instant since,

            @Schema(description = "Till when. Missing while it is.") @Nullable
            Instant until,

            @Schema(description = "Whether it was at the moment itself, and not only before.")
            boolean held,

            @Schema(description = "When somebody looked at it last by that moment. Missing where nobody ever did.")
            @Nullable
            Instant lastReviewedAt,

            @Schema(description = "Who did, by subject.") @Nullable
            String lastReviewedBy) {

        static PrivilegedAccountJson of(PrivilegedSpan span, Instant at, Optional<PrivilegeReview> last) {
            return new PrivilegedAccountJson(
                    span.account().value(),
                    span.system().value(),
                    span.nativeId(),
                    span.name(),
                    span.identity().map(IdentityId::value).orElse(null),
                    span.held(),
                    span.marked(),
                    span.since(),
                    span.until().orElse(null),
                    span.covers(at),
                    last.map(PrivilegeReview::at).orElse(null),
                    last.map(PrivilegeReview::by).orElse(null));
        }
    }

    /** A page of the privileged population. */
    @RegisterForReflection
    @Schema(
            name = "PrivilegedPopulation",
            requiredProperties = {"at", "knownSince", "items"})
    public record PrivilegedPopulationJson(
            @Schema(description = "As of when. Ask for the next page as of the same moment.")
            Instant at,

            @Schema(description = "When history begins: what was before is not known.")
            Instant knownSince,

            List<PrivilegedAccountJson> items,
            @Nullable String next) {

        static PrivilegedPopulationJson of(ListPrivilegedPopulation.Outcome.Listed listed) {
            Slice<PrivilegedAccountJson> slice = listed.spans()
                    .map(span -> PrivilegedAccountJson.of(
                            span,
                            listed.at(),
                            Optional.ofNullable(listed.reviews().get(span.account()))));
            return new PrivilegedPopulationJson(
                    listed.at(),
                    listed.knownSince(),
                    slice.items(),
                    slice.next().orElse(null));
        }
    }
}

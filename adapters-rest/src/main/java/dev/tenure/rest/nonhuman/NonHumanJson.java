package dev.tenure.rest.nonhuman;

import dev.tenure.application.nonhuman.NonHumans;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.nonhuman.NonHuman;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An identity that is no person. */
@RegisterForReflection
@Schema(
        name = "NonHumanIdentity",
        description = "An identity that is no person, from its request on.",
        requiredProperties = {"id", "state", "kind", "name", "purpose", "owner", "requestedBy", "requestedAt"})
public record NonHumanJson(
        UUID id,

        @Schema(enumeration = {"requested", "active", "rejected", "retired"})
        String state,

        @Schema(enumeration = {"service-account", "bot", "api-integration", "workload"})
        String kind,

        String name,
        String purpose,

        @Schema(description = "The identity of the person who answers for it.")
        UUID owner,

        @Schema(description = "The owner's name. Missing where the answer is to a change, and of an unknown one.")
        @Nullable
        String ownerName,

        @Schema(
                description =
                        "Whether it is active and its owner is not here. Missing where the answer is to a change.")
        @Nullable
        Boolean unowned,

        @Schema(description = "The account that it was asked for.") @Nullable
        UUID account,

        String requestedBy,
        Instant requestedAt,

        @Schema(description = "The identity that it is since it was approved.") @Nullable
        UUID identity,

        @Nullable String approvedBy,
        @Nullable Instant approvedAt,

        @Schema(description = "How it was rejected or retired.") @Nullable
        NonHumanClosingJson closed) {

    static NonHumanJson of(NonHuman nonHuman) {
        return of(nonHuman, null, null);
    }

    static NonHumanJson of(NonHumans.Listed listed) {
        return of(listed.nonHuman(), listed.owner().orElse(null), listed.unowned());
    }

    private static NonHumanJson of(NonHuman nonHuman, @Nullable String ownerName, @Nullable Boolean unowned) {
        return switch (nonHuman) {
            case NonHuman.Requested requested -> of(requested, ownerName, unowned, null, null);
            case NonHuman.Active active -> of(active, ownerName, unowned, active.approval(), null);
            case NonHuman.Rejected rejected -> of(rejected, ownerName, unowned, null, rejected.closing());
            case NonHuman.Retired retired -> of(retired, ownerName, unowned, retired.approval(), retired.closing());
        };
    }

    private static NonHumanJson of(
            NonHuman nonHuman,
            @Nullable String ownerName,
            @Nullable Boolean unowned,
            NonHuman.@Nullable Approval approval,
            NonHuman.@Nullable Closing closing) {
        NonHuman.Terms terms = nonHuman.terms();
        return new NonHumanJson(
                terms.id().value(),
                nonHuman.label(),
                Wire.name(terms.kind()),
                terms.name(),
                terms.purpose(),
                nonHuman.owner().value(),
                ownerName,
                unowned,
                terms.account().map(AccountId::value).orElse(null),
                terms.by(),
                terms.at(),
                approval == null ? null : approval.identity().value(),
                approval == null ? null : approval.by(),
                approval == null ? null : approval.at(),
                closing == null ? null : new NonHumanClosingJson(closing.by(), closing.at(), closing.reason()));
    }

    /** How it was rejected or retired. */
    @RegisterForReflection
    @Schema(
            name = "NonHumanClosing",
            requiredProperties = {"by", "at", "reason"})
    public record NonHumanClosingJson(String by, Instant at, String reason) {}

    /** A page of them. */
    @RegisterForReflection
    @Schema(name = "NonHumanIdentityPage", requiredProperties = "items")
    public record NonHumanPageJson(
            List<NonHumanJson> items, @Nullable String next) {

        static NonHumanPageJson of(Slice<NonHumans.Listed> slice) {
            return new NonHumanPageJson(
                    slice.map(NonHumanJson::of).items(), slice.next().orElse(null));
        }
    }
}

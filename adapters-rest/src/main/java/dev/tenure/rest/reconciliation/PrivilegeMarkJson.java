package dev.tenure.rest.reconciliation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.PrivilegeMark;
import dev.tenure.rest.problem.Flaws;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Somebody says that an account, or whoever holds an entitlement, is privileged. */
@RegisterForReflection
@Schema(
        name = "PrivilegeMark",
        description = "Somebody says that an account, or whoever holds an entitlement, is privileged.",
        requiredProperties = {
            "id",
            "state",
            "system",
            "thing",
            "nativeId",
            "name",
            "class",
            "reason",
            "markedBy",
            "markedAt"
        })
public record PrivilegeMarkJson(
        UUID id,

        @Schema(enumeration = {"in-force", "ended"}) String state,
        UUID system,

        @Schema(enumeration = {"account", "entitlement"}) String thing,

        @Schema(description = "The target's id of it.") String nativeId,

        @Schema(description = "What people called it when it was marked.")
        String name,

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

        String reason,
        @Schema(description = "By subject.") String markedBy,
        Instant markedAt,

        @Schema(description = "Why it counts no longer.") @Nullable
        String endReason,

        @Schema(description = "By subject.") @Nullable String endedBy,
        @Nullable Instant endedAt) {

    static PrivilegeMarkJson of(PrivilegeMark mark) {
        return switch (mark) {
            case PrivilegeMark.InForce inForce -> of(inForce, null, null, null);
            case PrivilegeMark.Ended ended -> of(ended, ended.reason(), ended.by(), ended.at());
        };
    }

    private static PrivilegeMarkJson of(
            PrivilegeMark mark, @Nullable String endReason, @Nullable String endedBy, @Nullable Instant endedAt) {
        PrivilegeMark.Classed classed = mark.classed();
        return new PrivilegeMarkJson(
                classed.id(),
                mark.label(),
                classed.system().value(),
                Wire.name(classed.thing()),
                classed.nativeId(),
                classed.name(),
                Wire.name(classed.as()),
                classed.reason(),
                classed.by(),
                classed.at(),
                endReason,
                endedBy,
                endedAt);
    }

    /** A page of marks. */
    @RegisterForReflection
    @Schema(name = "PrivilegeMarkPage", requiredProperties = "items")
    public record PrivilegeMarkPageJson(
            List<PrivilegeMarkJson> items, @Nullable String next) {

        static PrivilegeMarkPageJson of(Slice<PrivilegeMark> slice) {
            return new PrivilegeMarkPageJson(
                    slice.map(PrivilegeMarkJson::of).items(), slice.next().orElse(null));
        }
    }

    /** What is privileged, and why. */
    @RegisterForReflection
    @Schema(
            name = "PrivilegeMarkOrder",
            description = "What is privileged, and why.",
            requiredProperties = {"system", "thing", "nativeId", "reason"})
    public record PrivilegeMarkOrderJson(
            @Schema(format = "uuid") @Nullable String system,

            @Schema(
                    description = "One account, or an entitlement: whoever is a direct member of it is privileged.",
                    enumeration = {"account", "entitlement"})
            @Nullable
            String thing,

            @Schema(description = "The target's id of it, byte for byte.", minLength = 1, maxLength = LONGEST_NATIVE_ID)
            @Nullable
            String nativeId,

            @Schema(
                    name = "class",
                    description = "Of which class it is, whatever a rule says; administration where left out.",
                    enumeration = {
                        "administration",
                        "security-settings",
                        "money-movement",
                        "bulk-export",
                        "deployment",
                        "secrets"
                    },
                    defaultValue = "administration")
            @JsonProperty("class")
            @Nullable
            String as,

            @Schema(minLength = 1, maxLength = 500) @Nullable
            String reason) {

        /** In characters. No target is known whose ids are longer, and a longer one fits no index. */
        static final int LONGEST_NATIVE_ID = 2_000;

        /** {@link UUID#fromString} alone also takes shortened ones. */
        private static final Pattern UUID_FORM =
                Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

        /** Who asks has to give every part. */
        Read read() {
            Flaws flaws = new Flaws();
            if (system == null || !UUID_FORM.matcher(system).matches()) {
                flaws.at("/system", "is not a UUID: write one like 0197a6e2-7d3c-7c11-9e55-0242ac120002");
            }
            if (Arrays.stream(PrivilegeMark.Thing.values())
                    .noneMatch(t -> Wire.name(t).equals(thing))) {
                flaws.at("/thing", "is neither account nor entitlement: write one of them");
            }
            if (nativeId == null || nativeId.isBlank()) {
                flaws.at("/nativeId", "is missing: write the target's id of it, as accounts and reads show it");
            } else if (nativeId.length() > LONGEST_NATIVE_ID) {
                flaws.at(
                        "/nativeId",
                        "is longer than " + LONGEST_NATIVE_ID + " characters: write the target's id as reads show it");
            }
            Optional<EntitlementClass> classed = as == null
                    ? Optional.of(EntitlementClass.ADMINISTRATION)
                    : Wire.constant(EntitlementClass.class, as);
            if (classed.isEmpty()) {
                flaws.at("/class", "is unknown: write one of " + Wire.names(EntitlementClass.class));
            }
            if (reason == null) {
                flaws.at("/reason", "is missing: write 1 to 500 characters");
            }
            flaws.refuse();
            if (system == null || nativeId == null || reason == null) {
                throw new IllegalStateException("what is missing was refused");
            }
            return new Read(
                    new SystemId(UUID.fromString(system)),
                    Arrays.stream(PrivilegeMark.Thing.values())
                            .filter(t -> Wire.name(t).equals(thing))
                            .findFirst()
                            .orElseThrow(),
                    nativeId,
                    classed.orElseThrow(),
                    reason);
        }

        /** The same, understood. */
        record Read(SystemId system, PrivilegeMark.Thing thing, String nativeId, EntitlementClass as, String reason) {}
    }
}

package dev.tenure.rest.reconciliation;

import dev.tenure.domain.reconciliation.SystemRead;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One read of a system. */
@RegisterForReflection
@Schema(
        name = "Read",
        description = "One read of a system's accounts and entitlements.",
        requiredProperties = {"id", "system", "scope", "state", "requestedAt"})
public record ReadJson(
        UUID id,
        UUID system,

        @Schema(
                enumeration = {"whole", "changes"},
                description = "All that the system holds, or what it says changed since it was last asked.")
        String scope,

        @Schema(enumeration = {"requested", "complete", "failed"})
        String state,

        Instant requestedAt,
        @Nullable Instant endedAt,
        @Nullable CountsJson counts,

        @Schema(description = "Why the target could not be read to its end.") @Nullable
        String reason,

        @Schema(
                description =
                        "Why parts of the target could not be read, by a read that went to the end of the others.")
        @Nullable
        List<String> unread) {

    static ReadJson of(SystemRead read) {
        return switch (read) {
            case SystemRead.Requested requested -> of(read, "requested", null, null, null, null);
            case SystemRead.Complete complete ->
                of(read, "complete", complete.completedAt(), CountsJson.of(complete.counts()), null, complete.unread());
            case SystemRead.Failed failed -> of(read, "failed", failed.failedAt(), null, failed.reason(), null);
        };
    }

    private static ReadJson of(
            SystemRead read,
            String state,
            @Nullable Instant endedAt,
            @Nullable CountsJson counts,
            @Nullable String reason,
            @Nullable List<String> unread) {
        return new ReadJson(
                read.id().value(),
                read.system().value(),
                read.scope().name().toLowerCase(Locale.ROOT),
                state,
                read.requestedAt(),
                endedAt,
                counts,
                reason,
                unread);
    }

    /** What a read found. */
    @RegisterForReflection
    @Schema(
            name = "ReadCounts",
            description = "What a read found.",
            requiredProperties = {
                "accounts",
                "entitlements",
                "memberships",
                "created",
                "changed",
                "vanished",
                "correlated",
                "unresolved",
                "problems"
            })
    public record CountsJson(
            long accounts,
            long entitlements,

            @Schema(description = "Direct memberships of accounts.")
            long memberships,

            @Schema(description = "Accounts not known before.")
            long created,

            @Schema(description = "Accounts that were different before.")
            long changed,

            @Schema(description = "Accounts known before and no longer there.")
            long vanished,

            @Schema(description = "Accounts that belong to an identity.")
            long correlated,

            @Schema(description = "Members that could not be resolved.")
            long unresolved,

            @Schema(
                    description =
                            "Accounts that could not be understood whole, and parts of the target that could not be read.")
            long problems) {

        static CountsJson of(SystemRead.Counts counts) {
            return new CountsJson(
                    counts.accounts(),
                    counts.entitlements(),
                    counts.memberships(),
                    counts.created(),
                    counts.changed(),
                    counts.vanished(),
                    counts.correlated(),
                    counts.unresolved(),
                    counts.problems());
        }
    }

    /** The newest hundred reads of a system, newest first. */
    @RegisterForReflection
    @Schema(name = "Reads", requiredProperties = "items")
    public record ReadsJson(List<ReadJson> items) {}
}

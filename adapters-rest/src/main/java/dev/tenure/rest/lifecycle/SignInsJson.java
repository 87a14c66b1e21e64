package dev.tenure.rest.lifecycle;

import dev.tenure.domain.lifecycle.SignIns;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is known of sign-ins with an account, and of calls as it, since the clock started. */
@RegisterForReflection
@Schema(
        name = "SignIns",
        description = "What is known of sign-ins with an account, and of calls as it, since the clock started.",
        requiredProperties = "result")
public record SignInsJson(
        @Schema(enumeration = {"awaited", "none", "found", "unavailable"})
        String result,

        @Schema(description = "When the target's log was read, or found not to be available.") @Nullable
        Instant at,

        @Schema(description = "How many there were.") @Nullable
        Long count,

        @Schema(description = "How many of them called the target as the account and did not sign in.") @Nullable
        Long calls,

        @Schema(description = "Whether all were read; where not, there were at least so many.") @Nullable
        Boolean whole,

        @Schema(description = "The earliest, by the target's clock.") @Nullable
        Instant first,

        @Schema(description = "The latest, by the target's clock.") @Nullable
        Instant last,

        @Schema(description = "Why the log is not available.") @Nullable
        String reason) {

    static SignInsJson of(SignIns signIns) {
        return switch (signIns) {
            case SignIns.Awaited awaited -> new SignInsJson(awaited.label(), null, null, null, null, null, null, null);
            case SignIns.None none -> new SignInsJson(none.label(), none.readAt(), 0L, 0L, true, null, null, null);
            case SignIns.Found found ->
                new SignInsJson(
                        found.label(),
                        found.readAt(),
                        found.count(),
                        found.calls(),
                        found.whole(),
                        found.first(),
                        found.last(),
                        null);
            case SignIns.Unavailable unavailable ->
                new SignInsJson(
                        unavailable.label(), unavailable.since(), null, null, null, null, null, unavailable.reason());
        };
    }
}

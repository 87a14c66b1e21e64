package dev.tenure.rest.lifecycle;

import dev.tenure.domain.lifecycle.Stated;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** That something was done by hand, as one person stated it and another confirmed it. */
@RegisterForReflection
@Schema(
        name = "Stated",
        description = "That something was done by hand, as one person stated it and another confirmed it. No target has"
                + " shown it.",
        requiredProperties = {"statement", "doneAt", "statedBy", "statedAt", "confirmedBy", "confirmedAt"})
public record StatedJson(
        UUID statement,

        @Schema(description = "When it was done, as stated.")
        Instant doneAt,

        @Schema(description = "What shows it, in words.") @Nullable
        String evidence,

        @Schema(description = "Where it is written down.") @Nullable
        String ticket,

        @Schema(description = "By subject.") String statedBy,
        Instant statedAt,
        @Schema(description = "By subject.") String confirmedBy,
        Instant confirmedAt) {

    static StatedJson of(Stated stated) {
        return new StatedJson(
                stated.statement().value(),
                stated.doneAt(),
                stated.evidence().orElse(null),
                stated.ticket().orElse(null),
                stated.statedBy(),
                stated.statedAt(),
                stated.confirmedBy(),
                stated.confirmedAt());
    }
}

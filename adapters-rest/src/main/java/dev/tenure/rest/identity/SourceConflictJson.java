package dev.tenure.rest.identity;

import dev.tenure.application.identity.ListSourceConflicts;
import dev.tenure.application.paging.Slice;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Two sources say different things of one person. */
@RegisterForReflection
@Schema(
        name = "SourceConflict",
        description = "Two sources say different things of one person. What they say stands with their statements.",
        requiredProperties = {"identity", "person", "attribute", "believed", "other", "since"})
public record SourceConflictJson(
        @Schema(description = "About whom.") UUID identity,
        @Schema(description = "Their name.") String person,

        @Schema(enumeration = {"employment", "name", "email", "department", "title", "manager", "location"})
        String attribute,

        @Schema(description = "The source that is believed.")
        String believed,

        @Schema(description = "The source that says something else.")
        String other,

        Instant since) {

    /** A page of conflicts. */
    @RegisterForReflection
    @Schema(name = "SourceConflictPage", requiredProperties = "items")
    public record SourceConflictPageJson(
            List<SourceConflictJson> items, @Nullable String next) {

        static SourceConflictPageJson of(Slice<ListSourceConflicts.Conflict> slice) {
            return new SourceConflictPageJson(
                    slice.map(one -> new SourceConflictJson(
                                    one.identity().id().value(),
                                    one.identity().profile().displayName(),
                                    Wire.name(one.conflict().attribute()),
                                    one.conflict().believed(),
                                    one.conflict().other(),
                                    one.since()))
                            .items(),
                    slice.next().orElse(null));
        }
    }
}

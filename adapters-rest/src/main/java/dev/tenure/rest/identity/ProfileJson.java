package dev.tenure.rest.identity;

import dev.tenure.domain.identity.Profile;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What HR says of a person, apart from their employment. */
@RegisterForReflection
@Schema(
        name = "Profile",
        description = "What HR says of a person, apart from their employment.",
        requiredProperties = {"kind", "displayName", "givenName", "familyName", "timeZone"})
public record ProfileJson(
        @Schema(enumeration = {"employee", "contractor", "vendor", "non-human"})
        String kind,

        String displayName,
        String givenName,
        String familyName,
        @Nullable String email,
        @Nullable String department,
        @Nullable String title,
        @Nullable String managerWorkerId,
        @Nullable String location,

        @Schema(description = "IANA time zone; the person's days end by it.")
        String timeZone) {

    static ProfileJson of(Profile profile) {
        return new ProfileJson(
                Wire.name(profile.kind()),
                profile.displayName(),
                profile.givenName(),
                profile.familyName(),
                profile.email().orElse(null),
                profile.department().orElse(null),
                profile.title().orElse(null),
                profile.managerWorkerId().orElse(null),
                profile.location().orElse(null),
                profile.zone().getId());
    }
}

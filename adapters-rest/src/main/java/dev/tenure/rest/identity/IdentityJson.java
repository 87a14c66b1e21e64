package dev.tenure.rest.identity;

import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.StatusEntry;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Somebody or something that holds access. */
@RegisterForReflection
@Schema(
        name = "Identity",
        description = "Somebody or something that holds access.",
        requiredProperties = {"id", "feed", "workerId", "profile", "employment"})
public record IdentityJson(
        UUID id,
        @Schema(description = "The HR source.") String feed,

        @Schema(description = "The source's own id of the person.")
        String workerId,

        ProfileJson profile,
        EmploymentJson employment) {

    /** As the API shows it: without its version, which grows with an ending that must not show (JML-6). */
    public static IdentityJson of(Identity identity) {
        return new IdentityJson(
                identity.id().value(),
                identity.key().feed(),
                identity.key().workerId(),
                ProfileJson.of(identity.profile()),
                EmploymentJson.of(identity.employment()));
    }

    /** A page of identities. */
    @RegisterForReflection
    @Schema(name = "IdentityPage", requiredProperties = "items")
    public record IdentityPageJson(
            List<IdentityJson> items, @Nullable String next) {

        static IdentityPageJson of(Slice<Identity> slice) {
            return new IdentityPageJson(
                    slice.map(IdentityJson::of).items(), slice.next().orElse(null));
        }
    }

    /** One line of an identity's history. */
    @RegisterForReflection
    @Schema(
            name = "StatusEntry",
            description = "What the product knew of a person from a moment on, and from whom.",
            requiredProperties = {"knownFrom", "source", "change", "profile", "employment"})
    public record StatusEntryJson(
            Instant knownFrom,

            @Schema(description = "The feed or the part of the product it came from.")
            String source,

            @Schema(
                    enumeration = {
                        "none",
                        "hired",
                        "profile-changed",
                        "started",
                        "termination-scheduled",
                        "termination-corrected",
                        "termination-rescinded",
                        "ended",
                        "reinstated"
                    })
            String change,

            ProfileJson profile,
            EmploymentJson employment) {

        static StatusEntryJson of(StatusEntry entry) {
            return new StatusEntryJson(
                    entry.knownFrom(),
                    entry.source(),
                    Wire.name(entry.change()),
                    ProfileJson.of(entry.profile()),
                    EmploymentJson.of(entry.employment()));
        }
    }

    /** An identity's history, oldest first. */
    @RegisterForReflection
    @Schema(name = "IdentityHistory", requiredProperties = "items")
    public record IdentityHistoryJson(List<StatusEntryJson> items) {}
}

package dev.tenure.rest.identity;

import dev.tenure.application.identity.ShowIdentityAsOf;
import dev.tenure.domain.identity.StatusEntry;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.domain.identity.WorkerStatement;
import dev.tenure.rest.identity.EmploymentJson.LeaveJson;
import dev.tenure.rest.identity.EmploymentJson.TerminationJson;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What was known of a person at a moment, and from whom. */
@RegisterForReflection
@Schema(
        name = "KnownIdentity",
        description = "What was known of a person at a moment, and from whom, as the caller may see it now.",
        requiredProperties = {"id", "knownFrom", "source", "profile", "employment", "sources"})
public record KnownIdentityJson(
        UUID id,
        @Schema(description = "Since when it was known.") Instant knownFrom,

        @Schema(description = "The source or the part of the product that the last change came from.")
        String source,

        ProfileJson profile,
        EmploymentJson employment,

        @Schema(
                description =
                        "Which source was believed about what, by attribute: employment, name, email, department, title,"
                                + " manager, location. What nobody had said anything of is missing.")
        Map<String, String> sources) {

    static KnownIdentityJson of(ShowIdentityAsOf.Outcome.Shown shown) {
        StatusEntry line = shown.line();
        Map<String, String> sources = new TreeMap<>();
        shown.sources().forEach((attribute, source) -> sources.put(Wire.name(attribute), source));
        return new KnownIdentityJson(
                shown.id().value(),
                line.knownFrom(),
                line.source(),
                ProfileJson.of(line.profile()),
                EmploymentJson.of(line.employment()),
                sources);
    }

    /** Something a source said. */
    @RegisterForReflection
    @Schema(
            name = "WorkerStatement",
            description = "Something a source said of a person.",
            requiredProperties = {"source", "workerId", "receivedAt", "profile", "startDate", "cancelled"})
    public record StatementJson(
            String source,

            @Schema(description = "The source's own id of the person.")
            String workerId,

            Instant receivedAt,

            @Schema(description = "When the source changed it, by its own clock.") @Nullable
            Instant asOf,

            ProfileJson profile,
            LocalDate startDate,
            @Nullable TerminationJson termination,
            @Nullable LeaveJson leave,

            @Schema(description = "Whether the hire was taken back.")
            boolean cancelled,

            @Schema(description = "Who answers for a non-employee, by the same source's id.") @Nullable
            String sponsorWorkerId) {

        static StatementJson of(WorkerStatement statement) {
            WorkerRecord said = statement.record();
            return new StatementJson(
                    said.key().feed(),
                    said.key().workerId(),
                    statement.receivedAt(),
                    said.asOf().orElse(null),
                    ProfileJson.of(said.profile()),
                    said.startDate(),
                    said.termination().map(TerminationJson::of).orElse(null),
                    said.terms().leave().map(LeaveJson::of).orElse(null),
                    said.terms().cancelled(),
                    said.terms().sponsorWorkerId().orElse(null));
        }
    }

    /** What sources said of a person, in the order in which it came in. */
    @RegisterForReflection
    @Schema(name = "WorkerStatements", requiredProperties = "items")
    public record StatementsJson(List<StatementJson> items) {}
}

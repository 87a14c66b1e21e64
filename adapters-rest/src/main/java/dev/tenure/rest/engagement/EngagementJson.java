package dev.tenure.rest.engagement;

import dev.tenure.application.engagement.Engagements;
import dev.tenure.application.engagement.ListEngagements;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.engagement.Engaged;
import dev.tenure.domain.engagement.Engagement;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Somebody who is no employee and works here until a day. */
@RegisterForReflection
@Schema(
        name = "Engagement",
        description = "Somebody who is no employee and works here until a day that stands from the beginning.",
        requiredProperties = {"id", "status", "person", "start", "approved"})
public record EngagementJson(
        UUID id,

        @Schema(
                enumeration = {"requested", "declined", "approved", "extension-requested", "ended"},
                description =
                        "What was decided last. Whether the last day of what was approved is over is up to the date.")
        String status,

        EngagedJson person,
        LocalDate start,

        @Schema(description = "The last day of what is in force; missing where nothing is.") @Nullable
        LocalDate until,

        @Schema(description = "What waits for a decision, or was declined.") @Nullable
        AskJson asked,

        @Schema(description = "Every term that was approved, the first one first.")
        List<TermJson> approved,

        @Schema(description = "How it was declined, or ended before its time.") @Nullable
        ClosedJson closed) {

    static EngagementJson of(Engagement engagement) {
        return switch (engagement) {
            case Engagement.Requested requested -> json("requested", requested, null, requested.ask(), List.of(), null);
            case Engagement.Declined declined ->
                json(
                        "declined",
                        declined,
                        null,
                        declined.ask(),
                        List.of(),
                        new ClosedJson(declined.by(), declined.at(), declined.reason()));
            case Engagement.Approved approved ->
                json("approved", approved, approved.end(), null, approved.approved(), null);
            case Engagement.ExtensionRequested extension ->
                json("extension-requested", extension, extension.end(), extension.ask(), extension.approved(), null);
            case Engagement.Ended ended ->
                json(
                        "ended",
                        ended,
                        null,
                        null,
                        ended.approved(),
                        new ClosedJson(ended.by(), ended.at(), ended.reason()));
        };
    }

    private static EngagementJson json(
            String status,
            Engagement engagement,
            @Nullable LocalDate until,
            Engagement.@Nullable Ask ask,
            List<Engagement.Term> approved,
            @Nullable ClosedJson closed) {
        Engagement.Terms terms = engagement.terms();
        return new EngagementJson(
                terms.id().value(),
                status,
                EngagedJson.of(terms.person()),
                terms.start(),
                until,
                ask == null ? null : AskJson.of(ask),
                approved.stream().map(TermJson::of).toList(),
                closed);
    }

    /** Who is engaged. */
    @RegisterForReflection
    @Schema(
            name = "Engaged",
            requiredProperties = {"kind", "displayName", "givenName", "familyName", "email", "timeZone"})
    public record EngagedJson(
            @Schema(enumeration = {"contractor", "vendor"}) String kind,

            String displayName,
            String givenName,
            String familyName,
            String email,
            @Nullable String company,
            @Nullable String title,
            @Nullable String location,
            String timeZone) {

        static EngagedJson of(Engaged person) {
            return new EngagedJson(
                    Wire.name(person.kind()),
                    person.displayName(),
                    person.givenName(),
                    person.familyName(),
                    person.email(),
                    person.company().orElse(null),
                    person.title().orElse(null),
                    person.location().orElse(null),
                    person.zone().getId());
        }
    }

    /** What somebody asked for. */
    @RegisterForReflection
    @Schema(
            name = "EngagementAsk",
            requiredProperties = {"until", "sponsor", "purpose", "by", "at"})
    public record AskJson(
            @Schema(description = "The last day.") LocalDate until,

            @Schema(description = "The identity that answers for the person.")
            UUID sponsor,

            String purpose,
            String by,
            Instant at) {

        static AskJson of(Engagement.Ask ask) {
            return new AskJson(ask.until(), ask.sponsor().value(), ask.purpose(), ask.by(), ask.at());
        }
    }

    /** What was approved. */
    @RegisterForReflection
    @Schema(
            name = "EngagementTerm",
            requiredProperties = {"asked", "approvedBy", "approvedAt"})
    public record TermJson(AskJson asked, String approvedBy, Instant approvedAt) {

        static TermJson of(Engagement.Term term) {
            return new TermJson(AskJson.of(term.ask()), term.approvedBy(), term.approvedAt());
        }
    }

    /** Who said no, or ended it. */
    @RegisterForReflection
    @Schema(
            name = "EngagementClosed",
            requiredProperties = {"by", "at", "reason"})
    public record ClosedJson(String by, Instant at, String reason) {}

    /** One engagement with where it stands today. */
    @RegisterForReflection
    @Schema(
            name = "EngagementLine",
            requiredProperties = {"engagement", "standing"})
    public record EngagementLineJson(
            EngagementJson engagement,

            @Schema(
                    enumeration = {"requested", "declined", "in-force", "extension-requested", "lapsed", "ended"},
                    description = "Where it stands today.")
            String standing,

            @Schema(description = "The sponsor's name.") @Nullable
            String sponsorName,

            @Schema(description = "When the sponsor was let go.") @Nullable
            Instant sponsorGoneSince,

            @Schema(description = "By when another sponsor is due.") @Nullable
            Instant sponsorDueBy) {

        static EngagementLineJson of(ListEngagements.Line line) {
            return new EngagementLineJson(
                    EngagementJson.of(line.engagement()),
                    Wire.name(line.standing()),
                    line.sponsor().orElse(null),
                    line.sponsorGoneSince().orElse(null),
                    line.sponsorDueBy().orElse(null));
        }

        static EngagementLineJson of(Engagement engagement, Engagements.Standing standing) {
            return new EngagementLineJson(EngagementJson.of(engagement), Wire.name(standing), null, null, null);
        }
    }

    /** A page of engagements. */
    @RegisterForReflection
    @Schema(name = "EngagementPage", requiredProperties = "items")
    public record EngagementPageJson(
            List<EngagementLineJson> items, @Nullable String next) {

        static EngagementPageJson of(Slice<ListEngagements.Line> slice) {
            return new EngagementPageJson(
                    slice.map(EngagementLineJson::of).items(), slice.next().orElse(null));
        }
    }
}

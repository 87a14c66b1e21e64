package dev.tenure.rest.engagement;

import dev.tenure.application.engagement.DecideEngagement;
import dev.tenure.application.engagement.ExtendEngagement;
import dev.tenure.application.engagement.RequestEngagement;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.engagement.Engaged;
import dev.tenure.domain.engagement.EngagementId;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.rest.problem.Flaws;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What somebody asks for who wants a non-employee to work here. */
@RegisterForReflection
@Schema(
        name = "EngagementRequest",
        description = "What somebody asks for who wants a non-employee to work here.",
        requiredProperties = {"kind", "givenName", "familyName", "email", "timeZone", "start", "sponsor", "purpose"})
public record EngagementRequestJson(
        @Schema(enumeration = {"contractor", "vendor"}) @Nullable
        String kind,

        @Nullable String givenName,
        @Nullable String familyName,

        @Schema(description = "The work address; whoever comes back with it is the same person.") @Nullable
        String email,

        @Schema(description = "Whom they work for.") @Nullable
        String company,

        @Nullable String title,
        @Nullable String location,

        @Schema(description = "IANA time zone; the person's days end by it.") @Nullable
        String timeZone,

        @Schema(type = SchemaType.STRING, format = "date", description = "The first day.") @Nullable
        String start,

        @Schema(
                type = SchemaType.STRING,
                format = "date",
                description = "The last day; as long as is usual where left out.")
        @Nullable
        String until,

        @Schema(type = SchemaType.STRING, format = "uuid", description = "The identity that answers for the person.")
        @Nullable
        String sponsor,

        @Schema(description = "What for.") @Nullable String purpose) {

    private static final LocalDate EARLIEST = LocalDate.parse("1970-01-01");
    private static final LocalDate LATEST = LocalDate.parse("9000-01-01");
    private static final UUID NIL = new UUID(0, 0);

    RequestEngagement.Command read(Caller caller, RequestKey key) {
        Flaws flaws = new Flaws();
        IdentityKind as = Wire.constant(IdentityKind.class, kind == null ? "" : kind)
                .filter(known -> known == IdentityKind.CONTRACTOR || known == IdentityKind.VENDOR)
                .orElseGet(() -> {
                    flaws.at("/kind", "is neither contractor nor vendor: write one of them");
                    return IdentityKind.CONTRACTOR;
                });
        ZoneId zone = zone(flaws, timeZone);
        Engaged standIn = new Engaged(
                IdentityKind.CONTRACTOR,
                "-",
                "-",
                "nobody@localhost",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ZoneOffset.UTC);
        Engaged person = flaws.make(
                "",
                standIn,
                () -> new Engaged(
                        as,
                        given(givenName),
                        given(familyName),
                        given(email),
                        Optional.ofNullable(company),
                        Optional.ofNullable(title),
                        Optional.ofNullable(location),
                        zone));
        Optional<LocalDate> from = day(flaws, "/start", start);
        if (start == null) {
            flaws.at("/start", "is missing: write the first day like 2026-01-31");
        }
        Optional<LocalDate> last = day(flaws, "/until", until);
        Optional<IdentityId> answers = identity(flaws, sponsor);
        if (sponsor == null) {
            flaws.at("/sponsor", "is missing: name the identity that answers for the person");
        }
        flaws.refuse();
        return new RequestEngagement.Command(
                caller, key, person, from.orElse(EARLIEST), last, answers.orElse(new IdentityId(NIL)), given(purpose));
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static ZoneId zone(Flaws flaws, @Nullable String name) {
        try {
            if (name != null) {
                return ZoneId.of(name);
            }
            flaws.at("/timeZone", "is missing: write an IANA time zone like Europe/Berlin");
        } catch (DateTimeException e) {
            flaws.at("/timeZone", "is not an IANA time zone: write one like Europe/Berlin");
        }
        return ZoneOffset.UTC;
    }

    private static Optional<LocalDate> day(Flaws flaws, String place, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (!day.isBefore(EARLIEST) && day.isBefore(LATEST)) {
                return Optional.of(day);
            }
        } catch (DateTimeException e) {
            // Said below, as for a day out of range.
        }
        flaws.at(place, "is not a day between 1970 and 9000: write it like 2026-01-31");
        return Optional.empty();
    }

    private static Optional<IdentityId> identity(Flaws flaws, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        if (text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            return Optional.of(new IdentityId(UUID.fromString(text)));
        }
        flaws.at("/sponsor", "is not a UUID: write one like 0197a6e2-7d3c-7c11-9e55-0242ac120002");
        return Optional.empty();
    }

    /** What somebody asks for who wants an engagement to last longer. */
    @RegisterForReflection
    @Schema(
            name = "ExtensionRequest",
            description = "What somebody asks for who wants an engagement to last longer, or another sponsor for it.",
            requiredProperties = "purpose")
    public record ExtensionRequestJson(
            @Schema(
                    type = SchemaType.STRING,
                    format = "date",
                    description =
                            "The new last day, no earlier than the present one; as much longer as is usual where left"
                                    + " out.")
            @Nullable
            String until,

            @Schema(
                    type = SchemaType.STRING,
                    format = "uuid",
                    description = "Who answers from then on; the present sponsor where left out.")
            @Nullable
            String sponsor,

            @Schema(description = "What for.") @Nullable String purpose) {

        ExtendEngagement.Command read(Caller caller, RequestKey key, UUID engagement) {
            Flaws flaws = new Flaws();
            Optional<LocalDate> last = day(flaws, "/until", until);
            Optional<IdentityId> answers = identity(flaws, sponsor);
            flaws.refuse();
            return new ExtendEngagement.Command(
                    caller, key, new EngagementId(engagement), last, answers, given(purpose));
        }
    }

    /** What somebody decides. */
    @RegisterForReflection
    @Schema(
            name = "EngagementDecision",
            description = "What somebody decides of what was asked for.",
            requiredProperties = "approve")
    public record EngagementDecisionJson(
            @Nullable Boolean approve,

            @Schema(description = "Why not; needed where it is declined.") @Nullable
            String reason) {

        DecideEngagement.Decision read() {
            Flaws flaws = new Flaws();
            if (approve == null) {
                flaws.at("/approve", "is missing: write true or false");
            }
            flaws.refuse();
            return Boolean.TRUE.equals(approve)
                    ? new DecideEngagement.Decision.Approve()
                    : new DecideEngagement.Decision.Decline(given(reason));
        }
    }

    /** Why an engagement ends. */
    @RegisterForReflection
    @Schema(
            name = "EngagementEnding",
            description = "Why an engagement ends before its time.",
            requiredProperties = "reason")
    public record EngagementEndingJson(@Nullable String reason) {

        String read() {
            return given(reason);
        }
    }
}

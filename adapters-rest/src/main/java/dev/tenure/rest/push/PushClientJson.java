package dev.tenure.rest.push;

import dev.tenure.domain.identity.ClockPolicy;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.domain.push.PushClient;
import dev.tenure.rest.problem.Flaws;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A system that pushes users and groups by SCIM. */
@RegisterForReflection
@Schema(
        name = "ScimClient",
        description = "A system that pushes users and groups by SCIM, as a source of workers.",
        requiredProperties = {"name", "subject", "timeZone", "clock", "recogniseBy", "enabled", "version"})
public record PushClientJson(
        String name,

        @Schema(description = "The subject of the tokens it signs in with.")
        String subject,

        @Schema(description = "IANA time zone of users who name none.")
        String timeZone,

        @Schema(
                enumeration = {"last-working-day-or-notice", "effective-date-or-notice"},
                description = "Which fact of an ending starts the leaver's clock.")
        String clock,

        @Schema(
                enumeration = {"none", "worker-id", "email"},
                description = "How a worker is recognised whom another source has told of.")
        String recogniseBy,

        @Schema(description = "Whether it may push at present.")
        boolean enabled,

        @Schema(description = "What If-Match takes, in quotes, to change the client.")
        long version) {

    static PushClientJson of(PushClient client) {
        return new PushClientJson(
                client.name(),
                client.subject(),
                client.source().zone().getId(),
                Wire.name(client.source().clock()),
                Wire.name(client.source().join()),
                client.enabled(),
                client.version());
    }

    /** Every client, by name. */
    @RegisterForReflection
    @Schema(name = "ScimClients", requiredProperties = "items")
    public record PushClientsJson(List<PushClientJson> items) {}

    /** How a client is to be. What is left out is taken as most clients have it. */
    @RegisterForReflection
    @Schema(
            name = "ScimClientDescription",
            description = "How a SCIM client is to be. What is left out is taken as most clients have it.",
            requiredProperties = {"subject", "timeZone"})
    public record PushClientDescriptionJson(
            @Schema(
                    description = "The subject of the tokens it signs in with; another client cannot have the same.",
                    maxLength = PushClient.LONGEST_SUBJECT)
            @Nullable
            String subject,

            @Schema(description = "IANA time zone of users who name none.") @Nullable
            String timeZone,

            @Schema(
                    enumeration = {"last-working-day-or-notice", "effective-date-or-notice"},
                    defaultValue = "last-working-day-or-notice",
                    description = "Which fact of an ending starts the leaver's clock.")
            @Nullable
            String clock,

            @Schema(
                    enumeration = {"none", "worker-id", "email"},
                    defaultValue = "none",
                    description = "How a worker is recognised whom another source has told of.")
            @Nullable
            String recogniseBy,

            @Schema(defaultValue = "true", description = "Whether it may push at present.") @Nullable
            Boolean enabled) {

        PushClient read(String name, long version) {
            Flaws flaws = new Flaws();
            flaws.sourceName("name", name);
            if (subject == null || subject.isBlank() || subject.length() > PushClient.LONGEST_SUBJECT) {
                flaws.at(
                        "/subject",
                        "is missing, empty or longer than 255 characters: write the subject of the client's tokens");
            }
            ZoneId zone = zone(flaws);
            ClockPolicy starts =
                    oneOf(flaws, "/clock", clock, ClockPolicy.class, ClockPolicy.LAST_WORKING_DAY_OR_NOTICE);
            WorkerSource.Join joined =
                    oneOf(flaws, "/recogniseBy", recogniseBy, WorkerSource.Join.class, WorkerSource.Join.NONE);
            flaws.refuse();
            return new PushClient(
                    new WorkerSource(name, zone, starts, joined),
                    Optional.ofNullable(subject).orElse("").strip(),
                    enabled == null || enabled,
                    version);
        }

        private ZoneId zone(Flaws flaws) {
            try {
                if (timeZone != null) {
                    return ZoneId.of(timeZone);
                }
                flaws.at("/timeZone", "is missing: write an IANA time zone like Europe/Berlin");
            } catch (DateTimeException e) {
                flaws.at("/timeZone", "is not an IANA time zone: write one like Europe/Berlin");
            }
            return ZoneOffset.UTC;
        }

        private static <E extends Enum<E>> E oneOf(
                Flaws flaws, String pointer, @Nullable String text, Class<E> type, E usual) {
            if (text == null) {
                return usual;
            }
            Optional<E> constant = Wire.constant(type, text);
            if (constant.isEmpty()) {
                flaws.at(pointer, "is unknown: write one of " + Wire.names(type));
            }
            return constant.orElse(usual);
        }
    }
}

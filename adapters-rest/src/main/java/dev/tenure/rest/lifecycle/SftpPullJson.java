package dev.tenure.rest.lifecycle;

import dev.tenure.application.lifecycle.SftpPulls;
import dev.tenure.rest.problem.Flaws;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** From where a feed's files are fetched, and how that goes. */
@RegisterForReflection
@Schema(
        name = "SftpPull",
        description = "From where a feed's files are fetched, and how that goes.",
        requiredProperties = {
            "host",
            "port",
            "user",
            "folder",
            "pattern",
            "secret",
            "hostKey",
            "every",
            "nextAt",
            "failures"
        })
public record SftpPullJson(
        String host,
        int port,
        String user,
        String folder,
        String pattern,

        @Schema(description = "A reference to a password or private key, never one.")
        String secret,

        @Schema(description = "The fingerprint of the server's key.")
        String hostKey,

        @Schema(description = "The pause between two looks, as an ISO 8601 duration.")
        String every,

        @Schema(description = "When the next look is due.") Instant nextAt,

        @Schema(description = "How often in a row it failed.")
        int failures,

        @Nullable Instant succeededAt,
        @Nullable Instant failingSince,

        @Schema(description = "What went wrong last, and what to do.") @Nullable
        String problem) {

    static SftpPullJson of(SftpPulls.Pull pull) {
        SftpPulls.Place place = pull.place();
        return new SftpPullJson(
                place.host(),
                place.port(),
                place.user(),
                place.folder(),
                place.pattern(),
                place.secret(),
                place.hostKey(),
                place.every().toString(),
                pull.nextAt(),
                pull.failures(),
                pull.succeededAt().orElse(null),
                pull.failingSince().orElse(null),
                pull.problem().orElse(null));
    }

    /** From where a feed's files are to be fetched. */
    @RegisterForReflection
    @Schema(
            name = "SftpPullDescription",
            description = "From where a feed's files are to be fetched.",
            requiredProperties = {"host", "user", "folder", "secret", "hostKey"})
    public record SftpPullDescriptionJson(
            @Nullable String host,

            @Schema(defaultValue = "22") @Nullable Integer port,

            @Nullable String user,

            @Schema(description = "The path of the folder.") @Nullable
            String folder,

            @Schema(
                    description =
                            "Which of its files are wanted: * stands for any part of a name, ? for one character.",
                    defaultValue = "*.csv")
            @Nullable
            String pattern,

            @Schema(
                    description =
                            "A reference to a password or private key: env:TENURE_SECRET_ and a name, or file: and a path below"
                                    + " the directory of secrets.")
            @Nullable
            String secret,

            @Schema(
                    description =
                            "The fingerprint of the server's key, as ssh-keygen -l shows it: SHA256: and base64. No other"
                                    + " server is spoken to.")
            @Nullable
            String hostKey,

            @Schema(
                    description = "The pause between two looks, as an ISO 8601 duration from PT1M to PT24H.",
                    defaultValue = "PT15M")
            @Nullable
            String every) {

        private static final int LONGEST = 500;

        SftpPulls.Place read(String feed) {
            Flaws flaws = new Flaws();
            int gate = port == null ? 22 : port;
            if (gate < 1 || gate > 65_535) {
                flaws.at("/port", "is no port: write 1 to 65535");
            }
            Duration pause = Duration.ofMinutes(15);
            try {
                pause = every == null ? pause : Duration.parse(every);
            } catch (DateTimeException e) {
                flaws.at("/every", "is not an ISO 8601 duration: write one like PT15M");
            }
            SftpPulls.Place place = new SftpPulls.Place(
                    feed,
                    text(flaws, "/host", host),
                    gate,
                    text(flaws, "/user", user),
                    text(flaws, "/folder", folder),
                    pattern == null ? "*.csv" : text(flaws, "/pattern", pattern),
                    text(flaws, "/secret", secret),
                    text(flaws, "/hostKey", hostKey),
                    pause);
            flaws.refuse();
            return place;
        }

        private static String text(Flaws flaws, String place, @Nullable String value) {
            if (value == null
                    || value.isBlank()
                    || value.length() > LONGEST
                    || value.chars().anyMatch(Character::isISOControl)) {
                flaws.at(
                        place,
                        "is missing, empty, longer than " + LONGEST
                                + " characters, or holds a control character: write it");
                return "";
            }
            return value;
        }
    }
}

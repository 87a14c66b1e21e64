package dev.tenure.rest.webhook;

import dev.tenure.domain.identity.ClockPolicy;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.domain.webhook.Vendor;
import dev.tenure.domain.webhook.VendorApi;
import dev.tenure.domain.webhook.WebhookSource;
import dev.tenure.rest.problem.Flaws;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An HR system that sends signed deliveries. */
@RegisterForReflection
@Schema(
        name = "WebhookSource",
        description = "An HR system that sends signed deliveries.",
        requiredProperties = {
            "name",
            "vendor",
            "secrets",
            "tolerance",
            "pointers",
            "timeZone",
            "clock",
            "join",
            "enabled",
            "version"
        })
public record WebhookSourceJson(
        @Schema(description = "Part of every worker's key; deliveries go to /hooks/v1/ and this name.")
        String name,

        @Schema(enumeration = {"bamboohr", "gusto", "hibob", "generic"})
        String vendor,

        @Schema(description = "References to what deliveries are signed with; never the secrets.")
        List<String> secrets,

        @Schema(description = "How far a signed time may lie from ours, as ISO 8601 has durations.")
        String tolerance,

        @Schema(description = "Where the people are read again.") @Nullable
        VendorApiJson api,

        @Schema(description = "Where each fact stands in a generic body, as JSON Pointer, by fact.")
        Map<String, String> pointers,

        @Schema(description = "IANA time zone of workers for whom the source names none.")
        String timeZone,

        @Schema(
                description = "Which fact of an ending starts the clock; an immediate notice always does.",
                enumeration = {"last-working-day-or-notice", "effective-date-or-notice"})
        String clock,

        @Schema(
                description = "How a worker is recognised whom another source has told of.",
                enumeration = {"none", "worker-id", "email"})
        String join,

        @Schema(description = "Whether deliveries are accepted.")
        boolean enabled,

        @Schema(description = "What If-Match takes, in quotes, to change the source.")
        long version) {

    static WebhookSourceJson of(WebhookSource source) {
        Map<String, String> pointers = new TreeMap<>();
        source.pointers().forEach((fact, pointer) -> pointers.put(fact.label(), pointer));
        return new WebhookSourceJson(
                source.name(),
                Wire.name(source.vendor()),
                source.secrets(),
                source.tolerance().toString(),
                source.api()
                        .map(api -> new VendorApiJson(api.address(), api.token()))
                        .orElse(null),
                pointers,
                source.source().zone().getId(),
                Wire.name(source.source().clock()),
                Wire.name(source.source().join()),
                source.enabled(),
                source.version());
    }

    /** Where people are read again. */
    @RegisterForReflection
    @Schema(
            name = "VendorApi",
            description = "Where the people of a source are read again.",
            requiredProperties = {"address", "token"})
    public record VendorApiJson(
            @Schema(
                    description =
                            "The API's https address; for a generic source the address of one person, with {worker} for the id.")
            String address,

            @Schema(description = "Reference to what signs us in there, such as env:TENURE_SECRET_HR.")
            String token) {}

    /** Every source, by name. */
    @RegisterForReflection
    @Schema(name = "WebhookSources", requiredProperties = "items")
    public record WebhookSourcesJson(List<WebhookSourceJson> items) {}

    /** How a source is to be. */
    @RegisterForReflection
    @Schema(
            name = "WebhookSourceDescription",
            description = "How a source is to be. What is left out is taken as most sources have it.",
            requiredProperties = {"vendor", "secrets", "timeZone"})
    public record WebhookSourceDescriptionJson(
            @Schema(enumeration = {"bamboohr", "gusto", "hibob", "generic"}) @Nullable
            String vendor,

            @Schema(
                    description =
                            "One or two references to what deliveries are signed with, such as env:TENURE_SECRET_HOOK; two while one"
                                    + " replaces the other.")
            @Nullable
            List<String> secrets,

            @Schema(description = "PT10S to PT1H.", defaultValue = "PT5M") @Nullable
            String tolerance,

            @Schema(description = "Needed but for a generic source whose deliveries are the records themselves.")
            @Nullable
            VendorApiJson api,

            @Schema(
                    description =
                            "For a generic source: where each fact stands, as JSON Pointer, by fact. Where left out, each stands at"
                                    + " the top under its own name.")
            @Nullable
            Map<String, String> pointers,

            @Schema(description = "IANA time zone of workers for whom the source names none.") @Nullable
            String timeZone,

            @Schema(
                    enumeration = {"last-working-day-or-notice", "effective-date-or-notice"},
                    defaultValue = "last-working-day-or-notice")
            @Nullable
            String clock,

            @Schema(
                    enumeration = {"none", "worker-id", "email"},
                    defaultValue = "none")
            @Nullable
            String join,

            @Schema(defaultValue = "true") @Nullable Boolean enabled) {

        private static final VendorApi NO_API = new VendorApi("https://none.example", "");

        WebhookSource read(String name, long version) {
            Flaws flaws = new Flaws();
            flaws.sourceName("name", name);
            Vendor whose = constant(flaws, "vendor", vendor, Vendor.class, Optional.empty());
            if (secrets == null) {
                flaws.at("/secrets", "is missing: write one or two references such as env:TENURE_SECRET_HOOK");
            }
            Duration window = window(flaws);
            Optional<VendorApi> where = api(flaws);
            Map<Fact, String> places = places(flaws, whose);
            ZoneId zone = zone(flaws);
            ClockPolicy policy = constant(
                    flaws, "clock", clock, ClockPolicy.class, Optional.of(ClockPolicy.LAST_WORKING_DAY_OR_NOTICE));
            WorkerSource.Join joined =
                    constant(flaws, "join", join, WorkerSource.Join.class, Optional.of(WorkerSource.Join.NONE));
            flaws.refuse();
            return new WebhookSource(
                    new WorkerSource(name, zone, policy, joined),
                    whose,
                    secrets == null ? List.of() : secrets,
                    window,
                    where,
                    places,
                    enabled == null || enabled,
                    version);
        }

        private static <E extends Enum<E>> E constant(
                Flaws flaws, String place, @Nullable String sent, Class<E> type, Optional<E> usual) {
            Optional<E> read = sent == null ? usual : Wire.constant(type, sent);
            if (read.isEmpty()) {
                flaws.at("/" + place, "is missing or unknown: write one of " + Wire.names(type));
            }
            return read.orElse(type.getEnumConstants()[0]);
        }

        private Duration window(Flaws flaws) {
            try {
                return tolerance == null ? WebhookSource.USUAL_TOLERANCE : Duration.parse(tolerance);
            } catch (DateTimeException e) {
                flaws.at("/tolerance", "is no ISO 8601 duration: write one like PT5M");
                return WebhookSource.USUAL_TOLERANCE;
            }
        }

        private Optional<VendorApi> api(Flaws flaws) {
            VendorApiJson sent = api;
            if (sent == null) {
                return Optional.empty();
            }
            if (sent.address() == null) {
                flaws.at("/api/address", "is missing: write the address that people are read at");
            }
            if (sent.token() == null) {
                flaws.at("/api/token", "is missing: write a reference to the secret that opens it");
            }
            if (sent.address() == null || sent.token() == null) {
                return Optional.empty();
            }
            String address = sent.address();
            String token = sent.token();
            return Optional.of(flaws.make("", NO_API, () -> new VendorApi(address, token)));
        }

        private Map<Fact, String> places(Flaws flaws, Vendor whose) {
            if (pointers == null) {
                return whose == Vendor.GENERIC ? WebhookSource.usualPointers() : Map.of();
            }
            Map<Fact, String> places = new EnumMap<>(Fact.class);
            pointers.forEach((label, pointer) -> {
                Optional<Fact> fact = Fact.of(label);
                if (fact.isEmpty()) {
                    flaws.at(
                            "/pointers/" + label.replace("~", "~0").replace("/", "~1"),
                            "is no fact: write one of "
                                    + Arrays.stream(Fact.values())
                                            .map(Fact::label)
                                            .collect(Collectors.joining(", ")));
                } else {
                    places.put(fact.get(), pointer);
                }
            });
            return places;
        }

        private ZoneId zone(Flaws flaws) {
            try {
                if (timeZone != null) {
                    return ZoneId.of(timeZone);
                }
            } catch (DateTimeException e) {
                // Said below, as for one that is missing.
            }
            flaws.at("/timeZone", "is missing or no IANA time zone: write one like Europe/Berlin");
            return ZoneOffset.UTC;
        }
    }
}

package dev.tenure.rest.lifecycle;

import dev.tenure.domain.identity.ClockPolicy;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.rest.problem.Flaws;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.DateTimeException;
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

/** How a source writes its files. */
@RegisterForReflection
@Schema(
        name = "WorkerFeed",
        description = "How an HR source writes its files.",
        requiredProperties = {
            "name",
            "headers",
            "separator",
            "charset",
            "datePattern",
            "timeZone",
            "clock",
            "recogniseBy",
            "version"
        })
public record WorkerFeedJson(
        String name,

        @Schema(description = "The column header of each fact, by fact.")
        Map<String, String> headers,

        @Schema(enumeration = {",", ";", "\t", "|"}) String separator,
        @Schema(description = "The encoding's IANA name.") String charset,

        @Schema(description = "How dates are written, as java.time.format.DateTimeFormatter has it.")
        String datePattern,

        @Schema(description = "IANA time zone of workers whose row names none.")
        String timeZone,

        @Schema(
                enumeration = {"last-working-day-or-notice", "effective-date-or-notice"},
                description = "Which fact of an ending starts the leaver's clock.")
        String clock,

        @Schema(
                enumeration = {"none", "worker-id", "email"},
                description = "How a worker is recognised of whom another source has told.")
        String recogniseBy,

        @Schema(description = "What If-Match takes, in quotes, to change the feed.")
        long version) {

    static WorkerFeedJson of(WorkerFeed feed) {
        Map<String, String> headers = new TreeMap<>();
        feed.headers().forEach((fact, header) -> headers.put(fact.label(), header));
        return new WorkerFeedJson(
                feed.name(),
                headers,
                String.valueOf(feed.separator()),
                feed.charset(),
                feed.datePattern(),
                feed.zone().getId(),
                Wire.name(feed.source().clock()),
                Wire.name(feed.source().join()),
                feed.version());
    }

    /** Every feed, by name. */
    @RegisterForReflection
    @Schema(name = "WorkerFeeds", requiredProperties = "items")
    public record WorkerFeedsJson(List<WorkerFeedJson> items) {}

    /** How a source is to be read. What is left out is taken as most sources have it. */
    @RegisterForReflection
    @Schema(
            name = "WorkerFeedDescription",
            description = "How an HR source is to be read. What is left out is taken as most sources have it.",
            requiredProperties = "timeZone")
    public record WorkerFeedDescriptionJson(
            @Schema(
                    description =
                            "The column header of each fact, by fact: worker_id, given_name, family_name, email, department,"
                                    + " title, manager_id, location, time_zone, worker_type, start_date, last_working_day,"
                                    + " effective_date, immediate_notice_at, hr_entered_at, leave_from, leave_until, status, sponsor_id,"
                                    + " as_of. Every column named here must be in every file. Where left out, every fact up to"
                                    + " hr_entered_at is expected under its own name.")
            @Nullable
            Map<String, String> headers,

            @Schema(
                    enumeration = {",", ";", "\t", "|"},
                    defaultValue = ",")
            @Nullable
            String separator,

            @Schema(description = "The encoding's IANA name.", defaultValue = "UTF-8") @Nullable
            String charset,

            @Schema(
                    description = "How dates are written, as java.time.format.DateTimeFormatter has it.",
                    defaultValue = "yyyy-MM-dd")
            @Nullable
            String datePattern,

            @Schema(description = "IANA time zone of workers whose row names none.") @Nullable
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
                    description =
                            "How a worker is recognised of whom another source has told: by nothing, by the same worker"
                                    + " id, or by the work address.")
            @Nullable
            String recogniseBy) {

        private static final int LONGEST_HEADER = 200;

        WorkerFeed read(String name, long version) {
            Flaws flaws = new Flaws();
            if (!name.matches("[a-z0-9][a-z0-9-]{0,62}")) {
                flaws.in("name", "is not 1 to 63 lower-case letters, digits or hyphens: write it so");
            }
            Map<WorkerFeed.Fact, String> columns = columns(flaws);
            if (separator != null && separator.length() != 1) {
                flaws.at("/separator", "is not one character: write , ; | or a tab");
            }
            if (datePattern != null && datePattern.length() > LONGEST_HEADER) {
                flaws.at("/datePattern", "is longer than " + LONGEST_HEADER + " characters: write one like yyyy-MM-dd");
            }
            ZoneId zone = zone(flaws);
            for (WorkerFeed.Fact fact : WorkerFeed.Fact.values()) {
                if (fact.required() && !columns.containsKey(fact)) {
                    flaws.at("/headers/" + fact.label(), "is missing: name the column that holds it");
                }
            }
            ClockPolicy starts =
                    oneOf(flaws, "/clock", clock, ClockPolicy.class, ClockPolicy.LAST_WORKING_DAY_OR_NOTICE);
            WorkerSource.Join join =
                    oneOf(flaws, "/recogniseBy", recogniseBy, WorkerSource.Join.class, WorkerSource.Join.NONE);
            flaws.refuse();
            return new WorkerFeed(
                    new WorkerSource(name, zone, starts, join),
                    columns,
                    separator == null ? ',' : separator.charAt(0),
                    charset == null ? "UTF-8" : charset,
                    datePattern == null ? "yyyy-MM-dd" : datePattern,
                    version);
        }

        private Map<WorkerFeed.Fact, String> columns(Flaws flaws) {
            Map<WorkerFeed.Fact, String> columns = new EnumMap<>(WorkerFeed.Fact.class);
            if (headers == null) {
                for (WorkerFeed.Fact fact : WorkerFeed.Fact.values()) {
                    if (fact.usual()) {
                        columns.put(fact, fact.label());
                    }
                }
                return columns;
            }
            headers.forEach((label, header) -> {
                String place = "/headers/" + label.replace("~", "~0").replace("/", "~1");
                Optional<WorkerFeed.Fact> fact = WorkerFeed.Fact.of(label);
                if (fact.isEmpty()) {
                    flaws.at(place, "is no fact: write one of " + labels());
                } else if (header.isBlank() || header.length() > LONGEST_HEADER) {
                    flaws.at(place, "is empty or longer than " + LONGEST_HEADER + " characters: name the column");
                } else {
                    if (columns.containsValue(header.strip())) {
                        flaws.at(place, "names a column that another fact names already: name each column once");
                    }
                    columns.put(fact.get(), header.strip());
                }
            });
            return columns;
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
                Flaws flaws, String pointer, @Nullable String value, Class<E> type, E usual) {
            if (value == null) {
                return usual;
            }
            return Wire.constant(type, value).orElseGet(() -> {
                flaws.at(pointer, "is unknown: write one of " + Wire.names(type));
                return usual;
            });
        }

        private static String labels() {
            return Arrays.stream(WorkerFeed.Fact.values())
                    .map(WorkerFeed.Fact::label)
                    .collect(Collectors.joining(", "));
        }
    }
}

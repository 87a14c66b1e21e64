package dev.tenure.rest.lifecycle;

import dev.tenure.domain.identity.ClockPolicy;
import dev.tenure.domain.identity.DatePatterns;
import dev.tenure.domain.identity.FileFormat;
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
import java.util.Set;
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
            "expressions",
            "words",
            "separator",
            "quote",
            "charset",
            "datePatterns",
            "content",
            "taking",
            "timeZone",
            "clock",
            "recogniseBy",
            "version"
        })
public record WorkerFeedJson(
        String name,

        @Schema(description = "The column header of each fact, by fact.")
        Map<String, String> headers,

        @Schema(description = "Facts that are worked out from the whole row, in CEL over row, by fact.")
        Map<String, String> expressions,

        @Schema(
                description =
                        "What the source's own words mean, by fact (status, worker_type) and word without capitals and spaces.")
        Map<String, Map<String, String>> words,

        @Schema(enumeration = {",", ";", "\t", "|", "auto"}) String separator,
        @Schema(enumeration = {"\"", "'"}) String quote,

        @Schema(description = "The encoding's IANA name. A byte order mark in a file outranks it.")
        String charset,

        @Schema(
                description =
                        "How dates are written, as java.time.format.DateTimeFormatter has it, in the order tried.")
        List<String> datePatterns,

        @Schema(
                enumeration = {"snapshot", "delta"},
                description = "Whether a file holds everybody or those who changed.")
        String content,

        @Schema(
                enumeration = {"at-once", "after-preview"},
                description = "Whether a file is taken by itself or waits for a person.")
        String taking,

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

    private static final String AUTO = "auto";

    static WorkerFeedJson of(WorkerFeed feed) {
        Map<String, String> headers = new TreeMap<>();
        feed.headers().forEach((fact, header) -> headers.put(fact.label(), header));
        Map<String, String> expressions = new TreeMap<>();
        feed.expressions().forEach((fact, expression) -> expressions.put(fact.label(), expression));
        Map<String, Map<String, String>> words = new TreeMap<>();
        feed.words().forEach((fact, meanings) -> words.put(fact.label(), new TreeMap<>(meanings)));
        return new WorkerFeedJson(
                feed.name(),
                headers,
                expressions,
                words,
                feed.format().separator().map(String::valueOf).orElse(AUTO),
                String.valueOf(feed.format().quote()),
                feed.format().charset(),
                feed.dates().patterns(),
                Wire.name(feed.content()),
                Wire.name(feed.taking()),
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
                    description =
                            "Facts that are worked out from the whole row, by fact: CEL over row, the text of every column by"
                                    + " its header, that gives a text. Such a fact has no header. There are no loops; trim,"
                                    + " split, substring, charAt, replace, lowerAscii, upperAscii and matches are there.")
            @Nullable
            Map<String, String> expressions,

            @Schema(
                    description =
                            "What the source's own words mean, by fact and word: status (active, cancelled, removed) and"
                                    + " worker_type (employee, contractor, vendor).")
            @Nullable
            Map<String, Map<String, String>> words,

            @Schema(
                    enumeration = {",", ";", "\t", "|", "auto"},
                    defaultValue = ",",
                    description = "With auto, each file's header decides.")
            @Nullable
            String separator,

            @Schema(
                    enumeration = {"\"", "'"},
                    defaultValue = "\"")
            @Nullable
            String quote,

            @Schema(
                    description = "The encoding's IANA name. A byte order mark in a file outranks it.",
                    defaultValue = "UTF-8")
            @Nullable
            String charset,

            @Schema(
                    description =
                            "How dates are written, as java.time.format.DateTimeFormatter has it. For more than one, use datePatterns.",
                    defaultValue = "yyyy-MM-dd")
            @Nullable
            String datePattern,

            @Schema(
                    description =
                            "How dates are written, in the order in which the patterns are tried. No two may read one text as"
                                    + " different days.")
            @Nullable
            List<String> datePatterns,

            @Schema(
                    enumeration = {"snapshot", "delta"},
                    defaultValue = "snapshot",
                    description =
                            "Whether a file holds everybody, so that who is not in it is absent, or whole rows of those who"
                                    + " changed, so that who is not in it is as before.")
            @Nullable
            String content,

            @Schema(
                    enumeration = {"at-once", "after-preview"},
                    defaultValue = "at-once",
                    description = "Whether a file is taken by itself or waits for a person to commit it.")
            @Nullable
            String taking,

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
        private static final int LONGEST_EXPRESSION = 1_000;
        private static final Map<WorkerFeed.Fact, Set<String>> MEANINGS = Map.of(
                WorkerFeed.Fact.STATUS, Set.of("active", "cancelled", "removed"),
                WorkerFeed.Fact.WORKER_TYPE, Set.of("employee", "contractor", "vendor"));

        WorkerFeed read(String name, long version) {
            Flaws flaws = new Flaws();
            flaws.sourceName("name", name);
            Map<WorkerFeed.Fact, String> columns = columns(flaws);
            if (separator != null && separator.length() != 1 && !separator.equals(AUTO)) {
                flaws.at("/separator", "is not one character: write , ; | or a tab, or auto");
            }
            if (quote != null && quote.length() != 1) {
                flaws.at("/quote", "is not one character: write \" or '");
            }
            Map<WorkerFeed.Fact, String> worked = expressions(flaws, columns);
            Map<WorkerFeed.Fact, Map<String, String>> meanings = words(flaws);
            List<String> dates = dates(flaws);
            ZoneId zone = zone(flaws);
            for (WorkerFeed.Fact fact : WorkerFeed.Fact.values()) {
                if (fact.required() && !columns.containsKey(fact) && !worked.containsKey(fact)) {
                    flaws.at("/headers/" + fact.label(), "is missing: name the column that holds it, or an expression");
                }
            }
            ClockPolicy starts =
                    oneOf(flaws, "/clock", clock, ClockPolicy.class, ClockPolicy.LAST_WORKING_DAY_OR_NOTICE);
            WorkerSource.Join join =
                    oneOf(flaws, "/recogniseBy", recogniseBy, WorkerSource.Join.class, WorkerSource.Join.NONE);
            WorkerFeed.Content holds =
                    oneOf(flaws, "/content", content, WorkerFeed.Content.class, WorkerFeed.Content.SNAPSHOT);
            WorkerFeed.Taking takes =
                    oneOf(flaws, "/taking", taking, WorkerFeed.Taking.class, WorkerFeed.Taking.AT_ONCE);
            flaws.refuse();
            FileFormat format = new FileFormat(
                    charset == null ? "UTF-8" : charset,
                    AUTO.equals(separator)
                            ? Optional.empty()
                            : Optional.of(separator == null ? ',' : separator.charAt(0)),
                    quote == null ? '"' : quote.charAt(0));
            return new WorkerFeed(
                    new WorkerSource(name, zone, starts, join),
                    columns,
                    worked,
                    meanings,
                    format,
                    new DatePatterns(dates),
                    holds,
                    takes,
                    version);
        }

        private Map<WorkerFeed.Fact, String> expressions(Flaws flaws, Map<WorkerFeed.Fact, String> columns) {
            Map<WorkerFeed.Fact, String> worked = new EnumMap<>(WorkerFeed.Fact.class);
            if (expressions == null) {
                return worked;
            }
            expressions.forEach((label, expression) -> {
                String place = place("/expressions/", label);
                Optional<WorkerFeed.Fact> fact = WorkerFeed.Fact.of(label);
                if (fact.isEmpty()) {
                    flaws.at(place, "is no fact: write one of " + labels());
                } else if (expression == null || expression.isBlank() || expression.length() > LONGEST_EXPRESSION) {
                    flaws.at(place, "is empty or longer than " + LONGEST_EXPRESSION + " characters: write one of CEL");
                } else if (headers != null && columns.containsKey(fact.get())) {
                    flaws.at(place, "is of a fact that has a header too: leave one of them out");
                } else {
                    columns.remove(fact.get());
                    worked.put(fact.get(), expression);
                }
            });
            return worked;
        }

        private Map<WorkerFeed.Fact, Map<String, String>> words(Flaws flaws) {
            Map<WorkerFeed.Fact, Map<String, String>> meanings = new EnumMap<>(WorkerFeed.Fact.class);
            if (words == null) {
                return meanings;
            }
            words.forEach((label, ofFact) -> {
                String place = place("/words/", label);
                Optional<WorkerFeed.Fact> fact = WorkerFeed.Fact.of(label);
                Set<String> known = fact.map(MEANINGS::get).orElse(Set.of());
                if (known.isEmpty() || ofFact == null) {
                    flaws.at(place, "is no fact with words: write status or worker_type");
                    return;
                }
                Map<String, String> folded = new TreeMap<>();
                ofFact.forEach((word, meaning) -> {
                    if (word.isBlank() || word.length() > LONGEST_HEADER) {
                        flaws.at(place, "has a word that is empty or longer than " + LONGEST_HEADER + " characters");
                    } else if (meaning == null || !known.contains(meaning)) {
                        flaws.at(
                                place("/words/", label) + place("/", word),
                                "is unknown: write one of "
                                        + known.stream().sorted().toList());
                    } else {
                        folded.put(WorkerFeed.folded(word), meaning);
                    }
                });
                meanings.put(fact.orElseThrow(), folded);
            });
            return meanings;
        }

        private List<String> dates(Flaws flaws) {
            List<String> usual = List.of(datePattern == null ? "yyyy-MM-dd" : datePattern);
            if (datePatterns != null && datePattern != null) {
                flaws.at("/datePatterns", "stands beside datePattern: write one of them");
                return usual;
            }
            if (datePatterns != null && (datePatterns.isEmpty() || datePatterns.size() > DatePatterns.MOST)) {
                flaws.at("/datePatterns", "does not have 1 to " + DatePatterns.MOST + " patterns: write so many");
                return usual;
            }
            List<String> patterns = datePatterns == null ? usual : datePatterns;
            for (int i = 0; i < patterns.size(); i++) {
                String pattern = patterns.get(i);
                if (pattern == null || pattern.isBlank() || pattern.length() > LONGEST_HEADER) {
                    flaws.at(
                            datePatterns == null ? "/datePattern" : "/datePatterns/" + i,
                            "is empty or longer than " + LONGEST_HEADER + " characters: write one like yyyy-MM-dd");
                    return usual;
                }
            }
            return patterns;
        }

        private static String place(String above, String name) {
            return above + name.replace("~", "~0").replace("/", "~1");
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
                String place = place("/headers/", label);
                Optional<WorkerFeed.Fact> fact = WorkerFeed.Fact.of(label);
                if (fact.isEmpty()) {
                    flaws.at(place, "is no fact: write one of " + labels());
                } else if (header == null || header.isBlank() || header.length() > LONGEST_HEADER) {
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

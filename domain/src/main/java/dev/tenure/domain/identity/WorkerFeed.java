package dev.tenure.domain.identity;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a source writes its files.
 *
 * @param source the source itself
 * @param headers the column header of each fact, by fact, without regard to case and spaces around it
 * @param expressions facts that are worked out from the whole row, in CEL; a fact has a header or an expression or neither
 * @param words what the source's own words for a status or a worker type mean, by fact, in lower case
 * @param format how the text is laid out
 * @param dates how dates are written
 * @param content what it means that a worker is not in a file
 * @param taking whether a file is taken by itself
 * @param version counts changes, for optimistic locking
 */
public record WorkerFeed(
        WorkerSource source,
        Map<Fact, String> headers,
        Map<Fact, String> expressions,
        Map<Fact, Map<String, String>> words,
        FileFormat format,
        DatePatterns dates,
        Content content,
        Taking taking,
        long version) {

    /** What it means that a worker is not in a file. */
    public enum Content {
        /** Each file holds everybody: who is not in it is absent. */
        SNAPSHOT,
        /** Each file holds whole rows of those who changed; who is not in it is as before. */
        DELTA
    }

    /** Whether a file is taken by itself. */
    public enum Taking {
        /** As soon as it is here to its end. */
        AT_ONCE,
        /** Once a person has looked at what it would change. */
        AFTER_PREVIEW
    }

    /** How much a fact is needed. */
    private enum Need {
        /** A row without it is rejected. */
        REQUIRED,
        /** Most files have it. */
        USUAL,
        /** Only files whose feed names its header have it. */
        NAMED
    }

    /** What a row can say of a worker. */
    public enum Fact {
        WORKER_ID("worker_id", Need.REQUIRED),
        GIVEN_NAME("given_name", Need.REQUIRED),
        FAMILY_NAME("family_name", Need.REQUIRED),
        EMAIL("email", Need.USUAL),
        DEPARTMENT("department", Need.USUAL),
        TITLE("title", Need.USUAL),
        MANAGER_ID("manager_id", Need.USUAL),
        LOCATION("location", Need.USUAL),
        TIME_ZONE("time_zone", Need.USUAL),
        WORKER_TYPE("worker_type", Need.USUAL),
        START_DATE("start_date", Need.REQUIRED),
        LAST_WORKING_DAY("last_working_day", Need.USUAL),
        EFFECTIVE_DATE("effective_date", Need.USUAL),
        IMMEDIATE_NOTICE_AT("immediate_notice_at", Need.USUAL),
        ENTERED_AT("hr_entered_at", Need.USUAL),
        LEAVE_FROM("leave_from", Need.NAMED),
        LEAVE_UNTIL("leave_until", Need.NAMED),
        STATUS("status", Need.NAMED),
        SPONSOR_ID("sponsor_id", Need.NAMED),
        AS_OF("as_of", Need.NAMED);

        private final String label;
        private final Need need;

        Fact(String label, Need need) {
            this.label = label;
            this.need = need;
        }

        /** The name in API and messages, and the header where a feed names no other. */
        public String label() {
            return label;
        }

        /** Whether a row without it is rejected. */
        public boolean required() {
            return need == Need.REQUIRED;
        }

        /** Whether a feed that names no headers expects it under its own name. */
        public boolean usual() {
            return need != Need.NAMED;
        }

        /** The fact of a label, if there is one. */
        public static Optional<Fact> of(String label) {
            for (Fact fact : values()) {
                if (fact.label.equals(label)) {
                    return Optional.of(fact);
                }
            }
            return Optional.empty();
        }
    }

    public WorkerFeed {
        headers = Map.copyOf(headers);
        expressions = Map.copyOf(expressions);
        words = Map.copyOf(words);
        for (Fact fact : Fact.values()) {
            if (headers.containsKey(fact) && expressions.containsKey(fact)) {
                throw new IllegalArgumentException("expressions." + fact.label() + ": the fact has a header too");
            }
            if (fact.required() && !headers.containsKey(fact) && !expressions.containsKey(fact)) {
                throw new IllegalArgumentException("headers." + fact.label() + ": is missing");
            }
        }
    }

    /** A feed of full files, of a source that follows the usual policies. */
    public WorkerFeed(
            String name,
            Map<Fact, String> headers,
            char separator,
            String charset,
            String datePattern,
            ZoneId zone,
            long version) {
        this(
                WorkerSource.named(name, zone),
                headers,
                Map.of(),
                Map.of(),
                new FileFormat(charset, Optional.of(separator), '"'),
                DatePatterns.of(datePattern),
                Content.SNAPSHOT,
                Taking.AT_ONCE,
                version);
    }

    /** The same at another version. */
    public WorkerFeed at(long otherVersion) {
        return new WorkerFeed(source, headers, expressions, words, format, dates, content, taking, otherVersion);
    }

    /** How a header or a word is compared: without regard to case and spaces. */
    public static String folded(String text) {
        return text.replaceAll("[\\s\\u00a0]+", "").toLowerCase(Locale.ROOT);
    }

    /** The source's name, part of every worker's key. */
    public String name() {
        return source.name();
    }

    /** The zone of workers whose row names none. */
    public ZoneId zone() {
        return source.zone();
    }
}

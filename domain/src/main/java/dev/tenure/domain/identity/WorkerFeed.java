package dev.tenure.domain.identity;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * How a source writes its files.
 *
 * @param name the source's name, part of every worker's key
 * @param headers the column header of each fact, by fact; a fact without a header is not in the file
 * @param separator between columns
 * @param charset the encoding's IANA name
 * @param datePattern how dates are written, as {@link java.time.format.DateTimeFormatter} has it
 * @param zone the zone of workers whose row names none
 * @param version counts changes, for optimistic locking
 */
public record WorkerFeed(
        String name,
        Map<Fact, String> headers,
        char separator,
        String charset,
        String datePattern,
        ZoneId zone,
        long version) {

    /** What a row can say of a worker. */
    public enum Fact {
        WORKER_ID("worker_id", true),
        GIVEN_NAME("given_name", true),
        FAMILY_NAME("family_name", true),
        EMAIL("email", false),
        DEPARTMENT("department", false),
        TITLE("title", false),
        MANAGER_ID("manager_id", false),
        LOCATION("location", false),
        TIME_ZONE("time_zone", false),
        WORKER_TYPE("worker_type", false),
        START_DATE("start_date", true),
        LAST_WORKING_DAY("last_working_day", false),
        EFFECTIVE_DATE("effective_date", false),
        IMMEDIATE_NOTICE_AT("immediate_notice_at", false),
        ENTERED_AT("hr_entered_at", false);

        private final String label;
        private final boolean required;

        Fact(String label, boolean required) {
            this.label = label;
            this.required = required;
        }

        /** The name in API and messages, and the header where a feed names no other. */
        public String label() {
            return label;
        }

        /** Whether a row without it is rejected. */
        public boolean required() {
            return required;
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
        if (!name.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw new IllegalArgumentException("name: write 1 to 63 lower-case letters, digits or hyphens");
        }
        for (Fact fact : Fact.values()) {
            if (fact.required() && !headers.containsKey(fact)) {
                throw new IllegalArgumentException("headers." + fact.label() + ": is missing");
            }
        }
    }
}

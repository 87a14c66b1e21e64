package dev.tenure.domain.identity;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * How a source writes its files.
 *
 * @param source the source itself
 * @param headers the column header of each fact, by fact; a fact without a header is not in the file
 * @param separator between columns
 * @param charset the encoding's IANA name
 * @param datePattern how dates are written, as {@link java.time.format.DateTimeFormatter} has it
 * @param version counts changes, for optimistic locking
 */
public record WorkerFeed(
        WorkerSource source,
        Map<Fact, String> headers,
        char separator,
        String charset,
        String datePattern,
        long version) {

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
        for (Fact fact : Fact.values()) {
            if (fact.required() && !headers.containsKey(fact)) {
                throw new IllegalArgumentException("headers." + fact.label() + ": is missing");
            }
        }
    }

    /** A feed of a source that follows the usual policies. */
    public WorkerFeed(
            String name,
            Map<Fact, String> headers,
            char separator,
            String charset,
            String datePattern,
            ZoneId zone,
            long version) {
        this(WorkerSource.named(name, zone), headers, separator, charset, datePattern, version);
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

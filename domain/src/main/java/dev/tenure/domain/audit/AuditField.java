package dev.tenure.domain.audit;

import java.util.List;

/** One fact of an audit event. */
public sealed interface AuditField {

    /** The name, unique in the event, in camel case. */
    String name();

    /** A text that tells nothing about who somebody is. Instants are written as ISO-8601 in UTC. */
    record Text(String name, String value) implements AuditField {}

    /** A whole number. Kept within what a JSON number holds exactly (RFC 8785 section 3.2.2.3): plus or minus 2^53 - 1. */
    record Whole(String name, long value) implements AuditField {
        private static final long LARGEST = (1L << 53) - 1;

        public Whole {
            if (value > LARGEST || value < -LARGEST) {
                throw new IllegalArgumentException(name + ": is beyond 2^53 - 1");
            }
        }
    }

    /** A yes or no. */
    record Flag(String name, boolean value) implements AuditField {}

    /** Texts in an order that means something. */
    record Texts(String name, List<String> values) implements AuditField {
        public Texts {
            values = List.copyOf(values);
        }
    }

    /**
     * A text that tells who somebody is. The event holds a salted commitment; the value stands beside it and can be erased
     * (AUD-4).
     */
    record Personal(String name, String value) implements AuditField {}

    /**
     * A personal text that shows to confidential HR alone until its matter is opened (JML-6). In the event it looks like any
     * other personal text: that it is kept back is told nowhere.
     *
     * @param matter what it is about. What belongs to one matter is opened together; what nobody opens stays closed.
     */
    record Confidential(String name, String value, Matter matter) implements AuditField {}

    /**
     * What is confidential together.
     *
     * @param key never shown to anybody
     */
    record Matter(String key) {}
}

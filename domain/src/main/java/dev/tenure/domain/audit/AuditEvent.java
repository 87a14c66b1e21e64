package dev.tenure.domain.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A fact for the audit log.
 *
 * @param id its own id
 * @param type what happened
 * @param occurredAt the time of the transaction that made it true
 * @param actor who or what did it
 * @param subject what it happened to
 * @param fields the rest, by name; names are unique, letters and digits, a letter first
 */
public record AuditEvent(
        EventId id, EventType type, Instant occurredAt, Actor actor, Subject subject, List<AuditField> fields) {

    public AuditEvent {
        fields = List.copyOf(fields);
        Set<String> names = new HashSet<>();
        for (AuditField field : fields) {
            if (!field.name().matches("[A-Za-z][A-Za-z0-9]*")) {
                throw new IllegalArgumentException(field.name() + ": is not letters and digits, a letter first");
            }
            if (!names.add(field.name())) {
                throw new IllegalArgumentException(field.name() + ": stands twice in " + type.wireName());
            }
        }
    }

    /**
     * What an event is about.
     *
     * @param kind such as {@code leaver-case}
     * @param id the id of that thing
     */
    public record Subject(String kind, String id) {
        /** A subject named by a UUID. */
        public static Subject of(String kind, UUID id) {
            return new Subject(kind, id.toString());
        }
    }

    /** Begins an event; the fields follow. */
    public static Draft of(EventId id, EventType type, Instant occurredAt, Actor actor, Subject subject) {
        return new Draft(id, type, occurredAt, actor, subject);
    }

    /** An event being written down. Not for sharing between threads. */
    public static final class Draft {
        private final EventId id;
        private final EventType type;
        private final Instant occurredAt;
        private final Actor actor;
        private final Subject subject;
        private final List<AuditField> fields = new ArrayList<>();

        private Draft(EventId id, EventType type, Instant occurredAt, Actor actor, Subject subject) {
            this.id = id;
            this.type = type;
            this.occurredAt = occurredAt;
            this.actor = actor;
            this.subject = subject;
        }

        /** Adds a text. */
        public Draft with(String name, String value) {
            fields.add(new AuditField.Text(name, value));
            return this;
        }

        /** Adds an id. */
        public Draft with(String name, UUID value) {
            return with(name, value.toString());
        }

        /** Adds an instant, in UTC. */
        public Draft with(String name, Instant value) {
            return with(name, value.toString());
        }

        /** Adds a number. */
        public Draft with(String name, long value) {
            fields.add(new AuditField.Whole(name, value));
            return this;
        }

        /** Adds a yes or no. */
        public Draft with(String name, boolean value) {
            fields.add(new AuditField.Flag(name, value));
            return this;
        }

        /** Adds texts. */
        public Draft with(String name, List<String> values) {
            fields.add(new AuditField.Texts(name, values));
            return this;
        }

        /** Adds a text if there is one. */
        public Draft withText(String name, Optional<String> value) {
            value.ifPresent(v -> with(name, v));
            return this;
        }

        /** Adds an instant if there is one. */
        public Draft withInstant(String name, Optional<Instant> value) {
            value.ifPresent(v -> with(name, v));
            return this;
        }

        /** Adds a value that tells who somebody is. */
        public Draft withPersonal(String name, String value) {
            fields.add(new AuditField.Personal(name, value));
            return this;
        }

        /** Adds a value that tells who somebody is, if there is one. */
        public Draft withPersonal(String name, Optional<String> value) {
            value.ifPresent(v -> withPersonal(name, v));
            return this;
        }

        /** Adds a value that tells who somebody is and is confidential until its matter is opened. */
        public Draft withConfidential(String name, String value, AuditField.Matter matter) {
            fields.add(new AuditField.Confidential(name, value, matter));
            return this;
        }

        /** The event. */
        public AuditEvent done() {
            return new AuditEvent(id, type, occurredAt, actor, subject, fields);
        }
    }
}

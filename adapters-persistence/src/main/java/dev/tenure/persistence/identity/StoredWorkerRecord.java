package dev.tenure.persistence.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.domain.identity.ClockPolicy;
import dev.tenure.domain.identity.EmploymentTerms;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.identity.Leave;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.persistence.statement.Sql;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/**
 * A worker's record as a column keeps it. Statements are kept for good, so what was once written stays readable: a new shape
 * is a new version, and the old one keeps its branch here and its golden file in the tests.
 */
public final class StoredWorkerRecord {

    /** The version of the shape that is written. */
    public static final int VERSION = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private StoredWorkerRecord() {}

    /** Everything but the key, as an object. */
    public static String write(WorkerRecord record) {
        ObjectNode object = JSON.createObjectNode();
        Profile profile = record.profile();
        put(object, "kind", Optional.of(profile.kind().name()));
        put(object, "givenName", Optional.of(profile.givenName()));
        put(object, "familyName", Optional.of(profile.familyName()));
        put(object, "email", profile.email());
        put(object, "department", profile.department());
        put(object, "title", profile.title());
        put(object, "manager", profile.managerWorkerId());
        put(object, "location", profile.location());
        put(object, "zone", Optional.of(profile.zone().getId()));
        EmploymentTerms terms = record.terms();
        put(object, "start", Optional.of(terms.startDate()));
        terms.termination().ifPresent(ending -> {
            put(object, "lastWorkingDay", Optional.of(ending.lastWorkingDay()));
            put(object, "effectiveDate", ending.effectiveDate());
            put(object, "immediateNoticeAt", ending.immediateNoticeAt().map(StoredWorkerRecord::stored));
            put(object, "enteredAt", ending.enteredAt().map(StoredWorkerRecord::stored));
            put(object, "clock", Optional.of(ending.policy().name()));
        });
        put(object, "leaveFrom", terms.leave().map(Leave::from));
        put(object, "leaveUntil", terms.leave().flatMap(Leave::until));
        if (terms.cancelled()) {
            object.put("cancelled", true);
        }
        put(object, "sponsor", terms.sponsorWorkerId());
        put(object, "asOf", record.asOf().map(StoredWorkerRecord::stored));
        return object.toString();
    }

    /** The record of a key that an object of a version holds. */
    public static WorkerRecord read(WorkerKey key, int version, String json) {
        if (version != VERSION) {
            throw new IllegalStateException(
                    "record: this version does not know version " + version + "; run the newer version");
        }
        JsonNode object = parsed(json);
        Profile profile = new Profile(
                IdentityKind.valueOf(required(object, "kind")),
                required(object, "givenName"),
                required(object, "familyName"),
                optional(object, "email"),
                optional(object, "department"),
                optional(object, "title"),
                optional(object, "manager"),
                optional(object, "location"),
                ZoneId.of(required(object, "zone")));
        Optional<Termination> termination = optional(object, "lastWorkingDay", LocalDate::parse)
                .map(last -> new Termination(
                        last,
                        optional(object, "effectiveDate", LocalDate::parse),
                        optional(object, "immediateNoticeAt", Instant::parse),
                        optional(object, "enteredAt", Instant::parse),
                        ClockPolicy.valueOf(required(object, "clock"))));
        Optional<Leave> leave = optional(object, "leaveFrom", LocalDate::parse)
                .map(from -> new Leave(from, optional(object, "leaveUntil", LocalDate::parse)));
        EmploymentTerms terms = new EmploymentTerms(
                LocalDate.parse(required(object, "start")),
                termination,
                leave,
                object.path("cancelled").booleanValue(),
                optional(object, "sponsor"));
        return new WorkerRecord(key, profile, terms, optional(object, "asOf", Instant::parse));
    }

    /**
     * The digest by which the database sees whether a record says something new: SHA-256 over key and written record, each
     * behind its length. Without the lengths two that differ could read alike.
     */
    public static byte[] digest(WorkerKey key, String written) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        for (String part : new String[] {key.feed(), key.workerId(), written}) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        return digest.digest();
    }

    /** PostgreSQL keeps microseconds; a record that comes back has to be the one that was written. */
    private static Instant stored(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MICROS);
    }

    private static void put(ObjectNode object, String field, Optional<?> value) {
        value.ifPresent(v -> object.put(field, Sql.storable(v.toString())));
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("record: is not the JSON that was written", e);
        }
    }

    private static String required(JsonNode object, String field) {
        return object.required(field).textValue();
    }

    private static Optional<String> optional(JsonNode object, String field) {
        return Optional.ofNullable(object.path(field).textValue());
    }

    private static <T> Optional<T> optional(JsonNode object, String field, Function<String, T> parsed) {
        return optional(object, field).map(parsed);
    }
}

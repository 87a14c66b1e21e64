package dev.tenure.persistence.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.AuditField;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.erdtman.jcs.JsonCanonicalizer;

/** An event as the bytes that are hashed: RFC 8785 canonical JSON, personal values as salted commitments (AUD-4). */
final class CanonicalEvent {

    static final int SALT_LENGTH = 32;

    private static final JsonFactory JSON = new JsonFactory();

    private final byte[] payload;
    private final List<Disclosure> disclosures;

    private CanonicalEvent(byte[] payload, List<Disclosure> disclosures) {
        this.payload = payload;
        this.disclosures = disclosures;
    }

    /** @param salts gives {@value #SALT_LENGTH} new random bytes at every call */
    static CanonicalEvent of(AuditEvent event, String correlation, Supplier<byte[]> salts) {
        List<Disclosure> disclosures = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            writeActor(json, event.actor());
            json.writeStringField("correlation", correlation);
            json.writeObjectFieldStart("fields");
            for (AuditField field : event.fields()) {
                writeField(json, field, salts, disclosures);
            }
            json.writeEndObject();
            json.writeStringField("id", event.id().value().toString());
            json.writeStringField("occurredAt", event.occurredAt().toString());
            json.writeObjectFieldStart("subject");
            json.writeStringField("kind", event.subject().kind());
            json.writeStringField("id", event.subject().id());
            json.writeEndObject();
            json.writeStringField("type", event.type().wireName());
            json.writeNumberField("version", event.type().version());
            json.writeEndObject();
            json.flush();
            return new CanonicalEvent(utf8(new JsonCanonicalizer(out.toByteArray()).getEncodedString()), disclosures);
        } catch (IOException e) {
            throw new IllegalStateException("an event of type " + event.type().wireName() + " gave no JSON", e);
        }
    }

    /** Half of a surrogate pair has no encoding; put in silently as a question mark it would be another fact. */
    private static byte[] utf8(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "an audit event holds text that is not valid Unicode; refuse such text where it enters", e);
        }
    }

    /** The canonical JSON in UTF-8. */
    byte[] payload() {
        return payload.clone();
    }

    /** What opens the commitments, in the order of the fields. */
    List<Disclosure> disclosures() {
        return List.copyOf(disclosures);
    }

    private static void writeActor(JsonGenerator json, Actor actor) throws IOException {
        json.writeObjectFieldStart("actor");
        switch (actor) {
            case Actor.Person person -> {
                json.writeStringField("kind", "person");
                json.writeStringField("id", person.subject());
            }
            case Actor.Product product -> {
                json.writeStringField("kind", "product");
                json.writeStringField("id", product.part());
            }
        }
        json.writeEndObject();
    }

    private static void writeField(
            JsonGenerator json, AuditField field, Supplier<byte[]> salts, List<Disclosure> disclosures)
            throws IOException {
        switch (field) {
            case AuditField.Text text -> json.writeStringField(text.name(), text.value());
            case AuditField.Whole whole -> json.writeNumberField(whole.name(), whole.value());
            case AuditField.Flag flag -> json.writeBooleanField(flag.name(), flag.value());
            case AuditField.Texts texts -> {
                json.writeArrayFieldStart(texts.name());
                for (String value : texts.values()) {
                    json.writeString(value);
                }
                json.writeEndArray();
            }
            case AuditField.Personal personal ->
                commit(
                        json,
                        new Disclosure(personal.name(), personal.value(), salts.get(), Optional.empty()),
                        disclosures);
            case AuditField.Confidential kept ->
                commit(
                        json,
                        new Disclosure(kept.name(), kept.value(), salts.get(), Optional.of(kept.matter())),
                        disclosures);
        }
    }

    private static void commit(JsonGenerator json, Disclosure disclosure, List<Disclosure> disclosures)
            throws IOException {
        disclosures.add(disclosure);
        json.writeObjectFieldStart(disclosure.field());
        json.writeStringField("commitment", disclosure.commitment());
        json.writeEndObject();
    }

    /** A personal value and the salt that keeps it from being guessed from its commitment. */
    static final class Disclosure {
        private final String field;
        private final byte[] salt;
        private final byte[] value;
        private final Optional<AuditField.Matter> matter;

        private Disclosure(String field, String value, byte[] salt, Optional<AuditField.Matter> matter) {
            if (salt.length != SALT_LENGTH) {
                throw new IllegalArgumentException("salt: has " + salt.length + " bytes and not " + SALT_LENGTH);
            }
            this.field = field;
            this.salt = salt.clone();
            this.value = utf8(value);
            this.matter = matter;
        }

        String field() {
            return field;
        }

        byte[] salt() {
            return salt.clone();
        }

        byte[] value() {
            return value.clone();
        }

        /** With what it is confidential; empty where it is not. */
        Optional<AuditField.Matter> matter() {
            return matter;
        }

        /** SHA-256(salt || field || 0x00 || value): the field keeps a value from being passed off as another field's. */
        String commitment() {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update(salt);
                digest.update(field.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                return "sha256:" + HexFormat.of().formatHex(digest.digest(value));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}

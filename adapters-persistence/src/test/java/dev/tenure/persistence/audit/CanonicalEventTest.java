package dev.tenure.persistence.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.AuditField;
import dev.tenure.domain.audit.EventId;
import dev.tenure.domain.audit.EventType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CanonicalEventTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/event-of-every-field-kind.json");

    @Test
    void oneFieldOfEachKindGivesTheGoldenBytes() throws IOException {
        byte[] payload = CanonicalEvent.of(everyKind(), "request-1", CanonicalEventTest::salt)
                .payload();
        if (Boolean.getBoolean("golden.update")) {
            Files.write(GOLDEN, payload);
        }
        assertEquals(Files.readString(GOLDEN), new String(payload, StandardCharsets.UTF_8));
    }

    @Test
    void aPersonalValueStandsInTheEventAsItsSaltedCommitmentOnly() throws Exception {
        CanonicalEvent canonical = CanonicalEvent.of(everyKind(), "request-1", CanonicalEventTest::salt);
        String payload = new String(canonical.payload(), StandardCharsets.UTF_8);
        String expected =
                "\"mail\":{\"commitment\":\"sha256:" + commitment("mail", "sample.person@example.com") + "\"}";
        assertTrue(payload.contains(expected), payload);
        assertTrue(!payload.contains("sample.person"), payload);

        CanonicalEvent.Disclosure disclosure = canonical.disclosures().getFirst();
        assertEquals("mail", disclosure.field());
        assertArrayEquals(salt(), disclosure.salt());
        assertEquals("sample.person@example.com", new String(disclosure.value(), StandardCharsets.UTF_8));
    }

    @Test
    void aConfidentialValueCannotBeToldFromAnyOtherPersonalOneInTheEvent() {
        CanonicalEvent personal =
                CanonicalEvent.of(draft().withPersonal("mail", "a").done(), "request-1", CanonicalEventTest::salt);
        CanonicalEvent confidential = CanonicalEvent.of(
                draft().withConfidential("mail", "a", new AuditField.Matter("m"))
                        .done(),
                "request-1",
                CanonicalEventTest::salt);
        assertArrayEquals(personal.payload(), confidential.payload());
        assertEquals(Optional.empty(), personal.disclosures().getFirst().matter());
        assertEquals(
                Optional.of(new AuditField.Matter("m")),
                confidential.disclosures().getFirst().matter());
    }

    @Test
    void halfOfASurrogatePairIsRefusedAndNotReplacedInSilence() {
        for (AuditEvent event : List.of(
                draft().with("text", "half \ud83d of it").done(),
                draft().with("texts", List.of("\ude00")).done(),
                draft().withPersonal("name", "\ud83d").done())) {
            assertThrows(IllegalArgumentException.class, () -> CanonicalEvent.of(event, "r", CanonicalEventTest::salt));
        }
    }

    private static AuditEvent everyKind() {
        return draft().with("text", "\u20ac$\u000f\nA'B\"\\\\\"/ \u0000 \ud83d\ude00")
                .with("largest", (1L << 53) - 1)
                .with("negative", -7)
                .with("flag", true)
                .with("none", List.of())
                .with("order", List.of("b", "a", "b"))
                .with("Upper", "sorts before lower case")
                .withPersonal("mail", "sample.person@example.com")
                .withPersonal("empty", "")
                .done();
    }

    private static AuditEvent.Draft draft() {
        return AuditEvent.of(
                new EventId(UUID.fromString("019a0000-0000-7000-8000-000000000001")),
                EventType.SYSTEM_REGISTERED,
                SampleEvents.NOON.plusNanos(123_456_000),
                new Actor.Person("subject-1"),
                new AuditEvent.Subject("system", "directory-1"));
    }

    private static byte[] salt() {
        byte[] salt = new byte[32];
        for (int i = 0; i < salt.length; i++) {
            salt[i] = (byte) i;
        }
        return salt;
    }

    private static String commitment(String field, String value) throws NoSuchAlgorithmException, IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(salt());
        all.write(field.getBytes(StandardCharsets.UTF_8));
        all.write(0);
        all.write(value.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all.toByteArray()));
    }
}

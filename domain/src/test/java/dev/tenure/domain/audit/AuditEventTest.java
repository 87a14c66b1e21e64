package dev.tenure.domain.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.domain.authorization.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AuditEventTest {

    private static final UUID ID = UUID.fromString("019a0000-0000-7000-8000-000000000001");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void fieldsKeepTheirOrderAndKind() {
        AuditEvent event = draft().with("text", "a")
                .with("id", ID)
                .with("at", NOON)
                .with("count", 3)
                .with("forced", true)
                .with("names", List.of("b", "a"))
                .withPersonal("mail", "sample.person@example.com")
                .withConfidential("employment", "ended", new AuditField.Matter("m"))
                .done();
        assertEquals(
                List.of(
                        new AuditField.Text("text", "a"),
                        new AuditField.Text("id", ID.toString()),
                        new AuditField.Text("at", "2026-03-01T12:00:00Z"),
                        new AuditField.Whole("count", 3),
                        new AuditField.Flag("forced", true),
                        new AuditField.Texts("names", List.of("b", "a")),
                        new AuditField.Personal("mail", "sample.person@example.com"),
                        new AuditField.Confidential("employment", "ended", new AuditField.Matter("m"))),
                event.fields());
    }

    @Test
    void whatIsAbsentIsNoField() {
        AuditEvent event = draft().withText("a", Optional.empty())
                .withInstant("b", Optional.empty())
                .withPersonal("c", Optional.empty())
                .withText("d", Optional.of("there"))
                .withInstant("e", Optional.of(NOON))
                .withPersonal("f", Optional.of("sample"))
                .done();
        assertEquals(
                List.of("d", "e", "f"),
                event.fields().stream().map(AuditField::name).toList());
    }

    @Test
    void aNameThatStandsTwiceIsRefused() {
        AuditEvent.Draft draft = draft().with("same", "a").withPersonal("same", "b");
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, draft::done);
        assertEquals("same: stands twice in system-registered", refused.getMessage());
    }

    @Test
    void namesThatNeedEscapesAreRefusedBecauseAVerifierCouldNotFindThem() {
        for (String name : List.of("", "a b", "a\"", "a\\", "\u00e4", "1a", "a-b")) {
            AuditEvent.Draft draft = draft().withPersonal(name, "v");
            assertThrows(IllegalArgumentException.class, draft::done, name);
        }
    }

    @Test
    void numbersThatJsonDoesNotHoldExactlyAreRefused() {
        long largest = (1L << 53) - 1;
        assertEquals(largest, new AuditField.Whole("n", largest).value());
        assertEquals(-largest, new AuditField.Whole("n", -largest).value());
        assertThrows(IllegalArgumentException.class, () -> new AuditField.Whole("n", largest + 1));
        assertThrows(IllegalArgumentException.class, () -> new AuditField.Whole("n", -largest - 1));
        assertThrows(IllegalArgumentException.class, () -> new AuditField.Whole("n", Long.MIN_VALUE));
    }

    @Test
    void anEventDoesNotChangeWithTheListItWasMadeOf() {
        List<String> values = new ArrayList<>(List.of("a"));
        AuditEvent event = draft().with("names", values).done();
        values.add("b");
        assertEquals(List.of(new AuditField.Texts("names", List.of("a"))), event.fields());
    }

    @Test
    void theActorOfACallerIsTheirSubjectAndNotTheirName() {
        assertEquals(new Actor.Person("subject-1"), Actor.of(new Caller("subject-1", "Sample Person", Set.of())));
    }

    @Test
    void wireNamesAreUniqueAndLowerCaseWithHyphens() {
        Set<String> names = Arrays.stream(EventType.values())
                .map(EventType::wireName)
                .peek(name -> assertEquals(true, name.matches("[a-z]+(-[a-z]+)+"), name))
                .collect(Collectors.toSet());
        assertEquals(EventType.values().length, names.size());
    }

    @Test
    void hashesAreComparedByContentAndNotChangedThroughTheirBytes() {
        byte[] bytes = new byte[Hash.LENGTH];
        Hash hash = Hash.of(bytes);
        bytes[0] = 1;
        hash.bytes()[0] = 1;
        assertEquals(Hash.of(new byte[Hash.LENGTH]), hash);
        assertEquals(Hash.of(new byte[Hash.LENGTH]).hashCode(), hash.hashCode());
        assertNotEquals(Hash.of(bytes), hash);
        assertEquals("00".repeat(Hash.LENGTH), hash.toString());
        assertThrows(IllegalArgumentException.class, () -> Hash.of(new byte[31]));
    }

    private static AuditEvent.Draft draft() {
        return AuditEvent.of(
                new EventId(ID),
                EventType.SYSTEM_REGISTERED,
                NOON,
                new Actor.Product("test"),
                AuditEvent.Subject.of("system", ID));
    }
}

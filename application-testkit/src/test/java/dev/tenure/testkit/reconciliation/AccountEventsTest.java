package dev.tenure.testkit.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.AuditField;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log tells of every account that a read found other than before, and of a baseline what it was. */
final class AccountEventsTest {

    private static final Set<EventType> OF_ACCOUNTS = Set.of(
            EventType.ACCOUNT_APPEARED,
            EventType.ACCOUNT_CHANGED,
            EventType.ACCOUNT_RETURNED,
            EventType.ACCOUNT_VANISHED);

    private final Company company = new Company().worker("1001", "Ada");
    private TargetSystem forge = Samples.system("Forge", new SystemMode.Observe());

    @BeforeEach
    void aSystemWithTwoAccounts() {
        forge = company.save(forge);
        company.target(forge).account("ada", Samples.employee("1001"), "Staff").account("old", Map.of());
        company.takeOver();
    }

    /** What was told of accounts since the last time, by name. */
    private Map<String, AuditEvent> told(int before) {
        Map<String, AuditEvent> told = new TreeMap<>();
        List<AuditEvent> events = accountEvents();
        events.subList(before, events.size()).forEach(event -> told.put(text(event, "nativeId"), event));
        return told;
    }

    private static AuditEvent of(Map<String, AuditEvent> told, String nativeId) {
        return Objects.requireNonNull(told.get(nativeId), nativeId);
    }

    private List<AuditEvent> accountEvents() {
        return company.world.ports.auditLog().events().stream()
                .filter(event -> OF_ACCOUNTS.contains(event.type()))
                .toList();
    }

    private static String text(AuditEvent event, String name) {
        for (AuditField field : event.fields()) {
            if (field instanceof AuditField.Personal personal && personal.name().equals(name)) {
                return personal.value();
            }
            if (field instanceof AuditField.Text text && text.name().equals(name)) {
                return text.value();
            }
        }
        return "";
    }

    private String digest() {
        return text(company.events(EventType.SYSTEM_READ_COMPLETED).getLast(), "digest");
    }

    @Test
    void aBaselineIsToldByOneDigestThatAnotherEstateDoesNotHave() {
        company.read(forge);
        assertEquals(List.of(), accountEvents());
        String digest = digest();
        assertEquals(64, digest.length());
        company.read(forge);
        assertEquals("", digest(), "no read after it is a baseline");
        TargetSystem same = company.save(Samples.system("Same", new SystemMode.Observe()));
        company.target(same).account("old", Map.of()).account("ada", Samples.employee("1001"), "Staff");
        company.read(same);
        assertEquals(digest, digest(), "the same accounts, in whatever order they are listed");
        TargetSystem other = company.save(Samples.system("Other", new SystemMode.Observe()));
        company.target(other).account("old", Map.of()).account("ada", Samples.employee("1001"), "Sales");
        company.read(other);
        assertNotEquals(digest, digest());
    }

    @Test
    void fromThenOnEachAccountIsToldOnceAndNothingOfThoseThatAreAsBefore() {
        company.read(forge);
        company.read(forge);
        assertEquals(List.of(), accountEvents());
        company.target(forge).join("ada", "Administrators");
        company.target(forge).leave("ada", "Staff");
        company.target(forge).account("new", Map.of(), "Sales").remove("old");
        company.read(forge);
        Map<String, AuditEvent> told = told(0);
        assertEquals(Set.of("ada", "new", "old"), told.keySet());
        AuditEvent ada = of(told, "ada");
        assertEquals(EventType.ACCOUNT_CHANGED, ada.type());
        assertEquals("Administrators", text(ada, "gained"));
        assertEquals("Staff", text(ada, "lost"));
        assertEquals("", text(ada, "nameBefore"), "its name is as before");
        assertEquals(EventType.ACCOUNT_APPEARED, of(told, "new").type());
        assertEquals(EventType.ACCOUNT_VANISHED, of(told, "old").type());
        int before = accountEvents().size();
        company.target(forge).account("old", Map.of());
        company.read(forge);
        assertEquals(EventType.ACCOUNT_RETURNED, of(told(before), "old").type());
        assertEquals(1, told(before).size());
    }
}

package dev.tenure.testkit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.audit.AuditTrail;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.AuditField;
import dev.tenure.domain.audit.EventId;
import dev.tenure.domain.audit.EventType;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link AuditLog} promises, and what {@link AuditTrail} gives of it. */
public interface AuditLogContract {

    /** The ports under test. */
    Ports ports();

    private static AuditEvent event(UUID subject, String word) {
        return AuditEvent.of(
                        new EventId(UUID.randomUUID()),
                        EventType.ACCOUNT_PROTECTED,
                        Samples.MONDAY,
                        new Actor.Person("ada"),
                        AuditEvent.Subject.of("account", subject))
                .with("word", word)
                .withPersonal("name", "Ada Sample")
                .done();
    }

    private void append(AuditEvent... events) {
        ports().transactions().call(now -> {
            List.of(events).forEach(ports().auditLog()::append);
            return now;
        });
    }

    private List<AuditTrail.Entry> about(UUID subject) {
        return ports().transactions()
                .call(now -> ports().auditTrail()
                        .list(
                                AuditTrail.Filter.about("account", subject.toString()),
                                PageRequest.first(),
                                AuditTrail.Sight.EVERYBODY))
                .items();
    }

    private AuditTrail.Entry confidentiallyAbout(UUID subject) {
        return ports().transactions()
                .call(now -> ports().auditTrail()
                        .list(
                                AuditTrail.Filter.about("account", subject.toString()),
                                PageRequest.first(),
                                AuditTrail.Sight.CONFIDENTIAL))
                .items()
                .get(0);
    }

    @Test
    default void eventsKeepTheOrderOfTheirAppends() {
        UUID subject = UUID.randomUUID();
        AuditEvent first = event(subject, "first");
        AuditEvent second = event(subject, "second");
        AuditEvent third = event(subject, "third");
        append(first, second);
        append(third);
        assertEquals(
                List.of(third.id().value(), second.id().value(), first.id().value()),
                about(subject).stream().map(AuditTrail.Entry::eventId).toList());
    }

    @Test
    default void anEventExistsExactlyWhenItsChangeDoes() {
        UUID subject = UUID.randomUUID();
        assertThrows(
                IllegalArgumentException.class, () -> ports().transactions().call(now -> {
                    ports().auditLog().append(event(subject, "undone"));
                    throw new IllegalArgumentException("sample");
                }));
        assertEquals(List.of(), about(subject));
    }

    @Test
    default void anEventIdStandsInTheLogOnce() {
        AuditEvent event = event(UUID.randomUUID(), "once");
        append(event);
        assertThrows(IllegalStateException.class, () -> append(event));
        assertThrows(IllegalStateException.class, () -> append(event(UUID.randomUUID(), "a"), event));
    }

    @Test
    default void personalValuesStandBesideTheEventAndNotInIt() {
        UUID subject = UUID.randomUUID();
        append(event(subject, "plain"));
        AuditTrail.Entry entry = about(subject).get(0);
        assertFalse(entry.payload().contains("Ada Sample"));
        assertEquals(true, entry.payload().contains("plain"));
        assertEquals(Map.of("name", "Ada Sample"), entry.disclosures());
        assertEquals(Samples.MONDAY, entry.occurredAt());
        assertEquals("account-protected", entry.type());
        assertEquals(1, entry.version());
    }

    @Test
    default void aConfidentialValueShowsToFewUntilItsMatterIsOpenedAndThenToEverybody() {
        UUID subject = UUID.randomUUID();
        AuditField.Matter matter = new AuditField.Matter(subject.toString());
        AuditField.Matter another = new AuditField.Matter(UUID.randomUUID().toString());
        append(AuditEvent.of(
                        new EventId(UUID.randomUUID()),
                        EventType.ACCOUNT_PROTECTED,
                        Samples.MONDAY,
                        new Actor.Person("ada"),
                        AuditEvent.Subject.of("account", subject))
                .withPersonal("name", "Ada Sample")
                .withConfidential("one", "first", matter)
                .withConfidential("two", "second", another)
                .done());
        Map<String, String> all = Map.of("name", "Ada Sample", "one", "first", "two", "second");
        assertEquals(Map.of("name", "Ada Sample"), about(subject).get(0).disclosures());
        assertEquals(Set.of("one", "two"), about(subject).get(0).withheld());
        assertEquals(all, confidentiallyAbout(subject).disclosures());
        assertEquals(Set.of(), confidentiallyAbout(subject).withheld());
        assertFalse(about(subject).get(0).payload().contains("first"));

        open(matter);
        open(matter);
        assertEquals(
                Map.of("name", "Ada Sample", "one", "first"),
                about(subject).get(0).disclosures());
        assertEquals(Set.of("two"), about(subject).get(0).withheld());
        assertEquals(all, confidentiallyAbout(subject).disclosures());
    }

    @Test
    default void aMatterIsOpenExactlyWhenWhatOpenedItIsTrue() {
        UUID subject = UUID.randomUUID();
        AuditField.Matter matter = new AuditField.Matter(subject.toString());
        append(AuditEvent.of(
                        new EventId(UUID.randomUUID()),
                        EventType.ACCOUNT_PROTECTED,
                        Samples.MONDAY,
                        new Actor.Person("ada"),
                        AuditEvent.Subject.of("account", subject))
                .withConfidential("one", "first", matter)
                .done());
        assertThrows(
                IllegalArgumentException.class, () -> ports().transactions().call(now -> {
                    ports().auditLog().open(matter);
                    throw new IllegalArgumentException("sample");
                }));
        assertEquals(Set.of("one"), about(subject).get(0).withheld());
        assertThrows(RuntimeException.class, () -> ports().auditLog().open(matter));
    }

    private void open(AuditField.Matter matter) {
        ports().transactions().call(now -> {
            ports().auditLog().open(matter);
            return now;
        });
    }

    @Test
    default void nothingIsWrittenOutsideATransaction() {
        UUID subject = UUID.randomUUID();
        assertThrows(RuntimeException.class, () -> ports().auditLog().append(event(subject, "outside")));
        assertEquals(List.of(), about(subject));
    }
}

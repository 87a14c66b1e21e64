package dev.tenure.testkit.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.identity.WorkerStatements;
import dev.tenure.domain.identity.ClockPolicy;
import dev.tenure.domain.identity.EmploymentTerms;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.identity.Leave;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.domain.identity.WorkerSource.Join;
import dev.tenure.domain.identity.WorkerStatement;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.transaction.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link WorkerStatements} promises. */
public interface WorkerStatementsContract {

    /** The ports under test. */
    Ports ports();

    private static WorkerKey key() {
        return new WorkerKey(Samples.FEED, Samples.unique("worker"));
    }

    private static WorkerRecord said(WorkerKey key, String familyName, Optional<Instant> asOf) {
        return new WorkerRecord(
                key, Samples.profile("Ada", familyName), EmploymentTerms.from(LocalDate.parse("2024-01-01")), asOf);
    }

    private boolean add(IdentityId identity, WorkerRecord record, Instant receivedAt) {
        return ports().transactions().call(now -> ports().workerStatements().add(identity, record, receivedAt));
    }

    private List<WorkerStatement> of(IdentityId identity) {
        return ports().transactions().call(now -> ports().workerStatements().of(identity));
    }

    private static IdentityId somebody() {
        return new IdentityId(UUID.randomUUID());
    }

    @Test
    default void everyFactOfAStatementComesBack() {
        Termination termination = new Termination(
                LocalDate.parse("2026-04-30"),
                Optional.of(LocalDate.parse("2026-05-31")),
                Optional.of(Instant.parse("2026-04-30T10:15:30.123456Z")),
                Optional.of(Instant.parse("2026-03-01T00:00:00Z")),
                ClockPolicy.EFFECTIVE_DATE_OR_NOTICE);
        Profile whole = new Profile(
                IdentityKind.CONTRACTOR,
                "Ada \"the\" \\",
                "Ångström",
                Optional.of("Ada@Sample.example"),
                Optional.of("Sales"),
                Optional.of("Boss"),
                Optional.of("M-1"),
                Optional.of("Lyon"),
                ZoneId.of("Asia/Tokyo"));
        WorkerRecord full = new WorkerRecord(
                key(),
                whole,
                new EmploymentTerms(
                        LocalDate.parse("2024-02-29"),
                        Optional.of(termination),
                        Optional.of(
                                new Leave(LocalDate.parse("2026-01-01"), Optional.of(LocalDate.parse("2026-02-01")))),
                        true,
                        Optional.of("S-9")),
                Optional.of(Instant.parse("2026-03-01T08:00:00.000001Z")));
        WorkerRecord bare = said(key(), "Sample", Optional.empty());
        WorkerRecord open = new WorkerRecord(
                key(),
                bare.profile(),
                bare.terms().onLeave(new Leave(LocalDate.parse("2026-01-01"), Optional.empty())),
                Optional.empty());
        for (WorkerRecord record : List.of(full, bare, open)) {
            IdentityId identity = somebody();
            assertTrue(add(identity, record, Samples.MONDAY));
            List<WorkerStatement> all = of(identity);
            assertEquals(
                    List.of(record), all.stream().map(WorkerStatement::record).toList());
            assertEquals(Samples.MONDAY, all.getFirst().receivedAt());
        }
    }

    @Test
    default void aKeyMeansWhoItWasFirstAddedFor() {
        IdentityId ada = somebody();
        WorkerKey key = key();
        assertEquals(Optional.empty(), ports().transactions().call(now -> ports().workerStatements()
                .whose(key)));
        add(ada, said(key, "Sample", Optional.empty()), Samples.MONDAY);
        assertEquals(Optional.of(ada), ports().transactions().call(now -> ports().workerStatements()
                .whose(key)));
        Refusal.of(ports(), () -> ports().workerStatements()
                .add(somebody(), said(key, "Other", Optional.empty()), Samples.MONDAY));
        WorkerKey upper = new WorkerKey(key.feed(), key.workerId().toUpperCase(Locale.ROOT));
        WorkerKey elsewhere = new WorkerKey("another-feed", key.workerId());
        for (WorkerKey other : List.of(upper, elsewhere)) {
            assertEquals(Optional.empty(), ports().transactions().call(now -> ports().workerStatements()
                    .whose(other)));
        }
        assertEquals(List.of(), of(somebody()));
    }

    @Test
    default void withoutATimeOnlyTheLastWordIsARepetition() {
        IdentityId ada = somebody();
        WorkerKey key = key();
        WorkerRecord first = said(key, "First", Optional.empty());
        WorkerRecord second = said(key, "Second", Optional.empty());
        assertTrue(add(ada, first, Samples.MONDAY));
        assertFalse(add(ada, first, Samples.MONDAY.plusSeconds(1)));
        assertTrue(add(ada, second, Samples.MONDAY.plusSeconds(2)));
        assertTrue(add(ada, first, Samples.MONDAY.plusSeconds(3)), "HR changed it back");
        assertEquals(
                List.of("First", "Second", "First"),
                of(ada).stream().map(s -> s.record().profile().familyName()).toList());
    }

    @Test
    default void theLastWordIsTheOneThatCameInLastHoweverLateAnotherIsTaken() {
        IdentityId ada = somebody();
        WorkerKey key = key();
        WorkerRecord pushed = said(key, "Pushed", Optional.empty());
        WorkerRecord inFile = said(key, "File", Optional.empty());
        assertTrue(add(ada, pushed, Samples.MONDAY.plusSeconds(2)));
        assertTrue(add(ada, inFile, Samples.MONDAY.plusSeconds(1)), "a file that came in before is taken only now");
        assertFalse(add(ada, pushed, Samples.MONDAY.plusSeconds(3)));
        assertTrue(add(ada, inFile, Samples.MONDAY.plusSeconds(4)), "said anew");
    }

    @Test
    default void withATimeWhatWasSaidBeforeIsARepetitionWheneverItComes() {
        IdentityId ada = somebody();
        WorkerKey key = key();
        WorkerRecord first = said(key, "First", Optional.of(Samples.MONDAY.minusSeconds(200)));
        WorkerRecord second = said(key, "Second", Optional.of(Samples.MONDAY.minusSeconds(100)));
        assertTrue(add(ada, second, Samples.MONDAY));
        assertTrue(add(ada, first, Samples.MONDAY.plusSeconds(1)));
        assertFalse(add(ada, second, Samples.MONDAY.plusSeconds(2)));
        assertFalse(add(ada, first, Samples.MONDAY.plusSeconds(3)));
        assertEquals(
                List.of("First", "Second"),
                of(ada).stream().map(s -> s.record().profile().familyName()).toList(),
                "in the order of what was said, not of arrival");
        assertTrue(add(ada, said(key, "First", Optional.of(Samples.MONDAY)), Samples.MONDAY.plusSeconds(4)));
        assertEquals(3, of(ada).size());
    }

    @Test
    default void aWorkerOfAnotherSourceIsRecognisedAsTheSourceSays() {
        Identity ada = known(Samples.unique("worker"), Samples.unique("ada") + "@sample.example");
        String email = ada.profile().email().orElseThrow();
        String name = Samples.unique("source");
        WorkerRecord sameId = from(name, ada.key().workerId(), Optional.empty());
        WorkerRecord sameAddress = from(name, Samples.unique("other"), Optional.of(email.toUpperCase(Locale.ROOT)));
        assertEquals(Optional.of(ada.id()), recognised(name, Join.WORKER_ID, sameId));
        assertEquals(Optional.empty(), recognised(name, Join.WORKER_ID, sameAddress));
        assertEquals(Optional.of(ada.id()), recognised(name, Join.EMAIL, sameAddress));
        assertEquals(Optional.empty(), recognised(name, Join.EMAIL, sameId));
        assertEquals(Optional.empty(), recognised(name, Join.NONE, sameId));
        assertEquals(
                Optional.empty(),
                recognised(Samples.FEED, Join.EMAIL, from(Samples.FEED, "x", Optional.of(email))),
                "who is known under another id of the same source is somebody else");
    }

    @Test
    default void whomTwoPeopleFitIsNobody() {
        String email = Samples.unique("both") + "@sample.example";
        known(Samples.unique("worker"), email);
        known(Samples.unique("worker"), email);
        String name = Samples.unique("source");
        assertEquals(
                Optional.empty(),
                recognised(name, Join.EMAIL, from(name, Samples.unique("other"), Optional.of(email))));
    }

    private Optional<IdentityId> recognised(String source, Join join, WorkerRecord record) {
        WorkerSource asked = new WorkerSource(source, Samples.ZONE, ClockPolicy.LAST_WORKING_DAY_OR_NOTICE, join);
        return ports().transactions().call(now -> ports().workerStatements().recognise(asked, record));
    }

    private static WorkerRecord from(String source, String workerId, Optional<String> email) {
        Profile plain = Samples.profile("Ada", "Sample");
        return new WorkerRecord(
                new WorkerKey(source, workerId),
                new Profile(
                        plain.kind(),
                        plain.givenName(),
                        plain.familyName(),
                        email,
                        plain.department(),
                        plain.title(),
                        plain.managerWorkerId(),
                        plain.location(),
                        plain.zone()),
                EmploymentTerms.from(LocalDate.parse("2024-01-01")),
                Optional.empty());
    }

    private Identity known(String workerId, String email) {
        WorkerRecord record = from(Samples.FEED, workerId, Optional.of(email));
        return ports().transactions().call(now -> {
            Identity identity = new Identity(
                    somebody(),
                    record.key(),
                    record.profile(),
                    Samples.identity("Ada", "Sample").employment(),
                    Optional.empty(),
                    0);
            ports().workerStatements().add(identity.id(), record, now);
            return ports().identities().save(identity, Samples.entry(identity, Identity.Change.HIRED, now));
        });
    }

    @Test
    default void nothingIsReadOrAddedOutsideATransaction() {
        WorkerRecord record = said(key(), "Sample", Optional.empty());
        assertThrows(RuntimeException.class, () -> ports().workerStatements().whose(record.key()));
        assertThrows(RuntimeException.class, () -> ports().workerStatements().add(somebody(), record, Samples.MONDAY));
    }
}

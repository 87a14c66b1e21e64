package dev.tenure.testkit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.audit.AuditSequencer;
import dev.tenure.application.audit.AuditTrail;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.Checkpoint;
import dev.tenure.domain.audit.EventId;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.audit.Hash;
import dev.tenure.domain.audit.MerkleTree;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * What {@link AuditTrail} and {@link AuditSequencer} promise, but for two sequencers at once, which only a real database can
 * show. The log must be whole, and nobody else may append or sequence meanwhile.
 */
public interface AuditTrailContract {

    /** More than any test leaves behind. */
    int EVERYTHING = 100_000;

    /** The ports under test. */
    Ports ports();

    private <T> T with(Function<AuditTrail, T> work) {
        return ports().transactions().call(now -> work.apply(ports().auditTrail()));
    }

    private UUID append(EventType type, UUID subject, Instant at) {
        AuditEvent event = AuditEvent.of(
                        new EventId(UUID.randomUUID()),
                        type,
                        at,
                        new Actor.Product("sample"),
                        AuditEvent.Subject.of("sample", subject))
                .done();
        return ports().transactions().call(now -> {
            ports().auditLog().append(event);
            return event.id().value();
        });
    }

    private UUID append(UUID subject) {
        return append(EventType.ACCOUNT_PROTECTED, subject, Samples.MONDAY);
    }

    /** Takes all that is pending. */
    private int sequence() {
        return ports().auditSequencer().sequence(EVERYTHING).orElseThrow();
    }

    private List<UUID> ids(AuditTrail.Filter filter) {
        return with(trail -> trail.list(filter, PageRequest.first(), AuditTrail.Sight.EVERYBODY)).items().stream()
                .map(AuditTrail.Entry::eventId)
                .toList();
    }

    private static AuditTrail.Filter about(UUID subject) {
        return AuditTrail.Filter.about("sample", subject.toString());
    }

    private static AuditTrail.Filter narrowed(
            UUID subject,
            Optional<EventType> type,
            Optional<String> correlation,
            Optional<Instant> from,
            Optional<Instant> until) {
        return new AuditTrail.Filter(
                type.map(EventType::wireName),
                Optional.empty(),
                Optional.of(subject.toString()),
                correlation,
                from,
                until);
    }

    @Test
    default void eachFilterLetsThroughWhatItNamesAndTheyJoin() {
        UUID subject = UUID.randomUUID();
        UUID early = append(EventType.ACCOUNT_PROTECTED, subject, Samples.MONDAY);
        UUID late = append(EventType.PROTECTION_RELEASED, subject, Samples.MONDAY.plusSeconds(10));
        append(UUID.randomUUID());
        Optional<EventType> anyType = Optional.empty();
        Optional<String> anyCause = Optional.empty();
        Optional<Instant> anyTime = Optional.empty();
        Optional<Instant> then = Optional.of(Samples.MONDAY.plusSeconds(10));
        assertEquals(List.of(late, early), ids(about(subject)));
        assertEquals(
                List.of(early),
                ids(narrowed(subject, Optional.of(EventType.ACCOUNT_PROTECTED), anyCause, anyTime, anyTime)));
        assertEquals(List.of(late), ids(narrowed(subject, anyType, anyCause, then, anyTime)), "from is inclusive");
        assertEquals(List.of(early), ids(narrowed(subject, anyType, anyCause, anyTime, then)), "until is exclusive");
        assertEquals(
                List.of(late, early),
                ids(narrowed(subject, anyType, Optional.of(ports().correlation().current()), anyTime, anyTime)));
        assertEquals(
                List.of(), ids(narrowed(subject, anyType, Optional.of(Samples.unique("elsewhere")), anyTime, anyTime)));
        assertEquals(List.of(), ids(AuditTrail.Filter.about("other", subject.toString())));
    }

    @Test
    default void pagesAreNewestFirstAndMeetWithoutGapWhileEventsArrive() {
        UUID subject = UUID.randomUUID();
        List<UUID> newestFirst = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            newestFirst.addFirst(append(subject));
        }
        List<UUID> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            PageRequest page = new PageRequest(2, after);
            Slice<AuditTrail.Entry> slice = with(trail -> trail.list(about(subject), page, AuditTrail.Sight.EVERYBODY));
            slice.items().forEach(entry -> seen.add(entry.eventId()));
            after = slice.next();
            append(subject);
        } while (after.isPresent());
        assertEquals(newestFirst, seen);
        assertThrows(
                IllegalArgumentException.class,
                () -> with(trail -> trail.list(
                        about(subject), new PageRequest(2, Optional.of("none")), AuditTrail.Sight.EVERYBODY)));
    }

    @Test
    default void anEventHasNoIndexUntilItIsSequencedAndThenOneOfItsOwnInTheOrderOfAppend() {
        UUID subject = UUID.randomUUID();
        sequence();
        long size = with(AuditTrail::latestCheckpoint).map(Checkpoint::size).orElse(0L);
        UUID first = append(subject);
        UUID second = append(subject);
        assertEquals(OptionalLong.empty(), index(first));
        assertEquals(Optional.of(1), ports().auditSequencer().sequence(1), "no more than the limit");
        assertEquals(OptionalLong.of(size), index(first));
        assertEquals(OptionalLong.empty(), index(second));
        assertEquals(1, sequence());
        assertEquals(OptionalLong.of(size + 1), index(second));
        assertEquals(0, sequence(), "nothing is pending");
        assertEquals(Optional.empty(), with(trail -> trail.find(UUID.randomUUID())));
    }

    private OptionalLong index(UUID event) {
        return with(trail -> trail.find(event)).orElseThrow().leafIndex();
    }

    @Test
    default void aCheckpointCoversWhatWasSequencedAndEveryLeafIsProvenByTheStoredNodes() {
        append(UUID.randomUUID());
        append(UUID.randomUUID());
        sequence();
        Checkpoint older = with(AuditTrail::latestCheckpoint).orElseThrow();
        UUID event = append(UUID.randomUUID());
        sequence();
        Checkpoint newer = with(AuditTrail::latestCheckpoint).orElseThrow();
        long index = index(event).orElseThrow();
        assertEquals(older.size(), index);
        assertEquals(older.size() + 1, newer.size());
        with(trail -> {
            Hash leaf = trail.leafHash(index).orElseThrow();
            assertEquals(newer.root(), MerkleTree.root(newer.size(), trail.nodes()));
            assertEquals(older.root(), MerkleTree.root(older.size(), trail.nodes()));
            assertEquals(leaf, trail.nodes().at(0, index));
            assertEquals(Optional.empty(), trail.leafHash(newer.size()));
            assertThrows(IllegalStateException.class, () -> trail.nodes().at(0, newer.size()));
            return leaf;
        });
        List<Checkpoint> newestFirst = with(trail -> trail.checkpoints(new PageRequest(1, Optional.empty())))
                .items();
        assertEquals(List.of(newer), newestFirst);
        assertEquals(
                List.of(older),
                with(trail -> trail.checkpoints(new PageRequest(1, Optional.of(Long.toString(newer.number())))))
                        .items());
    }

    @Test
    default void anIdleLogGetsNoCheckpoint() {
        append(UUID.randomUUID());
        sequence();
        Optional<Checkpoint> before = with(AuditTrail::latestCheckpoint);
        sequence();
        assertEquals(before, with(AuditTrail::latestCheckpoint));
    }

    @Test
    default void anExportHasEveryLeafAndRunsInNobodysTransaction() throws IOException {
        append(UUID.randomUUID());
        sequence();
        append(UUID.randomUUID());
        long covered = with(AuditTrail::latestCheckpoint).orElseThrow().size();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(covered, ports().auditTrail().export(out));
        assertTrue(out.size() > 0);
    }

    @Test
    default void nothingIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().auditTrail().find(UUID.randomUUID()));
        assertThrows(RuntimeException.class, () -> ports().auditTrail().latestCheckpoint());
    }
}

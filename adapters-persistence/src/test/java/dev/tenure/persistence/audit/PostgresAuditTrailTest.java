package dev.tenure.persistence.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.audit.AuditSequencer;
import dev.tenure.application.audit.AuditTrail;
import dev.tenure.application.audit.AuditTrail.Entry;
import dev.tenure.application.audit.AuditTrail.Filter;
import dev.tenure.application.audit.AuditTrail.Sight;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.AuditField;
import dev.tenure.domain.audit.Checkpoint;
import dev.tenure.domain.audit.EventId;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.audit.Hash;
import dev.tenure.domain.audit.MerkleTree;
import dev.tenure.persistence.schema.Provisioning;
import dev.tenure.persistence.testing.DatabaseForTests;
import dev.tenure.persistence.testing.EmbeddedDatabase;
import dev.tenure.persistence.testing.InjectDatabase;
import dev.tenure.verifier.ConsistencyProof;
import dev.tenure.verifier.ExportVerifier;
import dev.tenure.verifier.InclusionProof;
import dev.tenure.verifier.KeptCheckpoint;
import dev.tenure.verifier.TreeHash;
import dev.tenure.verifier.Verdict;
import dev.tenure.verifier.VerifierKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(value = DatabaseForTests.class, restrictToAnnotatedClass = false)
class PostgresAuditTrailTest {

    @Inject
    AuditLog log;

    @Inject
    AuditSequencer sequencer;

    @Inject
    AuditTrail trail;

    @Inject
    Transactions transactions;

    @Inject
    CorrelationForTests correlation;

    @Inject
    SigningKey key;

    @Inject
    DataSource dataSource;

    @InjectDatabase
    EmbeddedDatabase database;

    @BeforeEach
    void emptyDatabase() {
        database.reset();
        correlation.set(CorrelationForTests.USUAL);
    }

    @Test
    void anEntryTellsTheEventAndItsIndexOnceSequenced() {
        AuditEvent event = SampleEvents.next();
        append(event);
        UUID id = event.id().value();
        Entry pending = read(() -> trail.find(id)).orElseThrow();
        assertEquals(OptionalLong.empty(), pending.leafIndex());
        assertEquals(id, pending.eventId());
        assertEquals("account-protected", pending.type());
        assertEquals(1, pending.version());
        assertEquals(SampleEvents.NOON, pending.occurredAt());
        assertEquals(Map.of("name", "Sample Person"), pending.disclosures());
        assertTrue(pending.payload().contains("\"reason\":\"for " + id + "\""));

        sequencer.sequence(10);
        Entry sequenced = read(() -> trail.find(id)).orElseThrow();
        assertEquals(OptionalLong.of(0), sequenced.leafIndex());
        assertEquals(
                TreeHash.ofLeaf(sequenced.payload().getBytes(StandardCharsets.UTF_8))
                        .hex(),
                read(() -> trail.leafHash(0)).orElseThrow().toString());
        assertEquals(Optional.empty(), read(() -> trail.find(UUID.randomUUID())));
        assertEquals(Optional.empty(), read(() -> trail.leafHash(1)));
    }

    @Test
    void pagesAreNewestFirstAndMeetWithoutGapOrOverlapWhileEventsArrive() {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            ids.add(append(SampleEvents.next()));
        }
        List<UUID> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            PageRequest page = new PageRequest(5, after);
            Slice<Entry> slice = read(() -> trail.list(Filter.ALL, page, Sight.EVERYBODY));
            slice.items().forEach(entry -> seen.add(entry.eventId()));
            after = slice.next();
            append(SampleEvents.next());
        } while (after.isPresent());
        assertEquals(ids.reversed(), seen);
    }

    @Test
    void aKeyThatIsNoneIsRefused() {
        PageRequest page = new PageRequest(5, Optional.of("first"));
        assertThrows(IllegalArgumentException.class, () -> read(() -> trail.list(Filter.ALL, page, Sight.EVERYBODY)));
        assertThrows(IllegalArgumentException.class, () -> read(() -> trail.checkpoints(page)));
    }

    @Test
    void anErasedValueIsGoneAndTheEventStays() throws Exception {
        UUID id = append(SampleEvents.next());
        UUID other = append(SampleEvents.next());
        sequencer.sequence(10);
        try (Connection retention = database.connectAs(Provisioning.RETENTION)) {
            Sql.execute(retention, "DELETE FROM audit_disclosure WHERE event_id = '" + id + "'");
        }
        assertEquals(Map.of(), read(() -> trail.find(id)).orElseThrow().disclosures());
        assertEquals(
                Map.of("name", "Sample Person"),
                read(() -> trail.find(other)).orElseThrow().disclosures());
        Verdict.Sound sound = judge().judgeExport(export());
        assertEquals(2, sound.leaves());
        assertEquals(1, sound.disclosures());
    }

    @Test
    void aConfidentialValueStandsInAnExportOnlyOnceItsMatterIsOpenAndEveryExportVerifies() throws Exception {
        AuditField.Matter ending = new AuditField.Matter("ending 1");
        AuditField.Matter takenBack = new AuditField.Matter("ending 2");
        UUID id = append(confidential("2026-06-30", ending));
        UUID other = append(confidential("2026-09-30", takenBack));
        sequencer.sequence(10);
        assertEquals(
                Map.of("name", "Sample Person"),
                read(() -> trail.find(id)).orElseThrow().disclosures());
        assertEquals(
                Set.of("employment"), read(() -> trail.find(id)).orElseThrow().withheld());
        byte[] before = export();
        assertEquals(2, judge().judgeExport(before).disclosures());
        assertFalse(holds(before, "2026-06-30"));

        open(ending);
        open(ending);
        byte[] after = export();
        assertEquals(3, judge().judgeExport(after).disclosures());
        assertTrue(holds(after, "2026-06-30"));
        assertFalse(holds(after, "2026-09-30"), "what nobody opens stays closed");
        assertEquals(
                Map.of("name", "Sample Person", "employment", "2026-06-30"),
                read(() -> trail.find(id)).orElseThrow().disclosures());
        assertEquals(
                Set.of("employment"),
                read(() -> trail.find(other)).orElseThrow().withheld());
        assertEquals(
                List.of("2026-09-30", "2026-06-30"),
                read(() -> trail.list(Filter.ALL, PageRequest.first(), Sight.CONFIDENTIAL)).items().stream()
                        .map(entry -> entry.disclosures().get("employment"))
                        .toList());

        try (Connection retention = database.connectAs(Provisioning.RETENTION)) {
            Sql.execute(retention, "DELETE FROM audit_disclosure WHERE field = 'employment'");
        }
        assertEquals(Set.of(), read(() -> trail.find(other)).orElseThrow().withheld(), "erased is not withheld");
        assertEquals(2, judge().judgeExport(export()).disclosures());
    }

    private static AuditEvent confidential(String employment, AuditField.Matter matter) {
        return AuditEvent.of(
                        new EventId(SampleEvents.newId()),
                        EventType.WORKER_RECORD_TAKEN,
                        SampleEvents.NOON,
                        new Actor.Product("test"),
                        new AuditEvent.Subject("identity", "a"))
                .withPersonal("name", "Sample Person")
                .withConfidential("employment", employment, matter)
                .done();
    }

    private void open(AuditField.Matter matter) {
        transactions.call(now -> {
            log.open(matter);
            return now;
        });
    }

    private static boolean holds(byte[] export, String value) {
        return new String(export, StandardCharsets.UTF_8)
                .contains(" " + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)) + "\n");
    }

    @Test
    void aMatterIsOpenedInTheTransactionOfWhatOpensItOrNotAtAll() {
        AuditField.Matter ending = new AuditField.Matter("ending 1");
        UUID id = append(confidential("2026-06-30", ending));
        assertThrows(TransactionalException.class, () -> log.open(ending));
        assertThrows(
                IllegalArgumentException.class,
                () -> transactions.call(now -> {
                    log.open(ending);
                    throw new IllegalArgumentException("sample");
                }));
        assertEquals(
                Set.of("employment"), read(() -> trail.find(id)).orElseThrow().withheld());
    }

    @Test
    void checkpointsAreListedNewestFirst() {
        for (int i = 0; i < 5; i++) {
            append(SampleEvents.next());
            sequencer.sequence(10);
        }
        Checkpoint latest = read(() -> trail.latestCheckpoint()).orElseThrow();
        assertEquals(4, latest.number());
        assertEquals(5, latest.size());
        Slice<Checkpoint> first = read(() -> trail.checkpoints(new PageRequest(3, Optional.empty())));
        assertEquals(
                List.of(4L, 3L, 2L),
                first.items().stream().map(Checkpoint::number).toList());
        Slice<Checkpoint> second = read(() -> trail.checkpoints(new PageRequest(3, first.next())));
        assertEquals(
                List.of(1L, 0L), second.items().stream().map(Checkpoint::number).toList());
        assertEquals(Optional.empty(), second.next());
    }

    @Test
    void beforeTheFirstCheckpointThereIsNone() {
        append(SampleEvents.next());
        assertEquals(Optional.empty(), read(() -> trail.latestCheckpoint()));
        assertThrows(
                IllegalStateException.class,
                () -> read(() -> trail.nodes().at(0, 0).toString()));
    }

    @Test
    void everyProofFromTheStoredNodesConvincesTheVerifier() {
        int size = 21;
        for (int i = 0; i < size; i++) {
            append(SampleEvents.next());
        }
        sequencer.sequence(100);
        transactions.call(now -> {
            MerkleTree.Nodes nodes = trail.nodes();
            TreeHash root = hash(MerkleTree.root(size, nodes));
            assertEquals(hash(trail.latestCheckpoint().orElseThrow().root()), root);
            for (int index = 0; index < size; index++) {
                TreeHash leaf = hash(trail.leafHash(index).orElseThrow());
                List<TreeHash> path = hashes(MerkleTree.inclusion(index, size, nodes));
                assertTrue(new InclusionProof(index, size, path).proves(leaf, root), "leaf " + index);
            }
            for (int from = 1; from <= size; from++) {
                List<TreeHash> path = hashes(MerkleTree.consistency(from, size, nodes));
                TreeHash old = hash(MerkleTree.root(from, nodes));
                assertTrue(new ConsistencyProof(from, size, path).proves(old, root), "from " + from);
            }
            return now;
        });
    }

    @Test
    void readingOutsideATransactionIsRefusedAndExportingInsideOne() {
        assertThrows(TransactionalException.class, () -> trail.latestCheckpoint());
        assertThrows(TransactionalException.class, () -> trail.list(Filter.ALL, PageRequest.first(), Sight.EVERYBODY));
        assertThrows(TransactionalException.class, () -> read(this::export));
    }

    @Test
    void theExportOfAnEmptyLogIsTheHeaderAndTheEnd() throws IOException {
        String export = new String(export(), StandardCharsets.UTF_8);
        assertTrue(
                export.matches("tenure-audit-export 1\norigin " + DatabaseForTests.ORIGIN + "\nkey "
                        + Pattern.quote(key.verifierKey())
                        + "\nrange 0 0\nend 0 0 [0-9a-f]{64}\n"),
                export);
        assertEquals(
                0, judge().judgeExport(export.getBytes(StandardCharsets.UTF_8)).leaves());
    }

    @Test
    void anExportOfManyPiecesVerifies() throws Exception {
        transactions.call(now -> {
            for (int i = 0; i < 2_050; i++) {
                log.append(SampleEvents.next());
            }
            return now;
        });
        assertEquals(Optional.of(1_000), sequencer.sequence(1_000));
        assertEquals(Optional.of(1_000), sequencer.sequence(1_000));
        assertEquals(Optional.of(50), sequencer.sequence(1_000));
        byte[] export = export();
        Verdict.Sound sound = judge().judgeExport(export);
        assertEquals(2_050, sound.leaves());
        assertEquals(2_050, sound.disclosures());
        assertEquals(3, sound.checkpoints());

        export[export.length / 2] ^= 1;
        assertInstanceOf(
                Verdict.Broken.class,
                ExportVerifier.trusting(VerifierKey.parse(key.verifierKey())).verify(new ByteArrayInputStream(export)));
    }

    @Test
    void anExportHasTheLinesOfTheFormat() throws IOException {
        UUID id = append(SampleEvents.next());
        sequencer.sequence(10);
        List<String> lines =
                new String(export(), StandardCharsets.UTF_8).lines().toList();
        Checkpoint checkpoint = read(() -> trail.latestCheckpoint()).orElseThrow();
        Entry entry = read(() -> trail.find(id)).orElseThrow();
        assertEquals("range 0 1", lines.get(3));
        assertEquals(
                "leaf 0 " + read(() -> trail.leafHash(0)).orElseThrow() + " "
                        + Base64.getEncoder().encodeToString(entry.payload().getBytes(StandardCharsets.UTF_8)),
                lines.get(4));
        assertTrue(lines.get(5).matches("disclose 0 name [A-Za-z0-9+/]{43}= U2FtcGxlIFBlcnNvbg=="), lines.get(5));
        assertEquals("checkpoint 0", lines.get(6));
        assertEquals(checkpoint.note(), String.join("\n", lines.subList(7, 12)) + "\n");
        assertTrue(lines.get(12).startsWith("end 1 1 "));
        assertEquals(13, lines.size());
    }

    @Test
    void disclosuresOfALeafAreInTheOrderOfTheirBytes() throws IOException {
        append(AuditEvent.of(
                        new EventId(SampleEvents.newId()),
                        EventType.ACCOUNT_PROTECTED,
                        SampleEvents.NOON,
                        new Actor.Product("test"),
                        new AuditEvent.Subject("account", "a"))
                .withPersonal("b", "")
                .withPersonal("a", "\u0000 \ud83d\ude00")
                .withPersonal("Z", "sample")
                .withPersonal("aB", "sample")
                .done());
        sequencer.sequence(10);
        assertEquals(4, judge().judgeExport(export()).disclosures());
    }

    @Test
    void anExportIsOneSnapshotWhileTheLogGrows() throws IOException {
        append(SampleEvents.next());
        sequencer.sequence(10);
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            private boolean grown;

            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                super.write(bytes, offset, length);
                grow();
            }

            private void grow() {
                if (!grown) {
                    grown = true;
                    append(SampleEvents.next());
                    sequencer.sequence(10);
                }
            }
        };
        for (int i = 0; i < 400; i++) {
            append(SampleEvents.next());
        }
        sequencer.sequence(1_000);
        assertEquals(401, trail.export(out));
        assertEquals(401, judge().judgeExport(out.toByteArray()).leaves());
        assertEquals(402, judge().judgeExport(export()).leaves());
    }

    @Test
    void anExportGivesItsConnectionBackAsItWas() throws Exception {
        append(SampleEvents.next());
        sequencer.sequence(10);
        for (int i = 0; i < 30; i++) {
            export();
        }
        for (int i = 0; i < 30; i++) {
            append(SampleEvents.next());
            try (Connection connection = dataSource.getConnection()) {
                assertTrue(connection.getAutoCommit());
                assertFalse(connection.isReadOnly());
                assertEquals(
                        List.of("read committed off"),
                        Sql.texts(
                                connection,
                                "SELECT current_setting('transaction_isolation') || ' ' || current_setting('transaction_read_only')"));
            }
        }
    }

    @Test
    void aKeyThatReplacesAnotherSignsOnAndBothTogetherVerifyTheLog(@TempDir Path directory) throws Exception {
        append(SampleEvents.next());
        sequencer.sequence(10);
        String kept = read(() -> trail.latestCheckpoint()).orElseThrow().note();
        SigningKey next = key(directory, "next.key", DatabaseForTests.ORIGIN);

        append(SampleEvents.next());
        expireLease();
        refusedToSign(next, Optional.empty(), "set tenure.audit.replaces-key to it");
        refusedToSign(next, Optional.of(next.verifierKey()), "set tenure.audit.replaces-key to it");
        refusedToSign(
                key(directory, "foreign.key", "example.com/another"),
                Optional.of(key.verifierKey()),
                "tenure.audit.origin");
        assertEquals(
                Optional.of(1),
                new PostgresAuditSequencer(dataSource, next, new KeySuccession(Optional.of(key.verifierKey())))
                        .sequence(10));

        append(SampleEvents.next());
        expireLease();
        refusedToSign(key, Optional.of(next.verifierKey()), "this key was replaced");
        refusedToSign(key, Optional.empty(), "this key was replaced");
        assertEquals(
                Optional.of(1),
                new PostgresAuditSequencer(dataSource, next, new KeySuccession(Optional.empty())).sequence(10));

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new PostgresAuditTrail(dataSource, next).export(out);
        VerifierKey oldKey = VerifierKey.parse(key.verifierKey());
        VerifierKey newKey = VerifierKey.parse(next.verifierKey());
        KeptCheckpoint old = KeptCheckpoint.parse("kept", kept.getBytes(StandardCharsets.UTF_8));
        Verdict both = new ExportVerifier(List.of(oldKey, newKey), List.of(old))
                .verify(new ByteArrayInputStream(out.toByteArray()));
        assertEquals(
                List.of(oldKey.keyId(), newKey.keyId()),
                assertInstanceOf(Verdict.Sound.class, both, both::toString).keyIds());
        for (VerifierKey alone : List.of(oldKey, newKey)) {
            assertInstanceOf(
                    Verdict.Broken.class,
                    ExportVerifier.trusting(alone).verify(new ByteArrayInputStream(out.toByteArray())));
        }
    }

    private void refusedToSign(SigningKey by, Optional<String> replaces, String because) {
        PostgresAuditSequencer refusing = new PostgresAuditSequencer(dataSource, by, new KeySuccession(replaces));
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> refusing.sequence(10));
        assertTrue(refused.toString().contains(because), refused.toString());
    }

    private static SigningKey key(Path directory, String name, String origin) throws IOException {
        Path file = directory.resolve(name);
        KeyGeneration.generate(file, origin);
        return SigningKey.read(file, origin);
    }

    private void expireLease() throws SQLException {
        try (Connection connection = database.connectAs(Provisioning.APPLICATION)) {
            Sql.execute(connection, "UPDATE audit_sequencer_lease SET held_until = '-infinity'");
        }
    }

    private UUID append(AuditEvent event) {
        return transactions.call(now -> {
            log.append(event);
            return event.id().value();
        });
    }

    private <T> T read(Supplier<T> reading) {
        return transactions.call(now -> reading.get());
    }

    private byte[] export() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            trail.export(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private LogJudge judge() {
        return new LogJudge(database, key.verifierKey());
    }

    private static TreeHash hash(Hash hash) {
        return TreeHash.ofBytes(hash.bytes());
    }

    private static List<TreeHash> hashes(List<Hash> hashes) {
        return hashes.stream().map(PostgresAuditTrailTest::hash).toList();
    }
}

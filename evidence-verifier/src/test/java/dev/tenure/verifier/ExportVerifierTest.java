package dev.tenure.verifier;

import static dev.tenure.verifier.SampleLog.KEY;
import static dev.tenure.verifier.SampleLog.ORIGIN;
import static dev.tenure.verifier.SampleLog.OTHER_KEY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.verifier.SampleLog.Event;
import dev.tenure.verifier.SampleLog.Opened;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What the verifier says of sound exports, and of exports that somebody changed. */
class ExportVerifierTest {

    private static final int LEAVES = 1_000;
    private static final int[] SIZES = {1, 250, 251, 600, 1_000};
    private static final List<Event> EVENTS = SampleLog.events(LEAVES);
    private static final List<String> EXPORT = SampleLog.export(EVENTS, SIZES);

    // ---- sound

    @Test
    void aSoundExportIsSound() {
        Verdict.Sound sound = sound(EXPORT);
        assertEquals(ORIGIN, sound.origin());
        assertEquals(LEAVES, sound.leaves());
        assertEquals(SIZES.length, sound.checkpoints());
        assertEquals(400, sound.disclosures());
        assertEquals(List.of(KEY.verifierKey().keyId()), sound.keyIds());
        assertEquals(0, sound.kept());
        assertEquals(TreeHash.ofBytes(root(EVENTS)), sound.root());
    }

    @Test
    void anEmptyLogIsSoundAndSaysThatNothingIsSigned() {
        Verdict.Sound sound = sound(SampleLog.export(List.of()));
        assertEquals(0, sound.leaves());
        assertEquals(0, sound.checkpoints());
        assertEquals(TreeHash.EMPTY_ROOT, sound.root());
        assertEquals(List.of(), sound.keyIds());
    }

    @Test
    void aCommitmentWithoutDisclosureIsAnErasedValueAndSound() {
        List<String> erased =
                EXPORT.stream().filter(l -> !l.startsWith("disclose ")).toList();
        Verdict.Sound sound = sound(SampleLog.sealed(erased));
        assertEquals(0, sound.disclosures());
        assertEquals(LEAVES, sound.leaves());
    }

    @Test
    void aCheckpointAtEverySizeUpToSeventyHolds() {
        for (int size = 1; size <= 70; size++) {
            List<String> export = SampleLog.export(SampleLog.events(size + 1), size, size + 1);
            assertEquals(2, sound(export).checkpoints());
        }
    }

    @Test
    void aStreamThatGivesOneByteAtATimeIsReadTheSame() throws IOException {
        byte[] export = SampleLog.bytes(SampleLog.export(SampleLog.events(20), 20));
        InputStream trickle = new ByteArrayInputStream(export) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, 1);
            }
        };
        assertInstanceOf(
                Verdict.Sound.class, ExportVerifier.trusting(KEY.verifierKey()).verify(trickle));
    }

    // ---- leaves

    @Test
    void aRemovedLeafIsNamed() {
        List<String> lines = copy();
        lines.removeIf(l -> l.startsWith("leaf 401 "));
        assertBroken(401, "leaf 402 does", SampleLog.sealed(lines));
    }

    @Test
    void aReorderedPairIsNamed() {
        List<String> lines = copy();
        Collections.swap(lines, lineOf("leaf 411 "), lineOf("leaf 412 "));
        assertBroken(411, "leaf 412 does", SampleLog.sealed(lines));
    }

    @Test
    void aRepeatedLeafIsNamed() {
        List<String> lines = copy();
        int at = lineOf("leaf 411 ");
        lines.add(at, lines.get(at));
        assertBroken(412, "leaf 411 does", SampleLog.sealed(lines));
    }

    @Test
    void aLeafWithoutItsHashChangedIsNamed() {
        List<String> lines = copy();
        int at = lineOf("leaf 733 ");
        String hash = lines.get(at).split(" ", -1)[2];
        lines.set(
                at,
                "leaf 733 " + hash + " " + SampleLog.base64(SampleLog.event(734).bytes()));
        assertBroken(733, "not the hash of its bytes", SampleLog.sealed(lines));
    }

    @Test
    void aLeafRewrittenTogetherWithItsHashIsFoundBetweenTwoCheckpoints() {
        List<String> lines = copy();
        lines.set(lineOf("leaf 401 "), rewritten(401));
        Verdict.Broken broken = assertBroken(251, "between leaf 251 and leaf 599", SampleLog.sealed(lines));
        Where.ExportCheckpoint where = assertInstanceOf(Where.ExportCheckpoint.class, broken.where());
        assertEquals(3, where.number());
    }

    @Test
    void removedAndRenumberedLeavesAreFoundBetweenTwoCheckpoints() {
        List<Event> fewer = new ArrayList<>(EVENTS);
        fewer.remove(400);
        fewer.add(SampleLog.event(5_000));
        List<String> lines = SampleLog.header(LEAVES);
        for (int i = 0; i < LEAVES; i++) {
            lines.addAll(SampleLog.leafLines(i, fewer.get(i)));
        }
        lines.addAll(EXPORT.subList(lineOf("checkpoint 0"), EXPORT.size()));
        assertBroken(251, "between leaf 251 and leaf 599", SampleLog.sealed(lines));
    }

    @Test
    void aRewrittenLogWithRecomputedCheckpointsIsFoundByItsSignatures() {
        List<Event> rewritten = new ArrayList<>(EVENTS);
        rewritten.set(400, SampleLog.event(5_000));
        List<String> lines = SampleLog.export(rewritten, SIZES);
        int at = lines.indexOf("checkpoint 3");
        String oldSignature = EXPORT.get(EXPORT.indexOf("checkpoint 3") + 5);
        lines.set(at + 5, oldSignature);
        assertBroken(251, "signature does not fit", SampleLog.sealed(lines));
    }

    @Test
    void ofTwoBadSignaturesAndABadRootTheFirstInTheFileIsNamed() {
        List<String> lines = copy();
        for (String checkpoint : List.of("checkpoint 1", "checkpoint 3")) {
            int at = lineOf(checkpoint);
            lines.set(at + 5, KEY.signatureLine("another text\n").strip());
        }
        lines.set(lineOf("leaf 401 "), rewritten(401));
        Verdict.Broken broken = assertBroken(1, "signature does not fit", SampleLog.sealed(lines));
        assertEquals(new Where.ExportCheckpoint(lineOf("checkpoint 1") + 6, 1), broken.where());
    }

    @Test
    void aBadSignatureAmongManyIsNamed() {
        List<Event> events = SampleLog.events(300);
        int[] everySize = new int[300];
        Arrays.setAll(everySize, i -> i + 1);
        List<String> lines = SampleLog.export(events, everySize);
        assertEquals(300, sound(lines).checkpoints());
        int at = lines.indexOf("checkpoint 270");
        lines.set(at + 5, lines.get(lines.indexOf("checkpoint 269") + 5));
        Verdict.Broken broken = assertBroken(270, "signature does not fit", SampleLog.sealed(lines));
        assertEquals(new Where.ExportCheckpoint(at + 6, 270), broken.where());
    }

    @Test
    void aLeafMoreThanTheRangeSaysIsNamed() {
        List<String> lines = copy();
        lines.set(3, "range 0 600");
        assertBroken(600, "a leaf more", SampleLog.sealed(lines));
    }

    @Test
    void aRangeThatDoesNotStartAtNoughtIsRefused() {
        List<String> lines = copy();
        lines.set(3, "range 1 1000");
        assertBrokenWithoutLeaf("does not start at leaf 0", SampleLog.sealed(lines));
    }

    @Test
    void malformedLeavesAreNamed() {
        for (UnaryOperator<String> change : List.<UnaryOperator<String>>of(
                l -> l.replace("leaf 7 ", "leaf 07 "),
                l -> l.replace("leaf 7 ", "leaf -7 "),
                l -> l.replace("leaf 7 ", "leaf  "),
                l -> l.replace("leaf 7 ", "leaf 7777777777777777777 "),
                l -> l.replace("leaf 7 ", "leaf\t7 "),
                l -> l.replace("leaf 7 ", " leaf 7 "),
                l -> l.replace("leaf 7 ", "leaf 7  "),
                l -> "leaf 7",
                l -> "leaf",
                l -> "",
                l -> l + " ",
                l -> l + " more",
                l -> l + "=",
                l -> l.substring(0, l.length() - 1),
                l -> l.substring(0, 7) + l.substring(7, 71).toUpperCase(Locale.ROOT) + l.substring(71),
                l -> l.substring(0, 8) + l.substring(9),
                l -> l.substring(0, 72) + "-_" + l.substring(74),
                l -> l + "\r")) {
            List<String> lines = copy();
            int at = lineOf("leaf 7 ");
            lines.set(at, change.apply(lines.get(at)));
            Verdict.Broken broken = assertBroken(7, "", SampleLog.sealed(lines));
            assertTrue(
                    broken.where().words().startsWith("line " + (at + 1) + ", "),
                    broken.where().words());
        }
    }

    // ---- a cut tail

    @Test
    void aFileCutAtAnyByteIsBroken() {
        byte[] whole = SampleLog.bytes(SampleLog.export(SampleLog.events(12), 5, 12));
        for (int length = 0; length < whole.length; length++) {
            broken(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void aTailCutWithoutRepairIsNamed() {
        assertBroken(700, "the file ends here", EXPORT.subList(0, lineOf("leaf 700 ")));
        byte[] whole = SampleLog.bytes(EXPORT);
        byte[] insideLeaf = Arrays.copyOf(whole, SampleLog.bytes(EXPORT.subList(0, lineOf("leaf 700 "))).length + 9);
        assertEquals(OptionalLong.of(700), broken(insideLeaf).firstBadIndex());
        assertBroken(600, "file ends within a checkpoint", EXPORT.subList(0, lineOf("checkpoint 4") + 3));
        assertBroken(600, "another checkpoint should stand here", EXPORT.subList(0, lineOf("checkpoint 4")));
        assertBrokenWithoutLeaf("without its end line", EXPORT.subList(0, EXPORT.size() - 1));
    }

    @Test
    void aTailCutAwayFromACheckpointWithARepairedEndIsNamed() {
        List<String> lines = SampleLog.header(700);
        for (int i = 0; i < 700; i++) {
            lines.addAll(SampleLog.leafLines(i, EVENTS.get(i)));
        }
        lines.addAll(EXPORT.subList(lineOf("checkpoint 0"), lineOf("checkpoint 4")));
        lines.add("");
        assertBroken(600, "leaves 600 to 699 stand under no checkpoint", SampleLog.sealed(lines));
    }

    @Test
    void aTailCutAtACheckpointIsSoundInItselfAndFoundByAKeptCheckpoint() {
        List<String> cut = SampleLog.export(EVENTS.subList(0, 600), 1, 250, 251, 600);
        assertEquals(600, sound(cut).leaves());
        assertEquals(1, sound(cut, kept("early", 250)).kept());
        Verdict.Broken broken = broken(cut, kept("early", 250), kept("late", 1_000));
        assertEquals(new Where.Kept("late"), broken.where());
        assertEquals(OptionalLong.of(600), broken.firstBadIndex());
        assertTrue(broken.what().contains("the tail from leaf 600 on is missing"), broken.what());
    }

    // ---- kept checkpoints

    @Test
    void keptCheckpointsOfTheLogAreFoundInIt() {
        // 400 has no checkpoint in the export: the tree alone decides.
        Verdict.Sound sound =
                sound(EXPORT, kept("b", 1_000), kept("a", 400), kept("same", 400), kept("one", 1), kept("none", 0));
        assertEquals(5, sound.kept());
    }

    @Test
    void aLogRewrittenAndSignedAnewIsFoundByKeptCheckpoints() {
        List<Event> rewritten = new ArrayList<>(EVENTS);
        rewritten.set(400, SampleLog.event(5_000));
        List<String> export = SampleLog.export(rewritten, SIZES);
        assertEquals(LEAVES, sound(export).leaves());
        assertEquals(
                2, sound(export, kept("before", 250), kept("just before", 400)).kept());
        Verdict.Broken broken = broken(export, kept("after", 401), kept("late", 1_000), kept("before", 250));
        assertEquals(new Where.Kept("after"), broken.where());
        assertEquals(OptionalLong.of(250), broken.firstBadIndex());
        assertTrue(broken.what().contains("between leaf 250 and leaf 400"), broken.what());
    }

    @Test
    void aKeptCheckpointThatIsNotSignedByTheKeyProvesNothing() {
        String forged = SampleLog.checkpoint(OTHER_KEY, EVENTS, 600);
        Verdict.Broken broken = broken(EXPORT, KeptCheckpoint.parse("forged", utf8(forged)));
        assertEquals(new Where.Kept("forged"), broken.where());
        assertEquals(OptionalLong.empty(), broken.firstBadIndex());
        String changed = SampleLog.checkpoint(KEY, EVENTS, 600).replace("\n600\n", "\n601\n");
        assertTrue(broken(EXPORT, KeptCheckpoint.parse("changed", utf8(changed)))
                .what()
                .contains("not signed by the key given"));
    }

    @Test
    void aKeptCheckpointOfAnotherLogIsRefused() {
        SigningKey elsewhere = SigningKey.first("elsewhere.example/tenure");
        String note = SampleLog.checkpoint(elsewhere, EVENTS, 600);
        assertTrue(
                broken(EXPORT, KeptCheckpoint.parse("other", utf8(note))).what().contains("of another log"));
    }

    @Test
    void anExportThatIsBrokenInItselfIsReportedSoBeforeAnyKeptCheckpoint() {
        List<String> lines = copy();
        lines.set(lineOf("leaf 901 "), rewritten(901));
        assertInstanceOf(
                Where.ExportCheckpoint.class,
                broken(SampleLog.sealed(lines), kept("late", 1_000)).where());
    }

    // ---- checkpoints and keys

    @Test
    void aWrongKeyIsNamed() throws IOException {
        Verdict verdict = ExportVerifier.trusting(OTHER_KEY.verifierKey()).verify(stream(SampleLog.bytes(EXPORT)));
        Verdict.Broken broken = assertInstanceOf(Verdict.Broken.class, verdict);
        assertTrue(broken.what().contains(KEY.verifierKey().keyId()), broken.what());
        assertTrue(broken.what().contains(OTHER_KEY.verifierKey().keyId()), broken.what());
        assertInstanceOf(Where.ExportCheckpoint.class, broken.where());
    }

    @Test
    void theKeyOfAnotherLogIsRefusedAtTheOrigin() throws IOException {
        VerifierKey elsewhere = SigningKey.first("elsewhere.example/tenure").verifierKey();
        Verdict verdict = ExportVerifier.trusting(elsewhere).verify(stream(SampleLog.bytes(EXPORT)));
        Verdict.Broken broken = assertInstanceOf(Verdict.Broken.class, verdict);
        assertEquals(new Where.Header(2), broken.where());
    }

    @Test
    void theKeyInTheHeaderIsNotTrusted() {
        List<String> forged = SampleLog.header(LEAVES);
        forged.set(2, "key " + OTHER_KEY.vkey());
        for (int i = 0; i < LEAVES; i++) {
            forged.addAll(SampleLog.leafLines(i, EVENTS.get(i)));
        }
        forged.addAll(SampleLog.checkpointLines(0, SampleLog.checkpoint(OTHER_KEY, EVENTS, LEAVES)));
        forged.add("");
        assertBroken(0, "signed by a key with the id", SampleLog.sealed(forged));
    }

    @Test
    void aChangedKeyIsFollowedOldestFirstAndARetiredOneRefused() throws IOException {
        List<VerifierKey> keys = List.of(KEY.verifierKey(), OTHER_KEY.verifierKey());
        List<String> rotated = signedBy(KEY, KEY, OTHER_KEY);
        Verdict.Sound sound = assertInstanceOf(Verdict.Sound.class, verify(keys, rotated));
        assertEquals(keys.stream().map(VerifierKey::keyId).toList(), sound.keyIds());

        List<String> retiredSigns = signedBy(KEY, OTHER_KEY, KEY);
        Verdict.Broken broken = assertInstanceOf(Verdict.Broken.class, verify(keys, retiredSigns));
        assertTrue(broken.what().contains("retired"), broken.what());
        assertEquals(OptionalLong.of(20), broken.firstBadIndex());
    }

    @Test
    void keysOfDifferentLogsAndNoKeyAreRefused() {
        VerifierKey elsewhere = SigningKey.first("elsewhere.example/tenure").verifierKey();
        List<VerifierKey> mixed = List.of(KEY.verifierKey(), elsewhere);
        assertThrows(IllegalArgumentException.class, () -> new ExportVerifier(mixed, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new ExportVerifier(List.of(), List.of()));
    }

    @Test
    void exchangedCheckpointsAreFound() {
        List<String> lines = copy();
        int second = lineOf("checkpoint 1");
        int third = lineOf("checkpoint 2");
        for (int i = 1; i <= 5; i++) {
            Collections.swap(lines, second + i, third + i);
        }
        assertBroken(251, "checkpoints were moved or exchanged", SampleLog.sealed(lines));
    }

    @Test
    void aRemovedOrRepeatedCheckpointIsFoundByItsNumber() {
        List<String> removed = copy();
        removed.subList(lineOf("checkpoint 1"), lineOf("checkpoint 2")).clear();
        assertBroken(1, "checkpoint 1 should stand here", SampleLog.sealed(removed));
        List<String> repeated = copy();
        repeated.addAll(lineOf("checkpoint 2"), EXPORT.subList(lineOf("checkpoint 1"), lineOf("checkpoint 2")));
        assertBroken(250, "checkpoint 2 should stand here", SampleLog.sealed(repeated));
    }

    @Test
    void aCheckpointBeyondTheRangeIsFound() {
        List<String> lines = SampleLog.export(SampleLog.events(10), 10);
        int at = lines.indexOf("checkpoint 0");
        lines.subList(at, lines.size() - 1).clear();
        lines.addAll(at, SampleLog.checkpointLines(0, SampleLog.checkpoint(KEY, SampleLog.events(11), 11)));
        assertBroken(0, "at most 10", SampleLog.sealed(lines));
    }

    @Test
    void malformedCheckpointsAreFound() {
        int at = lineOf("checkpoint 2");
        List<List<String>> changes = List.of(
                List.of("0", "checkpoint 02"),
                List.of("0", "checkpoint 2 "),
                List.of("1", ORIGIN + "/other"),
                List.of("2", "0251"),
                List.of("2", "251 "),
                List.of("3", EXPORT.get(at + 3).replace("=", "")),
                List.of("3", "AAAA"),
                List.of("4", " "),
                List.of("5", EXPORT.get(at + 5).replace("\u2014", "-")),
                List.of("5", EXPORT.get(at + 5).replace(ORIGIN, ORIGIN + "/other")),
                List.of("5", EXPORT.get(at + 5) + "A"),
                List.of("5", EXPORT.get(at + 5) + "\r"),
                List.of("5", ""));
        for (List<String> change : changes) {
            List<String> lines = copy();
            int line = at + Integer.parseInt(change.getFirst());
            lines.set(line, change.getLast());
            Verdict.Broken broken = assertBroken(250, "", SampleLog.sealed(lines));
            assertEquals(new Where.ExportCheckpoint(line + 1, 2), broken.where());
        }
    }

    // ---- disclosures

    @Test
    void aDisclosureWithAnotherSaltValueOrFieldIsNamed() {
        Event event = EVENTS.get(405);
        Opened email = event.opened().getFirst();
        String otherSalt = email.saltHex().substring(2) + "00";
        assertDisclosureBroken(new Opened("email", otherSalt, email.value()), "do not fit");
        assertDisclosureBroken(new Opened("email", email.saltHex(), "worker405@sample.exampl"), "do not fit");
        assertDisclosureBroken(new Opened("dn", email.saltHex(), email.value()), "do not fit");
        assertDisclosureBroken(new Opened("email", otherSalt.substring(2), email.value()), "salt has not 32");
        assertDisclosureBroken(new Opened("em\"ail", email.saltHex(), email.value()), "character");
        assertDisclosureBroken(new Opened("", email.saltHex(), email.value()), "empty");
    }

    @Test
    void aDisclosureUnderAnotherLeafIsNamed() {
        List<String> lines = copy();
        String moved = lines.remove(lineOf("disclose 405 email"));
        lines.add(lines.indexOf(EXPORT.get(lineOf("leaf 407 "))) + 1, moved);
        assertBroken(407, "it stands after leaf 407", SampleLog.sealed(lines));

        List<String> renamed = copy();
        int at = lineOf("disclose 410 email");
        renamed.set(at, EXPORT.get(lineOf("disclose 405 email")).replace("disclose 405", "disclose 410"));
        assertBroken(410, "do not fit", SampleLog.sealed(renamed));
    }

    @Test
    void disclosuresOutOfOrderOrTwiceAreNamed() {
        List<String> swapped = copy();
        Collections.swap(swapped, lineOf("disclose 405 email"), lineOf("disclose 405 name"));
        assertBroken(405, "ascending order", SampleLog.sealed(swapped));
        List<String> twice = copy();
        twice.add(lineOf("disclose 405 email"), EXPORT.get(lineOf("disclose 405 email")));
        assertBroken(405, "ascending order", SampleLog.sealed(twice));
    }

    @Test
    void aDisclosureBeforeTheFirstLeafIsFound() {
        List<String> lines = copy();
        lines.add(4, lines.get(lineOf("disclose 0 email")));
        assertBroken(0, "leaf 0 should stand here", SampleLog.sealed(lines));
    }

    @Test
    void whatIsDisclosedOrStandsInALeafNeverStandsInAReport() {
        List<String> lines = copy();
        int at = lineOf("disclose 405 email");
        lines.set(at, "sample-personal-value " + lines.get(at));
        Verdict.Broken broken = broken(SampleLog.bytes(SampleLog.sealed(lines)));
        assertFalse((broken.what() + broken.where().words()).contains("sample-personal"), broken.what());
        lines.set(at, "disclose 405 \u001b[31mred " + SampleLog.base64(new byte[32]) + " ");
        assertFalse(
                broken(SampleLog.bytes(SampleLog.sealed(lines))).where().words().contains("\u001b"));
        lines.set(at, "disclose 405 \u009b31mred " + SampleLog.base64(new byte[32]) + " ");
        assertEquals(
                new Where.Disclosure(at + 1, 405, "??31mred"),
                broken(SampleLog.bytes(SampleLog.sealed(lines))).where());
    }

    // ---- header, end, form of the file

    @Test
    void malformedHeadersAreNamedByLine() {
        List<List<String>> changes = List.of(
                List.of("0", "tenure-audit-export 2"),
                List.of("0", "tenure-audit-export"),
                List.of("0", "\uFEFFtenure-audit-export 1"),
                List.of("0", "something else"),
                List.of("1", "origin "),
                List.of("1", "origin two words"),
                List.of("1", "origin a+b"),
                List.of("1", "Origin " + ORIGIN),
                List.of("2", "key " + KEY.vkey() + "A"),
                List.of(
                        "2",
                        "key " + SigningKey.first("elsewhere.example/tenure").vkey()),
                List.of("3", "range 0"),
                List.of("3", "range 0 1000 1"),
                List.of("3", ""));
        for (List<String> change : changes) {
            List<String> lines = copy();
            int line = Integer.parseInt(change.getFirst());
            lines.set(line, change.getLast());
            Verdict.Broken broken = assertBrokenWithoutLeaf("", SampleLog.sealed(lines));
            assertEquals(new Where.Header(line + 1), broken.where());
        }
    }

    @Test
    void anotherVersionIsSaidToBeAnotherVersion() {
        List<String> lines = copy();
        lines.set(0, "tenure-audit-export 2");
        assertBrokenWithoutLeaf("another version", SampleLog.sealed(lines));
    }

    @Test
    void anEndLineThatDoesNotFitIsFound() {
        List<String> lines = copy();
        String end = lines.getLast();
        for (String wrong : List.of(
                end.replace("end 1000 5", "end 1000 4"),
                end.replace("end 1000 5", "end 999 5"),
                end.replace("end ", "END "),
                end + " ",
                end.substring(0, end.length() - 1) + (end.endsWith("0") ? "1" : "0"),
                "checkpoint 5")) {
            lines.set(lines.size() - 1, wrong);
            broken(SampleLog.bytes(lines));
        }
    }

    @Test
    void aHeaderChangedToAnotherValidOneIsFoundByTheHashOfTheFile() {
        List<String> lines = copy();
        lines.set(2, "key " + OTHER_KEY.vkey());
        assertBrokenWithoutLeaf("hash over the file", lines);
    }

    @Test
    void appendedBytesAreFound() {
        byte[] whole = SampleLog.bytes(EXPORT);
        for (String appended : List.of("\n", "x", "\0", "end\n", "leaf 1000 x y\n")) {
            byte[] bytes = Arrays.copyOf(whole, whole.length + appended.length());
            System.arraycopy(utf8(appended), 0, bytes, whole.length, appended.length());
            assertTrue(broken(bytes).what().contains("bytes follow"));
        }
    }

    @Test
    void carriageReturnsAreFoundAndSaidToBeSo() {
        String crlf = new String(SampleLog.bytes(EXPORT), StandardCharsets.UTF_8).replace("\n", "\r\n");
        Verdict.Broken broken = broken(utf8(crlf));
        assertEquals(new Where.Header(1), broken.where());
        assertTrue(broken.what().contains("CR LF"), broken.what());
    }

    @Test
    void anEmptyFileIsBroken() {
        Verdict.Broken broken = broken(new byte[0]);
        assertEquals(new Where.Header(1), broken.where());
        assertTrue(broken.what().contains("empty"), broken.what());
    }

    @Test
    void aLineThatNeverEndsIsRefusedWithItsNumber() throws IOException {
        byte[] start = SampleLog.bytes(EXPORT.subList(0, lineOf("leaf 3 ")));
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'A';
            }
        };
        Verdict verdict =
                ExportVerifier.trusting(KEY.verifierKey()).verify(new SequenceInputStream(stream(start), endless));
        Verdict.Broken broken = assertInstanceOf(Verdict.Broken.class, verdict);
        assertEquals(new Where.Leaf(lineOf("leaf 3 ") + 1, 3), broken.where());
        assertTrue(broken.what().contains("longer than 16777216 bytes"), broken.what());
    }

    @Test
    void theLongestLineAllowedIsTakenAndOneByteMoreIsNot() {
        String head = "leaf 0 " + "0".repeat(64) + " ";
        String longest = head + "A".repeat(LineReader.LONGEST_LINE - head.length());
        List<String> lines = SampleLog.header(1);
        lines.add(longest);
        assertFalse(broken(SampleLog.bytes(lines)).what().contains("longer"), "the longest line is read");
        lines.set(4, longest + "A");
        assertTrue(broken(SampleLog.bytes(lines)).what().contains("longer"), "a longer line is refused");
    }

    @Test
    void aLargeLeafIsSound() {
        String large = "7".repeat(10_000_000);
        List<Event> events = List.of(SampleLog.event(0), new Event(large, List.of()), SampleLog.event(2));
        assertEquals(3, sound(SampleLog.export(events, 1, 3)).leaves());
    }

    // ---- saying it

    private static List<String> copy() {
        return new ArrayList<>(EXPORT);
    }

    private static int lineOf(String start) {
        for (int i = 0; i < EXPORT.size(); i++) {
            if (EXPORT.get(i).startsWith(start)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no line starts with " + start);
    }

    /** The line of another event, with its right hash. */
    private static String rewritten(int index) {
        return SampleLog.leafLines(index, new Event("{\"type\":\"rewritten\"}", List.of()))
                .getFirst();
    }

    /** Thirty events with checkpoints at 10, 20 and 30. */
    private static List<String> signedBy(SigningKey... keys) {
        List<Event> events = SampleLog.events(10 * keys.length);
        List<String> lines = SampleLog.header(events.size());
        for (int i = 0; i < events.size(); i++) {
            lines.addAll(SampleLog.leafLines(i, events.get(i)));
        }
        for (int i = 0; i < keys.length; i++) {
            lines.addAll(SampleLog.checkpointLines(i, SampleLog.checkpoint(keys[i], events, 10 * (i + 1))));
        }
        lines.add("");
        return SampleLog.sealed(lines);
    }

    private static void assertDisclosureBroken(Opened opened, String what) {
        List<String> lines = copy();
        int at = lineOf("disclose 405 email");
        lines.set(at, SampleLog.leafLines(405, new Event("", List.of(opened))).getLast());
        Verdict.Broken broken = assertBroken(405, what, SampleLog.sealed(lines));
        Where.Disclosure where = assertInstanceOf(Where.Disclosure.class, broken.where());
        assertEquals(at + 1, where.line());
    }

    private static byte[] root(List<Event> events) {
        return ReferenceTree.root(
                events.stream().map(e -> ReferenceTree.leafHash(e.bytes())).toList());
    }

    private static KeptCheckpoint kept(String name, int size) {
        return KeptCheckpoint.parse(name, utf8(SampleLog.checkpoint(KEY, EVENTS, size)));
    }

    private static Verdict.Broken assertBroken(long firstBadIndex, String what, List<String> lines) {
        Verdict.Broken broken = broken(SampleLog.bytes(lines));
        assertEquals(
                OptionalLong.of(firstBadIndex),
                broken.firstBadIndex(),
                broken.where().words() + ": " + broken.what());
        assertTrue(broken.what().contains(what), broken.what());
        return broken;
    }

    private static Verdict.Broken assertBrokenWithoutLeaf(String what, List<String> lines) {
        Verdict.Broken broken = broken(SampleLog.bytes(lines));
        assertEquals(OptionalLong.empty(), broken.firstBadIndex(), broken.what());
        assertTrue(broken.what().contains(what), broken.what());
        return broken;
    }

    private static Verdict.Sound sound(List<String> lines, KeptCheckpoint... kept) {
        Verdict verdict = verify(SampleLog.bytes(lines), kept);
        return assertInstanceOf(Verdict.Sound.class, verdict, verdict.toString());
    }

    private static Verdict.Broken broken(List<String> lines, KeptCheckpoint... kept) {
        return assertInstanceOf(Verdict.Broken.class, verify(SampleLog.bytes(lines), kept));
    }

    private static Verdict.Broken broken(byte[] export) {
        return assertInstanceOf(Verdict.Broken.class, verify(export));
    }

    private static Verdict verify(List<VerifierKey> keys, List<String> lines) throws IOException {
        return new ExportVerifier(keys, List.of()).verify(stream(SampleLog.bytes(lines)));
    }

    private static Verdict verify(byte[] export, KeptCheckpoint... kept) {
        try {
            return new ExportVerifier(List.of(KEY.verifierKey()), List.of(kept)).verify(stream(export));
        } catch (IOException e) {
            throw new AssertionError("reading from memory does not fail", e);
        }
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

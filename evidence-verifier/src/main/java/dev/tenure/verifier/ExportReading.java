package dev.tenure.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One reading of one export, from the first line to the last. {@link #where} always says what is being read, so that
 * whatever turns out wrong is reported with its place.
 */
final class ExportReading {

    private static final String FORMAT = "tenure-audit-export";
    private static final String VERSION_1 = FORMAT + " 1";
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int SALT_LENGTH = 32;
    private static final int LONGEST_SHOWN = 64;
    private static final int MOST_UNJUDGED = 256;

    private static final byte[] LEAF = ascii("leaf ");
    private static final byte[] DISCLOSE = ascii("disclose ");
    private static final byte[] CHECKPOINT = ascii("checkpoint ");

    private final LineReader lines;
    private final List<VerifierKey> keys;
    private final List<KeptCheckpoint> kept;
    private final LeafHashes leafHashes;
    private final long[] keptSizes;

    private final Sha256 sha256 = new Sha256();
    private final MerkleFrontier tree = new MerkleFrontier();
    private final byte[] leafHash = new byte[Sha256.LENGTH];
    private final Map<Long, TreeHash> rootsAtKeptSizes = new HashMap<>();
    private final List<String> keyIdsSeen = new ArrayList<>();
    private final List<Unjudged> unjudged = new ArrayList<>();

    private Where where = new Where.Header(1);

    /** From the header: the log's name and how many leaves the export says it holds. */
    private String origin = "";

    private long size;

    /** What was read last: the leaf that disclosures may follow, and the field of the last one. */
    private byte[] leafBytes = {};

    private byte @Nullable [] lastField;

    private long leaves;
    private long disclosures;
    private long checkpoints;

    /** How many leaves the checkpoints so far cover. */
    private long vouched;

    /** The place in {@link #keys} of the newest key that has signed; the keys before it are retired. */
    private int newestKey;

    /** @param kept in ascending order of their sizes */
    ExportReading(InputStream export, List<VerifierKey> keys, List<KeptCheckpoint> kept, LeafHashes leafHashes) {
        this.lines = new LineReader(export);
        this.keys = keys;
        this.kept = kept;
        this.leafHashes = leafHashes;
        this.keptSizes = kept.stream()
                .mapToLong(k -> k.checkpoint().treeSize())
                .distinct()
                .toArray();
    }

    /** Reads and judges. To be called once. */
    Verdict verdict() throws IOException {
        try {
            readHeader();
            readLeaves();
            readCheckpoints();
            readEnd();
            compareKept();
            return new Verdict.Sound(origin, leaves, checkpoints, tree.root(), keyIdsSeen, disclosures, kept.size());
        } catch (Defect defect) {
            Verdict.Broken broken = broken(defect);
            try {
                judgeSignatures();
                return broken;
            } catch (Defect earlier) {
                return broken(earlier);
            }
        }
    }

    private Verdict.Broken broken(Defect defect) {
        OptionalLong stated = defect.firstBadIndex();
        return new Verdict.Broken(where, defect.what(), stated.isPresent() ? stated : firstBadIndex());
    }

    private OptionalLong firstBadIndex() {
        return switch (where) {
            case Where.Header header -> OptionalLong.empty();
            case Where.Leaf leaf -> OptionalLong.of(leaf.index());
            case Where.Disclosure disclosure -> OptionalLong.of(disclosure.leafIndex());
            case Where.ExportCheckpoint checkpoint -> vouched < size ? OptionalLong.of(vouched) : OptionalLong.empty();
            case Where.End end -> OptionalLong.empty();
            case Where.Kept comparison -> OptionalLong.empty();
        };
    }

    // ---- header

    private void readHeader() throws IOException, Defect {
        headerLine(1);
        byte[] first = lines.bytes();
        if (Arrays.mismatch(first, BYTE_ORDER_MARK) == BYTE_ORDER_MARK.length) {
            throw new Defect("the file begins with a byte order mark: it was changed, perhaps by an editor");
        }
        if (!Arrays.equals(first, ascii(VERSION_1))) {
            throw new Defect(
                    lines.startsWith(ascii(FORMAT + " "))
                            ? "this is another version of the format than 1: take the verifier of the release that"
                                    + " wrote the export"
                            : "the first line is not '" + VERSION_1 + "': this is no audit export");
        }

        headerLine(2);
        Fields originLine = lines.fields();
        originLine.keyword("origin");
        origin = new String(originLine.text("the origin"), StandardCharsets.UTF_8);
        originLine.end();
        if (!VerifierKey.isKeyName(origin)) {
            throw new Defect("the origin has characters that the name of a log cannot have");
        }
        String trusted = keys.getFirst().name();
        if (!origin.equals(trusted)) {
            throw new Defect("the export is of another log than the key given, which is named '" + trusted
                    + "': give the key of the log that the export came from");
        }

        headerLine(3);
        Fields keyLine = lines.fields();
        keyLine.keyword("key");
        byte[] vkey = keyLine.text("the key");
        keyLine.end();
        try {
            if (!VerifierKey.parse(new String(vkey, StandardCharsets.UTF_8))
                    .name()
                    .equals(origin)) {
                throw new Defect("the name of the key in the header is not the origin");
            }
        } catch (IllegalArgumentException e) {
            throw new Defect("the key in the header is no valid key of a log");
        }

        headerLine(4);
        Fields range = lines.fields();
        range.keyword("range");
        long from = range.decimal("the start of the range");
        size = range.decimal("the end of the range");
        range.end();
        if (from != 0) {
            throw new Defect("the range does not start at leaf 0; an export of version 1 is whole");
        }
    }

    private void headerLine(long number) throws IOException, Defect {
        where = new Where.Header(number);
        if (!lines.advance()) {
            throw new Defect(
                    number == 1
                            ? "the file is empty; an audit export has at least five lines"
                            : "the file ends within the header: it was cut off");
        }
    }

    // ---- leaves and disclosures

    private void readLeaves() throws IOException, Defect {
        while (true) {
            long number = lines.number() + 1;
            where = leaves < size ? new Where.Leaf(number, leaves) : afterLeaves(number);
            boolean present = lines.advance();
            if (present && lines.startsWith(LEAF)) {
                readLeaf();
            } else if (present && leaves > 0 && lines.startsWith(DISCLOSE)) {
                readDisclosure();
            } else if (leaves == size) {
                return;
            } else {
                throw new Defect((present ? "leaf " + leaves + " should stand here" : "the file ends here")
                        + ", but the range in the header says " + size
                        + " leaves: a leaf was removed or damaged, or the file was cut off");
            }
        }
    }

    private void readLeaf() throws IOException, Defect {
        where = new Where.Leaf(lines.number(), leaves);
        if (leaves == size) {
            throw new Defect("a leaf more than the range in the header says, which is " + size);
        }
        Fields line = lines.fields();
        line.keyword("leaf");
        long index = line.decimal("the leaf's index");
        if (index != leaves) {
            throw new Defect("leaf " + leaves + " should stand here, but leaf " + index
                    + " does: a leaf was removed, moved or repeated");
        }
        byte[] stated = line.hash("the leaf's hash");
        leafBytes = line.base64ToTheEnd("the leaf's bytes");
        sha256.leaf(leafBytes, leafHash);
        if (!Arrays.equals(stated, leafHash)) {
            throw new Defect("the leaf's hash is not the hash of its bytes: one of the two was changed");
        }
        leafHashes.add(leafHash);
        lastField = null;
        leaves++;
    }

    private void readDisclosure() throws Defect {
        long leaf = leaves - 1;
        where = new Where.Disclosure(lines.number(), leaf, "?");
        Fields line = lines.fields();
        line.keyword("disclose");
        long index = line.decimal("the disclosure's leaf index");
        byte[] field = line.text("the disclosure's field");
        refuseNamesThatNeedEscapes(field);
        where = new Where.Disclosure(lines.number(), leaf, printable(field));
        if (index != leaf) {
            throw new Defect("the disclosure says leaf " + index + ", but it stands after leaf " + leaf
                    + ": it was moved or changed");
        }
        byte[] previous = lastField;
        if (previous != null && Arrays.compareUnsigned(previous, field) >= 0) {
            throw new Defect(
                    "the disclosures of a leaf are not in ascending order of their fields: one was added, moved"
                            + " or repeated");
        }
        byte[] salt = line.base64("the disclosure's salt");
        byte[] value = line.base64("the disclosure's value");
        line.end();
        if (salt.length != SALT_LENGTH) {
            throw new Defect("the disclosure's salt has not " + SALT_LENGTH + " bytes");
        }
        byte[] commitment = sha256.of(salt, field, new byte[] {0}, value);
        if (!contains(leafBytes, commitmentInLeaf(field, commitment))) {
            throw new Defect("the disclosed value and its salt do not fit a commitment of this field in the leaf: the"
                    + " value, the salt or the field was changed");
        }
        lastField = field;
        disclosures++;
    }

    private static byte[] commitmentInLeaf(byte[] field, byte[] commitment) {
        String name = new String(field, StandardCharsets.UTF_8);
        String hex = HexFormat.of().formatHex(commitment);
        return ("\"" + name + "\":{\"commitment\":\"sha256:" + hex + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    /** Such a name could never stand in JSON as it is, and might make the sought bytes mean something else. */
    private static void refuseNamesThatNeedEscapes(byte[] field) throws Defect {
        for (byte b : field) {
            if ((b >= 0 && b <= ' ') || b == '"' || b == '\\' || b == 0x7F) {
                throw new Defect("the disclosure's field has a character that the name of a field cannot have");
            }
        }
    }

    private static boolean contains(byte[] bytes, byte[] sought) {
        for (int at = 0; at <= bytes.length - sought.length; at++) {
            if (bytes[at] == sought[0] && Arrays.equals(bytes, at, at + sought.length, sought, 0, sought.length)) {
                return true;
            }
        }
        return false;
    }

    // ---- checkpoints

    private void readCheckpoints() throws IOException, Defect {
        keepRootIfAsked();
        while (lines.startsWith(CHECKPOINT)) {
            where = new Where.ExportCheckpoint(lines.number(), checkpoints);
            readCheckpoint();
            checkpoints++;
            where = afterLeaves(lines.number() + 1);
            lines.advance();
        }
        judgeSignatures();
        where = afterLeaves(lines.number());
        if (vouched < size) {
            throw new Defect("another checkpoint should stand here: leaves " + vouched + " to " + (size - 1)
                    + " stand under no checkpoint, but an export is cut at one");
        }
    }

    /** What may stand behind the leaves and the checkpoints so far. */
    private Where afterLeaves(long line) {
        return vouched < size ? new Where.ExportCheckpoint(line, checkpoints) : new Where.End(line);
    }

    private void readCheckpoint() throws IOException, Defect {
        Fields heading = lines.fields();
        heading.keyword("checkpoint");
        long number = heading.decimal("the checkpoint's number");
        heading.end();
        if (number != checkpoints) {
            throw new Defect("checkpoint " + checkpoints + " should stand here, but checkpoint " + number
                    + " does: one was removed, moved or repeated");
        }

        noteLine();
        if (!Arrays.equals(lines.bytes(), origin.getBytes(StandardCharsets.UTF_8))) {
            throw new Defect("the checkpoint's first line is not the origin of this log");
        }
        noteLine();
        Fields sizeLine = lines.fields();
        long treeSize = sizeLine.decimal("the checkpoint's tree size");
        sizeLine.end();
        if (treeSize <= vouched || treeSize > size) {
            throw new Defect("the checkpoint's tree size is " + treeSize + "; here it must be more than " + vouched
                    + " and at most " + size + ": checkpoints were moved or exchanged");
        }
        noteLine();
        Fields rootLine = lines.fields();
        byte[] root = rootLine.base64("the checkpoint's root");
        rootLine.end();
        if (root.length != Sha256.LENGTH) {
            throw new Defect("the checkpoint's root has not " + Sha256.LENGTH + " bytes");
        }
        noteLine();
        if (lines.bytes().length > 0) {
            throw new Defect("between the checkpoint's text and its signature there is no blank line");
        }
        noteLine();
        Checkpoint checkpoint = new Checkpoint(origin, treeSize, TreeHash.ofBytes(root));
        verifySignature(checkpoint);

        growTo(treeSize);
        TreeHash actual = tree.root();
        if (!actual.equals(checkpoint.root())) {
            throw new Defect("the signed root over the first " + treeSize + " leaves is "
                    + checkpoint.root().base64() + ", but these leaves have the root " + actual.base64()
                    + ": between leaf " + vouched + " and leaf " + (treeSize - 1)
                    + " something was changed, added or removed");
        }
        vouched = treeSize;
    }

    private void noteLine() throws IOException, Defect {
        where = new Where.ExportCheckpoint(lines.number() + 1, checkpoints);
        if (!lines.advance()) {
            throw new Defect("the file ends within a checkpoint: it was cut off");
        }
    }

    private void verifySignature(Checkpoint checkpoint) throws Defect {
        NoteSignature signature;
        try {
            signature = NoteSignature.parse(new String(lines.bytes(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new Defect(String.valueOf(e.getMessage()));
        }
        if (!signature.keyName().equals(origin)) {
            throw new Defect("the signature line does not name the origin as its key");
        }
        int signer = 0;
        while (signer < keys.size() && !signature.names(keys.get(signer))) {
            signer++;
        }
        if (signer == keys.size()) {
            throw new Defect("the checkpoint is signed by a key with the id " + signature.keyId()
                    + "; the key given is "
                    + String.join(", ", keys.stream().map(VerifierKey::keyId).toList())
                    + ": the key given is not this log's, or somebody else signed");
        }
        VerifierKey key = keys.get(signer);
        if (signer < newestKey) {
            throw new Defect(
                    "the checkpoint is signed by the key " + key.keyId() + ", which was retired before: the key "
                            + keys.get(newestKey).keyId() + " had signed already (keys are to be given oldest first)");
        }
        unjudged.add(new Unjudged(key, checkpoint.text(), signature, where, vouched));
        if (unjudged.size() == MOST_UNJUDGED) {
            judgeSignatures();
        }
        newestKey = signer;
        if (!keyIdsSeen.contains(key.keyId())) {
            keyIdsSeen.add(key.keyId());
        }
    }

    /** Verifies the signatures that wait, on all processors; the first bad one in the order of the file counts. */
    private void judgeSignatures() throws Defect {
        Optional<Unjudged> bad =
                unjudged.parallelStream().filter(u -> !u.holds()).findFirst();
        unjudged.clear();
        if (bad.isPresent()) {
            where = bad.get().where();
            throw new Defect(
                    "the signature does not fit the checkpoint: the origin, tree size, root or signature was changed,"
                            + " or somebody without the key wrote it",
                    bad.get().vouched());
        }
    }

    /**
     * A signature that waits to be verified. One takes as long as hashing several hundred leaves, and a quiet log has
     * nearly as many as it has leaves; so they are verified many at a time.
     */
    private record Unjudged(VerifierKey key, String text, NoteSignature signature, Where where, long vouched) {
        boolean holds() {
            return signature.isBy(key, text);
        }
    }

    private void growTo(long treeSize) throws IOException {
        while (tree.size() < treeSize) {
            leafHashes.next(leafHash);
            tree.add(leafHash);
            keepRootIfAsked();
        }
    }

    private void keepRootIfAsked() {
        // Kept checkpoints are sorted by size: the next one sought is that after those found.
        int sought = rootsAtKeptSizes.size();
        if (sought < keptSizes.length && keptSizes[sought] == tree.size()) {
            rootsAtKeptSizes.put(tree.size(), tree.root());
        }
    }

    // ---- end

    private void readEnd() throws IOException, Defect {
        if (lines.atEnd()) {
            throw new Defect("the file ends without its end line: it was cut off");
        }
        Fields line = lines.fields();
        line.keyword("end");
        long statedLeaves = line.decimal("the number of leaves");
        long statedCheckpoints = line.decimal("the number of checkpoints");
        byte[] statedHash = line.hash("the hash over the file");
        line.end();
        if (statedLeaves != leaves || statedCheckpoints != checkpoints) {
            throw new Defect("the end line says " + statedLeaves + " leaves and " + statedCheckpoints
                    + " checkpoints, but the file has " + leaves + " and " + checkpoints);
        }
        if (!Arrays.equals(statedHash, lines.hashOfPassed())) {
            throw new Defect("the hash over the file is not the one that the end line says, though every leaf and"
                    + " checkpoint holds: the header, or the end line itself, was changed");
        }
        if (lines.hasMore()) {
            throw new Defect("bytes follow after the end line: something was appended");
        }
    }

    // ---- kept checkpoints

    private void compareKept() throws Defect {
        long held = 0;
        for (KeptCheckpoint one : kept) {
            where = new Where.Kept(one.name());
            Checkpoint checkpoint = one.checkpoint();
            long covered = checkpoint.treeSize();
            if (!checkpoint.origin().equals(origin)) {
                throw new Defect("the kept checkpoint is of another log, by its origin");
            }
            if (keys.stream().noneMatch(one.note()::isSignedBy)) {
                throw new Defect("the kept checkpoint is not signed by the key given: the note was changed, or the key"
                        + " is another; this says nothing against the export");
            }
            TreeHash actual = rootsAtKeptSizes.get(covered);
            if (actual == null) {
                throw new Defect(
                        "the export ends after " + size + " leaves, but the kept checkpoint covers " + covered
                                + ": the tail from leaf " + size + " on is missing",
                        size);
            }
            if (!actual.equals(checkpoint.root())) {
                throw new Defect(
                        "the first " + covered + " leaves of the export are not those that the kept checkpoint covers:"
                                + " the log was rewritten between leaf " + held + " and leaf " + (covered - 1)
                                + " and signed anew",
                        held);
            }
            held = covered;
        }
    }

    /** A text of the file as it may be shown: a file must not be able to write escape sequences to a terminal. */
    private static String printable(byte[] bytes) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(bytes.length, LONGEST_SHOWN); i++) {
            shown.append(bytes[i] > ' ' && bytes[i] < 0x7F ? (char) bytes[i] : '?');
        }
        return shown.toString();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

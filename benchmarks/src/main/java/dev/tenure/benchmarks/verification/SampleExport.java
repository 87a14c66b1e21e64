package dev.tenure.benchmarks.verification;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * An export of any size, by the words of docs/audit-export.md: to have one of a million events from the database would take
 * many minutes, and the verifier cannot tell. Every fourth event discloses a personal value.
 */
final class SampleExport {

    private static final String ORIGIN = "benchmark.example/tenure";
    private static final int BUFFER = 1 << 16;
    private static final int RAW_KEY_LENGTH = 32;
    private static final int KEY_ID_LENGTH = 4;
    private static final int SALT_LENGTH = 32;
    private static final int PERSONAL_IN = 4;
    private static final long SEED = 20_260_101;

    private final int leaves;
    private final int leavesPerCheckpoint;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final MessageDigest sha256 = sha256();
    private final KeyPair pair;
    private final byte[] keyId;
    private final String verifierKey;

    /** Roots of the full subtrees so far, the smallest first. */
    private final Deque<Subtree> subtrees = new ArrayDeque<>();

    private final List<String> notes = new ArrayList<>();

    SampleExport(int leaves, int leavesPerCheckpoint) {
        this.leaves = leaves;
        this.leavesPerCheckpoint = leavesPerCheckpoint;
        try {
            this.pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no Ed25519", e);
        }
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] typed = new byte[1 + RAW_KEY_LENGTH];
        typed[0] = 1;
        System.arraycopy(encoded, encoded.length - RAW_KEY_LENGTH, typed, 1, RAW_KEY_LENGTH);
        sha256.update((ORIGIN + "\n").getBytes(StandardCharsets.UTF_8));
        this.keyId = Arrays.copyOf(sha256.digest(typed), KEY_ID_LENGTH);
        this.verifierKey = ORIGIN + "+" + HexFormat.of().formatHex(keyId) + "+" + base64(typed);
    }

    /** What the verifier is given as the key. */
    String verifierKey() {
        return verifierKey;
    }

    /** How many checkpoints it has. */
    int checkpoints() {
        return (leaves + leavesPerCheckpoint - 1) / leavesPerCheckpoint;
    }

    /** Writes it, once. */
    void write(Path file) throws IOException {
        MessageDigest whole = sha256();
        try (OutputStream out =
                new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER), whole)) {
            write(
                    out,
                    "tenure-audit-export 1\norigin " + ORIGIN + "\nkey " + verifierKey + "\nrange 0 " + leaves + "\n");
            for (int index = 0; index < leaves; index++) {
                writeLeaf(out, index);
            }
            for (int number = 0; number < notes.size(); number++) {
                write(out, "checkpoint " + number + "\n" + notes.get(number));
            }
            write(
                    out,
                    "end " + leaves + " " + notes.size() + " " + HexFormat.of().formatHex(whole.digest()) + "\n");
        }
    }

    private void writeLeaf(OutputStream out, int index) throws IOException {
        String commitment = "";
        String disclosure = "";
        if (index % PERSONAL_IN == 0) {
            byte[] salt = new byte[SALT_LENGTH];
            random.nextBytes(salt);
            byte[] value =
                    ("uid=sample." + index + ",ou=people,dc=benchmark,dc=example").getBytes(StandardCharsets.UTF_8);
            sha256.update(salt);
            sha256.update("account\0".getBytes(StandardCharsets.UTF_8));
            commitment =
                    "\"account\":{\"commitment\":\"sha256:" + HexFormat.of().formatHex(sha256.digest(value)) + "\"},";
            disclosure = "disclose " + index + " account " + base64(salt) + " " + base64(value) + "\n";
        }
        byte[] event = ("{" + commitment
                        + "\"actor\":{\"part\":\"lane\"},\"attempt\":1,\"cause\":\"LEAVER\",\"causeId\":\""
                        + id() + "\",\"correlation\":\"" + id() + "\",\"epoch\":" + index + ",\"id\":\"" + id()
                        + "\",\"outcome\":\"applied\",\"subject\":{\"id\":\"" + id()
                        + "\",\"kind\":\"operation\"},\"system\":\"" + id()
                        + "\",\"type\":\"operation-attempted\",\"version\":1,\"work\":\"disable-account\"}")
                .getBytes(StandardCharsets.UTF_8);
        sha256.update((byte) 0);
        byte[] hash = sha256.digest(event);
        append(hash);
        if ((index + 1) % leavesPerCheckpoint == 0 || index + 1 == leaves) {
            notes.add(note(index + 1));
        }
        write(out, "leaf " + index + " " + HexFormat.of().formatHex(hash) + " " + base64(event) + "\n" + disclosure);
    }

    private void append(byte[] leafHash) {
        Subtree added = new Subtree(1, leafHash);
        while (!subtrees.isEmpty() && subtrees.element().size() == added.size()) {
            Subtree left = subtrees.remove();
            added = new Subtree(2 * added.size(), node(left.root(), added.root()));
        }
        subtrees.push(added);
    }

    private String note(int size) {
        byte[] root = subtrees.element().root();
        for (Subtree left : subtrees.stream().skip(1).toList()) {
            root = node(left.root(), root);
        }
        String text = ORIGIN + "\n" + size + "\n" + base64(root) + "\n";
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(pair.getPrivate());
            ed25519.update(text.getBytes(StandardCharsets.UTF_8));
            byte[] signature = ed25519.sign();
            byte[] signed = Arrays.copyOf(keyId, KEY_ID_LENGTH + signature.length);
            System.arraycopy(signature, 0, signed, KEY_ID_LENGTH, signature.length);
            return text + "\n\u2014 " + ORIGIN + " " + base64(signed) + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform does not sign", e);
        }
    }

    private byte[] node(byte[] left, byte[] right) {
        sha256.update((byte) 1);
        sha256.update(left);
        return sha256.digest(right);
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A full subtree; the size is a power of two. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Subtree(long size, byte[] root) {}
}

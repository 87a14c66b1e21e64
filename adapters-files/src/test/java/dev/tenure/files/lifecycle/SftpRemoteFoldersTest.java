package dev.tenure.files.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.lifecycle.RemoteFolders;
import dev.tenure.application.lifecycle.RemoteFolders.Unreachable;
import dev.tenure.application.lifecycle.SftpPulls.Place;
import dev.tenure.application.lifecycle.SftpPulls.RemoteFile;
import dev.tenure.connector.spi.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real server on the loopback interface. */
class SftpRemoteFoldersTest {

    private static final String PASSWORD = "drawn for this test";
    private static final KeyPair HOST = pair();
    private static final KeyPair CLIENT = pair();

    private final AtomicBoolean passwordSeen = new AtomicBoolean();
    private SshServer server;
    private Path out;

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void serve(@TempDir Path home) throws IOException {
        out = Files.createDirectory(home.resolve("out"));
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(HOST));
        server.setPasswordAuthenticator((user, password, session) -> {
            passwordSeen.set(true);
            return user.equals("tenure") && password.equals(PASSWORD);
        });
        server.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, CLIENT.getPublic()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(home));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory.Builder().build()));
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(true);
    }

    private static SftpRemoteFolders folders(String secret) {
        return new SftpRemoteFolders(
                new SftpRemoteFolders.Secrets() {
                    @Override
                    public Optional<String> problem(String reference) {
                        return Optional.empty();
                    }

                    @Override
                    public Secret resolve(String setting, String reference) {
                        return Secret.of(secret);
                    }
                },
                Duration.ofSeconds(10));
    }

    private Place place(String hostKey) {
        return new Place(
                "hr", "127.0.0.1", server.getPort(), "tenure", "/out", "*.csv", "env:X", hostKey, Duration.ofHours(1));
    }

    private static String fingerprint(KeyPair pair) {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, pair.getPublic());
    }

    private RemoteFolders.Folder open() throws Unreachable {
        return folders(PASSWORD).open(place(fingerprint(HOST)));
    }

    private static String text(InputStream in) throws IOException {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void filesThatMatchAreListedByTimeAndRead() throws Exception {
        Files.writeString(out.resolve("b.csv"), "bé");
        Files.setLastModifiedTime(out.resolve("b.csv"), FileTime.from(Instant.parse("2026-03-02T08:00:00Z")));
        Files.writeString(out.resolve("a.csv"), "a");
        Files.writeString(out.resolve("a.csv.part"), "half");
        Files.createDirectory(out.resolve("c.csv"));
        Files.createSymbolicLink(out.resolve("d.csv"), out.resolve("a.csv"));
        try (RemoteFolders.Folder folder = open()) {
            List<RemoteFile> files = folder.list();
            assertEquals(
                    List.of("b.csv", "a.csv"),
                    files.stream().map(RemoteFile::name).toList());
            assertEquals(new RemoteFile("b.csv", 3, Instant.parse("2026-03-02T08:00:00Z")), files.getFirst());
            assertEquals("bé", text(folder.open(files.getFirst())));
        }
    }

    @Test
    void aPrivateKeySignsInToo() throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(CLIENT, "test", null, written);
        Files.writeString(out.resolve("a.csv"), "a");
        try (RemoteFolders.Folder folder =
                folders(written.toString(StandardCharsets.UTF_8)).open(place(fingerprint(HOST)))) {
            assertEquals(1, folder.list().size());
        }
    }

    @Test
    void aServerWithAnotherKeyIsToldNoSecret() {
        Unreachable refused =
                assertThrows(Unreachable.class, () -> folders(PASSWORD).open(place(fingerprint(CLIENT))));
        assertTrue(
                String.valueOf(refused.getMessage()).startsWith("the server shows another key"), refused.getMessage());
        assertFalse(passwordSeen.get());
    }

    @Test
    void aWrongPasswordOrKeyIsSaidWithoutIt() throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair(), "test", null, written);
        for (String wrong : List.of("wrong secret", written.toString(StandardCharsets.UTF_8), "-----BEGIN nothing")) {
            Unreachable refused =
                    assertThrows(Unreachable.class, () -> folders(wrong).open(place(fingerprint(HOST))));
            assertTrue(String.valueOf(refused.getMessage()).startsWith("signing in"), refused.getMessage());
            assertFalse(String.valueOf(refused.getMessage()).contains(wrong));
        }
    }

    @Test
    void aServerThatIsNotThereIsUnreachable() throws IOException {
        Place place = place(fingerprint(HOST));
        server.stop(true);
        assertThrows(Unreachable.class, () -> folders(PASSWORD).open(place));
    }

    @Test
    void aConnectionThatIsCutFailsTheReadAndIsNoEnd() throws Exception {
        large("a.csv", 8 << 20);
        try (RemoteFolders.Folder folder = open()) {
            InputStream in = folder.open(folder.list().getFirst());
            in.readNBytes(100_000);
            server.stop(true);
            assertThrows(IOException.class, in::readAllBytes);
        }
    }

    @Test
    void aFileThatIsReplacedWhileItIsReadFailsTheRead() throws Exception {
        large("a.csv", 8 << 20);
        try (RemoteFolders.Folder folder = open();
                InputStream in = folder.open(folder.list().getFirst())) {
            in.readNBytes(100_000);
            Files.writeString(out.resolve("new"), "another");
            Files.move(out.resolve("new"), out.resolve("a.csv"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assertThrows(IOException.class, in::readAllBytes);
        }
    }

    @Test
    void aLargeFileStreams() throws Exception {
        long size = 64L << 20;
        large("a.csv", size);
        try (RemoteFolders.Folder folder = open();
                InputStream in = folder.open(folder.list().getFirst())) {
            assertEquals(size, in.transferTo(OutputStream.nullOutputStream()));
        }
    }

    @Test
    void aFolderOfTenThousandIsListedWhole() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            Files.createFile(out.resolve(i + ".csv"));
        }
        try (RemoteFolders.Folder folder = open()) {
            assertEquals(10_000, folder.list().size());
        }
    }

    @Test
    void aFolderThatIsNotThereIsSaid() throws Exception {
        Files.delete(out);
        try (RemoteFolders.Folder folder = open()) {
            Unreachable refused = assertThrows(Unreachable.class, folder::list);
            assertTrue(String.valueOf(refused.getMessage()).startsWith("the folder cannot be listed"));
        }
    }

    @Test
    void aPatternMatchesNamesAndNothingMore() {
        assertTrue(SftpRemoteFolders.names("hr-*.csv").matcher("hr-2026.csv").matches());
        assertTrue(SftpRemoteFolders.names("hr-?.csv").matcher("hr-1.csv").matches());
        assertFalse(SftpRemoteFolders.names("hr-*.csv").matcher("hr-2026xcsv").matches());
        assertFalse(SftpRemoteFolders.names("[a-z]+").matcher("abc").matches());
    }

    private void large(String name, long size) throws IOException {
        byte[] block = new byte[1 << 20];
        try (OutputStream file = Files.newOutputStream(out.resolve(name))) {
            for (long written = 0; written < size; written += block.length) {
                file.write(block);
            }
        }
    }
}

package dev.tenure.files.lifecycle;

import dev.tenure.application.lifecycle.RemoteFolders;
import dev.tenure.application.lifecycle.SftpPulls;
import dev.tenure.connector.spi.Secret;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;

/**
 * Folders over SFTP. The server's key is pinned: another one ends the connection before anything is said that a stranger may
 * not hear. Nothing of the user's own SSH configuration, agents or known hosts is used.
 */
public final class SftpRemoteFolders implements RemoteFolders {

    /** How long connecting, signing in and each answer may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** How many names of a folder are looked at. */
    private static final int MOST_NAMES = 200_000;

    private final Secrets secrets;
    private final Duration patience;

    /** Where secrets come from. */
    public interface Secrets {

        /** What is wrong with a reference's form, and the remedy. */
        Optional<String> problem(String reference);

        /** The secret; throws where there is none. */
        Secret resolve(String setting, String reference);
    }

    /** @param secrets where passwords and private keys come from */
    public SftpRemoteFolders(Secrets secrets) {
        this(secrets, PATIENCE);
    }

    SftpRemoteFolders(Secrets secrets, Duration patience) {
        this.secrets = secrets;
        this.patience = patience;
    }

    @Override
    public Optional<String> problemWithSecret(String reference) {
        return secrets.problem(reference);
    }

    @Override
    public Folder open(SftpPulls.Place place) throws Unreachable {
        String secret;
        try {
            secret = secrets.resolve("secret", place.secret()).reveal();
        } catch (RuntimeException e) {
            throw new Unreachable("the secret cannot be read: put it where its reference says", e);
        }
        AtomicBoolean isStranger = new AtomicBoolean();
        SshClient client = client(place, isStranger);
        try {
            return new Open(place, client, signedIn(place, client, secret));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            client.stop();
            throw new Unreachable(
                    isStranger.get()
                            ? "the server shows another key than the one that is pinned: find out why, then pin the new one"
                            : "signing in to the server failed: look at its address, the user and the secret",
                    e);
        }
    }

    private SshClient client(SftpPulls.Place place, AtomicBoolean isStranger) {
        SshClient client = SshClient.setUpDefaultClient();
        client.setHostConfigEntryResolver(org.apache.sshd.client.config.hosts.HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setAgentFactory(null);
        client.setServerKeyVerifier((session, address, key) -> {
            boolean isPinned = pinned(place).equals(KeyUtils.getFingerPrint(BuiltinDigests.sha256, key));
            isStranger.set(!isPinned);
            return isPinned;
        });
        CoreModuleProperties.IDLE_TIMEOUT.set(client, patience);
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(client, patience);
        CoreModuleProperties.AUTH_TIMEOUT.set(client, patience);
        client.start();
        return client;
    }

    private static String pinned(SftpPulls.Place place) {
        return place.hostKey().endsWith("=")
                ? place.hostKey().substring(0, place.hostKey().length() - 1)
                : place.hostKey();
    }

    private SftpClient signedIn(SftpPulls.Place place, SshClient client, String secret)
            throws IOException, GeneralSecurityException {
        ClientSession session = client.connect(place.user(), place.host(), place.port())
                .verify(patience)
                .getSession();
        if (secret.startsWith("-----BEGIN")) {
            Iterable<KeyPair> pairs = SecurityUtils.loadKeyPairIdentities(
                    session,
                    () -> "the feed's secret",
                    new ByteArrayInputStream(secret.getBytes(StandardCharsets.UTF_8)),
                    null);
            // What looks like a key and is none gives nothing at all.
            if (pairs == null) {
                throw new GeneralSecurityException("the secret is no private key");
            }
            for (KeyPair pair : pairs) {
                session.addPublicKeyIdentity(pair);
            }
        } else {
            session.addPasswordIdentity(secret);
        }
        session.auth().verify(patience);
        return SftpClientFactory.instance().createSftpClient(session);
    }

    /** A glob of names as a pattern: {@code *} and {@code ?} alone mean something. */
    static Pattern names(String glob) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            pattern.append(
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(c));
                    });
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL);
    }

    private static final class Open implements Folder {
        private final SftpPulls.Place place;
        private final SshClient client;
        private final SftpClient sftp;

        Open(SftpPulls.Place place, SshClient client, SftpClient sftp) {
            this.place = place;
            this.client = client;
            this.sftp = sftp;
        }

        @Override
        public List<SftpPulls.RemoteFile> list() throws Unreachable {
            Pattern wanted = names(place.pattern());
            List<SftpPulls.RemoteFile> files = new ArrayList<>();
            try {
                int names = 0;
                for (SftpClient.DirEntry entry : sftp.readDir(place.folder())) {
                    names++;
                    if (names > MOST_NAMES) {
                        throw new Unreachable("the folder has more than " + MOST_NAMES + " names: tidy it up");
                    }
                    String name = entry.getFilename();
                    boolean isFile = entry.getAttributes().isRegularFile();
                    if (isFile && name.indexOf('/') < 0 && wanted.matcher(name).matches()) {
                        files.add(file(name, entry.getAttributes()));
                    }
                }
            } catch (IOException e) {
                throw new Unreachable("the folder cannot be listed: look at its path and the user's rights", e);
            } catch (RuntimeException e) {
                // Its iterator hides what went wrong in one of these.
                throw new Unreachable("the folder cannot be listed to its end: try again later", e);
            }
            files.sort(Comparator.comparing(SftpPulls.RemoteFile::changedAt).thenComparing(SftpPulls.RemoteFile::name));
            return files;
        }

        private static SftpPulls.RemoteFile file(String name, SftpClient.Attributes attributes) {
            return new SftpPulls.RemoteFile(
                    name, attributes.getSize(), attributes.getModifyTime().toInstant());
        }

        private String path(SftpPulls.RemoteFile file) {
            return place.folder().endsWith("/") ? place.folder() + file.name() : place.folder() + "/" + file.name();
        }

        @Override
        public InputStream open(SftpPulls.RemoteFile file) throws IOException {
            return new Whole(file, sftp.read(path(file)));
        }

        @Override
        public void close() {
            client.stop();
        }

        /** Ends well only where as much came as the listing said, and the file is the same afterwards. */
        private final class Whole extends FilterInputStream {
            private final SftpPulls.RemoteFile file;
            private long read;

            Whole(SftpPulls.RemoteFile file, InputStream in) {
                super(in);
                this.file = file;
            }

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int count = super.read(into, offset, length);
                read += Math.max(0, count);
                if (count < 0 && length > 0) {
                    SftpClient.Attributes now = sftp.lstat(path(file));
                    if (read != file.size()
                            || !now.isRegularFile()
                            || !file(file.name(), now).equals(file)) {
                        throw new IOException("the file changed while it was read");
                    }
                }
                return count;
            }
        }
    }
}

package dev.tenure.persistence.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Set;

/** Makes the key that signs the audit log's checkpoints. */
public final class KeyGeneration {

    private KeyGeneration() {}

    /**
     * The command {@code --generate-audit-key FILE}: makes the key and prints what a verifier needs, and nothing else, so
     * that it can be redirected into {@code audit.pub}.
     *
     * @return the exit status: 0 when the key was made, 1 with the reason on {@code err} otherwise
     */
    public static int run(Path file, String origin, PrintStream out, PrintStream err) {
        try {
            out.println(generate(file, origin));
            return 0;
        } catch (FileAlreadyExistsException e) {
            err.println(file + ": exists already; a key is never overwritten, name another file");
        } catch (IOException e) {
            err.println(file + ": cannot be written (" + e.getClass().getSimpleName()
                    + "); name a file in a directory that exists and that you may write to");
        } catch (IllegalStateException e) {
            err.println(e.getMessage());
        }
        return 1;
    }

    /**
     * Makes a key in a new file that only its owner may read.
     *
     * @param origin the log's name, which is the key's name too
     * @return the verifier key, for whoever is to verify exports
     * @throws FileAlreadyExistsException when the file exists: a key is never overwritten
     */
    public static String generate(Path file, String origin) throws IOException {
        KeyPair pair;
        try {
            pair = KeyPairGenerator.getInstance(SigningKey.ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no Ed25519", e);
        }
        String verifierKey =
                SigningKey.of(origin, pair.getPrivate(), pair.getPublic()).verifierKey();
        String pem = pem(SigningKey.PRIVATE_BLOCK, pair.getPrivate()) + pem(SigningKey.PUBLIC_BLOCK, pair.getPublic());
        try (SeekableByteChannel channel = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(pem.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        return verifierKey;
    }

    private static String pem(String name, Key key) {
        return "-----BEGIN " + name + "-----\n" + Base64.getEncoder().encodeToString(key.getEncoded()) + "\n-----END "
                + name + "-----\n";
    }
}

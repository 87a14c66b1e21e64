package dev.tenure.connectors.runtime;

import dev.tenure.application.inventory.Secrets;
import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.connector.spi.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Turns references to secrets into secrets. Only two forms are taken, and both reach no further than what whoever runs the
 * product set aside for it; otherwise an administrator of the product could have any secret of the server sent to an address
 * of their choice.
 */
public final class SecretReferences implements Secrets {

    /** The largest file that is taken for a secret, in bytes. */
    static final int LARGEST_FILE = 65_536;

    private static final Pattern VARIABLE = Pattern.compile("env:(TENURE_SECRET_[A-Z0-9_]+)");
    private static final Pattern FILE =
            Pattern.compile("file:([A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*)");
    private static final String FORMS =
            "write env:TENURE_SECRET_ and a name in capitals, or file: and a path below the directory of secrets";

    private final Optional<Path> directory;
    private final Function<String, Optional<String>> environment;

    /**
     * @param directory the one directory below which secret files may stand; empty where none is configured
     * @param environment gives a variable of the environment
     */
    public SecretReferences(Optional<Path> directory, Function<String, Optional<String>> environment) {
        this.directory = directory;
        this.environment = environment;
    }

    @Override
    public Optional<String> problem(String reference) {
        if (VARIABLE.matcher(reference).matches()) {
            return Optional.empty();
        }
        if (!FILE.matcher(reference).matches()) {
            return Optional.of("is not a reference to a secret: " + FORMS);
        }
        return directory.isPresent()
                ? Optional.empty()
                : Optional.of("refers to a file and no directory of secrets is configured: configure one, or use env:");
    }

    /** {@inheritDoc} A line break at the end of a file is not part of the secret. */
    @Override
    public Secret resolve(String setting, String reference) {
        Optional<String> wrong = problem(reference);
        if (wrong.isPresent()) {
            throw new ConfigurationException(setting, wrong.get());
        }
        String value = reference.startsWith("env:")
                ? variable(setting, reference.substring("env:".length()))
                : content(setting, reference.substring("file:".length()));
        if (value.isEmpty()) {
            throw new ConfigurationException(setting, "refers to an empty secret: put it there");
        }
        return Secret.of(value);
    }

    @Override
    public boolean keep(String reference, Secret secret) {
        if (directory.isEmpty() || !FILE.matcher(reference).matches()) {
            return false;
        }
        try {
            Path root = directory.get().toRealPath();
            Path file = root.resolve(reference.substring("file:".length()));
            // Links are followed before the check; the file itself is made new or not at all.
            Path folder = file.resolveSibling("").toRealPath();
            if (!folder.startsWith(root)) {
                return false;
            }
            try (var channel = Files.newByteChannel(
                    file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(secret.reveal());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            return true;
        } catch (IOException e) {
            // Something is there already, or we may not write there: whoever hands it over learns that it was not kept.
            return false;
        }
    }

    private String variable(String setting, String name) {
        return environment
                .apply(name)
                .orElseThrow(() -> new ConfigurationException(
                        setting, "refers to the variable " + name + ", which is not set: set it where Tenure runs"));
    }

    private String content(String setting, String relative) {
        String told = "refers to the file " + relative + " below the directory of secrets, ";
        try {
            Path root = directory.orElseThrow().toRealPath();
            // Links are followed before the check: a mounted secret is one, and one that leads out is refused.
            Path file = root.resolve(relative).toRealPath();
            if (!file.startsWith(root) || !Files.isRegularFile(file)) {
                throw new ConfigurationException(setting, told + "which leads elsewhere or is no file: put one there");
            }
            byte[] bytes = firstBytes(file);
            if (bytes.length > LARGEST_FILE) {
                throw new ConfigurationException(
                        setting, told + "which is larger than " + LARGEST_FILE + " bytes: put the secret alone there");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.endsWith("\r\n")
                    ? text.substring(0, text.length() - 2)
                    : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(setting, told + "which is not UTF-8 text: write it anew");
        } catch (IOException e) {
            throw new ConfigurationException(
                    setting, told + "which cannot be read: put it there, readable for the user Tenure runs as");
        }
    }

    private static byte[] firstBytes(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(LARGEST_FILE + 1);
        }
    }
}

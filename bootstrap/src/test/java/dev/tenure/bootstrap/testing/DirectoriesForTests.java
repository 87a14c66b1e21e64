package dev.tenure.bootstrap.testing;

import dev.tenure.connectors.ldap.directories.ActiveDirectoryManners;
import dev.tenure.connectors.ldap.directories.Ds389Manners;
import dev.tenure.connectors.ldap.directories.EmbeddedDirectory;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives a Quarkus test two {@link Directories} over real LDAP, and their secrets as files. */
public final class DirectoriesForTests implements QuarkusTestResourceLifecycleManager {

    /** What {@code file:hook} names: deliveries of tests are signed with it. */
    public static final String HOOK_SECRET = "correct horse";

    private @Nullable Directories directories;

    /**
     * The directories.
     *
     * @param corporate behaves as Active Directory does
     * @param engineering behaves as 389 Directory Server does
     */
    public record Directories(EmbeddedDirectory corporate, EmbeddedDirectory engineering) {}

    @Override
    public Map<String, String> start() {
        Directories started = new Directories(
                EmbeddedDirectory.start(ActiveDirectoryManners.standard(), "dc=corp,dc=example"),
                EmbeddedDirectory.start(Ds389Manners.standard(), "dc=eng,dc=example"));
        directories = started;
        try {
            Path secrets = Files.createTempDirectory("tenure-secrets");
            Files.writeString(secrets.resolve("corporate"), started.corporate().bindPassword());
            Files.writeString(
                    secrets.resolve("engineering"), started.engineering().bindPassword());
            Files.writeString(secrets.resolve("hook"), HOOK_SECRET);
            Path shared = Files.createDirectory(secrets.resolve("shared"));
            Files.writeString(shared.resolve("old"), "the value that works");
            Files.writeString(shared.resolve("new"), "the value that is to work");
            return Map.of("tenure.secrets.directory", secrets.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (directories != null) {
            directories.corporate().close();
            directories.engineering().close();
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(
                directories, new TestInjector.AnnotatedAndMatchesType(Given.class, Directories.class));
    }
}

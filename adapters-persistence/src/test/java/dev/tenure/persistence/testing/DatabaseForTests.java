package dev.tenure.persistence.testing;

import dev.tenure.persistence.audit.KeyGeneration;
import dev.tenure.persistence.schema.Provisioning;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives a Quarkus test an {@link EmbeddedDatabase}, the datasource of the application role, and an audit key. */
public final class DatabaseForTests implements QuarkusTestResourceLifecycleManager {

    /** The name of the audit log in tests. */
    public static final String ORIGIN = "example.com/tenure-test";

    private @Nullable EmbeddedDatabase database;

    @Override
    public Map<String, String> start() {
        EmbeddedDatabase started = EmbeddedDatabase.start();
        database = started;
        return Map.of(
                "quarkus.datasource.jdbc.url",
                started.url(),
                "quarkus.datasource.username",
                Provisioning.APPLICATION,
                "quarkus.datasource.password",
                Provisioning.APPLICATION,
                "tenure.audit.origin",
                ORIGIN,
                "tenure.audit.key-file",
                newAuditKey().toString());
    }

    private static Path newAuditKey() {
        try {
            Path file = Files.createTempDirectory("tenure-audit-key").resolve("audit.key");
            KeyGeneration.generate(file, ORIGIN);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (database != null) {
            database.close();
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(
                database, new TestInjector.AnnotatedAndMatchesType(InjectDatabase.class, EmbeddedDatabase.class));
    }
}

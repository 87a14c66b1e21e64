package dev.tenure.bootstrap;

import dev.tenure.bootstrap.operation.DevelopmentCredentials;
import dev.tenure.persistence.audit.KeyGeneration;
import dev.tenure.persistence.schema.Migrations;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The service's commands: serve (without arguments), {@code --migrate}, {@code --generate-audit-key FILE}.
 *
 * <p>The last two work without a running service: the owner's credentials never reach the process that serves.
 */
@QuarkusMain
public final class TenureMain {

    private TenureMain() {}

    /** Runs a command, or serves until stopped. */
    public static void main(String... args) {
        if (args.length == 0) {
            Optional<String> found = DevelopmentCredentials.refusal(System.getenv());
            if (found.isPresent()) {
                System.err.println(found.get());
                System.exit(1);
            }
            Quarkus.run(args);
            return;
        }
        System.exit(command(args, System.getenv(), System.out, System.err));
    }

    static int command(String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
        return switch (args[0]) {
            case "--migrate" -> migrate(environment, out, err);
            case "--generate-audit-key" -> generateKey(args, environment, out, err);
            default -> {
                err.println(
                        args[0] + ": is no command; use --migrate or --generate-audit-key FILE, or nothing to serve");
                yield 2;
            }
        };
    }

    private static int migrate(Map<String, String> environment, PrintStream out, PrintStream err) {
        Optional<String> found = DevelopmentCredentials.refusal(environment);
        if (found.isPresent()) {
            err.println(found.get());
            return 1;
        }
        for (String name : new String[] {"TENURE_OWNER_JDBC_URL", "TENURE_OWNER_USERNAME", "TENURE_OWNER_PASSWORD"}) {
            if (environment.getOrDefault(name, "").isBlank()) {
                err.println(name + ": is not set; it says how the schema's owner signs in to the database");
                return 2;
            }
        }
        try {
            int applied = new Migrations(
                            environment.getOrDefault("TENURE_OWNER_JDBC_URL", ""),
                            environment.getOrDefault("TENURE_OWNER_USERNAME", ""),
                            environment.getOrDefault("TENURE_OWNER_PASSWORD", ""))
                    .migrate();
            out.println("migrations applied: " + applied);
            return 0;
        } catch (RuntimeException e) {
            err.println("the schema was not migrated: " + e.getMessage());
            return 1;
        }
    }

    private static int generateKey(String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
        if (args.length != 2) {
            err.println("--generate-audit-key: name the file to write, and nothing else");
            return 2;
        }
        String origin = environment.getOrDefault("TENURE_AUDIT_ORIGIN", "");
        if (origin.isBlank()) {
            err.println("TENURE_AUDIT_ORIGIN: is not set; it names the log, such as example.com/tenure");
            return 2;
        }
        return KeyGeneration.run(Path.of(args[1]), origin, out, err);
    }
}

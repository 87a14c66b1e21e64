package dev.tenure.demo;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * The packaged product alone: its database and its provider, and no company. Whatever is measured on it is the product's.
 *
 * @param api the product's API in the names of the demo users
 * @param tokens the same people's tokens
 * @param log what the process prints, both streams
 */
record LoneService(RunningApplication application, TenureApi api, BearerTokens tokens, Path log) {

    static final Path ROOT = Path.of(System.getProperty("tenure.root", ".."));

    private static final Duration BOUND = Duration.ofMinutes(3);

    /**
     * Starts all of it.
     *
     * @param folder empty
     * @param heap the most that its Java heap may take, as {@code -Xmx} has it
     * @param more further variables of its environment
     * @param open takes what was started
     */
    static LoneService start(Path folder, String heap, Map<String, String> more, OpenThings open)
            throws IOException, InterruptedException {
        EmbeddedDatabase database = open.keep(EmbeddedDatabase.start(
                folder.resolve("pg"), ROOT.resolve("demo/target/postgresql"), folder.resolve("postgres.log")));
        DevelopmentIdentityProvider provider = open.keep(DevelopmentIdentityProvider.start(folder));
        AuditKey key = AuditKey.generate("audit.lone.example");
        key.writePrivate(folder.resolve("audit.key"));
        String clientSecret = DevelopmentCredential.fresh();
        ApplicationEnvironment environment = new ApplicationEnvironment(
                database.owner(),
                database.application(),
                provider.issuer(),
                clientSecret,
                folder.resolve("audit.key"),
                key.origin(),
                FreePort.any(),
                DevelopmentCredential.fresh(),
                Map.of());
        PackagedApplication artifact =
                new PackagedApplication(ROOT.resolve("bootstrap/target/quarkus-app/quarkus-run.jar"), heap);
        artifact.migrate(environment.forMigrating(), folder.resolve("migrate.log"), BOUND);
        Map<String, String> variables = new TreeMap<>(environment.forServing());
        variables.putAll(more);
        Path log = folder.resolve("tenure.log");
        RunningApplication application = open.keep(artifact.serve(variables, log, BOUND));
        HttpClient http = open.keep(HttpClient.newHttpClient());
        BearerTokens tokens = new BearerTokens(http, provider.tokenEndpoint(), clientSecret, Clock.systemUTC());
        return new LoneService(application, new TenureApi(http, application.address(), tokens), tokens, log);
    }
}

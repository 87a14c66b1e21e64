package dev.tenure.benchmarks.startup;

import dev.tenure.benchmarks.database.ThrowawayDatabase;
import dev.tenure.benchmarks.figure.ChildProcess;
import dev.tenure.benchmarks.figure.Figures;
import dev.tenure.benchmarks.figure.Report;
import dev.tenure.persistence.audit.KeyGeneration;
import dev.tenure.persistence.schema.Provisioning;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The production artifact as it was built, from the start of its process until it says that it is ready, and the memory that
 * it holds when nobody asks it anything; against the same Java runtime saying hello.
 */
public final class StartUpBenchmark {

    private static final int ROUNDS = 5;
    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final Duration AT_REST = Duration.ofSeconds(20);
    private static final Duration HELLO_AT_REST = Duration.ofSeconds(1);
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(5);
    private static final Duration PROBE_TIME_OUT = Duration.ofSeconds(2);
    private static final double KIBIBYTES_IN_MEBIBYTE = 1024;
    private static final String ORIGIN = "benchmark.example/tenure";

    private final Path jar;
    private final Path classes;
    private final Path folder;

    private StartUpBenchmark(Path jar, Path classes, Path folder) {
        this.jar = jar;
        this.classes = classes;
        this.folder = folder;
    }

    /**
     * Runs it.
     *
     * @param root where the service was built
     * @param target takes the database, the key and the logs
     */
    public static void run(Path root, Path target, Report report) throws IOException, InterruptedException {
        Path jar = root.resolve("bootstrap")
                .resolve("target")
                .resolve("quarkus-app")
                .resolve("quarkus-run.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IOException("there is no " + root.relativize(jar) + "; build it with ./tenure bench");
        }
        Path folder = Files.createDirectories(target.resolve("bench-start-up"));
        try (ThrowawayDatabase database = ThrowawayDatabase.start(target);
                StaticIdentityProvider provider = StaticIdentityProvider.start()) {
            report.circumstance("PostgreSQL", database.description());
            StartUpBenchmark benchmark = new StartUpBenchmark(jar, target.resolve("classes"), folder);
            benchmark.migrate(database);
            benchmark.measure(database, provider, report);
        } catch (SQLException e) {
            throw new IOException("the database refused the benchmark: " + e.getMessage(), e);
        }
    }

    private void migrate(ThrowawayDatabase database) throws IOException, InterruptedException {
        Map<String, String> owner = Map.of(
                "TENURE_OWNER_JDBC_URL",
                database.url(),
                "TENURE_OWNER_USERNAME",
                Provisioning.OWNER,
                "TENURE_OWNER_PASSWORD",
                Provisioning.OWNER);
        try (ChildProcess migration =
                ChildProcess.java(owner, folder.resolve("migrate.log"), "-jar", jar.toString(), "--migrate")) {
            migration.awaitSuccess(BOUND);
        }
    }

    private void measure(ThrowawayDatabase database, StaticIdentityProvider provider, Report report)
            throws IOException, InterruptedException {
        Path key = folder.resolve("audit.key");
        Files.deleteIfExists(key);
        KeyGeneration.generate(key, ORIGIN);
        List<Started> services = new ArrayList<>();
        List<Started> hellos = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            Started hello = hello();
            Started service = service(database, provider, key);
            report.say("round " + round + ": ready after " + Report.number(service.seconds()) + " s, at rest "
                    + Report.number(service.mebibytes()) + " MiB; hello after " + Report.number(hello.seconds())
                    + " s, " + Report.number(hello.mebibytes()) + " MiB");
            hellos.add(hello);
            services.add(service);
        }
        Started service = Started.median(services);
        Started hello = Started.median(hellos);
        report.figure("service ready", service.seconds(), "s");
        report.figure("service at rest", service.mebibytes(), "MiB");
        report.figure("floor: hello", hello.seconds(), "s");
        report.figure("floor: hello", hello.mebibytes(), "MiB");
        report.columns("", "service", "floor: hello", "ratio");
        report.row("ready after, s", service.seconds(), hello.seconds(), service.seconds() / hello.seconds());
        report.row(
                "memory at rest, MiB", service.mebibytes(), hello.mebibytes(), service.mebibytes() / hello.mebibytes());
    }

    private Started service(ThrowawayDatabase database, StaticIdentityProvider provider, Path key)
            throws IOException, InterruptedException {
        int port = freePort();
        Map<String, String> environment = new TreeMap<>();
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", database.url());
        environment.put("QUARKUS_DATASOURCE_USERNAME", Provisioning.APPLICATION);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", Provisioning.APPLICATION);
        environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", provider.issuer());
        environment.put("QUARKUS_OIDC_CLIENT_ID", "tenure");
        environment.put("QUARKUS_OIDC_CREDENTIALS_SECRET", "a-secret-of-the-benchmark-that-nobody-else-knows");
        environment.put("TENURE_WEB_FORM_SECRET", "a-secret-of-the-benchmark-that-nobody-else-knows");
        environment.put("TENURE_AUDIT_KEY_FILE", key.toString());
        environment.put("TENURE_AUDIT_ORIGIN", ORIGIN);
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        HttpRequest probe = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                .timeout(PROBE_TIME_OUT)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            long began = System.nanoTime();
            try (ChildProcess process = ChildProcess.java(
                    environment,
                    folder.resolve("service.log"),
                    "-XX:AOTCache=" + jar.resolveSibling("app.aot"),
                    "-jar",
                    jar.toString())) {
                while (!isReady(http, probe)) {
                    if (!process.isAlive()) {
                        throw process.failure("The service ended while it started");
                    }
                    if (Figures.secondsSince(began) > BOUND.toSeconds()) {
                        throw process.failure("The service was not ready within " + BOUND.toSeconds() + " s");
                    }
                    Thread.sleep(BETWEEN_PROBES);
                }
                double seconds = Figures.secondsSince(began);
                Thread.sleep(AT_REST);
                return new Started(seconds, process.residentKibibytes() / KIBIBYTES_IN_MEBIBYTE);
            }
        }
    }

    private Started hello() throws IOException, InterruptedException {
        Path log = folder.resolve("hello.log");
        Files.deleteIfExists(log);
        long began = System.nanoTime();
        try (ChildProcess process =
                ChildProcess.java(Map.of(), log, "-cp", classes.toString(), HelloWorld.class.getName())) {
            while (!Files.exists(log) || Files.size(log) == 0) {
                if (!process.isAlive() || Figures.secondsSince(began) > BOUND.toSeconds()) {
                    throw process.failure("The hello did not come");
                }
                Thread.sleep(1);
            }
            double seconds = Figures.secondsSince(began);
            Thread.sleep(HELLO_AT_REST);
            return new Started(seconds, process.residentKibibytes() / KIBIBYTES_IN_MEBIBYTE);
        }
    }

    private static boolean isReady(HttpClient http, HttpRequest probe) throws InterruptedException {
        try {
            HttpResponse<Void> answer = http.send(probe, BodyHandlers.discarding());
            return answer.statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** One start. */
    private record Started(double seconds, double mebibytes) {

        static Started median(List<Started> all) {
            return new Started(
                    Figures.median(all.stream().map(Started::seconds).toList()),
                    Figures.median(all.stream().map(Started::mebibytes).toList()));
        }
    }
}

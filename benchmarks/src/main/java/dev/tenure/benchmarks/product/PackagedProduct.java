package dev.tenure.benchmarks.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenure.benchmarks.database.ThrowawayDatabase;
import dev.tenure.benchmarks.figure.ChildProcess;
import dev.tenure.benchmarks.figure.Figures;
import dev.tenure.persistence.audit.KeyGeneration;
import dev.tenure.persistence.schema.Provisioning;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The production artifact as it was built, in a process with the options of {@code ./tenure run}. */
public final class PackagedProduct implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(5);
    private static final Duration PROBE_TIME_OUT = Duration.ofSeconds(2);
    private static final Duration CALL_TIME_OUT = Duration.ofMinutes(10);
    private static final String ORIGIN = "benchmark.example/tenure";

    private final ChildProcess process;
    private final HttpClient http;
    private final URI address;
    private final double secondsToReady;

    private PackagedProduct(ChildProcess process, HttpClient http, URI address, double secondsToReady) {
        this.process = process;
        this.http = http;
        this.address = address;
        this.secondsToReady = secondsToReady;
    }

    /**
     * The artifact.
     *
     * @param root the repository
     * @throws IOException when it was not built
     */
    public static Path artifact(Path root) throws IOException {
        Path jar = root.resolve("bootstrap")
                .resolve("target")
                .resolve("quarkus-app")
                .resolve("quarkus-run.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IOException("there is no " + root.relativize(jar) + "; build it with ./tenure bench");
        }
        return jar;
    }

    /** Migrates a database as {@code ./tenure migrate} does. */
    public static void migrate(Path jar, Path folder, ThrowawayDatabase database)
            throws IOException, InterruptedException {
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

    /**
     * Starts it and waits until it says that it is ready.
     *
     * @param folder takes its audit key and its log
     * @param database migrated
     * @param javaOptions beside those of {@code ./tenure run}
     */
    public static PackagedProduct start(
            Path jar, Path folder, ThrowawayDatabase database, StaticIdentityProvider provider, String... javaOptions)
            throws IOException, InterruptedException {
        return start(jar, folder, database, provider, Map.of(), javaOptions);
    }

    /**
     * The same.
     *
     * @param more variables that it sees beside those that it needs, such as secrets of systems
     */
    public static PackagedProduct start(
            Path jar,
            Path folder,
            ThrowawayDatabase database,
            StaticIdentityProvider provider,
            Map<String, String> more,
            String... javaOptions)
            throws IOException, InterruptedException {
        Path key = folder.resolve("audit.key");
        if (!Files.exists(key)) {
            KeyGeneration.generate(key, ORIGIN);
        }
        int port = freePort();
        Map<String, String> environment = new TreeMap<>(more);
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
        List<String> arguments = new ArrayList<>(List.of(javaOptions));
        arguments.add("-XX:AOTCache=" + jar.resolveSibling("app.aot"));
        arguments.add("-jar");
        arguments.add(jar.toString());
        URI address = URI.create("http://127.0.0.1:" + port);
        HttpRequest probe = HttpRequest.newBuilder(address.resolve("/q/health/ready"))
                .timeout(PROBE_TIME_OUT)
                .build();
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        long began = System.nanoTime();
        ChildProcess process =
                ChildProcess.java(environment, folder.resolve("service.log"), arguments.toArray(String[]::new));
        try {
            while (!isReady(http, probe)) {
                if (!process.isAlive()) {
                    throw process.failure("The service ended while it started");
                }
                if (Figures.secondsSince(began) > BOUND.toSeconds()) {
                    throw process.failure("The service was not ready within " + BOUND.toSeconds() + " s");
                }
                Thread.sleep(BETWEEN_PROBES);
            }
        } catch (IOException | InterruptedException e) {
            process.close();
            http.close();
            throw e;
        }
        return new PackagedProduct(process, http, address, Figures.secondsSince(began));
    }

    /** Where it listens. */
    public URI address() {
        return address;
    }

    /** From the start of the process to the first answer that it is ready. */
    public double secondsToReady() {
        return secondsToReady;
    }

    /** The memory that it holds now, in kibibytes: what the kernel calls VmRSS. */
    public long residentKibibytes() {
        return process.residentKibibytes();
    }

    /** What to throw, with the last lines that the service printed. */
    public IOException failure(String what) throws IOException {
        return process.failure(what);
    }

    /**
     * A request to be completed.
     *
     * @param path with its query
     */
    public HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(address.resolve(path))
                .timeout(CALL_TIME_OUT)
                .header("Authorization", "Bearer " + token);
    }

    /** Puts a resource that must not be there yet. */
    public void create(String path, String token, BodyPublisher json) throws IOException, InterruptedException {
        send(
                request(path, token)
                        .header("Content-Type", "application/json")
                        .header("If-None-Match", "*")
                        .PUT(json),
                201);
    }

    /**
     * Sends a request and returns the answer's body.
     *
     * @param expected the status; any other fails the benchmark
     */
    public String send(HttpRequest.Builder builder, int expected) throws IOException, InterruptedException {
        HttpRequest request = builder.build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw failure(request.method() + " " + request.uri().getPath() + " was answered with " + answer.statusCode()
                    + ": " + answer.body());
        }
        return answer.body();
    }

    /** Posts JSON, or nothing, with a key of its own, and returns the answer's body. */
    public JsonNode post(String path, String token, BodyPublisher body, int expected)
            throws IOException, InterruptedException {
        return post(path, token, body, "application/json", expected);
    }

    /**
     * The same.
     *
     * @param type of the body
     */
    public JsonNode post(String path, String token, BodyPublisher body, String type, int expected)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path, token)
                .header("Content-Type", type)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(body);
        return JSON.readTree(send(request, expected));
    }

    /** Gets a resource. */
    public JsonNode get(String path, String token) throws IOException, InterruptedException {
        return JSON.readTree(send(request(path, token).GET(), 200));
    }

    /** Asks it to end. */
    @Override
    public void close() {
        http.close();
        process.close();
    }

    private static boolean isReady(HttpClient http, HttpRequest probe) throws InterruptedException {
        try {
            return http.send(probe, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

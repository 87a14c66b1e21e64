package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tenure.demo.SampleWorker.Departure;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a test of the packaged service stands on: one database, one OpenID provider, some targets, and as many copies of
 * the production artifact as the test starts, each a process of its own.
 */
final class Premises implements AutoCloseable {

    /** Whether the long forms run, as {@code ./tenure soak} asks for. */
    static final boolean SOAK = Boolean.getBoolean("tenure.soak");

    /** How long anything may take that a test waits for. */
    static final Duration BOUND = SOAK ? Duration.ofMinutes(15) : Duration.ofMinutes(2);

    private static final Path ROOT = Path.of(System.getProperty("tenure.root", ".."));
    /** What PostgreSQL is started by: it refuses to run as root. */
    private static final List<String> ROOT_MAY_NOT =
            System.getProperty("user.name").equals("root") ? List.of("unshare", "-U") : List.of();

    /** A word of {@code postmaster.opts}, in quotation marks but for the first. */
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|[^\\s\"]+");

    private static final Duration CONTRACT_RUNS_ON = Duration.ofDays(30);

    private final Path folder;
    private final OpenThings open = new OpenThings();
    private final List<LedgeredSystem> systems;
    private final EmbeddedDatabase database;
    private final DevelopmentIdentityProvider provider;
    private final AuditKey auditKey = AuditKey.generate("audit.larkfield.example");
    private final PackagedApplication artifact =
            new PackagedApplication(ROOT.resolve("bootstrap/target/quarkus-app/quarkus-run.jar"));
    private final HttpClient http;
    private final Map<String, SampleWorker> workers = new HashMap<>();
    private final String clientSecret = DevelopmentCredential.fresh();
    private final String formSecret = DevelopmentCredential.fresh();
    private int started;

    private Premises(Path folder, List<SampleWorker> workers, List<? extends LedgeredSystem> systems)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.systems = List.copyOf(systems);
        workers.forEach(worker -> this.workers.put(worker.workerId(), worker));
        systems.forEach(open::keep);
        database = open.keep(EmbeddedDatabase.start(
                folder.resolve("pg"),
                ROOT.resolve("demo").resolve("target").resolve("postgresql"),
                folder.resolve("postgres.log")));
        provider = open.keep(DevelopmentIdentityProvider.start(folder));
        http = open.keep(HttpClient.newHttpClient());
        auditKey.writePrivate(folder.resolve("audit.key"));
        artifact.migrate(environment(0).forMigrating(), folder.resolve("migrate.log"), BOUND);
    }

    /** Some who have worked here for long. */
    static List<SampleWorker> workers(int howMany) {
        return SampleCompany.at(Instant.parse("2025-01-01T12:00:00Z")).workers().subList(0, howMany);
    }

    /**
     * Opens them; no copy of the service runs yet.
     *
     * @param workers who works here
     */
    static Premises open(Path folder, List<SampleWorker> workers, List<? extends LedgeredSystem> systems)
            throws IOException, InterruptedException {
        return new Premises(folder, workers, systems);
    }

    private ApplicationEnvironment environment(int port) {
        Map<String, String> secrets = new HashMap<>();
        systems.forEach(one -> secrets.putAll(one.secrets()));
        return new ApplicationEnvironment(
                database.owner(),
                database.application(),
                provider.issuer(),
                clientSecret,
                folder.resolve("audit.key"),
                auditKey.origin(),
                port,
                formSecret,
                secrets);
    }

    /** Starts one more copy of the service and waits until it is ready. */
    Replica start() throws IOException, InterruptedException {
        return start(Map.of());
    }

    /**
     * The same.
     *
     * @param more variables that its process has beside the usual ones
     */
    Replica start(Map<String, String> more) throws IOException, InterruptedException {
        started++;
        Map<String, String> variables =
                new HashMap<>(environment(FreePort.any()).forServing());
        variables.putAll(more);
        RunningApplication application =
                open.keep(artifact.serve(variables, folder.resolve("tenure-" + started + ".log"), BOUND));
        BearerTokens tokens = new BearerTokens(http, provider.tokenEndpoint(), clientSecret, Clock.systemUTC());
        return new Replica(application, new TenureApi(http, application.address(), tokens), tokens);
    }

    /** One copy of the service. */
    record Replica(RunningApplication application, TenureApi api, BearerTokens tokens) {

        /** SIGKILL: it does nothing any more, and the kernel closes its connections. */
        void kill() throws InterruptedException {
            application.process().destroyForcibly().waitFor();
        }

        /** SIGSTOP: it does nothing for a while, knows nothing of it, and keeps its connections. */
        void pause() throws IOException, InterruptedException {
            signal("STOP", application.process().pid());
        }

        /** SIGCONT. */
        void resume() throws IOException, InterruptedException {
            signal("CONT", application.process().pid());
        }
    }

    /** HR's first file is taken; every system is registered, read and promoted to act. */
    void onboard(Replica at, Onboarding.Limits limits) throws IOException, InterruptedException {
        Onboarding onboarding = new Onboarding(at.api());
        onboarding.configureFeed();
        onboarding.takeFile(WorkerFile.USUAL.of(List.copyOf(workers.values())));
        List<String> registered = new ArrayList<>();
        for (LedgeredSystem system : systems) {
            registered.add(onboarding.register(system.described(limits)));
        }
        for (String system : registered) {
            onboarding.read(system);
            onboarding.promote(system);
        }
    }

    /** HR's next file says that some leave from this moment on. Returns when the file was taken and their cases are open. */
    void leave(Replica at, List<SampleWorker> leavers, Instant from) throws IOException, InterruptedException {
        for (SampleWorker leaver : leavers) {
            LocalDate day = LocalDate.ofInstant(from, leaver.place().zone());
            workers.put(
                    leaver.workerId(),
                    leaver.leaving(new Departure(
                            day, day.plusDays(CONTRACT_RUNS_ON.toDays()), Optional.of(from), Instant.now())));
        }
        new Onboarding(at.api()).takeFile(WorkerFile.USUAL.of(List.copyOf(workers.values())));
        releaseWhatIsHeld(at);
    }

    /** A soak has more people leave than the guard lets pass: two people look and agree. */
    private static void releaseWhatIsHeld(Replica at) throws IOException, InterruptedException {
        for (JsonNode hold : at.api()
                .get(DemoUser.OPERATOR, "/api/v1/holds?open=true")
                .body()
                .path("items")) {
            JsonNode release = at.api()
                    .post(
                            DemoUser.OPERATOR,
                            "/api/v1/holds/" + hold.path("id").asText() + "/releases",
                            JsonNodeFactory.instance.objectNode().put("reason", "so many are meant to leave"))
                    .body();
            at.api()
                    .post(
                            DemoUser.FIRST_ADMINISTRATOR,
                            "/api/v1/hold-releases/" + release.path("id").asText() + "/confirmation",
                            MissingNode.getInstance());
        }
    }

    /** The case of a leaver, where there is one. */
    static Optional<JsonNode> caseOf(Replica at, SampleWorker leaver) throws IOException, InterruptedException {
        JsonNode found = at.api()
                .get(DemoUser.OPERATOR, "/api/v1/leaver-cases?text=" + leaver.workerId())
                .body()
                .path("items")
                .path(0);
        return found.isMissingNode()
                ? Optional.empty()
                : Optional.of(at.api()
                        .get(
                                DemoUser.OPERATOR,
                                "/api/v1/leaver-cases/" + found.path("id").asText())
                        .body());
    }

    /** Waits until a leaver's case is as it should be; where it never is, says how it is instead. */
    static JsonNode await(Replica at, SampleWorker leaver, String what, Condition condition)
            throws IOException, InterruptedException {
        try {
            return Patience.until(what, BOUND, () -> caseOf(at, leaver).filter(condition::holds));
        } catch (Patience.PatienceExhaustedException e) {
            throw new AssertionError(what + "; the case is: " + caseOf(at, leaver), e);
        }
    }

    /** What a case should be like. */
    @FunctionalInterface
    interface Condition {
        boolean holds(JsonNode leaverCase);
    }

    /** Waits until a leaver's case is closed, which takes every milestone read back and every system listed once more. */
    static JsonNode awaitClosed(Replica at, SampleWorker leaver) throws IOException, InterruptedException {
        return await(at, leaver, "the leaver's case is closed", found -> found.path("state")
                .asText()
                .equals("closed"));
    }

    /** The operations of a case on one system, or on all. */
    static List<JsonNode> operations(JsonNode leaverCase, Optional<String> system) {
        Map<String, String> names = new HashMap<>();
        leaverCase
                .path("systems")
                .forEach(one ->
                        names.put(one.path("system").asText(), one.path("name").asText()));
        List<JsonNode> operations = new ArrayList<>();
        leaverCase.path("operations").forEach(operation -> {
            String on = names.get(operation.path("system").asText());
            if (system.isEmpty() || system.get().equals(on)) {
                operations.add(operation);
            }
        });
        return operations;
    }

    /** The events of one type, the newest 500 at most, each as it is hashed. */
    static List<String> events(Replica at, String type) throws IOException, InterruptedException {
        return eventsBy(at, "type=" + type);
    }

    /** The same of one leaver's case. */
    static List<String> events(Replica at, String type, String leaverCase) throws IOException, InterruptedException {
        return eventsBy(at, "type=" + type + "&subjectKind=leaver-case&subjectId=" + leaverCase);
    }

    private static List<String> eventsBy(Replica at, String filter) throws IOException, InterruptedException {
        List<String> payloads = new ArrayList<>();
        at.api()
                .get(DemoUser.AUDITOR, "/api/v1/audit/events?limit=500&" + filter)
                .body()
                .path("items")
                .forEach(event -> payloads.add(event.path("payload").asText()));
        return payloads;
    }

    /** What a query counts. */
    long count(String query) {
        try (Connection database = owner();
                Statement statement = database.createStatement();
                ResultSet counted = statement.executeQuery(query)) {
            counted.next();
            return counted.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }

    /** Signed in to the database as the owner of the schema. */
    Connection owner() throws SQLException {
        DatabaseLogin login = database.owner();
        return DriverManager.getConnection(login.jdbcUrl(), login.username(), login.password());
    }

    /** Every event is sequenced, and the packaged verifier finds the exported log whole. */
    void assertLogVerifies(Replica at) throws IOException, InterruptedException {
        Patience.until("every event is sequenced", BOUND, () -> {
            JsonNode newest = at.api()
                    .get(DemoUser.AUDITOR, "/api/v1/audit/events?limit=1")
                    .body()
                    .path("items")
                    .path(0);
            return newest.hasNonNull("leafIndex") ? Optional.of(newest) : Optional.empty();
        });
        Path export = folder.resolve("audit.export");
        Path key = folder.resolve("audit.pub");
        at.api().download(DemoUser.AUDITOR, "/api/v1/audit/export", export);
        auditKey.writePublic(key);
        Path report = folder.resolve("verifier.log");
        assertEquals(0, PackagedVerifier.verify(ROOT, export, key, report), () -> read(report));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** How long it takes from now until nothing is left of what is under way now: it ended, or another copy took it again. */
    Duration recovery() throws IOException, InterruptedException {
        long began = System.nanoTime();
        Map<String, Long> underWay = epochs();
        var unused = Patience.until("what was under way is taken again", BOUND, () -> {
            Map<String, Long> now = epochs();
            boolean allTaken =
                    underWay.entrySet().stream().noneMatch(one -> one.getValue().equals(now.get(one.getKey())));
            return allTaken ? Optional.of(true) : Optional.empty();
        });
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** The operations that run, each with how often it was claimed. */
    private Map<String, Long> epochs() {
        Map<String, Long> running = new HashMap<>();
        try (Connection database = owner();
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT id, epoch FROM provisioning_operation WHERE state = 'running'")) {
            while (row.next()) {
                running.put(row.getString(1), row.getLong(2));
            }
        } catch (SQLException e) {
            throw new AssertionError("the operations cannot be read", e);
        }
        return running;
    }

    /**
     * Stops the database as {@code pg_ctl stop -m immediate} does, which tells nobody, and starts it again. It recovers from
     * its log as after a crash.
     */
    void crashDatabase() throws IOException, InterruptedException {
        Path cluster = folder.resolve("pg");
        List<String> command = new ArrayList<>(ROOT_MAY_NOT);
        Matcher words = QUOTED.matcher(Files.readString(cluster.resolve("postmaster.opts")));
        while (words.find()) {
            command.add(Objects.requireNonNullElse(words.group(1), words.group()));
        }
        ProcessHandle server = ProcessHandle.of(Long.parseLong(
                        Files.readAllLines(cluster.resolve("postmaster.pid")).get(0)))
                .orElseThrow();
        signal("QUIT", server.pid());
        server.onExit().join();
        Process again = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(folder.resolve("postgres.log").toFile()))
                .start();
        open.keep(() -> again.destroy());
        Patience.until("the database is back", BOUND, () -> {
            try (Connection connection = owner()) {
                return Optional.of(connection.isValid(1));
            } catch (SQLException e) {
                return Optional.empty();
            }
        });
    }

    private static void signal(String name, long process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process))
                .inheritIO()
                .start();
        assertEquals(0, kill.waitFor());
    }

    /** Ends whatever still runs and stops everything. */
    @Override
    public void close() {
        open.close();
    }
}

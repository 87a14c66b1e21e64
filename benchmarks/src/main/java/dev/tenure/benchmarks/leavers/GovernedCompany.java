package dev.tenure.benchmarks.leavers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.benchmarks.database.Writers;
import dev.tenure.benchmarks.figure.Figures;
import dev.tenure.benchmarks.product.LdapSystem;
import dev.tenure.benchmarks.product.PackagedProduct;
import dev.tenure.benchmarks.product.StaticIdentityProvider;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Workers whom HR pushes by SCIM or lists in files, and the directories that the service acts on, brought so far through its API. */
final class GovernedCompany {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLIENT = "benchmark";
    private static final String ADMINISTRATOR = "tenure-administrator";
    private static final String USERS = "/scim/v2/Users";
    private static final String FEED = "/api/v1/worker-feeds/benchmark";
    private static final List<String> COLUMNS =
            List.of("worker_id", "given_name", "family_name", "time_zone", "start_date", "last_working_day");
    private static final Duration BOUND = Duration.ofHours(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration READING_TIME_OUT = Duration.ofMinutes(2);
    private static final int CLIENTS = 8;
    private static final int UNLIMITED = 1_000_000;
    private static final int ALL_PERCENT = 100;

    private static final byte[] LEAVES = """
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
            "Operations":[{"op":"replace","path":"active","value":false}]}""".getBytes(StandardCharsets.UTF_8);

    private final PackagedProduct service;
    private final StaticIdentityProvider provider;
    private final String first;
    private final String second;
    private final String operator;
    private final String source;
    private final List<UUID> systems = new ArrayList<>();
    private String[] users = {};

    /** Takes a service that governs nothing yet. */
    GovernedCompany(PackagedProduct service, StaticIdentityProvider provider) {
        this.service = service;
        this.provider = provider;
        this.first = provider.token("first-administrator", ADMINISTRATOR);
        this.second = provider.token("second-administrator", ADMINISTRATOR);
        this.operator = provider.token("benchmark-operator", "tenure-operator");
        this.source = provider.token(CLIENT, "tenure-hr-source");
    }

    /** HR pushes the workers from 0, several at once. */
    void hire(int workers) throws IOException, InterruptedException {
        service.create(
                "/api/v1/scim-clients/" + CLIENT,
                first,
                BodyPublishers.ofString("{\"subject\":\"" + CLIENT + "\",\"timeZone\":\"Europe/Berlin\"}"));
        String[] ids = new String[workers];
        var unused = Writers.run(Math.min(CLIENTS, workers), workers, (start, from, to) -> {
            Writers.awaitStart(start);
            for (int i = from; i < to; i++) {
                ids[i] = service.post(USERS, source, BodyPublishers.ofString(user(i)), "application/scim+json", 201)
                        .path("id")
                        .asText();
            }
        });
        users = ids;
    }

    private static String user(int worker) {
        return """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
                "userName":"sample.%1$d@benchmark.example","name":{"givenName":"Given %1$d","familyName":"Family %1$d"},
                "active":true,"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"employeeNumber":"%2$s"}}""".formatted(worker, Directories.workerId(worker));
    }

    /**
     * Each directory becomes a system that is read, and promoted until the service acts on it. Two people raise its guard, so
     * that nothing is held however many leave.
     *
     * @param identityProvider whether the others wait for the first of them
     * @param concurrency operations at once, on each
     * @param callTimeout how long one call may take once all is read
     */
    void govern(Directories directories, boolean identityProvider, int concurrency, Duration callTimeout)
            throws IOException, InterruptedException {
        for (int i = 0; i < directories.count(); i++) {
            LdapSystem system = LdapSystem.register(
                    service,
                    provider,
                    new LdapSystem.Described(
                            "directory-" + i,
                            directories.settings(i),
                            Directories.variable(i),
                            Directories.ATTRIBUTE,
                            identityProvider && i == 0,
                            concurrency,
                            READING_TIME_OUT));
            var unused = system.read();
            promote(system);
            raiseGuard(system);
            system.limit(callTimeout);
            systems.add(UUID.fromString(system.id()));
        }
    }

    private void promote(LdapSystem system) throws IOException, InterruptedException {
        for (String mode : List.of("notify", "act")) {
            String change = service.post(
                            system.path() + "/mode-changes",
                            first,
                            json(JSON.createObjectNode().put("to", mode)),
                            201)
                    .path("id")
                    .asText();
            service.post("/api/v1/mode-changes/" + change + "/confirmation", second, BodyPublishers.noBody(), 200);
        }
    }

    private void raiseGuard(LdapSystem system) throws IOException, InterruptedException {
        String guard = system.path() + "/guard";
        JsonNode shown = service.get(guard, first);
        ObjectNode wanted = JSON.createObjectNode()
                .put("number", UNLIMITED)
                .put("sharePercent", ALL_PERCENT)
                .put("window", "PT24H");
        JsonNode proposed = JSON.readTree(service.send(
                service.request(guard, first)
                        .header("Content-Type", "application/json")
                        .header("If-Match", tag(shown))
                        .PUT(json(wanted)),
                200));
        service.send(
                service.request(guard + "/confirmation", second)
                        .header("If-Match", tag(proposed))
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.noBody()),
                200);
    }

    private static String tag(JsonNode shown) {
        return '"' + shown.path("version").asText() + '"';
    }

    /** The systems, in the order of the directories. */
    List<UUID> systems() {
        return List.copyOf(systems);
    }

    /** HR pushes that a worker has left. */
    void leave(int worker) throws IOException, InterruptedException {
        service.send(
                service.request(USERS + "/" + users[worker], source)
                        .header("Content-Type", "application/scim+json")
                        .method("PATCH", BodyPublishers.ofByteArray(LEAVES)),
                200);
    }

    /** HR hands in its first file, with the workers from 0. */
    void hireByFile(int workers) throws IOException, InterruptedException {
        ObjectNode feed = JSON.createObjectNode()
                .put("separator", ",")
                .put("charset", "UTF-8")
                .put("datePattern", "yyyy-MM-dd")
                .put("timeZone", "Europe/Berlin");
        ObjectNode headers = feed.putObject("headers");
        COLUMNS.forEach(column -> headers.put(column, column));
        service.create(FEED, first, json(feed));
        var unused = takeFile(workers, 0);
    }

    /**
     * HR hands in a file by which some no longer work here since yesterday.
     *
     * @param workers all of the file, as before
     * @param leavers how many of them have left by now, from 0
     * @return seconds until the file was applied, by when every case is open
     */
    double leaveByFile(int workers, int leavers) throws IOException, InterruptedException {
        return takeFile(workers, leavers);
    }

    private double takeFile(int workers, int leavers) throws IOException, InterruptedException {
        String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
        StringBuilder csv = new StringBuilder(String.join(",", COLUMNS)).append('\n');
        for (int i = 0; i < workers; i++) {
            csv.append(String.join(
                            ",",
                            Directories.workerId(i),
                            "Given " + i,
                            "Family " + i,
                            "Europe/Berlin",
                            "2020-01-15",
                            i < leavers ? yesterday : ""))
                    .append('\n');
        }
        long began = System.nanoTime();
        String snapshot = "/api/v1/worker-snapshots/"
                + service.post(
                                FEED + "/snapshots",
                                operator,
                                BodyPublishers.ofString(csv.toString()),
                                "text/csv; charset=utf-8",
                                202)
                        .path("id")
                        .asText();
        while (Figures.secondsSince(began) < BOUND.toSeconds()) {
            JsonNode now = service.get(snapshot, operator);
            if (now.path("state").asText().equals("applied")) {
                return Figures.secondsSince(began);
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        throw service.failure("A file was not applied within " + BOUND.toSeconds() + " s");
    }

    private static BodyPublisher json(ObjectNode body) {
        return BodyPublishers.ofString(body.toString());
    }
}

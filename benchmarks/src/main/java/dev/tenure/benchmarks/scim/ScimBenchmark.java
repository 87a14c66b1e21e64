package dev.tenure.benchmarks.scim;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenure.benchmarks.database.BareInserts;
import dev.tenure.benchmarks.database.ThrowawayDatabase;
import dev.tenure.benchmarks.database.Writers;
import dev.tenure.benchmarks.figure.Figures;
import dev.tenure.benchmarks.figure.Report;
import dev.tenure.benchmarks.product.PackagedProduct;
import dev.tenure.benchmarks.product.StaticIdentityProvider;
import dev.tenure.persistence.schema.Provisioning;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The SCIM server of the packaged service: users created one in a request, against bare inserts of the same documents one in
 * a transaction; and pages of users, against the same pages by SQL.
 */
public final class ScimBenchmark {

    private static final int SMALL = 10_000;
    private static final int LARGE = 100_000;
    private static final int CREATED_SMALL = 500;
    private static final int CREATED_LARGE = 5_000;
    private static final int[] CLIENTS = {1, 8};
    private static final int WARM_UP_CREATES = 1_000;
    private static final int WARM_UP_PAGES = 200;
    private static final int PAGES = 200;
    private static final int PART = 100;
    private static final double MILLIS = 1_000;
    private static final String CLIENT = "benchmark";
    private static final String USERS = "/scim/v2/Users";

    /** As the first of them was created by the service, so their documents are kept as the service keeps them. */
    private static final String LOAD = """
            INSERT INTO pushed_user (id, source, worker_id, user_name, external_id, document, withdrawn,
                                     created_at, modified_at, version)
            SELECT CAST('019a0000-0000-7000-8000-' || lpad(to_hex(n), 12, '0') AS uuid), t.source, 'loaded-' || n,
                   named.user_name, 'loaded-' || n,
                   t.document || jsonb_build_object(
                       'userName', named.user_name, 'externalId', 'loaded-' || n, 'title', 'Title ' || n %% 100,
                       'displayName', 'Given ' || n || ' Family ' || n,
                       'name', jsonb_build_object('givenName', 'Given ' || n, 'familyName', 'Family ' || n),
                       'emails', jsonb_build_array(jsonb_build_object(
                           'value', named.user_name, 'type', 'work', 'primary', true))),
                   false, t.created_at, t.modified_at, 1
              FROM (SELECT * FROM pushed_user WHERE source = '%s' LIMIT 1) t,
                   generate_series(1, ?) n,
                   LATERAL (SELECT 'loaded.' || lpad(CAST(n AS text), 6, '0') || '@benchmark.example' AS user_name) named""".formatted(CLIENT);

    private final Path jar;
    private final Path folder;
    private final ThrowawayDatabase database;
    private final StaticIdentityProvider provider;
    private final Report report;
    private final String token;
    private int created;

    private ScimBenchmark(
            Path jar, Path folder, ThrowawayDatabase database, StaticIdentityProvider provider, Report report) {
        this.jar = jar;
        this.folder = folder;
        this.database = database;
        this.provider = provider;
        this.report = report;
        this.token = provider.token(CLIENT, "tenure-hr-source");
    }

    /**
     * Runs it.
     *
     * @param root where the service was built
     * @param target takes the database, the key and the logs
     */
    public static void run(Path root, Path target, Report report) throws IOException, InterruptedException {
        Path jar = PackagedProduct.artifact(root);
        Path folder = Files.createDirectories(target.resolve("bench-scim"));
        try (ThrowawayDatabase database = ThrowawayDatabase.start(target);
                StaticIdentityProvider provider = StaticIdentityProvider.start()) {
            report.circumstance("PostgreSQL", database.description());
            ScimBenchmark benchmark = new ScimBenchmark(jar, folder, database, provider, report);
            benchmark.creates();
            benchmark.pages();
        } catch (SQLException e) {
            throw new IOException("the database refused the benchmark: " + e.getMessage(), e);
        }
    }

    private PackagedProduct start() throws IOException, InterruptedException, SQLException {
        database.reset();
        PackagedProduct service = PackagedProduct.start(jar, folder, database, provider);
        service.create(
                "/api/v1/scim-clients/" + CLIENT,
                provider.token("benchmark-administrator", "tenure-administrator"),
                BodyPublishers.ofString("{\"subject\":\"" + CLIENT + "\",\"timeZone\":\"Europe/Berlin\"}"));
        return service;
    }

    private void creates() throws IOException, InterruptedException, SQLException {
        try (PackagedProduct service = start()) {
            create(service, WARM_UP_CREATES, CLIENTS[CLIENTS.length - 1]);
            report.columns(
                    "clients",
                    "users",
                    "creates/s",
                    "floor, inserts/s",
                    "ratio of the rates",
                    "exponent",
                    "floor's exponent");
            for (int clients : CLIENTS) {
                Creates small = create(service, CREATED_SMALL, clients);
                Creates large = create(service, CREATED_LARGE, clients);
                small.print(report, clients);
                large.print(report, clients);
                small.row(report, clients, "", "");
                large.row(
                        report,
                        clients,
                        Report.number(Figures.exponent(small.seconds(), large.seconds())),
                        Report.number(Figures.exponent(small.floorSeconds(), large.floorSeconds())));
            }
        }
    }

    private Creates create(PackagedProduct service, int users, int clients) throws SQLException, InterruptedException {
        int first = created + 1;
        created += users;
        List<byte[]> documents = IntStream.range(first, first + users)
                .mapToObj(ScimBenchmark::document)
                .toList();
        database.settle();
        double seconds = Writers.run(clients, users, (start, from, to) -> {
            Writers.awaitStart(start);
            for (int i = from; i < to; i++) {
                service.send(
                        service.request(USERS, token)
                                .header("Content-Type", "application/scim+json")
                                .POST(BodyPublishers.ofByteArray(documents.get(i))),
                        201);
            }
        });
        database.settle();
        double floor = new BareInserts(database, documents).run(clients);
        report.say(users + " users by " + clients + " clients: " + Report.number(seconds) + " s, floor "
                + Report.number(floor) + " s");
        return new Creates(users, seconds, floor);
    }

    private static byte[] document(int number) {
        String json = """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
                "userName":"sample.%1$06d@benchmark.example","externalId":"external-%1$d",
                "name":{"givenName":"Given %1$d","familyName":"Family %1$d"},"displayName":"Given %1$d Family %1$d",
                "title":"Title %2$d","active":true,
                "emails":[{"value":"sample.%1$06d@benchmark.example","type":"work","primary":true}],
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
                {"employeeNumber":"w%1$d","department":"Department %2$d"}}""".formatted(number, number % PART);
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private void pages() throws IOException, InterruptedException, SQLException {
        report.columns(
                "users",
                "page",
                "found",
                "p50, ms",
                "p99, ms",
                "floor p50, ms",
                "floor p99, ms",
                "ratio of p50",
                "exponent of p50",
                "floor's exponent");
        Map<String, Asked> small = pages(SMALL);
        Map<String, Asked> large = pages(LARGE);
        small.forEach((page, asked) -> asked.row(report, SMALL, page, "", ""));
        large.forEach((page, asked) -> {
            Asked smaller = small.getOrDefault(page, asked);
            asked.row(
                    report,
                    LARGE,
                    page,
                    Report.number(Figures.exponent(smaller.median(), asked.median())),
                    Report.number(Figures.exponent(smaller.floorMedian(), asked.floorMedian())));
        });
    }

    private Map<String, Asked> pages(int users) throws IOException, InterruptedException, SQLException {
        try (PackagedProduct service = start()) {
            create(service, 1, 1);
            try (Connection administrator = database.connectAsAdministrator();
                    PreparedStatement load = administrator.prepareStatement(LOAD)) {
                load.setInt(1, users - 1);
                load.executeUpdate();
            }
            database.settle();
            Map<String, Asked> asked = new LinkedHashMap<>();
            for (BarePage page : BarePage.all(users, PART)) {
                Asked one = ask(service, page);
                one.print(report, users, page.name());
                asked.put(page.name(), one);
            }
            return asked;
        }
    }

    private Asked ask(PackagedProduct service, BarePage page) throws IOException, InterruptedException, SQLException {
        String path = USERS + "?count=" + PART
                + page.filter()
                        .map(filter -> "&filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8))
                        .orElse("");
        String address = path
                + switch (page.place()) {
                    case BarePage.Place.Whole whole -> "";
                    case BarePage.Place.Position position -> "&startIndex=" + position.from();
                    case BarePage.Place.Behind behind -> "&cursor=" + cursor(service, behind.skipped());
                };
        double[] seconds = new double[PAGES];
        int found = 0;
        for (int i = -WARM_UP_PAGES; i < PAGES; i++) {
            long began = System.nanoTime();
            String answer = service.send(service.request(address, token).GET(), 200);
            if (i >= 0) {
                seconds[i] = Figures.secondsSince(began);
            } else {
                found = new ObjectMapper().readTree(answer).path("totalResults").asInt();
            }
        }
        double[] floor = new double[PAGES];
        try (Connection connection = database.connectAs(Provisioning.APPLICATION)) {
            connection.setAutoCommit(false);
            for (int i = -WARM_UP_PAGES; i < PAGES; i++) {
                long began = System.nanoTime();
                int total = page.read(connection, CLIENT, PART);
                if (i >= 0) {
                    floor[i] = Figures.secondsSince(began);
                }
                if (total != found) {
                    throw new IllegalStateException(
                            page.name() + ": the floor found " + total + " users, the service " + found);
                }
            }
        }
        return new Asked(found, seconds, floor);
    }

    /** The cursor behind so many users, found as a client finds it: part by part. */
    private String cursor(PackagedProduct service, int skipped) throws IOException, InterruptedException {
        String cursor = "";
        int part = 1_000;
        for (int behind = 0; behind < skipped; behind += part) {
            String answer = service.send(
                    service.request(USERS + "?attributes=id&count=" + part + "&cursor=" + cursor, token)
                            .GET(),
                    200);
            cursor = new ObjectMapper().readTree(answer).path("nextCursor").asText();
        }
        return cursor;
    }

    /** So many users created, by the service and by the floor. */
    private record Creates(int users, double seconds, double floorSeconds) {

        double ratio() {
            return floorSeconds / seconds;
        }

        void print(Report report, int clients) {
            String what = clients + " clients, " + users + " users, ";
            report.figure(what + "creates", users / seconds, "creates/s");
            report.figure(what + "floor", users / floorSeconds, "inserts/s");
            report.figure(what + "ratio of the rates", ratio(), "");
        }

        void row(Report report, int clients, String exponent, String floorExponent) {
            report.row(clients, users, users / seconds, users / floorSeconds, ratio(), exponent, floorExponent);
        }
    }

    /** One page asked for again and again: seconds of each time. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Asked(int found, double[] seconds, double[] floorSeconds) {

        double median() {
            return MILLIS * Figures.percentile(seconds, 0.5);
        }

        double floorMedian() {
            return MILLIS * Figures.percentile(floorSeconds, 0.5);
        }

        double slowest() {
            return MILLIS * Figures.percentile(seconds, 0.99);
        }

        double floorSlowest() {
            return MILLIS * Figures.percentile(floorSeconds, 0.99);
        }

        void print(Report report, int users, String page) {
            String what = users + " users, " + page + ", ";
            report.figure(what + "p50", median(), "ms");
            report.figure(what + "p99", slowest(), "ms");
            report.figure(what + "floor p50", floorMedian(), "ms");
            report.figure(what + "floor p99", floorSlowest(), "ms");
        }

        void row(Report report, int users, String page, String exponent, String floorExponent) {
            report.row(
                    users,
                    page,
                    found,
                    median(),
                    slowest(),
                    floorMedian(),
                    floorSlowest(),
                    median() / floorMedian(),
                    exponent,
                    floorExponent);
        }
    }
}

package dev.tenure.benchmarks.snapshot;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenure.benchmarks.database.ThrowawayDatabase;
import dev.tenure.benchmarks.figure.Figures;
import dev.tenure.benchmarks.figure.HeapLog;
import dev.tenure.benchmarks.figure.Report;
import dev.tenure.benchmarks.product.PackagedProduct;
import dev.tenure.benchmarks.product.StaticIdentityProvider;
import dev.tenure.persistence.schema.Provisioning;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Full worker files through the packaged service with a small heap, from the first byte of the upload until the file is
 * applied: the first, of which every row is new, and later ones in which one row in a hundred changed. Against the same files
 * by {@code COPY} and one merge.
 */
public final class SnapshotBenchmark {

    private static final int SMALL = 10_000;
    private static final int LARGE = 100_000;
    private static final int CHANGED_IN = 100;
    private static final int ROUNDS = 3;
    private static final String HEAP = "-Xmx128m";
    private static final Duration BOUND = Duration.ofMinutes(15);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final String FEED = "/api/v1/worker-feeds/benchmark";

    private final Path folder;
    private final ThrowawayDatabase database;
    private final StaticIdentityProvider provider;
    private final Report report;

    private SnapshotBenchmark(Path folder, ThrowawayDatabase database, StaticIdentityProvider provider, Report report) {
        this.folder = folder;
        this.database = database;
        this.provider = provider;
        this.report = report;
    }

    /**
     * Runs it.
     *
     * @param root where the service was built
     * @param target takes the database, the files and the logs
     */
    public static void run(Path root, Path target, Report report) throws IOException, InterruptedException {
        Path jar = PackagedProduct.artifact(root);
        Path folder = Files.createDirectories(target.resolve("bench-snapshot"));
        try (ThrowawayDatabase database = ThrowawayDatabase.start(target);
                StaticIdentityProvider provider = StaticIdentityProvider.start()) {
            report.circumstance("PostgreSQL", database.description());
            report.circumstance("The service's heap", HEAP);
            report.columns(
                    "file",
                    "rows",
                    "new or changed",
                    "Tenure, s",
                    "rows/s",
                    "new or changed/s",
                    "floor, s",
                    "ratio",
                    "exponent",
                    "floor's exponent",
                    "heap after a collection, MiB at most");
            SnapshotBenchmark benchmark = new SnapshotBenchmark(folder, database, provider, report);
            Measured small = benchmark.measure(jar, SMALL);
            small.rows(report, small);
            Measured large = benchmark.measure(jar, LARGE);
            large.rows(report, small);
        } catch (SQLException e) {
            throw new IOException("the database refused the benchmark: " + e.getMessage(), e);
        }
    }

    private Measured measure(Path jar, int workers) throws IOException, InterruptedException, SQLException {
        database.reset();
        Path heap = folder.resolve("heap-" + workers + ".log");
        Path file = folder.resolve("workers.csv");
        Taken first;
        List<Taken> later = new ArrayList<>();
        try (PackagedProduct service =
                PackagedProduct.start(jar, folder, database, provider, HEAP, HeapLog.option(heap))) {
            configure(service);
            BareMerge floor = new BareMerge(database);
            WorkerFiles.write(file, workers, 0);
            first = take(service, floor, file, workers);
            report.say(workers + " rows, all new: " + Report.number(first.seconds()) + " s");
            for (int generation = 1; generation <= ROUNDS; generation++) {
                WorkerFiles.write(file, workers, generation);
                database.settle();
                Taken taken = take(service, floor, file, workers / CHANGED_IN);
                report.say(workers + " rows, 1 % changed, round " + generation + ": " + Report.number(taken.seconds())
                        + " s");
                later.add(taken);
            }
        }
        Files.delete(file);
        Measured measured = new Measured(workers, first, Taken.median(later), HeapLog.read(heap));
        measured.print(report);
        return measured;
    }

    private void configure(PackagedProduct service) throws IOException, InterruptedException {
        String headers = WorkerFiles.COLUMNS.stream()
                .map(column -> "\"" + column + "\":\"" + column + "\"")
                .collect(Collectors.joining(",", "{", "}"));
        service.create(
                FEED,
                provider.token("benchmark-administrator", "tenure-administrator"),
                BodyPublishers.ofString("{\"headers\":" + headers + ",\"separator\":\",\",\"charset\":\"UTF-8\","
                        + "\"datePattern\":\"yyyy-MM-dd\",\"timeZone\":\"Europe/Berlin\"}"));
    }

    private Taken take(PackagedProduct service, BareMerge floor, Path file, int changed)
            throws IOException, InterruptedException, SQLException {
        double seconds = upload(service, file, changed);
        database.settle();
        return new Taken(seconds, floor.take(file, changed));
    }

    private double upload(PackagedProduct service, Path file, int changed)
            throws IOException, InterruptedException, SQLException {
        String token = provider.token("benchmark-operator", "tenure-operator");
        long began = System.nanoTime();
        String received = service.send(
                service.request(FEED + "/snapshots", token)
                        .header("Content-Type", "text/csv; charset=utf-8")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofFile(file)),
                202);
        UUID id =
                UUID.fromString(new ObjectMapper().readTree(received).path("id").asText());
        report.say("received after " + Report.number(Figures.secondsSince(began)) + " s");
        try (Connection connection = database.connectAs(Provisioning.APPLICATION);
                PreparedStatement look =
                        connection.prepareStatement("SELECT state, changed FROM worker_snapshot WHERE id = ?")) {
            look.setObject(1, id);
            while (Figures.secondsSince(began) < BOUND.toSeconds()) {
                try (ResultSet row = look.executeQuery()) {
                    row.next();
                    if (row.getString("state").equals("applied")) {
                        double seconds = Figures.secondsSince(began);
                        if (row.getInt("changed") != changed) {
                            throw service.failure("The service took " + row.getInt("changed") + " rows of " + changed);
                        }
                        return seconds;
                    }
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
        }
        throw service.failure("The file was not applied within " + BOUND.toSeconds() + " s");
    }

    /** One file: seconds of the service and of the floor. */
    private record Taken(double seconds, double floorSeconds) {

        static Taken median(List<Taken> all) {
            return new Taken(
                    Figures.median(all.stream().map(Taken::seconds).toList()),
                    Figures.median(all.stream().map(Taken::floorSeconds).toList()));
        }

        double ratio() {
            return seconds / floorSeconds;
        }
    }

    /** The first file, the median of the later ones, and the heap over all of them. */
    private record Measured(int workers, Taken first, Taken later, HeapLog heap) {

        void print(Report report) {
            print(report, workers + " rows, all new, ", first);
            print(report, workers + " rows, 1 % changed, ", later);
            report.figure(workers + " rows, heap after a collection at most", heap.after(), "MiB");
            report.figure(workers + " rows, heap before a collection at most", heap.before(), "MiB");
        }

        private void print(Report report, String what, Taken taken) {
            report.figure(what + "Tenure", taken.seconds(), "s");
            report.figure(what + "Tenure", workers / taken.seconds(), "rows/s");
            report.figure(what + "floor", taken.floorSeconds(), "s");
            report.figure(what + "ratio", taken.ratio(), "");
        }

        void rows(Report report, Measured small) {
            row(report, "first, all new", workers, first, small.first);
            row(report, "later, 1 % changed", workers / CHANGED_IN, later, small.later);
        }

        private void row(Report report, String file, int changed, Taken taken, Taken smaller) {
            boolean isSmall = workers == SMALL;
            report.row(
                    file,
                    workers,
                    changed,
                    taken.seconds(),
                    workers / taken.seconds(),
                    changed / taken.seconds(),
                    taken.floorSeconds(),
                    taken.ratio(),
                    isSmall ? "" : Report.number(Figures.exponent(smaller.seconds(), taken.seconds())),
                    isSmall ? "" : Report.number(Figures.exponent(smaller.floorSeconds(), taken.floorSeconds())),
                    heap.after());
        }
    }
}

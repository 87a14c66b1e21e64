package dev.tenure.benchmarks.audit;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.audit.AuditSequencer;
import dev.tenure.benchmarks.database.BareInserts;
import dev.tenure.benchmarks.database.ThrowawayDatabase;
import dev.tenure.benchmarks.figure.Figures;
import dev.tenure.benchmarks.figure.Report;
import dev.tenure.persistence.audit.KeyGeneration;
import dev.tenure.persistence.schema.Provisioning;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Audit events, one in a transaction, appended by the product's repositories while its sequencer seals them, against bare
 * inserts of the same bytes in as many transactions by as many writers.
 */
public final class AuditBenchmark implements QuarkusApplication {

    private static final int SMALL = 10_000;
    private static final int LARGE = 100_000;
    private static final int WARM_UP = 4_000;
    private static final int[] WRITERS = {1, 8};

    /** The small size is over in seconds and varies more. */
    private static final int ROUNDS_SMALL = 3;

    private static final int ROUNDS_LARGE = 1;

    /** Quarkus makes the application by itself, so what it works on is handed over here. */
    private static final AtomicReference<@Nullable Given> GIVEN = new AtomicReference<>();

    private static final AtomicReference<@Nullable Throwable> FAILURE = new AtomicReference<>();

    @Inject
    AuditLog log;

    @Inject
    AuditSequencer sequencer;

    /**
     * Runs it.
     *
     * @param target where the database's files and the audit key go
     */
    public static void run(Path target, Report report) throws IOException {
        try (ThrowawayDatabase database = ThrowawayDatabase.start(target)) {
            database.reset();
            report.circumstance("PostgreSQL", database.description());
            System.setProperty("quarkus.datasource.jdbc.url", database.url());
            System.setProperty("quarkus.datasource.username", Provisioning.APPLICATION);
            System.setProperty("quarkus.datasource.password", Provisioning.APPLICATION);
            String origin = "benchmark.example/tenure";
            Path key = target.resolve("bench-audit.key");
            Files.deleteIfExists(key);
            KeyGeneration.generate(key, origin);
            System.setProperty("tenure.audit.origin", origin);
            System.setProperty("tenure.audit.key-file", key.toString());
            GIVEN.set(new Given(database, report));
            Quarkus.run(AuditBenchmark.class, (exit, thrown) -> FAILURE.set(thrown));
            Throwable failure = FAILURE.get();
            if (failure != null) {
                throw new IOException("the audit log could not be measured: " + failure, failure);
            }
        } catch (SQLException e) {
            throw new IOException("the database refused the benchmark: " + e.getMessage(), e);
        }
    }

    @Override
    public int run(String... arguments) throws Exception {
        Given given = Objects.requireNonNull(GIVEN.get());
        Report report = given.report();
        Round warmUp = round(given, WARM_UP, WRITERS[WRITERS.length - 1]);
        report.circumstance("Mean event, bytes", Report.number(Math.rint(warmUp.meanBytes())));
        report.columns(
                "writers",
                "events",
                "append and seal, events/s",
                "floor, events/s",
                "ratio",
                "lag p50, s",
                "lag p99, s",
                "exponent",
                "floor's exponent");
        for (int writers : WRITERS) {
            Measured small = measure(given, SMALL, writers, ROUNDS_SMALL);
            Measured large = measure(given, LARGE, writers, ROUNDS_LARGE);
            double exponent = Figures.exponent(small.seconds(), large.seconds());
            double floorExponent = Figures.exponent(small.floorSeconds(), large.floorSeconds());
            report.figure(writers + " writers, exponent", exponent, "");
            report.figure(writers + " writers, floor's exponent", floorExponent, "");
            small.row(report, "", "");
            large.row(report, Report.number(exponent), Report.number(floorExponent));
        }
        return 0;
    }

    private Measured measure(Given given, int events, int writers, int rounds)
            throws SQLException, InterruptedException {
        List<Round> done = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            done.add(round(given, events, writers));
        }
        Measured measured = new Measured(
                writers,
                events,
                Figures.median(done.stream().map(Round::seconds).toList()),
                Figures.median(done.stream().map(Round::floorSeconds).toList()),
                done.stream()
                        .flatMapToDouble(round -> Arrays.stream(round.lags()))
                        .toArray());
        measured.print(given.report());
        return measured;
    }

    private Round round(Given given, int events, int writers) throws SQLException, InterruptedException {
        ThrowawayDatabase database = given.database();
        database.reset();
        database.settle();
        SealedAppends.Result sealed = new SealedAppends(log, sequencer, database).run(events, writers);
        BareInserts floor = new BareInserts(database, sealed.payloads());
        database.settle();
        double meanBytes = sealed.payloads().stream()
                .mapToInt(payload -> payload.length)
                .average()
                .orElseThrow();
        return new Round(sealed.seconds(), floor.run(writers), sealed.lags(), meanBytes);
    }

    private record Given(ThrowawayDatabase database, Report report) {}

    /** One run and its floor; lags in seconds from commit to seal, one for each event. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Round(double seconds, double floorSeconds, double[] lags, double meanBytes) {}

    /** Medians of the rounds, and the lags of all. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Measured(int writers, int events, double seconds, double floorSeconds, double[] lags) {

        double rate() {
            return events / seconds;
        }

        double floorRate() {
            return events / floorSeconds;
        }

        double ratio() {
            return rate() / floorRate();
        }

        void print(Report report) {
            String what = writers + " writers, " + events + " events, ";
            report.figure(what + "append and seal", seconds, "s");
            report.figure(what + "append and seal", rate(), "events/s");
            report.figure(what + "floor", floorSeconds, "s");
            report.figure(what + "floor", floorRate(), "events/s");
            report.figure(what + "ratio of the rates", ratio(), "");
            report.figure(what + "lag p50", Figures.percentile(lags, 0.5), "s");
            report.figure(what + "lag p99", Figures.percentile(lags, 0.99), "s");
        }

        void row(Report report, String exponent, String floorExponent) {
            report.row(
                    writers,
                    events,
                    rate(),
                    floorRate(),
                    ratio(),
                    Figures.percentile(lags, 0.5),
                    Figures.percentile(lags, 0.99),
                    exponent,
                    floorExponent);
        }
    }
}

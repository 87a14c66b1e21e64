package dev.tenure.benchmarks.leavers;

import dev.tenure.benchmarks.database.ThrowawayDatabase;
import dev.tenure.benchmarks.figure.Figures;
import dev.tenure.benchmarks.figure.Report;
import dev.tenure.benchmarks.product.PackagedProduct;
import dev.tenure.benchmarks.product.StaticIdentityProvider;
import dev.tenure.persistence.schema.Provisioning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Leavers through the packaged service, from the moment it learns of them until the directories have shown that they are out: one
 * at a time, against the connector's bare calls; and many at once over five directories of which one hangs.
 */
public final class LeaverBenchmark {

    /** How many leave at once at the larger of the two sizes; the smaller is a tenth. */
    private static final String LEAVERS = "tenure.bench.leavers";

    private static final int USUAL_LEAVERS = 1_000;
    private static final int FACTOR = 10;

    private static final int SMALL = 1_000;
    private static final int LARGE = 10_000;
    private static final int WARM_UP = 20;
    private static final int MEASURED = 100;
    private static final int PAUSES = 100;
    private static final int LEAST_PAUSE_MILLIS = 500;
    private static final int PAUSE_STEP_MILLIS = 5;

    /** Has no divisor in common with the number of pauses, so that each pause comes. */
    private static final int PAUSE_STRIDE = 37;

    private static final int DIRECTORIES = 5;
    private static final int WELL = 4;
    private static final int CONCURRENCY = 8;
    private static final Duration WRITE_TIME = Duration.ofMillis(20);
    private static final Duration USUAL_TIME_OUT = Duration.ofSeconds(30);
    private static final Duration SHORT_TIME_OUT = Duration.ofSeconds(2);

    private static final Duration BOUND = Duration.ofMinutes(10);
    private static final Duration BOUND_FOR_EACH = Duration.ofMillis(600);
    private static final Duration BETWEEN_LOOKS_AT_ONE = Duration.ofMillis(20);
    private static final Duration BETWEEN_LOOKS_AT_MANY = Duration.ofMillis(500);

    private static final double MILLIS = 1_000;
    private static final double MEDIAN = 0.5;
    private static final double P99 = 0.99;

    private final Path jar;
    private final Path folder;
    private final ThrowawayDatabase database;
    private final StaticIdentityProvider provider;
    private final Report report;

    private LeaverBenchmark(
            Path jar, Path folder, ThrowawayDatabase database, StaticIdentityProvider provider, Report report) {
        this.jar = jar;
        this.folder = folder;
        this.database = database;
        this.provider = provider;
        this.report = report;
    }

    /**
     * Runs it. The system property {@code tenure.bench.leavers} says how many leave at once at most: 10 or more, 1,000 without it.
     *
     * @param root where the service was built
     * @param target takes the database, the key and the logs
     */
    public static void run(Path root, Path target, Report report) throws IOException, InterruptedException {
        int leavers = Integer.getInteger(LEAVERS, USUAL_LEAVERS);
        if (leavers < FACTOR) {
            throw new IOException(LEAVERS + " is less than " + FACTOR + ": name a number of leavers from there on");
        }
        Path jar = PackagedProduct.artifact(root);
        Path folder = Files.createDirectories(target.resolve("bench-leavers"));
        try (ThrowawayDatabase database = ThrowawayDatabase.start(target);
                StaticIdentityProvider provider = StaticIdentityProvider.start()) {
            report.circumstance("PostgreSQL", database.description());
            report.circumstance(
                    "Directories", "embedded, in the benchmark's process, over TLS on the loopback address");
            LeaverBenchmark benchmark = new LeaverBenchmark(jar, folder, database, provider, report);
            benchmark.oneAtATime();
            benchmark.manyAtOnce(leavers);
        } catch (SQLException e) {
            throw new IOException("the database refused the benchmark: " + e.getMessage(), e);
        }
    }

    // One at a time

    private void oneAtATime() throws IOException, InterruptedException, SQLException {
        report.columns(
                "workers",
                "p50, ms",
                "p99, ms",
                "floor p50, ms",
                "floor p99, ms",
                "overhead p50, ms",
                "overhead p99, ms",
                "exponent of p50",
                "floor's exponent");
        Single small = oneAtATime(SMALL);
        Single large = oneAtATime(LARGE);
        small.row(report, "", "");
        large.row(
                report,
                Report.number(Figures.exponent(small.service.median, large.service.median)),
                Report.number(Figures.exponent(small.floor.median, large.floor.median)));
    }

    private Single oneAtATime(int workers) throws IOException, InterruptedException, SQLException {
        database.reset();
        try (Directories directories = Directories.start(1, workers, Duration.ZERO);
                PackagedProduct service =
                        PackagedProduct.start(jar, folder, database, provider, directories.variables())) {
            GovernedCompany company = new GovernedCompany(service, provider);
            company.hire(workers);
            company.govern(directories, true, CONCURRENCY, USUAL_TIME_OUT);
            database.settle();
            report.say(workers + " workers are governed");
            // Who leaves without the service is at the other end of the directory.
            double[] floor = new double[WARM_UP + MEASURED];
            try (BareCalls bare = new BareCalls(directories, 1)) {
                for (int i = 0; i < floor.length; i++) {
                    floor[i] = bare.shutOut(0, workers - 1 - i);
                }
            }
            LeaverTimes all;
            try (Connection connection = database.connectAs(Provisioning.APPLICATION)) {
                for (int i = 0; i < WARM_UP + MEASURED; i++) {
                    // What one leaver leaves to do comes to rest, and the next does not follow the scheduler's beat.
                    Thread.sleep(LEAST_PAUSE_MILLIS + (long) PAUSE_STEP_MILLIS * (i * PAUSE_STRIDE % PAUSES));
                    company.leave(i);
                    await(service, connection, company.systems(), i + 1, BOUND, BETWEEN_LOOKS_AT_ONE);
                }
                all = LeaverTimes.read(connection, company.systems());
            }
            String what = "one of " + workers;
            LeaverTimes measured = all.behind(WARM_UP);
            stages(what, measured);
            Single single = new Single(
                    workers,
                    Spread.of(measured.each()),
                    Spread.of(Arrays.copyOfRange(floor, WARM_UP, WARM_UP + MEASURED)));
            single.print(report, what);
            return single;
        }
    }

    /** How the time splits up. */
    private void stages(String what, LeaverTimes times) {
        Spread.of(times.each(a -> LeaverTimes.between(a.received(), a.listed())))
                .print(report, what + ", receipt to accounts listed");
        Spread.of(times.each(a -> LeaverTimes.between(a.listed(), a.blocked())))
                .print(report, what + ", listed to blocked");
        Spread.of(times.each(a -> LeaverTimes.between(a.listed(), a.contained())))
                .print(report, what + ", listed to contained");
    }

    private void await(
            PackagedProduct service,
            Connection connection,
            List<UUID> systems,
            int accounts,
            Duration bound,
            Duration betweenLooks)
            throws IOException, InterruptedException, SQLException {
        long began = System.nanoTime();
        int now = LeaverTimes.count(connection, systems);
        while (now < accounts) {
            if (Figures.secondsSince(began) > bound.toSeconds()) {
                throw service.failure(now + " of " + accounts
                        + " accounts of leavers were blocked and contained within " + bound.toSeconds() + " s");
            }
            Thread.sleep(betweenLooks);
            now = LeaverTimes.count(connection, systems);
        }
    }

    /** The middle and the end of many times, in seconds. */
    private record Spread(double median, double p99) {

        static Spread of(double[] seconds) {
            return new Spread(Figures.percentile(seconds, MEDIAN), Figures.percentile(seconds, P99));
        }

        void print(Report report, String what) {
            report.figure(what + ", p50", median * MILLIS, "ms");
            report.figure(what + ", p99", p99 * MILLIS, "ms");
        }
    }

    /** Leavers of a company of one size, by the service and by the floor. */
    private record Single(int workers, Spread service, Spread floor) {

        void print(Report report, String what) {
            service.print(report, what + ", receipt to verified");
            floor.print(report, what + ", floor");
            report.figure(what + ", overhead p99", (service.p99 - floor.p99) * MILLIS, "ms");
        }

        void row(Report report, String exponent, String floorExponent) {
            report.row(
                    workers,
                    service.median * MILLIS,
                    service.p99 * MILLIS,
                    floor.median * MILLIS,
                    floor.p99 * MILLIS,
                    (service.median - floor.median) * MILLIS,
                    (service.p99 - floor.p99) * MILLIS,
                    exponent,
                    floorExponent);
        }
    }

    // Many at once

    private void manyAtOnce(int most) throws IOException, InterruptedException, SQLException {
        report.columns(
                "leavers",
                "the fifth",
                "file applied after, s",
                "the four shut after, s",
                "floor, s",
                "ratio",
                "p50, s",
                "p99, s",
                "p99 to that without the sick one",
                "exponent",
                "floor's exponent");
        Wave small = waves(most / FACTOR);
        Wave large = waves(most);
        small.rows(report, small);
        large.rows(report, small);
    }

    private Wave waves(int leavers) throws IOException, InterruptedException, SQLException {
        double floor;
        try (Directories directories = Directories.start(WELL, leavers + WARM_UP, WRITE_TIME);
                BareCalls bare = new BareCalls(directories, WELL)) {
            for (int i = 0; i < WELL * WARM_UP; i++) {
                var unused = bare.shutOut(i / WARM_UP, leavers + i % WARM_UP);
            }
            floor = bare.shutOutAll(leavers, CONCURRENCY);
        }
        report.figure(leavers + " at once, floor", floor, "s");
        Wave wave = new Wave(leavers, floor, leave(leavers, false), leave(leavers, true));
        report.figure(leavers + " at once, one hangs, ratio", wave.sick.seconds / floor, "");
        report.figure(
                leavers + " at once, p99 to that without the sick one", wave.sick.each.p99 / wave.well.each.p99, "");
        return wave;
    }

    private Taken leave(int leavers, boolean hangs) throws IOException, InterruptedException, SQLException {
        String what = leavers + " at once, " + (hangs ? "one hangs" : "all well");
        database.reset();
        int workers = WARM_UP + leavers;
        Duration bound = BOUND.plus(BOUND_FOR_EACH.multipliedBy(leavers));
        try (Directories directories = Directories.start(DIRECTORIES, workers, WRITE_TIME);
                PackagedProduct service =
                        PackagedProduct.start(jar, folder, database, provider, directories.variables());
                Connection connection = database.connectAs(Provisioning.APPLICATION)) {
            GovernedCompany company = new GovernedCompany(service, provider);
            company.hireByFile(workers);
            // None is the identity provider: no system waits for another.
            company.govern(directories, false, CONCURRENCY, SHORT_TIME_OUT);
            List<UUID> four = company.systems().subList(0, WELL);
            List<UUID> fifth = company.systems().subList(WELL, DIRECTORIES);
            company.leaveByFile(workers, WARM_UP);
            await(service, connection, company.systems(), DIRECTORIES * WARM_UP, BOUND, BETWEEN_LOOKS_AT_MANY);
            database.settle();
            report.say(workers + " workers are governed on " + DIRECTORIES + " directories");
            if (hangs) {
                directories.hang(WELL);
            }
            double applied = company.leaveByFile(workers, workers);
            await(service, connection, four, WELL * workers, bound, BETWEEN_LOOKS_AT_MANY);
            LeaverTimes times = LeaverTimes.read(connection, four).behind(WELL * WARM_UP);
            if (hangs) {
                int shut = LeaverTimes.count(connection, fifth) - WARM_UP;
                if (shut > 0 || directories.hung(WELL) == 0) {
                    throw service.failure("The fifth directory did not hang: it shows " + shut + " leavers shut out");
                }
                report.say(directories.hung(WELL) + " calls hung");
            }
            stages(what, times);
            report.figure(what + ", file applied after", applied, "s");
            report.figure(what + ", the four shut after", times.seconds(), "s");
            Taken taken = new Taken(applied, times.seconds(), Spread.of(times.each()));
            taken.each.print(report, what + ", receipt to verified");
            return taken;
        }
    }

    /** One run: seconds until the file was applied, until the last account was shut, and of the single accounts. */
    private record Taken(double applied, double seconds, Spread each) {}

    /** The floor and both runs of one size. */
    private record Wave(int leavers, double floor, Taken well, Taken sick) {

        void rows(Report report, Wave small) {
            row(report, "well", well, small.well, small);
            row(report, "hangs", sick, small.sick, small);
        }

        private void row(Report report, String fifth, Taken taken, Taken smaller, Wave small) {
            boolean isSmall = leavers == small.leavers;
            report.row(
                    leavers,
                    fifth,
                    taken.applied,
                    taken.seconds,
                    floor,
                    taken.seconds / floor,
                    taken.each.median,
                    taken.each.p99,
                    taken.each.p99 / well.each.p99,
                    isSmall ? "" : Report.number(Figures.exponent(smaller.seconds, taken.seconds)),
                    isSmall ? "" : Report.number(Figures.exponent(small.floor, floor)));
        }
    }
}

package dev.tenure.benchmarks.pages;

import dev.tenure.benchmarks.database.ThrowawayDatabase;
import dev.tenure.benchmarks.figure.Figures;
import dev.tenure.benchmarks.figure.HeapLog;
import dev.tenure.benchmarks.figure.Report;
import dev.tenure.benchmarks.product.PackagedProduct;
import dev.tenure.benchmarks.product.StaticIdentityProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every list that people look at, by the packaged service with a small heap, in a company of ten thousand and one of a hundred
 * thousand; against a page that lists nothing.
 */
public final class PagesBenchmark {

    private static final int SMALL = 10_000;
    private static final int LARGE = 100_000;
    private static final int WARM_UP = 5;
    private static final int REQUESTS = 20;
    private static final int FILES = 3;
    private static final double MILLIS = 1_000;
    private static final double AIM_MILLIS = 200;
    private static final double AIM_EXPONENT = 0.3;
    private static final String HEAP = "-Xmx256m";

    private final Path jar;
    private final Path folder;
    private final ThrowawayDatabase database;
    private final StaticIdentityProvider provider;
    private final Report report;

    private PagesBenchmark(
            Path jar, Path folder, ThrowawayDatabase database, StaticIdentityProvider provider, Report report) {
        this.jar = jar;
        this.folder = folder;
        this.database = database;
        this.provider = provider;
        this.report = report;
    }

    /**
     * Runs it.
     *
     * @param root where the service was built
     * @param target takes the database, the key and the logs
     */
    public static void run(Path root, Path target, Report report) throws IOException, InterruptedException {
        Path jar = PackagedProduct.artifact(root);
        Path folder = Files.createDirectories(target.resolve("bench-pages"));
        try (ThrowawayDatabase database = ThrowawayDatabase.start(target);
                StaticIdentityProvider provider = StaticIdentityProvider.start()) {
            report.circumstance("PostgreSQL", database.description());
            report.circumstance("The service's heap", HEAP);
            PagesBenchmark benchmark = new PagesBenchmark(jar, folder, database, provider, report);
            Measured small = benchmark.measure(SMALL);
            Measured large = benchmark.measure(LARGE);
            pages(report, small, large);
            files(report, small, large);
        } catch (SQLException e) {
            throw new IOException("the database refused the benchmark: " + e.getMessage(), e);
        }
    }

    private static void pages(Report report, Measured small, Measured large) {
        report.columns(
                "page",
                "KiB",
                "p50 of 10,000, ms",
                "p95 of 10,000, ms",
                "p50 of 100,000, ms",
                "p95 of 100,000, ms",
                "ratio to the floor",
                "exponent");
        Waited floor = large.waited(Lists.FLOOR.name());
        List<String> missed = new ArrayList<>();
        large.pages().forEach((name, waited) -> {
            double exponent = Figures.exponent(small.waited(name).median(), waited.median());
            report.row(
                    name,
                    waited.kibibytes(),
                    small.waited(name).median(),
                    small.waited(name).slow(),
                    waited.median(),
                    waited.slow(),
                    waited.median() / floor.median(),
                    Report.number(exponent));
            if (waited.slow() > AIM_MILLIS || exponent >= AIM_EXPONENT) {
                missed.add(name);
            }
        });
        report.say("Missed: " + (missed.isEmpty() ? "none" : String.join("; ", missed)));
    }

    private static void files(Report report, Measured small, Measured large) {
        report.columns(
                "file", "people", "rows", "took, s", "rows/s", "exponent", "heap after a collection, MiB at most");
        for (Measured measured : List.of(small, large)) {
            measured.files().forEach((name, written) -> {
                Written smaller = small.files().getOrDefault(name, written);
                report.row(
                        name,
                        measured.people(),
                        written.rows(),
                        written.seconds(),
                        written.rows() / written.seconds(),
                        measured.people() == SMALL
                                ? ""
                                : Report.number(Figures.exponent(smaller.seconds(), written.seconds())),
                        measured.heap().after());
            });
        }
    }

    private Measured measure(int people) throws IOException, InterruptedException, SQLException {
        database.reset();
        Path heap = folder.resolve("heap-" + people + ".log");
        Map<String, Waited> pages = new LinkedHashMap<>();
        Map<String, Written> files = new LinkedHashMap<>();
        try (PackagedProduct service =
                PackagedProduct.start(jar, folder, database, provider, HEAP, HeapLog.option(heap))) {
            FilledCompany company = FilledCompany.of(service, provider, database, people);
            try (Visitor visitor = Visitor.of(service.address(), provider, FilledCompany.OPERATOR, "tenure-operator")) {
                List<Lists.Asked> asked = new ArrayList<>(List.of(Lists.FLOOR));
                asked.addAll(Lists.of(company, visitor, people));
                // Twice, so that the first list does not pay for what all of them have compiled.
                for (Lists.Asked one : asked) {
                    wait(visitor, one);
                }
                for (Lists.Asked one : asked) {
                    Waited waited = wait(visitor, one);
                    waited.print(report, people, one.name());
                    pages.put(one.name(), waited);
                }
                for (Lists.Asked one : Lists.files(company)) {
                    Written written = write(visitor, one);
                    written.print(report, people, one.name());
                    files.put(one.name(), written);
                }
            } catch (IOException e) {
                throw service.failure(String.valueOf(e.getMessage()));
            }
        }
        return new Measured(people, pages, files, HeapLog.read(heap));
    }

    private static Waited wait(Visitor visitor, Lists.Asked asked) throws IOException, InterruptedException {
        double[] millis = new double[REQUESTS];
        int length = 0;
        for (int i = -WARM_UP; i < REQUESTS; i++) {
            long began = System.nanoTime();
            length = visitor.get(asked.path()).length();
            if (i >= 0) {
                millis[i] = MILLIS * Figures.secondsSince(began);
            }
        }
        return new Waited(length / 1024.0, Figures.percentile(millis, 0.5), Figures.percentile(millis, 0.95));
    }

    private static Written write(Visitor visitor, Lists.Asked asked) throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        long lines = 0;
        for (int i = 0; i < FILES; i++) {
            long began = System.nanoTime();
            String file = visitor.get(asked.path());
            seconds.add(Figures.secondsSince(began));
            lines = file.lines().count();
        }
        return new Written(lines - 1, Figures.median(seconds));
    }

    private record Measured(int people, Map<String, Waited> pages, Map<String, Written> files, HeapLog heap) {

        Waited waited(String name) {
            return pages.getOrDefault(name, new Waited(0, Double.NaN, Double.NaN));
        }
    }

    /** How long a page was waited for, in milliseconds. */
    private record Waited(double kibibytes, double median, double slow) {

        void print(Report report, int people, String name) {
            report.figure(people + " people, " + name + ", p50", median, "ms");
            report.figure(people + " people, " + name + ", p95", slow, "ms");
        }
    }

    /** A file of so many rows. */
    private record Written(long rows, double seconds) {

        void print(Report report, int people, String name) {
            report.figure(people + " people, file of " + name, rows / seconds, "rows/s");
        }
    }
}

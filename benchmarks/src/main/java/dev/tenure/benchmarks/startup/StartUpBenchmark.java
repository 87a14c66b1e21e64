package dev.tenure.benchmarks.startup;

import dev.tenure.benchmarks.database.ThrowawayDatabase;
import dev.tenure.benchmarks.figure.ChildProcess;
import dev.tenure.benchmarks.figure.Figures;
import dev.tenure.benchmarks.figure.Report;
import dev.tenure.benchmarks.product.PackagedProduct;
import dev.tenure.benchmarks.product.StaticIdentityProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The production artifact as it was built, from the start of its process until it says that it is ready, and the memory that
 * it holds when nobody asks it anything; against the same Java runtime saying hello.
 */
public final class StartUpBenchmark {

    private static final int ROUNDS = 5;
    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final Duration AT_REST = Duration.ofSeconds(20);
    private static final Duration HELLO_AT_REST = Duration.ofSeconds(1);
    private static final double KIBIBYTES_IN_MEBIBYTE = 1024;

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
        Path jar = PackagedProduct.artifact(root);
        Path folder = Files.createDirectories(target.resolve("bench-start-up"));
        try (ThrowawayDatabase database = ThrowawayDatabase.start(target);
                StaticIdentityProvider provider = StaticIdentityProvider.start()) {
            report.circumstance("PostgreSQL", database.description());
            StartUpBenchmark benchmark = new StartUpBenchmark(jar, target.resolve("classes"), folder);
            PackagedProduct.migrate(jar, folder, database);
            benchmark.measure(database, provider, report);
        } catch (SQLException e) {
            throw new IOException("the database refused the benchmark: " + e.getMessage(), e);
        }
    }

    private void measure(ThrowawayDatabase database, StaticIdentityProvider provider, Report report)
            throws IOException, InterruptedException {
        List<Started> services = new ArrayList<>();
        List<Started> hellos = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            Started hello = hello();
            Started service = service(database, provider);
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

    private Started service(ThrowawayDatabase database, StaticIdentityProvider provider)
            throws IOException, InterruptedException {
        try (PackagedProduct service = PackagedProduct.start(jar, folder, database, provider)) {
            Thread.sleep(AT_REST);
            return new Started(service.secondsToReady(), service.residentKibibytes() / KIBIBYTES_IN_MEBIBYTE);
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

    /** One start. */
    private record Started(double seconds, double mebibytes) {

        static Started median(List<Started> all) {
            return new Started(
                    Figures.median(all.stream().map(Started::seconds).toList()),
                    Figures.median(all.stream().map(Started::mebibytes).toList()));
        }
    }
}

package dev.tenure.benchmarks.verification;

import dev.tenure.benchmarks.figure.ChildProcess;
import dev.tenure.benchmarks.figure.Figures;
import dev.tenure.benchmarks.figure.Report;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The stand-alone verifier, as an auditor starts it, against one pass of SHA-256 over the same file. */
public final class VerificationBenchmark {

    private static final int SMALL = 100_000;
    private static final int LARGE = 1_000_000;
    private static final int LEAVES_PER_CHECKPOINT = 1_000;
    private static final int ROUNDS = 3;
    private static final int BUFFER = 1 << 16;
    private static final Duration BOUND = Duration.ofMinutes(5);
    private static final double MEBIBYTE = 1 << 20;

    private final Path verifier;
    private final Path folder;
    private final Report report;

    private VerificationBenchmark(Path verifier, Path folder, Report report) {
        this.verifier = verifier;
        this.folder = folder;
        this.report = report;
    }

    /**
     * Runs it.
     *
     * @param root where the verifier was built
     * @param target takes the exports, about a gigabyte, while the benchmark runs
     */
    public static void run(Path root, Path target, Report report) throws IOException, InterruptedException {
        Path verifier = root.resolve("evidence-verifier").resolve("target").resolve("evidence-verifier.jar");
        if (!Files.isRegularFile(verifier)) {
            throw new IOException("there is no " + root.relativize(verifier) + "; build it with ./tenure bench");
        }
        Path folder = Files.createDirectories(target.resolve("bench-verification"));
        VerificationBenchmark benchmark = new VerificationBenchmark(verifier, folder, report);
        report.columns("events", "file, MiB", "verifier, s", "events/s", "floor, s", "ratio to the floor", "exponent");
        Measured small = benchmark.measure(SMALL);
        Measured large = benchmark.measure(LARGE);
        double exponent = Figures.exponent(small.seconds(), large.seconds());
        report.figure("exponent", exponent, "");
        report.figure("floor's exponent", Figures.exponent(small.floorSeconds(), large.floorSeconds()), "");
        small.row(report, "");
        large.row(report, Report.number(exponent));
    }

    private Measured measure(int events) throws IOException, InterruptedException {
        SampleExport export = new SampleExport(events, LEAVES_PER_CHECKPOINT);
        Path file = folder.resolve("audit.export");
        report.say("Writing an export of " + events + " events with " + export.checkpoints() + " checkpoints");
        export.write(file);
        try {
            Path key = folder.resolve("audit.pub");
            Files.writeString(key, export.verifierKey() + "\n");
            List<Double> seconds = new ArrayList<>();
            List<Double> floor = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                floor.add(hash(file));
                seconds.add(verify(file, key, events));
            }
            Measured measured =
                    new Measured(events, Files.size(file) / MEBIBYTE, Figures.median(seconds), Figures.median(floor));
            measured.print(report);
            return measured;
        } finally {
            Files.delete(file);
        }
    }

    private double verify(Path file, Path key, int events) throws IOException, InterruptedException {
        Path log = folder.resolve("verifier.log");
        long began = System.nanoTime();
        double seconds;
        try (ChildProcess process = ChildProcess.java(
                Map.of(), log, "-jar", verifier.toString(), file.toString(), "--key", key.toString())) {
            process.awaitSuccess(BOUND);
            seconds = Figures.secondsSince(began);
        }
        boolean saw = Files.readAllLines(log).stream().anyMatch(line -> line.matches("leaves +" + events));
        if (!saw) {
            throw new IOException("the verifier did not report " + events + " leaves; see " + log);
        }
        return seconds;
    }

    private static double hash(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            long began = System.nanoTime();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
            }
            sha256.digest();
            return Figures.secondsSince(began);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private record Measured(int events, double mebibytes, double seconds, double floorSeconds) {

        double rate() {
            return events / seconds;
        }

        void print(Report report) {
            String what = events + " events, ";
            report.figure(what + "file", mebibytes, "MiB");
            report.figure(what + "verifier", seconds, "s");
            report.figure(what + "verifier", rate(), "events/s");
            report.figure(what + "floor", floorSeconds, "s");
            report.figure(what + "times the floor", seconds / floorSeconds, "");
        }

        void row(Report report, String exponent) {
            report.row(events, mebibytes, seconds, rate(), floorSeconds, seconds / floorSeconds, exponent);
        }
    }
}

package dev.tenure.benchmarks.figure;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java process that a benchmark measures. It ends with the benchmark, however that ends. */
public final class ChildProcess implements AutoCloseable {

    private static final List<String> INHERITED = List.of("PATH", "HOME", "TMPDIR");
    private static final List<String> JAVA_OPTIONS = List.of("--sun-misc-unsafe-memory-access=allow");
    private static final Duration POLITE = Duration.ofSeconds(20);
    private static final int LOG_LINES_SHOWN = 20;

    private final Process process;
    private final Thread endWithTheBenchmark;
    private final Path log;

    private ChildProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.endWithTheBenchmark = new Thread(process::destroyForcibly, "end-child");
        Runtime.getRuntime().addShutdownHook(endWithTheBenchmark);
    }

    /**
     * Starts the runtime that runs this benchmark once more, with the options of {@code ./tenure run}.
     *
     * @param environment all that it sees of variables, beside those that every process needs
     * @param log takes what it prints; what an earlier process left there goes
     * @param arguments as for {@code java}
     */
    public static ChildProcess java(Map<String, String> environment, Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JAVA_OPTIONS);
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.to(log.toFile()));
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(environment);
        return new ChildProcess(builder.start(), log);
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The memory that it holds now, in kibibytes: what the kernel calls VmRSS. */
    public long residentKibibytes() {
        return Machine.kibibytes(Path.of("/proc", Long.toString(process.pid()), "status"), "VmRSS");
    }

    /**
     * Waits until it ends by itself.
     *
     * @throws IOException when it fails or does not end in time; the message has the log's last lines
     */
    public void awaitSuccess(Duration bound) throws IOException, InterruptedException {
        if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
            throw failure("It did not end within " + bound.toSeconds() + " s");
        }
        if (process.exitValue() != 0) {
            throw failure("It ended with exit code " + process.exitValue());
        }
    }

    /** What to throw, with the last lines that the process printed. */
    public IOException failure(String what) throws IOException {
        List<String> lines = Files.readAllLines(log);
        List<String> tail = lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size());
        return new IOException(what + ". The last lines of " + log + ":\n" + String.join("\n", tail));
    }

    /** Asks it to end, and ends it after 20 seconds. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(POLITE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(endWithTheBenchmark);
    }
}

package dev.tenure.demo;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The production artifact as it was built, started as a process of its own. It inherits nothing of the launcher's
 * environment but the few variables that every process needs.
 *
 * @param jar {@code quarkus-run.jar} in its folder
 * @param heap the most that its Java heap may take, as {@code -Xmx} has it
 */
record PackagedApplication(Path jar, String heap) {

    private static final List<String> INHERITED = List.of("PATH", "HOME", "TMPDIR");
    private static final List<String> JAVA_OPTIONS =
            List.of("--sun-misc-unsafe-memory-access=allow", "-XX:+ExitOnOutOfMemoryError");
    private static final String USUAL_HEAP = "512m";
    private static final Duration PROBE_TIME_OUT = Duration.ofSeconds(2);
    private static final int LOG_LINES_SHOWN = 20;

    PackagedApplication(Path jar) {
        this(jar, USUAL_HEAP);
    }

    /**
     * Runs {@code --migrate} to its end.
     *
     * @param log takes what the process prints
     * @throws IOException when it fails or does not end in time; the message has the log's last lines
     */
    void migrate(Map<String, String> environment, Path log, Duration bound) throws IOException, InterruptedException {
        Process process = start(environment, log, "--migrate");
        try {
            if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failure("The migration did not end within " + bound.toSeconds() + " s", log);
            }
            if (process.exitValue() != 0) {
                throw failure("The migration ended with exit code " + process.exitValue(), log);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * Starts it and waits until it says that it is ready.
     *
     * @param environment must set {@code QUARKUS_HTTP_PORT}
     * @param log takes what the process prints
     * @throws IOException when it ends or is not ready in time; the message has the log's last lines
     */
    RunningApplication serve(Map<String, String> environment, Path log, Duration bound)
            throws IOException, InterruptedException {
        String port = environment.get("QUARKUS_HTTP_PORT");
        if (port == null) {
            throw new IllegalArgumentException("environment: QUARKUS_HTTP_PORT is missing");
        }
        URI address = URI.create("http://localhost:" + port);
        RunningApplication running = new RunningApplication(start(environment, log), address);
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(PROBE_TIME_OUT).build()) {
            Patience.until("The application is ready", bound, () -> {
                if (!running.isAlive()) {
                    throw failure("The application ended while it started", log);
                }
                return ready(http, address) ? Optional.of(true) : Optional.empty();
            });
            return running;
        } catch (Patience.PatienceExhaustedException e) {
            running.close();
            throw failure("The application was not ready within " + bound.toSeconds() + " s", log);
        } catch (IOException | InterruptedException e) {
            running.close();
            throw e;
        }
    }

    private Process start(Map<String, String> environment, Path log, String... arguments) throws IOException {
        if (!Files.isRegularFile(jar)) {
            throw new IOException("There is no " + jar + ": build it with mvn -B -q -DskipTests package.");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JAVA_OPTIONS);
        Path archive = jar.resolveSibling("app.aot");
        if (Files.exists(archive)) {
            command.add("-XX:AOTCache=" + archive.toAbsolutePath());
        }
        // It lives for minutes, beside others: what the optimizing compiler takes of the cores it does not earn again.
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Xmx" + heap);
        command.add("-jar");
        command.add(jar.toAbsolutePath().toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(log.toAbsolutePath().resolveSibling("").toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static boolean ready(HttpClient http, URI address) throws InterruptedException {
        try {
            HttpResponse<Void> answer = http.send(
                    HttpRequest.newBuilder(address.resolve("/q/health/ready"))
                            .timeout(PROBE_TIME_OUT)
                            .build(),
                    BodyHandlers.discarding());
            return answer.statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static IOException failure(String what, Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        List<String> tail = lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size());
        return new IOException(what + ". The last lines of " + log + ":\n" + String.join("\n", tail));
    }
}

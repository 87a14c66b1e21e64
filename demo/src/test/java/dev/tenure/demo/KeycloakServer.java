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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real Keycloak, unpacked by the build, in a process of its own with one realm. */
final class KeycloakServer implements AutoCloseable {

    private static final Duration START_BOUND = Duration.ofMinutes(4);
    private static final Duration PROBE_TIME_OUT = Duration.ofSeconds(5);

    private final Process process;
    private final URI issuer;

    private KeycloakServer(Process process, URI issuer) {
        this.process = process;
        this.issuer = issuer;
    }

    /**
     * Starts it and waits until the realm answers.
     *
     * @param home where the build unpacked it
     * @param applicationPort where the application will listen: the only address that sign-ins may lead back to
     */
    static KeycloakServer start(Path home, Path realm, int applicationPort, Path log)
            throws IOException, InterruptedException {
        Path imports = Files.createDirectories(home.resolve("data").resolve("import"));
        // Keycloak knows no wildcard for a port.
        Files.writeString(
                imports.resolve("tenure.json"),
                Files.readString(realm).replace("http://localhost:*", "http://localhost:" + applicationPort));
        int port = FreePort.any();
        Path script = home.resolve("bin").resolve("kc.sh");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        "bash",
                        script.toString(),
                        "start-dev",
                        "--import-realm",
                        // A realm that an earlier run left on disk would be kept, with that run's port.
                        "--db=dev-mem",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
        Process process = builder.start();
        KeycloakServer server = new KeycloakServer(process, URI.create("http://localhost:" + port + "/realms/tenure"));
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(PROBE_TIME_OUT).build()) {
            Patience.until("Keycloak answers", START_BOUND, () -> {
                if (!process.isAlive()) {
                    throw new IOException("Keycloak ended while it started; see " + log);
                }
                return server.answers(http) ? Optional.of(true) : Optional.empty();
            });
            return server;
        } catch (IOException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    URI issuer() {
        return issuer;
    }

    URI tokenEndpoint() {
        return URI.create(issuer + "/protocol/openid-connect/token");
    }

    /** The script starts Java as its child where it does not replace itself: both end. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit()
                .orTimeout(20, TimeUnit.SECONDS)
                .exceptionally(late -> {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    return process.destroyForcibly();
                })
                .join();
    }

    private boolean answers(HttpClient http) throws InterruptedException {
        try {
            HttpResponse<Void> answer = http.send(
                    HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration"))
                            .timeout(PROBE_TIME_OUT)
                            .build(),
                    BodyHandlers.discarding());
            return answer.statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}

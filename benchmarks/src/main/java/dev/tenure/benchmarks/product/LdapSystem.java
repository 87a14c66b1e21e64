package dev.tenure.benchmarks.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.benchmarks.figure.Figures;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;

/** A directory that the service knows as a system. */
public final class LdapSystem {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BOUND = Duration.ofHours(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    /** A look costs the service, too: this share of what has passed is waited for the next, and is what a figure may be too large by. */
    private static final int LATER_LOOKS = 50;

    private static final int UNLIMITED = 1_000_000;

    private final PackagedProduct service;
    private final String administrator;
    private final String operator;
    private final ObjectNode description;
    private final String id;

    private LdapSystem(
            PackagedProduct service, String administrator, String operator, ObjectNode description, String id) {
        this.service = service;
        this.administrator = administrator;
        this.operator = operator;
        this.description = description;
        this.id = id;
    }

    /**
     * What the service is told of it.
     *
     * @param settings of the connector
     * @param variable in which the service finds the password
     * @param accountAttribute what has the worker's id
     * @param concurrency operations at once
     * @param callTimeout how long one call may take
     */
    public record Described(
            String name,
            Map<String, String> settings,
            String variable,
            String accountAttribute,
            boolean identityProvider,
            int concurrency,
            Duration callTimeout) {

        public Described {
            settings = Map.copyOf(settings);
        }
    }

    /** Registers it, and has the service try the connection. */
    public static LdapSystem register(PackagedProduct service, StaticIdentityProvider provider, Described described)
            throws IOException, InterruptedException {
        String administrator = provider.token("first-administrator", "tenure-administrator");
        ObjectNode system = JSON.createObjectNode()
                .put("name", described.name())
                .put("owner", "benchmark-operator")
                .put("identityProvider", described.identityProvider());
        system.putObject("classification")
                .put("sensitivity", "restricted")
                .put("criticality", "critical")
                .put("provisioning", "automatic")
                .put("reviewCadenceDays", 90)
                .putArray("frameworks");
        ObjectNode connector = system.putObject("connector").put("kind", "ldap");
        described.settings().forEach(connector.putObject("settings")::put);
        connector.putObject("secretReferences").put("bindPassword", "env:" + described.variable());
        system.putObject("correlation")
                .put("accountAttribute", described.accountAttribute())
                .put("identityAttribute", "worker-id");
        system.putArray("classRules");
        system.putObject("limits")
                .put("concurrency", described.concurrency())
                .put("perMinute", UNLIMITED)
                .put("callTimeout", described.callTimeout().toString());
        String id = service.post("/api/v1/systems", administrator, BodyPublishers.ofString(system.toString()), 201)
                .path("id")
                .asText();
        LdapSystem registered = new LdapSystem(
                service, administrator, provider.token("benchmark-operator", "tenure-operator"), system, id);
        service.post(registered.path() + "/connection-checks", administrator, BodyPublishers.noBody(), 200);
        return registered;
    }

    /** Its id. */
    public String id() {
        return id;
    }

    /** The path of it below the service's address. */
    public String path() {
        return "/api/v1/systems/" + id;
    }

    /** Gives each call to it this long from now on. */
    public void limit(Duration callTimeout) throws IOException, InterruptedException {
        description.withObject("/limits").put("callTimeout", callTimeout.toString());
        String version = service.get(path(), administrator).path("version").asText();
        service.send(
                service.request(path(), administrator)
                        .header("Content-Type", "application/json")
                        .header("If-Match", '"' + version + '"')
                        .PUT(BodyPublishers.ofString(description.toString())),
                200);
    }

    /**
     * Asks for a read of the whole and waits until it is complete.
     *
     * @return what it found, and how many seconds it took from the request
     */
    public Read read() throws IOException, InterruptedException {
        return read("whole");
    }

    /**
     * Asks for a read of what changed since the last one and waits until it is complete.
     *
     * @return what it found, and how many seconds it took from the request
     */
    public Read readChanges() throws IOException, InterruptedException {
        return read("changes");
    }

    private Read read(String scope) throws IOException, InterruptedException {
        long began = System.nanoTime();
        String read = service.post(path() + "/reads?scope=" + scope, operator, BodyPublishers.noBody(), 202)
                .path("id")
                .asText();
        while (Figures.secondsSince(began) < BOUND.toSeconds()) {
            for (JsonNode one : service.get(path() + "/reads", operator).path("items")) {
                String state = one.path("state").asText();
                if (one.path("id").asText().equals(read) && !state.equals("requested")) {
                    if (!state.equals("complete")) {
                        throw service.failure("A directory was not read: " + one);
                    }
                    return new Read(one, Figures.secondsSince(began));
                }
            }
            Thread.sleep(Math.max(
                    BETWEEN_LOOKS.toMillis(),
                    Duration.ofNanos(System.nanoTime() - began).toMillis() / LATER_LOOKS));
        }
        throw service.failure("A directory was not read within " + BOUND.toSeconds() + " s");
    }

    /**
     * A complete read.
     *
     * @param shown as the API shows it
     * @param seconds from the request until somebody could see that it is complete
     */
    public record Read(JsonNode shown, double seconds) {}
}

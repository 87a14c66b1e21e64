package dev.tenure.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.connectors.aws.targets.EmbeddedAws;
import dev.tenure.connectors.ldap.directories.EmbeddedDirectory;
import dev.tenure.connectors.scim.targets.EmbeddedScim;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brings an HR feed and systems under governance through the API, in the names of those whose job it is. */
final class Onboarding {

    /** The name of the HR feed. */
    static final String FEED = "hr";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final JsonNode NOTHING = MissingNode.getInstance();

    private final TenureApi api;

    Onboarding(TenureApi api) {
        this.api = api;
    }

    /**
     * How hard a system may be worked.
     *
     * @param concurrency operations at once
     * @param callTimeout how long one call may take
     */
    record Limits(int concurrency, Duration callTimeout) {

        private static final int PER_MINUTE = 6000;
    }

    /**
     * How a system is reached.
     *
     * @param kind the connector's
     * @param settings the connector's, by name
     * @param secrets the connector's, by name: the variable that holds each
     * @param accountAttribute what carries the worker's id there
     */
    record Access(String kind, Map<String, String> settings, Map<String, String> secrets, String accountAttribute) {

        Access {
            settings = Map.copyOf(settings);
            secrets = Map.copyOf(secrets);
        }

        /**
         * A directory, over TLS.
         *
         * @param style the connector's setting of that name
         * @param secret the variable that holds the password of the connector's account
         */
        static Access to(EmbeddedDirectory directory, String style, String secret) {
            return new Access(
                    "ldap",
                    Map.of(
                            "url", directory.encryptedUrl(),
                            "certificatePin", directory.certificateSha256(),
                            "bindDn", directory.bindDn(),
                            "baseDn", directory.baseDn(),
                            "style", style,
                            "attributes", "mail employeeNumber"),
                    Map.of("bindPassword", secret),
                    "employeeNumber");
        }

        /**
         * A SaaS that speaks SCIM, over HTTPS.
         *
         * @param secret the variable that holds its token
         */
        static Access to(EmbeddedScim target, String secret) {
            return new Access(
                    "scim",
                    Map.of(
                            "address", target.url(),
                            "certificatePin", target.certificateSha256(),
                            "passwords", "yes"),
                    Map.of("token", secret),
                    "externalId");
        }

        /**
         * An AWS account.
         *
         * @param secret the variable that holds the secret of the connector's access key
         */
        static Access to(EmbeddedAws target, String secret) {
            return new Access(
                    "aws-iam",
                    Map.of(
                            "region", "us-east-1",
                            "endpoint", target.url(),
                            "unencrypted", "allow",
                            "accessKeyId", EmbeddedAws.ACCESS_KEY_ID,
                            "attributes", "UserName tag:employee"),
                    Map.of("secretAccessKey", secret),
                    "tag:employee");
        }
    }

    /**
     * A system as the inventory is to know it.
     *
     * @param privileged groups whose members are privileged
     * @param limits where they are not the usual ones
     */
    record Description(
            String name, Access access, boolean identityProvider, List<String> privileged, Optional<Limits> limits) {

        Description {
            privileged = List.copyOf(privileged);
        }
    }

    /** Makes the feed that takes {@link WorkerFile#USUAL}. */
    void configureFeed() throws IOException, InterruptedException {
        ObjectNode feed = JSON.createObjectNode();
        ObjectNode headers = feed.putObject("headers");
        WorkerFile.USUAL.columns().forEach(column -> headers.put(column.name(), column.name()));
        feed.put("separator", ",")
                .put("charset", "UTF-8")
                .put("datePattern", "yyyy-MM-dd")
                .put("timeZone", "Europe/Berlin");
        api.create(DemoUser.FIRST_ADMINISTRATOR, "/api/v1/worker-feeds/" + FEED, feed);
    }

    /** Hands HR's file in and waits until every row was taken. */
    void takeFile(String csv) throws IOException, InterruptedException {
        JsonNode snapshot = api.postText(
                        DemoUser.OPERATOR, "/api/v1/worker-feeds/" + FEED + "/snapshots", "text/csv", csv)
                .body();
        String id = snapshot.path("id").asText();
        Patience.until("HR's file is applied", BOUND, () -> {
            JsonNode now =
                    api.get(DemoUser.OPERATOR, "/api/v1/worker-snapshots/" + id).body();
            // The same file again is in force already.
            return Set.of("applied", "repeated").contains(now.path("state").asText())
                    ? Optional.of(now)
                    : Optional.empty();
        });
    }

    /** Puts a system into the inventory, in <em>observe</em>, and checks the connection; its id. */
    String register(Description described) throws IOException, InterruptedException {
        return register(described, DemoUser.OPERATOR.username());
    }

    /** The same, and somebody of the company answers for it. */
    String register(Description described, String owner) throws IOException, InterruptedException {
        Access access = described.access();
        ObjectNode system = JSON.createObjectNode();
        system.put("name", described.name()).put("owner", owner).put("identityProvider", described.identityProvider());
        ObjectNode classification = system.putObject("classification");
        classification.put("sensitivity", "restricted").put("criticality", "critical");
        classification.putArray("frameworks").add("SOC 2 CC6.2").add("ISO 27001 A.5.18");
        classification.put("provisioning", "automatic").put("reviewCadenceDays", 90);
        ObjectNode connector = system.putObject("connector");
        connector.put("kind", access.kind());
        access.settings().forEach(connector.putObject("settings")::put);
        ObjectNode secrets = connector.putObject("secretReferences");
        access.secrets().forEach((name, variable) -> secrets.put(name, "env:" + variable));
        system.putObject("correlation")
                .put("accountAttribute", access.accountAttribute())
                .put("identityAttribute", "worker-id");
        ArrayNode rules = system.putArray("classRules");
        described
                .privileged()
                .forEach(name ->
                        rules.addObject().put("of", "name").put("pattern", name).put("class", "administration"));
        system.putArray("nonHuman").add(CompanyDirectories.NON_HUMAN + "*");
        described.limits().ifPresent(limits -> system.putObject("limits")
                .put("concurrency", limits.concurrency())
                .put("perMinute", Limits.PER_MINUTE)
                .put("callTimeout", limits.callTimeout().toString()));
        String id = api.post(DemoUser.FIRST_ADMINISTRATOR, "/api/v1/systems", system)
                .body()
                .path("id")
                .asText();
        api.post(DemoUser.FIRST_ADMINISTRATOR, "/api/v1/systems/" + id + "/connection-checks", NOTHING);
        return id;
    }

    /** Reads a system whole. */
    void read(String system) throws IOException, InterruptedException {
        String reads = "/api/v1/systems/" + system + "/reads";
        String id =
                api.post(DemoUser.OPERATOR, reads, NOTHING).body().path("id").asText();
        JsonNode ended = Patience.until("The system is read", BOUND, () -> {
            for (JsonNode read : api.get(DemoUser.OPERATOR, reads).body().path("items")) {
                if (read.path("id").asText().equals(id)
                        && !read.path("state").asText().equals("requested")) {
                    return Optional.of(read);
                }
            }
            return Optional.empty();
        });
        if (!ended.path("state").asText().equals("complete")) {
            throw new IOException(
                    "A system was not read: " + ended.path("reason").asText());
        }
    }

    /** Two administrators promote a system that was read, first to <em>notify</em>, then to <em>act</em>. */
    void promote(String system) throws IOException, InterruptedException {
        for (String mode : List.of("notify", "act")) {
            String change = api.post(
                            DemoUser.FIRST_ADMINISTRATOR,
                            "/api/v1/systems/" + system + "/mode-changes",
                            JSON.createObjectNode().put("to", mode))
                    .body()
                    .path("id")
                    .asText();
            api.post(DemoUser.SECOND_ADMINISTRATOR, "/api/v1/mode-changes/" + change + "/confirmation", NOTHING);
        }
    }
}

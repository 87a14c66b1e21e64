package dev.tenure.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.connectors.ldap.directories.EmbeddedDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Brings the sample company under governance, through the API and in the names of those whose job it is: the HR feed and its
 * first file, both directories read whole, the break-glass account protected, and each system promoted twice by two people.
 */
final class CompanySetup {

    /** The name of the HR feed. */
    static final String FEED = "hr";

    /** The Active Directory's name in the inventory. */
    static final String CORPORATE = "Corporate directory";

    /** The 389 Directory Server's name in the inventory. */
    static final String ENGINEERING = "Engineering directory";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final JsonNode NOTHING = MissingNode.getInstance();

    private final TenureApi api;
    private final SampleCompany company;
    private final CompanyDirectories directories;

    CompanySetup(TenureApi api, SampleCompany company, CompanyDirectories directories) {
        this.api = api;
        this.company = company;
        this.directories = directories;
    }

    /** Does all of it. */
    void run() throws IOException, InterruptedException {
        ObjectNode feed = JSON.createObjectNode();
        ObjectNode headers = feed.putObject("headers");
        WorkerFile.USUAL.columns().forEach(column -> headers.put(column.name(), column.name()));
        feed.put("separator", ",")
                .put("charset", "UTF-8")
                .put("datePattern", "yyyy-MM-dd")
                .put("timeZone", "Europe/Berlin");
        api.create(DemoUser.FIRST_ADMINISTRATOR, "/api/v1/worker-feeds/" + FEED, feed);
        takeFile(WorkerFile.USUAL.of(company.firstDay()));

        String corporate = register(
                CORPORATE,
                directories.corporate(),
                "active-directory",
                CompanyDirectories.CORPORATE_SECRET,
                true,
                List.of(CompanyDirectories.PRIVILEGED_GROUP));
        String engineering = register(
                ENGINEERING,
                directories.engineering(),
                "389-ds",
                CompanyDirectories.ENGINEERING_SECRET,
                false,
                List.of());
        for (String system : List.of(corporate, engineering)) {
            read(system);
        }
        protectBreakGlass(corporate);
        for (String system : List.of(corporate, engineering)) {
            promote(system, "notify");
            promote(system, "act");
        }
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
            return now.path("state").asText().equals("applied") ? Optional.of(now) : Optional.empty();
        });
    }

    private String register(
            String name,
            EmbeddedDirectory directory,
            String style,
            String secret,
            boolean identityProvider,
            List<String> privileged)
            throws IOException, InterruptedException {
        ObjectNode system = JSON.createObjectNode();
        system.put("name", name).put("owner", DemoUser.OPERATOR.username()).put("identityProvider", identityProvider);
        ObjectNode classification = system.putObject("classification");
        classification.put("sensitivity", "restricted").put("criticality", "critical");
        classification.putArray("frameworks").add("SOC 2 CC6.2").add("ISO 27001 A.5.18");
        classification.put("provisioning", "automatic").put("reviewCadenceDays", 90);
        ObjectNode connector = system.putObject("connector");
        connector.put("kind", "ldap");
        connector
                .putObject("settings")
                .put("url", directory.encryptedUrl())
                .put("certificatePin", directory.certificateSha256())
                .put("bindDn", directory.bindDn())
                .put("baseDn", directory.baseDn())
                .put("style", style)
                .put("attributes", "mail employeeNumber");
        connector.putObject("secretReferences").put("bindPassword", "env:" + secret);
        system.putObject("correlation")
                .put("accountAttribute", "employeeNumber")
                .put("identityAttribute", "worker-id");
        privileged.forEach(system.putArray("privilegedEntitlements")::add);
        String id = api.post(DemoUser.FIRST_ADMINISTRATOR, "/api/v1/systems", system)
                .body()
                .path("id")
                .asText();
        api.post(DemoUser.FIRST_ADMINISTRATOR, "/api/v1/systems/" + id + "/connection-checks", NOTHING);
        return id;
    }

    private void read(String system) throws IOException, InterruptedException {
        String reads = "/api/v1/systems/" + system + "/reads";
        String id =
                api.post(DemoUser.OPERATOR, reads, NOTHING).body().path("id").asText();
        JsonNode ended = Patience.until("The directory is read", BOUND, () -> {
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
                    "A directory was not read: " + ended.path("reason").asText());
        }
    }

    private void protectBreakGlass(String corporate) throws IOException, InterruptedException {
        for (JsonNode account : api.get(DemoUser.OPERATOR, "/api/v1/accounts?text=break-glass&system=" + corporate)
                .body()
                .path("items")) {
            ObjectNode reason = JSON.createObjectNode().put("reason", "Break-glass: for emergencies only");
            api.put(DemoUser.OPERATOR, "/api/v1/accounts/" + account.path("id").asText() + "/protection", reason);
        }
    }

    private void promote(String system, String mode) throws IOException, InterruptedException {
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

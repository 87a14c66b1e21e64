package dev.tenure.bootstrap.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenure.bootstrap.testing.DirectoriesForTests;
import dev.tenure.bootstrap.testing.DirectoriesForTests.Directories;
import dev.tenure.bootstrap.testing.Given;
import dev.tenure.bootstrap.testing.Provider;
import dev.tenure.bootstrap.testing.ProviderForTests;
import dev.tenure.connectors.ldap.directories.EmbeddedDirectory;
import dev.tenure.connectors.ldap.directories.NewAccount;
import dev.tenure.domain.authorization.Role;
import dev.tenure.persistence.testing.DatabaseForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What takes two people, over HTTP from the first to the last word and on a real directory: a mistaken shutting out is undone,
 * a legal hold is lifted, a secret that somebody shared is replaced.
 */
@QuarkusTest
@QuarkusTestResource(DatabaseForTests.class)
@QuarkusTestResource(ProviderForTests.class)
@QuarkusTestResource(DirectoriesForTests.class)
class TwoPeopleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TestHTTPResource
    URI address;

    @Given
    Provider provider;

    @Given
    Directories directories;

    private Api api = new Api(URI.create("http://localhost"));
    private String run = "";
    private String first = "";
    private String second = "";
    private String person = "";

    @BeforeEach
    void somebodyWorksHere() {
        api = new Api(address);
        run = UUID.randomUUID().toString().substring(24);
        first = provider.token("first-" + run, Role.ADMINISTRATOR, Role.OPERATOR);
        second = provider.token("second-" + run, Role.ADMINISTRATOR, Role.OPERATOR);
        Api.Answer feed = api.send(
                "PUT", "/api/v1/worker-feeds/two-" + run, first, "application/json", """
                {"timeZone": "UTC", "headers": {"worker_id": "worker_id", "given_name": "given_name",
                 "family_name": "family_name", "email": "email", "start_date": "start_date"}}
                """, "If-None-Match", "*");
        assertEquals(201, feed.status(), feed.body());
        Api.Answer sent = api.send(
                "POST",
                "/api/v1/worker-feeds/two-" + run + "/snapshots",
                first,
                "text/csv; charset=utf-8",
                "worker_id,given_name,family_name,email,start_date\n" + run + ",Ada,Sample" + run + "," + run
                        + "@sample.example,2020-01-01\n",
                "Idempotency-Key",
                run);
        assertEquals(202, sent.status(), sent.body());
        String snapshot = "/api/v1/worker-snapshots/" + sent.json().path("id").asText();
        until(() -> get(snapshot).path("state").asText().equals("applied"), snapshot);
        person = get("/api/v1/identities?text=" + run).at("/items/0/id").asText();
    }

    @Test
    void twoPeopleGiveBackWhatWasTakenByMistakeAndReplaceASecretMeanwhile() {
        // A directory of its own: were it a system of another test too, both would take away and both would have to
        // give back.
        EmbeddedDirectory directory = directories.engineering();
        String account = directory.addAccount(
                new NewAccount(run, "Ada Sample" + run, "Sample-pass-1", Map.of("employeeNumber", run)));
        String group = directory.addGroup("Group " + run, List.of(account));
        systemInAct(directory);
        String secret = secretThatIsKnown();

        JsonNode suspension = ok(201, api.post("/api/v1/suspensions", first, """
                {"identity": "%s", "reason": "Their laptop was stolen.", "forGood": true}
                """.formatted(person)));
        String leaverCase = "/api/v1/leaver-cases/" + suspension.path("case").asText();
        until(
                () -> !directory.isEnabled(account)
                        && !directory.groupsOf(account).contains(group),
                "shut out");

        replace(secret);

        JsonNode undo = ok(201, api.post(leaverCase + "/undos", first, "{\"reason\": \"It was found again.\"}"));
        assertEquals("proposed", undo.path("state").asText());
        assertEquals(
                List.of("membership", "sign-in"),
                undo.path("parts").findValuesAsText("access").stream().sorted().toList());
        String decision = "/api/v1/undos/" + undo.path("id").asText() + "/decision";
        problem("already-proposed", api.post(leaverCase + "/undos", second, "{\"reason\": \"It was found.\"}"));
        problem("second-person-needed", api.post(decision, first, "{\"agree\": true}"));
        assertFalse(directory.isEnabled(account), "one person is not enough");
        JsonNode agreed = ok(200, api.post(decision, second, "{\"agree\": true}"));
        assertEquals("second-" + run, agreed.path("decidedBy").asText());
        until(
                () -> get(leaverCase + "/undos").at("/items/0/state").asText().equals("completed"),
                leaverCase + "/undos");
        JsonNode done = get(leaverCase + "/undos").at("/items/0");
        assertEquals(List.of("given", "given"), done.path("parts").findValuesAsText("state"), done.toString());
        assertTrue(directory.isEnabled(account) && directory.groupsOf(account).contains(group), done.toString());
        assertNotEquals("open", get(leaverCase).path("state").asText());
        problem("already-decided", api.post(decision, first, "{\"agree\": false}"));
    }

    @Test
    void oneHoldsAndTwoLift() {
        String body = "{\"identity\": \"" + person + "\", \"reason\": \"Matter " + run + "\"}";
        JsonNode hold = ok(
                201,
                api.send("POST", "/api/v1/legal-holds", first, "application/json", body, "Idempotency-Key", "h" + run));
        JsonNode again = ok(
                201,
                api.send("POST", "/api/v1/legal-holds", first, "application/json", body, "Idempotency-Key", "h" + run));
        assertEquals(hold, again);
        String lift = "/api/v1/legal-holds/" + hold.path("id").asText() + "/lift";
        problem("nothing-proposed", api.post(lift + "/decision", second, "{\"agree\": true}"));
        assertEquals(
                "lifting",
                ok(200, api.post(lift, first, "{\"reason\": \"It is settled.\"}"))
                        .path("state")
                        .asText());
        problem("already-proposed", api.post(lift, second, "{\"reason\": \"It is settled.\"}"));
        problem("second-person-needed", api.post(lift + "/decision", first, "{\"agree\": true}"));
        assertTrue(get("/api/v1/legal-holds?state=lifting&limit=500").toString().contains("Matter " + run));
        JsonNode lifted = ok(200, api.post(lift + "/decision", second, "{\"agree\": true}"));
        assertEquals("lifted", lifted.path("state").asText());
        assertEquals("second-" + run, lifted.at("/lift/confirmedBy").asText());
        problem("already-decided", api.post(lift, first, "{\"reason\": \"It is settled.\"}"));
    }

    private String secretThatIsKnown() {
        JsonNode secret = ok(201, api.post("/api/v1/shared-secrets", first, """
                {"name": "Secret %s", "owner": "owner", "consumers": [{"name": "Backup", "contact": "contact-%s"}],
                 "keptAt": "file:shared/old", "rotateEveryDays": 90}
                """.formatted(run, run)));
        String id = secret.path("id").asText();
        ok(200, api.post("/api/v1/shared-secrets/" + id + "/knowers", first, "{\"identity\": \"" + person + "\"}"));
        return id;
    }

    private void replace(String secret) {
        String rotation = "/api/v1/secret-rotations/"
                + get("/api/v1/secret-rotations?secret=" + secret)
                        .at("/items/0/id")
                        .asText();
        JsonNode same = api.post(rotation + "/value", first, "{\"reference\": \"file:shared/none\"}")
                .json();
        assertEquals("/reference", same.at("/errors/0/pointer").asText(), same.toString());
        ok(200, api.post(rotation + "/value", first, "{\"reference\": \"file:shared/new\"}"));
        problem("not-allowed", api.post(rotation + "/confirmations", second, "{\"consumer\": \"Backup\"}"));
        String contact = provider.token("contact-" + run, Role.REQUESTER);
        ok(200, api.post(rotation + "/confirmations", contact, "{\"consumer\": \"Backup\"}"));
        ok(200, api.post(rotation + "/revocation", first, ""));
        problem(
                "second-person-needed",
                api.post(rotation + "/revocation/decision", first, "{\"worksNoLonger\": true}"));
        JsonNode over = ok(200, api.post(rotation + "/revocation/decision", second, "{\"worksNoLonger\": true}"));
        assertEquals("old-revoked", over.path("state").asText());
        JsonNode now = get("/api/v1/shared-secrets/" + secret);
        assertEquals("file:shared/new", now.path("keptAt").asText());
        assertEquals(0, now.path("knowers").size(), now.toString());
    }

    private void systemInAct(EmbeddedDirectory directory) {
        JsonNode system = ok(201, api.post("/api/v1/systems", first, """
                {"name": "Directory of two %s", "owner": "owner", "identityProvider": true,
                 "classification": {"sensitivity": "restricted", "criticality": "critical", "frameworks": [],
                                    "provisioning": "automatic", "reviewCadenceDays": 90},
                 "connector": {"kind": "ldap",
                               "settings": {"url": "%s", "certificatePin": "%s", "bindDn": "%s", "baseDn": "%s",
                                            "style": "389-ds", "attributes": "mail employeeNumber"},
                               "secretReferences": {"bindPassword": "file:engineering"}},
                 "correlation": {"accountAttribute": "employeeNumber", "identityAttribute": "worker-id"}}
                """.formatted(
                run, directory.encryptedUrl(), directory.certificateSha256(), directory.bindDn(), directory.baseDn())));
        String path = "/api/v1/systems/" + system.path("id").asText();
        ok(202, api.post(path + "/reads", first, ""));
        until(() -> get(path + "/reads").at("/items/0/state").asText().equals("complete"), path + "/reads");
        for (String mode : List.of("notify", "act")) {
            JsonNode change = ok(201, api.post(path + "/mode-changes", first, "{\"to\": \"" + mode + "\"}"));
            ok(200, api.post("/api/v1/mode-changes/" + change.path("id").asText() + "/confirmation", second, ""));
        }
    }

    private JsonNode get(String path) {
        return ok(200, api.get(path, first));
    }

    private static JsonNode ok(int status, Api.Answer answer) {
        assertEquals(status, answer.status(), answer.body());
        return answer.json();
    }

    private static void problem(String kind, Api.Answer answer) {
        assertEquals(
                "https://tenure.dev/problems/" + kind,
                answer.json().path("type").asText(),
                answer.body());
    }

    private void until(BooleanSupplier so, String what) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, what + " does not come");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }
}

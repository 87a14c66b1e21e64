package dev.tenure.bootstrap.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Forms of the pages as a browser sends them: a worker file with its content, and the guard's limit by two people. */
@QuarkusTest
@QuarkusTestResource(DatabaseForTests.class)
@QuarkusTestResource(ProviderForTests.class)
@QuarkusTestResource(DirectoriesForTests.class)
class PageFormsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BOUNDARY = "----form-boundary-of-the-test";
    private static final String HEADER = "worker_id,given_name,family_name,start_date\n";

    @TestHTTPResource
    URI address;

    @Given
    Provider provider;

    @Given
    Directories directories;

    private final String run = UUID.randomUUID().toString();
    private final String feed = "pages-" + run;
    private Api api = new Api(URI.create("http://localhost"));
    private String admin = "";

    @BeforeEach
    void configureAFeed() {
        api = new Api(address);
        admin = provider.token("admin-" + run, Role.ADMINISTRATOR);
        Api.Answer made =
                api.send("PUT", "/api/v1/worker-feeds/" + feed, admin, "application/json", """
                {"headers": {"worker_id": "worker_id", "given_name": "given_name", "family_name": "family_name",
                             "start_date": "start_date"}, "timeZone": "UTC"}
                """, "If-None-Match", "*");
        assertEquals(201, made.status(), made.body());
    }

    @Test
    void aFileIsSentOnceAndWhoSentItIsLedToIt() throws Exception {
        try (Browser browser = signIn("sender", Role.OPERATOR)) {
            HttpResponse<String> form = browser.open("/ui/feeds/sources/" + feed);
            assertEquals(200, form.statusCode(), form.body());
            // Longer than a field of a form may be, and than the parts that it comes in.
            String file = HEADER
                    + IntStream.range(1, 20_000)
                            .mapToObj(number -> "w-" + number + ",Ada,Sample,2026-01-01\n")
                            .collect(Collectors.joining());
            HttpResponse<String> sent = browser.send(form, "workers.csv", file, true);
            assertEquals(200, sent.statusCode(), sent.body());
            assertTrue(sent.uri().getPath().matches("/ui/feeds/snapshots/[0-9a-f-]{36}"), sent.uri() + sent.body());
            assertTrue(sent.body().contains("The file is here to its end"), sent.body());
            assertTrue(sent.body().contains("19999"), sent.body());
            assertTrue(sent.body().contains("nothing of it is taken"), "it waits for a person");

            HttpResponse<String> again = browser.send(form, "workers.csv", file, true);
            assertEquals(sent.uri().getPath(), again.uri().getPath(), "the same form sent twice is one file");
            HttpResponse<String> other = browser.send(form, "workers.csv", HEADER, true);
            assertTrue(other.body().contains("this form was sent before"), other.body());
        }
    }

    @Test
    void aFormThatIsNotOursSendsNothing() throws Exception {
        try (Browser browser = signIn("forged", Role.OPERATOR)) {
            HttpResponse<String> form = browser.open("/ui/feeds/sources/" + feed);
            HttpResponse<String> refused = browser.post(
                    "/ui/feeds/sources/" + feed + "/files",
                    "multipart/form-data; boundary=" + BOUNDARY,
                    part("csrf", "forged") + part("request", field(form.body(), "request"))
                            + file("workers.csv", HEADER)
                            + "--" + BOUNDARY + "--\r\n");
            assertEquals(403, refused.statusCode(), refused.body());
            assertTrue(refused.body().contains("This form is no longer valid"), refused.body());
            assertTrue(browser.open("/ui/feeds/sources/" + feed).body().contains("No file has come in"));
        }
    }

    @Test
    void whatIsNoFileOfTheSourceIsRefusedWithTheReason() throws Exception {
        try (Browser browser = signIn("wrong", Role.OPERATOR)) {
            HttpResponse<String> form = browser.open("/ui/feeds/sources/" + feed);
            HttpResponse<String> none = browser.send(form, "", "", false);
            assertTrue(none.body().contains("choose a file"), none.body());
            HttpResponse<String> wrong = browser.send(form, "picture.png", "\u0089PNG", false);
            assertEquals(200, wrong.statusCode(), wrong.body());
            assertTrue(wrong.body().contains("Nothing of the file was taken"), wrong.body());
            assertTrue(wrong.body().contains("refused: nothing of it is taken"), wrong.body());
        }
    }

    @Test
    void whoMayNotSendIsToldSo() throws Exception {
        try (Browser browser = signIn("auditor", Role.AUDITOR)) {
            HttpResponse<String> form = browser.open("/ui/feeds");
            assertTrue(form.body().contains("/ui/feeds/sources/" + feed), form.body());
            HttpResponse<String> refused = browser.post(
                    "/ui/feeds/sources/" + feed + "/files",
                    "multipart/form-data; boundary=" + BOUNDARY,
                    part("csrf", field(form.body(), "csrf"))
                            + part("request", UUID.randomUUID().toString())
                            + file("workers.csv", HEADER)
                            + "--" + BOUNDARY + "--\r\n");
            assertEquals(403, refused.statusCode(), refused.body());
            assertTrue(refused.body().contains("<strong>operator</strong>"), refused.body());
        }
    }

    @Test
    void aLooserLimitIsProposedByOneAndConfirmedByAnother() throws Exception {
        String page = "/ui/guard/systems/" + register();
        try (Browser first = signIn("first", Role.ADMINISTRATOR);
                Browser second = signIn("second", Role.ADMINISTRATOR)) {
            assertTrue(first.open("/ui/guard").body().contains(page));
            HttpResponse<String> before = first.open(page);
            assertTrue(before.body().contains("the greater of 20 accounts and 5 % within 1 d"), before.body());
            HttpResponse<String> outdated = second.open(page);
            HttpResponse<String> proposed =
                    first.submit(page + "/limit", before, "number", "200", "share", "5", "window", "2", "unit", "days");
            assertTrue(proposed.body().contains("another administrator has to confirm"), proposed.body());
            assertTrue(first.submit(page + "/confirm", proposed).body().contains("whoever proposed the limit"));
            assertTrue(second.submit(page + "/confirm", outdated).body().contains("somebody changed the limit since"));

            HttpResponse<String> declined = second.submit(page + "/decline", second.open(page));
            assertTrue(declined.body().contains("was declined"), declined.body());
            HttpResponse<String> again = first.submit(
                    page + "/limit", first.open(page), "number", "200", "share", "5", "window", "2", "unit", "days");
            HttpResponse<String> confirmed = second.submit(page + "/confirm", second.open(page));
            assertTrue(confirmed.body().contains("The limit is in force"), confirmed.body());
            assertTrue(confirmed.body().contains("the greater of 200 accounts and 5 % within 2 d"), again.body());
            HttpResponse<String> wrong = first.submit(
                    page + "/limit", first.open(page), "number", "-1", "share", "5", "window", "2", "unit", "days");
            assertTrue(wrong.body().contains("write whole numbers"), wrong.body());
            // A page without a version: the token is right and the form is not complete.
            assertEquals(
                    400, first.submit(page + "/limit", first.open("/ui/guard")).statusCode());
        }
    }

    @Test
    void anIdentityForAProgramIsAskedForByOneAndApprovedByAnother() throws Exception {
        String owner = hire();
        try (Browser first = signIn("asks", Role.OPERATOR);
                Browser second = signIn("agrees", Role.OPERATOR)) {
            HttpResponse<String> form = first.open("/ui/non-humans");
            HttpResponse<String> asked = first.submit(
                    "/ui/non-humans",
                    form,
                    "request",
                    field(form.body(), "request"),
                    "kind",
                    "bot",
                    "name",
                    "Gateway " + run,
                    "purpose",
                    "Carries mail.",
                    "owner",
                    owner,
                    "account",
                    "");
            assertTrue(asked.body().contains("Another person has to approve it"), asked.body());
            String page = asked.uri().getPath();
            assertTrue(first.submit(page + "/approve", asked).body().contains("whoever asked cannot approve"));
            HttpResponse<String> approved = second.submit(page + "/approve", second.open(page));
            assertTrue(approved.body().contains("an identity from now on"), approved.body());
            Matcher identity =
                    Pattern.compile("/ui/people/[0-9a-f-]{36}\">its page").matcher(approved.body());
            assertTrue(identity.find(), approved.body());
            String its = identity.group().replace("\">its page", "");
            assertTrue(second.open(its).body().contains("Gateway " + run));
            HttpResponse<String> retired =
                    first.submit(page + "/retire", first.open(page), "reason", "The mail is elsewhere.");
            assertTrue(retired.body().contains("Its accounts are shut now"), retired.body());
            HttpResponse<String> list = first.open("/ui/non-humans?state=retired&q=" + run);
            assertTrue(list.body().contains(page), list.body());
        }
    }

    @Test
    void somebodyLooksAtAPrivilegedAccountAndSaysThatItStays() throws Exception {
        String login = "keeper-" + run;
        String system = readDirectory(login);
        String page = "/ui/privileged/" + marked(system, login);
        try (Browser first = signIn("looks", Role.ADMINISTRATOR);
                Browser other = signIn("runs", Role.OPERATOR);
                Browser self = signIn("keeper", Role.ADMINISTRATOR)) {
            HttpResponse<String> population = first.open("/ui/systems/" + system + "/privileged");
            assertTrue(population.body().contains(page), population.body());
            HttpResponse<String> form = first.open(page);
            assertTrue(form.body().contains("You say so as administrator"), form.body());
            String seen = field(form.body(), "seen");
            HttpResponse<String> wrong = first.submit(page + "/review", form, "seen", seen, "reason", " ");
            assertTrue(wrong.body().contains("Write 1 to 500 characters"), wrong.body());
            HttpResponse<String> outdated = first.submit(page + "/review", form, "seen", "other", "reason", "Needed");
            assertTrue(outdated.body().contains("something else than what you saw"), outdated.body());
            HttpResponse<String> reviewed =
                    first.submit(page + "/review", form, "seen", seen, "reason", "It signs the keys");
            assertTrue(reviewed.body().contains("It is written down that it stays"), reviewed.body());
            assertTrue(reviewed.body().contains("It signs the keys"), reviewed.body());

            HttpResponse<String> readOnly = other.open(page);
            assertFalse(readOnly.body().contains("Looked at: it stays"), readOnly.body());
            HttpResponse<String> refused = other.submit(page + "/review", readOnly, "seen", seen, "reason", "Needed");
            assertEquals(403, refused.statusCode(), refused.body());
            HttpResponse<String> own = self.open(page);
            assertTrue(own.body().contains("another person has to look at it"), own.body());
            assertTrue(self.submit(page + "/review", own, "seen", seen, "reason", "Mine")
                    .body()
                    .contains("the account is yours"));
            HttpResponse<String> list = other.open("/ui/privilege-reviews?system=" + system + "&by=looks-" + run);
            assertTrue(list.body().contains("It signs the keys"), list.body());
        }
    }

    /** A directory with one account more, read. */
    private String readDirectory(String login) {
        EmbeddedDirectory directory = directories.engineering();
        directory.addAccount(new NewAccount(login, "Keeper " + run, "Sample-pass-1", Map.of("employeeNumber", run)));
        Api.Answer made = api.post("/api/v1/systems", admin, """
                {"name": "Reviewed %s", "owner": "owner", "privilegedReviewDays": 30,
                 "classification": {"sensitivity": "restricted", "criticality": "critical", "frameworks": [],
                                    "provisioning": "automatic", "reviewCadenceDays": 90},
                 "connector": {"kind": "ldap",
                               "settings": {"url": "%s", "certificatePin": "%s", "bindDn": "%s", "baseDn": "%s",
                                            "style": "389-ds", "attributes": "mail employeeNumber"},
                               "secretReferences": {"bindPassword": "file:engineering"}},
                 "correlation": {"accountAttribute": "employeeNumber", "identityAttribute": "worker-id"}}
                """.formatted(
                run, directory.encryptedUrl(), directory.certificateSha256(), directory.bindDn(), directory.baseDn()));
        assertEquals(201, made.status(), made.body());
        String system = made.json().path("id").asText();
        String reads = "/api/v1/systems/" + system + "/reads";
        assertEquals(202, api.post(reads, admin, "").status());
        Instant until = Instant.now().plus(PATIENCE);
        while (!api.get(reads, admin).json().at("/items/0/state").asText().equals("complete")) {
            assertTrue(Instant.now().isBefore(until), "the read does not end");
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return system;
    }

    /** The account of a name, which somebody marks as privileged. */
    private String marked(String system, String login) {
        JsonNode account = api.get("/api/v1/accounts?system=" + system + "&text=" + login, admin)
                .json()
                .at("/items/0");
        Api.Answer marked = api.post("/api/v1/privilege-marks", admin, """
                {"system": "%s", "thing": "account", "nativeId": "%s", "reason": "It signs the keys"}
                """.formatted(
                        system, account.path("nativeId").asText()));
        assertEquals(201, marked.status(), marked.body());
        return account.path("id").asText();
    }

    /** Somebody who works, by the file of the source. */
    private String hire() {
        String operator = provider.token("operator-" + run, Role.OPERATOR);
        Api.Answer sent = api.send(
                "POST",
                "/api/v1/worker-feeds/" + feed + "/snapshots",
                operator,
                "text/csv; charset=utf-8",
                HEADER + "own-" + run + ",Ada,Sample,2026-01-01\n",
                "Idempotency-Key",
                UUID.randomUUID().toString());
        assertEquals(202, sent.status(), sent.body());
        Instant until = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(until)) {
            var found = api.get("/api/v1/identities?text=own-" + run, operator)
                    .json()
                    .path("items");
            if (!found.isEmpty()) {
                return found.path(0).path("id").asText();
            }
            Thread.onSpinWait();
        }
        throw new IllegalStateException("nobody was hired");
    }

    private String register() {
        Api.Answer made = api.post("/api/v1/systems", admin, """
                {"name": "Limited %s", "owner": "owner",
                 "classification": {"sensitivity": "restricted", "criticality": "critical", "frameworks": [],
                                    "provisioning": "automatic", "reviewCadenceDays": 90},
                 "connector": {"kind": "ldap",
                               "settings": {"url": "ldaps://127.0.0.1:1", "bindDn": "cn=nobody", "baseDn": "dc=nowhere",
                                            "style": "active-directory", "attributes": "mail employeeNumber"},
                               "secretReferences": {"bindPassword": "file:corporate"}},
                 "correlation": {"accountAttribute": "employeeNumber", "identityAttribute": "worker-id"}}
                """.formatted(run));
        assertEquals(201, made.status(), made.body());
        return made.json().path("id").asText();
    }

    private Browser signIn(String who, Role... roles) throws IOException, InterruptedException {
        provider.nextSignInIs(who + "-" + run, roles);
        Browser browser = new Browser(address.toString().replaceAll("/$", ""));
        HttpResponse<String> front = browser.open("/ui");
        assertEquals(200, front.statusCode(), front.body());
        return browser;
    }

    /** The value of a hidden field. */
    private static String field(String html, String name) {
        Matcher found =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(html);
        return found.find() ? found.group(1) : "";
    }

    private static String part(String name, String value) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static String file(String name, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: text/csv\r\n\r\n" + content + "\r\n";
    }

    /** What a form of a page that was looked at sends back. */
    private record Browser(String address, HttpClient http) implements AutoCloseable {

        Browser(String address) {
            this(
                    address,
                    HttpClient.newBuilder()
                            .cookieHandler(new CookieManager())
                            .followRedirects(HttpClient.Redirect.ALWAYS)
                            .build());
        }

        HttpResponse<String> open(String path) throws IOException, InterruptedException {
            return http.send(
                    HttpRequest.newBuilder(URI.create(address + path))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        /** Goes on with GET where it is sent on, as a browser does; the JDK's client would keep the form's type. */
        HttpResponse<String> post(String path, String type, String body) throws IOException, InterruptedException {
            try (HttpClient direct = HttpClient.newBuilder()
                    .cookieHandler(http.cookieHandler().orElseThrow())
                    .build()) {
                HttpResponse<String> answer = direct.send(
                        HttpRequest.newBuilder(URI.create(address + path))
                                .timeout(PATIENCE)
                                .header("Content-Type", type)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                return answer.statusCode() == 303
                        ? open(answer.headers().firstValue("Location").orElseThrow())
                        : answer;
            }
        }

        /** Sends the file form of a feed's page. */
        HttpResponse<String> send(HttpResponse<String> form, String name, String content, boolean preview)
                throws IOException, InterruptedException {
            return post(
                    form.uri().getPath() + "/files",
                    "multipart/form-data; boundary=" + BOUNDARY,
                    part("csrf", field(form.body(), "csrf"))
                            + part("request", field(form.body(), "request"))
                            + (preview ? part("preview", "yes") : "")
                            + file(name, content)
                            + "--" + BOUNDARY + "--\r\n");
        }

        /** Sends a form of a page with its token and version, and what was filled in. */
        HttpResponse<String> submit(String path, HttpResponse<String> page, String... filled)
                throws IOException, InterruptedException {
            StringBuilder body = new StringBuilder(
                    "csrf=" + field(page.body(), "csrf") + "&version=" + field(page.body(), "version"));
            for (int i = 0; i + 1 < filled.length; i += 2) {
                body.append('&')
                        .append(filled[i])
                        .append('=')
                        .append(URLEncoder.encode(filled[i + 1], StandardCharsets.UTF_8));
            }
            return post(path, "application/x-www-form-urlencoded", body.toString());
        }

        @Override
        public void close() {
            http.close();
        }
    }
}

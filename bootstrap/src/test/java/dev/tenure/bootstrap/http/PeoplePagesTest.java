package dev.tenure.bootstrap.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.bootstrap.testing.DirectoriesForTests;
import dev.tenure.bootstrap.testing.Given;
import dev.tenure.bootstrap.testing.Provider;
import dev.tenure.bootstrap.testing.ProviderForTests;
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
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do on the pages about people and what sources say of them, through a browser's eyes. */
@QuarkusTest
@QuarkusTestResource(DatabaseForTests.class)
@QuarkusTestResource(ProviderForTests.class)
@QuarkusTestResource(DirectoriesForTests.class)
class PeoplePagesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PAGES_OF_A_LIST = 100;
    private static final String HEADER = "worker_id,given_name,family_name,title,start_date,worker_type\n";

    private static final String AUTHORITY = "/ui/people/authority";
    private static final String NON_EMPLOYEES = "/ui/people/findings/non-employees";

    @TestHTTPResource
    URI address;

    @Given
    Provider provider;

    private Api api = new Api(URI.create("http://localhost"));
    private String run = "";
    private String token = "";

    @BeforeEach
    void begin() {
        api = new Api(address);
        run = UUID.randomUUID().toString().substring(24);
        token = provider.token("pages-admin-" + run, Role.ADMINISTRATOR, Role.OPERATOR);
    }

    /** A page as it came. */
    private record Shown(int status, String address, String html) {

        /** What is read, with space between what stands apart. */
        String words() {
            return html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
        }

        String field(String name) {
            Matcher found = Pattern.compile("name=\"" + name + "\"[^>]* value=\"([^\"]*)\"")
                    .matcher(html);
            assertTrue(found.find(), name + " is missing in " + html);
            return found.group(1);
        }
    }

    /** Somebody who has signed in. */
    private final class Browser implements AutoCloseable {

        private final HttpClient http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();

        Browser(Role... roles) throws IOException, InterruptedException {
            provider.nextSignInIs("pages-" + Arrays.toString(roles) + run, roles);
            open("/ui");
        }

        Shown open(String path) throws IOException, InterruptedException {
            return send(HttpRequest.newBuilder(at(path)).GET());
        }

        /** Sends a form of the page on which the browser is. */
        Shown submit(Shown from, String path, String... pairs) throws IOException, InterruptedException {
            StringBuilder form = new StringBuilder("csrf=").append(from.field("csrf"));
            for (int i = 0; i < pairs.length; i += 2) {
                form.append('&')
                        .append(pairs[i])
                        .append('=')
                        .append(URLEncoder.encode(pairs[i + 1], StandardCharsets.UTF_8));
            }
            return send(HttpRequest.newBuilder(at(path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form.toString())));
        }

        private Shown send(HttpRequest.Builder request) throws IOException, InterruptedException {
            HttpResponse<String> answer =
                    http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            return new Shown(answer.statusCode(), answer.uri().getPath(), answer.body());
        }

        /** The first page of a list on which a text stands. */
        Shown find(String path, String text) throws IOException, InterruptedException {
            String next = path;
            for (int pages = 0; pages < PAGES_OF_A_LIST; pages++) {
                Shown page = open(next);
                assertEquals(200, page.status(), page.html());
                Matcher more = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"").matcher(page.html());
                if (page.html().contains(text) || !more.find()) {
                    return page;
                }
                next = more.group(1).replace("&amp;", "&");
            }
            throw new AssertionError(path + " has no end");
        }

        /** Opens a page until a text stands on it. */
        Shown await(String path, String text) throws IOException, InterruptedException {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (true) {
                Shown page = open(path);
                if (page.words().contains(text)) {
                    return page;
                }
                assertTrue(System.nanoTime() < end, text + " does not come to stand on " + page.words());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }

        @Override
        public void close() {
            http.close();
        }
    }

    private URI at(String path) {
        return URI.create(address.toString().replaceAll("/$", "") + path);
    }

    private void feed(String name, String recogniseBy) {
        Api.Answer feed = api.send(
                "PUT",
                "/api/v1/worker-feeds/" + name,
                token,
                "application/json",
                "{\"timeZone\": \"UTC\", \"recogniseBy\": \"" + recogniseBy + "\", \"headers\": {"
                        + Arrays.stream(HEADER.strip().split(",", -1))
                                .map(header -> "\"" + header + "\": \"" + header + "\"")
                                .collect(Collectors.joining(", "))
                        + "}}",
                "If-None-Match",
                "*");
        assertEquals(201, feed.status(), feed.body());
    }

    private void take(String name, String rows) {
        Api.Answer sent = api.send(
                "POST",
                "/api/v1/worker-feeds/" + name + "/snapshots",
                token,
                "text/csv; charset=utf-8",
                HEADER + rows,
                "Idempotency-Key",
                UUID.randomUUID().toString());
        assertEquals(202, sent.status(), sent.body());
        String snapshot = "/api/v1/worker-snapshots/" + sent.json().path("id").asText();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!api.get(snapshot, token).json().path("state").asText().equals("applied")) {
            assertTrue(System.nanoTime() < end, api.get(snapshot, token).body());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    @Test
    void whereSourcesDifferIsListedAndAnAdministratorDecidesWhoIsBelieved() throws Exception {
        String first = "pages-a-" + run;
        String second = "pages-b-" + run;
        feed(first, "none");
        feed(second, "worker-id");
        take(first, "w-" + run + ",Differa,Sample,Alpha title,2024-01-01,employee\n");
        take(second, "w-" + run + ",Differa,Sample,Beta title,2024-01-01,employee\n");
        String conflicts = "/ui/people/conflicts?attribute=title&source=" + first;
        try (Browser auditor = new Browser(Role.AUDITOR);
                Browser administrator = new Browser(Role.ADMINISTRATOR)) {
            Shown open = auditor.await(conflicts, "Differa Sample title " + first + " " + second);
            assertFalse(open.html().contains("Alpha title") || open.html().contains("Beta title"), open.html());
            assertTrue(
                    auditor.open("/ui/people/conflicts?attribute=email&source=" + first)
                            .words()
                            .contains("No conflict fits"),
                    "a filter narrows");

            Shown before = administrator.open(AUTHORITY);
            String version = before.field("version");
            Shown unknown = administrator.submit(
                    before, AUTHORITY, "version", version, "order", "nobody-" + run, "title", first + "," + first);
            assertEquals(400, unknown.status(), unknown.html());
            assertTrue(unknown.words().contains("Names a source twice"), unknown.words());
            unknown = administrator.submit(before, AUTHORITY, "version", version, "order", "nobody-" + run);
            assertEquals(400, unknown.status(), unknown.html());
            assertTrue(unknown.words().contains("No source is called nobody-" + run), unknown.words());
            assertEquals("nobody-" + run, unknown.field("order"));

            Shown decided = administrator.submit(
                    before, AUTHORITY, "version", version, "order", "", "title", second + ", " + first);
            assertEquals(200, decided.status(), decided.html());
            assertTrue(decided.words().contains("It is in force."), decided.words());
            assertEquals(second + ", " + first, decided.field("title"));
            auditor.await(conflicts, "Differa Sample title " + second + " " + first);

            Shown stale = administrator.submit(before, AUTHORITY, "version", version, "order", first);
            assertTrue(stale.words().contains("somebody decided since you looked"), stale.words());
            assertEquals("", stale.field("order"));
            assertEquals(
                    400,
                    administrator
                            .submit(before, AUTHORITY, "version", "x", "order", first)
                            .status());
            Shown refused = auditor.submit(auditor.open(AUTHORITY), AUTHORITY, "version", "0", "order", first);
            assertEquals(403, refused.status());
            assertTrue(refused.words().contains("administrator"), refused.words());
        }
    }

    @Test
    void ofWhomSomethingIsMissingIsListed() throws Exception {
        String feed = "pages-c-" + run;
        feed(feed, "none");
        take(feed, "c-" + run + ",Nosponsa,Sample" + run + ",Guest,2024-01-01,contractor\n");
        try (Browser auditor = new Browser(Role.AUDITOR);
                Browser hr = new Browser(Role.CONFIDENTIAL_HR);
                Browser requester = new Browser(Role.REQUESTER)) {
            for (String list : List.of("/ui/people/findings/without-manager", NON_EMPLOYEES)) {
                assertTrue(auditor.find(list, "c-" + run).html().contains("c-" + run), list);
                assertEquals(403, requester.open(list).status());
            }
            assertTrue(
                    hr.find(NON_EMPLOYEES + "?missing=end", "c-" + run).html().contains("c-" + run));
            Shown refused = auditor.open(NON_EMPLOYEES + "?missing=end");
            assertEquals(403, refused.status());
            assertTrue(refused.words().contains("confidential HR"), refused.words());
        }
    }

    @Test
    void aDeliveryIsLookedAtAndTakenUpAgain() throws Exception {
        String direct = "pages-d-" + run;
        String readAgain = "pages-e-" + run;
        hook(direct, "");
        hook(readAgain, ",\"api\":{\"address\":\"http://127.0.0.1:1/{worker}\",\"token\":\"file:hook\"}");
        deliver(direct, "2024-13-01");
        deliver(readAgain, "2024-01-01");
        try (Browser operator = new Browser(Role.OPERATOR);
                Browser hr = new Browser(Role.CONFIDENTIAL_HR);
                Browser requester = new Browser(Role.REQUESTER)) {
            Shown page = operator.await("/ui/webhooks?source=" + direct, "refused since");
            assertTrue(page.words().contains("start_date: "), page.words());
            assertFalse(page.html().contains("/retry"), "nothing of it can be read again");
            assertFalse(page.html().contains("worker w-" + run), page.html());
            assertTrue(page.words().contains("nowhere: the delivery is the record"), page.words());
            assertTrue(
                    hr.open("/ui/webhooks?source=" + direct).words().contains("worker w-" + run),
                    "confidential HR sees of whom it is");
            assertEquals(403, requester.open("/ui/webhooks").status());

            String refused = "/ui/webhooks/deliveries/" + id(direct) + "/retry";
            Shown not = operator.submit(page, refused, "source", direct, "state", "refused");
            assertTrue(not.words().contains("Nothing was done: it was taken"), not.words());
            assertEquals(403, hr.submit(hr.open("/ui/webhooks"), refused).status());
            assertEquals(
                    404,
                    operator.submit(page, "/ui/webhooks/deliveries/" + UUID.randomUUID() + "/retry")
                            .status());

            Shown waits = operator.await("/ui/webhooks?state=received&source=" + readAgain, "tried next");
            Matcher form = Pattern.compile("action=\"(/ui/webhooks/deliveries/[^\"]+/retry)\"")
                    .matcher(waits.html());
            assertTrue(form.find(), waits.html());
            Shown due = operator.submit(waits, form.group(1), "source", readAgain, "state", "received");
            assertEquals(200, due.status(), due.html());
            assertTrue(due.words().contains("The delivery is due now."), due.words());
        }
    }

    private void hook(String name, String more) {
        Api.Answer added = api.send(
                "PUT",
                "/api/v1/webhook-sources/" + name,
                token,
                "application/json",
                "{\"vendor\":\"generic\",\"secrets\":[\"file:hook\"],\"timeZone\":\"UTC\"" + more + "}",
                "If-None-Match",
                "*");
        assertEquals(201, added.status(), added.body());
    }

    private void deliver(String source, String startDate) throws GeneralSecurityException {
        String body = "{\"worker_id\":\"w-" + run
                + "\",\"given_name\":\"Hooka\",\"family_name\":\"Sample\",\"start_date\":\"" + startDate + "\"}";
        String seconds = Long.toString(Instant.now().getEpochSecond());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(DirectoriesForTests.HOOK_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signed = mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8));
        api.send(
                "POST",
                "/hooks/v1/" + source,
                "",
                "application/json",
                body,
                "Tenure-Signature",
                "t=" + seconds + ",v1=" + HexFormat.of().formatHex(signed));
    }

    private String id(String source) {
        return api.get("/api/v1/webhook-deliveries?source=" + source, token)
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asText();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ui/people",
                "/ui/people/findings/without-manager",
                NON_EMPLOYEES,
                "/ui/people/conflicts",
                AUTHORITY,
                "/ui/webhooks"
            })
    void anAddressThatNoPageMadeIsNoFault(String path) throws Exception {
        try (Browser browser = new Browser(Role.ADMINISTRATOR, Role.CONFIDENTIAL_HR)) {
            for (String query : List.of(
                    "after=nonsense",
                    "after=%00",
                    "source=%00&state=%00&attribute=%00&missing=%00",
                    "source=" + "x".repeat(3000),
                    "after=" + "A".repeat(3000))) {
                Shown page = browser.open(path + "?" + query);
                assertTrue(page.status() == 200 || page.status() == 400, path + "?" + query + " " + page.status());
                assertTrue(page.html().contains("<html"), page.html());
            }
        }
    }
}

package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged product with a real Keycloak: a client calls the API with the provider's token (PLT-2). */
class KeycloakSignInIT {

    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final String CLIENT_SECRET = "development-only-keycloak";
    private static final Path ROOT = Path.of(System.getProperty("tenure.root", ".."));

    private static final OpenThings OPEN = new OpenThings();
    private static KeycloakServer keycloak;
    private static RunningApplication application;

    @BeforeAll
    static void startBoth(@TempDir Path folder) throws Exception {
        Path target = ROOT.resolve("demo").resolve("target");
        int port = FreePort.any();
        keycloak = OPEN.keep(KeycloakServer.start(
                target.resolve("keycloak").resolve(System.getProperty("keycloak.folder", "keycloak")),
                Path.of("src/test/resources/keycloak-realm.json"),
                port,
                folder.resolve("keycloak.log")));
        EmbeddedDatabase database = OPEN.keep(EmbeddedDatabase.start(
                folder.resolve("pg"), target.resolve("postgresql"), folder.resolve("postgres.log")));
        AuditKey key = AuditKey.generate("audit.keycloak.example");
        key.writePrivate(folder.resolve("audit.key"));
        ApplicationEnvironment environment = new ApplicationEnvironment(
                database.owner(),
                database.application(),
                keycloak.issuer(),
                CLIENT_SECRET,
                folder.resolve("audit.key"),
                key.origin(),
                port,
                DevelopmentCredential.fresh(),
                Map.of());
        PackagedApplication artifact =
                new PackagedApplication(ROOT.resolve("bootstrap/target/quarkus-app/quarkus-run.jar"));
        artifact.migrate(environment.forMigrating(), folder.resolve("migrate.log"), BOUND);
        application = OPEN.keep(artifact.serve(environment.forServing(), folder.resolve("tenure.log"), BOUND));
    }

    @AfterAll
    static void stopAll() {
        OPEN.close();
    }

    @Test
    void aClientCallsTheApiWithATokenOfKeycloakAndNobodyWithout() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String token = new ObjectMapper()
                    .readTree(post(
                                    http,
                                    keycloak.tokenEndpoint(),
                                    Map.of(
                                            "grant_type",
                                            "password",
                                            "client_id",
                                            "tenure",
                                            "client_secret",
                                            CLIENT_SECRET,
                                            "username",
                                            "sample-auditor",
                                            "password",
                                            "development-only-password"))
                            .body())
                    .path("access_token")
                    .asText();
            URI cases = application.address().resolve("/api/v1/leaver-cases");

            HttpResponse<String> allowed = http.send(
                    HttpRequest.newBuilder(cases)
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    BodyHandlers.ofString());
            assertEquals(200, allowed.statusCode(), allowed.body());

            assertEquals(401, get(http, cases).statusCode());
        }
    }

    @Test
    void aPersonSignsInWithABrowserAndOutAgain() throws Exception {
        URI log = application.address().resolve("/ui/audit?limit=5");
        try (Browser browser = new Browser()) {
            Browser.Page asked = browser.open(log);
            assertEquals(200, asked.status(), asked.address() + "\n" + asked.html());
            assertTrue(asked.address().toString().startsWith(keycloak.issuer().toString()), asked.address()::toString);

            Browser.Page wrong = browser.submit(filled(asked, "not-the-password"));
            assertEquals(200, wrong.status());
            assertTrue(wrong.address().toString().startsWith(keycloak.issuer().toString()), wrong.address()::toString);
            assertEquals(Set.of(), sessionCookies(browser, log));

            Browser.Page page = browser.submit(filled(wrong, "development-only-password"));
            assertEquals(200, page.status(), page.address() + "\n" + page.html());
            assertEquals(log, page.address());
            assertTrue(page.html().contains("Sample Auditor"), page.html());
            // A browser holds a handle: neither its person's name nor a token of the provider.
            browser.cookies(log).forEach((name, value) -> assertTrue(value.length() < 200, name));

            Map<String, String> before = browser.cookies(log);
            Browser.Page out = browser.submit(page.form("/ui/sign-out"));
            assertEquals(200, out.status(), out.html());
            assertEquals(Set.of(), sessionCookies(browser, log));
            assertEquals(302, statusWith(log, before), "a kept copy of the cookie opens the session again");
        }
    }

    @Test
    void aFormFromElsewhereSignsNobodyOut() throws Exception {
        URI log = application.address().resolve("/ui/audit?limit=5");
        try (Browser browser = new Browser()) {
            Browser.Page page = browser.submit(filled(browser.open(log), "development-only-password"));
            Browser.Form form = page.form("/ui/sign-out");

            assertEquals(403, browser.submit(form.with("csrf", "made up")).status());
            assertEquals(log, browser.open(log).address());
        }
    }

    private static Browser.Form filled(Browser.Page signIn, String password) {
        return signIn.form("login-actions/authenticate")
                .with("username", "sample-auditor")
                .with("password", password);
    }

    private static Set<String> sessionCookies(Browser browser, URI address) {
        return browser.cookies(address).keySet().stream()
                .filter(name -> name.startsWith("q_session"))
                .collect(Collectors.toSet());
    }

    private static int statusWith(URI address, Map<String, String> cookies) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(address)
                                    .header(
                                            "Cookie",
                                            cookies.entrySet().stream()
                                                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                                    .collect(Collectors.joining("; ")))
                                    .timeout(BOUND)
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static HttpResponse<String> get(HttpClient http, URI address) throws Exception {
        return http.send(HttpRequest.newBuilder(address).timeout(BOUND).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(HttpClient http, URI address, Map<String, String> fields)
            throws Exception {
        StringBuilder form = new StringBuilder();
        new TreeMap<>(fields).forEach((name, value) -> form.append(form.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return http.send(
                HttpRequest.newBuilder(address)
                        .timeout(BOUND)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form.toString()))
                        .build(),
                BodyHandlers.ofString());
    }
}

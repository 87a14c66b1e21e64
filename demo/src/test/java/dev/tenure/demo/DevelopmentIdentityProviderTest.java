package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentIdentityProviderTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERIFIER = "a-verifier-of-forty-three-characters-or-more-0123";
    private static final String CALLBACK = "http://localhost:1/callback";

    private final DevelopmentIdentityProvider provider;
    private final HttpClient http = HttpClient.newHttpClient();

    DevelopmentIdentityProviderTest(@TempDir Path folder) throws IOException {
        this.provider = DevelopmentIdentityProvider.start(folder);
    }

    @AfterEach
    void stop() {
        http.close();
        provider.close();
    }

    @Test
    void theDiscoveryDocumentNamesTheIssuer() throws Exception {
        JsonNode document = JSON.readTree(get(URI.create(provider.issuer() + "/.well-known/openid-configuration")));

        assertEquals(provider.issuer().toString(), document.path("issuer").asText());
        assertEquals(
                provider.tokenEndpoint().toString(),
                document.path("token_endpoint").asText());
    }

    @Test
    void theLauncherGetsATokenForEachUserWithTheirRole() throws Exception {
        BearerTokens tokens = new BearerTokens(http, provider.tokenEndpoint(), "secret", Clock.systemUTC());

        for (DemoUser user : DemoUser.values()) {
            JsonNode claims = claims(tokens.of(user));
            assertEquals(user.username(), claims.path("sub").asText());
            assertUser(user, claims);
            assertEquals("tenure", audience(claims));
            assertEquals(provider.issuer().toString(), claims.path("iss").asText());
        }
    }

    @Test
    void aTokenIsKeptUntilItIsAboutToExpire() throws Exception {
        MovableClock clock = new MovableClock(Instant.now());
        BearerTokens tokens = new BearerTokens(http, provider.tokenEndpoint(), "secret", clock);

        String first = tokens.of(DemoUser.AUDITOR);
        assertEquals(first, tokens.of(DemoUser.AUDITOR));
        clock.now = clock.now.plus(Duration.ofMinutes(59));

        assertNotEquals(first, tokens.of(DemoUser.AUDITOR));
    }

    @Test
    void nobodyElseGetsATokenThatIsGoodForTheProduct() throws Exception {
        JsonNode answer = token(Map.of("grant_type", "client_credentials", "user", "mallory"));

        JsonNode claims = claims(answer.path("access_token").asText());
        assertNotEquals("tenure", audience(claims));
        assertTrue(claims.path("groups").isMissingNode());
    }

    @Test
    void theBrowserSignsInOnThePageAndGetsTheChosenUser() throws Exception {
        JsonNode tokens = signIn(DemoUser.SECOND_ADMINISTRATOR, VERIFIER);

        JsonNode access = claims(tokens.path("access_token").asText());
        assertEquals("boris.sample", access.path("sub").asText());
        assertEquals("tenure", audience(access));
        assertUser(DemoUser.SECOND_ADMINISTRATOR, access);
        JsonNode id = claims(tokens.path("id_token").asText());
        assertEquals("tenure", audience(id));
        assertEquals("n-1", id.path("nonce").asText());
        assertUser(DemoUser.SECOND_ADMINISTRATOR, id);
    }

    @Test
    void aRefreshedTokenIsStillTheSameUsers() throws Exception {
        JsonNode first = signIn(DemoUser.OPERATOR, VERIFIER);

        JsonNode second = token(Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                first.path("refresh_token").asText()));

        JsonNode claims = claims(second.path("access_token").asText());
        assertEquals("olga.sample", claims.path("sub").asText());
        assertEquals("tenure", audience(claims));
        assertUser(DemoUser.OPERATOR, claims);
    }

    @Test
    void aWrongPkceVerifierGetsNoToken() throws Exception {
        JsonNode answer = signIn(DemoUser.OPERATOR, "another-verifier-of-forty-three-characters-or-more");

        assertTrue(answer.path("access_token").isMissingNode());
        assertFalse(answer.path("error").isMissingNode());
    }

    private static void assertUser(DemoUser user, JsonNode claims) {
        assertEquals(user.username(), claims.path("preferred_username").asText());
        assertEquals(user.displayName(), claims.path("name").asText());
        assertEquals(1, claims.path("groups").size());
        assertEquals(user.group(), claims.path("groups").path(0).asText());
    }

    private JsonNode signIn(DemoUser user, String verifierAtTheEnd) throws Exception {
        URI authorize = URI.create(provider.issuer() + "/authorize?"
                + form(Map.of(
                        "response_type",
                        "code",
                        "client_id",
                        "tenure",
                        "redirect_uri",
                        CALLBACK,
                        "scope",
                        "openid",
                        "state",
                        "s-1",
                        "nonce",
                        "n-1",
                        "code_challenge",
                        challenge(VERIFIER),
                        "code_challenge_method",
                        "S256")));
        String page = get(authorize);
        Matcher fields = Pattern.compile("name=\"username\" value=\"" + Pattern.quote(user.username())
                        + "\">\\s*<input type=\"hidden\" name=\"claims\" value=\"([^\"]*)\"")
                .matcher(page);
        assertTrue(fields.find(), "the page offers " + user);
        HttpResponse<String> answer = post(
                authorize,
                form(Map.of(
                        "username", user.username(), "claims", fields.group(1).replace("&quot;", "\""))));
        URI callback = URI.create(answer.headers().firstValue("Location").orElseThrow());
        Matcher code = Pattern.compile("code=([^&]+)").matcher(callback.getQuery());
        assertTrue(callback.toString().startsWith(CALLBACK), callback.toString());
        assertTrue(callback.getQuery().contains("state=s-1"));
        assertTrue(code.find());
        return token(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code.group(1),
                "redirect_uri",
                CALLBACK,
                "code_verifier",
                verifierAtTheEnd));
    }

    private JsonNode token(Map<String, String> fields) throws Exception {
        return JSON.readTree(post(provider.tokenEndpoint(), form(fields)).body());
    }

    private String get(URI address) throws Exception {
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        assertEquals(200, answer.statusCode());
        return answer.body();
    }

    private HttpResponse<String> post(URI address, String form) throws Exception {
        String client = Base64.getEncoder().encodeToString("tenure:secret".getBytes(StandardCharsets.UTF_8));
        return http.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Authorization", "Basic " + client)
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private static JsonNode claims(String token) throws IOException {
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }

    private static String audience(JsonNode claims) {
        JsonNode audience = claims.path("aud");
        return audience.isArray() ? audience.path(0).asText() : audience.asText();
    }

    private static String challenge(String verifier) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static final class MovableClock extends Clock {

        private Instant now;

        MovableClock(Instant now) {
            this.now = now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}

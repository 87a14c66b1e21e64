package dev.tenure.demo;

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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Access tokens of the demo users, fetched when needed and again before they expire. For one thread. */
final class BearerTokens {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIME_OUT = Duration.ofSeconds(10);
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final HttpClient http;
    private final URI tokenEndpoint;
    private final String clientSecret;
    private final Clock clock;
    private final Map<DemoUser, Token> held = new EnumMap<>(DemoUser.class);

    /**
     * Fetches nothing yet.
     *
     * @param clientSecret of the client {@link DevelopmentIdentityProvider#CLIENT_ID}
     */
    BearerTokens(HttpClient http, URI tokenEndpoint, String clientSecret, Clock clock) {
        this.http = http;
        this.tokenEndpoint = tokenEndpoint;
        this.clientSecret = clientSecret;
        this.clock = clock;
    }

    /** A token that speaks for the user and is good for two minutes at least. */
    String of(DemoUser user) throws IOException, InterruptedException {
        Token token = held.get(user);
        if (token == null || clock.instant().plus(MARGIN).isAfter(token.expiresAt())) {
            token = fetch(user);
            held.put(user, token);
        }
        return token.text();
    }

    private Token fetch(DemoUser user) throws IOException, InterruptedException {
        Instant asked = clock.instant();
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(tokenEndpoint)
                        .timeout(TIME_OUT)
                        .header("Authorization", basic(DevelopmentIdentityProvider.CLIENT_ID + ":" + clientSecret))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form(Map.of(
                                "grant_type",
                                "client_credentials",
                                DevelopmentIdentityProvider.USER_PARAMETER,
                                user.username()))))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("The development OpenID provider gave no token for " + user.username() + ": status "
                    + answer.statusCode());
        }
        JsonNode body = JSON.readTree(answer.body());
        return new Token(
                body.path("access_token").asText(),
                asked.plusSeconds(body.path("expires_in").asLong()));
    }

    private static String basic(String nameAndSecret) {
        return "Basic " + Base64.getEncoder().encodeToString(nameAndSecret.getBytes(StandardCharsets.UTF_8));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private record Token(String text, Instant expiresAt) {}
}

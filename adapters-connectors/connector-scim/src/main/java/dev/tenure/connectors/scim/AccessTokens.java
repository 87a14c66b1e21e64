package dev.tenure.connectors.scim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenure.connectors.scim.Http.Sent;
import dev.tenure.connectors.scim.ScimSettings.Credential;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The token that goes with every request: the one given, or one got for client credentials and kept while it lasts. */
final class AccessTokens {

    private static final long USUAL_SECONDS = 300;
    private static final long MARGIN_SECONDS = 30;

    private final Credential credential;
    private final Http http;
    private final Json json;
    private final ReentrantLock fetching = new ReentrantLock();
    private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();

    /** A token and until when it is used, by {@link System#nanoTime}. */
    private record Kept(String token, long until) {

        @Override
        public String toString() {
            return "Kept[hidden]";
        }
    }

    AccessTokens(Credential credential, Http http, Json json) {
        this.credential = credential;
        this.http = http;
        this.json = json;
    }

    /** Whether another token may do where one was refused. */
    boolean renewable() {
        return credential instanceof Credential.Client;
    }

    /** Forgets a token that the target refused, unless another came already. */
    void forget(String refused) {
        kept.updateAndGet(k -> k != null && k.token().equals(refused) ? null : k);
    }

    String token() throws Trouble {
        return switch (credential) {
            case Credential.Bearer bearer -> bearer.token().reveal();
            case Credential.Client client -> keptOrFetched(client);
        };
    }

    /** One at a time: a second token may end the first, and others wait for the same anyway. */
    private String keptOrFetched(Credential.Client client) throws Trouble {
        try {
            fetching.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Trouble.unreachable("the call was interrupted");
        }
        try {
            Kept before = kept.get();
            return before != null && System.nanoTime() - before.until() < 0 ? before.token() : fetched(client);
        } finally {
            fetching.unlock();
        }
    }

    private String fetched(Credential.Client client) throws Trouble {
        StringBuilder form = new StringBuilder("grant_type=client_credentials");
        client.scope().ifPresent(scope -> form.append("&scope=").append(form(scope)));
        String basic = form(client.id()) + ":" + form(client.secret().reveal());
        Sent sent = http.send(HttpRequest.newBuilder(client.tokenEndpoint())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofString(form.toString()))
                .build());
        return switch (sent) {
            case Sent.NotSent none -> throw Trouble.unreachable("tokenEndpoint: " + none.reason());
            case Sent.NoAnswer none -> throw Trouble.unreachable("tokenEndpoint: " + none.reason());
            case Sent.Answered answered -> token(answered);
        };
    }

    private String token(Sent.Answered answered) throws Trouble {
        if (answered.status() == 429 || answered.status() >= 500) {
            throw Trouble.unreachable("tokenEndpoint answers with status " + answered.status(), answered.retryAfter());
        }
        if (answered.status() != 200) {
            throw Trouble.refused("tokenEndpoint answers with status " + answered.status()
                    + ": check clientId, clientSecret and scope");
        }
        Optional<JsonNode> tree = answered.body().flatMap(json::tree);
        Optional<String> token =
                tree.flatMap(t -> Attributes.text(t, "access_token")).filter(ScimSettings::sendable);
        if (token.isEmpty()) {
            throw Trouble.unreachable("tokenEndpoint answers without a token");
        }
        long seconds = tree.flatMap(t -> Attributes.field(t, "expires_in"))
                .map(node -> node.asLong(USUAL_SECONDS))
                .orElse(USUAL_SECONDS);
        Duration life = Duration.ofSeconds(Math.clamp(seconds - MARGIN_SECONDS, 0, 86_400));
        kept.set(new Kept(token.get(), System.nanoTime() + life.toNanos()));
        return token.get();
    }

    private static String form(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

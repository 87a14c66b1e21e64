package dev.tenure.benchmarks.product;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * As much of an OpenID provider as a service needs: discovery and keys, on the loopback interface, and tokens for whomever
 * the benchmark plays. Asks nobody to sign in: a code for the service is had by {@link #code}.
 */
public final class StaticIdentityProvider implements AutoCloseable {

    private static final int KEY_BITS = 2048;

    /** Longer than any benchmark. */
    private static final Duration LIFETIME = Duration.ofHours(4);

    private final HttpServer server;
    private final KeyPair keys;
    private final Map<String, String> codes = new ConcurrentHashMap<>();

    private StaticIdentityProvider(HttpServer server, KeyPair keys) {
        this.server = server;
        this.keys = keys;
    }

    /** Starts on a free port. */
    public static StaticIdentityProvider start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        StaticIdentityProvider provider = new StaticIdentityProvider(server, keys());
        String issuer = provider.issuer();
        provider.answer("/tenure/.well-known/openid-configuration", """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
                "jwks_uri":"%1$s/jwks","userinfo_endpoint":"%1$s/userinfo","end_session_endpoint":"%1$s/end",
                "response_types_supported":["code"],"subject_types_supported":["public"],
                "id_token_signing_alg_values_supported":["RS256"]}""".formatted(issuer));
        RSAPublicKey key = (RSAPublicKey) provider.keys.getPublic();
        provider.answer(
                "/tenure/jwks",
                "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"bench\",\"n\":\""
                        + base64(key.getModulus()) + "\",\"e\":\"" + base64(key.getPublicExponent()) + "\"}]}");
        server.createContext("/tenure/token", provider::exchange);
        server.start();
        return provider;
    }

    /** The issuer. */
    public String issuer() {
        return "http://localhost:" + server.getAddress().getPort() + "/tenure";
    }

    /**
     * A bearer token that the service accepts.
     *
     * @param subject whose
     * @param role as the claim has it
     */
    public String token(String subject, String role) {
        Instant now = Instant.now();
        String claims = "{\"iss\":\"%s\",\"aud\":\"tenure\",\"sub\":\"%s\",\"groups\":[\"%s\"],\"iat\":%d,\"exp\":%d}"
                .formatted(
                        issuer(),
                        subject,
                        role,
                        now.getEpochSecond(),
                        now.plus(LIFETIME).getEpochSecond());
        String signed = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"bench\"}".getBytes(StandardCharsets.UTF_8))
                + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.UTF_8));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform signs by RSA", e);
        }
    }

    /**
     * What the service exchanges for a token, once.
     *
     * @param subject whose
     * @param role as the claim has it
     */
    public String code(String subject, String role) {
        String code = UUID.randomUUID().toString();
        codes.put(code, token(subject, role));
        return code;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private void exchange(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Optional<String> token = Arrays.stream(form.split("&", -1))
                .filter(field -> field.startsWith("code="))
                .map(field -> codes.remove(field.substring("code=".length())))
                .filter(Objects::nonNull)
                .findFirst();
        byte[] body = token.map(known -> """
                        {"id_token":"%1$s","access_token":"%1$s","token_type":"Bearer","expires_in":%2$d}""".formatted(known, LIFETIME.toSeconds()))
                .orElse("{\"error\":\"invalid_grant\"}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(token.isPresent() ? 200 : 400, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int sign = bytes[0] == 0 ? 1 : 0;
        return base64(Arrays.copyOfRange(bytes, sign, bytes.length));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

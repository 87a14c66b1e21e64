package dev.tenure.connectors.aws.targets;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a request by version 4 of AWS's process.
 *
 * @param keyId the access key that is named
 * @param scope date, region, service and the closing word, with slashes
 * @param signedHeaders the headers that are signed, in lower case
 * @param given the signature itself
 * @param at when it was signed
 */
record Signature(String keyId, String scope, List<String> signedHeaders, String given, String at) {

    private static final Pattern HEADER = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^/]+)/([^,]+), *SignedHeaders=([^,]+), *Signature=([0-9a-f]{64})");
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

    static Optional<Signature> of(Headers headers) {
        Matcher matcher = HEADER.matcher(Objects.requireNonNullElse(headers.getFirst("Authorization"), ""));
        return matcher.matches()
                ? Optional.of(new Signature(
                        matcher.group(1),
                        matcher.group(2),
                        List.of(matcher.group(3).split(";", -1)),
                        matcher.group(4),
                        Objects.requireNonNullElse(headers.getFirst("X-Amz-Date"), "")))
                : Optional.empty();
    }

    Optional<Instant> signedAt() {
        try {
            return Optional.of(LocalDateTime.parse(at, TIME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    boolean isBy(String secret, HttpExchange exchange, byte[] body) {
        String headers = signedHeaders.stream()
                .map(name -> name + ":" + value(exchange.getRequestHeaders(), name) + "\n")
                .collect(Collectors.joining());
        String canonical = exchange.getRequestMethod() + "\n"
                + exchange.getRequestURI().getRawPath() + "\n"
                + query(exchange) + "\n"
                + headers + "\n"
                + String.join(";", signedHeaders) + "\n"
                + payload(exchange.getRequestHeaders(), body);
        String toSign =
                "AWS4-HMAC-SHA256\n" + at + "\n" + scope + "\n" + hash(canonical.getBytes(StandardCharsets.UTF_8));
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/", -1)) {
            key = mac(key, part);
        }
        return HexFormat.of().formatHex(mac(key, toSign)).equals(given);
    }

    /** S3 takes requests whose body is not signed. */
    private static String payload(Headers headers, byte[] body) {
        return UNSIGNED.equals(headers.getFirst("x-amz-content-sha256")) ? UNSIGNED : hash(body);
    }

    /** In order of names, each with its equals sign, however it was sent. */
    private static String query(HttpExchange exchange) {
        String raw = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
        return Arrays.stream(raw.split("&", -1))
                .filter(one -> !one.isEmpty())
                .map(one -> one.contains("=") ? one : one + "=")
                .sorted()
                .collect(Collectors.joining("&"));
    }

    /** The region that it was signed for. */
    String region() {
        return scope.split("/", -1)[1];
    }

    private static String value(Headers headers, String name) {
        return Objects.requireNonNullElse(headers.get(name), List.<String>of()).stream()
                .map(String::strip)
                .collect(Collectors.joining(","));
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
        }
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Arrays.copyOf(key, key.length), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java runtime", e);
        }
    }
}

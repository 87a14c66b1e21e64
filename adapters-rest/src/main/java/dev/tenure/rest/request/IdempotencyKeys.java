package dev.tenure.rest.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.rest.problem.ProblemJson;
import dev.tenure.rest.problem.ProblemJson.ErrorJson;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.RequestRefused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client's name for a request that creates something (draft-ietf-httpapi-idempotency-key-header). The fingerprint is the
 * SHA-256 of method, path and body, the body written in one canonical way: names sorted, white space and what was left out
 * gone, so that a client that repeats itself in another spelling is understood.
 */
public final class IdempotencyKeys {

    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private IdempotencyKeys() {}

    /** The key of a request with a JSON body. */
    public static RequestKey of(@Nullable String header, String method, String path, Object body) {
        String key = key(header);
        MessageDigest digest = sha256();
        digest.update((method + " " + path + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            digest.update(CANONICAL.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a body that was read can be written", e);
        }
        return new RequestKey(key, HexFormat.of().formatHex(digest.digest()));
    }

    /** The key itself. Must be given. */
    public static String key(@Nullable String header) {
        if (header == null || header.isBlank()) {
            throw new RequestRefused(ProblemJson.of(
                    ProblemKind.IDEMPOTENCY_KEY_MISSING,
                    "Idempotency-Key: is missing: send a new random value with every new request, and the same with every"
                            + " repetition of it"));
        }
        String key = header.strip();
        try {
            return new RequestKey(key, "").key();
        } catch (IllegalArgumentException e) {
            throw new RequestRefused(ProblemJson.of(
                    ProblemKind.INVALID_REQUEST,
                    List.of(ErrorJson.in("Idempotency-Key", "send 1 to 255 visible ASCII characters"))));
        }
    }

    /** A new SHA-256. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

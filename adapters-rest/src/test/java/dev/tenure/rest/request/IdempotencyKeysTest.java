package dev.tenure.rest.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.RequestRefused;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeysTest {

    private record BodyJson(
            @Nullable String name,
            @Nullable Map<String, String> settings,
            @Nullable List<String> list) {}

    @Test
    void theSameRequestInAnotherSpellingHasTheSameFingerprint() throws JsonProcessingException {
        assertEquals(
                fingerprint("POST", "/a", "{\"name\":\"x\",\"settings\":{\"b\":\"2\",\"a\":\"1\"}}"),
                fingerprint(
                        "POST",
                        "/a",
                        " {\"settings\":{\"a\":\"1\", \"b\":\"2\"}, \"name\":\"\\u0078\", \"list\":null}"));
    }

    @Test
    void anotherMethodPathOrBodyHasAnotherFingerprint() throws JsonProcessingException {
        String one = fingerprint("POST", "/a", "{\"name\":\"x\"}");
        assertNotEquals(one, fingerprint("PUT", "/a", "{\"name\":\"x\"}"));
        assertNotEquals(one, fingerprint("POST", "/b", "{\"name\":\"x\"}"));
        assertNotEquals(one, fingerprint("POST", "/a", "{\"name\":\"y\"}"));
        assertNotEquals(one, fingerprint("POST", "/a", "{\"list\":[\"x\"]}"));
    }

    @Test
    void theFingerprintIsSha256InHex() throws JsonProcessingException {
        assertEquals(64, fingerprint("POST", "/a", "{}").length());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void aMissingKeyIsRefused(@Nullable String header) {
        assertEquals(
                ProblemKind.IDEMPOTENCY_KEY_MISSING.type(),
                assertThrows(RequestRefused.class, () -> IdempotencyKeys.key(header))
                        .problem()
                        .type());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "ü", "a\u0000"})
    void aKeyOfOtherCharactersIsRefused(String header) {
        assertEquals(
                ProblemKind.INVALID_REQUEST.type(),
                assertThrows(RequestRefused.class, () -> IdempotencyKeys.key(header))
                        .problem()
                        .type());
    }

    @Test
    void aKeyThatIsTooLongIsRefused() {
        assertThrows(RequestRefused.class, () -> IdempotencyKeys.key("x".repeat(256)));
        assertEquals(255, IdempotencyKeys.key("x".repeat(255)).length());
    }

    private static String fingerprint(String method, String path, String body) throws JsonProcessingException {
        BodyJson read = ApiMapper.create().readValue(body, BodyJson.class);
        return IdempotencyKeys.of("key", method, path, read).fingerprint();
    }
}

package dev.tenure.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SecurityHeadersTest {

    @Test
    void nothingRunsInlineAndNothingComesFromElsewhere() {
        Map<String, String> policy = Arrays.stream(SecurityHeaders.CONTENT_SECURITY_POLICY.split("; ", -1))
                .map(directive -> directive.split(" ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        assertEquals("'none'", policy.get("default-src"));
        assertEquals("'self'", policy.get("script-src"));
        assertEquals("'self'", policy.get("style-src"));
        assertEquals("'self'", policy.get("form-action"));
        assertEquals("'none'", policy.get("frame-ancestors"));
        assertEquals("'none'", policy.get("base-uri"));
        assertFalse(SecurityHeaders.CONTENT_SECURITY_POLICY.contains("unsafe"));
    }

    @Test
    void aPersonalPageIsKeptByNobody() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().set("Cache-Control", "public");
        SecurityHeaders.put(headers, true, false);
        assertEquals("no-store", headers.get("cache-control"));
        assertEquals("nosniff", headers.get("x-content-type-options"));
        assertEquals("no-referrer", headers.get("referrer-policy"));
        assertEquals("same-origin", headers.get("cross-origin-opener-policy"));
        assertFalse(headers.contains("strict-transport-security"));
    }

    @Test
    void anAssetMayBeKept() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().set("Cache-Control", "public");
        SecurityHeaders.put(headers, false, true);
        assertEquals("public", headers.get("cache-control"));
        assertTrue(headers.contains("strict-transport-security"));
    }
}

package dev.tenure.domain.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tenure.domain.webhook.Signature.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The signatures stand here as {@code openssl dgst -hmac} gave them. */
final class SignatureTest {

    private static final String SECRET = "correct horse";
    private static final String BODY = "{\"employees\":[{\"id\":\"7\"}]}";
    private static final Instant SIGNED_AT = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final Map<Vendor, Map<String, String>> HEADERS = Map.of(
            Vendor.BAMBOOHR,
            Map.of(
                    "x-bamboohr-timestamp",
                    "1772438400",
                    "x-bamboohr-signature",
                    "e8badf53a6220f3d2012dbc22550aaec24f376bc498cd6ed73df887966eb50de"),
            Vendor.GUSTO,
            Map.of("x-gusto-signature", "13e383a30f747ad9bfaf46bce24296316084892fa41039da1dcaa06842a4ba7a"),
            Vendor.HIBOB,
            Map.of(
                    "bob-signature",
                    "0bH5tEGZTv4nWEY6wK4yUMM2dyq7Ii9TZvEffL+LPfrPHCBsw+zAGz71zqHK0Keb2JGgCZnBUa9ziZiAhRqulA=="),
            Vendor.GENERIC,
            Map.of(
                    "tenure-signature",
                    "t=1772438400,v1=7f622c3f07c6ce7f3d06e5c58d781433c33a4644fdebfd42af04dcc95ff5cef2"));

    private static Verdict judge(
            Vendor vendor, List<String> secrets, Map<String, String> headers, String body, Instant now) {
        return Signature.judge(
                vendor,
                secrets,
                TOLERANCE,
                name -> Optional.ofNullable(headers.get(name)),
                Body.of(body.getBytes(StandardCharsets.UTF_8)),
                now);
    }

    private static Verdict judge(Vendor vendor, Map<String, String> headers) {
        return judge(vendor, List.of(SECRET), headers, BODY, SIGNED_AT);
    }

    private static Map<String, String> sent(Vendor vendor) {
        return new HashMap<>(HEADERS.getOrDefault(vendor, Map.of()));
    }

    @ParameterizedTest
    @EnumSource
    void eachVendorsSignatureIsAccepted(Vendor vendor) {
        assertInstanceOf(Verdict.Genuine.class, judge(vendor, sent(vendor)));
    }

    @Test
    void whatWasSignedIsDigestedWithItsTime() {
        assertEquals(
                new Verdict.Genuine("7606c3f617bc1eeab77d0435285967918f6c4a64abb1715f5c5aba3b1dddefb3"),
                judge(Vendor.GUSTO, sent(Vendor.GUSTO)));
        assertEquals(
                new Verdict.Genuine(Signature.sha256(("1772438400." + BODY).getBytes(StandardCharsets.UTF_8))),
                judge(Vendor.GENERIC, sent(Vendor.GENERIC)));
    }

    @ParameterizedTest
    @EnumSource
    void oneOtherByteOfTheBodyIsEnough(Vendor vendor) {
        assertInstanceOf(
                Verdict.NotGenuine.class,
                judge(vendor, List.of(SECRET), sent(vendor), BODY.replace('7', '8'), SIGNED_AT));
    }

    @ParameterizedTest
    @EnumSource
    void everyHeaderIsNeededAndEveryCharacterOfItCounts(Vendor vendor) {
        for (String name : sent(vendor).keySet()) {
            Map<String, String> without = sent(vendor);
            without.remove(name);
            assertInstanceOf(Verdict.NotGenuine.class, judge(vendor, without), name);
            String whole = sent(vendor).getOrDefault(name, "");
            for (int i = 0; i < whole.length(); i++) {
                Map<String, String> changed = sent(vendor);
                char other = whole.charAt(i) == '1' ? '2' : '1';
                changed.put(name, whole.substring(0, i) + other + whole.substring(i + 1));
                assertInstanceOf(Verdict.NotGenuine.class, judge(vendor, changed), name + " at " + i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherSecretIsNotAccepted(Vendor vendor) {
        assertInstanceOf(
                Verdict.NotGenuine.class, judge(vendor, List.of("wrong horse"), sent(vendor), BODY, SIGNED_AT));
        assertInstanceOf(Verdict.NotGenuine.class, judge(vendor, List.of(), sent(vendor), BODY, SIGNED_AT));
    }

    @ParameterizedTest
    @EnumSource
    void whileOneSecretReplacesTheOtherEitherIsAccepted(Vendor vendor) {
        for (List<String> secrets : List.of(List.of(SECRET, "new horse"), List.of("new horse", SECRET))) {
            assertInstanceOf(Verdict.Genuine.class, judge(vendor, secrets, sent(vendor), BODY, SIGNED_AT));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BAMBOOHR", "GENERIC"})
    void aSignedTimeMayLieOffByTheToleranceAndNoMore(String name) {
        Vendor vendor = Vendor.valueOf(name);
        Map<Duration, Verdict> off = Map.of(
                TOLERANCE.plusSeconds(1), new Verdict.OutOfTime(false),
                TOLERANCE.plusSeconds(1).negated(), new Verdict.OutOfTime(true));
        off.forEach((skew, verdict) ->
                assertEquals(verdict, judge(vendor, List.of(SECRET), sent(vendor), BODY, SIGNED_AT.plus(skew))));
        for (Duration within : List.of(TOLERANCE, TOLERANCE.negated())) {
            assertInstanceOf(
                    Verdict.Genuine.class, judge(vendor, List.of(SECRET), sent(vendor), BODY, SIGNED_AT.plus(within)));
        }
    }

    @Test
    void whoHasNoSecretDoesNotLearnWhetherTheTimeIsRight() {
        assertInstanceOf(
                Verdict.NotGenuine.class,
                judge(
                        Vendor.GENERIC,
                        List.of("wrong horse"),
                        sent(Vendor.GENERIC),
                        BODY,
                        SIGNED_AT.plus(Duration.ofDays(1))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "t=,v1=",
                "t=1772438400",
                "t=99999999999999999999,v1=00",
                "v1=7f622c3f07c6ce7f3d06e5c58d781433c33a4644fdebfd42af04dcc95ff5cef2,t=1772438400",
                "t=-1,v1=7f622c3f07c6ce7f3d06e5c58d781433c33a4644fdebfd42af04dcc95ff5cef2",
                "\u0000"
            })
    void aMalformedSignatureIsNoSignature(String sent) {
        assertInstanceOf(Verdict.NotGenuine.class, judge(Vendor.GENERIC, Map.of("tenure-signature", sent)));
        assertInstanceOf(Verdict.NotGenuine.class, judge(Vendor.GUSTO, Map.of("x-gusto-signature", sent)));
        assertInstanceOf(Verdict.NotGenuine.class, judge(Vendor.HIBOB, Map.of("bob-signature", sent)));
    }
}

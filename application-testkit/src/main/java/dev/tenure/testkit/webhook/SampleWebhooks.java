package dev.tenure.testkit.webhook;

import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.domain.webhook.Body;
import dev.tenure.domain.webhook.Vendor;
import dev.tenure.domain.webhook.VendorApi;
import dev.tenure.domain.webhook.WebhookSource;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sources, and deliveries signed as each vendor signs them, worked out apart from the code under test. */
public final class SampleWebhooks {

    /** The reference of the secret that samples are signed with. */
    public static final String REFERENCE = "env:TENURE_SECRET_HOOK";

    /** The reference of the token for reading again. */
    public static final String TOKEN = "env:TENURE_SECRET_HR_TOKEN";

    private SampleWebhooks() {}

    /** A source whose deliveries are the records themselves. */
    public static WebhookSource generic(String name) {
        return new WebhookSource(
                WorkerSource.named(name, ZoneId.of("Europe/Berlin")),
                Vendor.GENERIC,
                List.of(REFERENCE),
                WebhookSource.USUAL_TOLERANCE,
                Optional.empty(),
                WebhookSource.usualPointers(),
                true,
                0);
    }

    /** A vendor's source, read again at an address. */
    public static WebhookSource of(Vendor vendor, String name, String address) {
        return new WebhookSource(
                WorkerSource.named(name, ZoneId.of("Europe/Berlin")),
                vendor,
                List.of(REFERENCE),
                WebhookSource.USUAL_TOLERANCE,
                Optional.of(new VendorApi(address, TOKEN)),
                vendor == Vendor.GENERIC ? WebhookSource.usualPointers() : Map.of(),
                true,
                0);
    }

    /** A body. */
    public static Body body(String text) {
        return Body.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The headers that a vendor would send with a body, by their names in lower case. */
    public static Map<String, String> signed(Vendor vendor, String secret, String body, Instant at) {
        String seconds = Long.toString(at.getEpochSecond());
        return switch (vendor) {
            case BAMBOOHR ->
                Map.of(
                        "x-bamboohr-timestamp",
                        seconds,
                        "x-bamboohr-signature",
                        HexFormat.of().formatHex(mac("HmacSHA256", secret, body + seconds)));
            case GUSTO -> Map.of("x-gusto-signature", HexFormat.of().formatHex(mac("HmacSHA256", secret, body)));
            case HIBOB -> Map.of("bob-signature", Base64.getEncoder().encodeToString(mac("HmacSHA512", secret, body)));
            case GENERIC ->
                Map.of(
                        "tenure-signature",
                        "t=" + seconds + ",v1="
                                + HexFormat.of().formatHex(mac("HmacSHA256", secret, seconds + "." + body)));
        };
    }

    /** Looks a header up as an HTTP request would. */
    public static Function<String, Optional<String>> headers(Map<String, String> sent) {
        return name -> Optional.ofNullable(sent.get(name));
    }

    private static byte[] mac(String algorithm, String secret, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

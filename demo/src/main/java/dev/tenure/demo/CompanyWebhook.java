package dev.tenure.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A second HR system of the company, which speaks by signed webhook and hires one person. */
final class CompanyWebhook {

    /** Where the application finds what deliveries are signed with. */
    static final String SECRET = ApplicationEnvironment.SECRET_PREFIX + "WEBHOOK";

    private static final String SOURCE = "agency";
    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TenureApi api;
    private final String secret;
    private final Clock clock;

    CompanyWebhook(TenureApi api, String secret, Clock clock) {
        this.api = api;
        this.secret = secret;
        this.clock = clock;
    }

    /** Lets the source send, sends one hire twice, and waits until the one person is there; how many there are. */
    int hire() throws IOException, InterruptedException {
        api.create(
                DemoUser.FIRST_ADMINISTRATOR,
                "/api/v1/webhook-sources/" + SOURCE,
                JSON.createObjectNode()
                        .put("vendor", "generic")
                        .put("timeZone", "Europe/Berlin")
                        .set("secrets", JSON.createArrayNode().add("env:" + SECRET)));
        String worker = "A-" + UUID.randomUUID();
        String body = JSON.writeValueAsString(JSON.createObjectNode()
                .put("worker_id", worker)
                .put("given_name", "Sample")
                .put("family_name", worker)
                .put("worker_type", "contractor")
                .put(
                        "start_date",
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString()));
        for (int i = 0; i < 2; i++) {
            String seconds = Long.toString(clock.instant().getEpochSecond());
            api.postSigned(
                    "/hooks/v1/" + SOURCE,
                    body,
                    Map.of(
                            "Tenure-Signature",
                            "t=" + seconds + ",v1=" + mac(seconds + "." + body),
                            "Tenure-Delivery",
                            worker));
        }
        return Patience.until("the person hired by webhook is there", BOUND, () -> {
            JsonNode found = api.get(DemoUser.OPERATOR, "/api/v1/identities?text=" + worker)
                    .body()
                    .path("items");
            return found.isEmpty() ? Optional.empty() : Optional.of(found.size());
        });
    }

    private String mac(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}

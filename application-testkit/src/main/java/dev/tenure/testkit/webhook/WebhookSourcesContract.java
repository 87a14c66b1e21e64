package dev.tenure.testkit.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.application.webhook.WebhookSources;
import dev.tenure.domain.identity.ClockPolicy;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.domain.webhook.Vendor;
import dev.tenure.domain.webhook.VendorApi;
import dev.tenure.domain.webhook.WebhookSource;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.transaction.Refusal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link WebhookSources} promises. */
public interface WebhookSourcesContract {

    /** The ports under test. */
    Ports ports();

    private WebhookSource saved(WebhookSource source) {
        return ports().transactions().call(now -> {
            ports().webhookSources().save(source);
            return ports().webhookSources().find(source.name()).orElseThrow();
        });
    }

    @Test
    default void everyFieldOfASourceComesBackAsItWasWithTheVersionCounted() {
        for (Vendor vendor : Vendor.values()) {
            String name = Samples.unique("hook");
            WebhookSource source = new WebhookSource(
                    new WorkerSource(
                            name,
                            ZoneId.of("Asia/Tokyo"),
                            ClockPolicy.EFFECTIVE_DATE_OR_NOTICE,
                            WorkerSource.Join.EMAIL),
                    vendor,
                    List.of("file:new", "env:TENURE_SECRET_OLD"),
                    Duration.ofSeconds(90),
                    Optional.of(new VendorApi("https://hr.example/api/{worker}", "file:token")),
                    vendor == Vendor.GENERIC ? WebhookSource.usualPointers() : Map.of(),
                    false,
                    0);
            WebhookSource first = saved(source);
            assertEquals(withVersion(source, 1), first);
            assertEquals(2, saved(first).version());
        }
        WebhookSource plain = SampleWebhooks.generic(Samples.unique("hook"));
        assertEquals(withVersion(plain, 1), saved(plain));
    }

    private static WebhookSource withVersion(WebhookSource source, long version) {
        return new WebhookSource(
                source.source(),
                source.vendor(),
                source.secrets(),
                source.tolerance(),
                source.api(),
                source.pointers(),
                source.enabled(),
                version);
    }

    @Test
    default void aStaleVersionOfASourceIsRefused() {
        WebhookSource source = SampleWebhooks.generic(Samples.unique("hook"));
        WebhookSource first = saved(source);
        saved(first);
        Refusal.of(ports(), () -> ports().webhookSources().save(first));
        Refusal.of(ports(), () -> ports().webhookSources().save(source));
    }

    @Test
    default void sourcesAreInOrderOfTheirNames() {
        String word = Samples.unique("hooks");
        WebhookSource second = saved(SampleWebhooks.generic(word + "-b"));
        WebhookSource first = saved(SampleWebhooks.generic(word + "-a"));
        assertEquals(
                List.of(first, second),
                ports().transactions().call(now -> ports().webhookSources().all()).stream()
                        .filter(source -> source.name().startsWith(word))
                        .toList());
    }

    @Test
    default void noSourceIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().webhookSources().all());
    }
}

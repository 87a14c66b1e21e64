package dev.tenure.testkit.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.application.push.PushClients;
import dev.tenure.domain.identity.ClockPolicy;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.domain.push.PushClient;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.transaction.Refusal;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link PushClients} promises. */
public interface PushClientsContract {

    /** The ports under test. */
    Ports ports();

    private PushClient saved(PushClient client) {
        return ports().transactions().call(now -> ports().pushClients().save(client));
    }

    private static PushClient client(String name, String subject, long version) {
        return new PushClient(
                new WorkerSource(
                        name,
                        ZoneId.of("Asia/Tokyo"),
                        ClockPolicy.EFFECTIVE_DATE_OR_NOTICE,
                        WorkerSource.Join.WORKER_ID),
                subject,
                false,
                version);
    }

    @Test
    default void everyFieldComesBackAsItWasWithTheVersionCounted() {
        String name = Samples.unique("client");
        PushClient first = saved(client(name, name + " \"neu\"", 0));
        assertEquals(client(name, name + " \"neu\"", 1), first);
        PushClient second = saved(client(name, name, 1));
        assertEquals(client(name, name, 2), second);
        ports().transactions().call(now -> {
            assertEquals(Optional.of(second), ports().pushClients().find(name));
            assertEquals(Optional.of(second), ports().pushClients().ofSubject(name));
            assertEquals(Optional.empty(), ports().pushClients().ofSubject(name.toUpperCase(Locale.ROOT)));
            assertEquals(Optional.empty(), ports().pushClients().find(name + "x"));
            return now;
        });
    }

    @Test
    default void aStaleVersionAndATakenSubjectAreRefused() {
        String name = Samples.unique("client");
        PushClient first = saved(client(name, name, 0));
        saved(first);
        Refusal.of(ports(), () -> ports().pushClients().save(first));
        Refusal.of(ports(), () -> ports().pushClients().save(client(name, name, 0)));
        Refusal.of(ports(), () -> ports().pushClients().save(client(name + "-b", name, 0)));
    }

    @Test
    default void allAreInOrderOfTheirNames() {
        String word = Samples.unique("order");
        PushClient second = saved(client(word + "-b", word + "-1", 0));
        PushClient first = saved(client(word + "-a", word + "-2", 0));
        assertEquals(
                List.of(first, second),
                ports().transactions().call(now -> ports().pushClients().all()).stream()
                        .filter(client -> client.name().startsWith(word))
                        .toList());
    }

    @Test
    default void nothingIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().pushClients().all());
    }
}

package dev.tenure.testkit.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.application.transaction.RequestKey;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link RequestKeys} promises, but for two requests at once, which only a real database can show. */
public interface RequestKeysContract {

    /** The ports under test. */
    Ports ports();

    private RequestKeys.Claim claim(String caller, RequestKey key, UUID created) {
        return ports().transactions().call(now -> ports().requestKeys().claim(caller, key, created));
    }

    @Test
    default void aKeyIsFreshOnceAndThenGivesWhatTheFirstRequestMade() {
        RequestKey key = new RequestKey(Samples.unique("key"), "a");
        UUID first = UUID.randomUUID();
        assertEquals(new RequestKeys.Claim.Fresh(), claim("ada", key, first));
        assertEquals(new RequestKeys.Claim.Repeated(first), claim("ada", key, UUID.randomUUID()));
        assertEquals(new RequestKeys.Claim.Repeated(first), claim("ada", key, UUID.randomUUID()));
    }

    @Test
    default void anotherRequestUnderTheSameKeyIsTold() {
        String key = Samples.unique("key");
        claim("ada", new RequestKey(key, "a"), UUID.randomUUID());
        assertEquals(new RequestKeys.Claim.Reused(), claim("ada", new RequestKey(key, "b"), UUID.randomUUID()));
    }

    @Test
    default void theKeysOfTwoCallersNeverMeet() {
        RequestKey key = new RequestKey(Samples.unique("key"), "a");
        claim("ada", key, UUID.randomUUID());
        assertEquals(new RequestKeys.Claim.Fresh(), claim("grace", key, UUID.randomUUID()));
    }

    @Test
    default void aClaimIsUndoneWithItsTransaction() {
        RequestKey key = new RequestKey(Samples.unique("key"), "a");
        assertThrows(
                IllegalArgumentException.class, () -> ports().transactions().call(now -> {
                    ports().requestKeys().claim("ada", key, UUID.randomUUID());
                    throw new IllegalArgumentException("sample");
                }));
        assertEquals(new RequestKeys.Claim.Fresh(), claim("ada", key, UUID.randomUUID()));
    }

    @Test
    default void noKeyIsClaimedOutsideATransaction() {
        assertThrows(
                RuntimeException.class, () -> ports().requestKeys().claim("ada", Samples.request(), UUID.randomUUID()));
    }
}

package dev.tenure.testkit.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link Transactions} promises. */
public interface TransactionsContract {

    /** The ports under test. */
    Ports ports();

    @Test
    default void theWorkSeesItselfInsideATransactionAndNobodyElseDoes() {
        Transactions transactions = ports().transactions();
        assertFalse(transactions.active());
        assertEquals(true, transactions.call(now -> transactions.active()));
        assertFalse(transactions.active());
    }

    @Test
    default void whatTheWorkGivesIsGiven() {
        Object given = new Object();
        assertSame(given, ports().transactions().<Object>call(now -> given));
    }

    @Test
    default void timeDoesNotGoBackFromOneToTheNext() {
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            times.add(ports().transactions().call(now -> now));
        }
        assertEquals(times.stream().sorted().toList(), times);
    }

    @Test
    default void aTransactionInsideAnotherIsRefused() {
        Transactions transactions = ports().transactions();
        assertThrows(IllegalStateException.class, () -> transactions.call(now -> transactions.call(then -> then)));
        assertFalse(transactions.active());
    }

    @Test
    default void workThatThrowsLeavesNothingBehind() {
        WorkerFeed feed = Samples.feed(Samples.unique("feed"));
        IllegalArgumentException thrown = new IllegalArgumentException("sample");
        assertSame(thrown, assertThrows(IllegalArgumentException.class, () -> ports().transactions()
                .call(now -> {
                    ports().workerFeeds().save(feed);
                    throw thrown;
                })));
        assertEquals(Optional.empty(), ports().transactions().call(now -> ports().workerFeeds()
                .find(feed.name())));
        assertFalse(ports().transactions().active());
    }

    @Test
    default void workIsKeptOnceItHasEnded() {
        WorkerFeed feed = Samples.feed(Samples.unique("feed"));
        ports().transactions().call(now -> {
            ports().workerFeeds().save(feed);
            return now;
        });
        assertTrue(ports().transactions()
                .call(now -> ports().workerFeeds().find(feed.name()))
                .isPresent());
    }

    @Test
    default void aStaleVersionRunsTheWholeWorkAgain() {
        WorkerFeed feed = Samples.feed(Samples.unique("feed"));
        ports().transactions().call(now -> {
            ports().workerFeeds().save(feed);
            return now;
        });
        List<Instant> runs = new ArrayList<>();
        long version = ports().transactions().call(now -> {
            runs.add(now);
            WorkerFeed stored = ports().workerFeeds().find(feed.name()).orElseThrow();
            ports().workerFeeds().save(runs.size() == 1 ? feed : stored);
            return stored.version() + 1;
        });
        assertEquals(2, version);
        assertEquals(2, runs.size());
        assertTrue(runs.get(1).isAfter(runs.get(0)));
    }
}

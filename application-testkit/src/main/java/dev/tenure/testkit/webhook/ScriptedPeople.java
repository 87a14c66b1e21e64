package dev.tenure.testkit.webhook;

import dev.tenure.application.webhook.VendorPeople;
import dev.tenure.connector.spi.Secret;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.webhook.WebhookSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** An HR system whose people a test enters, and whose next answers a test may spoil. Refuses to be read in a transaction. */
public final class ScriptedPeople implements VendorPeople {

    private final BooleanSupplier insideTransaction;
    private final Map<String, Map<Fact, String>> people = new HashMap<>();
    private final Deque<Reading> next = new ArrayDeque<>();
    private final List<String> reads = new ArrayList<>();
    private Runnable duringNextRead = () -> {};

    /** @param insideTransaction whether the calling thread is in a transaction */
    public ScriptedPeople(BooleanSupplier insideTransaction) {
        this.insideTransaction = insideTransaction;
    }

    /** Enters a person, or changes one. */
    public void show(String worker, Map<Fact, String> facts) {
        people.put(worker, Map.copyOf(facts));
    }

    /** Has the next read end so, whoever it is of. */
    public void answerNext(Reading reading) {
        next.add(reading);
    }

    /** Has something happen while the next person is read, after the vendor has answered. */
    public void duringNextRead(Runnable what) {
        duringNextRead = what;
    }

    /** Who was read, in order. */
    public List<String> reads() {
        return List.copyOf(reads);
    }

    @Override
    public Reading read(WebhookSource source, Secret token, String worker) {
        if (insideTransaction.getAsBoolean()) {
            throw new IllegalStateException("a vendor is not read inside a transaction");
        }
        reads.add(worker);
        Reading reading = Optional.ofNullable(next.poll())
                .or(() -> Optional.ofNullable(people.get(worker)).map(Reading.Found::new))
                .orElseGet(Reading.Absent::new);
        Runnable what = duringNextRead;
        duringNextRead = () -> {};
        what.run();
        return reading;
    }
}

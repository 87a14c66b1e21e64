package dev.tenure.connectors.testkit;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.Capabilities;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connection;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connector that breaks the contract by plan, for tests of what carries connectors. Without a plan it behaves as
 * {@link SampleConnector}. Every planned breach must happen: end a test with {@link #assertAllFired()}.
 */
public final class HostileConnector implements Connector {

    /** A method of the connector. */
    public enum Call {
        CAPABILITIES,
        CONNECT,
        ACCOUNTS,
        ENTITLEMENTS,
        FIND,
        READ,
        APPLY,
        CLOSE
    }

    private record Planned(Call call, Breach breach) {}

    private final SampleSystem system;
    private final SampleConnector honest;
    private final List<Planned> planned = new ArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private int fired;
    private int closes;

    /** A connector to this system. */
    public HostileConnector(SampleSystem system) {
        this.system = system;
        this.honest = new SampleConnector(system);
    }

    /** Plans a breach for the next such call, behind those planned already. */
    public synchronized HostileConnector plan(Call call, Breach breach) {
        planned.add(new Planned(call, breach));
        return this;
    }

    /** The system it speaks to. */
    public SampleSystem system() {
        return system;
    }

    /** Lets go what hangs. */
    public void release() {
        released.countDown();
    }

    /** How many breaches happened. */
    public synchronized int fired() {
        return fired;
    }

    /** How often it was closed. */
    public synchronized int closes() {
        return closes;
    }

    /**
     * Ends a test.
     *
     * @throws AssertionError where a planned breach never happened: the test proved less than it says
     */
    public synchronized void assertAllFired() {
        if (!planned.isEmpty()) {
            throw new AssertionError("planned and never happened: " + planned);
        }
    }

    private synchronized Optional<Breach> next(Call call) {
        for (Planned p : planned) {
            if (p.call() == call) {
                planned.remove(p);
                fired++;
                return Optional.of(p.breach());
            }
        }
        return Optional.empty();
    }

    @Override
    public Capabilities capabilities() {
        return answer(Call.CAPABILITIES, honest::capabilities, breach -> {
            throw unsuited(Call.CAPABILITIES, breach);
        });
    }

    @Override
    public Observation<Connection> connect() {
        return observe(Call.CONNECT, honest::connect, breach -> {
            throw unsuited(Call.CONNECT, breach);
        });
    }

    @Override
    public Observation<Page<ObservedAccount>> accounts(Cursor cursor) {
        return list(Call.ACCOUNTS, cursor, () -> honest.accounts(cursor));
    }

    @Override
    public Observation<Page<ObservedEntitlement>> entitlements(Cursor cursor) {
        return list(Call.ENTITLEMENTS, cursor, () -> honest.entitlements(cursor));
    }

    @Override
    public Observation<List<AccountState>> find(String attribute, String value) {
        return observe(Call.FIND, () -> honest.find(attribute, value), breach -> {
            throw unsuited(Call.FIND, breach);
        });
    }

    @Override
    public Observation<AccountState> read(AccountRef account) {
        return observe(Call.READ, () -> honest.read(account), breach -> {
            throw unsuited(Call.READ, breach);
        });
    }

    @Override
    public ChangeOutcome apply(Change change, ChangeKey key) {
        return answer(Call.APPLY, () -> honest.apply(change, key), breach -> switch (breach) {
            case Breach.LiesAboutSuccess b ->
                new ChangeOutcome.Applied(new Evidence(List.of(Evidence.Fact.plain("readBack", "as asked"))));
            case Breach.LosesReply b -> {
                honest.apply(change, key);
                yield new ChangeOutcome.InDoubt("the answer was lost");
            }
            case Breach.IsUnreachable b ->
                new ChangeOutcome.Unreachable("the system cannot be reached", b.retryAfter());
            case Breach.IsRefused b -> new ChangeOutcome.Refused(b.reason());
            case Breach.RepeatsCursor b -> throw unsuited(Call.APPLY, b);
            case Breach.DuplicatesItem b -> throw unsuited(Call.APPLY, b);
            case Breach.Throws b -> throw unsuited(Call.APPLY, b);
            case Breach.HangsUntilInterrupted b -> throw unsuited(Call.APPLY, b);
            case Breach.IgnoresInterrupt b -> throw unsuited(Call.APPLY, b);
            case Breach.AnswersNull b -> throw unsuited(Call.APPLY, b);
        });
    }

    @Override
    public void close() {
        synchronized (this) {
            closes++;
        }
        answer(Call.CLOSE, () -> "closed", breach -> {
            throw unsuited(Call.CLOSE, breach);
        });
        honest.close();
    }

    private <T> Observation<Page<T>> list(Call call, Cursor cursor, Supplier<Observation<Page<T>>> honestly) {
        return observe(call, honestly, breach -> {
            if (!(honestly.get() instanceof Observation.Seen<Page<T>>(Page<T> page))) {
                throw new IllegalStateException("the sample system could not be read");
            }
            if (breach instanceof Breach.RepeatsCursor) {
                return new Observation.Seen<>(new Page<>(page.items(), Optional.of(cursor)));
            }
            if (breach instanceof Breach.DuplicatesItem && !page.items().isEmpty()) {
                List<T> items = new ArrayList<>(page.items());
                items.add(items.get(0));
                return new Observation.Seen<>(new Page<>(items, page.next()));
            }
            throw unsuited(call, breach);
        });
    }

    private <T> Observation<T> observe(
            Call call, Supplier<Observation<T>> honestly, Function<Breach, Observation<T>> special) {
        return answer(call, honestly, breach -> {
            if (breach instanceof Breach.IsUnreachable(var retryAfter)) {
                return new Observation.Unreachable<>("the system cannot be reached", retryAfter);
            }
            if (breach instanceof Breach.IsRefused(String reason)) {
                return new Observation.Refused<>(reason);
            }
            return special.apply(breach);
        });
    }

    /** What any call can do; the rest is the call's own. */
    private <T> T answer(Call call, Supplier<T> honestly, Function<Breach, T> special) {
        Optional<Breach> breach = next(call);
        if (breach.isEmpty()) {
            return honestly.get();
        }
        if (breach.get() instanceof Breach.Throws(Throwable thrown)) {
            throw HostileConnector.<RuntimeException>unchecked(thrown);
        }
        if (breach.get() instanceof Breach.HangsUntilInterrupted) {
            hang(false);
            return honestly.get();
        }
        if (breach.get() instanceof Breach.IgnoresInterrupt) {
            hang(true);
            return honestly.get();
        }
        if (breach.get() instanceof Breach.AnswersNull) {
            return nothing();
        }
        return special.apply(breach.get());
    }

    private void hang(boolean deaf) {
        boolean interrupted = false;
        while (true) {
            try {
                released.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
                if (!deaf) {
                    break;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static IllegalArgumentException unsuited(Call call, Breach breach) {
        return new IllegalArgumentException(
                "plan: " + call + " has no " + breach.getClass().getSimpleName());
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // The compiler must not see that a checked exception leaves here.
    private static <E extends Throwable> E unchecked(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // To answer null against the contract is the point.
    private static <T> T nothing() {
        @Nullable T nothing = null;
        return nothing;
    }
}

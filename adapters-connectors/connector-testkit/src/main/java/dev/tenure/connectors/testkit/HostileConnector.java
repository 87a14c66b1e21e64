package dev.tenure.connectors.testkit;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.Activity;
import dev.tenure.connector.spi.Capabilities;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connection;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.Credential;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Increment;
import dev.tenure.connector.spi.MfaMethod;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.Page;
import dev.tenure.connector.spi.ResumeToken;
import dev.tenure.connector.spi.Session;
import dev.tenure.connector.spi.SignInEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
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
        MFA_METHODS,
        CREDENTIALS,
        SESSIONS,
        SIGN_INS,
        ACTIVITY,
        CHANGES_SINCE,
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
            if (breach instanceof Breach.DuplicatesItem) {
                return found(attribute, value, HostileConnector::twice);
            }
            if (breach instanceof Breach.CutsPage) {
                return found(attribute, value, HostileConnector::cut);
            }
            throw unsuited(Call.FIND, breach);
        });
    }

    @Override
    public Observation<AccountState> read(AccountRef account) {
        return observe(Call.READ, () -> honest.read(account), breach -> {
            throw unsuited(Call.READ, breach);
        });
    }

    private <T> Observation<T> observe(Call call, Supplier<Observation<T>> honestly) {
        return observe(call, honestly, breach -> {
            throw unsuited(call, breach);
        });
    }

    @Override
    public Observation<List<MfaMethod>> mfaMethods(AccountRef account) {
        return observe(Call.MFA_METHODS, () -> honest.mfaMethods(account));
    }

    @Override
    public Observation<List<Credential>> credentials(AccountRef account) {
        return observe(Call.CREDENTIALS, () -> honest.credentials(account));
    }

    @Override
    public Observation<List<Session>> sessions(AccountRef account) {
        return observe(Call.SESSIONS, () -> honest.sessions(account));
    }

    @Override
    public Observation<Page<SignInEvent>> signIns(AccountRef account, Instant since, Cursor cursor) {
        return list(Call.SIGN_INS, cursor, () -> honest.signIns(account, since, cursor));
    }

    @Override
    public Observation<Activity> activity(AccountRef account, Instant from, Instant to, Cursor cursor) {
        return observe(Call.ACTIVITY, () -> honest.activity(account, from, to, cursor), breach -> {
            if (!(honest.activity(account, from, to, cursor) instanceof Observation.Seen<Activity>(Activity told))) {
                throw new IllegalStateException("the sample system could not be read");
            }
            return new Observation.Seen<>(
                    new Activity(spoilt(Call.ACTIVITY, cursor, told.page(), breach), told.coverage()));
        });
    }

    /** A repeated cursor is here an answer that leads back to the token that was asked with. */
    @Override
    public Observation<Increment> changesSince(Optional<ResumeToken> since) {
        return observe(Call.CHANGES_SINCE, () -> honest.changesSince(since), breach -> {
            if (breach instanceof Breach.RepeatsCursor && since.isPresent()) {
                return new Observation.Seen<>(new Increment.Changed(List.of(), since.get(), true));
            }
            throw unsuited(Call.CHANGES_SINCE, breach);
        });
    }

    @Override
    public ChangeOutcome apply(Change change, ChangeKey key) {
        return answer(Call.APPLY, () -> honest.apply(change, key), breach -> {
            if (breach instanceof Breach.LiesAboutSuccess) {
                return new ChangeOutcome.Applied(new Evidence(List.of(Evidence.Fact.plain("readBack", "as asked"))));
            }
            if (breach instanceof Breach.LosesReply) {
                honest.apply(change, key);
                return new ChangeOutcome.InDoubt("the answer was lost");
            }
            if (breach instanceof Breach.ActsAndThrows(Throwable thrown)) {
                honest.apply(change, key);
                throw HostileConnector.<RuntimeException>unchecked(thrown);
            }
            if (breach instanceof Breach.Tells(Evidence.Fact fact)) {
                honest.apply(change, key);
                return new ChangeOutcome.Applied(new Evidence(List.of(fact)));
            }
            if (breach instanceof Breach.IsUnreachable(var retryAfter)) {
                return new ChangeOutcome.Unreachable("the system cannot be reached", retryAfter);
            }
            if (breach instanceof Breach.IsRefused(String reason)) {
                return new ChangeOutcome.Refused(reason);
            }
            throw unsuited(Call.APPLY, breach);
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
            return new Observation.Seen<>(spoilt(call, cursor, page, breach));
        });
    }

    private static <T> Page<T> spoilt(Call call, Cursor cursor, Page<T> page, Breach breach) {
        if (breach instanceof Breach.RepeatsCursor) {
            return new Page<>(page.items(), Optional.of(cursor));
        }
        if (breach instanceof Breach.LeadsBack) {
            return new Page<>(page.items(), Optional.of(Cursor.START));
        }
        if (breach instanceof Breach.DuplicatesItem) {
            return new Page<>(twice(page.items()), page.next());
        }
        if (breach instanceof Breach.CutsPage) {
            return new Page<>(cut(page.items()), Optional.empty());
        }
        if (breach instanceof Breach.OverfillsPage(int items)) {
            return new Page<>(Collections.nCopies(items, page.items().getFirst()), page.next());
        }
        throw unsuited(call, breach);
    }

    private Observation<List<AccountState>> found(
            String attribute, String value, UnaryOperator<List<AccountState>> spoil) {
        if (!(honest.find(attribute, value) instanceof Observation.Seen<List<AccountState>>(var accounts))) {
            throw new IllegalStateException("the sample system could not be read");
        }
        return new Observation.Seen<>(spoil.apply(accounts));
    }

    private static <T> List<T> twice(List<T> items) {
        List<T> more = new ArrayList<>(items);
        more.add(items.getFirst());
        return more;
    }

    private static <T> List<T> cut(List<T> items) {
        return items.subList(0, items.size() - 1);
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
        if (breach.get() instanceof Breach.Drips(Duration pause)) {
            drip(pause);
            return honestly.get();
        }
        if (breach.get() instanceof Breach.Behaves) {
            return honestly.get();
        }
        if (breach.get() instanceof Breach.AnswersNull) {
            return nothing();
        }
        return special.apply(breach.get());
    }

    private void drip(Duration pause) {
        try {
            if (released.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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

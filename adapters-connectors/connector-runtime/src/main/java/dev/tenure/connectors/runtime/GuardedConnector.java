package dev.tenure.connectors.runtime;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.Capabilities;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connection;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.Page;
import dev.tenure.domain.inventory.LaneLimits;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the product and one connector: holds it to the system's limits, refuses to run inside a transaction and
 * turns whatever the connector does into one of the answers of its contract.
 *
 * <p>A call that never ends keeps its place: a connector that hangs for good can hold as many threads as the system's
 * concurrency, and no more.
 */
final class GuardedConnector implements Connector {

    private static final System.Logger LOG = System.getLogger(GuardedConnector.class.getName());

    /** Why a connector that is closed, or about to be, is not asked. */
    static final String SUPERSEDED = "the system's configuration has changed: the next attempt uses the new one";

    private final String kind;
    private final Connector connector;
    private final Capabilities capabilities;
    private final LaneLimits limits;
    private final BooleanSupplier insideTransaction;
    private final ClassLoader loader;
    private final Semaphore places;
    private final Pace pace;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread closing;

    /** @param capabilities what the connector said it can do when it was opened */
    GuardedConnector(
            String kind,
            Connector connector,
            Capabilities capabilities,
            LaneLimits limits,
            BooleanSupplier insideTransaction,
            ClassLoader loader) {
        this.kind = kind;
        this.connector = connector;
        this.capabilities = capabilities;
        this.limits = limits;
        this.insideTransaction = insideTransaction;
        this.loader = loader;
        this.places = new Semaphore(limits.concurrency(), true);
        this.pace = new Pace(limits.perMinute());
    }

    /** As the connector said when it was opened; reaches nothing, so it may be asked anywhere. */
    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Observation<Connection> connect() {
        return observe(connector::connect, connection -> Optional.empty());
    }

    @Override
    public Observation<Page<ObservedAccount>> accounts(Cursor cursor) {
        return observe(() -> connector.accounts(cursor), page -> leadsBack(cursor, page));
    }

    @Override
    public Observation<Page<ObservedEntitlement>> entitlements(Cursor cursor) {
        return observe(() -> connector.entitlements(cursor), page -> leadsBack(cursor, page));
    }

    @Override
    public Observation<List<AccountState>> find(String attribute, String value) {
        return observe(
                () -> connector.find(attribute, value),
                found -> found.stream().anyMatch(Objects::isNull)
                        ? Optional.of("listed an account that is null")
                        : Optional.empty());
    }

    @Override
    public Observation<AccountState> read(AccountRef account) {
        return observe(() -> connector.read(account), state -> Optional.empty());
    }

    @Override
    public ChangeOutcome apply(Change change, ChangeKey key) {
        refuseInsideTransaction();
        if (!capabilities.changes().contains(change.kind())) {
            return new ChangeOutcome.Refused("the connector of kind " + kind + " does not carry out " + change.kind()
                    + " on this system: see to it by hand");
        }
        return run(
                () -> connector.apply(change, key),
                this::checked,
                (reason, retryAfter) -> new ChangeOutcome.Unreachable(reason, retryAfter),
                ChangeOutcome.InDoubt::new);
    }

    /** Lets the calls under way end, for as long as a call may take, and closes the connector. Returns at once. */
    @Override
    public void close() {
        closing();
    }

    /** Begins to close, once; the thread that does it ends when it is done. */
    Thread closing() {
        synchronized (closed) {
            if (closing == null) {
                closed.countDown();
                closing = Thread.ofVirtual().name("connector-close").start(this::closeWhenIdle);
            }
            return closing;
        }
    }

    private void closeWhenIdle() {
        try {
            if (!places.tryAcquire(limits.concurrency(), limits.callTimeout().toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "the connector of kind {0} is closed while a call hangs", kind);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Ending<Boolean> ending = Ending.of(
                () -> {
                    connector.close();
                    return true;
                },
                loader,
                limits.callTimeout(),
                () -> {});
        switch (ending) {
            case Ending.Answered<Boolean> done -> {
                // As it should be.
            }
            case Ending.Threw<Boolean> threw ->
                LOG.log(System.Logger.Level.WARNING, "{0} when it was closed", Ending.told(kind, threw.thrown()));
            case Ending.Overdue<Boolean> overdue ->
                LOG.log(System.Logger.Level.WARNING, "the connector of kind {0} hangs on being closed", kind);
        }
    }

    private <T> Observation<T> observe(Supplier<Observation<T>> call, Function<T, Optional<String>> breach) {
        refuseInsideTransaction();
        return run(
                call,
                answer -> checked(answer, breach),
                Observation.Unreachable::new,
                reason -> new Observation.Unreachable<>(reason, Optional.empty()));
    }

    private void refuseInsideTransaction() {
        if (insideTransaction.getAsBoolean()) {
            throw new IllegalStateException("a target is called inside a transaction: end the transaction first");
        }
    }

    /** The answer of a call that never reached the connector. */
    private interface NotBegun<A> {
        A because(String reason, Optional<Duration> retryAfter);
    }

    /**
     * @param checked what an answer is worth; the answer may be null against the contract
     * @param notBegun the answer where the connector was certainly not called
     * @param unknown the answer where it was called and did not answer as it should
     */
    private <A> A run(Supplier<A> call, Function<A, A> checked, NotBegun<A> notBegun, Function<String, A> unknown) {
        if (closed.getCount() == 0) {
            return notBegun.because(SUPERSEDED, Optional.empty());
        }
        long begin = System.nanoTime();
        long whole = limits.callTimeout().toNanos();
        try {
            if (!places.tryAcquire(whole, TimeUnit.NANOSECONDS)) {
                return notBegun.because(
                        "all " + limits.concurrency() + " places of this system were taken for "
                                + limits.callTimeout().toMillis() + " ms",
                        Optional.empty());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return notBegun.because("the wait for a place was interrupted", Optional.empty());
        }
        boolean called = false;
        try {
            long left = whole - (System.nanoTime() - begin);
            OptionalLong wait = pace.take(System.nanoTime(), left);
            if (wait.isEmpty()) {
                return notBegun.because(
                        "more than " + limits.perMinute() + " calls a minute are wanted of this system",
                        Optional.of(limits.callTimeout()));
            }
            if (closed.await(wait.getAsLong(), TimeUnit.NANOSECONDS)) {
                return notBegun.because(SUPERSEDED, Optional.empty());
            }
            Duration rest = Duration.ofNanos(Math.max(1, whole - (System.nanoTime() - begin)));
            called = true;
            return switch (Ending.of(call, loader, rest, places::release)) {
                case Ending.Answered<A> answered -> checked.apply(answered.answer());
                case Ending.Threw<A> threw -> unknown.apply(Ending.told(kind, threw.thrown()));
                case Ending.Overdue<A> overdue ->
                    unknown.apply("no answer within " + limits.callTimeout().toMillis() + " ms");
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return notBegun.because("the wait for a turn was interrupted", Optional.empty());
        } finally {
            if (!called) {
                places.release();
            }
        }
    }

    private <T> Observation<T> checked(Observation<T> answer, Function<T, Optional<String>> breach) {
        if (answer == null) {
            return new Observation.Unreachable<>(broken("answered null"), Optional.empty());
        }
        return switch (answer) {
            case Observation.Seen<T> seen -> {
                Optional<String> wrong =
                        seen.value() == null ? Optional.of("answered null") : breach.apply(seen.value());
                yield wrong.isPresent() ? new Observation.Unreachable<>(broken(wrong.get()), Optional.empty()) : seen;
            }
            case Observation.Refused<T> refused -> refused;
            case Observation.Unreachable<T> unreachable -> unreachable;
        };
    }

    private ChangeOutcome checked(ChangeOutcome answer) {
        boolean whole =
                switch (answer) {
                    case null -> false;
                    case ChangeOutcome.Applied applied -> applied.evidence() != null;
                    case ChangeOutcome.Unchanged unchanged -> unchanged.evidence() != null;
                    case ChangeOutcome.Refused refused -> refused.reason() != null && refused.evidence() != null;
                    case ChangeOutcome.Unreachable unreachable ->
                        unreachable.reason() != null && unreachable.retryAfter() != null;
                    case ChangeOutcome.InDoubt doubt -> doubt.reason() != null && doubt.evidence() != null;
                };
        return whole ? answer : new ChangeOutcome.InDoubt(broken("answered null"));
    }

    /** A page that leads back to itself would be read for ever. */
    private static <T> Optional<String> leadsBack(Cursor asked, Page<T> page) {
        return page.next().filter(asked::equals).map(same -> "gave a page that leads back to itself");
    }

    private String broken(String what) {
        return "the connector of kind " + kind + " broke its contract: it " + what;
    }
}

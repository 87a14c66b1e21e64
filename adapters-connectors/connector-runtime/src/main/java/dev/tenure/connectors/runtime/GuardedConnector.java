package dev.tenure.connectors.runtime;

import dev.tenure.application.inventory.ConnectorWatch;
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
import dev.tenure.connector.spi.Increment;
import dev.tenure.connector.spi.MfaMethod;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.Page;
import dev.tenure.connector.spi.ReadKind;
import dev.tenure.connector.spi.ResumeToken;
import dev.tenure.connector.spi.Session;
import dev.tenure.connector.spi.SignInEvent;
import dev.tenure.domain.inventory.LaneLimits;
import dev.tenure.domain.inventory.TargetSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the product and one connector: holds it to the system's limits, refuses to run inside a transaction and
 * turns whatever the connector does into one of the answers of its contract. What it did against its contract, and that its
 * target stays silent, is told to the watch; what a connector that is closed did is not.
 *
 * <p>A call that never ends keeps its place: a connector that hangs for good can hold as many threads as the system's
 * concurrency, and no more.
 */
final class GuardedConnector implements Connector {

    private static final System.Logger LOG = System.getLogger(GuardedConnector.class.getName());

    /** Why a connector that is closed, or about to be, is not asked. */
    static final String SUPERSEDED = "the system's configuration has changed: the next attempt uses the new one";

    private final TargetSystem system;
    private final String kind;
    private final Connector connector;
    private final Capabilities capabilities;
    private final Police police;
    private final LaneLimits limits;
    private final BooleanSupplier insideTransaction;
    private final ConnectorWatch watch;
    private final Duration deafAfter;
    private final ClassLoader loader;
    private final Semaphore places;
    private final Pace pace;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread closing;

    /**
     * @param system as it was configured when the connector was opened
     * @param capabilities what the connector said it can do then
     * @param police knows the secrets it was opened with
     * @param deafAfter how long a call may go on after it was interrupted
     */
    GuardedConnector(
            TargetSystem system,
            Connector connector,
            Capabilities capabilities,
            Police police,
            BooleanSupplier insideTransaction,
            ConnectorWatch watch,
            Duration deafAfter,
            ClassLoader loader) {
        this.system = system;
        this.kind = system.connector().kind();
        this.connector = connector;
        this.capabilities = capabilities;
        this.police = police;
        this.limits = system.limits();
        this.insideTransaction = insideTransaction;
        this.watch = watch;
        this.deafAfter = deafAfter;
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
        return observe(connector::connect, police::ofConnection);
    }

    @Override
    public Observation<Page<ObservedAccount>> accounts(Cursor cursor) {
        return observe(() -> connector.accounts(cursor), page -> police.ofPage(cursor, page));
    }

    @Override
    public Observation<Page<ObservedEntitlement>> entitlements(Cursor cursor) {
        return observe(() -> connector.entitlements(cursor), page -> police.ofPage(cursor, page));
    }

    @Override
    public Observation<List<AccountState>> find(String attribute, String value) {
        return observe(() -> connector.find(attribute, value), police::ofItems);
    }

    @Override
    public Observation<AccountState> read(AccountRef account) {
        return observe(() -> connector.read(account), state -> Optional.empty());
    }

    @Override
    public Observation<List<MfaMethod>> mfaMethods(AccountRef account) {
        return declared(ReadKind.MFA_METHODS, () -> connector.mfaMethods(account), GuardedConnector::holdsNull);
    }

    @Override
    public Observation<List<Credential>> credentials(AccountRef account) {
        return declared(ReadKind.CREDENTIALS, () -> connector.credentials(account), GuardedConnector::holdsNull);
    }

    @Override
    public Observation<List<Session>> sessions(AccountRef account) {
        return declared(ReadKind.SESSIONS, () -> connector.sessions(account), GuardedConnector::holdsNull);
    }

    @Override
    public Observation<Page<SignInEvent>> signIns(AccountRef account, Instant since, Cursor cursor) {
        return declared(ReadKind.SIGN_INS, () -> connector.signIns(account, since, cursor), page -> page.next()
                .filter(cursor::equals)
                .map(same -> "gave a page that leads back to itself"));
    }

    @Override
    public Observation<Activity> activity(AccountRef account, Instant from, Instant to, Cursor cursor) {
        return declared(
                ReadKind.ACTIVITY,
                () -> connector.activity(account, from, to, cursor),
                told -> told.page().next().filter(cursor::equals).map(same -> "gave a page that leads back to itself"));
    }

    @Override
    public Observation<Increment> changesSince(Optional<ResumeToken> since) {
        return declared(
                ReadKind.CHANGES, () -> connector.changesSince(since), increment -> leadsBack(since, increment));
    }

    private <T> Observation<T> declared(
            ReadKind kind, Supplier<Observation<T>> call, Function<T, Optional<String>> breach) {
        if (!capabilities.reads().contains(kind)) {
            return new Observation.Refused<>("the connector of kind " + this.kind + " does not read " + kind
                    + " of this system: see to it by hand");
        }
        return observe(call, breach);
    }

    private static Optional<String> holdsNull(List<?> answer) {
        return answer.stream().anyMatch(item -> item == null)
                ? Optional.of("listed something that is null")
                : Optional.empty();
    }

    /** An answer that leads back to where it began would be read for ever. */
    private static Optional<String> leadsBack(Optional<ResumeToken> asked, Increment increment) {
        return increment instanceof Increment.Changed changed
                        && changed.more()
                        && asked.equals(Optional.of(changed.next()))
                ? Optional.of("gave an answer that leads back to itself")
                : Optional.empty();
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
                police::breach,
                outcome -> {
                    if (outcome instanceof ChangeOutcome.Unreachable(String reason, Optional<Duration> retryAfter)) {
                        silent(reason, retryAfter);
                    }
                },
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
                answer -> police.breach(answer, breach),
                answer -> {
                    if (answer instanceof Observation.Unreachable<T>(String reason, Optional<Duration> retryAfter)) {
                        silent(reason, retryAfter);
                    }
                },
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

    /** An answer, which may be null against the contract, and what is wrong with it. */
    private record Judged<A>(@Nullable A answer, Optional<String> breach) {}

    /**
     * @param breach what is wrong with an answer, which may be null against the contract; a hostile collection is looked into on
     *     the call's own thread, within its time
     * @param sound takes an answer with which nothing is wrong
     * @param notBegun the answer where the connector was certainly not called
     * @param unknown the answer where it was called and did not answer as it should
     */
    private <A> A run(
            Supplier<A> call,
            Function<A, Optional<String>> breach,
            Consumer<A> sound,
            NotBegun<A> notBegun,
            Function<String, A> unknown) {
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
            CountDownLatch over = new CountDownLatch(1);
            Ending<Judged<A>> ending = Ending.of(
                    () -> {
                        A answer = call.get();
                        return new Judged<>(answer, breach.apply(answer));
                    },
                    loader,
                    rest,
                    () -> {
                        places.release();
                        over.countDown();
                    });
            return switch (ending) {
                case Ending.Answered<Judged<A>> answered -> judge(answered.answer(), sound, unknown);
                case Ending.Threw<Judged<A>> threw -> {
                    threw(threw.thrown());
                    yield unknown.apply(Ending.told(kind, threw.thrown()));
                }
                case Ending.Overdue<Judged<A>> overdue -> {
                    String reason = "no answer within " + limits.callTimeout().toMillis() + " ms";
                    overdue(reason, over);
                    yield unknown.apply(reason);
                }
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

    private <A> A judge(Judged<A> judged, Consumer<A> sound, Function<String, A> unknown) {
        A answer = judged.answer();
        if (answer == null || judged.breach().isPresent()) {
            String what = judged.breach().orElse("answered null");
            broke(what);
            return unknown.apply(broken(what));
        }
        sound.accept(answer);
        return answer;
    }

    private void threw(Throwable thrown) {
        if (thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError)) {
            // Whose fault a lack of memory is cannot be told, and it passes.
            silent(Ending.told(kind, thrown), Optional.empty());
        } else {
            broke("broke off with " + thrown.getClass().getName());
        }
    }

    private void overdue(String reason, CountDownLatch over) {
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        silent(reason, Optional.empty());
        Thread.ofVirtual().name("connector-deaf").start(() -> {
            try {
                if (!over.await(deafAfter.toNanos(), TimeUnit.NANOSECONDS)) {
                    broke("went on for more than " + deafAfter.toMillis() + " ms after it was interrupted");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void broke(String what) {
        tell(() -> watch.broke(system, what));
    }

    private void silent(String reason, Optional<Duration> retryAfter) {
        tell(() -> watch.silent(system, reason, retryAfter));
    }

    private void tell(Runnable what) {
        if (closed.getCount() == 0) {
            return;
        }
        try {
            what.run();
        } catch (RuntimeException e) {
            // The answer is worth more than the note: a connector that did it once does it again, and is noted then.
            LOG.log(System.Logger.Level.ERROR, "how the connector of kind " + kind + " behaved was not noted", e);
        }
    }

    private String broken(String what) {
        return "the connector of kind " + kind + " broke its contract: it " + what;
    }
}

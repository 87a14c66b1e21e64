package dev.tenure.connectors.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.inventory.ConnectorWatch;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.Capabilities;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeKind;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ResumeToken;
import dev.tenure.connector.spi.Secret;
import dev.tenure.connectors.testkit.Breach;
import dev.tenure.connectors.testkit.HostileConnector;
import dev.tenure.connectors.testkit.HostileConnector.Call;
import dev.tenure.connectors.testkit.SampleSystem;
import dev.tenure.domain.inventory.LaneLimits;
import dev.tenure.domain.inventory.TargetSystem;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GuardedConnectorTest {

    private static final AccountRef ACCOUNT = new AccountRef("account-1");
    private static final Change DISABLE = new Change.DisableAccount(ACCOUNT);
    private static final ChangeKey KEY = new ChangeKey("key-1");

    private static final String SECRET = "correct horse battery";

    private final HostileConnector hostile = new HostileConnector(new SampleSystem());
    private final RecordingWatch watch = new RecordingWatch();

    @AfterEach
    void everyPlannedBreachHappened() {
        hostile.release();
        hostile.assertAllFired();
    }

    private GuardedConnector guarded(Connector connector, LaneLimits limits) {
        return guarded(
                connector,
                hostile.capabilities(),
                limits,
                () -> false,
                getClass().getClassLoader());
    }

    private GuardedConnector guarded(
            Connector connector,
            Capabilities capabilities,
            LaneLimits limits,
            BooleanSupplier insideTransaction,
            ClassLoader loader) {
        return new GuardedConnector(
                SampleSystems.hostile(limits),
                connector,
                capabilities,
                new Police(List.of(Secret.of(SECRET), Secret.of("short"))),
                insideTransaction,
                watch,
                Duration.ofMillis(20),
                loader);
    }

    private static Map<Call, Function<Connector, Object>> calls() {
        Map<Call, Function<Connector, Object>> calls = new EnumMap<>(Call.class);
        calls.put(Call.CONNECT, Connector::connect);
        calls.put(Call.ACCOUNTS, c -> c.accounts(Cursor.START));
        calls.put(Call.ENTITLEMENTS, c -> c.entitlements(Cursor.START));
        calls.put(Call.FIND, c -> c.find("employeeNumber", "1"));
        calls.put(Call.READ, c -> c.read(ACCOUNT));
        calls.put(Call.MFA_METHODS, c -> c.mfaMethods(ACCOUNT));
        calls.put(Call.CREDENTIALS, c -> c.credentials(ACCOUNT));
        calls.put(Call.SESSIONS, c -> c.sessions(ACCOUNT));
        calls.put(Call.SIGN_INS, c -> c.signIns(ACCOUNT, Instant.EPOCH, Cursor.START));
        calls.put(Call.ACTIVITY, c -> c.activity(ACCOUNT, Instant.EPOCH, Instant.EPOCH, Cursor.START));
        calls.put(Call.CHANGES_SINCE, c -> c.changesSince(Optional.of(new ResumeToken("sample-0"))));
        calls.put(Call.APPLY, c -> c.apply(DISABLE, KEY));
        return calls;
    }

    static Stream<Call> everyCall() {
        return calls().keySet().stream();
    }

    /** The reason of the one answer that fits: not read, or perhaps written. */
    private static String reason(Object answer) {
        return switch (answer) {
            case Observation.Unreachable<?> unreachable -> unreachable.reason();
            case ChangeOutcome.InDoubt doubt -> doubt.reason();
            default -> throw new AssertionError("answered " + answer);
        };
    }

    private Object call(Call call, LaneLimits limits) {
        Function<Connector, Object> function = calls().getOrDefault(call, c -> "no such call");
        return function.apply(guarded(hostile, limits));
    }

    @ParameterizedTest
    @MethodSource("everyCall")
    void anExceptionIsAnAnswerWithoutItsMessage(Call call) {
        hostile.plan(call, new Breach.Throws(new IllegalStateException("alex@sample.example, password hunter2")));
        String reason = reason(call(call, SampleSystems.PATIENT));
        assertTrue(reason.contains("java.lang.IllegalStateException (fault of the connector)"), reason);
        assertFalse(reason.contains("alex") || reason.contains("hunter2"), reason);
    }

    @ParameterizedTest
    @MethodSource("everyCall")
    void aMissingClassAndACheckedExceptionAreAnswersToo(Call call) {
        hostile.plan(call, new Breach.Throws(new NoClassDefFoundError("x")));
        hostile.plan(call, new Breach.Throws(new SocketTimeoutException("host.example")));
        hostile.plan(call, new Breach.Throws(new StackOverflowError()));
        assertTrue(reason(call(call, SampleSystems.PATIENT)).contains("NoClassDefFoundError (fault of the connector)"));
        assertTrue(reason(call(call, SampleSystems.PATIENT)).contains("SocketTimeoutException (target)"));
        assertTrue(reason(call(call, SampleSystems.PATIENT)).contains("StackOverflowError (resources of this server)"));
    }

    @ParameterizedTest
    @MethodSource("everyCall")
    void anAnswerOfNullNamesTheKindThatBrokeItsContract(Call call) {
        hostile.plan(call, new Breach.AnswersNull());
        String reason = reason(call(call, SampleSystems.PATIENT));
        assertTrue(reason.contains("the connector of kind hostile broke its contract"), reason);
    }

    @ParameterizedTest
    @MethodSource("everyCall")
    void aCallThatHangsIsNotWaitedFor(Call call) {
        hostile.plan(call, new Breach.HangsUntilInterrupted());
        assertEquals("no answer within 50 ms", reason(call(call, SampleSystems.IMPATIENT)));
    }

    @ParameterizedTest
    @MethodSource("everyCall")
    void aCallThatIgnoresItsInterruptIsNotWaitedFor(Call call) {
        hostile.plan(call, new Breach.IgnoresInterrupt());
        assertEquals("no answer within 50 ms", reason(call(call, SampleSystems.IMPATIENT)));
    }

    @ParameterizedTest
    @MethodSource("everyCall")
    void noCallRunsInsideATransaction(Call call) {
        GuardedConnector inside = guarded(
                hostile,
                hostile.capabilities(),
                SampleSystems.PATIENT,
                () -> true,
                getClass().getClassLoader());
        Function<Connector, Object> function = calls().getOrDefault(call, c -> "no such call");
        hostile.plan(call, new Breach.AnswersNull());
        assertThrows(IllegalStateException.class, () -> function.apply(inside));
        // The planned breach was not touched, so the connector was not.
        assertEquals(0, hostile.fired());
        reason(call(call, SampleSystems.PATIENT));
    }

    @Test
    void whatItCanDoMayBeAskedInsideATransaction() {
        GuardedConnector inside = guarded(
                hostile,
                hostile.capabilities(),
                SampleSystems.PATIENT,
                () -> true,
                getClass().getClassLoader());
        assertEquals(hostile.capabilities(), inside.capabilities());
    }

    @Test
    void anHonestAnswerPassesThrough() {
        GuardedConnector guarded = guarded(hostile, SampleSystems.PATIENT);
        assertInstanceOf(Observation.Seen.class, guarded.connect());
        hostile.plan(Call.APPLY, new Breach.IsUnreachable(Optional.of(Duration.ofSeconds(9))));
        assertEquals(
                new ChangeOutcome.Unreachable("the system cannot be reached", Optional.of(Duration.ofSeconds(9))),
                guarded.apply(DISABLE, KEY));
        hostile.plan(Call.READ, new Breach.IsRefused("no right to read"));
        assertEquals(new Observation.Refused<>("no right to read"), guarded.read(ACCOUNT));
    }

    @Test
    void aPageThatLeadsBackToItselfIsABrokenContract() {
        for (Call call : List.of(Call.ACCOUNTS, Call.ENTITLEMENTS, Call.SIGN_INS, Call.ACTIVITY, Call.CHANGES_SINCE)) {
            hostile.plan(call, new Breach.RepeatsCursor());
            String reason = reason(call(call, SampleSystems.PATIENT));
            assertTrue(reason.contains("leads back to itself") && reason.contains("hostile"), reason);
        }
    }

    /** A method with a body of its own in the interface would answer for the connector behind the guard. */
    @Test
    void everyMethodOfAConnectorIsGuarded() {
        for (Class<?> guard : List.of(GuardedConnector.class, SupersededConnector.class)) {
            assertEquals(
                    List.of(),
                    Stream.of(guard.getMethods())
                            .filter(m -> m.getDeclaringClass().equals(Connector.class))
                            .map(Method::getName)
                            .toList());
        }
    }

    @Test
    void aReadThatIsNotDeclaredIsRefusedWithoutAskingTheConnector() {
        GuardedConnector guarded = guarded(
                hostile,
                new Capabilities(Set.of(), List.of()),
                SampleSystems.PATIENT,
                () -> false,
                GuardedConnectorTest.class.getClassLoader());
        hostile.plan(Call.SESSIONS, new Breach.AnswersNull());
        String refused = assertInstanceOf(Observation.Refused.class, guarded.sessions(ACCOUNT))
                .reason();
        assertTrue(refused.contains("SESSIONS"), refused);
        assertEquals(0, hostile.fired());
        reason(call(Call.SESSIONS, SampleSystems.PATIENT));
    }

    @Test
    void anAccountThatAPageRepeatsIsAllowedByTheContract() {
        hostile.system().seedAccount("one", "first secret");
        hostile.plan(Call.ACCOUNTS, new Breach.DuplicatesItem());
        assertInstanceOf(Observation.Seen.class, call(Call.ACCOUNTS, SampleSystems.PATIENT));
    }

    @Test
    void aChangeThatIsNotDeclaredIsRefusedWithoutAskingTheConnector() {
        GuardedConnector guarded = guarded(
                hostile,
                new Capabilities(Set.of(ChangeKind.RESET_SECRET), List.of()),
                SampleSystems.PATIENT,
                () -> false,
                getClass().getClassLoader());
        hostile.plan(Call.APPLY, new Breach.AnswersNull());
        ChangeOutcome.Refused refused = assertInstanceOf(ChangeOutcome.Refused.class, guarded.apply(DISABLE, KEY));
        assertTrue(refused.reason().contains("DISABLE_ACCOUNT"), refused.reason());
        assertEquals(0, hostile.fired());
        reason(guarded.apply(new Change.ResetSecret(ACCOUNT), KEY));
    }

    @Test
    void aHangingCallKeepsItsPlaceSoThatNoMoreThanTheLimitHang() {
        hostile.plan(Call.READ, new Breach.IgnoresInterrupt());
        GuardedConnector guarded = guarded(hostile, SampleSystems.IMPATIENT);
        assertEquals("no answer within 50 ms", reason(guarded.read(ACCOUNT)));
        assertTrue(reason(guarded.connect()).contains("all 1 places"));
        ChangeOutcome unreachable = guarded.apply(DISABLE, KEY);
        assertInstanceOf(ChangeOutcome.Unreachable.class, unreachable, "certainly nothing was written");
    }

    @Test
    void aCallThatHeededItsInterruptGivesItsPlaceBack() {
        for (int i = 0; i < 5; i++) {
            hostile.plan(Call.READ, new Breach.HangsUntilInterrupted());
        }
        GuardedConnector guarded = guarded(hostile, new LaneLimits(1, 1_000_000, Duration.ofMillis(300)));
        for (int i = 0; i < 5; i++) {
            assertEquals("no answer within 300 ms", reason(guarded.read(ACCOUNT)));
        }
    }

    @Test
    void aPlaceInTheRateThatComesTooLateIsUnreachableWithAPause() {
        GuardedConnector guarded = guarded(hostile, new LaneLimits(4, 1, Duration.ofSeconds(5)));
        assertInstanceOf(Observation.Seen.class, guarded.connect());
        Observation.Unreachable<?> late = assertInstanceOf(Observation.Unreachable.class, guarded.connect());
        assertEquals("more than 1 calls a minute are wanted of this system", late.reason());
        assertEquals(Optional.of(Duration.ofSeconds(5)), late.retryAfter());
        assertInstanceOf(ChangeOutcome.Unreachable.class, guarded.apply(DISABLE, KEY));
    }

    @Test
    void noMoreCallsRunAtOnceThanTheSystemAllows() throws InterruptedException {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(3);
        CountDownLatch go = new CountDownLatch(1);
        Connector counting = new HostileConnectorAround(hostile, () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            full.countDown();
            go.await();
            running.decrementAndGet();
        });
        GuardedConnector guarded = guarded(counting, new LaneLimits(3, 1_000_000, Duration.ofSeconds(30)));
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            callers.add(Thread.ofVirtual().start(guarded::connect));
        }
        full.await();
        go.countDown();
        for (Thread caller : callers) {
            caller.join();
        }
        assertEquals(3, most.get());
    }

    @Test
    void aCallerThatIsInterruptedGetsAnAnswerAndStaysInterrupted() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger interrupted = new AtomicInteger();
        Connector waiting = new HostileConnectorAround(hostile, () -> {
            inside.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                throw e;
            }
        });
        GuardedConnector guarded = guarded(waiting, SampleSystems.PATIENT);
        List<Object> answers = new ArrayList<>();
        Thread caller = Thread.ofPlatform().start(() -> {
            answers.add(guarded.connect());
            answers.add(Thread.currentThread().isInterrupted());
        });
        inside.await();
        caller.interrupt();
        caller.join();
        assertInstanceOf(Observation.Unreachable.class, answers.get(0));
        assertEquals(true, answers.get(1));
        guarded.closing().join();
        assertEquals(1, interrupted.get());
    }

    @Test
    void theConnectorsOwnClassLoaderIsTheThreadsOwn() {
        ClassLoader own = new ClassLoader(GuardedConnectorTest.class.getClassLoader()) {};
        List<ClassLoader> seen = new ArrayList<>();
        Connector looking = new HostileConnectorAround(
                hostile, () -> seen.add(Thread.currentThread().getContextClassLoader()));
        guarded(looking, hostile.capabilities(), SampleSystems.PATIENT, () -> false, own)
                .connect();
        assertEquals(List.of(own), seen);
    }

    @Test
    void closingWaitsForCallsUnderWayAndTakesNoMore() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<Integer> closesDuringCall = new ArrayList<>();
        Connector slow = new HostileConnectorAround(hostile, () -> {
            inside.countDown();
            go.await();
            closesDuringCall.add(hostile.closes());
        });
        GuardedConnector guarded = guarded(slow, SampleSystems.PATIENT);
        Thread caller = Thread.ofVirtual().start(guarded::connect);
        inside.await();
        guarded.close();
        assertTrue(reason(guarded.connect()).contains("configuration has changed"));
        go.countDown();
        caller.join();
        guarded.closing().join();
        assertEquals(List.of(0), closesDuringCall);
        assertEquals(1, hostile.closes());
    }

    @Test
    void aConnectorThatThrowsOnBeingClosedHarmsNobody() throws InterruptedException {
        hostile.plan(Call.CLOSE, new Breach.Throws(new IOException("x")));
        GuardedConnector guarded = guarded(hostile, SampleSystems.PATIENT);
        guarded.close();
        guarded.close();
        guarded.closing().join();
        assertEquals(1, hostile.closes());
    }

    // What is told to the watch ------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("everyCall")
    void whateverAConnectorThrowsOrNullForAnAnswerIsToldAsABreachWithoutItsMessage(Call call) {
        for (Throwable thrown : List.of(
                new IllegalStateException("alex@sample.example"),
                new IOException("alex@sample.example"),
                new NoClassDefFoundError("alex@sample.example"),
                new StackOverflowError(),
                new AssertionError("alex@sample.example"))) {
            hostile.plan(call, new Breach.Throws(thrown));
            call(call, SampleSystems.PATIENT);
            assertEquals(
                    "broke off with " + thrown.getClass().getName(),
                    watch.breaches().getLast());
        }
        hostile.plan(call, new Breach.AnswersNull());
        call(call, SampleSystems.PATIENT);
        assertEquals("answered null", watch.breaches().getLast());
        assertEquals(6, watch.breaches().size());
        assertEquals(List.of(), watch.silences());
    }

    @Test
    void aLackOfMemoryIsNobodysBreachAndToldAsSilence() {
        hostile.plan(Call.READ, new Breach.Throws(new OutOfMemoryError("planned")));
        call(Call.READ, SampleSystems.PATIENT);
        assertEquals(List.of(), watch.breaches());
        assertEquals(1, watch.silences().size());
    }

    @ParameterizedTest
    @MethodSource("everyCall")
    void aTargetThatIsNotReachedIsToldAsSilenceWithThePauseItAskedFor(Call call) {
        hostile.plan(call, new Breach.IsUnreachable(Optional.of(Duration.ofSeconds(9))));
        call(call, SampleSystems.PATIENT);
        hostile.plan(call, new Breach.HangsUntilInterrupted());
        call(call, SampleSystems.IMPATIENT);
        assertEquals(List.of("the system cannot be reached", "no answer within 50 ms"), watch.silences());
        assertEquals(List.of(Duration.ofSeconds(9)), watch.pauses());
        assertEquals(List.of(), watch.breaches());
    }

    @Test
    void soundAnswersAndCallsThatNeverBeganAreNotTold() {
        GuardedConnector guarded = guarded(hostile, new LaneLimits(4, 1, Duration.ofSeconds(5)));
        guarded.connect();
        guarded.connect();
        hostile.plan(Call.READ, new Breach.IsRefused("no right to read"));
        guarded(hostile, SampleSystems.PATIENT).read(ACCOUNT);
        guarded.close();
        guarded.connect();
        assertEquals(List.of(), watch.silences());
        assertEquals(List.of(), watch.breaches());
    }

    @ParameterizedTest
    @MethodSource("everyCall")
    void aCallThatGoesOnAfterItsInterruptIsToldAsABreach(Call call) {
        hostile.plan(call, new Breach.IgnoresInterrupt());
        call(call, SampleSystems.IMPATIENT);
        awaitBreach();
        assertEquals(List.of("went on for more than 20 ms after it was interrupted"), watch.breaches());
    }

    private void awaitBreach() {
        for (int i = 0; i < 3_000 && watch.breaches().isEmpty(); i++) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Test
    void aPageThatLeadsBackIsToldAsABreach() {
        hostile.plan(Call.ACCOUNTS, new Breach.RepeatsCursor());
        call(Call.ACCOUNTS, SampleSystems.PATIENT);
        assertEquals(List.of("gave a page that leads back to itself"), watch.breaches());
    }

    @Test
    void aPageThatIsTooLargeIsABreachAndNotTaken() {
        hostile.system().seedAccount("one", "first secret");
        hostile.plan(Call.ACCOUNTS, new Breach.OverfillsPage(Police.LARGEST_PAGE + 1));
        String reason = reason(call(Call.ACCOUNTS, SampleSystems.PATIENT));
        assertTrue(reason.contains("more than 50000 items"), reason);
        assertEquals(List.of("gave more than 50000 items at once"), watch.breaches());
        hostile.plan(Call.ACCOUNTS, new Breach.OverfillsPage(Police.LARGEST_PAGE));
        assertInstanceOf(Observation.Seen.class, call(Call.ACCOUNTS, SampleSystems.PATIENT));
        assertEquals(1, watch.breaches().size());
    }

    @Test
    void aSecretOfTheConfigurationInAReasonOrAFactIsABreachAndGoesNoFurther() {
        List<Object> answers = new ArrayList<>();
        for (Call call : calls().keySet()) {
            hostile.plan(call, new Breach.IsRefused("bind with " + SECRET + " failed"));
            answers.add(call(call, SampleSystems.PATIENT));
            hostile.plan(call, new Breach.IsRefused("a short reason"));
            assertTrue(call(call, SampleSystems.PATIENT).toString().contains("a short reason"), "may stand by chance");
        }
        hostile.plan(Call.APPLY, new Breach.Tells(Evidence.Fact.personal("sent", SECRET)));
        answers.add(call(Call.APPLY, SampleSystems.PATIENT));
        assertFalse(answers.toString().contains(SECRET), answers.toString());
        assertEquals(calls().size() + 1, watch.breaches().size());
        assertEquals(Set.of("wrote a secret of its configuration into an answer"), Set.copyOf(watch.breaches()));
    }

    @Test
    void aWatchThatFailsHarmsNoCall() {
        GuardedConnector guarded = new GuardedConnector(
                SampleSystems.hostile(SampleSystems.PATIENT),
                hostile,
                hostile.capabilities(),
                new Police(List.of()),
                () -> false,
                new ConnectorWatch() {
                    @Override
                    public void broke(TargetSystem system, String breach) {
                        throw new IllegalStateException("the database is away");
                    }

                    @Override
                    public void silent(TargetSystem system, String reason, Optional<Duration> retryAfter) {
                        throw new IllegalStateException("the database is away");
                    }
                },
                Duration.ofSeconds(5),
                getClass().getClassLoader());
        hostile.plan(Call.READ, new Breach.AnswersNull());
        reason(guarded.read(ACCOUNT));
        hostile.plan(Call.READ, new Breach.IsUnreachable(Optional.empty()));
        assertEquals("the system cannot be reached", reason(guarded.read(ACCOUNT)));
    }
}

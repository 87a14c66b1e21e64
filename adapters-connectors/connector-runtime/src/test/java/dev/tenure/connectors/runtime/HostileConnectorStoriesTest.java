package dev.tenure.connectors.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.inventory.LiftQuarantine;
import dev.tenure.application.lifecycle.ConfigureWorkerFeed;
import dev.tenure.application.lifecycle.ReceiveWorkerSnapshot;
import dev.tenure.application.reconciliation.ReadSystem;
import dev.tenure.application.reconciliation.RequestRead;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connectors.testkit.Breach;
import dev.tenure.connectors.testkit.HostileConnector;
import dev.tenure.connectors.testkit.HostileConnector.Call;
import dev.tenure.connectors.testkit.HostileConnectorFactory;
import dev.tenure.connectors.testkit.SampleSystem;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.inventory.ConnectorCondition;
import dev.tenure.domain.inventory.ConnectorSettings;
import dev.tenure.domain.inventory.LaneLimits;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.SystemRead;
import dev.tenure.testkit.World;
import dev.tenure.testkit.sample.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The product's use cases over a connector that breaks its contract, one planned breach at a time. Whatever it does, the person
 * who leaves is shut out in the end, and the target's ledger shows each effect once.
 */
final class HostileConnectorStoriesTest {

    private static final Caller ADMIN = Samples.caller("admin", Role.ADMINISTRATOR);
    private static final String PASSWORD = "Correct-Horse-1";

    /** One disabling, one new password, two memberships. */
    private static final int EFFECTS = 4;

    private final SampleSystem target = new SampleSystem();
    private final HostileConnector hostile = new HostileConnector(target);
    private final World world = new World(
            Samples.MONDAY,
            (insideTransaction, watch) -> new ConnectorRuntime(
                    List.of(new HostileConnectorFactory(hostile)),
                    new SecretReferences(Optional.empty(), name -> Optional.empty()),
                    insideTransaction,
                    watch,
                    Duration.ofMillis(20)));
    private final AccountRef account = target.seedAccount("1001", PASSWORD);
    private TargetSystem system = SampleSystems.of(
            new ConnectorSettings("hostile", Map.of(), Map.of()),
            new LaneLimits(4, 1_000_000, Duration.ofMillis(150)),
            0);

    /** What happens once, where, and whether it breaks the contract so that the runtime can see it. */
    record Story(Call call, Breach breach, boolean quarantines) {
        @Override
        public String toString() {
            return call + " " + breach;
        }
    }

    static Stream<Story> stories() {
        Stream<Throwable> thrown = Stream.of(
                new IllegalStateException("planned"),
                new IOException("planned, and not declared"),
                new AssertionError("planned"),
                new NoClassDefFoundError("planned"),
                new StackOverflowError());
        Stream<Story> everywhere = thrown.flatMap(one -> Stream.of(
                new Story(Call.FIND, new Breach.Throws(one), true),
                new Story(Call.APPLY, new Breach.Throws(one), true),
                new Story(Call.APPLY, new Breach.ActsAndThrows(one), true)));
        return Stream.concat(
                everywhere,
                Stream.of(
                        new Story(Call.FIND, new Breach.AnswersNull(), true),
                        new Story(Call.FIND, new Breach.IgnoresInterrupt(), true),
                        new Story(Call.FIND, new Breach.HangsUntilInterrupted(), false),
                        new Story(Call.FIND, new Breach.Drips(Duration.ofMillis(40)), false),
                        new Story(Call.FIND, new Breach.DuplicatesItem(), false),
                        new Story(Call.FIND, new Breach.CutsPage(), false),
                        new Story(Call.FIND, new Breach.IsUnreachable(Optional.of(Duration.ofSeconds(9))), false),
                        new Story(Call.FIND, new Breach.IsRefused("no right"), false),
                        new Story(Call.APPLY, new Breach.AnswersNull(), true),
                        new Story(Call.APPLY, new Breach.IgnoresInterrupt(), true),
                        new Story(Call.APPLY, new Breach.HangsUntilInterrupted(), false),
                        new Story(Call.APPLY, new Breach.Drips(Duration.ofMillis(40)), false),
                        new Story(Call.APPLY, new Breach.LosesReply(), false),
                        new Story(Call.APPLY, new Breach.LiesAboutSuccess(), false),
                        new Story(Call.APPLY, new Breach.IsUnreachable(Optional.empty()), false),
                        new Story(Call.APPLY, new Breach.IsRefused("no right"), false),
                        new Story(
                                Call.APPLY, new Breach.Throws(new OutOfMemoryError("planned, not a breach")), false)));
    }

    @BeforeEach
    void adaWorksAndHasAnAccount() {
        target.seedMembership(target.seedEntitlement("Staff"), account);
        target.seedMembership(target.seedEntitlement("Finance"), account);
        system = world.ports.transactions().call(now -> {
            world.ports.systems().save(system);
            return world.ports.systems().find(system.id()).orElseThrow();
        });
        world.configureWorkerFeed.handle(new ConfigureWorkerFeed.Command(ADMIN, Samples.feed(Samples.FEED)));
        handIn("first", "");
        assertInstanceOf(ReadSystem.Outcome.Complete.class, read());
    }

    @AfterEach
    void letGo() {
        hostile.release();
    }

    private void handIn(String key, String lastDay) {
        Map<Fact, String> ada = Map.of(
                Fact.WORKER_ID, "1001",
                Fact.GIVEN_NAME, "Ada",
                Fact.FAMILY_NAME, "Sample",
                Fact.START_DATE, "2024-01-01",
                Fact.LAST_WORKING_DAY, lastDay);
        String content = line(Fact::label) + line(fact -> ada.getOrDefault(fact, ""));
        world.receiveWorkerSnapshot.handle(new ReceiveWorkerSnapshot.Command(
                ADMIN,
                key,
                Samples.FEED,
                new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)),
                () -> Integer.toHexString(content.hashCode())));
        world.work();
    }

    private static String line(Function<Fact, String> cell) {
        return Arrays.stream(Fact.values()).map(cell).collect(Collectors.joining(",")) + "\n";
    }

    private ReadSystem.Outcome read() {
        RequestRead.Outcome.UnderWay asked = assertInstanceOf(
                RequestRead.Outcome.UnderWay.class,
                world.requestRead.handle(
                        new RequestRead.Command(ADMIN, Samples.request(), system.id(), SystemRead.Scope.WHOLE, false)));
        return world.readSystem.handle(new ReadSystem.Command(asked.read().id()));
    }

    private ConnectorCondition condition() {
        return world.ports
                .transactions()
                .call(now -> world.ports.connectorConditions().find(system.id()));
    }

    private boolean closed() {
        return world.ports
                        .transactions()
                        .call(now -> world.ports.leaverCases().totals(now))
                        .open()
                == 0;
    }

    @ParameterizedTest
    @MethodSource("stories")
    void whoeverLeavesIsShutOutOnceWhateverTheConnectorDoes(Story story) {
        hostile.plan(story.call(), story.breach());
        int before = target.writes();
        handIn("second", "2026-03-01");
        awaitQuarantine(story.quarantines());
        assertEquals(story.quarantines(), condition() instanceof ConnectorCondition.Quarantined, condition()::toString);
        if (story.quarantines()) {
            int quiet = target.writes();
            world.pass(Duration.ofHours(1));
            assertEquals(quiet, target.writes(), "a quarantined connector is asked nothing");
            assertFalse(closed());
            assertInstanceOf(
                    LiftQuarantine.Outcome.Lifted.class,
                    world.liftQuarantine.handle(new LiftQuarantine.Command(ADMIN, system.id(), "looked at")));
        }
        for (int i = 0; i < 20 && !closed(); i++) {
            world.pass(Duration.ofMinutes(40));
        }
        hostile.assertAllFired();
        assertTrue(closed(), "lost");
        assertFalse(target.isEnabled(account));
        assertFalse(target.acceptsPassword(account, PASSWORD));
        assertEquals(0, target.membershipsOf(account).size());
        // An account that was found open after it was said to be shut gets another new password: somebody may know the
        // first.
        int more = story.breach() instanceof Breach.LiesAboutSuccess ? 1 : 0;
        assertEquals(EFFECTS + more, target.writes() - before, "doubled");
    }

    /** What goes on after its interrupt is found out by a thread of its own. */
    private void awaitQuarantine(boolean expected) {
        for (int i = 0; expected && i < 3_000 && !(condition() instanceof ConnectorCondition.Quarantined); i++) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    static Stream<Story> readings() {
        return Stream.of(Call.ACCOUNTS, Call.ENTITLEMENTS)
                .flatMap(call -> Stream.of(
                        new Story(call, new Breach.RepeatsCursor(), true),
                        new Story(call, new Breach.OverfillsPage(Police.LARGEST_PAGE + 1), true),
                        new Story(call, new Breach.AnswersNull(), true),
                        new Story(call, new Breach.Throws(new LinkageError("planned")), true),
                        new Story(call, new Breach.HangsUntilInterrupted(), false),
                        new Story(call, new Breach.IsUnreachable(Optional.empty()), false)));
    }

    @ParameterizedTest
    @MethodSource("readings")
    void aReadThatABrokenConnectorSpoilsIsNotTakenAndTheNextOneIs(Story story) {
        hostile.plan(story.call(), story.breach());
        assertInstanceOf(ReadSystem.Outcome.Failed.class, read());
        assertEquals(story.quarantines(), condition() instanceof ConnectorCondition.Quarantined, condition()::toString);
        if (story.quarantines()) {
            assertInstanceOf(ReadSystem.Outcome.Failed.class, read());
            world.liftQuarantine.handle(new LiftQuarantine.Command(ADMIN, system.id(), "looked at"));
        }
        ReadSystem.Outcome.Complete complete = assertInstanceOf(ReadSystem.Outcome.Complete.class, read());
        assertEquals(0, complete.read().counts().vanished());
        hostile.assertAllFired();
    }
}

package dev.tenure.connectors.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.Page;
import dev.tenure.connectors.testkit.HostileConnector.Call;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostileConnectorTest {

    private static final ChangeKey KEY = new ChangeKey("key");

    private final SampleSystem system = new SampleSystem();
    private final HostileConnector hostile = new HostileConnector(system);
    private final AccountRef account = system.seedAccount("a", "Correct-Horse-1");

    @Test
    void withoutAPlanItIsHonest() {
        assertInstanceOf(ChangeOutcome.Applied.class, hostile.apply(new Change.DisableAccount(account), KEY));
        assertFalse(system.isEnabled(account));
        assertEquals(0, hostile.fired());
        hostile.assertAllFired();
    }

    @Test
    void aListingLeadsBackToItself() {
        hostile.plan(Call.ACCOUNTS, new Breach.RepeatsCursor());
        assertEquals(Optional.of(Cursor.START), page().next());
        assertEquals(Optional.empty(), page().next());
        hostile.assertAllFired();
    }

    @Test
    void anItemComesTwice() {
        hostile.plan(Call.ACCOUNTS, new Breach.DuplicatesItem());
        assertEquals(2, page().items().size());
        hostile.assertAllFired();
    }

    @Test
    void itThrowsWhatIsPlannedEvenWhereTheSignatureForbidsIt() {
        IOException planned = new IOException("planned");
        hostile.plan(Call.READ, new Breach.Throws(planned)).plan(Call.CLOSE, new Breach.Throws(new LinkageError()));
        assertSame(planned, assertThrows(IOException.class, () -> {
            Object ignored = hostile.read(account);
            if (ignored == null) {
                throw new IOException("unplanned");
            }
        }));
        assertThrows(LinkageError.class, hostile::close);
        hostile.assertAllFired();
    }

    @Test
    void itLiesAboutSuccess() {
        hostile.plan(Call.APPLY, new Breach.LiesAboutSuccess());
        assertInstanceOf(ChangeOutcome.Applied.class, hostile.apply(new Change.DisableAccount(account), KEY));
        assertTrue(system.isEnabled(account));
        hostile.assertAllFired();
    }

    @Test
    void itLosesItsReplyAfterTheWrite() {
        hostile.plan(Call.APPLY, new Breach.LosesReply());
        assertInstanceOf(ChangeOutcome.InDoubt.class, hostile.apply(new Change.DisableAccount(account), KEY));
        assertFalse(system.isEnabled(account));
        hostile.assertAllFired();
    }

    @Test
    void itAnswersNothing() {
        hostile.plan(Call.CONNECT, new Breach.AnswersNull());
        assertNull(hostile.connect());
    }

    @Test
    void itAsksForAPause() {
        Optional<Duration> pause = Optional.of(Duration.ofSeconds(7));
        hostile.plan(Call.READ, new Breach.IsUnreachable(pause)).plan(Call.APPLY, new Breach.IsUnreachable(pause));
        assertEquals(
                pause,
                assertInstanceOf(Observation.Unreachable.class, hostile.read(account))
                        .retryAfter());
        assertEquals(
                pause,
                assertInstanceOf(
                                ChangeOutcome.Unreachable.class, hostile.apply(new Change.DisableAccount(account), KEY))
                        .retryAfter());
    }

    @Test
    void aHangEndsByInterruptOrByRelease() throws InterruptedException {
        hostile.plan(Call.READ, new Breach.HangsUntilInterrupted()).plan(Call.READ, new Breach.IgnoresInterrupt());
        Thread hearing = Thread.ofVirtual().start(() -> hostile.read(account));
        while (hostile.fired() < 1) {
            Thread.onSpinWait();
        }
        hearing.interrupt();
        hearing.join();
        Thread deaf = Thread.ofVirtual().start(() -> hostile.read(account));
        while (hostile.fired() < 2) {
            Thread.onSpinWait();
        }
        deaf.interrupt();
        assertFalse(deaf.join(Duration.ofMillis(50)));
        hostile.release();
        deaf.join();
    }

    @Test
    void aBreachThatNeverHappenedFailsTheTest() {
        hostile.plan(Call.FIND, new Breach.AnswersNull());
        assertThrows(AssertionError.class, hostile::assertAllFired);
    }

    @Test
    void aBreachThatDoesNotSuitTheCallIsAMistakeOfTheTest() {
        hostile.plan(Call.READ, new Breach.LiesAboutSuccess());
        assertThrows(IllegalArgumentException.class, () -> hostile.read(account));
    }

    private Page<ObservedAccount> page() {
        return switch (hostile.accounts(Cursor.START)) {
            case Observation.Seen<Page<ObservedAccount>> seen -> seen.value();
            case Observation.Refused<Page<ObservedAccount>> r -> throw new AssertionError(r.reason());
            case Observation.Unreachable<Page<ObservedAccount>> u -> throw new AssertionError(u.reason());
        };
    }
}

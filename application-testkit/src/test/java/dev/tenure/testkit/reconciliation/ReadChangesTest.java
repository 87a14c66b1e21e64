package dev.tenure.testkit.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.reconciliation.ReadSystem;
import dev.tenure.application.reconciliation.ScheduleReads;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.Increment;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ReadKind;
import dev.tenure.connector.spi.ResumeToken;
import dev.tenure.connector.spi.SignIn;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.ReadId;
import dev.tenure.domain.reconciliation.SystemRead;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.inventory.ScriptedTarget;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Systems are read again by themselves: what changed often, the whole from time to time (IDN-4). */
final class ReadChangesTest {

    private final Company company = new Company().worker("1001", "Ada");
    private TargetSystem directory = Samples.system("Directory", new SystemMode.Observe());
    private ScriptedTarget target = company.target(directory);

    @BeforeEach
    void aSystemThatTellsChanges() {
        directory = company.save(directory);
        target = company.target(directory);
        target.reads(Set.of(ReadKind.CHANGES)).account("ada", Samples.employee("1001"));
    }

    private int schedule() {
        return assertInstanceOf(
                        ScheduleReads.Outcome.Scheduled.class,
                        company.world.scheduleReads.handle(new ScheduleReads.Command()))
                .reads();
    }

    /** Carries out the last read that was asked for. */
    private ReadSystem.Outcome carryOut() {
        ReadId last = company.world.readAgenda.all().getLast();
        return company.world.readSystem.handle(new ReadSystem.Command(last));
    }

    private SystemRead.Complete complete() {
        return assertInstanceOf(ReadSystem.Outcome.Complete.class, carryOut()).read();
    }

    private List<String> accounts() {
        return company.accounts(directory).stream()
                .map(Account::nativeId)
                .sorted()
                .toList();
    }

    private static Increment.Item shown(String nativeId) {
        return new Increment.Item.Account(new ObservedAccount(
                new AccountRef(nativeId), nativeId, SignIn.ENABLED, Map.of(), Optional.empty(), List.of()));
    }

    private static Increment changed(String token, boolean more, Increment.Item... items) {
        return new Increment.Changed(List.of(items), new ResumeToken(token), more);
    }

    @Test
    void nobodyReadsWhatNobodyEverAskedToBeRead() {
        company.world.pass(Duration.ofDays(3));
        assertEquals(0, schedule());
    }

    @Test
    void whatChangedIsReadFromWhereTheLastReadEnded() {
        company.read(directory);
        assertEquals(0, schedule());
        company.world.pass(Duration.ofMinutes(15));
        assertEquals(1, schedule());
        assertEquals(0, schedule(), "one at a time");
        target.tells(
                changed("a", true, shown("bob")),
                changed("b", false, shown("cy"), new Increment.Item.AccountDeleted(new AccountRef("bob"))));
        SystemRead.Complete read = complete();
        assertEquals(SystemRead.Scope.CHANGES, read.scope());
        assertEquals(List.of("ada", "cy"), accounts(), "what was not told is still there");
        assertEquals(
                Optional.of(new ResumeToken("b")),
                company.world
                        .ports
                        .transactions()
                        .call(now -> company.world.ports.systemReads().resume(directory.id())));
        assertTrue(company.now(directory).baselineAt().isPresent());
    }

    @Test
    void aTokenThatIsNoLongerGoodIsFollowedByTheWhole() {
        company.read(directory);
        company.world.pass(Duration.ofMinutes(15));
        schedule();
        target.tells(new Increment.ReadWhole("its history was cleared"));
        ReadSystem.Outcome.Failed failed = assertInstanceOf(ReadSystem.Outcome.Failed.class, carryOut());
        assertTrue(failed.read().reason().contains("its history was cleared"), failed.toString());
        target.remove("ada");
        assertEquals(SystemRead.Scope.WHOLE, complete().scope());
        assertEquals(List.of(), accounts());
    }

    @Test
    void theWholeIsReadOnceADayAndAfterAFailureOnlyAfterAPause() {
        company.read(directory);
        company.world.pass(Duration.ofHours(24));
        target.goDown("the target does not answer");
        schedule();
        assertEquals(
                SystemRead.Scope.WHOLE,
                assertInstanceOf(ReadSystem.Outcome.Failed.class, carryOut())
                        .read()
                        .scope());
        assertEquals(0, schedule());
        company.world.pass(Duration.ofMinutes(5));
        assertEquals(1, schedule());
    }

    @Test
    void aTargetThatTellsTheSameChangesAgainAndAgainIsStopped() {
        company.read(directory);
        company.world.pass(Duration.ofMinutes(15));
        schedule();
        target.tells(
                changed("a", true, shown("bob")), changed("b", true, shown("cy")), changed("a", true, shown("bob")));
        assertInstanceOf(ReadSystem.Outcome.Failed.class, carryOut());
        assertEquals(List.of("ada"), accounts());
    }
}

package dev.tenure.testkit.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.reconciliation.ReadSystem;
import dev.tenure.application.reconciliation.RequestRead;
import dev.tenure.application.reconciliation.ScheduleReads;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.SystemRead;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A listing that lacks more than half of what is known is not taken, unless somebody says that it may be so. */
final class ShrinkingReadTest {

    private static final int ACCOUNTS = 30;

    private final Company company = new Company();
    private TargetSystem forge = Samples.system("Forge", new SystemMode.Observe());

    @BeforeEach
    void aSystemThatWasReadWhole() {
        forge = company.save(forge);
        for (int i = 0; i < ACCOUNTS; i++) {
            company.target(forge).account("a" + i, Map.of());
        }
        assertInstanceOf(ReadSystem.Outcome.Complete.class, company.read(forge));
    }

    private void remove(int number) {
        for (int i = 0; i < number; i++) {
            company.target(forge).remove("a" + i);
        }
    }

    private ReadSystem.Outcome readThatMayShrink() {
        RequestRead.Outcome.UnderWay underWay = (RequestRead.Outcome.UnderWay) company.world.requestRead.handle(
                new RequestRead.Command(Company.OPERATOR, Samples.request(), forge.id(), SystemRead.Scope.WHOLE, true));
        return company.world.readSystem.handle(
                new ReadSystem.Command(underWay.read().id()));
    }

    @Test
    void moreThanHalfMissingIsARefusalAndNothingIsLost() {
        remove(16);
        ReadSystem.Outcome.Failed failed = assertInstanceOf(ReadSystem.Outcome.Failed.class, company.read(forge));
        assertTrue(
                failed.read().reason().startsWith("the listing lacks 16 of 30 accounts"),
                failed.read().reason());
        assertEquals(ACCOUNTS, company.accounts(forge).size());
    }

    @Test
    void whoeverAsksCanSayThatItMayBeSo() {
        remove(16);
        company.read(forge);
        assertInstanceOf(ReadSystem.Outcome.Complete.class, readThatMayShrink());
        assertEquals(ACCOUNTS - 16, company.accounts(forge).size());
        assertInstanceOf(ReadSystem.Outcome.Complete.class, company.read(forge));
    }

    @Test
    void aReadThatTheProductAsksForMayNot() {
        remove(16);
        company.world.pass(Duration.ofDays(2));
        company.world.scheduleReads.handle(new ScheduleReads.Command());
        assertInstanceOf(
                ReadSystem.Outcome.Failed.class,
                company.world.readSystem.handle(
                        new ReadSystem.Command(company.world.readAgenda.all().getLast())));
        assertEquals(ACCOUNTS, company.accounts(forge).size());
    }

    @Test
    void halfOfThemMayGo() {
        remove(15);
        assertInstanceOf(ReadSystem.Outcome.Complete.class, company.read(forge));
        assertEquals(ACCOUNTS - 15, company.accounts(forge).size());
    }
}

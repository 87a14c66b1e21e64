package dev.tenure.testkit.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.inventory.ProposeModeChange;
import dev.tenure.application.reconciliation.ReadSystem;
import dev.tenure.domain.audit.AuditField;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A target of which a part cannot be read: the rest is taken, and nothing of the part is taken as gone. */
final class PartlyReadTest {

    private static final String REASON = "account 2 refuses the role: look at its trust";

    private final Company company = new Company();
    private TargetSystem cloud = Samples.system("Cloud", new SystemMode.Observe());

    @BeforeEach
    void aTargetInTwoParts() {
        cloud = company.save(cloud);
        company.target(cloud)
                .account("1/a", Map.of(), "staff")
                .account("1/b", Map.of())
                .account("2/c", Map.of())
                .untouchable("1/b");
    }

    private ReadSystem.Outcome.Complete read() {
        return assertInstanceOf(ReadSystem.Outcome.Complete.class, company.read(cloud));
    }

    private List<String> known() {
        return company.accounts(cloud).stream().map(Account::nativeId).toList();
    }

    private boolean isToldNotRead(String... reasons) {
        return company.events(EventType.SYSTEM_READ_COMPLETED)
                .getLast()
                .fields()
                .contains(new AuditField.Texts("notRead", List.of(reasons)));
    }

    @Test
    void whatIsKnownOfThePartStaysAndTheOthersAreTaken() {
        read();
        company.target(cloud).leavesOut("2/", REASON);
        company.target(cloud).remove("1/a");
        ReadSystem.Outcome.Complete partly = read();
        assertEquals(1, partly.read().counts().vanished());
        assertEquals(1, partly.read().counts().problems());
        assertEquals(List.of(REASON), partly.read().unread());
        assertEquals(List.of("1/b", "2/c"), known());
        assertTrue(isToldNotRead(REASON));
        company.target(cloud).leavesNothingOut();
        company.target(cloud).remove("2/c");
        assertEquals(1, read().read().counts().vanished());
        assertEquals(List.of("1/b"), known());
        assertTrue(isToldNotRead());
    }

    @Test
    void aFirstReadThatLeavesAPartOutIsNoBaselineAndPromotesNothing() {
        company.target(cloud).leavesOut("2/", REASON);
        read();
        assertEquals(List.of("1/a", "1/b"), known());
        assertEquals(Optional.empty(), company.now(cloud).baselineAt());
        assertInstanceOf(ProposeModeChange.Outcome.NotReadWhole.class, propose());
        company.target(cloud).leavesNothingOut();
        read();
        assertTrue(company.now(cloud).baselineAt().isPresent());
        assertInstanceOf(ProposeModeChange.Outcome.Recorded.class, propose());
    }

    private ProposeModeChange.Outcome propose() {
        return company.world.proposeModeChange.handle(
                new ProposeModeChange.Command(Company.ADMIN, Samples.request(), cloud.id(), new SystemMode.Notify()));
    }

    @Test
    void whatTheConnectorRefusesToChangeIsProtected() {
        read();
        assertEquals(
                Optional.of("an account that this system's connector refuses to change"),
                company.account(cloud, "1/b").protection().map(p -> p.reason()));
        assertEquals(Optional.empty(), company.account(cloud, "1/a").protection());
    }
}

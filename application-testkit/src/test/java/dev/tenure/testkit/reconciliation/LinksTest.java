package dev.tenure.testkit.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.inventory.ReviseSystem;
import dev.tenure.application.inventory.SystemDescription;
import dev.tenure.application.lifecycle.ApplyWorkerSnapshot;
import dev.tenure.application.reconciliation.LinkAccount;
import dev.tenure.application.reconciliation.UnlinkAccount;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.inventory.Correlation;
import dev.tenure.domain.inventory.Correlation.Confidence;
import dev.tenure.domain.inventory.Correlation.IdentityAttribute;
import dev.tenure.domain.inventory.Correlation.Rule;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What follows when a person says whose an account is, and when a system is given other rules. */
final class LinksTest {

    private static final String ADA = "1001";
    private static final String EVE = "1002";

    private final Company company = new Company().worker(ADA, "Ada").worker(EVE, "Eve");

    private TargetSystem directory(SystemMode mode) {
        company.takeOver();
        TargetSystem directory = company.system("Directory", mode);
        company.target(directory).account("ada", Samples.employee(ADA));
        company.target(directory).account("spare", Map.of("mail", "ada@sample.example"));
        company.read(directory);
        return directory;
    }

    private LinkAccount.Outcome link(Account account, String workerId) {
        return company.world.linkAccount.handle(new LinkAccount.Command(
                Company.OPERATOR, account.id(), company.person(workerId).id(), "the badge office says so"));
    }

    private UnlinkAccount.Outcome unlink(Account account) {
        return company.world.unlinkAccount.handle(
                new UnlinkAccount.Command(Company.OPERATOR, account.id(), "it is the printer's"));
    }

    private void adasCaseOpens() {
        company.lastDay(ADA, "2026-03-01").handIn();
        company.world.applyWorkerSnapshot.handle(new ApplyWorkerSnapshot.Command());
    }

    @Test
    void whatIsLinkedBeforeSomebodyLeavesIsTakenWithTheRest() {
        TargetSystem directory = directory(new SystemMode.Act());
        link(company.account(directory, "spare"), ADA);
        company.lastDay(ADA, "2026-03-01").takeOver();
        assertFalse(company.target(directory).isEnabled("spare"));
        assertFalse(company.target(directory).isEnabled("ada"));
    }

    @Test
    void anAccountLinkedToSomebodyWhoIsLeavingJoinsTheirCase() {
        TargetSystem directory = directory(new SystemMode.Act());
        adasCaseOpens();
        Account spare = company.account(directory, "spare");
        assertInstanceOf(LinkAccount.Outcome.Linked.class, link(spare, ADA));
        assertEquals(spare.id(), company.caseAccount(ADA, "spare").account());
        assertEquals(
                2, company.operations(ADA, directory, Work.DisableAccount.class).size());
        company.world.work();
        assertFalse(company.target(directory).isEnabled("spare"));
    }

    @Test
    void aCaseLosesNoAccountBeforeItHasTakenIt() {
        TargetSystem directory = directory(new SystemMode.Act());
        adasCaseOpens();
        Account account = company.account(directory, "ada");
        assertInstanceOf(LinkAccount.Outcome.BeingTaken.class, link(account, EVE));
        assertInstanceOf(UnlinkAccount.Outcome.BeingTaken.class, unlink(account));
        assertEquals(List.of(), company.events(EventType.ACCOUNT_LINKED));
    }

    @Test
    void aListingForALeaverTakesNoAccountThatAPersonSaidIsAnothers() {
        TargetSystem directory = directory(new SystemMode.Act());
        link(company.account(directory, "ada"), EVE);
        company.lastDay(ADA, "2026-03-01").takeOver();
        assertTrue(company.target(directory).isEnabled("ada"));
        assertEquals(
                Optional.of(company.person(EVE).id()),
                company.account(directory, "ada").identity());
    }

    @Test
    void anAccountThatAPersonPartedIsNotTakenEither() {
        TargetSystem directory = directory(new SystemMode.Act());
        unlink(company.account(directory, "ada"));
        company.lastDay(ADA, "2026-03-01").takeOver();
        assertTrue(company.target(directory).isEnabled("ada"));
        assertEquals(1, company.events(EventType.ACCOUNT_UNLINKED).size());
    }

    @Test
    void linkingWhatAPersonLinkedBeforeChangesAndLogsNothing() {
        TargetSystem directory = directory(new SystemMode.Act());
        Account spare = company.account(directory, "spare");
        link(spare, ADA);
        link(spare, ADA);
        assertEquals(1, company.events(EventType.ACCOUNT_LINKED).size());
    }

    @Test
    void otherRulesAreAppliedAtOnceToWhatTheLastReadTold() {
        TargetSystem directory = directory(new SystemMode.Observe());
        assertEquals(Optional.empty(), company.account(directory, "spare").identity());
        TargetSystem now = company.now(directory);
        assertInstanceOf(
                ReviseSystem.Outcome.Revised.class,
                company.world.reviseSystem.handle(new ReviseSystem.Command(
                        Company.ADMIN,
                        now.id(),
                        now.version(),
                        new SystemDescription(
                                now.name(),
                                now.owner(),
                                now.classification(),
                                now.sla(),
                                now.identityProvider(),
                                now.connector(),
                                new Correlation(List.of(
                                        new Rule("mail", IdentityAttribute.EMAIL, Confidence.CERTAIN),
                                        new Rule("employeeNumber", IdentityAttribute.WORKER_ID, Confidence.PROBABLE))),
                                now.classRules(),
                                now.limits()))));
        assertEquals(
                Optional.of(company.person(ADA).id()),
                company.account(directory, "spare").identity());
        assertEquals(Optional.empty(), company.account(directory, "ada").identity());
        assertEquals(1, company.events(EventType.ACCOUNTS_CORRELATED).size());
    }
}

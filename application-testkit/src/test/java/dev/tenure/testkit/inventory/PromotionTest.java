package dev.tenure.testkit.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.inventory.ConfirmModeChange;
import dev.tenure.application.inventory.PreviewMode;
import dev.tenure.application.inventory.ProposeModeChange;
import dev.tenure.application.inventory.ReviseSystem;
import dev.tenure.application.inventory.SystemDescription;
import dev.tenure.application.reconciliation.ReadSystem;
import dev.tenure.application.reconciliation.RequestRead;
import dev.tenure.domain.audit.AuditField;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.inventory.ConnectorSettings;
import dev.tenure.domain.inventory.Correlation;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.SystemRead;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was read of one target promotes nothing that is reached or matched in another way by now (ONB-1, SAF-1). */
final class PromotionTest {

    private final Company company = new Company().worker("1001", "Ada");
    private TargetSystem directory = Samples.system("Directory", new SystemMode.Observe());

    @BeforeEach
    void aSystemThatWasReadWhole() {
        directory = company.save(directory);
        company.target(directory).account("ada", Samples.employee("1001"));
        company.read(directory);
    }

    private void revise(ConnectorSettings connector, Correlation correlation, String owner) {
        TargetSystem current = company.now(directory);
        assertInstanceOf(
                ReviseSystem.Outcome.Revised.class,
                company.world.reviseSystem.handle(new ReviseSystem.Command(
                        Company.ADMIN,
                        current.id(),
                        current.version(),
                        new SystemDescription(
                                current.name(),
                                owner,
                                current.classification(),
                                current.sla(),
                                current.identityProvider(),
                                connector,
                                correlation,
                                current.classRules(),
                                current.limits()))));
    }

    /** The system is reached in another way from now on: another target, with the connector's own account in it. */
    private void redirect() {
        company.world
                .connectors
                .target("Other")
                .account("svc", Samples.employee("1002"))
                .own("svc");
        revise(FakeConnectors.settings("Other"), directory.correlation(), directory.owner());
    }

    private void matchByMail() {
        revise(directory.connector(), new Correlation("mail", Correlation.IdentityAttribute.EMAIL), directory.owner());
    }

    private ProposeModeChange.Outcome propose() {
        return company.world.proposeModeChange.handle(new ProposeModeChange.Command(
                Company.ADMIN, Samples.request(), directory.id(), new SystemMode.Notify()));
    }

    private boolean previewSaysReadWhole() {
        return ((PreviewMode.Outcome.Previewed)
                        company.world.previewMode.handle(new PreviewMode.Command(Company.ADMIN, directory.id())))
                .readWhole();
    }

    @Test
    void afterAChangeOfTheConnectorASystemIsReadAnewBeforeItIsPromoted() {
        redirect();
        assertFalse(previewSaysReadWhole());
        assertInstanceOf(ProposeModeChange.Outcome.NotReadWhole.class, propose());
        company.read(directory);
        assertTrue(previewSaysReadWhole());
        assertTrue(company.account(directory, "svc").protection().isPresent(), "the new connector's own account");
        company.promote(directory);
        assertEquals(new SystemMode.Notify(), company.now(directory).mode());
    }

    @Test
    void afterAChangeOfTheCorrelationToo() {
        matchByMail();
        assertInstanceOf(ProposeModeChange.Outcome.NotReadWhole.class, propose());
        company.read(directory);
        assertInstanceOf(ProposeModeChange.Outcome.Recorded.class, propose());
    }

    @Test
    void anyOtherChangeNeedsNoNewRead() {
        revise(directory.connector(), directory.correlation(), "another-owner");
        assertInstanceOf(ProposeModeChange.Outcome.Recorded.class, propose());
    }

    @Test
    void aPromotionProposedBeforeTheChangeIsOutOfDate() {
        ProposeModeChange.Outcome.Recorded recorded =
                assertInstanceOf(ProposeModeChange.Outcome.Recorded.class, propose());
        redirect();
        ConfirmModeChange.Command confirm = new ConfirmModeChange.Command(
                Company.SECOND_ADMIN, recorded.change().proposal().id(), true);
        assertInstanceOf(ConfirmModeChange.Outcome.Outdated.class, company.world.confirmModeChange.handle(confirm));
        company.read(directory);
        assertInstanceOf(
                ConfirmModeChange.Outcome.Outdated.class,
                company.world.confirmModeChange.handle(confirm),
                "what was proposed was another target");
        assertEquals(new SystemMode.Observe(), company.now(directory).mode());
    }

    @Test
    void aReadThatWasAskedForBeforeTheChangeDoesNotCount() {
        RequestRead.Outcome.UnderWay asked =
                (RequestRead.Outcome.UnderWay) company.world.requestRead.handle(new RequestRead.Command(
                        Company.OPERATOR, Samples.request(), directory.id(), SystemRead.Scope.WHOLE, false));
        redirect();
        assertInstanceOf(
                ReadSystem.Outcome.Complete.class,
                company.world.readSystem.handle(
                        new ReadSystem.Command(asked.read().id())));
        assertInstanceOf(ProposeModeChange.Outcome.NotReadWhole.class, propose());
    }

    @Test
    void aReadThatTheChangeOvertakesTakesNothing() {
        company.target(directory).account("new", Samples.employee("1003"));
        company.target(directory).duringNextPage(this::redirect);
        ReadSystem.Outcome.Failed failed = assertInstanceOf(ReadSystem.Outcome.Failed.class, company.read(directory));
        assertEquals(
                "the connector or the correlation was changed while the system was read: read it again",
                failed.read().reason());
        assertEquals(
                List.of("ada"),
                company.accounts(directory).stream().map(Account::nativeId).toList());
    }

    @Test
    void theFirstReadIsADatedBaselineAndLaterOnesAreNot() {
        Optional<Instant> first = company.now(directory).baselineAt();
        assertTrue(first.isPresent());
        company.world.pass(Duration.ofHours(1));
        company.read(directory);
        assertEquals(first, company.now(directory).baselineAt());
        assertEquals(List.of(true, false), baselinesInTheLog());
    }

    @Test
    void aReadThatFailsIsNoBaseline() {
        TargetSystem other = company.save(Samples.system("Down", new SystemMode.Observe()));
        company.target(other).goDown("connection refused");
        assertInstanceOf(ReadSystem.Outcome.Failed.class, company.read(other));
        assertEquals(Optional.empty(), company.now(other).baselineAt());
    }

    @Test
    void aReadThatWasAskedForBeforeTheChangeIsNoBaseline() {
        RequestRead.Outcome.UnderWay asked =
                (RequestRead.Outcome.UnderWay) company.world.requestRead.handle(new RequestRead.Command(
                        Company.OPERATOR, Samples.request(), directory.id(), SystemRead.Scope.WHOLE, false));
        company.world.pass(Duration.ofSeconds(1));
        redirect();
        company.world.readSystem.handle(new ReadSystem.Command(asked.read().id()));
        assertEquals(Optional.empty(), company.now(directory).baselineAt());
    }

    @Test
    void aSystemThatIsReachedOrMatchedInAnotherWayHasANewBaseline() {
        company.world.pass(Duration.ofHours(1));
        redirect();
        assertEquals(Optional.empty(), company.now(directory).baselineAt());
        company.read(directory);
        Instant second = company.now(directory).baselineAt().orElseThrow();
        assertTrue(
                Duration.between(second, company.world.now()).compareTo(Duration.ofMinutes(1)) < 0,
                "it is the new read's");
        company.world.pass(Duration.ofHours(1));
        matchByMail();
        assertEquals(Optional.empty(), company.now(directory).baselineAt());
    }

    @Test
    void anyOtherChangeKeepsTheBaseline() {
        Optional<Instant> first = company.now(directory).baselineAt();
        revise(directory.connector(), directory.correlation(), "another-owner");
        company.promote(directory);
        assertEquals(first, company.now(directory).baselineAt());
    }

    private List<Boolean> baselinesInTheLog() {
        return company.events(EventType.SYSTEM_READ_COMPLETED).stream()
                .map(event -> event.fields().contains(new AuditField.Flag("baseline", true)))
                .toList();
    }
}

package dev.tenure.testkit.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.finding.AcceptFinding;
import dev.tenure.application.finding.AssignFinding;
import dev.tenure.application.finding.Findings;
import dev.tenure.application.finding.FlagFindings;
import dev.tenure.application.finding.ListFindings;
import dev.tenure.application.finding.NamedFinding;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The account nobody knew of is found, somebody has to see to it, and the read that shows it no more closes it. */
final class FindingsTest {

    private static final String ADA = "1001";

    private final Company company = new Company().worker(ADA, "Ada");
    private TargetSystem forge = Samples.system("Forge", new SystemMode.Act());

    @BeforeEach
    void adaHasAnAccount() {
        forge = company.save(forge);
        company.target(forge).account("ada", Samples.employee(ADA), "Staff");
        company.takeOver();
    }

    /** Reads the system and looks through it. */
    private void look() {
        company.read(forge);
        flag();
    }

    private int flag() {
        int changes = 0;
        while (company.world.flagFindings.handle(new FlagFindings.Command())
                instanceof FlagFindings.Outcome.Scanned scanned) {
            changes += scanned.changes();
        }
        return changes;
    }

    private List<NamedFinding> listed(Caller by, String state) {
        Findings.Filter filter = new Findings.Filter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(state),
                Optional.empty(),
                false,
                Optional.empty());
        return assertInstanceOf(
                        ListFindings.Outcome.Listed.class,
                        company.world.listFindings.handle(new ListFindings.Command(by, filter, PageRequest.first())))
                .findings()
                .items();
    }

    private List<String> kinds(String state) {
        return listed(Company.AUDITOR, state).stream()
                .map(named -> named.finding().facts().kind() + " " + nativeId(named.finding()))
                .sorted()
                .toList();
    }

    private static String nativeId(Finding finding) {
        return finding.facts().name().replace("@target.example", "");
    }

    private Finding only(String state) {
        return listed(Company.AUDITOR, state).getFirst().finding();
    }

    @Test
    void anOrphanIsFoundOnceAndGoneWithTheReadThatShowsItNoMore() {
        company.target(forge).account("stray", Map.of());
        look();
        assertEquals(List.of("ORPHAN stray"), kinds("open"));
        look();
        look();
        assertEquals(1, company.events(EventType.FINDING_OPENED).size());
        company.target(forge).remove("stray");
        look();
        assertEquals(List.of(), kinds("open"));
        Finding.Closed closed = assertInstanceOf(Finding.Closed.class, only("closed"));
        assertNotEquals(closed.facts().read(), closed.gone().read());
        assertEquals(1, company.events(EventType.FINDING_CLOSED).size());
    }

    @Test
    void aLeaverWhoIsLetInAgainAfterTheCaseIsFoundAtTheNextRead() {
        look();
        company.lastDay(ADA, "2026-03-01").takeOver();
        company.world.pass(Duration.ofMinutes(5));
        assertEquals("closed", company.state(ADA));
        look();
        assertEquals(List.of(), kinds("open"));
        company.target(forge).enable("ada");
        look();
        assertEquals(List.of("LEAVER_REENABLED ada"), kinds("open"));
    }

    @Test
    void aGrantMadeOnTheTargetIsFoundUntilItIsGoneWhateverTheBaselineIsByThen() {
        look();
        company.target(forge).account("ada", Samples.employee(ADA), "Staff", "Administrators");
        company.world.pass(Duration.ofHours(1));
        look();
        assertTrue(kinds("open").contains("OUT_OF_BAND_GRANT ada"), () -> kinds("open")
                .toString());
        company.world.ports.transactions().call(now -> {
            TargetSystem system = company.world.ports.systems().find(forge.id()).orElseThrow();
            company.world.ports.systems().save(system.withBaseline(now));
            return now;
        });
        company.world.pass(Duration.ofHours(1));
        look();
        assertTrue(kinds("open").contains("OUT_OF_BAND_GRANT ada"), () -> kinds("open")
                .toString());
        company.target(forge).account("ada", Samples.employee(ADA), "Staff");
        look();
        assertEquals(List.of("OUT_OF_BAND_GRANT ada", "STANDING_PRIVILEGE ada"), kinds("closed"));
    }

    @Test
    void anAccountThatWasThereBeforeItsPersonIsTheirsAtTheNextLook() {
        company.target(forge).account("bob", Samples.employee("1002"));
        look();
        assertEquals(List.of("ORPHAN bob"), kinds("open"));
        company.worker("1002", "Bob").takeOver();
        company.world.pass(Duration.ofHours(1));
        flag();
        assertEquals(List.of(), kinds("open"));
        assertEquals(List.of("ORPHAN bob"), kinds("closed"));
        assertEquals(1, company.events(EventType.ACCOUNTS_CORRELATED).size());
    }

    @Test
    void nobodyAcceptsWhatIsWrongWithAnAccountOfTheirOwn() {
        company.target(forge).account("ada-admin", Samples.employee(ADA), "Staff");
        look();
        Finding second = listed(Company.AUDITOR, "open").stream()
                .map(NamedFinding::finding)
                .filter(finding -> nativeId(finding).equals("ada-admin"))
                .findFirst()
                .orElseThrow();
        assertInstanceOf(
                AcceptFinding.Outcome.OwnAccount.class, accept(second, Samples.caller(ADA, Role.ADMINISTRATOR)));
        assertInstanceOf(AcceptFinding.Outcome.Accepted.class, accept(second, Company.ADMIN));
    }

    private AcceptFinding.Outcome accept(Finding finding, Caller by) {
        return company.world.acceptFinding.handle(new AcceptFinding.Command(
                by,
                finding.facts().id(),
                company.world.now().plus(Duration.ofDays(1)),
                "An account for administration"));
    }

    @Test
    void anAcceptanceEndsByItselfWithoutARead() {
        company.target(forge).account("stray", Map.of());
        look();
        assertInstanceOf(
                AcceptFinding.Outcome.Accepted.class,
                company.world.acceptFinding.handle(new AcceptFinding.Command(
                        Company.OPERATOR,
                        only("open").facts().id(),
                        company.world.now().plus(Duration.ofDays(3)),
                        "The vendor needs it until Thursday")));
        company.world.pass(Duration.ofDays(2));
        flag();
        assertEquals(List.of("ORPHAN stray"), kinds("accepted"));
        company.world.pass(Duration.ofDays(1));
        flag();
        assertEquals(List.of("ORPHAN stray"), kinds("open"));
        assertEquals(1, company.events(EventType.FINDING_REOPENED).size());
    }

    @Test
    void whoOwnsAFindingSeesThatOneAndNoOther() {
        company.target(forge).account("one", Map.of()).account("other", Map.of());
        look();
        Caller owner = Samples.caller("owner-of-one", Role.REQUESTER);
        assertEquals(List.of(), listed(owner, "open"));
        Finding one = listed(Company.AUDITOR, "open").stream()
                .map(NamedFinding::finding)
                .filter(finding -> nativeId(finding).equals("one"))
                .findFirst()
                .orElseThrow();
        company.world.assignFinding.handle(
                new AssignFinding.Command(Company.ADMIN, one.facts().id(), owner.subject()));
        assertEquals(
                List.of(one.facts().id()),
                listed(owner, "open").stream()
                        .map(named -> named.finding().facts().id())
                        .toList());
        assertEquals(1, company.events(EventType.FINDING_ASSIGNED).size());
    }
}

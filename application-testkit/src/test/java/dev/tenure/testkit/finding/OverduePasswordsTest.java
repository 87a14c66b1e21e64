package dev.tenure.testkit.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tenure.application.finding.Findings;
import dev.tenure.application.finding.FlagFindings;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.reconciliation.ListAccounts;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.finding.FindingKind;
import dev.tenure.domain.inventory.SignInPolicy;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A password that grew too old is found, and is gone with the read that shows another one. */
final class OverduePasswordsTest {

    private static final String ADA = "1001";
    private static final Duration ALLOWED = Duration.ofDays(90);

    private final Company company = new Company().worker(ADA, "Ada");
    private TargetSystem forge = Samples.asking(
            Samples.system("Forge", new SystemMode.Observe()),
            Optional.of(new SignInPolicy(
                    Optional.empty(), Optional.of(90), Optional.empty(), false, List.of(), Optional.empty())));

    @BeforeEach
    void adaHasAnAccount() {
        forge = company.save(forge);
        company.target(forge).account("ada", Samples.employee(ADA));
        company.takeOver();
    }

    private List<Finding> findings() {
        company.read(forge);
        while (company.world.flagFindings.handle(new FlagFindings.Command()) instanceof FlagFindings.Outcome.Scanned) {
            // One system after the other.
        }
        return company.world.ports.transactions().call(now -> company.world
                .ports
                .findings()
                .list(
                        new Findings.Filter(
                                Optional.empty(),
                                Optional.of(FindingKind.OVERDUE_PASSWORD),
                                Optional.empty(),
                                Optional.of("open"),
                                Optional.empty(),
                                false,
                                Optional.empty()),
                        now,
                        PageRequest.first())
                .items());
    }

    private Map<String, Instant> listed() {
        ListAccounts.Outcome.Listed listed = assertInstanceOf(
                ListAccounts.Outcome.Listed.class,
                company.world.listAccounts.handle(new ListAccounts.Command(
                        Company.AUDITOR,
                        new Accounts.Filter(
                                Optional.of(forge.id()), Optional.empty(), Optional.empty(), Optional.empty()),
                        PageRequest.first())));
        return listed.passwordsSetAt().isEmpty()
                ? Map.of()
                : Map.of(
                        listed.accounts().items().getFirst().nativeId(),
                        listed.passwordsSetAt().values().iterator().next());
    }

    @Test
    void anUnknownAgeIsNoFinding() {
        assertEquals(List.of(), findings());
        assertEquals(Map.of(), listed());
    }

    @Test
    void aPasswordThatGrewTooOldIsFoundAndIsGoneWithAnother() {
        Instant set = company.world.now();
        company.target(forge).passwordSet("ada", set);
        assertEquals(List.of(), findings());
        company.world.ports.transactions().advance(ALLOWED.plusSeconds(1));
        Finding found = findings().getFirst();
        assertEquals(Optional.of(set), found.facts().passwordSetAt());
        assertEquals(Map.of("ada", set), listed());
        company.target(forge).passwordSet("ada", company.world.now());
        assertEquals(List.of(), findings());
        assertEquals(1, company.events(EventType.FINDING_OPENED).size());
        assertEquals(1, company.events(EventType.FINDING_CLOSED).size());
    }
}

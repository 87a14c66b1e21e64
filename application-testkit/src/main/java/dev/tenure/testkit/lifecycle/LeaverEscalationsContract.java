package dev.tenure.testkit.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.lifecycle.LeaverEscalations;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.CaseSystem;
import dev.tenure.domain.lifecycle.Escalation;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.Step;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What {@link LeaverEscalations} promises. */
public interface LeaverEscalationsContract {

    /** The start of the clock of every case here. */
    Instant BEGIN = Samples.MONDAY;

    /** The ports under test. */
    Ports ports();

    private <T> T with(Function<LeaverEscalations, T> work) {
        return ports().transactions().call(now -> work.apply(ports().leaverEscalations()));
    }

    private boolean asked(Predicate<LeaverEscalations> question) {
        return with(question::test);
    }

    /** A case whose target was not listed, with 1,000 seconds to shut out. */
    private LeaverCase.Open saved(SystemId system, AccountId account) {
        Identity ada = Samples.identity("Ada", "Escalated");
        LeaverCaseId id = new LeaverCaseId(UUID.randomUUID());
        LeaverCase.Open open = new LeaverCase.Open(
                        new LeaverCase.Opening(id, ada.id(), Samples.facts(BEGIN), BEGIN),
                        List.of(new CaseSystem(
                                system,
                                "Directory",
                                BEGIN.plusSeconds(1_000),
                                BEGIN.plusSeconds(100_000),
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())),
                        List.of(),
                        0)
                .add(account, system, "native", "ada", true, CaseAccount.Treatment.ACT, Set.of(Step.values()));
        return ports().transactions().call(now -> {
            ports().identities().save(ada, Samples.entry(ada, Identity.Change.HIRED, now));
            ports().leaverCases().save(open);
            return (LeaverCase.Open) ports().leaverCases().find(id).orElseThrow();
        });
    }

    private boolean isDue(LeaverCase open, Instant at) {
        return with(escalations -> escalations.due(at, 100_000))
                .contains(open.opening().id());
    }

    private static Escalation told(
            SystemId system, Optional<AccountId> account, Optional<Milestone> milestone, Escalation.Level level) {
        return new Escalation(system, account, milestone, level, BEGIN.plusSeconds(1_000), BEGIN.plusSeconds(501));
    }

    @Test
    default void aCaseIsDueOnceHalfOfATimeIsGoneAndAgainAtTheNextLevel() {
        SystemId system = new SystemId(UUID.randomUUID());
        AccountId account = new AccountId(UUID.randomUUID());
        LeaverCase.Open open = saved(system, account);
        LeaverCaseId id = open.opening().id();
        assertFalse(isDue(open, BEGIN.plusSeconds(500)));
        assertTrue(isDue(open, BEGIN.plusSeconds(501)));
        with(escalations -> {
            escalations.add(id, told(system, Optional.empty(), Optional.empty(), Escalation.Level.HALF));
            for (Milestone milestone : List.of(Milestone.BLOCKED, Milestone.CONTAINED)) {
                escalations.add(id, told(system, Optional.of(account), Optional.of(milestone), Escalation.Level.HALF));
            }
            escalations.lookAgain(id, Optional.of(BEGIN.plusSeconds(800)));
            return id;
        });
        assertFalse(isDue(open, BEGIN.plusSeconds(800)));
        assertTrue(isDue(open, BEGIN.plusSeconds(801)));
        LeaverCase.Withdrawn withdrawn = open.withdraw("taken back", BEGIN);
        ports().transactions().call(now -> {
            ports().leaverCases().save(withdrawn);
            return now;
        });
        assertFalse(isDue(open, BEGIN.plusSeconds(801)));
    }

    @Test
    default void aLevelIsToldOnceAndStaysInItsOrder() {
        SystemId system = new SystemId(UUID.randomUUID());
        AccountId account = new AccountId(UUID.randomUUID());
        LeaverCaseId id = saved(system, account).opening().id();
        long before = with(LeaverEscalations::counts).getOrDefault(Escalation.Level.HALF, 0L);
        Escalation listing = told(system, Optional.empty(), Optional.empty(), Escalation.Level.HALF);
        Escalation blocked = told(system, Optional.of(account), Optional.of(Milestone.BLOCKED), Escalation.Level.HALF);
        Escalation later = told(system, Optional.empty(), Optional.empty(), Escalation.Level.ALL);
        assertTrue(asked(escalations -> escalations.add(id, listing)));
        assertTrue(asked(escalations -> escalations.add(id, blocked)));
        assertFalse(asked(escalations -> escalations.add(id, listing)));
        assertTrue(asked(escalations -> escalations.add(id, later)));
        assertEquals(List.of(listing, blocked, later), with(escalations -> escalations.of(id)));
        assertEquals(before + 2, with(LeaverEscalations::counts).getOrDefault(Escalation.Level.HALF, 0L));
        assertEquals(List.of(), with(escalations -> escalations.of(new LeaverCaseId(UUID.randomUUID()))));
    }
}

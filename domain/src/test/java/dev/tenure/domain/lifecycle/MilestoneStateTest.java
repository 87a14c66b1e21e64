package dev.tenure.domain.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MilestoneStateTest {

    private static final Instant BY = SampleCases.SHUT_OUT_BY;

    @Test
    void lateIsWhatWasShownAfterItsDeadlineAndNotAtIt() {
        assertFalse(new MilestoneState.Due(BY).verify(BY).late());
        assertTrue(new MilestoneState.Due(BY).verify(BY.plusNanos(1)).late());
        assertTrue(new MilestoneState.Withheld(BY).verify(BY.plusSeconds(1)).late());
    }

    @Test
    void whatSlipsIsDueByTheSameDeadline() {
        assertEquals(new MilestoneState.Due(BY), new MilestoneState.Verified(BY, BY).slip());
    }

    @Test
    void whatIsStatedIsSettledAndNotVerified() {
        MilestoneState.Stated stated = new MilestoneState.Due(BY).state(BY.plusNanos(1));
        assertTrue(stated.isSettled());
        assertTrue(stated.late());
        assertFalse(new MilestoneState.Withheld(BY).state(BY).late());
        assertEquals(new MilestoneState.Due(BY), stated.slip());
        assertEquals(new MilestoneState.Verified(BY, BY), stated.verify(BY));
        assertFalse(new MilestoneState.Due(BY).isSettled());
        assertFalse(new MilestoneState.LeftAlone(BY).isSettled());
        assertFalse(new MilestoneState.Withheld(BY).isSettled());
    }

    @Test
    void anAccountHasEveryMilestone() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new CaseAccount(
                        SampleCases.account(1),
                        SampleCases.DIRECTORY,
                        "n",
                        "n",
                        true,
                        Map.of(Milestone.BLOCKED, new MilestoneState.Due(BY)),
                        Set.of(Step.values()),
                        Map.of(),
                        List.of(),
                        new SignIns.Awaited(),
                        List.of(),
                        Map.of()));
    }

    @Test
    void milestonesAreTakenInTheirOrder() {
        assertEquals(
                List.of(0, 1, 2),
                List.of(Milestone.values()).stream().map(Milestone::step).toList());
    }
}

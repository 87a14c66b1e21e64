package dev.tenure.domain.lifecycle;

import dev.tenure.domain.identity.ClockStart;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Invented cases. */
final class SampleCases {

    static final SystemId DIRECTORY = new SystemId(new UUID(0, 11));
    static final SystemId MAIL = new SystemId(new UUID(0, 12));
    static final Instant CLOCK = Instant.parse("2026-03-01T00:00:00Z");
    static final Instant OPENED = CLOCK.plusSeconds(10);
    static final Instant SHUT_OUT_BY = CLOCK.plus(Duration.ofHours(24));
    static final Instant CLEAN_BY = CLOCK.plus(Duration.ofDays(30));

    private SampleCases() {}

    static AccountId account(int number) {
        return new AccountId(new UUID(1, number));
    }

    static LeaverFacts facts(Instant received) {
        return new LeaverFacts(
                new Termination(LocalDate.parse("2026-02-28"), Optional.empty(), Optional.empty(), Optional.empty()),
                ZoneOffset.UTC,
                received,
                new ClockStart(CLOCK, ClockStart.Rule.END_OF_LAST_WORKING_DAY),
                LeaverFacts.POLICY,
                List.of());
    }

    static LeaverCase.Open open(SystemId... systems) {
        return new LeaverCase.Open(
                new LeaverCase.Opening(
                        new LeaverCaseId(new UUID(0, 1)), new IdentityId(new UUID(0, 2)), facts(CLOCK), OPENED),
                Arrays.stream(systems).map(SampleCases::system).toList(),
                List.of(),
                0);
    }

    private static CaseSystem system(SystemId id) {
        return new CaseSystem(
                id,
                id.equals(MAIL) ? "Mail" : "Directory",
                SHUT_OUT_BY,
                CLEAN_BY,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** What two people state, confirmed at a moment. */
    static Stated stated(Instant confirmedAt) {
        return new Stated(
                new StatementId(new UUID(0, 9)),
                confirmedAt.minusSeconds(60),
                Optional.of("disabled in the console"),
                Optional.of("IT-7"),
                "first",
                confirmedAt.minusSeconds(30),
                "second",
                confirmedAt);
    }

    /** The case with one account whose milestones all are in a state. */
    static LeaverCase.Open withState(LeaverCase.Open open, AccountId account, MilestoneState state) {
        Map<Milestone, MilestoneState> milestones = new EnumMap<>(Milestone.class);
        for (Milestone milestone : Milestone.values()) {
            milestones.put(milestone, state);
        }
        Map<Step, Instant> shown = new EnumMap<>(Step.class);
        if (state instanceof MilestoneState.Verified verified) {
            for (Step step : Step.values()) {
                shown.put(step, verified.at());
            }
        }
        return new LeaverCase.Open(
                open.opening(),
                open.systems(),
                List.of(new CaseAccount(
                        account,
                        DIRECTORY,
                        "cn=ada",
                        "ada",
                        true,
                        milestones,
                        Set.of(Step.values()),
                        shown,
                        List.of(),
                        new SignIns.None(OPENED),
                        List.of(),
                        Map.of())),
                open.version());
    }
}

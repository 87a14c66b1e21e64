package dev.tenure.domain.lifecycle;

import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.Escalation.Level;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which clocks of a case have reached which level. */
public final class EscalationRules {

    private EscalationRules() {}

    /** A clock that runs: of a milestone that is neither verified nor stated, or of a target that was not listed. */
    private record Clock(
            SystemId system,
            Optional<AccountId> account,
            Optional<Milestone> milestone,
            Instant start,
            Instant deadline) {

        Optional<Level> reached(Instant now) {
            return Arrays.stream(Level.values())
                    .filter(level -> now.isAfter(level.between(start, deadline)))
                    .reduce((lower, higher) -> higher);
        }

        boolean isAbout(Escalation escalation) {
            return escalation.system().equals(system)
                    && escalation.account().equals(account)
                    && escalation.milestone().equals(milestone);
        }

        Escalation at(Level level, Instant now) {
            return new Escalation(system, account, milestone, level, deadline, now);
        }
    }

    /**
     * What is to be told now: of each clock the highest level that it has reached, where neither that nor a higher one was told
     * before. A level that was passed unnoticed, since HR told late, is not told afterwards.
     */
    public static List<Escalation> reached(LeaverCase.Open open, List<Escalation> before, Instant now) {
        List<Escalation> told = new ArrayList<>();
        clocks(open).forEach(clock -> clock.reached(now)
                .filter(level -> before.stream()
                        .filter(clock::isAbout)
                        .noneMatch(one -> one.level().compareTo(level) >= 0))
                .ifPresent(level -> told.add(clock.at(level, now))));
        return told;
    }

    /** After which moment a running clock reaches its next level; empty where none does any more. */
    public static Optional<Instant> next(LeaverCase.Open open, Instant now) {
        return clocks(open)
                .flatMap(clock ->
                        Arrays.stream(Level.values()).map(level -> level.between(clock.start(), clock.deadline())))
                .filter(at -> !now.isAfter(at))
                .min(Instant::compareTo);
    }

    private static Stream<Clock> clocks(LeaverCase.Open open) {
        Instant start = open.opening().facts().clock().at();
        Stream<Clock> listings = open.systems().stream()
                .filter(CaseSystem::isUnlisted)
                .map(system ->
                        new Clock(system.system(), Optional.empty(), Optional.empty(), start, system.shutOutBy()));
        Stream<Clock> milestones = open.accounts().stream().flatMap(account -> Arrays.stream(Milestone.values())
                .filter(milestone -> !account.isSettled(milestone))
                .map(milestone -> new Clock(
                        account.system(),
                        Optional.of(account.account()),
                        Optional.of(milestone),
                        start,
                        account.state(milestone).deadline())));
        return Stream.concat(listings, milestones);
    }
}

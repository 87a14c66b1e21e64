package dev.tenure.domain.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.CaseAccount.Treatment;
import dev.tenure.domain.lifecycle.LeaverCase.Obstacle;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class LeaverCaseTest {

    private static final Instant AT = SampleCases.OPENED.plusSeconds(60);
    private static final AccountId ADA = SampleCases.account(1);
    private static final AccountId OTHER = SampleCases.account(2);

    private static LeaverCase.Open with(Treatment treatment) {
        return SampleCases.open(SampleCases.DIRECTORY)
                .add(ADA, SampleCases.DIRECTORY, "cn=ada", "ada", true, treatment);
    }

    private static MilestoneState state(LeaverCase.Open leaverCase, Milestone milestone) {
        return leaverCase.account(ADA).orElseThrow().state(milestone);
    }

    private static LeaverCase.Open allVerified(LeaverCase.Open leaverCase, AccountId account, Instant at) {
        LeaverCase.Open changed = leaverCase;
        for (Milestone milestone : Milestone.values()) {
            changed = changed.verified(account, milestone, at);
        }
        return changed;
    }

    /** A milestone's state, what happens to it, and the state after. */
    static Stream<Arguments> everyStateAndEvent() {
        Instant by = SampleCases.SHUT_OUT_BY;
        MilestoneState due = new MilestoneState.Due(by);
        MilestoneState verified = new MilestoneState.Verified(by, SampleCases.OPENED.plusSeconds(5));
        MilestoneState alone = new MilestoneState.LeftAlone(by);
        MilestoneState withheld = new MilestoneState.Withheld(by);
        MilestoneState now = new MilestoneState.Verified(by, AT);
        return Stream.of(
                Arguments.of(due, "verified", now),
                Arguments.of(due, "slipped", due),
                Arguments.of(due, "left alone", alone),
                Arguments.of(due, "lifted to act", due),
                Arguments.of(due, "lifted to withhold", due),
                Arguments.of(due, "held back", withheld),
                Arguments.of(due, "act on", due),
                Arguments.of(verified, "verified", verified),
                Arguments.of(verified, "slipped", due),
                Arguments.of(verified, "left alone", verified),
                Arguments.of(verified, "lifted to act", verified),
                Arguments.of(verified, "lifted to withhold", verified),
                Arguments.of(verified, "held back", verified),
                Arguments.of(verified, "act on", verified),
                Arguments.of(alone, "verified", alone),
                Arguments.of(alone, "slipped", alone),
                Arguments.of(alone, "left alone", alone),
                Arguments.of(alone, "lifted to act", due),
                Arguments.of(alone, "lifted to withhold", withheld),
                Arguments.of(alone, "held back", alone),
                Arguments.of(alone, "act on", alone),
                Arguments.of(withheld, "verified", now),
                Arguments.of(withheld, "slipped", withheld),
                Arguments.of(withheld, "left alone", alone),
                Arguments.of(withheld, "lifted to act", withheld),
                Arguments.of(withheld, "lifted to withhold", withheld),
                Arguments.of(withheld, "held back", withheld),
                Arguments.of(withheld, "act on", due));
    }

    @ParameterizedTest(name = "{0}, {1} -> {2}")
    @MethodSource("everyStateAndEvent")
    void everyMilestoneStateTakesEveryEvent(MilestoneState before, String event, MilestoneState after) {
        LeaverCase.Open open = SampleCases.withState(SampleCases.open(SampleCases.DIRECTORY), ADA, before);
        LeaverCase.Open changed =
                switch (event) {
                    case "verified" -> open.verified(ADA, Milestone.BLOCKED, AT);
                    case "slipped" -> open.slipped(ADA, Milestone.BLOCKED);
                    case "left alone" -> open.leaveAlone(ADA);
                    case "lifted to act" -> open.protectionLifted(ADA, Treatment.ACT);
                    case "lifted to withhold" -> open.protectionLifted(ADA, Treatment.WITHHOLD);
                    case "held back" -> open.withhold(ADA);
                    case "act on" -> open.actOn(SampleCases.DIRECTORY);
                    default -> throw new AssertionError(event);
                };
        assertEquals(after, state(changed, Milestone.BLOCKED));
        assertEquals(open.opening(), changed.opening());
        assertEquals(open.version(), changed.version());
    }

    @Test
    void anAccountComesInWithTheDeadlinesOfItsSystem() {
        LeaverCase.Open open = with(Treatment.ACT);
        assertEquals(new MilestoneState.Due(SampleCases.SHUT_OUT_BY), state(open, Milestone.BLOCKED));
        assertEquals(new MilestoneState.Due(SampleCases.SHUT_OUT_BY), state(open, Milestone.CONTAINED));
        assertEquals(new MilestoneState.Due(SampleCases.CLEAN_BY), state(open, Milestone.CLEAN));
        assertEquals(
                new MilestoneState.LeftAlone(SampleCases.CLEAN_BY),
                state(with(Treatment.LEAVE_ALONE), Milestone.CLEAN));
        assertEquals(
                new MilestoneState.Withheld(SampleCases.SHUT_OUT_BY),
                state(with(Treatment.WITHHOLD), Milestone.BLOCKED));
    }

    @Test
    void anAccountThatIsInStaysAsItIs() {
        LeaverCase.Open open = with(Treatment.ACT).verified(ADA, Milestone.BLOCKED, AT);
        assertSame(open, open.add(ADA, SampleCases.DIRECTORY, "cn=ada", "renamed", false, Treatment.LEAVE_ALONE));
    }

    @Test
    void anAccountOfASystemOutsideTheCaseIsRefused() {
        SystemId elsewhere = new SystemId(new UUID(0, 99));
        assertThrows(IllegalArgumentException.class, () -> with(Treatment.ACT)
                .add(OTHER, elsewhere, "x", "x", false, Treatment.ACT));
    }

    @Test
    void anAccountFoundAfterAConfirmationTakesTheConfirmationBack() {
        LeaverCase.Open open = SampleCases.open(SampleCases.DIRECTORY)
                .listed(SampleCases.DIRECTORY, List.of(), AT)
                .confirmed(SampleCases.DIRECTORY, AT);
        assertEquals(List.of(), open.obstacles());
        LeaverCase.Open found = open.add(ADA, SampleCases.DIRECTORY, "cn=ada", "ada", false, Treatment.ACT);
        assertTrue(found.obstacles().contains(new Obstacle.NotConfirmed(SampleCases.DIRECTORY)));
    }

    @Test
    void whatSlipsTakesTheConfirmationBack() {
        LeaverCase.Open confirmed = allVerified(with(Treatment.ACT), ADA, AT)
                .listed(SampleCases.DIRECTORY, List.of(), AT)
                .confirmed(SampleCases.DIRECTORY, AT);
        LeaverCase.Open slipped = confirmed.slipped(ADA, Milestone.CLEAN);
        assertEquals(
                List.of(
                        new Obstacle.NotConfirmed(SampleCases.DIRECTORY),
                        new Obstacle.NotVerified(ADA, Milestone.CLEAN, new MilestoneState.Due(SampleCases.CLEAN_BY))),
                slipped.obstacles());
    }

    @Test
    void everyKindOfObstacleKeepsACaseOpenUntilTheLastIsGone() {
        LeaverCase.Open open = SampleCases.open(SampleCases.DIRECTORY, SampleCases.MAIL)
                .add(ADA, SampleCases.DIRECTORY, "cn=ada", "ada", true, Treatment.ACT);
        assertEquals(
                List.of(
                        new Obstacle.NotListed(SampleCases.DIRECTORY),
                        new Obstacle.NotListed(SampleCases.MAIL),
                        new Obstacle.NotVerified(
                                ADA, Milestone.BLOCKED, new MilestoneState.Due(SampleCases.SHUT_OUT_BY)),
                        new Obstacle.NotVerified(
                                ADA, Milestone.CONTAINED, new MilestoneState.Due(SampleCases.SHUT_OUT_BY)),
                        new Obstacle.NotVerified(ADA, Milestone.CLEAN, new MilestoneState.Due(SampleCases.CLEAN_BY))),
                open.obstacles());
        assertThrows(IllegalStateException.class, () -> open.close(AT));
        LeaverCase.Open verified = allVerified(open, ADA, AT);
        assertThrows(IllegalStateException.class, () -> verified.close(AT));
        LeaverCase.Open listed =
                verified.listed(SampleCases.DIRECTORY, List.of(), AT).listed(SampleCases.MAIL, List.of(), AT);
        assertEquals(
                List.of(new Obstacle.NotConfirmed(SampleCases.DIRECTORY), new Obstacle.NotConfirmed(SampleCases.MAIL)),
                listed.obstacles());
        assertThrows(IllegalStateException.class, () -> listed.close(AT));
        LeaverCase.Open confirmed = listed.confirmed(SampleCases.DIRECTORY, AT).confirmed(SampleCases.MAIL, AT);
        assertEquals(List.of(), confirmed.obstacles());
        assertEquals(
                new LeaverCase.Closed(confirmed.opening(), confirmed.systems(), confirmed.accounts(), AT, 0),
                confirmed.close(AT));
    }

    @ParameterizedTest
    @EnumSource(Treatment.class)
    void onlyAnAccountThatIsDealtWithLetsItsCaseClose(Treatment treatment) {
        LeaverCase.Open open = allVerified(with(treatment), ADA, AT)
                .listed(SampleCases.DIRECTORY, List.of(), AT)
                .confirmed(SampleCases.DIRECTORY, AT);
        switch (treatment) {
            case ACT, WITHHOLD -> assertEquals("closed", open.close(AT).label());
            case LEAVE_ALONE -> assertThrows(IllegalStateException.class, () -> open.close(AT));
        }
    }

    @Test
    void aSystemIsReadyToConfirmOnceItWasListedAndAllOnItIsClean() {
        SystemId directory = SampleCases.DIRECTORY;
        LeaverCase.Open open = with(Treatment.ACT);
        assertFalse(open.readyToConfirm(directory));
        assertFalse(allVerified(open, ADA, AT).readyToConfirm(directory), "it was not listed");
        LeaverCase.Open listed = open.listed(directory, List.of(), AT);
        assertFalse(listed.readyToConfirm(directory), "nothing is verified");
        LeaverCase.Open clean = allVerified(listed, ADA, AT);
        assertTrue(clean.readyToConfirm(directory));
        assertFalse(clean.confirmed(directory, AT).readyToConfirm(directory), "it is confirmed");
        assertFalse(clean.readyToConfirm(SampleCases.MAIL), "it is not in the case");
    }

    @Test
    void aSystemWithoutAccountsIsReadyToConfirmOnceItWasListed() {
        LeaverCase.Open listed = SampleCases.open(SampleCases.MAIL).listed(SampleCases.MAIL, List.of(), AT);
        assertTrue(listed.readyToConfirm(SampleCases.MAIL));
    }

    @Test
    void aCaseWithoutSystemsHasNothingInItsWay() {
        assertEquals(List.of(), SampleCases.open().obstacles());
    }

    @Test
    void whatAListingSaysCannotBeSeenReplacesWhatWasBelieved() {
        List<Unobservable> hidden = List.of(new Unobservable("Kerberos tickets", Duration.ofHours(10)));
        LeaverCase.Open listed = SampleCases.open(SampleCases.DIRECTORY).listed(SampleCases.DIRECTORY, hidden, AT);
        assertEquals(hidden, listed.system(SampleCases.DIRECTORY).orElseThrow().unobservable());
        assertEquals(
                Optional.of(AT),
                listed.system(SampleCases.DIRECTORY).orElseThrow().listedAt());
    }

    @Test
    void actingOnOneSystemLeavesTheOthersWithheld() {
        LeaverCase.Open open = SampleCases.open(SampleCases.DIRECTORY, SampleCases.MAIL)
                .add(ADA, SampleCases.DIRECTORY, "a", "a", true, Treatment.WITHHOLD)
                .add(OTHER, SampleCases.MAIL, "b", "b", true, Treatment.WITHHOLD)
                .actOn(SampleCases.MAIL);
        assertTrue(open.account(ADA).orElseThrow().isWithheld());
        assertFalse(open.account(OTHER).orElseThrow().isWithheld());
    }

    @Test
    void withdrawingKeepsAllThatWasDone() {
        LeaverCase.Open open = with(Treatment.ACT).verified(ADA, Milestone.BLOCKED, AT);
        assertEquals(
                new LeaverCase.Withdrawn(open.opening(), open.systems(), open.accounts(), "taken back", AT, 0),
                open.withdraw("taken back", AT));
    }

    @Test
    void anEventOfAnAccountThatIsNotInTheCaseChangesNothing() {
        LeaverCase.Open open = with(Treatment.ACT);
        assertEquals(open, open.verified(OTHER, Milestone.BLOCKED, AT));
        assertEquals(open, open.slipped(OTHER, Milestone.BLOCKED));
        assertEquals(open, open.leaveAlone(OTHER));
        assertEquals(open, open.retains(OTHER, List.of("x")));
    }

    private static <T> T drawn(Random random, List<T> among) {
        return among.get(random.nextInt(among.size()));
    }

    /** Whatever happens in whatever order, a verified milestone keeps its first time until it slips. */
    @Test
    void noOrderOfEventsLosesAVerifiedTime() {
        Random random = new Random(1789);
        for (int round = 0; round < 500; round++) {
            LeaverCase.Open open = SampleCases.open(SampleCases.DIRECTORY);
            Map<AccountId, Map<Milestone, Instant>> oracle = new HashMap<>();
            List<AccountId> accounts = new ArrayList<>();
            for (int step = 0; step < 60; step++) {
                Instant at = SampleCases.OPENED.plusSeconds(step);
                AccountId account = SampleCases.account(1 + random.nextInt(3));
                Milestone milestone = drawn(random, List.of(Milestone.values()));
                Map<Milestone, Instant> verified = oracle.computeIfAbsent(account, a -> new EnumMap<>(Milestone.class));
                Optional<CaseAccount> present = open.account(account);
                switch (random.nextInt(8)) {
                    case 0 -> {
                        Treatment treatment = drawn(random, List.of(Treatment.values()));
                        open = open.add(account, SampleCases.DIRECTORY, "n", "n", true, treatment);
                        accounts.add(account);
                    }
                    case 1, 2 -> {
                        boolean can = present.isPresent()
                                && !(present.get().state(milestone) instanceof MilestoneState.LeftAlone);
                        open = open.verified(account, milestone, at);
                        if (can) {
                            verified.putIfAbsent(milestone, at);
                        }
                    }
                    case 3 -> {
                        open = open.slipped(account, milestone);
                        verified.remove(milestone);
                    }
                    case 4 -> open = open.leaveAlone(account);
                    case 5 ->
                        open = open.protectionLifted(
                                account, drawn(random, List.of(Treatment.ACT, Treatment.WITHHOLD)));
                    case 6 -> open = open.actOn(SampleCases.DIRECTORY);
                    default ->
                        open = open.listed(SampleCases.DIRECTORY, List.of(), at).retains(account, List.of("x"));
                }
                for (CaseAccount held : open.accounts()) {
                    for (Milestone m : Milestone.values()) {
                        Optional<Instant> shown = held.state(m) instanceof MilestoneState.Verified v
                                ? Optional.of(v.at())
                                : Optional.empty();
                        assertEquals(
                                Optional.ofNullable(oracle.getOrDefault(held.account(), Map.of())
                                        .get(m)),
                                shown);
                        assertEquals(
                                m == Milestone.CLEAN ? SampleCases.CLEAN_BY : SampleCases.SHUT_OUT_BY,
                                held.state(m).deadline(),
                                "a deadline never moves");
                    }
                }
            }
            assertEquals(accounts.stream().distinct().count(), open.accounts().size());
        }
    }
}

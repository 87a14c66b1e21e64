package dev.tenure.domain.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.CaseAccount.Treatment;
import dev.tenure.domain.lifecycle.LeaverCase.Obstacle;
import dev.tenure.domain.provisioning.Artefact;
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
import java.util.Set;
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
                .add(ADA, SampleCases.DIRECTORY, "cn=ada", "ada", true, treatment, Set.of(Step.values()));
    }

    private static MilestoneState state(LeaverCase.Open leaverCase, Milestone milestone) {
        return leaverCase.account(ADA).orElseThrow().state(milestone);
    }

    private static LeaverCase.Open allVerified(LeaverCase.Open leaverCase, AccountId account, Instant at) {
        LeaverCase.Open changed = leaverCase;
        for (Milestone milestone : Milestone.values()) {
            changed = changed.verified(account, milestone, at);
        }
        return changed.signIns(account, new SignIns.None(at));
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
                    case "slipped" -> open.slipped(ADA, Milestone.BLOCKED, AT);
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
        assertSame(
                open,
                open.add(
                        ADA,
                        SampleCases.DIRECTORY,
                        "cn=ada",
                        "renamed",
                        false,
                        Treatment.LEAVE_ALONE,
                        Set.of(Step.values())));
    }

    @Test
    void anAccountOfASystemOutsideTheCaseIsRefused() {
        SystemId elsewhere = new SystemId(new UUID(0, 99));
        assertThrows(IllegalArgumentException.class, () -> with(Treatment.ACT)
                .add(OTHER, elsewhere, "x", "x", false, Treatment.ACT, Set.of(Step.values())));
    }

    @Test
    void anAccountFoundAfterAConfirmationTakesTheConfirmationBack() {
        LeaverCase.Open open = SampleCases.open(SampleCases.DIRECTORY)
                .listed(SampleCases.DIRECTORY, List.of(), AT)
                .confirmed(SampleCases.DIRECTORY, AT);
        assertEquals(List.of(), open.obstacles());
        LeaverCase.Open found =
                open.add(ADA, SampleCases.DIRECTORY, "cn=ada", "ada", false, Treatment.ACT, Set.of(Step.values()));
        assertTrue(found.obstacles().contains(new Obstacle.NotConfirmed(SampleCases.DIRECTORY)));
    }

    @Test
    void whatSlipsTakesTheConfirmationBack() {
        LeaverCase.Open confirmed = allVerified(with(Treatment.ACT), ADA, AT)
                .listed(SampleCases.DIRECTORY, List.of(), AT)
                .confirmed(SampleCases.DIRECTORY, AT);
        LeaverCase.Open slipped = confirmed.slipped(ADA, Milestone.CLEAN, AT);
        assertEquals(
                List.of(
                        new Obstacle.NotConfirmed(SampleCases.DIRECTORY),
                        new Obstacle.NotVerified(ADA, Milestone.CLEAN, new MilestoneState.Due(SampleCases.CLEAN_BY))),
                slipped.obstacles());
    }

    @Test
    void everyKindOfObstacleKeepsACaseOpenUntilTheLastIsGone() {
        LeaverCase.Open open = SampleCases.open(SampleCases.DIRECTORY, SampleCases.MAIL)
                .add(ADA, SampleCases.DIRECTORY, "cn=ada", "ada", true, Treatment.ACT, Set.of(Step.values()));
        assertEquals(
                List.of(
                        new Obstacle.NotListed(SampleCases.DIRECTORY),
                        new Obstacle.NotListed(SampleCases.MAIL),
                        new Obstacle.NotVerified(
                                ADA, Milestone.BLOCKED, new MilestoneState.Due(SampleCases.SHUT_OUT_BY)),
                        new Obstacle.NotVerified(
                                ADA, Milestone.CONTAINED, new MilestoneState.Due(SampleCases.SHUT_OUT_BY)),
                        new Obstacle.NotVerified(ADA, Milestone.CLEAN, new MilestoneState.Due(SampleCases.CLEAN_BY)),
                        new Obstacle.SignInsNotRead(ADA)),
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
                .add(ADA, SampleCases.DIRECTORY, "a", "a", true, Treatment.WITHHOLD, Set.of(Step.values()))
                .add(OTHER, SampleCases.MAIL, "b", "b", true, Treatment.WITHHOLD, Set.of(Step.values()))
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
        assertEquals(open, open.slipped(OTHER, Milestone.BLOCKED, AT));
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
                        open = open.add(
                                account, SampleCases.DIRECTORY, "n", "n", true, treatment, Set.of(Step.values()));
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
                        open = open.slipped(account, milestone, AT);
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

    private static final Artefact KEY = new Artefact(
            Artefact.Kind.CREDENTIAL, "key-1", "access key", Optional.empty(), Optional.empty(), Optional.empty());

    private static CaseAccount ada(LeaverCase.Open open) {
        return open.account(ADA).orElseThrow();
    }

    private static LeaverCase.Open needing(Set<Step> needed) {
        return SampleCases.open(SampleCases.DIRECTORY)
                .add(ADA, SampleCases.DIRECTORY, "cn=ada", "ada", true, Treatment.ACT, needed);
    }

    @Test
    void aMilestoneIsVerifiedWhenItsLastStepIsShown() {
        LeaverCase.Open open = needing(Set.of(Step.values()));
        open = open.shown(ADA, Step.RESET_SECRET, AT).shown(ADA, Step.END_SESSIONS, AT.plusSeconds(1));
        assertInstanceOf(MilestoneState.Due.class, state(open, Milestone.CONTAINED));
        assertEquals(List.of(Step.REVOKE_CREDENTIALS), ada(open).missing(Milestone.CONTAINED));
        open = open.shown(ADA, Step.REVOKE_CREDENTIALS, AT.plusSeconds(2));
        assertEquals(
                new MilestoneState.Verified(SampleCases.SHUT_OUT_BY, AT.plusSeconds(2)),
                state(open, Milestone.CONTAINED));
    }

    @Test
    void aMilestoneThatSlipsTakesItsStepsWithIt() {
        LeaverCase.Open open = allVerified(needing(Set.of(Step.values())), ADA, AT);
        LeaverCase.Open slipped = open.slipped(ADA, Milestone.CONTAINED, AT);
        assertEquals(
                List.of(Step.END_SESSIONS, Step.REVOKE_CREDENTIALS, Step.RESET_SECRET),
                ada(slipped).missing(Milestone.CONTAINED));
        assertEquals(List.of(), ada(slipped).missing(Milestone.CLEAN));
    }

    @Test
    void aMilestoneWithoutAStepOfItsOwnComesAndGoesWithTheOneBefore() {
        LeaverCase.Open open = needing(Set.of(Step.DISABLE, Step.REVOKE_MEMBERSHIPS));
        assertInstanceOf(MilestoneState.Due.class, state(open, Milestone.CONTAINED));
        open = open.shown(ADA, Step.DISABLE, AT);
        assertInstanceOf(MilestoneState.Verified.class, state(open, Milestone.CONTAINED));
        open = open.slipped(ADA, Milestone.BLOCKED, AT);
        assertInstanceOf(MilestoneState.Due.class, state(open, Milestone.CONTAINED));
    }

    @Test
    void aStepThatComesToBeNeededMakesItsMilestoneDueAgain() {
        LeaverCase.Open open =
                needing(Set.of(Step.DISABLE, Step.REVOKE_MEMBERSHIPS)).shown(ADA, Step.DISABLE, AT);
        LeaverCase.Open more = open.needs(ADA, Set.of(Step.values()), AT.plusSeconds(1));
        assertInstanceOf(MilestoneState.Due.class, state(more, Milestone.CONTAINED));
        LeaverCase.Open fewer = more.needs(ADA, Set.of(Step.DISABLE), AT.plusSeconds(2));
        assertInstanceOf(MilestoneState.Verified.class, state(fewer, Milestone.CONTAINED));
    }

    @Test
    void whatIsProtectedInBetweenIsDoneAgainWhole() {
        LeaverCase.Open open = needing(Set.of(Step.values())).shown(ADA, Step.RESET_SECRET, AT);
        LeaverCase.Open lifted = open.leaveAlone(ADA).protectionLifted(ADA, Treatment.ACT);
        assertEquals(
                List.of(Step.END_SESSIONS, Step.REVOKE_CREDENTIALS, Step.RESET_SECRET),
                ada(lifted).missing(Milestone.CONTAINED));
    }

    @Test
    void whatWasFoundKeepsTheCaseOpenUntilItsStepIsShown() {
        LeaverCase.Open open =
                needing(Set.of(Step.values())).found(ADA, Map.of(Artefact.Kind.CREDENTIAL, List.of(KEY, KEY)), AT);
        assertEquals(
                List.of(new CaseArtefact(KEY, AT, Optional.empty())), ada(open).artefacts());
        assertTrue(open.obstacles().contains(new Obstacle.Remains(ADA, KEY)));
        LeaverCase.Open gone = open.shown(ADA, Step.REVOKE_CREDENTIALS, AT.plusSeconds(1));
        assertEquals(
                List.of(new CaseArtefact(KEY, AT, Optional.of(AT.plusSeconds(1)))),
                ada(gone).artefacts());
        assertFalse(gone.obstacles().contains(new Obstacle.Remains(ADA, KEY)));
    }

    @Test
    void whatComesBackIsThereAgainAndWhatIsNotShownIsGone() {
        LeaverCase.Open gone = needing(Set.of(Step.values()))
                .found(ADA, Map.of(Artefact.Kind.CREDENTIAL, List.of(KEY)), AT)
                .shown(ADA, Step.REVOKE_CREDENTIALS, AT);
        LeaverCase.Open back = gone.found(ADA, Map.of(Artefact.Kind.CREDENTIAL, List.of(KEY)), AT.plusSeconds(1));
        assertEquals(1, ada(back).remaining().size());
        LeaverCase.Open unread = back.found(ADA, Map.of(), AT.plusSeconds(2));
        assertEquals(1, ada(unread).remaining().size(), "a kind that was not read says nothing");
        LeaverCase.Open read = unread.found(ADA, Map.of(Artefact.Kind.CREDENTIAL, List.of()), AT.plusSeconds(3));
        assertEquals(List.of(), ada(read).remaining());
    }

    @Test
    void whatIsThereNeedsItsStepWhateverTheConnectorSays() {
        LeaverCase.Open open = needing(Set.of(Step.DISABLE, Step.REVOKE_MEMBERSHIPS))
                .found(ADA, Map.of(Artefact.Kind.CREDENTIAL, List.of(KEY)), AT)
                .needs(ADA, Set.of(Step.DISABLE), AT);
        assertTrue(ada(open).needed().contains(Step.REVOKE_CREDENTIALS));
    }
}

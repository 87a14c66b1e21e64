package dev.tenure.domain.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What two people agree to give back, and how far it is. */
final class UndoTest {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final AccountId ADA = new AccountId(UUID.randomUUID());
    private static final AccountId OTHER = new AccountId(UUID.randomUUID());
    private static final SystemId SYSTEM = new SystemId(UUID.randomUUID());
    private static final Undo.Access SIGN_IN = new Undo.Access.SignIn();
    private static final Undo.Access STAFF = new Undo.Access.Membership("cn=staff", "Staff");

    private static final Undo.Proposed PROPOSED = new Undo.Proposal(
                    new UndoId(UUID.randomUUID()),
                    new LeaverCaseId(UUID.randomUUID()),
                    new IdentityId(UUID.randomUUID()),
                    List.of(gift(ADA, SIGN_IN)),
                    List.of(),
                    "HR sent the wrong row",
                    "first",
                    NOW)
            .begin();

    private static Undo.Gift gift(AccountId account, Undo.Access access) {
        return new Undo.Gift(account, SYSTEM, "ada", access);
    }

    private static Undo.Part due(AccountId account, Undo.Access access) {
        return new Undo.Part(gift(account, access), new Undo.PartState.Due());
    }

    private static Undo.Confirmed confirmed() {
        return PROPOSED.confirm("second", List.of(due(ADA, SIGN_IN), due(ADA, STAFF), due(OTHER, SIGN_IN)), NOW);
    }

    @Test
    void nobodyAgreesWithThemselves() {
        assertTrue(PROPOSED.isBy("first"));
        assertThrows(IllegalArgumentException.class, () -> PROPOSED.confirm("first", List.of(), NOW));
    }

    @Test
    void aProposalLapsesADayAfterItWasMade() {
        Instant end = NOW.plus(Undo.STANDS_FOR);
        assertFalse(PROPOSED.hasLapsed(end.minusMillis(1)));
        assertTrue(PROPOSED.hasLapsed(end));
        assertThrows(IllegalArgumentException.class, () -> PROPOSED.confirm("second", List.of(), end));
    }

    @Test
    void itIsCompleteWhenEveryPartIsGivenOrLeftAlone() {
        Undo.Confirmed some = confirmed().given(ADA, SIGN_IN, NOW).refused(ADA, STAFF, "no such group");
        assertFalse(some.isSettled());
        assertFalse(some.isWhole(ADA));
        assertThrows(IllegalStateException.class, () -> some.complete(NOW));
        Undo.Confirmed more = some.given(ADA, STAFF, NOW);
        assertTrue(more.isWhole(ADA));
        assertFalse(more.isSettled());
        Undo.Confirmed all = more.leaveAlone(OTHER, "the account is protected");
        assertFalse(all.isWhole(OTHER));
        assertEquals(
                List.of("given", "given", "left-alone"),
                all.complete(NOW).parts().stream()
                        .map(part -> part.state().label())
                        .toList());
    }

    @Test
    void whatIsGivenStaysGivenWhateverComesLater() {
        Undo.Confirmed given = confirmed().given(ADA, SIGN_IN, NOW);
        assertEquals(given, given.refused(ADA, SIGN_IN, "too late"));
        assertEquals(
                List.of("given", "left-alone", "left-alone"),
                given.giveUp("the person is out again").parts().stream()
                        .map(part -> part.state().label())
                        .toList());
    }
}

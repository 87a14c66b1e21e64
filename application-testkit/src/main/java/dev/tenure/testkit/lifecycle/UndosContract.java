package dev.tenure.testkit.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.application.lifecycle.Undos;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Step;
import dev.tenure.domain.lifecycle.Undo;
import dev.tenure.domain.lifecycle.UndoId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.transaction.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@link Undos} promises. */
public interface UndosContract {

    /** The ports under test. */
    Ports ports();

    private <T> T with(Function<Undos, T> work) {
        return ports().transactions().call(now -> work.apply(ports().undos()));
    }

    private static Undo.Gift gift(AccountId account, SystemId system, Undo.Access access) {
        return new Undo.Gift(account, system, "Ada \"the\" Sample", access);
    }

    private static Undo.Gift anyGift() {
        return gift(new AccountId(UUID.randomUUID()), new SystemId(UUID.randomUUID()), new Undo.Access.SignIn());
    }

    private static Undo.Proposed proposed(LeaverCaseId leaverCase, Undo.Gift gift, Instant at) {
        return new Undo.Proposal(
                        new UndoId(UUID.randomUUID()),
                        leaverCase,
                        new IdentityId(UUID.randomUUID()),
                        List.of(
                                gift,
                                gift(
                                        gift.account(),
                                        gift.system(),
                                        new Undo.Access.Membership("cn=a,b\\c", "A \"b\""))),
                        List.of(new Undo.Loss(gift.account(), gift.system(), gift.name(), Step.RESET_SECRET)),
                        "Sample reason",
                        "first",
                        at)
                .begin();
    }

    private static LeaverCaseId anyCase() {
        return new LeaverCaseId(UUID.randomUUID());
    }

    private static List<Undo.Part> due(Undo.Proposed proposed) {
        return proposed.proposal().gifts().stream()
                .map(gift -> new Undo.Part(gift, new Undo.PartState.Due()))
                .toList();
    }

    private <T extends Undo> T saved(T undo, Class<T> type) {
        return with(undos -> {
            undos.save(undo);
            return type.cast(undos.find(undo.proposal().id()).orElseThrow());
        });
    }

    private Undo.Proposed saved(Undo.Proposed undo) {
        return saved(undo, Undo.Proposed.class);
    }

    @Test
    default void everyStateOfAnUndoComesBackAsItWas() {
        Undo.Gift gift = anyGift();
        Undo.Proposed begun = proposed(anyCase(), gift, Samples.MONDAY);
        Undo.Proposed proposed = saved(begun);
        assertEquals(new Undo.Proposed(begun.proposal(), 1), proposed);
        Instant later = Samples.MONDAY.plusSeconds(5);
        Undo.Confirmed confirmed = saved(proposed.confirm("second", due(proposed), later), Undo.Confirmed.class);
        assertEquals(new Undo.Confirmed(begun.proposal(), "second", later, due(proposed), 2), confirmed);
        Undo.Confirmed refused =
                saved(confirmed.refused(gift.account(), gift.access(), "grant it"), Undo.Confirmed.class);
        assertEquals(
                new Undo.PartState.Refused("grant it"), refused.parts().get(0).state());
        Undo.Completed completed = saved(
                refused.given(gift.account(), gift.access(), later)
                        .giveUp("no longer wanted")
                        .complete(later),
                Undo.Completed.class);
        assertEquals(
                List.of(new Undo.PartState.Given(later), new Undo.PartState.LeftAlone("no longer wanted")),
                completed.parts().stream().map(Undo.Part::state).toList());
        assertEquals(later, completed.completedAt());
        assertEquals(4, completed.version());
        Undo.Proposed other = saved(proposed(anyCase(), anyGift(), Samples.MONDAY));
        assertEquals(
                new Undo.Declined(other.proposal(), "first", later, 2),
                saved(other.decline("first", later), Undo.Declined.class));
    }

    @Test
    default void ofACaseTheNewestProposalComesFirst() {
        LeaverCaseId leaverCase = anyCase();
        Undo.Proposed old = saved(proposed(leaverCase, anyGift(), Samples.MONDAY));
        Undo.Proposed young = saved(proposed(leaverCase, anyGift(), Samples.MONDAY.plusSeconds(1)));
        saved(proposed(anyCase(), anyGift(), Samples.MONDAY));
        assertEquals(List.of(young, old), with(undos -> undos.of(leaverCase)));
        assertEquals(List.of(), with(undos -> undos.of(anyCase())));
        assertEquals(Optional.empty(), with(undos -> undos.find(new UndoId(UUID.randomUUID()))));
    }

    @Test
    default void underWayIsWhatIsConfirmedAndNotComplete() {
        Undo.Gift gift = anyGift();
        Undo.Proposed waiting = saved(proposed(anyCase(), gift, Samples.MONDAY));
        Undo.Proposed young = saved(proposed(anyCase(), gift, Samples.MONDAY.plusSeconds(1)));
        assertEquals(List.of(), with(undos -> undos.underWayOn(gift.system())));
        Undo.Confirmed second =
                saved(young.confirm("second", due(young), Samples.MONDAY.plusSeconds(2)), Undo.Confirmed.class);
        Undo.Confirmed first =
                saved(waiting.confirm("second", due(waiting), Samples.MONDAY.plusSeconds(3)), Undo.Confirmed.class);
        assertEquals(List.of(first, second), with(undos -> undos.underWayOn(gift.system())));
        assertEquals(List.of(first, second), with(undos -> undos.underWayWith(gift.account())));
        assertEquals(List.of(), with(undos -> undos.underWayOn(new SystemId(UUID.randomUUID()))));
        assertEquals(List.of(), with(undos -> undos.underWayWith(new AccountId(UUID.randomUUID()))));
        saved(first.giveUp("over").complete(Samples.MONDAY.plusSeconds(4)), Undo.Completed.class);
        assertEquals(List.of(second), with(undos -> undos.underWayOn(gift.system())));
    }

    @Test
    default void aStaleUndoIsRefused() {
        Undo.Proposed proposed = saved(proposed(anyCase(), anyGift(), Samples.MONDAY));
        saved(proposed.decline("first", Samples.MONDAY), Undo.Declined.class);
        Refusal.of(ports(), () -> ports().undos().save(proposed.confirm("second", due(proposed), Samples.MONDAY)));
    }

    @Test
    default void nothingOfUndosIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().undos().of(anyCase()));
    }
}

package dev.tenure.testkit.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.application.lifecycle.Suspensions;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Suspension;
import dev.tenure.domain.lifecycle.SuspensionId;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.transaction.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@link Suspensions} promises. */
public interface SuspensionsContract {

    /** The ports under test. */
    Ports ports();

    private <T> T with(Function<Suspensions, T> work) {
        return ports().transactions().call(now -> work.apply(ports().suspensions()));
    }

    /** Somebody who decides. */
    Suspension.Decider ANOTHER = new Suspension.Decider.Person("another");

    private static Suspension.Undecided called(IdentityId identity, Instant at) {
        return new Suspension.Call(
                        new SuspensionId(UUID.randomUUID()),
                        identity,
                        new LeaverCaseId(UUID.randomUUID()),
                        "Sample reason",
                        "somebody",
                        at,
                        at.plus(Duration.ofHours(3)))
                .begin();
    }

    private static IdentityId anybody() {
        return new IdentityId(UUID.randomUUID());
    }

    private Suspension saved(Suspension suspension) {
        return with(suspensions -> {
            suspensions.save(suspension);
            return suspensions.find(suspension.call().id()).orElseThrow();
        });
    }

    @Test
    default void everyStateComesBackAsItWas() {
        Suspension.Undecided begun = called(anybody(), Samples.MONDAY);
        Suspension.Decision decision = new Suspension.Decision("Because", ANOTHER, Samples.MONDAY.plusSeconds(9));
        Suspension.Undecided undecided = (Suspension.Undecided) saved(begun);
        assertEquals(new Suspension.Undecided(begun.call(), 1), undecided);
        Suspension.Upheld upheld = (Suspension.Upheld) saved(undecided.uphold(decision));
        assertEquals(new Suspension.Upheld(begun.call(), decision, 2), upheld);
        assertEquals(new Suspension.Lifted(begun.call(), decision, 3), saved(upheld.lift(decision)));
    }

    @Test
    default void whatHrsRecordDecidedIsNobodysWhateverTheSubjectOfAPerson() {
        for (Suspension.Decider decider : List.of(
                new Suspension.Decider.HrRecord(),
                new Suspension.Decider.Person("lifecycle"),
                new Suspension.Decider.Person("hr-record"))) {
            Suspension.Undecided undecided = (Suspension.Undecided) saved(called(anybody(), Samples.MONDAY));
            Suspension.Decision decision = new Suspension.Decision("Because", decider, Samples.MONDAY);
            assertEquals(new Suspension.Upheld(undecided.call(), decision, 2), saved(undecided.uphold(decision)));
        }
    }

    @Test
    default void ofOnePersonOneStands() {
        IdentityId ada = anybody();
        assertEquals(Optional.empty(), with(s -> s.standing(ada)));
        Suspension.Undecided first = (Suspension.Undecided) saved(called(ada, Samples.MONDAY));
        assertEquals(Optional.of(first), with(s -> s.standing(ada)));
        Refusal.of(ports(), () -> ports().suspensions().save(called(ada, Samples.MONDAY)));
        saved(first.lift(new Suspension.Decision("Over", ANOTHER, Samples.MONDAY)));
        assertEquals(Optional.empty(), with(s -> s.standing(ada)));
        Suspension again = saved(called(ada, Samples.MONDAY));
        assertEquals(Optional.of(again), with(s -> s.standing(ada)));
    }

    @Test
    default void aStaleVersionIsRefused() {
        Suspension.Undecided undecided = (Suspension.Undecided) saved(called(anybody(), Samples.MONDAY));
        Suspension.Decision decision = new Suspension.Decision("Because", ANOTHER, Samples.MONDAY);
        saved(undecided.uphold(decision));
        Refusal.of(ports(), () -> ports().suspensions().save(undecided.lift(decision)));
    }

    @Test
    default void whatNobodyDecidedIsOverdueBehindItsDeadline() {
        Instant at = Instant.parse("1960-01-01T00:00:00Z");
        Suspension later = saved(called(anybody(), at.plusSeconds(60)));
        Suspension first = saved(called(anybody(), at));
        Suspension.Undecided decided = (Suspension.Undecided) saved(called(anybody(), at));
        saved(decided.uphold(new Suspension.Decision("Because", ANOTHER, at)));
        Instant deadline = later.call().decideBy();
        assertEquals(List.of(first), with(s -> s.overdue(deadline, 2)));
        assertEquals(List.of(first, later), with(s -> s.overdue(deadline.plusSeconds(1), 2)));
        assertEquals(List.of(first), with(s -> s.overdue(deadline.plusSeconds(1), 1)));
    }

    @Test
    default void listsAreNewestFirstAndPagesLeaveNothingOut() {
        Instant at = Instant.parse("2900-01-01T00:00:00Z");
        List<Suspension> wanted = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            wanted.addFirst(saved(called(anybody(), at.plusSeconds(i))));
        }
        List<Suspension> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        while (seen.size() < wanted.size()) {
            PageRequest page = new PageRequest(2, after);
            Slice<Suspension> slice = with(s -> s.list(Optional.of("undecided"), page));
            seen.addAll(slice.items());
            after = slice.next();
        }
        assertEquals(wanted, seen.subList(0, wanted.size()));
        Suspension.Undecided first = (Suspension.Undecided) wanted.getFirst();
        Suspension lifted = saved(first.lift(new Suspension.Decision("Over", ANOTHER, at)));
        assertEquals(
                List.of(lifted),
                with(s -> s.list(Optional.of("lifted"), new PageRequest(1, Optional.empty())))
                        .items());
        assertEquals(
                List.of(lifted),
                with(s -> s.list(Optional.empty(), new PageRequest(1, Optional.empty())))
                        .items());
    }

    @Test
    default void nothingOfSuspensionsIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().suspensions().standing(anybody()));
    }
}

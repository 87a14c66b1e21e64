package dev.tenure.testkit.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.provisioning.Stops;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Stop;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What {@link Stops} promises. Leaves nothing stopped behind, since what is stopped for all is so for every other test. */
public interface StopsContract {

    /** The ports under test. */
    Ports ports();

    private <T> T with(Function<Stops, T> work) {
        return ports().transactions().call(now -> work.apply(ports().stops()));
    }

    private boolean asked(Predicate<Stops> question) {
        return with(question::test);
    }

    private static SystemId system() {
        return new SystemId(UUID.randomUUID());
    }

    private static Stop.InForce stop(Optional<SystemId> system) {
        return new Stop.InForce(
                new Stop.Order(UUID.randomUUID(), system, "it writes what it should not", "ada", Samples.MONDAY));
    }

    private Stop.Lifted lift(Stop.InForce stop) {
        Stop.Lifted lifted = stop.lift("mended", "grace", Samples.MONDAY.plusSeconds(5));
        with(stops -> {
            stops.lift(lifted);
            return lifted;
        });
        return lifted;
    }

    @Test
    default void aStopHoldsForItsSystemUntilItIsLiftedAndIsLiftedOnce() {
        SystemId system = system();
        Stop.InForce stop = stop(Optional.of(system));
        assertTrue(asked(stops -> stops.add(stop)));
        assertTrue(asked(stops -> stops.hold(system)));
        assertFalse(asked(stops -> stops.hold(system())));
        assertEquals(Optional.of(stop), with(stops -> stops.find(stop.order().id())));
        Stop.Lifted lifted = lift(stop);
        assertFalse(asked(stops -> stops.hold(system)));
        assertEquals(Optional.of(lifted), with(stops -> stops.find(stop.order().id())));
        assertThrows(IllegalStateException.class, () -> lift(stop));
    }

    @Test
    default void aStopOfAllHoldsForEverySystemAndBesideThoseOfSystems() {
        SystemId system = system();
        Stop.InForce one = stop(Optional.of(system));
        Stop.InForce all = stop(Optional.empty());
        with(stops -> stops.add(one));
        assertTrue(asked(stops -> stops.add(all)));
        assertTrue(asked(stops -> stops.hold(system())));
        assertEquals(all, with(Stops::inForce).get(0), "that for all comes first");
        lift(all);
        assertTrue(asked(stops -> stops.hold(system)));
        assertEquals(List.of(one), with(Stops::inForce));
        lift(one);
        assertEquals(List.of(), with(Stops::inForce));
    }

    @Test
    default void oneStopOfAKindIsInForceAtATime() {
        SystemId system = system();
        Stop.InForce one = stop(Optional.of(system));
        Stop.InForce all = stop(Optional.empty());
        with(stops -> stops.add(one) && stops.add(all));
        assertFalse(asked(stops -> stops.add(stop(Optional.of(system)))));
        assertFalse(asked(stops -> stops.add(stop(Optional.empty()))));
        lift(one);
        lift(all);
        Stop.InForce again = stop(Optional.of(system));
        assertTrue(asked(stops -> stops.add(again)));
        lift(again);
    }

    @Test
    default void listsAreNewestFirst() {
        Stop.InForce first = stop(Optional.of(system()));
        Stop.InForce second = stop(Optional.of(system()));
        with(stops -> stops.add(first));
        with(stops -> stops.add(second));
        Slice<Stop> page = with(stops -> stops.list(new PageRequest(1, Optional.empty())));
        assertEquals(List.of(second), page.items());
        Slice<Stop> next = with(stops -> stops.list(new PageRequest(1, page.next())));
        assertEquals(List.of(first), next.items());
        lift(first);
        lift(second);
        assertThrows(
                IllegalArgumentException.class, () -> with(stops -> stops.list(new PageRequest(2, Optional.of("x")))));
    }

    @Test
    default void whatIsUnknownIsAbsent() {
        assertEquals(Optional.empty(), with(stops -> stops.find(UUID.randomUUID())));
        assertThrows(IllegalStateException.class, () -> lift(stop(Optional.empty())));
    }

    @Test
    default void nothingIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().stops().inForce());
    }
}

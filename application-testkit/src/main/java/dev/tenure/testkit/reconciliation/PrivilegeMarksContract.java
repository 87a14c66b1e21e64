package dev.tenure.testkit.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.reconciliation.PrivilegeMarks;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.PrivilegeMark;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.paging.WholeList;
import dev.tenure.testkit.sample.Samples;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What {@link PrivilegeMarks} promises. */
public interface PrivilegeMarksContract {

    /** The ports under test. */
    Ports ports();

    private <T> T with(Function<PrivilegeMarks, T> work) {
        return ports().transactions().call(now -> work.apply(ports().privilegeMarks()));
    }

    private boolean asked(Predicate<PrivilegeMarks> question) {
        return with(question::test);
    }

    private static SystemId system() {
        return new SystemId(UUID.randomUUID());
    }

    private static PrivilegeMark.InForce mark(SystemId system, PrivilegeMark.Thing thing, String nativeId) {
        return new PrivilegeMark.InForce(new PrivilegeMark.Classed(
                UUID.randomUUID(),
                system,
                thing,
                nativeId,
                "the ops desk",
                EntitlementClass.MONEY_MOVEMENT,
                "it moves money",
                "ada",
                Samples.MONDAY));
    }

    private PrivilegeMark.Ended end(PrivilegeMark.InForce mark) {
        PrivilegeMark.Ended ended = mark.end("it moves none any longer", "grace", Samples.MONDAY.plusSeconds(5));
        with(marks -> {
            marks.end(ended);
            return ended;
        });
        return ended;
    }

    @Test
    default void aMarkIsInForceUntilItEndsAndEndsOnce() {
        SystemId system = system();
        PrivilegeMark.InForce mark = mark(system, PrivilegeMark.Thing.ACCOUNT, "N-1");
        assertTrue(asked(marks -> marks.add(mark)));
        assertEquals(Optional.of(mark), with(marks -> marks.find(mark.classed().id())));
        assertEquals(Optional.of(mark), with(marks -> marks.inForce(system, PrivilegeMark.Thing.ACCOUNT, "N-1")));
        assertEquals(Optional.empty(), with(marks -> marks.inForce(system, PrivilegeMark.Thing.ACCOUNT, "n-1")));
        assertEquals(Optional.empty(), with(marks -> marks.inForce(system, PrivilegeMark.Thing.ENTITLEMENT, "N-1")));
        PrivilegeMark.Ended ended = end(mark);
        assertEquals(Optional.empty(), with(marks -> marks.inForce(system, PrivilegeMark.Thing.ACCOUNT, "N-1")));
        assertEquals(Optional.of(ended), with(marks -> marks.find(mark.classed().id())));
        assertThrows(IllegalStateException.class, () -> end(mark));
    }

    @Test
    default void aThingHasOneMarkAtATimeAndCanBeMarkedAgain() {
        SystemId system = system();
        PrivilegeMark.InForce first = mark(system, PrivilegeMark.Thing.ENTITLEMENT, "g-1");
        assertTrue(asked(marks -> marks.add(first)));
        assertFalse(asked(marks -> marks.add(mark(system, PrivilegeMark.Thing.ENTITLEMENT, "g-1"))));
        assertTrue(asked(marks -> marks.add(mark(system, PrivilegeMark.Thing.ACCOUNT, "g-1"))));
        assertTrue(asked(marks -> marks.add(mark(system(), PrivilegeMark.Thing.ENTITLEMENT, "g-1"))));
        end(first);
        assertTrue(asked(marks -> marks.add(mark(system, PrivilegeMark.Thing.ENTITLEMENT, "g-1"))));
    }

    @Test
    default void listsAreNewestFirstWithWhatEnded() {
        SystemId system = system();
        PrivilegeMark.InForce first = mark(system, PrivilegeMark.Thing.ACCOUNT, "1");
        PrivilegeMark.InForce elsewhere = mark(system(), PrivilegeMark.Thing.ACCOUNT, "1");
        PrivilegeMark.InForce second = mark(system, PrivilegeMark.Thing.ACCOUNT, "2");
        with(marks -> marks.add(first));
        with(marks -> marks.add(elsewhere));
        with(marks -> marks.add(second));
        PrivilegeMark.Ended ended = end(first);
        Slice<PrivilegeMark> page =
                with(marks -> marks.list(Optional.of(system), new PageRequest(1, Optional.empty())));
        assertEquals(List.of(second), page.items());
        Slice<PrivilegeMark> next = with(marks -> marks.list(Optional.of(system), new PageRequest(1, page.next())));
        assertEquals(List.of(ended), next.items());
        assertEquals(Optional.empty(), next.next());
        assertTrue(WholeList.of(500, each -> with(marks -> marks.list(Optional.empty(), each)))
                .contains(elsewhere));
        assertThrows(
                IllegalArgumentException.class,
                () -> with(marks -> marks.list(Optional.empty(), new PageRequest(2, Optional.of("x")))));
    }

    @Test
    default void whatIsUnknownIsAbsent() {
        assertEquals(Optional.empty(), with(marks -> marks.find(UUID.randomUUID())));
        assertThrows(IllegalStateException.class, () -> end(mark(system(), PrivilegeMark.Thing.ACCOUNT, "nobody")));
    }
}

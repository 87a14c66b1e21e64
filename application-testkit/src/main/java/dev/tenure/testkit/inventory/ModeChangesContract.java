package dev.tenure.testkit.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.application.inventory.ModeChanges;
import dev.tenure.domain.inventory.ModeChange;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What {@link ModeChanges} promises. */
public interface ModeChangesContract {

    /** The ports under test. */
    Ports ports();

    private void with(Consumer<ModeChanges> work) {
        ports().transactions().call(now -> {
            work.accept(ports().modeChanges());
            return now;
        });
    }

    private static ModeChange.Proposed proposed(SystemId system, Instant at) {
        return new ModeChange.Proposed(new ModeChange.Proposal(
                UUID.randomUUID(), system, new SystemMode.Observe(), new SystemMode.Notify(), "ada", at));
    }

    @Test
    default void aProposalIsFoundAndEndsOnce() {
        SystemId system = new SystemId(UUID.randomUUID());
        ModeChange.Proposed proposed = proposed(system, Samples.MONDAY);
        UUID id = proposed.proposal().id();
        with(changes -> changes.add(proposed));
        with(changes -> assertEquals(Optional.of(proposed), changes.find(id)));
        ModeChange.Confirmed confirmed = proposed.confirm("grace", Samples.MONDAY.plusSeconds(1));
        with(changes -> changes.end(confirmed));
        with(changes -> assertEquals(Optional.of(confirmed), changes.find(id)));
        assertThrows(
                RuntimeException.class, () -> with(changes -> changes.end(proposed.decline("grace", Samples.MONDAY))));
        with(changes -> assertEquals(Optional.of(confirmed), changes.find(id)));
    }

    @Test
    default void oneProposalOfASystemWaitsAtATime() {
        SystemId system = new SystemId(UUID.randomUUID());
        ModeChange.Proposed first = proposed(system, Samples.MONDAY);
        with(changes -> changes.add(first));
        assertThrows(IllegalStateException.class, () -> with(changes -> changes.add(proposed(system, Samples.MONDAY))));
        with(changes -> changes.add(proposed(new SystemId(UUID.randomUUID()), Samples.MONDAY)));
        with(changes -> changes.end(first.decline("ada", Samples.MONDAY.plusSeconds(1))));
        with(changes -> changes.add(proposed(system, Samples.MONDAY.plusSeconds(2))));
    }

    @Test
    default void aSystemsChangesAreGivenNewestFirst() {
        SystemId system = new SystemId(UUID.randomUUID());
        ModeChange.Declined first = proposed(system, Samples.MONDAY).decline("grace", Samples.MONDAY.plusSeconds(5));
        ModeChange.Proposed second = proposed(system, Samples.MONDAY.plusSeconds(10));
        with(changes -> {
            changes.add(new ModeChange.Proposed(first.proposal()));
            changes.end(first);
            changes.add(second);
        });
        with(changes -> assertEquals(List.of(second, first), changes.of(system)));
    }

    @Test
    default void whatWasNeverProposedDoesNotEnd() {
        ModeChange.Proposed proposed = proposed(new SystemId(UUID.randomUUID()), Samples.MONDAY);
        ModeChange.Declined declined = proposed.decline("grace", Samples.MONDAY);
        assertThrows(RuntimeException.class, () -> with(changes -> changes.end(declined)));
        with(changes -> {
            assertEquals(Optional.empty(), changes.find(proposed.proposal().id()));
            assertEquals(List.of(), changes.of(proposed.proposal().system()));
        });
    }

    @Test
    default void nothingIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().modeChanges().find(UUID.randomUUID()));
    }
}

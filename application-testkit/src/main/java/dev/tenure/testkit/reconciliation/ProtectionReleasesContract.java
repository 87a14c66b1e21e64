package dev.tenure.testkit.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.application.reconciliation.ProtectionReleases;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.ProtectionRelease;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What {@link ProtectionReleases} promises. */
public interface ProtectionReleasesContract {

    /** The ports under test. */
    Ports ports();

    private void with(Consumer<ProtectionReleases> work) {
        ports().transactions().call(now -> {
            work.accept(ports().protectionReleases());
            return now;
        });
    }

    private static ProtectionRelease.Proposed proposed(AccountId account) {
        return new ProtectionRelease.Proposed(new ProtectionRelease.Proposal(
                UUID.randomUUID(), account, "no longer break-glass", "ada", Samples.MONDAY));
    }

    @Test
    default void aProposalWaitsUntilItIsConfirmedAndIsConfirmedOnce() {
        AccountId account = new AccountId(UUID.randomUUID());
        ProtectionRelease.Proposed proposed = proposed(account);
        with(releases -> releases.add(proposed));
        with(releases -> assertEquals(Optional.of(proposed), releases.waitingFor(account)));
        ProtectionRelease.Confirmed confirmed = proposed.confirm("grace", Samples.MONDAY.plusSeconds(1));
        with(releases -> releases.confirm(confirmed));
        with(releases -> assertEquals(Optional.empty(), releases.waitingFor(account)));
        with(releases -> assertEquals(
                Optional.of(confirmed), releases.find(proposed.proposal().id())));
        assertThrows(RuntimeException.class, () -> with(releases -> releases.confirm(confirmed)));
    }

    @Test
    default void oneProposalForAnAccountWaitsAtATime() {
        AccountId account = new AccountId(UUID.randomUUID());
        ProtectionRelease.Proposed first = proposed(account);
        with(releases -> releases.add(first));
        assertThrows(IllegalStateException.class, () -> with(releases -> releases.add(proposed(account))));
        with(releases -> releases.confirm(first.confirm("grace", Samples.MONDAY)));
        with(releases -> releases.add(proposed(account)));
    }

    @Test
    default void whatWasNeverProposedIsNotConfirmed() {
        ProtectionRelease.Proposed proposed = proposed(new AccountId(UUID.randomUUID()));
        ProtectionRelease.Confirmed confirmed = proposed.confirm("grace", Samples.MONDAY);
        assertThrows(RuntimeException.class, () -> with(releases -> releases.confirm(confirmed)));
        with(releases -> {
            assertEquals(Optional.empty(), releases.find(proposed.proposal().id()));
            assertEquals(
                    Optional.empty(), releases.waitingFor(proposed.proposal().account()));
        });
    }

    @Test
    default void nothingIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().protectionReleases().find(UUID.randomUUID()));
    }
}

package dev.tenure.testkit.reconciliation;

import dev.tenure.application.reconciliation.ProtectionReleases;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.ProtectionRelease;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.util.Optional;
import java.util.UUID;

/** Proposals to lift a protection, in memory. */
public final class InMemoryProtectionReleases implements ProtectionReleases {

    private final Table<UUID, ProtectionRelease> releases;

    /** @param transactions what it takes part in */
    public InMemoryProtectionReleases(InMemoryTransactions transactions) {
        this.releases = transactions.table();
    }

    @Override
    public Optional<ProtectionRelease> find(UUID id) {
        return releases.find(id);
    }

    @Override
    public Optional<ProtectionRelease.Proposed> waitingFor(AccountId account) {
        return releases.all()
                .filter(ProtectionRelease.Proposed.class::isInstance)
                .map(ProtectionRelease.Proposed.class::cast)
                .filter(p -> p.proposal().account().equals(account))
                .findFirst();
    }

    @Override
    public void add(ProtectionRelease.Proposed proposed) {
        if (waitingFor(proposed.proposal().account()).isPresent()) {
            throw new IllegalStateException("a proposal for this account waits already");
        }
        releases.put(proposed.proposal().id(), proposed);
    }

    @Override
    public void confirm(ProtectionRelease.Confirmed confirmed) {
        UUID id = confirmed.proposal().id();
        if (!(find(id).orElse(confirmed) instanceof ProtectionRelease.Proposed)) {
            throw new IllegalStateException("the proposal was confirmed before, or never made");
        }
        releases.put(id, confirmed);
    }
}

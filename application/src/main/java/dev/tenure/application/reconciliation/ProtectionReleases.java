package dev.tenure.application.reconciliation;

import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.ProtectionRelease;
import java.util.Optional;
import java.util.UUID;

/** Keeps proposals to lift a protection. Every method MUST run in the caller's transaction. */
public interface ProtectionReleases {

    /** One proposal, locked until the transaction ends. */
    Optional<ProtectionRelease> find(UUID id);

    /** The proposal for an account that waits. */
    Optional<ProtectionRelease.Proposed> waitingFor(AccountId account);

    /** Adds a proposal. MUST throw {@link IllegalStateException} where one for the same account waits. */
    void add(ProtectionRelease.Proposed proposed);

    /** Writes down that it was confirmed. MUST throw where it was before. */
    void confirm(ProtectionRelease.Confirmed confirmed);
}

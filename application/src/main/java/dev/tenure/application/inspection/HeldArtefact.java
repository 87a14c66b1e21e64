package dev.tenure.application.inspection;

import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Artefact;
import dev.tenure.domain.reconciliation.AccountId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A credential or second factor, and whose account holds it.
 *
 * @param artefact as the target told it last
 * @param firstSeenAt when an inspection first showed it
 * @param goneAt when one showed it no more; empty where it is there
 * @param overdue whether it is a credential, there, and older than the system lets one become
 */
public record HeldArtefact(
        UUID id, Artefact artefact, Instant firstSeenAt, Optional<Instant> goneAt, Holder holder, boolean overdue) {

    /** Since when it is there, as the target tells it, else when it was first seen. */
    public Instant agedFrom() {
        return artefact.since().orElse(firstSeenAt);
    }

    /**
     * The account that holds it.
     *
     * @param systemName what people call the system
     * @param nonHuman whether it is no person's, by its identity or by its name
     */
    public record Holder(
            AccountId account,
            String name,
            SystemId system,
            String systemName,
            Optional<IdentityId> identity,
            boolean privileged,
            boolean nonHuman) {}
}

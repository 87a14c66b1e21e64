package dev.tenure.domain.lifecycle;

import dev.tenure.domain.provisioning.Artefact;
import java.time.Instant;
import java.util.Optional;

/**
 * A session, credential or second factor that listing the target found on a leaver's account.
 *
 * @param artefact as the target listed it last
 * @param foundAt when a listing first showed it
 * @param goneAt when the target showed that it is gone; empty while it is there, or is there again
 */
public record CaseArtefact(Artefact artefact, Instant foundAt, Optional<Instant> goneAt) {

    boolean is(Artefact other) {
        return artefact.kind() == other.kind() && artefact.id().equals(other.id());
    }

    CaseArtefact seen(Artefact now) {
        return new CaseArtefact(now, foundAt, Optional.empty());
    }

    CaseArtefact gone(Instant at) {
        return goneAt.isPresent() ? this : new CaseArtefact(artefact, foundAt, Optional.of(at));
    }
}

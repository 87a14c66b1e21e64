package dev.tenure.application.nonhuman;

import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.nonhuman.NonHuman;
import dev.tenure.domain.nonhuman.NonHumanId;
import java.time.Instant;
import java.util.Optional;

/**
 * Gives non-human identities other owners. Whoever calls it has decided who may; it always runs inside their transaction.
 */
public final class NonHumanOwners {

    private final NonHumans nonHumans;
    private final NonHumanSource source;
    private final NonHumanEvents events;

    public NonHumanOwners(NonHumans nonHumans, NonHumanSource source, NonHumanEvents events) {
        this.nonHumans = nonHumans;
        this.source = source;
        this.events = events;
    }

    /** Whether somebody can answer for one that is in use. */
    public boolean isPossible(NonHumanId id, Identity owner, Instant now) {
        return owner.canAnswer(now) && active(id).isPresent();
    }

    /** Somebody else answers for one that is in use from now on. */
    public void pass(NonHumanId id, IdentityId owner, String reason, Caller by, Instant now) {
        var unused = pass(active(id).orElseThrow(), owner, reason, by, now);
    }

    NonHuman.Active pass(NonHuman.Active before, IdentityId owner, String reason, Caller by, Instant now) {
        NonHuman.Active after = before.transfer(owner);
        nonHumans.save(after);
        source.transfer(after, now);
        events.transferred(after, before.owner(), reason, by, now);
        return after;
    }

    private Optional<NonHuman.Active> active(NonHumanId id) {
        return nonHumans.find(id).filter(NonHuman.Active.class::isInstance).map(NonHuman.Active.class::cast);
    }
}

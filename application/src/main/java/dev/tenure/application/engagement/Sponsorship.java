package dev.tenure.application.engagement;

import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.engagement.Engagement;
import dev.tenure.domain.engagement.EngagementId;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import java.time.Instant;
import java.util.Optional;

/**
 * Gives engagements other sponsors where one left. The days that were approved stay, so nothing is approved anew. Whoever calls it
 * has decided who may; it always runs inside their transaction.
 */
public final class Sponsorship {

    private final Engagements engagements;
    private final Register register;
    private final EngagementEvents events;

    public Sponsorship(Engagements engagements, Register register, EngagementEvents events) {
        this.engagements = engagements;
        this.register = register;
        this.events = events;
    }

    /** Whether somebody can answer for an engagement: who has begun and has not left, and for nobody but others. */
    public boolean isPossible(EngagementId id, Identity sponsor, Instant now) {
        return register.canSponsor(sponsor.id(), now)
                && inForce(id)
                        .filter(one -> sponsor.profile()
                                .email()
                                .filter(one.terms().person().email()::equalsIgnoreCase)
                                .isEmpty())
                        .isPresent();
    }

    /** Somebody else answers for an engagement from now on. */
    public void pass(EngagementId id, IdentityId sponsor, Caller by, Instant now) {
        Engagement.InForce before = inForce(id).orElseThrow();
        Engagement.InForce after = before.sponsoredBy(sponsor);
        engagements.save(after);
        register.tell(after, now);
        events.sponsorChanged(after, before.current().ask().sponsor(), by, now);
    }

    private Optional<Engagement.InForce> inForce(EngagementId id) {
        return engagements.find(id).filter(Engagement.InForce.class::isInstance).map(Engagement.InForce.class::cast);
    }
}

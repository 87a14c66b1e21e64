package dev.tenure.application.ownership;

import dev.tenure.application.engagement.Sponsorship;
import dev.tenure.application.finding.FindingOwners;
import dev.tenure.application.inventory.SystemOwners;
import dev.tenure.application.nonhuman.NonHumanOwners;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.engagement.EngagementId;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.nonhuman.NonHumanId;
import dev.tenure.domain.ownership.HandOver;
import java.time.Instant;
import java.util.List;

/** What it means for each kind of thing that somebody else owns it. It always runs inside a use case's transaction. */
public final class Succession {

    private final SystemOwners systems;
    private final FindingOwners findings;
    private final Sponsorship sponsorship;
    private final NonHumanOwners nonHumans;

    public Succession(SystemOwners systems, FindingOwners findings, Sponsorship sponsorship, NonHumanOwners nonHumans) {
        this.systems = systems;
        this.findings = findings;
        this.sponsorship = sponsorship;
        this.nonHumans = nonHumans;
    }

    /** Whether somebody can own a thing. */
    boolean isPossible(HandOver.Thing thing, Identity successor, Instant now) {
        return switch (thing.kind()) {
            case SYSTEM -> true;
            case ENGAGEMENT -> sponsorship.isPossible(new EngagementId(thing.id()), successor, now);
            case NON_HUMAN -> nonHumans.isPossible(new NonHumanId(thing.id()), successor, now);
        };
    }

    /**
     * Somebody owns a thing from now on, with what goes along.
     *
     * @param from what the leaver was known as
     * @param owner what the successor is known as
     * @param reason why it is them
     */
    void pass(
            HandOver.Thing thing,
            List<String> from,
            Identity successor,
            String owner,
            String reason,
            Caller by,
            Instant now) {
        switch (thing.kind()) {
            case SYSTEM -> {
                SystemId system = new SystemId(thing.id());
                systems.pass(system, owner, by, now);
                findings.pass(system, from, owner, by, now);
            }
            case ENGAGEMENT -> sponsorship.pass(new EngagementId(thing.id()), successor.id(), by, now);
            case NON_HUMAN -> nonHumans.pass(new NonHumanId(thing.id()), successor.id(), reason, by, now);
        }
    }
}

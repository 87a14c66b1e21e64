package dev.tenure.domain.lifecycle;

import dev.tenure.domain.identity.ClockStart;
import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.reconciliation.HeldPrivilege;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What is frozen when a case opens, each fact apart (JML-5).
 *
 * @param termination what HR said
 * @param zone the worker's zone, by which their days end
 * @param receivedAt when the product learnt of it
 * @param clock when the clock started and by which rule
 * @param policyVersion the leaver policy in force
 * @param privileges the privileged access that the person held, or had held within 90 days, as far as known
 */
public record LeaverFacts(
        Termination termination,
        ZoneId zone,
        Instant receivedAt,
        ClockStart clock,
        String policyVersion,
        List<HeldPrivilege> privileges) {

    /** The version of the leaver policy that this code carries out. */
    public static final String POLICY = "leaver-policy-1";

    public LeaverFacts {
        privileges = List.copyOf(privileges);
    }

    /** Whether the person is of the privileged class: every system's shorter time is for them. */
    public boolean privileged() {
        return !privileges.isEmpty();
    }

    /** How late HR told: from the start of the clock to the receipt, or nothing where it told before. */
    public Duration hrDelay() {
        Duration late = Duration.between(clock.at(), receivedAt);
        return late.isNegative() ? Duration.ZERO : late;
    }

    /** How long we took: from when we could first act to a moment. */
    public Duration ourDelay(Instant verifiedAt) {
        Instant able = receivedAt.isAfter(clock.at()) ? receivedAt : clock.at();
        Duration took = Duration.between(able, verifiedAt);
        return took.isNegative() ? Duration.ZERO : took;
    }

    /** The whole time from the start of the clock to a moment, adjusted for nothing. */
    public Duration elapsed(Instant verifiedAt) {
        return Duration.between(clock.at(), verifiedAt);
    }
}

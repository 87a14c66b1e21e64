package dev.tenure.application.finding;

import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.inventory.SystemId;
import java.time.Instant;
import java.util.List;

/** Gives findings other owners, a system's at once. Whoever calls it has decided who may; it always runs inside their transaction. */
public final class FindingOwners {

    /** How many are changed by one statement. */
    private static final int SHARE = 500;

    private final Findings findings;
    private final FindingEvents events;

    public FindingOwners(Findings findings, FindingEvents events) {
        this.findings = findings;
        this.events = events;
    }

    /**
     * Open findings of a system go along with it. Accepted ones stay: whoever accepted one must not come to own it by that.
     *
     * @param from what the owner until now was known as
     */
    public void pass(SystemId system, List<String> from, String owner, Caller by, Instant now) {
        List<Finding.Open> passed;
        do {
            passed = findings.pass(system, from, owner, by.subject(), SHARE);
            for (Finding.Open before : passed) {
                events.assigned(
                        before.assign(owner, by.subject()), before.duty().owner(), Actor.of(by), now);
            }
        } while (passed.size() == SHARE);
    }
}

package dev.tenure.application.finding;

import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.finding.FindingRules;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides about many findings at once, each written down as if it was the only one. Whoever calls it has decided who may; it always
 * runs inside their transaction.
 */
public final class ManyFindings {

    private final Findings findings;
    private final FindingEvents events;
    private final FindingRules rules;
    private final TakeBackDesk takeBack;

    public ManyFindings(Findings findings, FindingEvents events, FindingRules rules, TakeBackDesk takeBack) {
        this.findings = findings;
        this.events = events;
        this.rules = rules;
        this.takeBack = takeBack;
    }

    /**
     * Those that are open have another owner.
     *
     * @param by who says so, by subject
     * @return which were open
     */
    public Set<FindingId> assign(Collection<FindingId> ids, String owner, String by, Instant now) {
        return findings.assign(ids, owner, by).stream()
                .map(before -> {
                    events.assigned(before.assign(owner, by), before.duty().owner(), new Actor.Person(by), now);
                    return before.facts().id();
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Those that are open may stay for a while.
     *
     * @return which were open
     */
    public Set<FindingId> accept(Collection<FindingId> ids, Finding.Acceptance acceptance, Actor by, Instant now) {
        return findings.accept(ids, acceptance).stream()
                .map(accepted -> {
                    takeBack.stop(accepted, now);
                    events.accepted(accepted, by, now);
                    return accepted.facts().id();
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    /** One that this acceptance lets stay is open again. One that is accepted otherwise, open or closed stays as it is. */
    public void reopen(FindingId id, String acceptedBy, Actor by, Instant now) {
        if (findings.find(id).orElseThrow() instanceof Finding.Accepted accepted
                && accepted.acceptance().by().equals(acceptedBy)) {
            Finding.Open open = accepted.reopen(rules.dueAt(accepted.facts().severity(), now));
            findings.save(open);
            events.reopened(open, by, now);
        }
    }
}

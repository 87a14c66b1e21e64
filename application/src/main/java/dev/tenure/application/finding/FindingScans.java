package dev.tenure.application.finding;

import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.finding.FindingRules;
import dev.tenure.domain.finding.ScanId;
import dev.tenure.domain.inventory.SystemId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks through what systems were read to hold. Every method MUST run in the caller's transaction. */
public interface FindingScans {

    /**
     * A system that has to be looked through: it was read to its end since it was looked through last, or asked for since, or that was
     * {@code before} or earlier, or never. The one that waits longest first; one that was never read whole MUST be left out.
     */
    Optional<SystemId> due(Instant before);

    /** Something changed on a system that no read shows: it is due. One that was never looked through is so anyway. */
    void ask(SystemId system, Instant now);

    /**
     * Holds every account of a system against the rules, in one statement over the set. What is wrong is opened where no finding of
     * its kind about the account stands; one that stands and is wrong no more is closed, accepted or not; one whose acceptance
     * is over, or that is worse than when it was accepted, is open again with a deadline from now; one that got worse is raised, and
     * has to be gone earlier. A severity never falls while
     * a finding stands. The owner is the system's.
     *
     * @param system read whole at least once
     */
    void scan(SystemId system, FindingRules rules, ScanId id, Instant now);

    /** What a scan changed, by id; at most {@code limit} that come after {@code after}. */
    List<Change> changes(ScanId id, Optional<FindingId> after, int limit);

    /** What became of a finding in a scan. */
    record Change(Finding finding, What what) {}

    /** What became of it. */
    enum What {
        /** It is new. */
        OPENED,
        /** It is worse than before. */
        RAISED,
        /** It was accepted and is open again. */
        LAPSED,
        /** It is gone. */
        CLOSED
    }
}

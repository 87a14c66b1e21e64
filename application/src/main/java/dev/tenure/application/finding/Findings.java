package dev.tenure.application.finding;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.finding.Finding;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.finding.FindingKind;
import dev.tenure.domain.finding.Severity;
import dev.tenure.domain.inventory.SystemId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Keeps findings. Every method MUST run in the caller's transaction. {@link FindingScans} opens and closes them. */
public interface Findings {

    /** One finding, locked until the transaction ends. */
    Optional<Finding> find(FindingId id);

    /** Changes a finding. MUST throw where the stored version is not the finding's. */
    void save(Finding finding);

    /** Findings by when they have to be gone, the earliest first. {@link PageRequest#after()} is opaque. */
    Slice<Finding> list(Filter filter, Instant now, PageRequest page);

    /**
     * Open ones of a system about access that was given past the product and that no operation takes back: none is under way, and
     * none was done since the last complete read was asked for. MUST leave out protected accounts and those that are not shown any
     * more. By when they have to be gone.
     *
     * @param withheld whether an operation that is withheld counts as none
     * @param limit how many at the most
     */
    List<Finding.Open> notTakenBack(SystemId system, boolean withheld, int limit);

    /** How many {@link #notTakenBack} would give without a limit, where an operation that is withheld counts as none. */
    long countNotTakenBack(SystemId system);

    /**
     * Open findings of a system whose owner is known as one of these, without regard to case, have another owner.
     *
     * @param by who says so, by subject
     * @param limit how many at the most; which ones is left open
     * @return them as they were before
     */
    List<Finding.Open> pass(SystemId system, List<String> from, String owner, String by, int limit);

    /**
     * Those of some findings that are open have another owner. MUST leave alone those that are not.
     *
     * @param by who says so, by subject
     * @return those that were open, as they were before, in no order
     */
    List<Finding.Open> assign(Collection<FindingId> ids, String owner, String by);

    /**
     * Those of some findings that are open may stay for a while. MUST leave alone those that are not. Whoever calls it has decided
     * that whoever says so may, for each of them.
     *
     * @return those that were open, as they are now, in no order
     */
    List<Finding.Accepted> accept(Collection<FindingId> ids, Finding.Acceptance acceptance);

    /** How many there are that are not closed. */
    Totals totals(Optional<String> owner, Instant now);

    /**
     * Which findings are wanted; an empty filter wants all.
     *
     * @param system on one system
     * @param kind of one kind
     * @param severity of one severity
     * @param state in one state, by its label
     * @param owner that somebody has to see to, byte for byte
     * @param late open ones that had to be gone before now
     * @param text part of the account's name, without regard to case
     */
    record Filter(
            Optional<SystemId> system,
            Optional<FindingKind> kind,
            Optional<Severity> severity,
            Optional<String> state,
            Optional<String> owner,
            boolean late,
            Optional<String> text) {

        /** The same, but only what this owner has to see to. */
        Filter of(String onlyOwner) {
            return new Filter(system, kind, severity, state, Optional.of(onlyOwner), late, text);
        }
    }

    /**
     * How many there are that are not closed.
     *
     * @param open open ones
     * @param late open ones that had to be gone before now
     * @param critical open ones of critical severity
     * @param accepted accepted ones
     */
    record Totals(long open, long late, long critical, long accepted) {}
}

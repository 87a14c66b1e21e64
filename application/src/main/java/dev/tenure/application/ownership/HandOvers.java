package dev.tenure.application.ownership;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.ownership.HandOver;
import dev.tenure.domain.ownership.HandOverId;
import dev.tenure.domain.ownership.OwnedKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps hand-overs, and knows who owns what: a system is theirs whose worker id or e-mail address its owner is, without regard to
 * case, and an engagement in force is its sponsor's. Nothing here removes a hand-over. Every method MUST run in the caller's
 * transaction.
 */
public interface HandOvers {

    /** One hand-over. */
    Optional<HandOver> find(HandOverId id);

    /** Every hand-over of a case, by name and id. */
    List<HandOver> of(LeaverCaseId leaverCase);

    /**
     * Opens one for everything that the leaver owns and that none of this case is due for, and lapses those that are due for what
     * is theirs no more, in one statement over the set. New ones propose nobody.
     *
     * @param dueAt by when the new ones are due
     * @return what was opened or lapsed, in no order
     */
    List<HandOver> follow(LeaverCaseId leaverCase, IdentityId leaver, Instant dueAt, Instant now);

    /** Changes a hand-over. MUST throw where the stored version is not the hand-over's. */
    void save(HandOver handOver);

    /** Those that are due and propose somebody. */
    List<HandOver.Due> proposedTo(IdentityId identity);

    /** Cases with one that is due for what is the leaver's no more. */
    List<LeaverCaseId> outdated(Instant now, int limit);

    /** Those whose time has passed, and of which that was not told; the longest overdue first. */
    List<HandOver.Due> overdue(Instant now, int limit);

    /** Hand-overs by when they are due, the earliest first. {@link PageRequest#after()} is opaque. */
    Slice<HandOver> list(Filter filter, Instant now, PageRequest page);

    /** How many are due, and of those how many are late; only what is proposed to somebody of these names, where there are any. */
    Totals totals(Set<String> proposedKnownAs, Instant now);

    /**
     * Which hand-overs are wanted; an empty filter wants all.
     *
     * @param state in one state, by its label
     * @param kind of one kind
     * @param late only those that are due and whose time has passed
     * @param leaver of one leaver
     * @param proposed that propose one person
     * @param proposedKnownAs that propose somebody with one of these worker ids or addresses, byte for byte; all where empty
     */
    record Filter(
            Optional<String> state,
            Optional<OwnedKind> kind,
            boolean late,
            Optional<IdentityId> leaver,
            Optional<IdentityId> proposed,
            Set<String> proposedKnownAs) {

        public Filter {
            proposedKnownAs = Set.copyOf(proposedKnownAs);
        }

        /** The same, but only what is proposed to somebody of these names. */
        Filter knownAs(Set<String> names) {
            return new Filter(state, kind, late, leaver, proposed, names);
        }
    }

    /** How many are due, and of those how many are late. */
    record Totals(long due, long late) {}
}

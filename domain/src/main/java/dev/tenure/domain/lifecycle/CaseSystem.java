package dev.tenure.domain.lifecycle;

import dev.tenure.domain.inventory.SystemId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One system in a leaver's case. Accounts are found by listing the target when the case opens and again when all is done.
 *
 * @param system the system
 * @param name its name at the time
 * @param shutOutBy by when accounts there are to be blocked and contained
 * @param cleanBy by when they are to be clean
 * @param unobservable what the target cannot list, as its connector said when the target was listed, or before that when
 *     the case opened
 * @param listedAt when the target was listed for the case; empty until it was
 * @param confirmedAt when a later listing showed that nothing is left; empty until it did
 * @param stated that people looked through the target by hand, where it could not be listed; empty where it could
 */
public record CaseSystem(
        SystemId system,
        String name,
        Instant shutOutBy,
        Instant cleanBy,
        List<Unobservable> unobservable,
        Optional<Instant> listedAt,
        Optional<Instant> confirmedAt,
        Optional<Stated> stated) {

    public CaseSystem {
        unobservable = List.copyOf(unobservable);
    }

    /** Whether a listing of it is still wanted before the clock for finding accounts stops. */
    public boolean isUnlisted() {
        return listedAt.isEmpty() && stated.isEmpty();
    }

    CaseSystem listed(List<Unobservable> hidden, Instant at) {
        return new CaseSystem(
                system, name, shutOutBy, cleanBy, hidden, Optional.of(at), Optional.empty(), Optional.empty());
    }

    CaseSystem confirmed(Instant at) {
        return new CaseSystem(
                system, name, shutOutBy, cleanBy, unobservable, listedAt, Optional.of(at), Optional.empty());
    }

    CaseSystem unconfirmed() {
        return new CaseSystem(
                system, name, shutOutBy, cleanBy, unobservable, listedAt, Optional.empty(), Optional.empty());
    }

    CaseSystem stating(Stated twoPeople) {
        return new CaseSystem(
                system, name, shutOutBy, cleanBy, unobservable, listedAt, confirmedAt, Optional.of(twoPeople));
    }
}

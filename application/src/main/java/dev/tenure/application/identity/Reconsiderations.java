package dev.tenure.application.identity;

import dev.tenure.domain.identity.IdentityId;
import java.util.List;

/**
 * Keeps of whom it has to be worked out again where they stand, since another source is believed now. Every method MUST run in
 * the caller's transaction.
 */
public interface Reconsiderations {

    /**
     * Puts everybody of whom more than one source tells on the list; who is on it already stays.
     *
     * @return how many are on the list now
     */
    long addAllOfSeveralSources();

    /**
     * Takes people off the list, for as long as the transaction does not fail. MUST NOT give somebody whom another transaction
     * takes at the moment, and MUST NOT wait for it.
     */
    List<IdentityId> take(int limit);

    /** How many are on the list. */
    long waiting();
}

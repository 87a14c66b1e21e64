package dev.tenure.application.reconciliation;

import dev.tenure.domain.reconciliation.ReadId;

/** Sees to it that a requested read is carried out. */
public interface ReadAgenda {

    /**
     * Has the read carried out soon. MUST take effect with the caller's transaction and not without it. MUST try again after
     * a crash until the read has ended.
     */
    void due(ReadId read);
}

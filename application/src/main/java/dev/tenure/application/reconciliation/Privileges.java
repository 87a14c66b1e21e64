package dev.tenure.application.reconciliation;

import dev.tenure.application.inventory.Reclassification;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.ClassedEntitlement;
import dev.tenure.domain.reconciliation.HeldPrivilege;
import dev.tenure.domain.reconciliation.PrivilegePicture;
import dev.tenure.domain.reconciliation.PrivilegedSpan;
import java.time.Instant;
import java.util.Optional;

/** Keeps what is privileged, and was. Nothing here forgets. Every method MUST run in the caller's transaction. */
public interface Privileges extends Reclassification {

    /** Since when it is kept. What was before is not known. */
    Instant knownSince();

    /**
     * Entitlements of a system by name without regard to case, those that vanished among them, each with every class that it is or was of, the
     * newest first. {@link PageRequest#after()} is opaque.
     *
     * @param as only those of this class now
     */
    Slice<ClassedEntitlement> entitlements(SystemId system, Optional<EntitlementClass> as, PageRequest page);

    /**
     * What makes an account that its target shows privileged now: the entitlements of a class that are called as what it holds, those that
     * vanished left out, by name without regard to case and by native id; empty where nothing does. What no read showed has its name for an id.
     */
    Optional<PrivilegePicture> picture(AccountId account);

    /**
     * The privileged population as of a moment: each account once, with the span that it was in then or last before, by the
     * name of the account without regard to case. {@link PageRequest#after()} is opaque.
     */
    Slice<PrivilegedSpan> population(Filter filter, PageRequest page);

    /**
     * Whom to count.
     *
     * @param at as of when
     * @param system only on one system
     * @param held only who was privileged at the moment itself, not those who last were within
     *     {@link HeldPrivilege#COUNTS_FOR} before
     */
    record Filter(Instant at, Optional<SystemId> system, boolean held) {}
}

package dev.tenure.domain.reconciliation;

import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A time in which an account was privileged for the same reasons.
 *
 * @param account the account
 * @param system where it is
 * @param nativeId the target's stable id of it
 * @param name what people call it on the target now
 * @param identity whose it is now, where correlation says
 * @param held the names of the privileged entitlements that it held
 * @param marked whether the account itself was marked
 * @param since from when; where an account was privileged before history was kept, from when it was
 * @param until till when; empty while it is
 */
public record PrivilegedSpan(
        AccountId account,
        SystemId system,
        String nativeId,
        String name,
        Optional<IdentityId> identity,
        List<String> held,
        boolean marked,
        Instant since,
        Optional<Instant> until) {

    public PrivilegedSpan {
        held = List.copyOf(held);
    }

    /** Whether the account was privileged at a moment, and not only before. */
    public boolean covers(Instant at) {
        return !since.isAfter(at) && until.map(at::isBefore).orElse(true);
    }
}

package dev.tenure.domain.reconciliation;

import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An account as the target was last seen to hold it.
 *
 * @param id its own id
 * @param system where it is
 * @param nativeId the target's stable id
 * @param name what people call it on the target
 * @param enabled whether somebody could sign in when it was last seen
 * @param identity whose it is, where correlation says
 * @param protection why automation leaves it alone, where it does
 * @param entitlements what it is a direct member of, by name
 * @param privileged whether one of those is classified as privileged
 * @param firstSeenAt when the product first saw it
 * @param lastSeenAt when the target last showed it
 * @param version counts changes, for optimistic locking
 */
public record Account(
        AccountId id,
        SystemId system,
        String nativeId,
        String name,
        boolean enabled,
        Optional<IdentityId> identity,
        Optional<Protection> protection,
        List<String> entitlements,
        boolean privileged,
        Instant firstSeenAt,
        Instant lastSeenAt,
        long version) {

    public Account {
        entitlements = List.copyOf(entitlements);
    }
}

package dev.tenure.domain.reconciliation;

import dev.tenure.domain.inventory.SystemId;
import java.time.Duration;
import java.time.Instant;

/**
 * Privileged access that somebody holds through one account, or held lately (IDN-7).
 *
 * @param account the account
 * @param system where it is
 * @param name what people call it on the target
 * @param held whether it was held still when this was worked out
 * @param lastKnownAt when it was last known to be held
 */
public record HeldPrivilege(AccountId account, SystemId system, String name, boolean held, Instant lastKnownAt) {

    /** For how long privileged access counts after it was last known to be held. */
    public static final Duration COUNTS_FOR = Duration.ofDays(90);
}

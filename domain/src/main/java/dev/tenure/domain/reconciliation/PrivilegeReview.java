package dev.tenure.domain.reconciliation;

import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody looked at a privileged account and says that it stays so (REV-4). What was said is never changed or removed.
 *
 * @param id its own id
 * @param system where the account is
 * @param account which account
 * @param name what people called that then
 * @param identity whose it was then, where correlation said
 * @param seen what was looked at
 * @param reason why it stays
 * @param by who says so, by subject
 * @param authority what lets them
 * @param at when
 */
public record PrivilegeReview(
        UUID id,
        SystemId system,
        AccountId account,
        String name,
        Optional<IdentityId> identity,
        PrivilegePicture seen,
        String reason,
        String by,
        ReviewAuthority authority,
        Instant at) {}

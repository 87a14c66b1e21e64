package dev.tenure.domain.reconciliation;

import dev.tenure.domain.identity.IdentityId;
import java.time.Instant;
import java.util.UUID;

/**
 * A person said that an account is somebody's, or is not. Never removed; a later one on the same account may take its place.
 *
 * @param id its own id
 * @param account which account
 * @param identity whose it is, or is not
 * @param verdict which of the two
 * @param reason in the words of who decided
 * @param by who, by subject
 * @param at when
 */
public record LinkDecision(
        UUID id, AccountId account, IdentityId identity, Verdict verdict, String reason, String by, Instant at) {

    /** What was said. */
    public enum Verdict {
        /** It is theirs, whatever the rules say. */
        LINKED,
        /** It is not theirs, and no rule may link it to them again. */
        UNLINKED
    }
}

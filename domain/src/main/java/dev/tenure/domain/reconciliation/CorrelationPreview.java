package dev.tenure.domain.reconciliation;

import dev.tenure.domain.identity.IdentityId;
import java.util.List;
import java.util.Optional;

/**
 * What other rules would make of the accounts that a system has today. Each account is counted once among the first seven.
 *
 * @param linked has nobody and would have somebody
 * @param moved would have another person
 * @param lost would have nobody any more
 * @param suggested has nobody, and somebody would be suggested
 * @param ambiguous has nobody, and several would fit
 * @param unchanged all others of which a read told something
 * @param untold no read has told anything of them that rules could go by, so they stay as they are
 * @param examples some of each kind but the last two, by kind and name
 */
public record CorrelationPreview(
        long linked,
        long moved,
        long lost,
        long suggested,
        long ambiguous,
        long unchanged,
        long untold,
        List<Example> examples) {

    public CorrelationPreview {
        examples = List.copyOf(examples);
    }

    /** What would become of an account. */
    public enum Effect {
        LINKED,
        MOVED,
        LOST,
        SUGGESTED,
        AMBIGUOUS
    }

    /**
     * One account.
     *
     * @param before whose it is
     * @param after whose it would be, or who would be suggested
     * @param rule the rule that decides, from 1; empty where none finds anybody
     * @param candidates how many fit by it
     */
    public record Example(
            Effect effect,
            AccountId account,
            String name,
            Optional<IdentityId> before,
            Optional<IdentityId> after,
            Optional<Integer> rule,
            long candidates) {}
}

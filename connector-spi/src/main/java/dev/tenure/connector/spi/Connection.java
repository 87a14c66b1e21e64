package dev.tenure.connector.spi;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the target told about itself when it was reached.
 *
 * @param product name and version as far as the target gives them, for people
 * @param own the account the connector signs in with
 * @param encrypted whether the way to the target is encrypted
 * @param untouchable other accounts that the connector refuses to change, such as the target's own; automation never touches them
 * @param shortfalls what would not work although reading does, such as a permission that is missing: each a plain sentence with
 *     what to do, without personal data
 */
public record Connection(
        String product,
        Optional<AccountRef> own,
        boolean encrypted,
        Set<AccountRef> untouchable,
        List<String> shortfalls) {

    public Connection {
        untouchable = Set.copyOf(untouchable);
        shortfalls = List.copyOf(shortfalls);
    }

    /** Of a target of which there is no more to say. */
    public Connection(String product, Optional<AccountRef> own, boolean encrypted) {
        this(product, own, encrypted, Set.of(), List.of());
    }
}

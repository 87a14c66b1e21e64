package dev.tenure.domain.reconciliation;

import java.time.Instant;

/**
 * Why automation leaves an account alone (SAF-1).
 *
 * @param reason in the words of who protected it
 * @param by who, by subject, or {@code product} for what the connector itself says
 * @param since from when
 */
public record Protection(String reason, String by, Instant since) {

    /** The connector's own account: without it the product is blind and cannot shut anybody out. */
    public static Protection ofConnectorItself(Instant now) {
        return new Protection("the account this system's connector signs in with", "product", now);
    }

    /** An account of which the connector says that it changes nothing there. */
    public static Protection ofUntouchable(Instant now) {
        return new Protection("an account that this system's connector refuses to change", "product", now);
    }
}

package dev.tenure.domain.inventory;

/**
 * How an account is known to belong to an identity: an attribute of the account equals one of the identity.
 *
 * @param accountAttribute by the target's name, such as {@code employeeNumber}
 * @param identityAttribute what it is compared with
 */
public record Correlation(String accountAttribute, IdentityAttribute identityAttribute) {

    public Correlation {
        if (accountAttribute.isBlank()) {
            throw new IllegalArgumentException("correlation.accountAttribute: is empty");
        }
    }

    /** What of an identity can be compared. E-mail addresses are compared without regard to case. */
    public enum IdentityAttribute {
        WORKER_ID,
        EMAIL
    }
}

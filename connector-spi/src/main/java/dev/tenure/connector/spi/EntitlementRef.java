package dev.tenure.connector.spi;

/**
 * An entitlement (group, role, permission set), by the target's own stable id.
 *
 * @param nativeId as the target writes it; compared byte for byte
 */
public record EntitlementRef(String nativeId) {

    public EntitlementRef {
        if (nativeId.isBlank()) {
            throw new IllegalArgumentException("nativeId: is empty");
        }
    }
}

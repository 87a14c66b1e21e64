package dev.tenure.connector.spi;

/**
 * An account, by the target's own stable id: one that survives a rename where the target has such.
 *
 * @param nativeId as the target writes it; compared byte for byte
 */
public record AccountRef(String nativeId) {

    public AccountRef {
        if (nativeId.isBlank()) {
            throw new IllegalArgumentException("nativeId: is empty");
        }
    }
}

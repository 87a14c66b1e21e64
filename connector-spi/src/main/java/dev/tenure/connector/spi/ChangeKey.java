package dev.tenure.connector.spi;

/**
 * The same for every repetition of one change.
 *
 * @param value letters, digits and hyphens, at most 64
 */
public record ChangeKey(String value) {

    public ChangeKey {
        if (!value.matches("[A-Za-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("key: 1 to 64 letters, digits or hyphens");
        }
    }
}

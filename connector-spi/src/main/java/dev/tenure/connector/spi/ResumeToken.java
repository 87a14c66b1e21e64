package dev.tenure.connector.spi;

/**
 * A moment in the target's history, from which {@link Connector#changesSince} goes on. Opaque to all but connectors of its kind.
 * Unlike a {@link Cursor} it outlives the instance that gave it: it is stored, and MUST NOT hold a secret.
 *
 * @param value at most 4,096 characters
 */
public record ResumeToken(String value) {

    /** The longest token. */
    public static final int LONGEST = 4_096;

    public ResumeToken {
        if (value.isEmpty() || value.length() > LONGEST) {
            throw new IllegalArgumentException("value: 1 to " + LONGEST + " characters");
        }
    }
}

package dev.tenure.connector.spi;

/**
 * A place in a read. Opaque to all but the connector that gave it, and valid only for the instance that gave it.
 *
 * @param token empty at the start
 */
public record Cursor(String token) {

    /** Before the first page. */
    public static final Cursor START = new Cursor("");
}

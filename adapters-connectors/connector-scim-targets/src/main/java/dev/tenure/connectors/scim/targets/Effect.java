package dev.tenure.connectors.scim.targets;

/**
 * One write that took effect: what it wrote did not stand there before.
 *
 * @param endpoint {@code Users} or {@code Groups}
 * @param id the resource that was written to
 * @param kind what it did
 */
public record Effect(String endpoint, String id, Kind kind) {

    /** What a write did. */
    public enum Kind {
        CREATED,
        CHANGED,
        /** Sessions or tokens of it were ended. */
        ENDED,
        DELETED
    }
}

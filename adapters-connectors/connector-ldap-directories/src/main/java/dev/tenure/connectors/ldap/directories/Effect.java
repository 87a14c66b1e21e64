package dev.tenure.connectors.ldap.directories;

/**
 * One write that took effect: what it wrote did not stand there before.
 *
 * @param dn the entry that was written to
 * @param kind what it did
 * @param subject the value that was added or removed where the kind is about a member, else empty
 */
public record Effect(String dn, Kind kind, String subject) {

    /** What a write did to an entry. */
    public enum Kind {
        PASSWORD_CHANGED,
        SIGN_IN_CHANGED,
        MEMBER_REMOVED,
        MEMBER_ADDED,
        ATTRIBUTE_CHANGED,
        ENTRY_ADDED,
        ENTRY_DELETED,
        ENTRY_RENAMED
    }
}

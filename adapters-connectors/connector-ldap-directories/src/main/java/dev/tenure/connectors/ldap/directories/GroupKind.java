package dev.tenure.connectors.ldap.directories;

/** How a directory writes down a group. Active Directory knows only its own kind and takes every one for it. */
public enum GroupKind {
    GROUP_OF_NAMES("groupOfNames", "member"),
    GROUP_OF_UNIQUE_NAMES("groupOfUniqueNames", "uniqueMember"),
    /** Its members are login names. */
    POSIX_GROUP("posixGroup", "memberUid");

    private final String objectClass;
    private final String memberAttribute;

    GroupKind(String objectClass, String memberAttribute) {
        this.objectClass = objectClass;
        this.memberAttribute = memberAttribute;
    }

    String objectClass() {
        return objectClass;
    }

    String memberAttribute() {
        return memberAttribute;
    }
}

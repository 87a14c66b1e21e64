package dev.tenure.connectors.ldap;

import com.unboundid.ldap.sdk.Filter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The products whose ways differ: how they name an account, block it, and show that a password changed. */
enum DirectoryStyle {
    ACTIVE_DIRECTORY("active-directory"),
    DS_389("389-ds"),
    OPENLDAP("openldap"),
    GENERIC("generic");

    private final String setting;

    DirectoryStyle(String setting) {
        this.setting = setting;
    }

    static Optional<DirectoryStyle> of(String setting) {
        return Arrays.stream(values()).filter(s -> s.setting.equals(setting)).findFirst();
    }

    /** As it stands in the configuration. */
    String setting() {
        return setting;
    }

    /** The stable id, unless the configuration names another. */
    String idAttribute() {
        return switch (this) {
            case ACTIVE_DIRECTORY -> "objectGUID";
            case DS_389 -> "nsUniqueId";
            case OPENLDAP, GENERIC -> "entryUUID";
        };
    }

    /** The login name, unless the configuration names another. */
    String nameAttribute() {
        return this == ACTIVE_DIRECTORY ? "sAMAccountName" : "uid";
    }

    /** What is an account, unless the configuration says otherwise. */
    Filter accountFilter() {
        return this == ACTIVE_DIRECTORY
                ? Filter.createANDFilter(objectClass("user"), Filter.createNOTFilter(objectClass("computer")))
                : anyOf("person", "inetOrgPerson", "posixAccount", "account");
    }

    Filter groupFilter() {
        return this == ACTIVE_DIRECTORY
                ? objectClass("group")
                : anyOf("groupOfNames", "groupOfUniqueNames", "posixGroup", "groupOfMembers");
    }

    private static Filter anyOf(String... names) {
        return Filter.createORFilter(
                Stream.of(names).map(DirectoryStyle::objectClass).toList());
    }

    private static Filter objectClass(String name) {
        return Filter.createEqualityFilter("objectClass", name);
    }

    /** The attributes by which groups of this product list their members. */
    List<String> memberAttributes() {
        return this == ACTIVE_DIRECTORY ? List.of("member") : List.of("member", "uniqueMember", "memberUid");
    }

    /** What shows whether somebody can sign in; of the generic style, the configuration says it. */
    List<String> signInAttributes() {
        return switch (this) {
            case ACTIVE_DIRECTORY -> List.of("userAccountControl");
            case DS_389 -> List.of("nsAccountLock");
            case OPENLDAP -> List.of("pwdAccountLockedTime");
            case GENERIC -> List.of();
        };
    }

    /** When an account ends by itself: [MS-ADA1] 2.1; draft-behera-ldap-password-policy-10, section 5.3.11. */
    List<String> expiryAttributes() {
        return switch (this) {
            case ACTIVE_DIRECTORY -> List.of(AccountShape.ACCOUNT_EXPIRES);
            case OPENLDAP -> List.of("pwdEndTime");
            case DS_389, GENERIC -> List.of();
        };
    }

    List<String> lastSignInAttributes() {
        return switch (this) {
            case ACTIVE_DIRECTORY -> List.of("lastLogonTimestamp");
            case DS_389 -> List.of("lastLoginTime");
            case OPENLDAP -> List.of("pwdLastSuccess", "authTimestamp");
            case GENERIC -> List.of();
        };
    }

    /** When the password was set: [MS-ADA3] 2.175; draft-behera-ldap-password-policy-10, section 5.3.2. */
    List<String> passwordSetAttributes() {
        return switch (this) {
            case ACTIVE_DIRECTORY -> List.of("pwdLastSet");
            case DS_389 -> List.of("pwdUpdateTime");
            case OPENLDAP -> List.of("pwdChangedTime");
            case GENERIC -> List.of();
        };
    }

    /** Attributes that change when the password does, and only then. */
    List<String> passwordMarkers() {
        return this == ACTIVE_DIRECTORY
                ? List.of("pwdLastSet")
                : List.of("userPassword", "pwdChangedTime", "passwordChangedTime", "pwdUpdateTime");
    }

    /** Attributes that change when anything does. */
    List<String> entryMarkers() {
        return this == ACTIVE_DIRECTORY ? List.of() : List.of("entryCSN", "modifyTimestamp");
    }

    /** What tells where an entry is. RFC 5020; [MS-ADA1] 2.177. */
    String placeAttribute() {
        return this == ACTIVE_DIRECTORY ? "distinguishedName" : "entryDN";
    }

    /** The attribute that names a new account below its parent. */
    String namingAttribute() {
        return this == ACTIVE_DIRECTORY ? "cn" : "uid";
    }

    /** The classes of a new account: [MS-ADSC] 2.263; RFC 2798. */
    List<String> accountClasses() {
        return this == ACTIVE_DIRECTORY
                ? List.of("top", "person", "organizationalPerson", "user")
                : List.of("top", "person", "organizationalPerson", "inetOrgPerson");
    }

    /** Where the password is written. */
    String passwordAttribute() {
        return this == ACTIVE_DIRECTORY ? "unicodePwd" : "userPassword";
    }

    /**
     * How often the password is drawn anew. Active Directory accepts the last password but one for network sign-in for an
     * hour, so there the one that people knew must be two back.
     */
    int passwordWrites() {
        return this == ACTIVE_DIRECTORY ? 2 : 1;
    }
}

package dev.tenure.connectors.ldap.directories;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.util.StaticUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What directories that follow RFC 4519 and RFC 2798 have in common. */
final class Rfc4519 {

    private Rfc4519() {}

    static List<Attribute> account(NewAccount account) {
        return new ArrayList<>(List.of(
                new Attribute("objectClass", "top", "person", "organizationalPerson", "inetOrgPerson", "inetUser"),
                new Attribute("uid", account.login()),
                new Attribute("cn", account.name()),
                new Attribute("sn", account.name()),
                new Attribute("userPassword", account.password())));
    }

    static List<Attribute> group(String name, GroupKind kind, List<String> members) {
        List<Attribute> attributes = new ArrayList<>(
                List.of(new Attribute("objectClass", "top", kind.objectClass()), new Attribute("cn", name)));
        if (kind == GroupKind.POSIX_GROUP) {
            attributes.add(new Attribute("gidNumber", "10000"));
        }
        if (!members.isEmpty()) {
            attributes.add(new Attribute(
                    kind.memberAttribute(),
                    kind == GroupKind.POSIX_GROUP
                            ? members.stream().map(Rfc4519::firstValue).toList()
                            : members));
        }
        return attributes;
    }

    /** The value a DN starts with. Here it is the login name, by which a POSIX group writes a member down. */
    static String firstValue(String dn) {
        try {
            return Objects.requireNonNull(new DN(dn).getRDN()).getAttributeValues()[0];
        } catch (LDAPException e) {
            return dn;
        }
    }

    static Modification momentIn(String attribute) {
        return new Modification(
                ModificationType.REPLACE, attribute, StaticUtils.encodeGeneralizedTime(DirectoryManners.tick()));
    }

    static boolean changesPassword(List<Modification> asked) {
        return asked.stream().anyMatch(m -> m.getAttributeName().equalsIgnoreCase("userPassword"));
    }
}

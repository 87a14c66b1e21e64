package dev.tenure.connectors.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ObservedMember;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The groups that an account is in, asked of the groups themselves and never of {@code memberOf}, which may lag. */
final class Groups {

    private static final int NAMES_IN_A_FILTER = 50;

    private final LdapSettings settings;
    private final Searches searches;
    private final NativeIds ids;

    Groups(LdapSettings settings, Searches searches) {
        this.settings = settings;
        this.searches = searches;
        this.ids = new NativeIds(settings.idAttribute());
    }

    /** Every group that lists the account, once for each attribute that does. */
    List<DirectGroup> listing(LDAPConnection connection, Entry account) throws LDAPException, Trouble {
        List<DirectGroup> groups = new ArrayList<>();
        for (String attribute : settings.style().memberAttributes()) {
            String value = attribute.equals("memberUid") ? account.getAttributeValue("uid") : account.getDN();
            if (value != null) {
                Filter lists = Filter.createANDFilter(
                        settings.style().groupFilter(), Filter.createEqualityFilter(attribute, value));
                searches.each(
                        connection,
                        searches.request(settings.groupBase(), lists, settings.idAttribute(), "cn"),
                        group -> groups.add(new DirectGroup(ref(group), name(group), group.getDN(), attribute, value)));
            }
        }
        return groups;
    }

    /**
     * A primary group.
     *
     * @param dn where it is; empty where its entry cannot be read
     */
    record Primary(EntitlementRef ref, String name, Optional<String> dn, String reason) {}

    /** The primary groups, which no member attribute lists and which cannot be left. */
    List<Primary> primary(LDAPConnection connection, Entry account) throws LDAPException, Trouble {
        Optional<Filter> primary = settings.style() == DirectoryStyle.ACTIVE_DIRECTORY
                ? primaryGroupSid(account).map(sid -> Filter.createEqualityFilter("objectSid", sid))
                : Optional.ofNullable(account.getAttributeValue("gidNumber"))
                        .map(number -> Filter.createANDFilter(
                                Filter.createEqualityFilter("objectClass", "posixGroup"),
                                Filter.createEqualityFilter("gidNumber", number)));
        if (primary.isEmpty()) {
            return List.of();
        }
        List<Primary> found = new ArrayList<>();
        searches.each(
                connection,
                searches.request(settings.baseDn(), primary.get(), settings.idAttribute(), "cn"),
                group -> found.add(new Primary(
                        ref(group),
                        name(group),
                        Optional.of(group.getDN()),
                        "it is the primary group, which the directory does not let go")));
        String number = account.getAttributeValue("primaryGroupID");
        if (found.isEmpty() && number != null) {
            found.add(new Primary(
                    new EntitlementRef("primaryGroupID:" + number),
                    "primary group " + number,
                    Optional.empty(),
                    "it is the primary group, which the directory does not let go; its entry cannot be read"));
        }
        return found;
    }

    /**
     * The groups around a group, over any number of steps: asked level by level, since not every directory knows
     * LDAP_MATCHING_RULE_IN_CHAIN. A circle of groups does not lead back to the first.
     */
    List<SearchResultEntry> around(LDAPConnection connection, String dn) throws LDAPException, Trouble {
        List<SearchResultEntry> found = new ArrayList<>();
        Set<String> seen = new HashSet<>(Set.of(NativeIds.normalized(dn)));
        List<String> level = List.of(dn);
        while (!level.isEmpty()) {
            List<String> next = new ArrayList<>();
            for (int from = 0; from < level.size(); from += NAMES_IN_A_FILTER) {
                List<Filter> lists = new ArrayList<>();
                for (String inner : level.subList(from, Math.min(level.size(), from + NAMES_IN_A_FILTER))) {
                    for (String attribute : settings.style().memberAttributes()) {
                        if (!attribute.equals("memberUid")) {
                            lists.add(Filter.createEqualityFilter(attribute, inner));
                        }
                    }
                }
                searches.each(
                        connection,
                        searches.request(
                                settings.groupBase(),
                                Filter.createANDFilter(settings.style().groupFilter(), Filter.createORFilter(lists)),
                                settings.idAttribute(),
                                "cn"),
                        group -> {
                            if (seen.add(NativeIds.normalized(group.getDN()))) {
                                found.add(group);
                                next.add(group.getDN());
                            }
                        });
            }
            level = next;
        }
        return found;
    }

    /** The group with this id, wherever below {@code baseDn} it is. */
    Optional<Entry> find(LDAPConnection connection, EntitlementRef group) throws LDAPException, Trouble {
        NativeIds.requireAskable(group.nativeId());
        Optional<String> dn = NativeIds.dn(group.nativeId());
        Optional<Filter> named = dn.isPresent() ? Optional.empty() : ids.filter(group.nativeId());
        List<Entry> found = new ArrayList<>();
        if (dn.isPresent()) {
            Searches.entry(connection, dn.get(), settings.idAttribute(), "cn", "objectClass")
                    .ifPresent(found::add);
        } else if (named.isPresent()) {
            searches.each(
                    connection,
                    searches.request(
                            settings.baseDn(),
                            Filter.createANDFilter(settings.style().groupFilter(), named.get()),
                            settings.idAttribute(),
                            "cn",
                            "objectClass"),
                    found::add);
        }
        if (found.size() > 1) {
            throw Trouble.refused(
                    "more than one group has this id: set idAttribute to an attribute whose values are unique");
        }
        return found.stream().findFirst();
    }

    /** The attribute by which a group of this class lists its members: RFC 4519, RFC 2307. */
    static String memberAttribute(Entry group) {
        if (group.hasObjectClass("groupOfUniqueNames")) {
            return "uniqueMember";
        }
        boolean byLogin = group.hasObjectClass("posixGroup")
                && !group.hasObjectClass("groupOfNames")
                && !group.hasObjectClass("groupOfMembers");
        return byLogin ? "memberUid" : "member";
    }

    /** [MS-DTYP] 2.4.2.2: the SID of the account's domain with the primary group's number as its last part. */
    static Optional<byte[]> primaryGroupSid(Entry account) {
        byte[] sid = account.getAttributeValueBytes("objectSid");
        Long number = account.getAttributeValueAsLong("primaryGroupID");
        if (sid == null || sid.length < 12 || number == null) {
            return Optional.empty();
        }
        byte[] group = sid.clone();
        ByteBuffer.wrap(group).order(ByteOrder.LITTLE_ENDIAN).putInt(group.length - 4, number.intValue());
        return Optional.of(group);
    }

    EntitlementRef ref(Entry group) {
        return new EntitlementRef(ids.of(group));
    }

    static String name(Entry group) {
        return Optional.ofNullable(group.getAttributeValue("cn"))
                .filter(name -> !name.isBlank())
                .orElse(group.getDN());
    }

    /** The attributes with which a group is read whole. */
    String[] attributes() {
        Set<String> names = new LinkedHashSet<>(List.of(settings.idAttribute(), "cn"));
        names.addAll(settings.style().memberAttributes());
        return names.toArray(String[]::new);
    }

    /** A group with all its members, of which none is left out. */
    ObservedEntitlement observed(DirectoryConnections connections, MemberIndex index, SearchResultEntry group)
            throws Trouble {
        List<ObservedMember> members = new ArrayList<>();
        for (String attribute : settings.style().memberAttributes()) {
            for (String value : members(connections, group, attribute)) {
                members.add(index.resolve(attribute, value));
            }
        }
        return new ObservedEntitlement(ref(group), name(group), members);
    }

    /** All values of a member attribute, also where the directory gives them in ranges ([MS-ADTS] 3.1.1.3.1.3.3). */
    private List<String> members(DirectoryConnections connections, SearchResultEntry group, String attribute)
            throws Trouble {
        List<String> members = new ArrayList<>(List.of(values(group, attribute)));
        Optional<ValueRange> range = ValueRange.in(group, attribute);
        while (range.isPresent()) {
            members.addAll(range.get().values());
            if (range.get().isLast()) {
                break;
            }
            String next = attribute + ";range=" + (range.get().to() + 1) + "-*";
            range = connections.read(connection ->
                    Searches.entry(connection, group.getDN(), next).flatMap(more -> ValueRange.in(more, attribute)));
        }
        return members;
    }

    private static String[] values(Entry group, String attribute) {
        String[] values = group.getAttributeValues(attribute);
        return values == null ? new String[0] : values;
    }
}

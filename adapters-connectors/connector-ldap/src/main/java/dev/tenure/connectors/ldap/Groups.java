package dev.tenure.connectors.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.EntitlementRef;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The groups that an account is in, asked of the groups themselves and never of {@code memberOf}, which may lag. */
final class Groups {

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

    /** The primary group, which no member attribute lists and which cannot be left. */
    List<AccountState.Retained> retained(LDAPConnection connection, Entry account) throws LDAPException, Trouble {
        Optional<Filter> primary = settings.style() == DirectoryStyle.ACTIVE_DIRECTORY
                ? primaryGroupSid(account).map(sid -> Filter.createEqualityFilter("objectSid", sid))
                : Optional.ofNullable(account.getAttributeValue("gidNumber"))
                        .map(number -> Filter.createANDFilter(
                                Filter.createEqualityFilter("objectClass", "posixGroup"),
                                Filter.createEqualityFilter("gidNumber", number)));
        if (primary.isEmpty()) {
            return List.of();
        }
        List<AccountState.Retained> retained = new ArrayList<>();
        searches.each(
                connection,
                searches.request(settings.baseDn(), primary.get(), settings.idAttribute(), "cn"),
                group -> retained.add(new AccountState.Retained(
                        ref(group), name(group), "it is the primary group, which the directory does not let go")));
        String number = account.getAttributeValue("primaryGroupID");
        if (retained.isEmpty() && number != null) {
            retained.add(new AccountState.Retained(
                    new EntitlementRef("primaryGroupID:" + number),
                    "primary group " + number,
                    "it is the primary group, which the directory does not let go; its entry cannot be read"));
        }
        return retained;
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

    /** All values of a member attribute, also where the directory gives them in ranges ([MS-ADTS] 3.1.1.3.1.3.3). */
    List<String> members(DirectoryConnections connections, SearchResultEntry group, String attribute) throws Trouble {
        List<String> members = new ArrayList<>(List.of(values(group, attribute)));
        Optional<ValueRange> range = ValueRange.in(group, attribute);
        while (range.isPresent()) {
            members.addAll(range.get().values());
            if (range.get().isLast()) {
                break;
            }
            String next = attribute + ";range=" + (range.get().to() + 1) + "-*";
            range = connections.read(connection -> Optional.ofNullable(connection.getEntry(group.getDN(), next))
                    .flatMap(more -> ValueRange.in(more, attribute)));
        }
        return members;
    }

    private static String[] values(Entry group, String attribute) {
        String[] values = group.getAttributeValues(attribute);
        return values == null ? new String[0] : values;
    }
}

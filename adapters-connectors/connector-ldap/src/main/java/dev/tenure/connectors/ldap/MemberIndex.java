package dev.tenure.connectors.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.ObservedMember;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which account or group a value in a member attribute stands for. Made once for a listing of groups: one search of all
 * accounts instead of one for each member. An account made after that is reported as unresolvable until the next listing.
 */
final class MemberIndex {

    private static final String UNKNOWN =
            "it is no account or group among those that accountBase, accountFilter and groupBase take in";

    private final Map<String, String> accountsByDn = new HashMap<>();
    private final Map<String, String> groupsByDn = new HashMap<>();
    private final Map<String, String> accountsByLogin = new HashMap<>();
    private final Set<String> sharedLogins = new HashSet<>();
    private final NativeIds ids;

    private MemberIndex(NativeIds ids) {
        this.ids = ids;
    }

    static MemberIndex empty(NativeIds ids) {
        return new MemberIndex(ids);
    }

    static MemberIndex of(LdapSettings settings, Searches searches, LDAPConnection connection)
            throws LDAPException, Trouble {
        MemberIndex index = empty(new NativeIds(settings.idAttribute()));
        Filter groups = settings.style().groupFilter();
        searches.each(
                connection,
                searches.request(settings.accountBase(), settings.accountFilter(), settings.idAttribute(), "uid"),
                index::account);
        searches.each(connection, searches.request(settings.groupBase(), groups, settings.idAttribute()), index::group);
        return index;
    }

    void account(Entry entry) {
        String id = ids.of(entry);
        accountsByDn.put(NativeIds.normalized(entry.getDN()), id);
        String login = entry.getAttributeValue("uid");
        if (login != null) {
            String before = accountsByLogin.put(login, id);
            if (before != null && !before.equals(id)) {
                sharedLogins.add(login);
            }
        }
    }

    void group(Entry entry) {
        groupsByDn.put(NativeIds.normalized(entry.getDN()), ids.of(entry));
    }

    ObservedMember resolve(String attribute, String value) {
        return attribute.equals("memberUid") ? byLogin(value) : byDn(value);
    }

    private ObservedMember byDn(String dn) {
        String key = NativeIds.normalized(dn);
        String account = accountsByDn.get(key);
        if (account != null) {
            return new ObservedMember.Account(new AccountRef(account));
        }
        String group = groupsByDn.get(key);
        return group != null
                ? new ObservedMember.Entitlement(new EntitlementRef(group))
                : new ObservedMember.Unresolvable(dn, UNKNOWN);
    }

    private ObservedMember byLogin(String login) {
        if (sharedLogins.contains(login)) {
            return new ObservedMember.Unresolvable(login, "more than one account has this login name");
        }
        String account = accountsByLogin.get(login);
        return account != null
                ? new ObservedMember.Account(new AccountRef(account))
                : new ObservedMember.Unresolvable(login, UNKNOWN);
    }
}

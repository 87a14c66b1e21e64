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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which account or group a value in a member attribute stands for: one search of all accounts instead of one for each member. An
 * account made after that is reported as unresolvable until it is told. Safe for use by several threads.
 */
final class MemberIndex {

    private static final String UNKNOWN =
            "it is no account or group among those that accountBase, accountFilter and groupBase take in";

    private final Map<String, String> accountsByDn = new HashMap<>();
    private final Map<String, String> groupsByDn = new HashMap<>();

    /** The same by DNs of one form: to bring all into it takes longer than to read them, and few directories need it. */
    private @Nullable Normalized normalized;

    private record Normalized(Map<String, String> accounts, Map<String, String> groups) {}

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
        searches.each(
                connection,
                searches.request(settings.accountBase(), settings.accountFilter(), settings.idAttribute(), "uid"),
                index::account);
        index.addGroups(settings, searches, connection);
        return index;
    }

    void addGroups(LdapSettings settings, Searches searches, LDAPConnection connection) throws LDAPException, Trouble {
        Filter groups = settings.style().groupFilter();
        searches.each(connection, searches.request(settings.groupBase(), groups, settings.idAttribute()), this::group);
    }

    synchronized void account(Entry entry) {
        String id = ids.of(entry);
        accountsByDn.put(entry.getDN(), id);
        String login = entry.getAttributeValue("uid");
        if (login != null) {
            String before = accountsByLogin.put(login, id);
            if (before != null && !before.equals(id)) {
                sharedLogins.add(login);
            }
        }
    }

    synchronized void group(Entry entry) {
        groupsByDn.put(entry.getDN(), ids.of(entry));
    }

    /** Takes in accounts and groups as they are now, and forgets by what names they went before. */
    synchronized void renew(List<? extends Entry> accounts, List<? extends Entry> groups) {
        Set<String> renamed = renamed(accounts, accountsByDn);
        accounts.stream()
                .filter(entry -> {
                    String login = entry.getAttributeValue("uid");
                    return login != null && !ids.of(entry).equals(accountsByLogin.get(login));
                })
                .forEach(entry -> renamed.add(ids.of(entry)));
        if (!renamed.isEmpty()) {
            accountsByDn.values().removeIf(renamed::contains);
            accountsByLogin.values().removeIf(renamed::contains);
        }
        accounts.forEach(this::account);
        Set<String> renamedGroups = renamed(groups, groupsByDn);
        if (!renamedGroups.isEmpty()) {
            groupsByDn.values().removeIf(renamedGroups::contains);
        }
        groups.forEach(this::group);
        normalized = null;
    }

    private Set<String> renamed(List<? extends Entry> entries, Map<String, String> byDn) {
        Set<String> renamed = new HashSet<>();
        for (Entry entry : entries) {
            String id = ids.of(entry);
            if (!id.equals(byDn.get(entry.getDN()))) {
                renamed.add(id);
            }
        }
        return renamed;
    }

    synchronized ObservedMember resolve(String attribute, String value) {
        return attribute.equals("memberUid") ? byLogin(value) : byDn(value);
    }

    private ObservedMember byDn(String dn) {
        return among(accountsByDn, groupsByDn, dn)
                .or(() -> {
                    Normalized all = normalized();
                    return among(all.accounts(), all.groups(), NativeIds.normalized(dn));
                })
                .orElseGet(() -> new ObservedMember.Unresolvable(dn, UNKNOWN));
    }

    private static Optional<ObservedMember> among(Map<String, String> accounts, Map<String, String> groups, String dn) {
        String account = accounts.get(dn);
        if (account != null) {
            return Optional.of(new ObservedMember.Account(new AccountRef(account)));
        }
        return Optional.ofNullable(groups.get(dn))
                .map(group -> new ObservedMember.Entitlement(new EntitlementRef(group)));
    }

    private Normalized normalized() {
        Normalized made = normalized;
        if (made == null) {
            made = new Normalized(normalized(accountsByDn), normalized(groupsByDn));
            normalized = made;
        }
        return made;
    }

    private static Map<String, String> normalized(Map<String, String> byDn) {
        Map<String, String> normalized = new HashMap<>();
        byDn.forEach((dn, id) -> normalized.put(NativeIds.normalized(dn), id));
        return normalized;
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

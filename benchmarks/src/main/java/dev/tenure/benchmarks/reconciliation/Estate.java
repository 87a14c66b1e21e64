package dev.tenure.benchmarks.reconciliation;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.tenure.connectors.ldap.directories.NewAccount;
import dev.tenure.connectors.ldap.directories.Slapd;
import java.net.URI;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A slapd with many accounts, each in ten groups of a thousand. */
final class Estate implements AutoCloseable {

    static final String ROOT = "dc=corp,dc=example";
    static final int GROUPS_EACH = 10;
    static final int MEMBERS = 1_000;
    private static final int FIRST_CHANGED = 37;

    private final Slapd slapd;
    private final int accounts;
    private int generation;

    private Estate(Slapd slapd, int accounts) {
        this.slapd = slapd;
        this.accounts = accounts;
    }

    /** @param accounts a multiple of {@link #MEMBERS} */
    static Estate start(int accounts) {
        Stream<Entry> people = IntStream.range(0, accounts)
                .mapToObj(i -> Slapd.accountOf(
                        ROOT,
                        new NewAccount(
                                login(i),
                                "Worker " + i,
                                "unused-" + i,
                                Map.of("mail", login(i) + "@corp.example", "employeeNumber", "W-" + i))));
        Stream<Entry> groups =
                IntStream.range(0, accounts / MEMBERS * GROUPS_EACH).mapToObj(i -> group(i, accounts));
        return new Estate(Slapd.start(ROOT, Stream.concat(people, groups)), accounts);
    }

    private static String login(int account) {
        return "worker" + account;
    }

    static String accountDn(int account) {
        return "uid=" + login(account) + ",ou=people," + ROOT;
    }

    private static String groupDn(int group) {
        return "cn=group" + group + ",ou=groups," + ROOT;
    }

    /** A group takes every so many-th account, another stride for each of the ten times that all accounts are gone through. */
    private static Entry group(int group, int accounts) {
        int perRound = accounts / MEMBERS;
        int first = group % perRound;
        int round = group / perRound;
        String[] members = IntStream.range(0, MEMBERS)
                .map(i -> round % 2 == 0 ? first * MEMBERS + i : first + i * perRound)
                .mapToObj(Estate::accountDn)
                .toArray(String[]::new);
        return new Entry(
                groupDn(group),
                new Attribute("objectClass", "top", "groupOfNames"),
                new Attribute("cn", "group" + group),
                new Attribute("member", members));
    }

    Slapd slapd() {
        return slapd;
    }

    int accounts() {
        return accounts;
    }

    int groups() {
        return accounts / MEMBERS * GROUPS_EACH;
    }

    long memberships() {
        return (long) accounts * GROUPS_EACH;
    }

    /**
     * One account in a hundred gets another address and is locked or unlocked, and of one group in a hundred a member goes or comes
     * back.
     *
     * @return how many accounts are other than before
     */
    int change() throws LDAPException {
        generation++;
        int changed = 0;
        try (LDAPConnection connection = connect()) {
            for (int i = 0; i < accounts; i += 100) {
                connection.modify(
                        accountDn(i),
                        new Modification(
                                ModificationType.REPLACE, "mail", login(i) + "." + generation + "@corp.example"));
                slapd.lock(accountDn(i), generation % 2 == 1);
                changed++;
            }
            for (int i = FIRST_CHANGED; i < groups(); i += 100) {
                String member = accountDn(member(i));
                connection.modify(
                        groupDn(i),
                        generation % 2 == 1
                                ? new Modification(ModificationType.DELETE, "member", member)
                                : new Modification(ModificationType.ADD, "member", member));
                changed++;
            }
        }
        return changed;
    }

    /** Another account for each of them, and none of those whose entry changes. */
    private int member(int group) {
        int perRound = accounts / MEMBERS;
        int first = group % perRound;
        int round = group / perRound;
        return round % 2 == 0 ? first * MEMBERS + 1 + round : first + (1 + round) * perRound;
    }

    LDAPConnection connect() throws LDAPException {
        return new LDAPConnection(
                "127.0.0.1", URI.create(slapd.ownUrl()).getPort(), slapd.bindDn(), slapd.bindPassword());
    }

    @Override
    public void close() {
        slapd.close();
    }
}

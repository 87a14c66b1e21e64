package dev.tenure.benchmarks.reconciliation;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.util.StaticUtils;
import dev.tenure.benchmarks.database.ThrowawayDatabase;
import dev.tenure.benchmarks.figure.Figures;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * The floor: a paged search for the same attributes, each entry by {@code COPY} into a table without index, one row for each
 * account and one for each membership. Nothing is compared, nobody's members are looked up.
 */
final class BareRead {

    private static final int PAGE = 500;
    private static final String[] ACCOUNT = {
        "entryUUID",
        "uid",
        "pwdAccountLockedTime",
        "pwdEndTime",
        "pwdLastSuccess",
        "authTimestamp",
        "pwdChangedTime",
        "mail",
        "employeeNumber"
    };
    private static final String[] GROUP = {"entryUUID", "cn", "member"};

    private final ThrowawayDatabase database;
    private final Estate estate;

    BareRead(ThrowawayDatabase database, Estate estate) {
        this.database = database;
        this.estate = estate;
    }

    /** Reads all of it and gives the seconds that it took. */
    double take() throws SQLException, LDAPException {
        Taken taken = take("");
        if (taken.accounts() != estate.accounts()
                || taken.members() > estate.memberships()
                || taken.members() < estate.memberships() / 2) {
            throw new IllegalStateException("the floor read " + taken);
        }
        return taken.seconds();
    }

    /**
     * Reads what was modified since a moment, groups with all their members, and gives the seconds that it took.
     *
     * @param changed how many were, at least
     */
    double takeChanged(Instant since, int changed) throws SQLException, LDAPException {
        Taken taken = take("(modifyTimestamp>=" + StaticUtils.encodeGeneralizedTime(since.toEpochMilli()) + ")");
        if (taken.accounts() == 0
                || taken.accounts() + taken.members() < changed
                || taken.accounts() > estate.accounts() / 10) {
            throw new IllegalStateException("the floor of changes read " + taken);
        }
        return taken.seconds();
    }

    private record Taken(long accounts, long members, double seconds) {}

    private Taken take(String only) throws SQLException, LDAPException {
        try (Connection connection = database.connectAsAdministrator();
                LDAPConnection directory = estate.connect()) {
            connection.setAutoCommit(false);
            ThrowawayDatabase.execute(connection, "DROP TABLE IF EXISTS bare_account, bare_member");
            ThrowawayDatabase.execute(
                    connection, "CREATE TABLE bare_account (dn text, " + String.join(" text, ", ACCOUNT) + " text)");
            ThrowawayDatabase.execute(connection, "CREATE TABLE bare_member (id text, name text, member text)");
            connection.commit();
            long began = System.nanoTime();
            long accounts = piped(
                    connection,
                    directory,
                    "bare_account",
                    estate.slapd().accountBase(),
                    "(&(objectClass=inetOrgPerson)" + only + ")",
                    ACCOUNT,
                    BareRead::account);
            long members = piped(
                    connection,
                    directory,
                    "bare_member",
                    estate.slapd().groupBase(),
                    "(&(objectClass=groupOfNames)" + only + ")",
                    GROUP,
                    BareRead::members);
            connection.commit();
            return new Taken(accounts, members, Figures.secondsSince(began));
        }
    }

    private interface Rows {
        void write(SearchResultEntry entry, StringBuilder rows);
    }

    private static void account(SearchResultEntry entry, StringBuilder rows) {
        rows.append(entry.getDN());
        for (String attribute : ACCOUNT) {
            rows.append('\t')
                    .append(Optional.ofNullable(entry.getAttributeValue(attribute))
                            .orElse("\\N"));
        }
        rows.append('\n');
    }

    private static void members(SearchResultEntry entry, StringBuilder rows) {
        String group = entry.getAttributeValue("entryUUID") + '\t' + entry.getAttributeValue("cn") + '\t';
        for (String member : Objects.requireNonNull(entry.getAttributeValues("member"))) {
            rows.append(group).append(member).append('\n');
        }
    }

    private static long piped(
            Connection connection,
            LDAPConnection directory,
            String table,
            String base,
            String filter,
            String[] attributes,
            Rows rows)
            throws SQLException, LDAPException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + table + " FROM STDIN");
        pages(directory, base, filter, attributes, page -> {
            StringBuilder text = new StringBuilder();
            Objects.requireNonNull(page.getSearchEntries()).forEach(entry -> rows.write(entry, text));
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            try {
                copy.writeToCopy(bytes, 0, bytes.length);
            } catch (SQLException e) {
                throw new IllegalStateException("the database refused the floor", e);
            }
        });
        return copy.endCopy();
    }

    private static void pages(
            LDAPConnection directory, String base, String filter, String[] attributes, Consumer<SearchResult> page)
            throws LDAPException {
        Optional<ASN1OctetString> place = Optional.empty();
        do {
            SearchRequest request = new SearchRequest(base, SearchScope.SUB, filter, attributes);
            request.addControl(new SimplePagedResultsControl(PAGE, place.orElse(null), true));
            SearchResult result = directory.search(request);
            page.accept(result);
            SimplePagedResultsControl control = SimplePagedResultsControl.get(result);
            place = control != null && control.moreResultsToReturn()
                    ? Optional.ofNullable(control.getCookie())
                    : Optional.empty();
        } while (place.isPresent());
    }
}

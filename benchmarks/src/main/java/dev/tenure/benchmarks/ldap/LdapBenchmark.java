package dev.tenure.benchmarks.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import dev.tenure.benchmarks.figure.Figures;
import dev.tenure.benchmarks.figure.Report;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.Page;
import dev.tenure.connector.spi.Secret;
import dev.tenure.connectors.ldap.LdapConnectorFactory;
import dev.tenure.connectors.ldap.directories.NewAccount;
import dev.tenure.connectors.ldap.directories.Slapd;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All accounts of a slapd read through the connector, against a bare paged search for the same attributes. */
public final class LdapBenchmark {

    private static final int SMALL = 10_000;
    private static final int LARGE = 100_000;
    private static final int PAGE = 500;
    private static final int RUNS = 3;
    private static final String[] ATTRIBUTES = {
        "entryUUID",
        "uid",
        "pwdAccountLockedTime",
        "pwdEndTime",
        "pwdLastSuccess",
        "authTimestamp",
        "pwdChangedTime",
        "mail"
    };

    private LdapBenchmark() {}

    /**
     * Runs it.
     *
     * @throws IOException where slapd is not installed or does not answer
     */
    public static void run(Report report) throws IOException {
        if (Slapd.missing().isPresent()) {
            throw new IOException(Slapd.missing().get());
        }
        report.circumstance("Directory", "Debian's slapd, over the loopback address in clear text");
        report.columns("accounts", "connector, s", "accounts/s", "floor, s", "ratio", "exponent", "floor's exponent");
        try (Slapd slapd = Slapd.start("dc=corp,dc=example")) {
            fill(slapd, 0, SMALL);
            Read small = read(slapd, SMALL, report);
            small.row(report, "", "");
            fill(slapd, SMALL, LARGE);
            Read large = read(slapd, LARGE, report);
            large.row(
                    report,
                    Report.number(Figures.exponent(small.seconds(), large.seconds())),
                    Report.number(Figures.exponent(small.floor(), large.floor())));
        } catch (LDAPException e) {
            throw new IOException("slapd refused the benchmark: " + e.getResultCode(), e);
        }
    }

    private static void fill(Slapd slapd, int from, int to) {
        for (int i = from; i < to; i++) {
            String login = "worker" + i;
            slapd.addAccount(
                    new NewAccount(login, "Worker " + i, "unused-" + i, Map.of("mail", login + "@corp.example")));
        }
    }

    private static Read read(Slapd slapd, int accounts, Report report) throws IOException, LDAPException {
        List<Double> floors = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        // One round to warm up.
        for (int i = 0; i <= RUNS; i++) {
            double floor = bare(slapd, accounts);
            double connector = byConnector(slapd, accounts);
            if (i > 0) {
                floors.add(floor);
                seconds.add(connector);
            }
        }
        Read read = new Read(accounts, Figures.median(seconds), Figures.median(floors));
        report.figure(accounts + " accounts, connector", read.seconds(), "s");
        report.figure(accounts + " accounts, floor", read.floor(), "s");
        report.figure(accounts + " accounts, ratio", read.seconds() / read.floor(), "");
        return read;
    }

    private static double bare(Slapd slapd, int accounts) throws IOException, LDAPException {
        long began = System.nanoTime();
        int read = 0;
        try (LDAPConnection connection = new LDAPConnection(
                "127.0.0.1", URI.create(slapd.ownUrl()).getPort(), slapd.bindDn(), slapd.bindPassword())) {
            Optional<ASN1OctetString> place = Optional.empty();
            do {
                SearchRequest request = new SearchRequest(
                        slapd.accountBase(), SearchScope.SUB, "(objectClass=inetOrgPerson)", ATTRIBUTES);
                request.addControl(new SimplePagedResultsControl(PAGE, place.orElse(null), true));
                SearchResult result = connection.search(request);
                read += result.getEntryCount();
                SimplePagedResultsControl control = SimplePagedResultsControl.get(result);
                place = control != null && control.moreResultsToReturn()
                        ? Optional.ofNullable(control.getCookie())
                        : Optional.empty();
            } while (place.isPresent());
        }
        return whole(read, accounts, began);
    }

    private static double byConnector(Slapd slapd, int accounts) throws IOException {
        ConnectorConfiguration configuration = new ConnectorConfiguration(
                Map.of(
                        "url", slapd.ownUrl(),
                        "unencrypted", "allow",
                        "bindDn", slapd.bindDn(),
                        "baseDn", slapd.baseDn(),
                        "accountBase", slapd.accountBase(),
                        "groupBase", slapd.groupBase(),
                        "style", "openldap",
                        "pageSize", Integer.toString(PAGE)),
                Map.of("bindPassword", Secret.of(slapd.bindPassword())));
        long began = System.nanoTime();
        int read = 0;
        try (Connector connector = new LdapConnectorFactory().open(configuration)) {
            Optional<Cursor> next = Optional.of(Cursor.START);
            while (next.isPresent()) {
                if (!(connector.accounts(next.get()) instanceof Observation.Seen<Page<ObservedAccount>> seen)) {
                    throw new IOException("the connector could not list the accounts");
                }
                read += seen.value().items().size();
                next = seen.value().next();
            }
        }
        return whole(read, accounts, began);
    }

    private static double whole(int read, int accounts, long began) throws IOException {
        double seconds = Figures.secondsSince(began);
        if (read != accounts) {
            throw new IOException(read + " of " + accounts + " accounts were read");
        }
        return seconds;
    }

    private record Read(int accounts, double seconds, double floor) {

        void row(Report report, String exponent, String floorExponent) {
            report.row(accounts, seconds, accounts / seconds, floor, seconds / floor, exponent, floorExponent);
        }
    }
}

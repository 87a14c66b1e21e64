package dev.tenure.benchmarks.reconciliation;

import com.unboundid.ldap.sdk.LDAPException;
import dev.tenure.benchmarks.database.ThrowawayDatabase;
import dev.tenure.benchmarks.figure.Figures;
import dev.tenure.benchmarks.figure.HeapLog;
import dev.tenure.benchmarks.figure.Report;
import dev.tenure.benchmarks.product.LdapSystem;
import dev.tenure.benchmarks.product.PackagedProduct;
import dev.tenure.benchmarks.product.StaticIdentityProvider;
import dev.tenure.connectors.ldap.directories.Slapd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All accounts and memberships of a slapd through the packaged service with a small heap, from the request until the read is
 * complete: the first read, by which all is new, one by which nothing is, and one by which one in a hundred is. Against a
 * bare paged search that is piped to {@code COPY}, and the first read also against its rows alone.
 */
public final class ReconciliationBenchmark {

    private static final int SMALL = 10_000;
    private static final int LARGE = 100_000;
    private static final int ROUNDS = 5;
    private static final String HEAP = "-Xmx512m";
    private static final String SMALL_PASSWORD = "TENURE_SECRET_SMALL_SLAPD";
    private static final String LARGE_PASSWORD = "TENURE_SECRET_LARGE_SLAPD";
    private static final Duration CALL_TIME_OUT = Duration.ofMinutes(2);
    private static final Duration FINDINGS = Duration.ofMinutes(2);

    private final PackagedProduct service;
    private final Path heap;
    private final ThrowawayDatabase database;
    private final StaticIdentityProvider provider;
    private final Report report;

    private ReconciliationBenchmark(
            PackagedProduct service,
            Path heap,
            ThrowawayDatabase database,
            StaticIdentityProvider provider,
            Report report) {
        this.service = service;
        this.heap = heap;
        this.database = database;
        this.provider = provider;
        this.report = report;
    }

    /**
     * Runs it.
     *
     * @param root where the service was built
     * @param target takes the database and the logs
     * @throws IOException where slapd is not installed or does not answer
     */
    public static void run(Path root, Path target, Report report) throws IOException, InterruptedException {
        if (Slapd.missing().isPresent()) {
            throw new IOException(Slapd.missing().get());
        }
        Path jar = PackagedProduct.artifact(root);
        Path folder = Files.createDirectories(target.resolve("bench-reconciliation"));
        try (ThrowawayDatabase database = ThrowawayDatabase.start(target);
                StaticIdentityProvider provider = StaticIdentityProvider.start()) {
            report.circumstance("PostgreSQL", database.description());
            report.circumstance("Directory", "Debian's slapd, over the loopback address in clear text");
            report.circumstance("The service's heap", HEAP);
            report.columns(
                    "read",
                    "accounts",
                    "memberships",
                    "took, s",
                    "floor, s",
                    "ratio",
                    "exponent",
                    "floor's exponent",
                    "heap after a collection, MiB at most");
            database.reset();
            measure(jar, folder, database, provider, report);
        } catch (SQLException e) {
            throw new IOException("the database refused the benchmark: " + e.getMessage(), e);
        } catch (LDAPException e) {
            throw new IOException("slapd refused the benchmark: " + e.getResultCode(), e);
        }
    }

    /** One service reads the smaller directory, then the larger, so that its start is in no figure of the larger. */
    private static void measure(
            Path jar, Path folder, ThrowawayDatabase database, StaticIdentityProvider provider, Report report)
            throws IOException, InterruptedException, SQLException, LDAPException {
        Path heap = folder.resolve("heap.log");
        try (Estate smaller = Estate.start(SMALL);
                Estate larger = Estate.start(LARGE);
                PackagedProduct service = PackagedProduct.start(
                        jar,
                        folder,
                        database,
                        provider,
                        Map.of(
                                SMALL_PASSWORD, smaller.slapd().bindPassword(),
                                LARGE_PASSWORD, larger.slapd().bindPassword()),
                        HEAP,
                        HeapLog.option(heap))) {
            ReconciliationBenchmark benchmark = new ReconciliationBenchmark(service, heap, database, provider, report);
            benchmark.people(0, SMALL);
            List<Measured> small = benchmark.measure(smaller, SMALL_PASSWORD);
            small.forEach(measured -> measured.row(report, measured));
            benchmark.people(SMALL, LARGE);
            List<Measured> large = benchmark.measure(larger, LARGE_PASSWORD);
            for (int i = 0; i < large.size(); i++) {
                large.get(i).row(report, small.get(i));
            }
        }
    }

    private List<Measured> measure(Estate estate, String password)
            throws IOException, InterruptedException, SQLException, LDAPException {
        int accounts = estate.accounts();
        List<Double> floors = new ArrayList<>();
        List<Double> peers = new ArrayList<>();
        List<Double> unchanged = new ArrayList<>();
        List<Double> changed = new ArrayList<>();
        List<Double> incremental = new ArrayList<>();
        List<Double> searches = new ArrayList<>();
        LdapSystem system = register(estate, password);
        BareRead bare = new BareRead(database, estate);
        floors.add(bare.take());
        database.settle();
        double first = read(system, estate, accounts, 0);
        database.settle();
        double rows = new BareRows(database).take(system.id(), estate.memberships());
        database.settle();
        PeerRead peer = new PeerRead(estate);
        for (int i = 0; i < ROUNDS; i++) {
            peers.add(peer.take());
            database.settle();
            floors.add(bare.take());
            database.settle();
            unchanged.add(read(system, estate, 0, 0));
        }
        for (int i = 0; i < ROUNDS; i++) {
            int other = estate.change();
            database.settle();
            changed.add(read(system, estate, 0, other));
        }
        for (int i = 0; i < ROUNDS; i++) {
            Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            int other = estate.change();
            database.settle();
            searches.add(bare.takeChanged(before, other));
            database.settle();
            incremental.add(readChanges(system, estate, other));
        }
        double floor = Figures.median(floors);
        Optional<HeapLog> log = Optional.of(HeapLog.read(heap));
        List<Measured> all = List.of(
                new Measured("first, all new", accounts, first, floor, log),
                new Measured("the rows of the first read alone", accounts, rows, floor, Optional.empty()),
                new Measured("whole, nothing changed", accounts, Figures.median(unchanged), floor, log),
                new Measured("whole, 1 % changed", accounts, Figures.median(changed), floor, log),
                new Measured(
                        "changes, 1 % changed", accounts, Figures.median(incremental), Figures.median(unchanged), log),
                new Measured(
                        "the search for 1 % changed alone",
                        accounts, Figures.median(searches), Figures.median(unchanged), Optional.empty()),
                new Measured(
                        "peer: ConnId's paged read alone", accounts, Figures.median(peers), floor, Optional.empty()));
        all.forEach(measured -> measured.print(report));
        return all;
    }

    /** Straight into the table: hiring so many is another benchmark's subject. */
    private void people(int from, int to) throws SQLException {
        try (Connection administrator = database.connectAsAdministrator()) {
            ThrowawayDatabase.execute(administrator, """
                    INSERT INTO identity (id, feed, worker_id, kind, given_name, family_name, zone, state, tenure_number,
                                          tenure_origin, start_date, version)
                    SELECT gen_random_uuid(), 'hr', 'W-' || n, 'EMPLOYEE', 'Given' || n, 'Family' || n, 'UTC', 'active', 1,
                           'HIRED', '2020-01-01', 1
                      FROM generate_series(%d, %d) n""".formatted(from, to - 1));
        }
    }

    private LdapSystem register(Estate estate, String password) throws IOException, InterruptedException {
        Slapd slapd = estate.slapd();
        return LdapSystem.register(
                service,
                provider,
                new LdapSystem.Described(
                        "slapd of " + estate.accounts(),
                        Map.of(
                                "url", slapd.ownUrl(),
                                "unencrypted", "allow",
                                "bindDn", slapd.bindDn(),
                                "baseDn", slapd.baseDn(),
                                "accountBase", slapd.accountBase(),
                                "groupBase", slapd.groupBase(),
                                "style", "openldap",
                                "overlapSeconds", "1",
                                "attributes", "mail employeeNumber"),
                        password,
                        "employeeNumber",
                        false,
                        1,
                        CALL_TIME_OUT));
    }

    /** Every read is followed by a look for findings, which would take from the time of the next. */
    private void awaitFindings() throws InterruptedException {
        long until = System.nanoTime() + FINDINGS.toNanos();
        try (Connection administrator = database.connectAsAdministrator()) {
            while (!isLookedThrough(administrator)) {
                if (System.nanoTime() > until) {
                    throw new IllegalStateException("the system was not looked through for findings in time");
                }
                Thread.sleep(Duration.ofMillis(50));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database refused to say whether findings were looked for", e);
        }
    }

    private static boolean isLookedThrough(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT NOT EXISTS (SELECT FROM system_picture p
                                            WHERE NOT EXISTS (SELECT FROM finding_scan s
                                                               WHERE s.system = p.system
                                                                 AND s.requested_at = p.last_requested_at))""")) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private double read(LdapSystem system, Estate estate, int created, int changed)
            throws IOException, InterruptedException {
        LdapSystem.Read read = system.read();
        var counts = read.shown().path("counts");
        if (counts.path("accounts").asInt() != estate.accounts()
                || counts.path("created").asInt() != created
                || counts.path("changed").asInt() != changed
                || counts.path("correlated").asInt() != estate.accounts()) {
            throw new IllegalStateException("the service found something else: " + read.shown());
        }
        report.say(estate.accounts() + " accounts: " + Report.number(read.seconds()) + " s, " + counts);
        awaitFindings();
        return read.seconds();
    }

    /** The directory tells what was modified within the overlap once more: at least what changed, by name. */
    private double readChanges(LdapSystem system, Estate estate, int changed) throws IOException, InterruptedException {
        LdapSystem.Read read = system.readChanges();
        var counts = read.shown().path("counts");
        if (!read.shown().path("scope").asText().equals("changes")
                || counts.path("accounts").asInt() >= estate.accounts()
                || counts.path("changed").asInt() != changed) {
            throw new IllegalStateException("the service found something else: " + read.shown());
        }
        report.say(estate.accounts() + " accounts, changes: " + Report.number(read.seconds()) + " s, " + counts);
        awaitFindings();
        return read.seconds();
    }

    /** One kind of read. */
    private record Measured(String read, int accounts, double seconds, double floor, Optional<HeapLog> heap) {

        void print(Report report) {
            report.figure(accounts + " accounts, " + read + ", took", seconds, "s");
            report.figure(accounts + " accounts, " + read + ", floor", floor, "s");
            report.figure(accounts + " accounts, " + read + ", ratio", seconds / floor, "");
        }

        void row(Report report, Measured small) {
            boolean isSmall = accounts == SMALL;
            report.row(
                    read,
                    accounts,
                    accounts * Estate.GROUPS_EACH,
                    seconds,
                    floor,
                    seconds / floor,
                    isSmall ? "" : Report.number(Figures.exponent(small.seconds, seconds)),
                    isSmall ? "" : Report.number(Figures.exponent(small.floor, floor)),
                    heap.<Object>map(HeapLog::after).orElse(""));
        }
    }
}

package dev.tenure.connectors.ldap.directories;

import com.unboundid.ldap.listener.LDAPListener;
import com.unboundid.ldap.listener.LDAPListenerConfig;
import com.unboundid.ldap.listener.ProxyRequestHandler;
import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SingleServerSet;
import com.unboundid.ldif.LDIFWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Debian's OpenLDAP, started in a folder of its own on a free port of the loopback address and stopped by its process: mdb,
 * with the overlays {@code ppolicy} and {@code memberof}. What clients say goes through a relay that can fail as planned.
 *
 * <p>Whoever holds this object is the administrator, as with {@link EmbeddedDirectory}. Safe for many threads.
 */
public final class Slapd implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/slapd");
    private static final Path LOADER = Path.of("/usr/sbin/slapadd");
    private static final Path MODULES = Path.of("/usr/lib/ldap");
    private static final Path SCHEMA = Path.of("/etc/ldap/schema");
    private static final Duration LONGEST_START = Duration.ofSeconds(30);
    private static final Duration LONGEST_LOAD = Duration.ofMinutes(10);
    private static final int TRIES = 5;

    /** draft-zeilenga-ldap-relax: lets the administrator write what the server keeps. */
    private static final Control RELAX = new Control("1.3.6.1.4.1.4203.666.5.12", true);

    private static final String LONG_AGO = "20200102030405Z";

    private final String base;
    private final Path folder;
    private final String bindPassword = UUID.randomUUID().toString();
    private final String rootPassword = UUID.randomUUID().toString();
    private final Process process;
    private final int ownPort;
    private final LDAPConnection root;
    private final Faults faults = new Faults();
    private final AtomicInteger writes = new AtomicInteger();
    private final ClientSockets sockets = new ClientSockets(Optional.empty());
    private final LDAPListener relay;

    private Slapd(String base, Path folder, Stream<Entry> content)
            throws IOException, LDAPException, InterruptedException {
        this.base = base;
        this.folder = folder;
        Path database = Files.createDirectory(folder.resolve("database"));
        Path configuration = Files.writeString(folder.resolve("slapd.conf"), configuration(database));
        load(configuration, Stream.concat(skeleton().stream(), content));
        Started started = start(configuration);
        this.process = started.process();
        this.ownPort = started.port();
        this.root = started.root();
        LDAPListenerConfig config = new LDAPListenerConfig(
                0, new FaultyRelay(new ProxyRequestHandler(new SingleServerSet("127.0.0.1", ownPort)), faults, writes));
        config.setListenAddress(InetAddress.getLoopbackAddress());
        config.setServerSocketFactory(sockets);
        this.relay = new LDAPListener(config);
        relay.startListening();
    }

    /** Why it cannot be started on this machine; empty where it can. */
    public static Optional<String> missing() {
        return Stream.of(PROGRAM, LOADER, MODULES.resolve("ppolicy.so"), MODULES.resolve("memberof.so"), SCHEMA)
                .filter(path -> !Files.exists(path))
                .findFirst()
                .map(path -> "slapd is not installed, since " + path + " is missing: apt-get install slapd");
    }

    /**
     * Starts one without accounts and groups.
     *
     * @param base the DN of its root, such as {@code dc=corp,dc=example}
     */
    public static Slapd start(String base) {
        return start(base, Stream.of());
    }

    /**
     * Starts one that holds more than its skeleton, loaded before it starts: the only way to fill a large one in seconds. The
     * overlays do not see what is loaded, so that an entry that is to have {@code memberOf} brings it.
     *
     * @param content entries, each behind the one that it stands below; {@link #accountOf} makes accounts
     */
    public static Slapd start(String base, Stream<Entry> content) {
        try {
            return new Slapd(base, Files.createTempDirectory("slapd"), content);
        } catch (IOException e) {
            throw new UncheckedIOException("slapd: cannot be started", e);
        } catch (LDAPException e) {
            throw new IllegalStateException("slapd: does not answer as it should", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("slapd: the start was interrupted", e);
        }
    }

    private record Started(Process process, int port, LDAPConnection root) {}

    private void load(Path configuration, Stream<Entry> entries) throws IOException, InterruptedException {
        Path ldif = folder.resolve("content.ldif");
        try (LDIFWriter writer = new LDIFWriter(ldif.toFile())) {
            for (Iterator<Entry> i = entries.iterator(); i.hasNext(); ) {
                writer.writeEntry(i.next());
            }
        }
        Path log = folder.resolve("load.log");
        Process loader = new ProcessBuilder(
                        LOADER.toString(), "-q", "-f", configuration.toString(), "-l", ldif.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!loader.waitFor(LONGEST_LOAD.toSeconds(), TimeUnit.SECONDS)) {
            stop(loader);
            throw new IOException("slapadd does not end within " + LONGEST_LOAD);
        }
        if (loader.exitValue() != 0) {
            throw new IOException("slapadd: " + Files.readString(log));
        }
        Files.delete(ldif);
    }

    private Started start(Path configuration) throws IOException, InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            int port = freePort();
            Process started = new ProcessBuilder(
                            PROGRAM.toString(),
                            "-d",
                            "0",
                            "-f",
                            configuration.toString(),
                            "-h",
                            "ldap://127.0.0.1:" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            Optional<LDAPConnection> connection = connected(started, port);
            if (connection.isPresent()) {
                return new Started(started, port, connection.get());
            }
            stop(started);
        }
        throw new IOException("slapd ends or does not answer: " + Files.readString(folder.resolve("log")));
    }

    /** Somebody else may take it before slapd does; then another one is tried. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Optional<LDAPConnection> connected(Process started, int port) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (started.isAlive() && System.nanoTime() < end) {
            try {
                return Optional.of(new LDAPConnection("127.0.0.1", port, rootDn(), rootPassword));
            } catch (LDAPException e) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        return Optional.empty();
    }

    private String configuration(Path database) {
        return """
                include %1$s/core.schema
                include %1$s/cosine.schema
                include %1$s/nis.schema
                include %1$s/inetorgperson.schema
                modulepath %2$s
                moduleload back_mdb
                moduleload ppolicy
                moduleload memberof
                pidfile %3$s/pid
                argsfile %3$s/args
                database mdb
                maxsize 1073741824
                suffix "%4$s"
                rootdn "%5$s"
                rootpw %6$s
                directory %7$s
                dbnosync
                index objectClass,entryUUID,uid,member,uniqueMember,memberUid,employeeNumber eq
                index modifyTimestamp eq
                access to attrs=userPassword by dn.exact="%8$s" =w by anonymous auth by * none
                access to * by dn.exact="%8$s" write by anonymous auth by * none
                limits dn.exact="%8$s" size=unlimited
                overlay memberof
                memberof-refint TRUE
                overlay ppolicy
                ppolicy_default "cn=default,ou=policies,%4$s"
                """.formatted(SCHEMA, MODULES, folder, base, rootDn(), rootPassword, database, bindDn());
    }

    private List<Entry> skeleton() {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(
                base,
                new Attribute("objectClass", "top", "dcObject", "organization"),
                new Attribute("o", "Corp"),
                new Attribute("dc", Rfc4519.firstValue(base))));
        for (String unit : List.of("people", "groups", "services", "policies")) {
            entries.add(new Entry(
                    "ou=" + unit + "," + base,
                    new Attribute("objectClass", "top", "organizationalUnit"),
                    new Attribute("ou", unit)));
        }
        // Without pwdLockout, slapd takes no notice of pwdAccountLockedTime.
        entries.add(new Entry(
                "cn=default,ou=policies," + base,
                new Attribute("objectClass", "top", "device", "pwdPolicy"),
                new Attribute("cn", "default"),
                new Attribute("pwdAttribute", "userPassword"),
                new Attribute("pwdLockout", "TRUE")));
        entries.add(entry(bindDn(), new NewAccount("svc-tenure", "svc-tenure", bindPassword)));
        return entries;
    }

    /** The address of the relay, in clear text. */
    public String url() {
        return "ldap://127.0.0.1:" + relay.getListenPort();
    }

    /** The server's own address, past the relay and its faults, in clear text. */
    public String ownUrl() {
        return "ldap://127.0.0.1:" + ownPort;
    }

    private String rootDn() {
        return "cn=admin," + base;
    }

    /** The root. */
    public String baseDn() {
        return base;
    }

    /** Where accounts of people are. */
    public String accountBase() {
        return "ou=people," + base;
    }

    /** Where groups are. */
    public String groupBase() {
        return "ou=groups," + base;
    }

    /** The connector's own account. */
    public String bindDn() {
        return "uid=svc-tenure,ou=services," + base;
    }

    /** Its password, drawn when the server started. */
    public String bindPassword() {
        return bindPassword;
    }

    /** The failures to come. */
    public Faults faults() {
        return faults;
    }

    /** How many writes by clients took effect. */
    public int writes() {
        return writes.get();
    }

    /** Cuts every connection and refuses new ones. */
    public void goDown() {
        sockets.goDown();
    }

    /** Ends {@link #goDown()}. */
    public void comeBack() {
        sockets.comeBack();
    }

    /**
     * Puts an account among the people.
     *
     * @return its DN
     */
    public String addAccount(NewAccount account) {
        try {
            String dn = new DN(new RDN("uid", account.login()), new DN(accountBase())).toString();
            root.add(new AddRequest(entry(dn, account), new Control[] {RELAX}));
            return dn;
        } catch (LDAPException e) {
            throw refused(e);
        }
    }

    /** An account among the people of a server with this root, to be loaded. */
    public static Entry accountOf(String base, NewAccount account) {
        return entry("uid=" + account.login() + ",ou=people," + base, account);
    }

    private static Entry entry(String dn, NewAccount account) {
        Entry entry = new Entry(
                dn,
                new Attribute("objectClass", "top", "person", "organizationalPerson", "inetOrgPerson"),
                new Attribute("uid", account.login()),
                new Attribute("cn", account.name()),
                new Attribute("sn", account.name()),
                new Attribute("userPassword", account.password()),
                new Attribute("pwdChangedTime", LONG_AGO));
        account.attributes().forEach(entry::setAttribute);
        return entry;
    }

    /**
     * Makes a group of names.
     *
     * @param memberDns at least one
     * @return its DN
     */
    public String addGroup(String name, List<String> memberDns) {
        try {
            String dn = new DN(new RDN("cn", name), new DN(groupBase())).toString();
            root.add(new Entry(dn, Rfc4519.group(name, GroupKind.GROUP_OF_NAMES, memberDns)));
            return dn;
        } catch (LDAPException e) {
            throw refused(e);
        }
    }

    /** Adds a member to a group. */
    public void addMember(String groupDn, String memberDn) {
        change(groupDn, new Modification(ModificationType.ADD, "member", memberDn));
    }

    /** Takes an entry away. */
    public void remove(String dn) {
        try {
            root.delete(dn);
        } catch (LDAPException e) {
            throw refused(e);
        }
    }

    /** Locks an account for good or unlocks it. */
    public void lock(String dn, boolean locked) {
        change(
                dn,
                locked
                        ? new Modification(
                                ModificationType.REPLACE, "pwdAccountLockedTime", OpenLdapManners.LOCKED_FOR_GOOD)
                        : new Modification(ModificationType.REPLACE, "pwdAccountLockedTime"));
    }

    private void change(String dn, Modification modification) {
        try {
            root.modify(dn, modification);
        } catch (LDAPException e) {
            throw refused(e);
        }
    }

    private static IllegalArgumentException refused(LDAPException e) {
        return new IllegalArgumentException("slapd: refuses it", e);
    }

    /** What an entry really holds; empty when it is not there. */
    public Map<String, List<String>> peek(String dn) {
        try {
            Entry entry = root.getEntry(dn, "*", "+");
            return entry == null
                    ? Map.of()
                    : entry.getAttributes().stream()
                            .collect(Collectors.toMap(Attribute::getName, attribute -> List.of(attribute.getValues())));
        } catch (LDAPException e) {
            throw refused(e);
        }
    }

    /** Whether a client can sign in with this password at this moment, found by doing it. */
    public boolean canSignIn(String dn, String password) {
        try (LDAPConnection connection = new LDAPConnection("127.0.0.1", ownPort, dn, password)) {
            return connection.isConnected();
        } catch (LDAPException e) {
            return false;
        }
    }

    /** The DNs of the groups that list this DN. */
    public Set<String> groupsOf(String dn) {
        return dns(groupBase(), Filter.createEqualityFilter("member", dn));
    }

    /** The DNs of the accounts that have this value. */
    public Set<String> accountsWith(String attribute, String value) {
        return dns(accountBase(), Filter.createEqualityFilter(attribute, value));
    }

    private Set<String> dns(String below, Filter filter) {
        try {
            return Objects.requireNonNull(
                            root.search(below, SearchScope.SUB, filter, "1.1").getSearchEntries())
                    .stream()
                    .map(Entry::getDN)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (LDAPException e) {
            throw refused(e);
        }
    }

    /** Ends what hangs, stops the server and removes its folder. Idempotent. */
    @Override
    public void close() {
        faults.clear();
        relay.shutDown(true);
        root.close();
        stop(process);
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(all::add);
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("slapd: its folder cannot be removed", e);
        }
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

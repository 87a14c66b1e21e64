package dev.tenure.connectors.ldap.directories;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.schema.Schema;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * An LDAP directory in memory that listens on the loopback address: in clear with StartTLS on one port, with TLS on
 * another. It accepts signed-in clients only.
 *
 * <p>Whoever holds this object is the administrator: seeding and peeking go past manners, planned faults and the ledger.
 * Safe for many threads.
 */
public final class EmbeddedDirectory implements AutoCloseable {

    private static final String PLAIN = "plain";
    private static final String ENCRYPTED = "encrypted";

    private final DirectoryManners manners;
    private final String base;
    private final DirectoryOptions options;
    private final InMemoryDirectoryServer server;
    private final ClientSockets plainSockets;
    private final ClientSockets encryptedSockets;
    private final SelfSigned certificate;
    private final Faults faults;
    private final EffectLedger ledger;
    private final Traffic traffic = new Traffic();
    private final Content content;
    private final Optional<History> history;
    private final String bindPassword = UUID.randomUUID().toString();
    private final String bindDn;

    private EmbeddedDirectory(DirectoryManners manners, String base, DirectoryOptions options) throws LDAPException {
        this.manners = manners;
        this.base = base;
        this.options = options;
        this.certificate = SelfSigned.make(options.certificateName(), options.expired());
        this.faults = new Faults();
        this.ledger = new EffectLedger();
        this.content = new Content(base);
        this.history = manners.keepsHistory() ? Optional.of(new History(base)) : Optional.empty();
        this.plainSockets = new ClientSockets(Optional.empty());
        this.encryptedSockets = new ClientSockets(Optional.of(certificate.sockets()));
        this.server = new InMemoryDirectoryServer(config());
        content.of(server);
        this.bindDn = fill();
        server.startListening();
    }

    /**
     * Starts an empty directory on ports that are free.
     *
     * @param base the DN of its root, such as {@code dc=corp,dc=example}
     */
    public static EmbeddedDirectory start(DirectoryManners manners, String base) {
        return start(manners, base, DirectoryOptions.USUAL);
    }

    /** Starts an empty directory that is set up in an unusual way. */
    public static EmbeddedDirectory start(DirectoryManners manners, String base, DirectoryOptions options) {
        try {
            return new EmbeddedDirectory(manners, base, options);
        } catch (LDAPException e) {
            throw new IllegalStateException("directory: cannot be started", e);
        }
    }

    private InMemoryDirectoryServerConfig config() throws LDAPException {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(base);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        config.setListenerConfigs(
                new InMemoryListenerConfig(
                        PLAIN, loopback, 0, plainSockets, null, new NotingTls(certificate.sockets())),
                new InMemoryListenerConfig(ENCRYPTED, loopback, 0, encryptedSockets, null, null));
        Schema schema = manners.schema();
        config.setSchema(schema);
        config.setEnforceAttributeSyntaxCompliance(false);
        config.setEnforceSingleStructuralObjectClass(false);
        config.setPasswordAttributes(manners.passwordAttribute());
        config.setEqualityIndexAttributes(Stream.of("member", "uniqueMember", "memberUid", manners.idAttribute())
                .filter(attribute -> schema.getAttributeType(attribute) != null)
                .toList());
        config.setReferentialIntegrityAttributes("member", "uniqueMember");
        config.setVendorName(manners.vendor());
        config.setVendorVersion("in memory");
        config.setCustomRootDSEAttributes(manners.rootAttributes());
        config.setAuthenticationRequiredOperationTypes(
                OperationType.ADD,
                OperationType.COMPARE,
                OperationType.DELETE,
                OperationType.MODIFY,
                OperationType.MODIFY_DN);
        config.addInMemoryOperationInterceptor(
                new Interception(manners, options, faults, ledger, traffic, content, history));
        return config;
    }

    private String fill() throws LDAPException {
        server.add(new Entry(
                base, new Attribute("objectClass", "top", "domain"), new Attribute("dc", Rfc4519.firstValue(base))));
        for (String unit : List.of(accountBase(), groupBase(), serviceBase())) {
            server.add(new Entry(
                    unit,
                    new Attribute("objectClass", "top", "organizationalUnit"),
                    new Attribute("ou", Rfc4519.firstValue(unit))));
        }
        for (Entry entry : history.map(History::firstEntries).orElse(List.of())) {
            server.add(entry);
        }
        for (Entry entry : manners.firstEntries(accountBase(), groupBase())) {
            add(entry);
        }
        return add(serviceBase(), new NewAccount("svc-tenure", "svc-tenure", bindPassword));
    }

    /** The port for clear text and StartTLS. */
    public int port() {
        return server.getListenPort(PLAIN);
    }

    /** The address for clear text and StartTLS. */
    public String url() {
        return "ldap://127.0.0.1:" + port();
    }

    /** The address for TLS from the first byte. */
    public String encryptedUrl() {
        return "ldaps://127.0.0.1:" + server.getListenPort(ENCRYPTED);
    }

    /** The certificate that the directory shows, as PEM. */
    public String certificatePem() {
        return certificate.pem();
    }

    /** The SHA-256 of that certificate, in hexadecimal digits. */
    public String certificateSha256() {
        return certificate.sha256();
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

    private String serviceBase() {
        return "ou=services," + base;
    }

    /** The connector's own account, which may do everything. */
    public String bindDn() {
        return bindDn;
    }

    /** Its password, drawn when the directory started. */
    public String bindPassword() {
        return bindPassword;
    }

    /** The failures to come. */
    public Faults faults() {
        return faults;
    }

    /** Every write by a client that took effect, in order. */
    public List<Effect> effects() {
        return ledger.all();
    }

    /** The most searches and modifications that were under way at the same time, one that a fault holds included. */
    public int mostAtOnce() {
        return traffic.most();
    }

    /** Cuts every connection and refuses new ones, as a machine that is down would. */
    public void goDown() {
        plainSockets.goDown();
        encryptedSockets.goDown();
    }

    /** Ends {@link #goDown()}. */
    public void comeBack() {
        plainSockets.comeBack();
        encryptedSockets.comeBack();
    }

    /**
     * Puts an account among the people.
     *
     * @return its DN
     */
    public String addAccount(NewAccount account) {
        return add(accountBase(), account);
    }

    /** Puts many accounts among the people; their DNs in the same order. */
    public List<String> addAccounts(List<NewAccount> accounts) {
        return accounts.stream().map(this::addAccount).toList();
    }

    private String add(String parent, NewAccount account) {
        try {
            String dn = new DN(manners.accountRdn(account), new DN(parent)).toString();
            Entry entry = new Entry(dn, manners.accountAttributes(account, dn));
            account.attributes().forEach(entry::setAttribute);
            add(entry);
            return dn;
        } catch (LDAPException e) {
            throw new IllegalArgumentException("account: the directory refuses it", e);
        }
    }

    /**
     * Makes a group of names with these members.
     *
     * @return its DN
     */
    public String addGroup(String name, List<String> memberDns) {
        return addGroup(name, GroupKind.GROUP_OF_NAMES, memberDns);
    }

    /**
     * Makes a group.
     *
     * @param memberDns accounts, groups, or anything else: whether a member exists is not checked
     * @return its DN
     */
    public String addGroup(String name, GroupKind kind, List<String> memberDns) {
        try {
            String dn = new DN(new RDN("cn", name), new DN(groupBase())).toString();
            add(new Entry(dn, manners.groupAttributes(name, kind, memberDns)));
            return dn;
        } catch (LDAPException e) {
            throw new IllegalArgumentException("group: the directory refuses it", e);
        }
    }

    /** Puts any entry in, such as a machine's account. */
    public void add(Entry entry) {
        history.ifPresent(History::begin);
        try {
            server.add(history.map(h -> h.stamped(entry)).orElse(entry));
        } catch (LDAPException e) {
            throw new IllegalArgumentException("entry: the directory refuses it", e);
        } finally {
            history.ifPresent(History::end);
        }
    }

    /** Adds a member to a group, or a login name to a POSIX group. */
    public void addMember(String groupDn, String memberDn) {
        Entry group = present(groupDn);
        GroupKind kind = Arrays.stream(GroupKind.values())
                .filter(k -> group.hasObjectClass(k.objectClass()))
                .findFirst()
                .orElse(GroupKind.GROUP_OF_NAMES);
        String member = kind == GroupKind.POSIX_GROUP ? Rfc4519.firstValue(memberDn) : memberDn;
        change(groupDn, new Modification(ModificationType.ADD, manners.memberAttribute(kind), member));
    }

    /** Takes an entry away, and with it its place in groups. */
    public void remove(String dn) {
        history.ifPresent(History::begin);
        try {
            Entry gone = present(dn);
            server.delete(dn);
            if (history.isPresent()) {
                server.add(history.get().tombstone(gone));
            }
        } catch (LDAPException e) {
            throw new IllegalArgumentException("entry: cannot be removed", e);
        } finally {
            history.ifPresent(History::end);
        }
    }

    /** Sets an attribute of an entry, or clears it when no value is given. */
    public void set(String dn, String attribute, String... values) {
        change(dn, new Modification(ModificationType.REPLACE, attribute, values));
    }

    /** Adds a value to an attribute of an entry. */
    public void addValue(String dn, String attribute, String value) {
        change(dn, new Modification(ModificationType.ADD, attribute, value));
    }

    /** Locks an account or unlocks it, as an administrator would. */
    public void lock(String dn, boolean locked) {
        change(dn, manners.lock(present(dn), locked));
    }

    private void change(String dn, Modification modification) {
        history.ifPresent(History::begin);
        try {
            List<Modification> all = new ArrayList<>(List.of(modification));
            history.ifPresent(h -> all.add(h.stamp()));
            server.modify(dn, all);
        } catch (LDAPException e) {
            throw new IllegalArgumentException("entry: cannot be changed", e);
        } finally {
            history.ifPresent(History::end);
        }
    }

    /**
     * Becomes another domain controller to whoever follows its changes, as one that was restored from a backup does. Answers
     * false, and does nothing, where the product has no such thing.
     */
    public boolean forgetHistory() {
        history.ifPresent(h -> {
            try {
                server.modify(
                        h.settings(), new Modification(ModificationType.REPLACE, "invocationId", History.invocation()));
            } catch (LDAPException e) {
                throw new IllegalStateException("history: cannot be forgotten", e);
            }
        });
        return history.isPresent();
    }

    private Entry present(String dn) {
        return content.entry(dn).orElseThrow(() -> new IllegalArgumentException("entry: is not there"));
    }

    /** Whether there is such an entry. */
    public boolean exists(String dn) {
        return content.entry(dn).isPresent();
    }

    /** The DNs of the entries below the people that have this value. */
    public List<String> accountsWith(String attribute, String value) {
        return content.search(Filter.createEqualityFilter(attribute, value)).stream()
                .map(Entry::getDN)
                .filter(dn -> dn.toLowerCase(Locale.ROOT).endsWith(accountBase().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** What an entry really holds, but its password; empty when it is not there. */
    public Map<String, List<String>> peek(String dn) {
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        content.entry(dn).ifPresent(entry -> {
            for (Attribute attribute : entry.getAttributes()) {
                if (!attribute.getName().equalsIgnoreCase(manners.passwordAttribute())) {
                    attributes.put(attribute.getName(), List.of(attribute.getValues()));
                }
            }
        });
        return attributes;
    }

    /** The product's stable id of an entry, as its administrators write it. */
    public String idOf(String dn) {
        return manners.idOf(present(dn));
    }

    /** Whether the account is there and not locked. */
    public boolean isEnabled(String dn) {
        return content.entry(dn).map(entry -> !manners.locked(entry)).orElse(false);
    }

    /** Whether a client could sign in with this password now. */
    public boolean canSignIn(String dn, String password) {
        return isEnabled(dn) && secretOf(dn).equals(Optional.of(password));
    }

    /** The password an account really has: what nobody must ever see elsewhere. */
    public Optional<String> secretOf(String dn) {
        return content.entry(dn).map(entry -> entry.getAttributeValue(manners.passwordAttribute()));
    }

    /** The DNs of the groups that list this entry directly. */
    public Set<String> groupsOf(String dn) {
        return new TreeSet<>(content.groupsListing(dn, Rfc4519.firstValue(dn)));
    }

    /** Ends what hangs, cuts every connection and forgets everything. Idempotent. */
    @Override
    public void close() {
        faults.clear();
        server.shutDown(true);
    }
}

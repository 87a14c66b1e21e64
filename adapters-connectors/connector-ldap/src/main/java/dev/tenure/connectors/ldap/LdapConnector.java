package dev.tenure.connectors.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedResult;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.Capabilities;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeKind;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connection;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Evidence.Fact;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ObservedMember;
import dev.tenure.connector.spi.Page;
import dev.tenure.connector.spi.SignIn;
import dev.tenure.connectors.ldap.DirectoryConnections.Session;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One LDAP directory, read and changed. */
final class LdapConnector implements Connector {

    private static final String ACTIVE_DIRECTORY_CAPABILITY = "1.2.840.113556.1.4.800";

    private final LdapSettings settings;
    private final DirectoryConnections connections;
    private final Searches searches;
    private final Groups groups;
    private final AccountShape shape;
    private final NativeIds ids;
    private final PasswordSource passwords = new PasswordSource();
    private final Listings<ObservedAccount> accountListings;
    private final Listings<ObservedEntitlement> groupListings;

    LdapConnector(LdapSettings settings) {
        this.settings = settings;
        this.connections = new DirectoryConnections(settings);
        this.searches = new Searches(settings);
        this.groups = new Groups(settings, searches);
        this.shape = new AccountShape(settings);
        this.ids = new NativeIds(settings.idAttribute());
        this.accountListings = new Listings<>(
                connections,
                searches,
                searches.request(settings.accountBase(), settings.accountFilter(), shape.listed()),
                () -> shape::observed);
        this.groupListings = new Listings<>(
                connections,
                searches,
                searches.request(settings.groupBase(), settings.style().groupFilter(), groupAttributes()),
                this::prepareGroups);
    }

    private String[] groupAttributes() {
        Set<String> names = new LinkedHashSet<>(List.of(settings.idAttribute(), "cn"));
        names.addAll(settings.style().memberAttributes());
        return names.toArray(String[]::new);
    }

    @Override
    public Capabilities capabilities() {
        Set<ChangeKind> changes = EnumSet.allOf(ChangeKind.class);
        if (!settings.canDisable()) {
            changes.remove(ChangeKind.DISABLE_ACCOUNT);
        }
        return new Capabilities(
                changes,
                settings.style() == DirectoryStyle.ACTIVE_DIRECTORY
                        ? List.of(new Capabilities.Unobservable("Kerberos ticket", settings.ticketLifetime()))
                        : List.of());
    }

    // Reading

    @Override
    public Observation<Connection> connect() {
        return observe(session -> session.read(connection -> {
            RootDSE root = connection.getRootDSE();
            for (DN base : List.of(settings.baseDn(), settings.accountBase(), settings.groupBase())) {
                if (connection.getEntry(base.toString(), "1.1") == null) {
                    throw new LDAPException(ResultCode.NO_SUCH_OBJECT);
                }
            }
            return new Connection(product(root), own(connection), connection.getSSLSession() != null);
        }));
    }

    private static String product(@Nullable RootDSE root) {
        if (root == null) {
            return "LDAP directory";
        }
        if (root.hasAttributeValue("supportedCapabilities", ACTIVE_DIRECTORY_CAPABILITY)) {
            return "Active Directory";
        }
        if (root.hasAttributeValue("objectClass", "OpenLDAProotDSE")) {
            return "OpenLDAP";
        }
        String told = String.join(
                " ",
                Optional.ofNullable(root.getVendorName()).orElse(""),
                Optional.ofNullable(root.getVendorVersion()).orElse(""));
        return told.isBlank() ? "LDAP directory" : told.strip();
    }

    /** The account behind {@code bindDn}, which may be a DN, a login name or a principal name. */
    private Optional<AccountRef> own(LDAPConnection connection) throws LDAPException, Trouble {
        if (DN.isValidDN(settings.bindDn())) {
            return own(connection.getEntry(settings.bindDn(), settings.idAttribute()));
        }
        WhoAmIExtendedResult result =
                new WhoAmIExtendedResult(connection.processExtendedOperation(new WhoAmIExtendedRequest()));
        String told = Optional.ofNullable(result.getAuthorizationID()).orElse("");
        // RFC 4513, section 5.2.1.8: dn: and a DN, or u: and a user name.
        if (told.startsWith("dn:") && DN.isValidDN(told.substring(3)) && told.length() > 3) {
            return own(connection.getEntry(told.substring(3), settings.idAttribute()));
        }
        if (told.startsWith("u:")) {
            String login = told.substring(Math.max(1, told.lastIndexOf('\\')) + 1);
            List<SearchResultEntry> found = new ArrayList<>();
            searches.each(
                    connection,
                    searches.request(
                            settings.baseDn(),
                            Filter.createEqualityFilter(settings.nameAttribute(), login),
                            settings.idAttribute()),
                    found::add);
            return found.size() == 1 ? own(found.get(0)) : Optional.empty();
        }
        return Optional.empty();
    }

    private Optional<AccountRef> own(@Nullable Entry entry) {
        return Optional.ofNullable(entry).map(e -> new AccountRef(ids.of(e)));
    }

    @Override
    public Observation<Page<ObservedAccount>> accounts(Cursor cursor) {
        try {
            return new Observation.Seen<>(accountListings.page(cursor));
        } catch (Trouble e) {
            return e.observation();
        }
    }

    @Override
    public Observation<Page<ObservedEntitlement>> entitlements(Cursor cursor) {
        try {
            return new Observation.Seen<>(groupListings.page(cursor));
        } catch (Trouble e) {
            return e.observation();
        }
    }

    private Listings.Shaping<ObservedEntitlement> prepareGroups() throws Trouble {
        MemberIndex index = connections.read(connection -> MemberIndex.of(settings, searches, connection));
        return group -> {
            List<ObservedMember> members = new ArrayList<>();
            for (String attribute : settings.style().memberAttributes()) {
                for (String value : groups.members(connections, group, attribute)) {
                    members.add(index.resolve(attribute, value));
                }
            }
            return new ObservedEntitlement(groups.ref(group), Groups.name(group), members);
        };
    }

    @Override
    public Observation<List<AccountState>> find(String attribute, String value) {
        if (!LdapSettings.ATTRIBUTE.matcher(attribute).matches()) {
            return new Observation.Refused<>("attribute: is not an attribute's name; use letters, digits and hyphens");
        }
        Optional<Filter> equal = NativeIds.filter(attribute, value);
        if (equal.isEmpty()) {
            return new Observation.Seen<>(List.of());
        }
        return observe(session -> session.read(connection -> {
            List<SearchResultEntry> found = new ArrayList<>();
            searches.each(
                    connection,
                    searches.request(
                            settings.accountBase(),
                            Filter.createANDFilter(settings.accountFilter(), equal.get()),
                            shape.whole()),
                    found::add);
            List<AccountState> states = new ArrayList<>();
            for (SearchResultEntry entry : found) {
                states.add(state(connection, entry));
            }
            return states;
        }));
    }

    @Override
    public Observation<AccountState> read(AccountRef account) {
        return observe(session -> {
            Optional<Entry> entry = entry(session, account);
            return entry.isEmpty()
                    ? AccountState.absent(account)
                    : session.read(connection -> state(connection, entry.get()));
        });
    }

    private AccountState state(LDAPConnection connection, Entry entry) throws LDAPException, Trouble {
        Map<EntitlementRef, AccountState.Membership> memberships = new LinkedHashMap<>();
        for (DirectGroup group : groups.listing(connection, entry)) {
            memberships.put(group.ref(), new AccountState.Membership(group.ref(), group.name()));
        }
        return new AccountState(
                true, shape.observed(entry), List.copyOf(memberships.values()), groups.retained(connection, entry));
    }

    /** The entry with this id, wherever below {@code baseDn} it was moved. */
    private Optional<Entry> entry(Session session, AccountRef account) throws Trouble {
        Optional<String> dn = NativeIds.dn(account.nativeId());
        if (dn.isPresent()) {
            return session.read(connection -> Optional.ofNullable(connection.getEntry(dn.get(), shape.whole())));
        }
        Optional<Filter> byId = ids.filter(account.nativeId());
        if (byId.isEmpty()) {
            return Optional.empty();
        }
        List<Entry> found = session.read(connection -> {
            List<Entry> entries = new ArrayList<>();
            searches.each(connection, searches.request(settings.baseDn(), byId.get(), shape.whole()), entries::add);
            return entries;
        });
        if (found.size() > 1) {
            throw Trouble.refused(
                    "more than one entry has this id: set idAttribute to an attribute whose values are unique");
        }
        return found.stream().findFirst();
    }

    // Changing

    @Override
    public ChangeOutcome apply(Change change, ChangeKey key) {
        if (!capabilities().changes().contains(change.kind())) {
            return new ChangeOutcome.Refused(
                    change.kind() + " is not among what this system can do: see its configuration");
        }
        try (Session session = connections.session()) {
            Optional<Entry> entry = entry(session, change.account());
            if (entry.isEmpty()) {
                return new ChangeOutcome.Unchanged(new Evidence(List.of(Fact.plain("readBack.exists", "false"))));
            }
            return switch (change) {
                case Change.DisableAccount c -> disable(session, c.account(), entry.get());
                case Change.ResetSecret c -> resetSecret(session, c.account(), entry.get());
                case Change.RevokeMemberships c -> revoke(session, c.account(), entry.get());
            };
        } catch (Trouble e) {
            // Every read after a write is caught where the write is, so nothing was written yet.
            return e.outcome();
        }
    }

    private ChangeOutcome disable(Session session, AccountRef account, Entry before) {
        return switch (Decisions.disable(settings, before)) {
            case Decision.AlreadySo so -> new ChangeOutcome.Unchanged(new Evidence(about(before, so.facts())));
            case Decision.Impossible impossible -> new ChangeOutcome.Refused(impossible.reason());
            case Decision.Write write -> {
                WriteAnswer answer = session.write(new ModificationRequest(before.getDN(), write.modifications()));
                ReadBack after = readBack(session, account, answer);
                yield Judgement.ofWrite(
                        answer,
                        after.shown(entry -> shape.signIn(entry) == SignIn.DISABLED),
                        after.facts(entry -> about(entry, Decisions.signInFacts(settings, entry))));
            }
        };
    }

    private ChangeOutcome resetSecret(Session session, AccountRef account, Entry first) throws Trouble {
        Entry before = first;
        List<Fact> facts = new ArrayList<>();
        for (int round = 1; round <= settings.style().passwordWrites(); round++) {
            boolean encrypted = round > 1 || session.encrypted();
            ChangeOutcome outcome;
            Optional<Entry> after;
            switch (Decisions.resetSecret(settings, before, encrypted, passwords.draw())) {
                case Decision.AlreadySo so -> {
                    return new ChangeOutcome.Unchanged(new Evidence(about(before, so.facts())));
                }
                case Decision.Impossible impossible -> {
                    return new ChangeOutcome.Refused(impossible.reason());
                }
                case Decision.Write write -> {
                    WriteAnswer answer = session.write(new ModificationRequest(before.getDN(), write.modifications()));
                    ReadBack back = readBack(session, account, answer);
                    Entry old = before;
                    outcome = Judgement.ofWrite(
                            answer,
                            back.shown(entry -> passwordChanged(old, entry, answer)),
                            back.facts(entry -> PasswordMarkers.facts(settings.style(), old, entry)));
                    after = back.entry().flatMap(e -> e);
                }
            }
            if (!(outcome instanceof ChangeOutcome.Applied(Evidence evidence))) {
                if (round == 1) {
                    return outcome;
                }
                // Nobody knows the password since the first round; what the second adds is said to be missing.
                facts.add(Fact.plain("write.repetition", "not confirmed"));
                break;
            }
            facts.addAll(evidence.facts());
            if (after.isEmpty()) {
                break;
            }
            before = after.get();
        }
        return new ChangeOutcome.Applied(new Evidence(about(before, facts)));
    }

    private boolean passwordChanged(Entry before, Entry after, WriteAnswer answer) {
        return switch (PasswordMarkers.between(settings.style(), before, after)) {
            case SHOWN -> true;
            case ENTRY_CHANGED -> answer instanceof WriteAnswer.Done;
            case NOT_SHOWN -> false;
        };
    }

    private ChangeOutcome revoke(Session session, AccountRef account, Entry before) throws Trouble {
        List<Fact> kept = new ArrayList<>();
        kept.add(Fact.personal("entry.dn", before.getDN()));
        for (AccountState.Retained retained : session.read(connection -> groups.retained(connection, before))) {
            kept.add(Fact.plain("retained.id", retained.entitlement().nativeId()));
            kept.add(Fact.plain("retained.name", retained.name()));
            kept.add(Fact.plain("retained.reason", retained.reason()));
        }
        List<DirectGroup> listing = session.read(connection -> groups.listing(connection, before));
        if (listing.isEmpty()) {
            kept.add(Fact.plain("readBack.memberships", "0"));
            return new ChangeOutcome.Unchanged(new Evidence(kept));
        }
        Map<DirectGroup, WriteAnswer> answers = new LinkedHashMap<>();
        for (DirectGroup group : listing) {
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
            answers.put(group, session.write(Decisions.release(group)));
        }
        return Judgement.ofRelease(answers, left(session, account), kept);
    }

    private Optional<Set<EntitlementRef>> left(Session session, AccountRef account) {
        try {
            Optional<Entry> entry = entry(session, account);
            if (entry.isEmpty()) {
                return Optional.of(Set.of());
            }
            return Optional.of(session.read(connection -> groups.listing(connection, entry.get())).stream()
                    .map(DirectGroup::ref)
                    .collect(Collectors.toSet()));
        } catch (Trouble e) {
            return Optional.empty();
        }
    }

    private static List<Fact> about(Entry entry, List<Fact> facts) {
        List<Fact> all = new ArrayList<>();
        all.add(Fact.personal("entry.dn", entry.getDN()));
        all.addAll(facts);
        return all;
    }

    /**
     * The account as read after a write.
     *
     * @param entry empty when the read had no answer; holding empty when the account is gone
     */
    private record ReadBack(Optional<Optional<Entry>> entry) {

        Judgement.Shown shown(Predicate<Entry> state) {
            if (entry.isEmpty()) {
                return Judgement.Shown.UNREADABLE;
            }
            // Nobody signs in with an account that is gone.
            return entry.get().map(state::test).orElse(true) ? Judgement.Shown.YES : Judgement.Shown.NO;
        }

        List<Fact> facts(Function<Entry, List<Fact>> facts) {
            return entry.flatMap(e -> e).map(facts).orElse(List.of(Fact.plain("readBack.exists", "false")));
        }
    }

    private ReadBack readBack(Session session, AccountRef account, WriteAnswer answer) {
        boolean settled = answer instanceof WriteAnswer.Refused || answer instanceof WriteAnswer.NotNow;
        if (settled) {
            return new ReadBack(Optional.empty());
        }
        try {
            return new ReadBack(Optional.of(entry(session, account)));
        } catch (Trouble e) {
            return new ReadBack(Optional.empty());
        }
    }

    @FunctionalInterface
    private interface Observing<T> {
        T over(Session session) throws Trouble;
    }

    private <T> Observation<T> observe(Observing<T> observing) {
        try (Session session = connections.session()) {
            return new Observation.Seen<>(observing.over(session));
        } catch (Trouble e) {
            return e.observation();
        }
    }

    @Override
    public void close() {
        accountListings.close();
        groupListings.close();
        connections.close();
    }

    @Override
    public String toString() {
        return "LdapConnector[" + settings.style().setting() + "]";
    }
}

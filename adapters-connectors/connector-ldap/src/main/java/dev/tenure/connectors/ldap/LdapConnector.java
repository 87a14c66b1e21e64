package dev.tenure.connectors.ldap;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.controls.AssertionRequestControl;
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
import dev.tenure.connector.spi.Credential;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Evidence.Fact;
import dev.tenure.connector.spi.Increment;
import dev.tenure.connector.spi.MembershipCause;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.Page;
import dev.tenure.connector.spi.ReadKind;
import dev.tenure.connector.spi.ResumeToken;
import dev.tenure.connector.spi.Secret;
import dev.tenure.connector.spi.SignIn;
import dev.tenure.connectors.ldap.DirectoryConnections.Session;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One LDAP directory, read and changed. */
final class LdapConnector implements Connector {

    /** So many accounts are taken to be as large as a group, which holds its members. */
    private static final int ACCOUNTS_FOR_A_GROUP = 5;

    private static final String ACTIVE_DIRECTORY_CAPABILITY = "1.2.840.113556.1.4.800";

    private final LdapSettings settings;
    private final DirectoryConnections connections;
    private final Searches searches;
    private final Groups groups;
    private final AccountShape shape;
    private final NativeIds ids;
    private final KeptIndexes indexes;
    private final Changes changes;
    private final PasswordSource passwords = new PasswordSource();
    private final Listings<ObservedAccount> accountListings;
    private final Listings<ObservedEntitlement> groupListings;

    LdapConnector(LdapSettings settings) {
        this.settings = settings;
        this.connections = new DirectoryConnections(settings);
        this.searches = new Searches(settings);
        this.groups = new Groups(settings, searches);
        this.shape = new AccountShape(settings, InstantSource.system());
        this.indexes = new KeptIndexes(settings, searches, InstantSource.system());
        this.changes = new Changes(settings, connections, searches, groups, shape, indexes, InstantSource.system());
        this.ids = new NativeIds(settings.idAttribute());
        this.accountListings = new Listings<>(
                connections,
                searches,
                searches.request(settings.accountBase(), settings.accountFilter(), shape.listed()),
                settings.pageSize(),
                this::prepareAccounts);
        this.groupListings = new Listings<>(
                connections,
                searches,
                searches.request(settings.groupBase(), settings.style().groupFilter(), groups.attributes()),
                Math.max(1, settings.pageSize() / ACCOUNTS_FOR_A_GROUP),
                this::prepareGroups);
    }

    @Override
    public Capabilities capabilities() {
        Set<ChangeKind> kinds = EnumSet.of(
                ChangeKind.CREATE_ACCOUNT,
                ChangeKind.UPDATE_ACCOUNT,
                ChangeKind.GRANT_ENTITLEMENT,
                ChangeKind.REVOKE_ENTITLEMENT,
                ChangeKind.REVOKE_MEMBERSHIPS,
                ChangeKind.RESET_SECRET,
                ChangeKind.ROTATE_SECRET,
                ChangeKind.DELETE_ACCOUNT);
        if (settings.canDisable()) {
            kinds.add(ChangeKind.ENABLE_ACCOUNT);
            kinds.add(ChangeKind.DISABLE_ACCOUNT);
        }
        Set<ReadKind> reads = EnumSet.of(ReadKind.CHANGES);
        boolean activeDirectory = settings.style() == DirectoryStyle.ACTIVE_DIRECTORY;
        if (activeDirectory) {
            kinds.add(ChangeKind.REVOKE_CREDENTIALS);
            reads.add(ReadKind.CREDENTIALS);
            if (settings.deletions()) {
                reads.add(ReadKind.DELETIONS);
            }
        }
        return new Capabilities(
                kinds,
                reads,
                Map.of(),
                activeDirectory
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

    private Listings.Shaping<ObservedAccount> prepareAccounts() {
        MemberIndex index = MemberIndex.empty(ids);
        return new Listings.Shaping<>() {
            @Override
            public ObservedAccount item(SearchResultEntry entry) {
                index.account(entry);
                return shape.observed(entry);
            }

            @Override
            public void end() {
                indexes.listed(index);
            }
        };
    }

    private Listings.Shaping<ObservedEntitlement> prepareGroups() throws Trouble {
        MemberIndex index = connections.read(indexes::forListing);
        return group -> groups.observed(connections, index, group);
    }

    @Override
    public Observation<Increment> changesSince(Optional<ResumeToken> since) {
        return observe(session -> session.read(connection -> changes.since(connection, since)));
    }

    @Override
    public Observation<List<Credential>> credentials(AccountRef account) {
        if (!capabilities().reads().contains(ReadKind.CREDENTIALS)) {
            return Connector.super.credentials(account);
        }
        return observe(session ->
                entry(session, account).map(LdapConnector::credentials).orElse(List.of()));
    }

    private static List<Credential> credentials(Entry entry) {
        return keys(entry).stream().map(KeyCredential::of).toList();
    }

    private static List<String> keys(Entry entry) {
        String[] values = entry.getAttributeValues(KeyCredential.ATTRIBUTE);
        return values == null ? List.of() : List.of(values);
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
        Map<EntitlementRef, AccountState.Membership> own = new LinkedHashMap<>();
        Map<EntitlementRef, String> places = new LinkedHashMap<>();
        List<AccountState.Retained> retained = new ArrayList<>();
        for (DirectGroup group : groups.listing(connection, entry)) {
            own.put(group.ref(), new AccountState.Membership(group.ref(), group.name()));
            places.put(group.ref(), group.dn());
        }
        for (Groups.Primary group : groups.primary(connection, entry)) {
            // A POSIX group may list a member and be the primary one too; then the listing can go.
            if (!own.containsKey(group.ref())) {
                own.put(
                        group.ref(),
                        new AccountState.Membership(group.ref(), group.name(), new MembershipCause.Primary()));
                group.dn().ifPresent(dn -> places.put(group.ref(), dn));
                retained.add(new AccountState.Retained(group.ref(), group.name(), group.reason()));
            }
        }
        List<AccountState.Membership> memberships = new ArrayList<>(own.values());
        for (Map.Entry<EntitlementRef, String> place : places.entrySet()) {
            for (SearchResultEntry outer : groups.around(connection, place.getValue())) {
                memberships.add(new AccountState.Membership(
                        groups.ref(outer), Groups.name(outer), new MembershipCause.Nested(place.getKey())));
            }
        }
        return new AccountState(true, shape.observed(entry), memberships, retained);
    }

    /** The entry with this id, wherever below {@code baseDn} it was moved. */
    private Optional<Entry> entry(Session session, AccountRef account) throws Trouble {
        NativeIds.requireAskable(account.nativeId());
        Optional<String> dn = NativeIds.dn(account.nativeId());
        if (dn.isPresent()) {
            return session.read(connection -> Searches.entry(connection, dn.get(), shape.whole()));
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
            return switch (change) {
                case Change.CreateAccount c -> create(session, c);
                case Change.OfAccount c -> {
                    Optional<Entry> entry = entry(session, c.account());
                    yield entry.isPresent() ? change(session, c, entry.get()) : changeOfNobody(c);
                }
            };
        } catch (Trouble e) {
            // Every read after a write is caught where the write is, so nothing was written yet.
            return e.outcome();
        }
    }

    private ChangeOutcome change(Session session, Change.OfAccount change, Entry entry) throws Trouble {
        return switch (change) {
            case Change.UpdateAccount c -> update(session, c, entry);
            case Change.EnableAccount c ->
                setSignIn(
                        session,
                        c.account(),
                        entry,
                        Decisions.enable(settings, entry, shape.isExpired(entry)),
                        SignIn.ENABLED);
            case Change.DisableAccount c ->
                setSignIn(session, c.account(), entry, Decisions.disable(settings, entry), SignIn.DISABLED);
            case Change.GrantEntitlement c -> grant(session, c, entry);
            case Change.RevokeEntitlement c -> revokeOne(session, c, entry);
            case Change.RevokeMemberships c -> revoke(session, c.account(), entry, group -> true);
            case Change.ResetSecret c -> writeSecret(session, c.account(), entry, Optional.empty());
            case Change.RotateSecret c -> writeSecret(session, c.account(), entry, Optional.of(c.replacement()));
            case Change.DeleteAccount c -> delete(session, c.account(), entry);
            case Change.EndSessions c -> throw undeclared(c);
            case Change.RevokeCredentials c -> revokeCredentials(session, c.account(), entry);
            case Change.ClearMfa c -> throw undeclared(c);
            case Change.TransferOwnership c -> throw undeclared(c);
            case Change.OfCredential c -> throw undeclared(c);
        };
    }

    private static IllegalStateException undeclared(Change change) {
        return new IllegalStateException(change.kind() + ": is not declared and was let through");
    }

    private static ChangeOutcome changeOfNobody(Change.OfAccount change) {
        return switch (change.kind()) {
            case UPDATE_ACCOUNT,
                    ENABLE_ACCOUNT,
                    GRANT_ENTITLEMENT,
                    ROTATE_SECRET,
                    ISSUE_CREDENTIAL,
                    ENABLE_CREDENTIAL -> new ChangeOutcome.Refused("the account is not there: create it first");
            case CREATE_ACCOUNT,
                    DISABLE_ACCOUNT,
                    REVOKE_ENTITLEMENT,
                    REVOKE_MEMBERSHIPS,
                    END_SESSIONS,
                    REVOKE_CREDENTIALS,
                    RESET_SECRET,
                    CLEAR_MFA,
                    TRANSFER_OWNERSHIP,
                    DELETE_ACCOUNT,
                    DISABLE_CREDENTIAL,
                    REVOKE_CREDENTIAL ->
                new ChangeOutcome.Unchanged(new Evidence(List.of(Fact.plain("readBack.exists", "false"))));
        };
    }

    private ChangeOutcome create(Session session, Change.CreateAccount asked) throws Trouble {
        Set<String> names = new LinkedHashSet<>(asked.attributes().keySet());
        names.add(asked.attribute());
        for (String name : names) {
            if (!LdapSettings.ATTRIBUTE.matcher(name).matches()) {
                return new ChangeOutcome.Refused(
                        "attributes: one is no attribute's name; use letters, digits and hyphens");
            }
        }
        Optional<DN> place = Decisions.place(settings, asked);
        Optional<Filter> key = NativeIds.filter(asked.attribute(), asked.value());
        if (place.isEmpty() || key.isEmpty()) {
            return new ChangeOutcome.Refused(
                    place.isEmpty()
                            ? settings.style().placeAttribute() + ": is no DN below baseDn"
                            : asked.attribute() + ": is given by the directory; name another attribute");
        }
        List<Entry> before = withKey(session, key.get());
        if (before.size() > 1) {
            return new ChangeOutcome.Refused(
                    "more than one account has this " + asked.attribute() + ": remove the ones that are too many");
        }
        if (before.size() == 1) {
            return new ChangeOutcome.Unchanged(new Evidence(created(before.get(0))));
        }
        if (settings.style() == DirectoryStyle.ACTIVE_DIRECTORY && !session.encrypted()) {
            return new ChangeOutcome.Refused("Active Directory takes a password over an encrypted connection only: use"
                    + " ldaps:// or set startTls to yes");
        }
        DN parent = Objects.requireNonNull(place.get().getParent(), "below baseDn");
        if (session.read(connection -> Searches.entry(connection, parent.toString(), "1.1"))
                .isEmpty()) {
            return new ChangeOutcome.Refused("the place for the account is not there: make the entry above it first");
        }
        Entry entry = Decisions.newAccount(settings, asked, place.get(), passwords.draw());
        WriteAnswer answer = session.write(connection -> connection.add(entry));
        if (isSettled(answer)) {
            return Judgement.ofWrite(answer, Judgement.Shown.UNREADABLE, List.of());
        }
        try {
            List<Entry> after = withKey(session, key.get());
            boolean there = after.size() == 1;
            return Judgement.ofWrite(
                    answer,
                    there ? Judgement.Shown.YES : Judgement.Shown.NO,
                    there ? created(after.get(0)) : List.of());
        } catch (Trouble e) {
            return Judgement.ofWrite(answer, Judgement.Shown.UNREADABLE, List.of());
        }
    }

    private List<Entry> withKey(Session session, Filter key) throws Trouble {
        return session.read(connection -> {
            List<Entry> found = new ArrayList<>();
            searches.each(
                    connection,
                    searches.request(
                            settings.baseDn(), Filter.createANDFilter(settings.accountFilter(), key), shape.whole()),
                    found::add);
            return found;
        });
    }

    private List<Fact> created(Entry entry) {
        List<Fact> facts = new ArrayList<>(List.of(Fact.plain("readBack.id", ids.of(entry))));
        facts.addAll(Decisions.signInFacts(settings, entry));
        return about(entry, facts);
    }

    private ChangeOutcome update(Session session, Change.UpdateAccount change, Entry entry) throws Trouble {
        Map<String, Optional<String>> attributes = new LinkedHashMap<>(change.attributes());
        String placeAttribute = settings.style().placeAttribute();
        Optional<DN> place = Optional.empty();
        for (String name : change.attributes().keySet()) {
            if (name.equalsIgnoreCase(placeAttribute)) {
                attributes.remove(name);
                place = change.attributes()
                        .getOrDefault(name, Optional.empty())
                        .flatMap(text -> Decisions.place(settings, text));
                if (place.isEmpty() || ids.stable(entry).isEmpty()) {
                    return new ChangeOutcome.Refused(
                            place.isEmpty()
                                    ? placeAttribute + ": is no DN below baseDn"
                                    : placeAttribute
                                            + ": the account is known by its DN, which a move would change; grant"
                                            + " the right to read idAttribute");
                }
            }
        }
        Optional<String> naming = Optional.ofNullable(rdnOf(entry)).map(rdn -> rdn.getAttributeNames()[0]);
        Optional<String> wrong = Decisions.notForUpdate(settings, attributes.keySet(), naming);
        if (wrong.isPresent()) {
            return new ChangeOutcome.Refused(wrong.get());
        }
        Set<String> names = attributes.keySet();
        Entry before =
                session.read(connection -> Searches.entry(connection, entry.getDN(), names.toArray(String[]::new))
                        .orElse(entry));
        List<Fact> stood = Decisions.held("before", before, names);
        List<Modification> modifications = Decisions.update(before, attributes);
        boolean moves = place.isPresent()
                && !NativeIds.normalized(place.get().toString()).equals(NativeIds.normalized(entry.getDN()));
        if (modifications.isEmpty() && !moves) {
            return new ChangeOutcome.Unchanged(new Evidence(about(entry, stood)));
        }
        ChangeOutcome outcome = new ChangeOutcome.Unchanged(Evidence.NONE);
        if (!modifications.isEmpty()) {
            WriteAnswer answer = session.write(new ModificationRequest(entry.getDN(), modifications));
            ReadBack after = readBack(
                    answer,
                    () -> session.read(
                            connection -> Searches.entry(connection, entry.getDN(), names.toArray(String[]::new))));
            List<Fact> facts = new ArrayList<>(stood);
            facts.addAll(after.facts(e -> Decisions.held("readBack", e, names)));
            outcome = Judgement.ofWrite(
                    answer, after.shown(e -> Decisions.update(e, attributes).isEmpty(), false), about(entry, facts));
        }
        return moves && (modifications.isEmpty() || outcome instanceof ChangeOutcome.Applied)
                ? move(session, change.account(), entry, place.get(), outcome)
                : outcome;
    }

    private static @Nullable RDN rdnOf(Entry entry) {
        try {
            return entry.getRDN();
        } catch (LDAPException e) {
            return null;
        }
    }

    /** @param first what became of the attributes */
    private ChangeOutcome move(Session session, AccountRef account, Entry entry, DN place, ChangeOutcome first)
            throws Trouble {
        List<Fact> facts = new ArrayList<>(
                first instanceof ChangeOutcome.Applied a ? a.evidence().facts() : List.of());
        facts.add(Fact.personal("before." + settings.style().placeAttribute(), entry.getDN()));
        RDN rdn = Objects.requireNonNull(place.getRDN(), "below baseDn");
        DN parent = Objects.requireNonNull(place.getParent(), "below baseDn");
        WriteAnswer answer = session.write(
                connection -> connection.modifyDN(entry.getDN(), rdn.toString(), true, parent.toString()));
        ReadBack after = readBack(session, account, answer);
        facts.addAll(after.facts(
                e -> List.of(Fact.personal("readBack." + settings.style().placeAttribute(), e.getDN()))));
        ChangeOutcome outcome = Judgement.ofWrite(
                answer,
                after.shown(e -> NativeIds.normalized(e.getDN()).equals(NativeIds.normalized(place.toString())), false),
                facts);
        boolean halfWay = first instanceof ChangeOutcome.Applied && outcome instanceof ChangeOutcome.Unreachable;
        return halfWay
                ? new ChangeOutcome.InDoubt(
                        "the attributes were written and the entry was not moved", new Evidence(facts))
                : outcome;
    }

    private ChangeOutcome delete(Session session, AccountRef account, Entry entry) {
        WriteAnswer answer = session.write(connection -> connection.delete(entry.getDN()));
        ReadBack after = readBack(session, account, answer);
        return Judgement.ofWrite(
                answer, after.shown(e -> false, true), about(entry, List.of(Fact.plain("readBack.exists", "false"))));
    }

    private ChangeOutcome grant(Session session, Change.GrantEntitlement change, Entry account) throws Trouble {
        Optional<Entry> group = session.read(connection -> groups.find(connection, change.entitlement()));
        if (group.isEmpty()) {
            return new ChangeOutcome.Refused("the group is not there: check the entitlement's id");
        }
        List<Fact> facts = List.of(
                Fact.personal("entry.dn", account.getDN()),
                Fact.plain("added.id", change.entitlement().nativeId()),
                Fact.plain("added.name", Groups.name(group.get())));
        if (lists(session, account, change.entitlement())) {
            return new ChangeOutcome.Unchanged(new Evidence(facts));
        }
        return switch (Decisions.grant(group.get(), account)) {
            case Decision.AlreadySo so -> new ChangeOutcome.Unchanged(new Evidence(so.facts()));
            case Decision.Impossible impossible -> new ChangeOutcome.Refused(impossible.reason());
            case Decision.Write write -> {
                WriteAnswer answer =
                        session.write(new ModificationRequest(group.get().getDN(), write.modifications()));
                if (isSettled(answer)) {
                    yield Judgement.ofWrite(answer, Judgement.Shown.UNREADABLE, facts);
                }
                Judgement.Shown shown;
                try {
                    shown = lists(session, account, change.entitlement()) ? Judgement.Shown.YES : Judgement.Shown.NO;
                } catch (Trouble e) {
                    shown = Judgement.Shown.UNREADABLE;
                }
                yield Judgement.ofWrite(answer, shown, facts);
            }
        };
    }

    private boolean lists(Session session, Entry account, EntitlementRef group) throws Trouble {
        return session.read(connection -> groups.listing(connection, account)).stream()
                .anyMatch(g -> g.ref().equals(group));
    }

    private ChangeOutcome revokeOne(Session session, Change.RevokeEntitlement change, Entry account) throws Trouble {
        EntitlementRef entitlement = change.entitlement();
        if (!lists(session, account, entitlement)) {
            for (Groups.Primary primary : session.read(connection -> groups.primary(connection, account))) {
                if (primary.ref().equals(entitlement)) {
                    return new ChangeOutcome.Refused(primary.reason() + ": make another group primary first");
                }
            }
        }
        return revoke(session, change.account(), account, group -> group.equals(entitlement));
    }

    private ChangeOutcome setSignIn(
            Session session, AccountRef account, Entry before, Decision decision, SignIn asked) {
        return switch (decision) {
            case Decision.AlreadySo so -> new ChangeOutcome.Unchanged(new Evidence(about(before, so.facts())));
            case Decision.Impossible impossible -> new ChangeOutcome.Refused(impossible.reason());
            case Decision.Write write -> {
                WriteAnswer answer = session.write(new ModificationRequest(before.getDN(), write.modifications()));
                ReadBack after = readBack(session, account, answer);
                yield Judgement.ofWrite(
                        answer,
                        // Nobody signs in with an account that is gone.
                        after.shown(entry -> AccountShape.blocked(settings, entry) == asked, asked == SignIn.DISABLED),
                        after.facts(entry -> about(entry, Decisions.signInFacts(settings, entry))));
            }
        };
    }

    private ChangeOutcome revokeCredentials(Session session, AccountRef account, Entry before) {
        List<Fact> facts = new ArrayList<>();
        for (Credential credential : credentials(before)) {
            facts.add(Fact.plain("revoked.kind", credential.kind()));
            facts.add(Fact.plain("revoked.id", credential.id()));
        }
        if (facts.isEmpty()) {
            return new ChangeOutcome.Unchanged(
                    new Evidence(about(before, List.of(Fact.plain("readBack.credentials", "0")))));
        }
        // Each by its value: one that is enrolled at this moment is not taken away without being named.
        WriteAnswer answer = session.write(new ModificationRequest(
                before.getDN(),
                List.of(new Modification(
                        ModificationType.DELETE,
                        KeyCredential.ATTRIBUTE,
                        keys(before).toArray(String[]::new)))));
        ReadBack after = readBack(session, account, answer);
        facts.addAll(after.facts(entry -> List.of(
                Fact.plain("readBack.credentials", Integer.toString(keys(entry).size())))));
        return Judgement.ofWrite(answer, after.shown(entry -> keys(entry).isEmpty(), true), about(before, facts));
    }

    /** @param given the password to end with; without it, one that nobody knows */
    private ChangeOutcome writeSecret(Session session, AccountRef account, Entry first, Optional<Secret> given)
            throws Trouble {
        ChangeOutcome outcome = drawSecret(session, account, first, given);
        boolean sent = outcome instanceof ChangeOutcome.Applied || outcome instanceof ChangeOutcome.InDoubt;
        return sent && AccountShape.blocked(settings, first) == SignIn.DISABLED
                ? keptBlocked(session, account, outcome)
                : outcome;
    }

    /**
     * Where a new password unlocks the account, it is not to meet one that somebody locks at this moment, since nobody would lock
     * it again (RFC 4528).
     */
    private Optional<Control> unlessBlockedMeanwhile(Entry before) {
        return settings.style() == DirectoryStyle.OPENLDAP && AccountShape.blocked(settings, before) != SignIn.DISABLED
                ? Optional.of(new AssertionRequestControl(Filter.createNOTFilter(
                        Filter.createEqualityFilter("pwdAccountLockedTime", AccountShape.LOCKED_FOR_GOOD))))
                : Optional.empty();
    }

    /** OpenLDAP's ppolicy takes a change of the password for a reason to unlock the account. */
    private ChangeOutcome keptBlocked(Session session, AccountRef account, ChangeOutcome outcome) {
        ReadBack now = readBack(session, account, new WriteAnswer.Done());
        if (now.shown(entry -> AccountShape.blocked(settings, entry) == SignIn.DISABLED, true) == Judgement.Shown.YES) {
            return outcome;
        }
        Optional<Entry> unlocked = now.entry().flatMap(entry -> entry);
        if (unlocked.isPresent()) {
            ChangeOutcome again = setSignIn(
                    session, account, unlocked.get(), Decisions.disable(settings, unlocked.get()), SignIn.DISABLED);
            if (again instanceof ChangeOutcome.Applied) {
                return outcome;
            }
        }
        return new ChangeOutcome.InDoubt(
                "changing the password may have unlocked the account, and it is not seen locked again: disable it once"
                        + " more");
    }

    private ChangeOutcome drawSecret(Session session, AccountRef account, Entry first, Optional<Secret> given)
            throws Trouble {
        Entry before = first;
        List<Fact> facts = new ArrayList<>();
        for (int round = 1; round <= settings.style().passwordWrites(); round++) {
            boolean encrypted = round > 1 || session.encrypted();
            ChangeOutcome outcome;
            Optional<Entry> after;
            boolean last = round == settings.style().passwordWrites();
            Secret secret = last ? given.orElseGet(passwords::draw) : passwords.draw();
            switch (Decisions.resetSecret(settings, before, encrypted, secret)) {
                case Decision.AlreadySo so -> {
                    return new ChangeOutcome.Unchanged(new Evidence(about(before, so.facts())));
                }
                case Decision.Impossible impossible -> {
                    return new ChangeOutcome.Refused(impossible.reason());
                }
                case Decision.Write write -> {
                    ModifyRequest request = new ModifyRequest(before.getDN(), write.modifications());
                    unlessBlockedMeanwhile(before).ifPresent(request::addControl);
                    WriteAnswer answer = session.write(connection -> connection.modify(request));
                    ReadBack back = readBack(session, account, answer);
                    Entry old = before;
                    outcome = Judgement.ofWrite(
                            answer,
                            back.shown(entry -> passwordChanged(old, entry, answer), given.isEmpty()),
                            back.facts(entry -> PasswordMarkers.facts(settings.style(), old, entry)));
                    after = back.entry().flatMap(e -> e);
                }
            }
            if (!(outcome instanceof ChangeOutcome.Applied(Evidence evidence))) {
                if (round == 1) {
                    return outcome;
                }
                if (given.isPresent()) {
                    return new ChangeOutcome.InDoubt("the old password is gone, and the new one is not confirmed");
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

    /** @param which of the groups that list the account are to be left */
    private ChangeOutcome revoke(Session session, AccountRef account, Entry before, Predicate<EntitlementRef> which)
            throws Trouble {
        List<Fact> kept = new ArrayList<>();
        kept.add(Fact.personal("entry.dn", before.getDN()));
        for (Groups.Primary primary : session.read(connection -> groups.primary(connection, before))) {
            if (which.test(primary.ref())) {
                kept.add(Fact.plain("retained.id", primary.ref().nativeId()));
                kept.add(Fact.plain(Evidence.RETAINED, primary.name()));
                kept.add(Fact.plain("retained.reason", primary.reason()));
            }
        }
        List<DirectGroup> listing = session.read(connection -> groups.listing(connection, before)).stream()
                .filter(group -> which.test(group.ref()))
                .toList();
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
        return Judgement.ofRelease(answers, left(session, account, which), kept);
    }

    private Optional<Set<EntitlementRef>> left(Session session, AccountRef account, Predicate<EntitlementRef> which) {
        try {
            Optional<Entry> entry = entry(session, account);
            if (entry.isEmpty()) {
                return Optional.of(Set.of());
            }
            return Optional.of(session.read(connection -> groups.listing(connection, entry.get())).stream()
                    .map(DirectGroup::ref)
                    .filter(which)
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

        /** @param gone whether an account that is gone is as asked */
        Judgement.Shown shown(Predicate<Entry> state, boolean gone) {
            if (entry.isEmpty()) {
                return Judgement.Shown.UNREADABLE;
            }
            return entry.get().map(state::test).orElse(gone) ? Judgement.Shown.YES : Judgement.Shown.NO;
        }

        List<Fact> facts(Function<Entry, List<Fact>> facts) {
            return entry.flatMap(e -> e).map(facts).orElse(List.of(Fact.plain("readBack.exists", "false")));
        }
    }

    /** Whether the answer to a write says all, so that there is nothing to read back. */
    private static boolean isSettled(WriteAnswer answer) {
        return answer instanceof WriteAnswer.Refused || answer instanceof WriteAnswer.NotNow;
    }

    private ReadBack readBack(Session session, AccountRef account, WriteAnswer answer) {
        return readBack(answer, () -> entry(session, account));
    }

    @FunctionalInterface
    private interface Looking {
        Optional<Entry> again() throws Trouble;
    }

    private static ReadBack readBack(WriteAnswer answer, Looking looking) {
        if (isSettled(answer)) {
            return new ReadBack(Optional.empty());
        }
        try {
            return new ReadBack(Optional.of(looking.again()));
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

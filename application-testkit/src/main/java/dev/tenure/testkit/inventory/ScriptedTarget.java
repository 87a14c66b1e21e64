package dev.tenure.testkit.inventory;

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
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ObservedMember;
import dev.tenure.connector.spi.Page;
import dev.tenure.connector.spi.SignIn;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A target system in memory that does what a test tells it, and its connector. */
public final class ScriptedTarget implements Connector {

    /** The fact by which a change tells what it removed. */
    public static final String REMOVED = "removed.name";

    private static final class Held {
        private final String name;
        private final Map<String, String> attributes;
        private SignIn signIn = SignIn.ENABLED;
        private boolean secretKnown = true;
        private final Set<String> memberships = new LinkedHashSet<>();
        private final Set<String> retained = new LinkedHashSet<>();

        Held(String name, Map<String, String> attributes) {
            this.name = name;
            this.attributes = attributes;
        }
    }

    private final Map<AccountRef, Held> accounts = new LinkedHashMap<>();
    private final Set<String> emptyEntitlements = new TreeSet<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<ChangeKey> keys = new ArrayList<>();
    private final Deque<Runnable> duringChanges = new ArrayDeque<>();
    private final Deque<Runnable> duringListings = new ArrayDeque<>();
    private final Deque<Runnable> duringPages = new ArrayDeque<>();
    private final Set<ChangeKind> refused = EnumSet.noneOf(ChangeKind.class);
    private Set<ChangeKind> declared = EnumSet.allOf(ChangeKind.class);
    private List<Capabilities.Unobservable> unobservable = List.of();
    private Optional<AccountRef> own = Optional.empty();
    private Optional<String> down = Optional.empty();
    private Optional<Duration> patience = Optional.empty();
    private Optional<String> refusesReading = Optional.empty();
    private boolean losesReply;
    private boolean repeatsCursor;
    private int pageSize = 1_000;

    /** Adds an account that can sign in. */
    public ScriptedTarget account(String nativeId, Map<String, String> attributes, String... memberships) {
        Held held = new Held(nativeId + "@target.example", Map.copyOf(attributes));
        held.memberships.addAll(List.of(memberships));
        accounts.put(new AccountRef(nativeId), held);
        return this;
    }

    /** Adds a membership that the target does not let go. */
    public ScriptedTarget retaining(String nativeId, String entitlement) {
        held(nativeId).retained.add(entitlement);
        return this;
    }

    /** Adds an entitlement that has a member nobody can resolve. */
    public ScriptedTarget entitlementWithUnresolvableMember(String name) {
        emptyEntitlements.add(name);
        return this;
    }

    /** Somebody enables an account again. */
    public void enable(String nativeId) {
        held(nativeId).signIn = SignIn.ENABLED;
    }

    /** Somebody puts an account into an entitlement. */
    public void join(String nativeId, String entitlement) {
        held(nativeId).memberships.add(entitlement);
    }

    /** An account disappears. */
    public void remove(String nativeId) {
        accounts.remove(new AccountRef(nativeId));
    }

    /** What the connector itself signs in with. */
    public ScriptedTarget own(String nativeId) {
        own = Optional.of(new AccountRef(nativeId));
        return this;
    }

    /** What the connector declares. */
    public ScriptedTarget declares(Set<ChangeKind> kinds, List<Capabilities.Unobservable> hidden) {
        declared = Set.copyOf(kinds);
        unobservable = List.copyOf(hidden);
        return this;
    }

    /** Nothing reaches it from now on. */
    public void goDown(String reason) {
        down = Optional.of(reason);
    }

    /** While it is down it asks for a pause. */
    public void asksForPatience(Duration pause) {
        patience = Optional.of(pause);
    }

    /** It answers again. */
    public void comeBack() {
        down = Optional.empty();
    }

    /** It refuses changes of a kind from now on. */
    public void refuses(ChangeKind kind) {
        refused.add(kind);
    }

    /** It refuses no change any more. */
    public void accepts() {
        refused.clear();
    }

    /** It lets nobody read from now on. */
    public void refusesReading(String reason) {
        refusesReading = Optional.of(reason);
    }

    /** It lets people read again. */
    public void letsRead() {
        refusesReading = Optional.empty();
    }

    /** It carries the next change out and its answer is lost. */
    public void losesNextReply() {
        losesReply = true;
    }

    /** Its listings lead back to where they began. */
    public void repeatsCursor() {
        repeatsCursor = true;
    }

    /** How many items a page holds. */
    public ScriptedTarget pagesOf(int size) {
        pageSize = size;
        return this;
    }

    /** Something happens elsewhere while the next change is under way. */
    public void duringNextChange(Runnable meanwhile) {
        duringChanges.add(meanwhile);
    }

    /** Something happens elsewhere while the next listing for a person is under way. */
    public void duringNextListing(Runnable meanwhile) {
        duringListings.add(meanwhile);
    }

    /** Something happens elsewhere while the next page of accounts is read. */
    public void duringNextPage(Runnable meanwhile) {
        duringPages.add(meanwhile);
    }

    /** The changes that took effect, in order. */
    public List<Change> changes() {
        return List.copyOf(changes);
    }

    /** The keys of all changes that were asked for, in order. */
    public List<ChangeKey> keys() {
        return List.copyOf(keys);
    }

    /** Whether somebody can sign in. */
    public boolean isEnabled(String nativeId) {
        return held(nativeId).signIn != SignIn.DISABLED;
    }

    /** Whether the first secret still works. */
    public boolean isSecretKnown(String nativeId) {
        return held(nativeId).secretKnown;
    }

    /** What an account is a member of and can be removed from. */
    public Set<String> membershipsOf(String nativeId) {
        return Set.copyOf(held(nativeId).memberships);
    }

    private Held held(String nativeId) {
        return Optional.ofNullable(accounts.get(new AccountRef(nativeId)))
                .orElseThrow(() -> new IllegalArgumentException("nativeId: is no account of this target"));
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(declared, unobservable);
    }

    @Override
    public Observation<Connection> connect() {
        return seen(new Connection("Scripted target 1.0", own, true));
    }

    @Override
    public Observation<Page<ObservedAccount>> accounts(Cursor cursor) {
        Optional.ofNullable(duringPages.poll()).ifPresent(Runnable::run);
        return page(
                cursor,
                accounts.entrySet().stream()
                        .map(e -> observed(e.getKey(), e.getValue()))
                        .toList());
    }

    @Override
    public Observation<Page<ObservedEntitlement>> entitlements(Cursor cursor) {
        Map<String, List<ObservedMember>> members = new LinkedHashMap<>();
        accounts.forEach((ref, held) -> {
            Set<String> all = new LinkedHashSet<>(held.memberships);
            all.addAll(held.retained);
            all.forEach(name ->
                    members.computeIfAbsent(name, n -> new ArrayList<>()).add(new ObservedMember.Account(ref)));
        });
        emptyEntitlements.forEach(name -> members.computeIfAbsent(name, n -> new ArrayList<>())
                .add(new ObservedMember.Unresolvable("S-1-5-21-9", "is from a domain that cannot be read")));
        return page(
                cursor,
                members.entrySet().stream()
                        .map(e -> new ObservedEntitlement(new EntitlementRef(e.getKey()), e.getKey(), e.getValue()))
                        .toList());
    }

    private <T> Observation<Page<T>> page(Cursor cursor, List<T> all) {
        int from = cursor.token().isEmpty() ? 0 : Integer.parseInt(cursor.token());
        int to = Math.min(all.size(), from + pageSize);
        Optional<Cursor> next =
                repeatsCursor ? Optional.of(Cursor.START) : Optional.of(new Cursor(Integer.toString(to)));
        return seen(new Page<>(all.subList(from, to), to == all.size() && !repeatsCursor ? Optional.empty() : next));
    }

    @Override
    public Observation<List<AccountState>> find(String attribute, String value) {
        Optional.ofNullable(duringListings.poll()).ifPresent(Runnable::run);
        return seen(accounts.entrySet().stream()
                .filter(e -> value.equalsIgnoreCase(e.getValue().attributes.getOrDefault(attribute, "")))
                .map(e -> state(e.getKey(), e.getValue()))
                .toList());
    }

    @Override
    public Observation<AccountState> read(AccountRef account) {
        return seen(Optional.ofNullable(accounts.get(account))
                .map(held -> state(account, held))
                .orElseGet(() -> AccountState.absent(account)));
    }

    private <T> Observation<T> seen(T value) {
        if (down.isPresent()) {
            return new Observation.Unreachable<>(down.get(), patience);
        }
        if (refusesReading.isPresent()) {
            return new Observation.Refused<>(refusesReading.get());
        }
        return new Observation.Seen<>(value);
    }

    private static ObservedAccount observed(AccountRef ref, Held held) {
        return new ObservedAccount(ref, held.name, held.signIn, held.attributes, Optional.empty(), List.of());
    }

    private static AccountState state(AccountRef ref, Held held) {
        return new AccountState(
                true,
                observed(ref, held),
                held.memberships.stream()
                        .map(name -> new AccountState.Membership(new EntitlementRef(name), name))
                        .toList(),
                held.retained.stream()
                        .map(name -> new AccountState.Retained(new EntitlementRef(name), name, "is the primary group"))
                        .toList());
    }

    @Override
    public ChangeOutcome apply(Change change, ChangeKey key) {
        keys.add(key);
        Optional.ofNullable(duringChanges.poll()).ifPresent(Runnable::run);
        if (down.isPresent()) {
            return new ChangeOutcome.Unreachable(down.get(), patience);
        }
        if (refused.contains(change.kind())) {
            return new ChangeOutcome.Refused(
                    "the target's policy does not allow it: grant the connector the right",
                    new Evidence(
                            List.of(Evidence.Fact.plain("asked", change.kind().name()))));
        }
        Held held = accounts.get(change.account());
        if (held == null) {
            return new ChangeOutcome.Unchanged(new Evidence(List.of(Evidence.Fact.plain("readBack", "absent"))));
        }
        ChangeOutcome outcome = carryOut(change, held);
        if (losesReply) {
            losesReply = false;
            return new ChangeOutcome.InDoubt(
                    "the answer was lost",
                    new Evidence(
                            List.of(Evidence.Fact.plain("sent", change.kind().name()))));
        }
        return outcome;
    }

    private ChangeOutcome carryOut(Change change, Held held) {
        List<Evidence.Fact> facts = new ArrayList<>();
        boolean changed =
                switch (change) {
                    case Change.DisableAccount disable -> {
                        boolean was = held.signIn != SignIn.DISABLED;
                        held.signIn = SignIn.DISABLED;
                        facts.add(Evidence.Fact.plain("readBack.signIn", "DISABLED"));
                        yield was;
                    }
                    case Change.ResetSecret reset -> {
                        held.secretKnown = false;
                        facts.add(Evidence.Fact.plain("readBack.secret", "changed"));
                        yield true;
                    }
                    case Change.RevokeMemberships revoke -> {
                        boolean was = !held.memberships.isEmpty();
                        held.memberships.forEach(name -> facts.add(Evidence.Fact.plain(REMOVED, name)));
                        held.retained.forEach(name -> facts.add(Evidence.Fact.plain(Evidence.RETAINED, name)));
                        facts.add(Evidence.Fact.personal("readBack.name", held.name));
                        held.memberships.clear();
                        yield was;
                    }
                };
        if (changed) {
            changes.add(change);
            return new ChangeOutcome.Applied(new Evidence(facts));
        }
        return new ChangeOutcome.Unchanged(new Evidence(facts));
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}

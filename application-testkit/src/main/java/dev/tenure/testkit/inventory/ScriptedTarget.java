package dev.tenure.testkit.inventory;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.Activity;
import dev.tenure.connector.spi.ActivityEvent;
import dev.tenure.connector.spi.Capabilities;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeKind;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connection;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.Consequence;
import dev.tenure.connector.spi.Credential;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Gap;
import dev.tenure.connector.spi.Increment;
import dev.tenure.connector.spi.MembershipCause;
import dev.tenure.connector.spi.MfaMethod;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ObservedMember;
import dev.tenure.connector.spi.Page;
import dev.tenure.connector.spi.ReadKind;
import dev.tenure.connector.spi.ResumeToken;
import dev.tenure.connector.spi.Secret;
import dev.tenure.connector.spi.Session;
import dev.tenure.connector.spi.SignIn;
import dev.tenure.connector.spi.SignInEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/** A target system in memory that does what a test tells it, and its connector. */
public final class ScriptedTarget implements Connector {

    /** The fact by which a change tells what it removed. */
    public static final String REMOVED = "removed.name";

    private static final class Held {
        private final String name;
        private final Map<String, String> attributes;
        private SignIn signIn = SignIn.ENABLED;
        private boolean secretKnown = true;
        private String secret = "";
        private final Set<String> memberships = new LinkedHashSet<>();
        private final Set<String> retained = new LinkedHashSet<>();
        private final Set<String> sessions = new LinkedHashSet<>();
        private final Set<String> credentials = new LinkedHashSet<>();
        private final Map<String, Instant> issued = new LinkedHashMap<>();
        private final Map<String, Instant> used = new LinkedHashMap<>();
        private final Set<String> off = new LinkedHashSet<>();
        private final Set<String> factors = new LinkedHashSet<>();
        private final List<SignInEvent> signIns = new ArrayList<>();
        private final List<ActivityEvent> activity = new ArrayList<>();
        private Optional<Instant> passwordSetAt = Optional.empty();

        Held(String name, Map<String, String> attributes) {
            this.name = name;
            this.attributes = attributes;
        }
    }

    private final Map<AccountRef, Held> accounts = new LinkedHashMap<>();
    private final Set<String> emptyEntitlements = new TreeSet<>();
    private final List<Change.OfAccount> changes = new ArrayList<>();
    private final List<ChangeKey> keys = new ArrayList<>();
    private final Deque<Runnable> duringChanges = new ArrayDeque<>();
    private final Deque<Runnable> duringListings = new ArrayDeque<>();
    private final Deque<Runnable> duringPages = new ArrayDeque<>();
    private final Deque<Runnable> duringLogPages = new ArrayDeque<>();
    private final Deque<Increment> toTell = new ArrayDeque<>();
    private int tokens;
    private final Set<ChangeKind> refused = EnumSet.noneOf(ChangeKind.class);
    private Set<ChangeKind> declared =
            EnumSet.of(ChangeKind.DISABLE_ACCOUNT, ChangeKind.RESET_SECRET, ChangeKind.REVOKE_MEMBERSHIPS);
    private Set<ReadKind> reads = Set.of();
    private Map<ChangeKind, Consequence> worse = Map.of();
    private final Map<ReadKind, String> unreadable = new EnumMap<>(ReadKind.class);
    private Supplier<Activity.Coverage> logHolds =
            () -> new Activity.Coverage(Instant.MIN, Instant.MAX, Optional.empty());
    private final Map<ReadKind, String> unreachable = new EnumMap<>(ReadKind.class);
    private List<Capabilities.Unobservable> unobservable = List.of();
    private Optional<AccountRef> own = Optional.empty();
    private Optional<String> down = Optional.empty();
    private Optional<Duration> patience = Optional.empty();
    private Optional<String> refusesReading = Optional.empty();
    private Optional<Gap> gap = Optional.empty();
    private Set<AccountRef> untouchable = Set.of();
    private boolean losesReply;
    private boolean losesPasswords;
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

    /** An account has had its password since a moment. */
    public ScriptedTarget passwordSet(String nativeId, Instant at) {
        held(nativeId).passwordSetAt = Optional.of(at);
        return this;
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

    /** What the connector declares to destroy beyond what is usual. */
    public ScriptedTarget destroys(ChangeKind kind, String what) {
        worse = Map.of(kind, new Consequence.Destructive(what));
        return this;
    }

    /** Disabling takes the password away. */
    public ScriptedTarget losingPasswords() {
        losesPasswords = true;
        return this;
    }

    /** What the connector declares to read beyond accounts and entitlements. */
    public ScriptedTarget reads(Set<ReadKind> kinds) {
        reads = Set.copyOf(kinds);
        return this;
    }

    /** It refuses to let one kind of thing be read. */
    public void refusesToRead(ReadKind kind, String reason) {
        unreadable.put(kind, reason);
    }

    /** Reading one kind of thing does not reach it. */
    public void cannotReach(ReadKind kind, String reason) {
        unreachable.put(kind, reason);
    }

    /** Every kind of thing can be read again. */
    public void letsReadAll() {
        unreadable.clear();
        unreachable.clear();
    }

    /** Somebody has a session. */
    public ScriptedTarget session(String nativeId, String id) {
        held(nativeId).sessions.add(id);
        return this;
    }

    /** Somebody has a key. */
    public ScriptedTarget credential(String nativeId, String id) {
        held(nativeId).credentials.add(id);
        return this;
    }

    /** Somebody has a key that was issued at a moment. */
    public ScriptedTarget credential(String nativeId, String id, Instant issued) {
        held(nativeId).issued.put(id, issued);
        return credential(nativeId, id);
    }

    /** Somebody uses a key. */
    public ScriptedTarget uses(String nativeId, String id, Instant at) {
        held(nativeId).used.put(id, at);
        return this;
    }

    /** The keys of an account that are not switched off. */
    public Set<String> activeKeysOf(String nativeId) {
        Set<String> active = new TreeSet<>(held(nativeId).credentials);
        active.removeAll(held(nativeId).off);
        return active;
    }

    /** The keys of an account, switched off or not. */
    public Set<String> keysOf(String nativeId) {
        return new TreeSet<>(held(nativeId).credentials);
    }

    /** Somebody has a second factor. */
    public ScriptedTarget factor(String nativeId, String id) {
        held(nativeId).factors.add(id);
        return this;
    }

    /** Somebody signed in. */
    public ScriptedTarget signIn(String nativeId, String id, Instant at) {
        held(nativeId).signIns.add(new SignInEvent(id, at, "password"));
        return this;
    }

    /** Somebody did something with an account, or tried to. */
    public ScriptedTarget activity(String nativeId, String id, Instant at, ActivityEvent.What what) {
        held(nativeId)
                .activity
                .add(new ActivityEvent(
                        id,
                        at,
                        what,
                        "access key",
                        Optional.of("key-1"),
                        Optional.of("192.0.2.1"),
                        Optional.of("north")));
        return this;
    }

    /** What the log of what was done holds; it tells nothing that happened after its end. */
    public ScriptedTarget logHolds(Supplier<Activity.Coverage> coverage) {
        logHolds = coverage;
        return this;
    }

    /** Somebody revokes every key of an account by hand. */
    public void dropCredentials(String nativeId) {
        held(nativeId).credentials.clear();
    }

    /** Somebody ends the sessions of an account by hand. */
    public void dropSessions(String nativeId) {
        held(nativeId).sessions.clear();
    }

    /** Somebody takes an account out of an entitlement by hand. */
    public void leave(String nativeId, String entitlement) {
        held(nativeId).memberships.remove(entitlement);
    }

    /** How many sessions, credentials and second factors an account has. */
    public int artefactsOf(String nativeId) {
        Held held = held(nativeId);
        return held.sessions.size() + held.credentials.size() + held.factors.size();
    }

    /** Somebody disables an account by hand. */
    public void disable(String nativeId) {
        held(nativeId).signIn = SignIn.DISABLED;
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

    /** It refuses to change an account, and says so. */
    public ScriptedTarget untouchable(String nativeId) {
        untouchable = Set.of(new AccountRef(nativeId));
        return this;
    }

    /** Its listings leave out what has an id that begins so. */
    public void leavesOut(String prefix, String reason) {
        gap = Optional.of(new Gap(prefix, reason));
    }

    /** Its listings leave nothing out. */
    public void leavesNothingOut() {
        gap = Optional.empty();
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

    /** Something happens elsewhere while the next page of sign-ins is read. */
    public void duringNextLogPage(Runnable meanwhile) {
        duringLogPages.add(meanwhile);
    }

    /** The changes that took effect, in order. */
    public List<Change.OfAccount> changes() {
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

    /** What an account's secret was set to; empty where it never was. */
    public String secretOf(String nativeId) {
        return held(nativeId).secret;
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
        return new Capabilities(declared, reads, worse, unobservable);
    }

    @Override
    public Observation<Connection> connect() {
        return seen(new Connection("Scripted target 1.0", own, true, untouchable, List.of()));
    }

    @Override
    public Observation<Page<ObservedAccount>> accounts(Cursor cursor) {
        Optional.ofNullable(duringPages.poll()).ifPresent(Runnable::run);
        return page(
                cursor,
                accounts.entrySet().stream()
                        .filter(e -> gap.filter(left -> e.getKey().nativeId().startsWith(left.prefix()))
                                .isEmpty())
                        .map(e -> observed(e.getKey(), e.getValue()))
                        .toList());
    }

    @Override
    public Observation<Page<ObservedEntitlement>> entitlements(Cursor cursor) {
        Map<String, List<ObservedMember>> members = new LinkedHashMap<>();
        accounts.forEach((ref, held) -> {
            if (gap.filter(left -> ref.nativeId().startsWith(left.prefix())).isPresent()) {
                return;
            }
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
        return seen(new Page<>(
                all.subList(from, to),
                to == all.size() && !repeatsCursor ? Optional.empty() : next,
                gap.stream().toList()));
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

    @Override
    public Observation<List<MfaMethod>> mfaMethods(AccountRef account) {
        return listed(
                ReadKind.MFA_METHODS,
                account,
                held -> held.factors,
                id -> new MfaMethod(id, "code card", Optional.empty()));
    }

    @Override
    public Observation<List<Credential>> credentials(AccountRef account) {
        return listed(
                ReadKind.CREDENTIALS,
                account,
                held -> held.credentials,
                id -> new Credential(
                        id,
                        "access key",
                        Optional.ofNullable(held(account.nativeId()).issued.get(id)),
                        Optional.ofNullable(held(account.nativeId()).used.get(id))));
    }

    @Override
    public Observation<List<Session>> sessions(AccountRef account) {
        return listed(
                ReadKind.SESSIONS,
                account,
                held -> held.sessions,
                id -> new Session(id, Optional.empty(), Optional.empty()));
    }

    /** What it tells of changes, an answer for each time that it is asked; then nothing more. */
    public ScriptedTarget tells(Increment... increments) {
        toTell.addAll(List.of(increments));
        return this;
    }

    @Override
    public Observation<Increment> changesSince(Optional<ResumeToken> since) {
        Increment nothing =
                new Increment.Changed(List.of(), since.orElseGet(() -> new ResumeToken("token-" + ++tokens)), false);
        return read(
                ReadKind.CHANGES,
                since.isEmpty() ? nothing : Optional.ofNullable(toTell.poll()).orElse(nothing));
    }

    private <T> Observation<List<T>> listed(
            ReadKind kind, AccountRef account, Function<Held, Set<String>> ids, Function<String, T> shape) {
        return read(
                kind,
                Optional.ofNullable(accounts.get(account)).map(ids).orElse(Set.of()).stream()
                        .map(shape)
                        .toList());
    }

    @Override
    public Observation<Page<SignInEvent>> signIns(AccountRef account, Instant since, Cursor cursor) {
        Optional.ofNullable(duringLogPages.poll()).ifPresent(Runnable::run);
        List<SignInEvent> all =
                Optional.ofNullable(accounts.get(account)).map(held -> held.signIns).orElse(List.of()).stream()
                        .filter(event -> !event.at().isBefore(since))
                        .toList();
        return unreadable.containsKey(ReadKind.SIGN_INS) || unreachable.containsKey(ReadKind.SIGN_INS)
                ? read(ReadKind.SIGN_INS, new Page<>(List.of(), Optional.empty()))
                : page(cursor, all);
    }

    @Override
    public Observation<Activity> activity(AccountRef account, Instant from, Instant to, Cursor cursor) {
        Activity.Coverage coverage = logHolds.get();
        List<ActivityEvent> all =
                Optional.ofNullable(accounts.get(account)).map(held -> held.activity).orElse(List.of()).stream()
                        .filter(event ->
                                !event.at().isBefore(from) && !event.at().isAfter(to))
                        .filter(event -> !event.at().isAfter(coverage.until()))
                        .toList();
        if (unreadable.containsKey(ReadKind.ACTIVITY) || unreachable.containsKey(ReadKind.ACTIVITY)) {
            return read(ReadKind.ACTIVITY, new Activity(new Page<>(List.of(), Optional.empty()), coverage));
        }
        return switch (page(cursor, all)) {
            case Observation.Seen<Page<ActivityEvent>> seen ->
                read(ReadKind.ACTIVITY, new Activity(seen.value(), coverage));
            case Observation.Refused<Page<ActivityEvent>> refused -> new Observation.Refused<>(refused.reason());
            case Observation.Unreachable<Page<ActivityEvent>> unanswered ->
                new Observation.Unreachable<>(unanswered.reason(), unanswered.retryAfter());
        };
    }

    private <T> Observation<T> read(ReadKind kind, T value) {
        if (!reads.contains(kind)) {
            throw new IllegalStateException(kind + ": was asked for and not declared");
        }
        if (unreadable.containsKey(kind)) {
            return new Observation.Refused<>(unreadable.get(kind));
        }
        if (unreachable.containsKey(kind)) {
            return new Observation.Unreachable<>(unreachable.get(kind), Optional.empty());
        }
        return seen(value);
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
        return new ObservedAccount(
                ref, held.name, held.signIn, held.attributes, Optional.empty(), held.passwordSetAt, List.of());
    }

    private static AccountState state(AccountRef ref, Held held) {
        List<AccountState.Membership> memberships = new ArrayList<>();
        held.memberships.forEach(name -> memberships.add(new AccountState.Membership(new EntitlementRef(name), name)));
        held.retained.forEach(name -> memberships.add(
                new AccountState.Membership(new EntitlementRef(name), name, new MembershipCause.Primary())));
        return new AccountState(
                true,
                observed(ref, held),
                memberships,
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
        if (!(change instanceof Change.OfAccount asked)) {
            throw unscripted(change);
        }
        Held held = accounts.get(asked.account());
        if (held == null && (change instanceof Change.EnableAccount || change instanceof Change.GrantEntitlement)) {
            return new ChangeOutcome.Refused("the account is not there", Evidence.NONE);
        }
        if (held == null) {
            return new ChangeOutcome.Unchanged(new Evidence(List.of(Evidence.Fact.plain("readBack", "absent"))));
        }
        ChangeOutcome outcome =
                asked instanceof Change.IssueCredential issue ? issue(issue, held) : carryOut(asked, held);
        if (losesReply) {
            losesReply = false;
            return new ChangeOutcome.InDoubt(
                    "the answer was lost",
                    new Evidence(
                            List.of(Evidence.Fact.plain("sent", change.kind().name()))));
        }
        return outcome;
    }

    private ChangeOutcome issue(Change.IssueCredential asked, Held held) {
        Optional<String> kept =
                asked.keeping().kept().flatMap(secret -> secret.reveal().lines().findFirst());
        String id = kept.orElseGet(() -> "key-" + (held.credentials.size() + 1));
        Evidence evidence = new Evidence(List.of(Evidence.Fact.plain(Evidence.CREDENTIAL, id)));
        if (kept.isPresent()) {
            return new ChangeOutcome.Unchanged(evidence);
        }
        if (!asked.keeping().keep(Secret.of(id + "\nsecret-of-" + id))) {
            return new ChangeOutcome.Refused("the new key is not kept: name another place");
        }
        held.credentials.add(id);
        changes.add(asked);
        return new ChangeOutcome.Applied(evidence);
    }

    private static boolean ended(Set<String> ids, List<Evidence.Fact> facts) {
        boolean was = !ids.isEmpty();
        ids.forEach(id -> facts.add(Evidence.Fact.personal("ended", id)));
        ids.clear();
        return was;
    }

    private ChangeOutcome carryOut(Change.OfAccount change, Held held) {
        List<Evidence.Fact> facts = new ArrayList<>();
        boolean changed =
                switch (change) {
                    case Change.DisableAccount disable -> {
                        boolean was = held.signIn != SignIn.DISABLED;
                        held.signIn = SignIn.DISABLED;
                        facts.add(Evidence.Fact.plain("readBack.signIn", "DISABLED"));
                        if (losesPasswords) {
                            facts.add(Evidence.Fact.plain(Evidence.PASSWORD_LOST, "the password"));
                        }
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
                    case Change.UpdateAccount c -> throw unscripted(c);
                    case Change.EnableAccount enable -> {
                        boolean was = held.signIn != SignIn.ENABLED;
                        held.signIn = SignIn.ENABLED;
                        facts.add(Evidence.Fact.plain("readBack.signIn", "ENABLED"));
                        yield was;
                    }
                    case Change.GrantEntitlement grant -> {
                        facts.add(Evidence.Fact.plain(
                                "readBack.memberOf", grant.entitlement().nativeId()));
                        yield held.memberships.add(grant.entitlement().nativeId());
                    }
                    case Change.RevokeEntitlement revoke -> {
                        facts.add(Evidence.Fact.plain(
                                "readBack.notMemberOf", revoke.entitlement().nativeId()));
                        yield held.memberships.remove(revoke.entitlement().nativeId());
                    }
                    case Change.EndSessions end -> ended(held.sessions, facts);
                    case Change.RevokeCredentials revoke -> ended(held.credentials, facts);
                    case Change.ClearMfa clear -> ended(held.factors, facts);
                    case Change.RotateSecret rotate -> {
                        boolean was = !held.secret.equals(rotate.replacement().reveal());
                        held.secret = rotate.replacement().reveal();
                        facts.add(Evidence.Fact.plain("readBack.secret", "set"));
                        yield was;
                    }
                    case Change.IssueCredential c -> throw unscripted(c);
                    case Change.EnableCredential c -> {
                        facts.add(Evidence.Fact.plain("readBack.on", c.credential()));
                        yield held.off.remove(c.credential());
                    }
                    case Change.DisableCredential c -> {
                        facts.add(Evidence.Fact.plain("readBack.off", c.credential()));
                        yield held.off.add(c.credential());
                    }
                    case Change.RevokeCredential c -> {
                        facts.add(Evidence.Fact.plain("readBack.gone", c.credential()));
                        yield held.credentials.remove(c.credential());
                    }
                    case Change.TransferOwnership c -> throw unscripted(c);
                    case Change.DeleteAccount c -> throw unscripted(c);
                };
        if (changed) {
            changes.add(change);
            return new ChangeOutcome.Applied(new Evidence(facts));
        }
        return new ChangeOutcome.Unchanged(new Evidence(facts));
    }

    private static IllegalArgumentException unscripted(Change change) {
        return new IllegalArgumentException("the scripted target does not know how to " + change.kind());
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}

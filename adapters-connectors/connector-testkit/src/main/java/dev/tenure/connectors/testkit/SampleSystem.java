package dev.tenure.connectors.testkit;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.ActivityEvent;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.ConnectorFactory;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Secret;
import dev.tenure.connector.spi.SignInEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The smallest system that can be governed: accounts with a password, and entitlements with members, in memory. It is the
 * target behind {@link SampleConnector} and {@link HostileConnector}.
 */
public final class SampleSystem implements Target {

    /** What a call to the system ended with instead of an answer. */
    static final class Trouble extends Exception {

        private static final long serialVersionUID = 1L;

        private final Kind kind;

        Trouble(Kind kind) {
            super(kind.toString());
            this.kind = kind;
        }

        Kind kind() {
            return kind;
        }

        /** Whose turn it is after the trouble. */
        enum Kind {
            REFUSED,
            BUSY,
            NOT_REACHED,
            LOST
        }
    }

    /** One account, as the system keeps it. */
    record Account(AccountRef ref, String key, String title, String password, boolean enabled, int passwordChanges) {

        Account titled(String changed) {
            return new Account(ref, key, changed, password, enabled, passwordChanges);
        }

        Account enabled(boolean changed) {
            return new Account(ref, key, title, password, changed, passwordChanges);
        }

        Account signingInWith(String changed) {
            return new Account(ref, key, title, changed, enabled, passwordChanges + 1);
        }

        @Override
        public String toString() {
            return "Account[" + ref + "]";
        }
    }

    private final Map<AccountRef, Account> accounts = new LinkedHashMap<>();
    private final Map<EntitlementRef, Set<String>> members = new LinkedHashMap<>();
    private final Map<EntitlementRef, String> names = new LinkedHashMap<>();
    private final Map<EntitlementRef, Set<AccountRef>> byRule = new LinkedHashMap<>();
    private final Map<AccountRef, EntitlementRef> primaries = new LinkedHashMap<>();
    private final Map<Holding, Map<AccountRef, Set<String>>> holdings = new EnumMap<>(Holding.class);
    private final Set<String> off = new HashSet<>();
    private final Map<AccountRef, List<SignInEvent>> signIns = new LinkedHashMap<>();
    private final Map<AccountRef, List<ActivityEvent>> activities = new LinkedHashMap<>();
    private final List<Touched> history = new ArrayList<>();
    private Instant signInsKeptSince = Instant.MIN;
    private Instant activityKeptSince = Instant.EPOCH;
    private int historyKeptSince;
    private final Deque<Failure> planned = new ArrayDeque<>();
    private final Map<Failure, Integer> fired = new EnumMap<>(Failure.class);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ConnectorFactory factory;
    private boolean down;
    private int writes;
    private int ids;

    /** A system that the well-behaved connector speaks to. */
    public SampleSystem() {
        this.factory = new SampleConnectorFactory(this);
    }

    /** A system with another connector, such as one that is broken on purpose. */
    public SampleSystem(Function<SampleSystem, ConnectorFactory> connector) {
        this.factory = connector.apply(this);
    }

    // What a client may do

    synchronized List<Account> listAccounts() throws Trouble {
        onRead();
        return List.copyOf(accounts.values());
    }

    synchronized Map<EntitlementRef, Set<String>> listMembers() throws Trouble {
        onRead();
        Map<EntitlementRef, Set<String>> copy = new LinkedHashMap<>();
        members.forEach((ref, held) -> copy.put(ref, new LinkedHashSet<>(held)));
        return copy;
    }

    String nameOf(EntitlementRef ref) {
        synchronized (this) {
            return names.getOrDefault(ref, ref.nativeId());
        }
    }

    /** Something that changed, as the system's history tells it: one of the two. */
    record Touched(Optional<AccountRef> account, Optional<EntitlementRef> entitlement) {}

    synchronized Map<EntitlementRef, Set<AccountRef>> listRules() throws Trouble {
        onRead();
        return new LinkedHashMap<>(byRule);
    }

    synchronized Map<AccountRef, EntitlementRef> listPrimaries() throws Trouble {
        onRead();
        return new LinkedHashMap<>(primaries);
    }

    synchronized Set<String> list(Holding holding, AccountRef account) throws Trouble {
        onRead();
        return held(holding, account);
    }

    /** The sign-ins of an account; empty where the log does not reach back so far. */
    synchronized Optional<List<SignInEvent>> listSignIns(AccountRef account, Instant since) throws Trouble {
        onRead();
        return since.isBefore(signInsKeptSince)
                ? Optional.empty()
                : Optional.of(signIns.getOrDefault(account, List.of()).stream()
                        .filter(e -> !e.at().isBefore(since))
                        .toList());
    }

    /** What was done with an account from one moment to another, as far as the log holds it. */
    synchronized List<ActivityEvent> listActivity(AccountRef account, Instant from, Instant to) throws Trouble {
        onRead();
        return activities.getOrDefault(account, List.of()).stream()
                .filter(e -> !e.at().isBefore(from) && !e.at().isAfter(to))
                .toList();
    }

    /** Since when the log of what was done is kept. */
    synchronized Instant activityKeptSince() {
        return activityKeptSince;
    }

    /** Where the history ends. */
    synchronized int historyEnd() throws Trouble {
        onRead();
        return history.size();
    }

    /** What changed from this place on; empty where the history does not reach so far. */
    synchronized Optional<List<Touched>> historyFrom(int place) throws Trouble {
        onRead();
        return place < historyKeptSince || place > history.size()
                ? Optional.empty()
                : Optional.of(List.copyOf(history.subList(place, history.size())));
    }

    void create(String key, String title, Secret secret) throws Trouble {
        write(() -> setEnabled(title(seedAccount(key, secret.reveal()), title), false));
    }

    void delete(AccountRef ref) throws Trouble {
        write(() -> removeAccount(ref));
    }

    void retitle(AccountRef ref, String title) throws Trouble {
        write(() -> title(ref, title));
    }

    void enable(AccountRef ref, boolean enabled) throws Trouble {
        write(() -> setEnabled(ref, enabled));
    }

    void password(AccountRef ref, Secret secret) throws Trouble {
        write(() -> change(ref, a -> a.signingInWith(secret.reveal())));
    }

    void addMember(EntitlementRef entitlement, AccountRef account) throws Trouble {
        write(() -> seedMembership(entitlement, account));
    }

    void removeMember(EntitlementRef entitlement, AccountRef account) throws Trouble {
        write(() -> {
            members.getOrDefault(entitlement, new LinkedHashSet<>()).remove(account.nativeId());
            touch(entitlement);
        });
    }

    void drop(Holding holding, AccountRef account) throws Trouble {
        write(() -> holding(holding, account).clear());
    }

    /** Makes a key; answers its id, which is told whether or not it was made. */
    synchronized String issue(AccountRef account) throws Trouble {
        String id = "held-" + ++ids;
        write(() -> holding(Holding.CREDENTIAL, account).add(id));
        return id;
    }

    void drop(AccountRef account, String credential) throws Trouble {
        write(() -> holding(Holding.CREDENTIAL, account).remove(credential));
    }

    void switchTo(AccountRef account, String credential, boolean on) throws Trouble {
        write(() -> setCredentialOn(account, credential, on));
    }

    synchronized boolean isOn(AccountRef account, String credential) throws Trouble {
        onRead();
        return isCredentialOn(account, credential);
    }

    void handOver(AccountRef from, AccountRef to) throws Trouble {
        write(() -> {
            holding(Holding.OWNED, to).addAll(holding(Holding.OWNED, from));
            holding(Holding.OWNED, from).clear();
        });
    }

    private Set<String> holding(Holding holding, AccountRef account) {
        return holdings.computeIfAbsent(holding, h -> new LinkedHashMap<>())
                .computeIfAbsent(account, a -> new LinkedHashSet<>());
    }

    private void change(AccountRef ref, UnaryOperator<Account> changed) {
        accounts.computeIfPresent(ref, (r, a) -> changed.apply(a));
        touch(ref);
    }

    private AccountRef title(AccountRef ref, String title) {
        change(ref, a -> a.titled(title));
        return ref;
    }

    private void touch(AccountRef account) {
        history.add(new Touched(Optional.of(account), Optional.empty()));
    }

    private void touch(EntitlementRef entitlement) {
        history.add(new Touched(Optional.empty(), Optional.of(entitlement)));
    }

    private void onRead() throws Trouble {
        reach();
        Optional<Failure> failure = next(Failure.LOSES_READ, Failure.HANGS_ON_READ);
        if (failure.isPresent()) {
            if (failure.get() == Failure.HANGS_ON_READ) {
                hang();
            }
            throw new Trouble(Trouble.Kind.LOST);
        }
    }

    private synchronized void write(Runnable effect) throws Trouble {
        reach();
        Optional<Failure> failure = next(
                Failure.REFUSES_WRITE,
                Failure.BUSY_ON_WRITE,
                Failure.LOSES_WRITE,
                Failure.LOSES_REPLY,
                Failure.LIES,
                Failure.HANGS_ON_WRITE);
        if (failure.isEmpty() || failure.get() == Failure.LOSES_REPLY) {
            effect.run();
            writes++;
        }
        if (failure.isPresent()) {
            switch (failure.get()) {
                case REFUSES_WRITE -> throw new Trouble(Trouble.Kind.REFUSED);
                case BUSY_ON_WRITE -> throw new Trouble(Trouble.Kind.BUSY);
                case LOSES_WRITE, LOSES_REPLY, LOSES_READ, HANGS_ON_READ -> throw new Trouble(Trouble.Kind.LOST);
                case HANGS_ON_WRITE -> {
                    hang();
                    throw new Trouble(Trouble.Kind.LOST);
                }
                case LIES -> {}
            }
        }
    }

    private void reach() throws Trouble {
        if (down || closed.getCount() == 0) {
            throw new Trouble(Trouble.Kind.NOT_REACHED);
        }
    }

    private Optional<Failure> next(Failure... applicable) {
        Failure first = planned.peek();
        if (first == null || !Set.of(applicable).contains(first)) {
            return Optional.empty();
        }
        planned.remove();
        fired.merge(first, 1, Integer::sum);
        return Optional.of(first);
    }

    private void hang() {
        try {
            // Lets the lock go, so that the test can still look at the system.
            while (closed.getCount() > 0) {
                wait(1000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // What the kit may do

    @Override
    public ConnectorFactory factory() {
        return factory;
    }

    @Override
    public ConnectorConfiguration configuration() {
        return new ConnectorConfiguration(
                Map.of("address", "memory"), Map.of("token", Secret.of("sample-system-token-1")));
    }

    @Override
    public int pageSize() {
        return SampleConnector.PAGE;
    }

    @Override
    public String keyAttribute() {
        return "key";
    }

    @Override
    public synchronized AccountRef seedAccount(String key, String password) {
        AccountRef ref = new AccountRef("account-" + ++ids);
        accounts.put(ref, new Account(ref, key, "", password, true, 0));
        touch(ref);
        return ref;
    }

    @Override
    public synchronized void setEnabled(AccountRef account, boolean enabled) {
        change(account, a -> a.enabled(enabled));
    }

    @Override
    public synchronized void removeAccount(AccountRef account) {
        accounts.remove(account);
        primaries.remove(account);
        byRule.values().forEach(held -> held.remove(account));
        holdings.values().forEach(held -> held.remove(account));
        touch(account);
        members.forEach((ref, held) -> {
            if (held.remove(account.nativeId())) {
                touch(ref);
            }
        });
    }

    @Override
    public synchronized EntitlementRef seedEntitlement(String name) {
        EntitlementRef ref = new EntitlementRef("entitlement-" + ++ids);
        members.put(ref, new LinkedHashSet<>());
        names.put(ref, name);
        touch(ref);
        return ref;
    }

    @Override
    public synchronized void removeEntitlement(EntitlementRef entitlement) {
        members.remove(entitlement);
        touch(entitlement);
    }

    @Override
    public synchronized Optional<EntitlementRef> seedPrimary(AccountRef account) {
        EntitlementRef primary = seedEntitlement("primary");
        primaries.put(account, primary);
        return Optional.of(primary);
    }

    @Override
    public synchronized Optional<EntitlementRef> seedDynamic(AccountRef account) {
        EntitlementRef dynamic = seedEntitlement("everyone");
        byRule.put(dynamic, new LinkedHashSet<>(Set.of(account)));
        return Optional.of(dynamic);
    }

    @Override
    public synchronized Set<AccountRef> accountsWith(String key) {
        return accounts.values().stream()
                .filter(a -> a.key().equals(key))
                .map(Account::ref)
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized boolean exists(AccountRef account) {
        return accounts.containsKey(account);
    }

    @Override
    public String changeableAttribute() {
        return "title";
    }

    @Override
    public synchronized Optional<String> changeableValueOf(AccountRef account) {
        return Optional.ofNullable(accounts.get(account)).map(Account::title).filter(title -> !title.isEmpty());
    }

    @Override
    public synchronized String seed(Holding holding, AccountRef account) {
        String id = "held-" + ++ids;
        holding(holding, account).add(id);
        return id;
    }

    @Override
    public synchronized Set<String> held(Holding holding, AccountRef account) {
        return Set.copyOf(holding(holding, account));
    }

    @Override
    public Set<String> secretsOf(Holding holding, AccountRef account) {
        return held(holding, account).stream().map(SampleSystem::shownBy).collect(Collectors.toSet());
    }

    @Override
    public synchronized void setCredentialOn(AccountRef account, String credential, boolean on) {
        if (on) {
            off.remove(credential);
        } else {
            off.add(credential);
        }
    }

    @Override
    public synchronized boolean isCredentialOn(AccountRef account, String credential) {
        return holding(Holding.CREDENTIAL, account).contains(credential) && !off.contains(credential);
    }

    @Override
    public synchronized boolean acceptsKept(AccountRef account, Secret kept) {
        return holding(Holding.CREDENTIAL, account).stream()
                .anyMatch(id -> isCredentialOn(account, id) && kept.reveal().equals(keptAs(id)));
    }

    /** What is kept of a key: its id and what its holder shows. */
    static String keptAs(String id) {
        return id + "\n" + shownBy(id);
    }

    /** What the holder of a credential or session shows. */
    static String shownBy(String id) {
        return "shown-for-" + id;
    }

    @Override
    public synchronized String seedSignIn(AccountRef account, Instant at) {
        String id = "sign-in-" + ++ids;
        signIns.computeIfAbsent(account, a -> new ArrayList<>()).add(new SignInEvent(id, at, "password"));
        return id;
    }

    @Override
    public synchronized boolean forgetSignInsBefore(Instant moment) {
        signInsKeptSince = moment;
        signIns.values().forEach(events -> events.removeIf(e -> e.at().isBefore(moment)));
        return true;
    }

    @Override
    public synchronized String seedActivity(AccountRef account, Instant at, ActivityEvent.What what) {
        String id = "activity-" + ++ids;
        activities
                .computeIfAbsent(account, a -> new ArrayList<>())
                .add(new ActivityEvent(
                        id, at, what, "password", Optional.empty(), Optional.of("192.0.2.1"), Optional.empty()));
        return id;
    }

    @Override
    public synchronized boolean forgetActivityBefore(Instant moment) {
        activityKeptSince = moment;
        activities.values().forEach(events -> events.removeIf(e -> e.at().isBefore(moment)));
        return true;
    }

    @Override
    public synchronized boolean forgetHistory() {
        historyKeptSince = history.size() + 1;
        history.add(new Touched(Optional.empty(), Optional.empty()));
        return true;
    }

    @Override
    public synchronized void seedMembership(EntitlementRef entitlement, AccountRef account) {
        held(entitlement).add(account.nativeId());
        touch(entitlement);
    }

    @Override
    public synchronized boolean seedNesting(EntitlementRef outer, EntitlementRef inner) {
        touch(outer);
        return held(outer).add(inner.nativeId());
    }

    @Override
    public synchronized boolean seedUnresolvable(EntitlementRef entitlement) {
        touch(entitlement);
        return held(entitlement).add("ghost");
    }

    private Set<String> held(EntitlementRef entitlement) {
        Set<String> held = members.get(entitlement);
        if (held == null) {
            throw new IllegalArgumentException("entitlement: was not seeded");
        }
        return held;
    }

    @Override
    public synchronized boolean isEnabled(AccountRef account) {
        Account found = accounts.get(account);
        return found != null && found.enabled();
    }

    @Override
    public synchronized boolean acceptsPassword(AccountRef account, String password) {
        Account found = accounts.get(account);
        return found != null && found.password().equals(password);
    }

    @Override
    public synchronized Optional<String> secretOf(AccountRef account) {
        return Optional.ofNullable(accounts.get(account)).map(Account::password);
    }

    @Override
    public synchronized Set<EntitlementRef> membershipsOf(AccountRef account) {
        Set<EntitlementRef> found = new LinkedHashSet<>();
        members.forEach((ref, held) -> {
            if (held.contains(account.nativeId())) {
                found.add(ref);
            }
        });
        return found;
    }

    @Override
    public synchronized int writes() {
        return writes;
    }

    @Override
    public synchronized void failNext(Failure failure) {
        planned.add(failure);
    }

    @Override
    public synchronized int fired(Failure failure) {
        return fired.getOrDefault(failure, 0);
    }

    @Override
    public synchronized void goDown() {
        down = true;
    }

    @Override
    public synchronized void comeBack() {
        down = false;
    }

    @Override
    public synchronized void close() {
        closed.countDown();
        notifyAll();
    }
}

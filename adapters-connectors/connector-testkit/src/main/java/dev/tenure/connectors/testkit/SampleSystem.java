package dev.tenure.connectors.testkit;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.ConnectorFactory;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Secret;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

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
    record Account(AccountRef ref, String key, String password, boolean enabled, int passwordChanges) {

        @Override
        public String toString() {
            return "Account[" + ref + "]";
        }
    }

    private final Map<AccountRef, Account> accounts = new LinkedHashMap<>();
    private final Map<EntitlementRef, Set<String>> members = new LinkedHashMap<>();
    private final Map<EntitlementRef, String> names = new LinkedHashMap<>();
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

    void disable(AccountRef ref) throws Trouble {
        write(() -> accounts.computeIfPresent(
                ref, (r, a) -> new Account(r, a.key(), a.password(), false, a.passwordChanges())));
    }

    void password(AccountRef ref, Secret secret) throws Trouble {
        write(() -> accounts.computeIfPresent(
                ref, (r, a) -> new Account(r, a.key(), secret.reveal(), a.enabled(), a.passwordChanges() + 1)));
    }

    void removeMember(EntitlementRef entitlement, AccountRef account) throws Trouble {
        write(() -> members.getOrDefault(entitlement, new LinkedHashSet<>()).remove(account.nativeId()));
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
        accounts.put(ref, new Account(ref, key, password, true, 0));
        return ref;
    }

    @Override
    public synchronized void setEnabled(AccountRef account, boolean enabled) {
        accounts.computeIfPresent(
                account, (r, a) -> new Account(r, a.key(), a.password(), enabled, a.passwordChanges()));
    }

    @Override
    public synchronized void removeAccount(AccountRef account) {
        accounts.remove(account);
        members.values().forEach(held -> held.remove(account.nativeId()));
    }

    @Override
    public synchronized EntitlementRef seedEntitlement(String name) {
        EntitlementRef ref = new EntitlementRef("entitlement-" + ++ids);
        members.put(ref, new LinkedHashSet<>());
        names.put(ref, name);
        return ref;
    }

    @Override
    public synchronized void seedMembership(EntitlementRef entitlement, AccountRef account) {
        held(entitlement).add(account.nativeId());
    }

    @Override
    public synchronized boolean seedNesting(EntitlementRef outer, EntitlementRef inner) {
        return held(outer).add(inner.nativeId());
    }

    @Override
    public synchronized boolean seedUnresolvable(EntitlementRef entitlement) {
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

package dev.tenure.examples.htpasswd;

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
import dev.tenure.examples.htpasswd.PasswordFile.Entry;
import dev.tenure.examples.htpasswd.Storage.Pair;
import dev.tenure.examples.htpasswd.Storage.Written;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** A password file and a group file, read and changed. Between two calls it keeps nothing that was read. */
final class HtpasswdConnector implements Connector {

    private static final int SHA1_BYTES = 20;

    private final Storage storage;
    private final Capabilities capabilities;
    private final int pageSize;

    /** The files are replaced whole, so changes go one after the other, each on what the one before it left. */
    private final ReentrantLock changing = new ReentrantLock();

    private final SecureRandom random = new SecureRandom();

    HtpasswdConnector(Storage storage, boolean hasGroups, int pageSize, Duration cached) {
        this.storage = storage;
        this.capabilities = capabilities(hasGroups, cached);
        this.pageSize = pageSize;
    }

    /** Not UPDATE_ACCOUNT, since a line holds nothing to change; not ROTATE_SECRET, since the JDK has no strong hash for it. */
    private static Capabilities capabilities(boolean hasGroups, Duration cached) {
        Set<ChangeKind> changes = EnumSet.of(
                ChangeKind.CREATE_ACCOUNT,
                ChangeKind.ENABLE_ACCOUNT,
                ChangeKind.DISABLE_ACCOUNT,
                ChangeKind.RESET_SECRET,
                ChangeKind.DELETE_ACCOUNT);
        if (hasGroups) {
            changes.add(ChangeKind.GRANT_ENTITLEMENT);
            changes.add(ChangeKind.REVOKE_ENTITLEMENT);
            changes.add(ChangeKind.REVOKE_MEMBERSHIPS);
        }
        return new Capabilities(
                changes, List.of(new Capabilities.Unobservable("sign-in that the web server cached", cached)));
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    // Reading

    @Override
    public Observation<Connection> connect() {
        // Nothing leaves the machine, so nobody on the way can listen.
        return seen(pair -> new Connection("password file", Optional.empty(), true));
    }

    @Override
    public Observation<Page<ObservedAccount>> accounts(Cursor cursor) {
        return seen(pair -> page(pair.users().byName(), cursor, this::account));
    }

    @Override
    public Observation<Page<ObservedEntitlement>> entitlements(Cursor cursor) {
        return seen(pair -> {
            Set<String> accounts = pair.users().byName().keySet();
            return page(pair.groups().byName(), cursor, (group, members) -> entitlement(group, members, accounts));
        });
    }

    /** A page goes on behind the last name of the one before, so it matters little what was added or removed meanwhile. */
    private <V, T> Page<T> page(NavigableMap<String, V> all, Cursor cursor, Shape<V, T> shape) {
        List<T> items = new ArrayList<>();
        String last = cursor.token();
        for (Map.Entry<String, V> one : all.tailMap(last, false).entrySet()) {
            if (items.size() == pageSize) {
                return new Page<>(items, Optional.of(new Cursor(last)));
            }
            items.add(shape.of(one.getKey(), one.getValue()));
            last = one.getKey();
        }
        return new Page<>(items, Optional.empty());
    }

    @FunctionalInterface
    private interface Shape<V, T> {
        T of(String name, V value);
    }

    private ObservedAccount account(String name, List<Entry> entries) {
        List<String> problems = new ArrayList<>();
        if (entries.size() > 1) {
            problems.add(entries.size() + " lines have this name, and the web server takes the first");
        }
        if (!entries.stream().allMatch(Entry::understood)) {
            problems.add("the line is not understood, so nothing can be done about it: look at it in the file");
        } else if (entries.stream().anyMatch(entry -> entry.hash().isEmpty())) {
            problems.add("the line has no password: look at it in the file");
        }
        return new ObservedAccount(
                new AccountRef(name),
                name,
                PasswordFile.signIn(entries),
                Map.of(Decision.NAME, name),
                Optional.empty(),
                problems);
    }

    private static ObservedEntitlement entitlement(String group, Set<String> members, Set<String> accounts) {
        return new ObservedEntitlement(
                new EntitlementRef(group),
                group,
                members.stream().map(member -> member(member, accounts)).toList());
    }

    private static ObservedMember member(String name, Set<String> accounts) {
        return accounts.contains(name)
                ? new ObservedMember.Account(new AccountRef(name))
                : new ObservedMember.Unresolvable(name, "the password file has no such account");
    }

    @Override
    public Observation<List<AccountState>> find(String attribute, String value) {
        if (!attribute.equals(Decision.NAME)) {
            return new Observation.Refused<>("attribute: accounts have only " + Decision.NAME + ": correlate by it");
        }
        return seen(pair -> pair.users().entries(value).isEmpty() ? List.of() : List.of(state(value, pair)));
    }

    @Override
    public Observation<AccountState> read(AccountRef account) {
        return seen(pair -> state(account.nativeId(), pair));
    }

    private AccountState state(String name, Pair pair) {
        List<Entry> entries = pair.users().entries(name);
        return entries.isEmpty()
                ? AccountState.absent(new AccountRef(name))
                : new AccountState(
                        true,
                        account(name, entries),
                        pair.groups().of(name).stream()
                                .map(group -> new AccountState.Membership(new EntitlementRef(group), group))
                                .toList(),
                        List.of());
    }

    private <T> Observation<T> seen(Function<Pair, T> of) {
        return switch (storage.read()) {
            case Observation.Seen<Pair> seen -> new Observation.Seen<>(of.apply(seen.value()));
            case Observation.Refused<Pair> refused -> new Observation.Refused<>(refused.reason());
            case Observation.Unreachable<Pair> unreachable ->
                new Observation.Unreachable<>(unreachable.reason(), unreachable.retryAfter());
        };
    }

    // Changing: read, decide, attempt, verify

    @Override
    public ChangeOutcome apply(Change change, ChangeKey key) {
        if (!capabilities.changes().contains(change.kind())) {
            return new ChangeOutcome.Refused(change.kind() + " cannot be done here: see to it by hand");
        }
        try {
            changing.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ChangeOutcome.Unreachable("the call was interrupted", Optional.empty());
        }
        try {
            return apply(change);
        } finally {
            changing.unlock();
        }
    }

    private ChangeOutcome apply(Change change) {
        return switch (storage.read()) {
            case Observation.Refused<Pair> refused -> new ChangeOutcome.Refused(refused.reason());
            case Observation.Unreachable<Pair> unreachable ->
                new ChangeOutcome.Unreachable(unreachable.reason(), unreachable.retryAfter());
            case Observation.Seen<Pair>(Pair now) ->
                switch (Decision.on(change, now, unknownHash())) {
                    case Decision.No no -> new ChangeOutcome.Refused(no.reason());
                    case Decision.AsItIs so -> new ChangeOutcome.Unchanged(evidence(change, now, List.of()));
                    case Decision.Write write -> carriedOut(change, now, write);
                };
        };
    }

    private ChangeOutcome carriedOut(Change change, Pair before, Decision.Write write) {
        return switch (storage.write(before, write.after())) {
            case Written.Refused refused -> new ChangeOutcome.Refused(refused.reason());
            case Written.NotNow notNow -> new ChangeOutcome.Unreachable(notNow.reason(), Optional.empty());
            case Written.Done done -> verified(change, write, "it was confirmed");
            case Written.Unknown unknown -> verified(change, write, unknown.reason());
        };
    }

    /** Whatever the write said, the read after it decides. */
    private ChangeOutcome verified(Change change, Decision.Write write, String said) {
        if (!(storage.read() instanceof Observation.Seen<Pair>(Pair later))) {
            return new ChangeOutcome.InDoubt(said + ", but the files could not be read after the write");
        }
        return write.shown().test(later)
                ? new ChangeOutcome.Applied(evidence(change, later, write.facts()))
                : new ChangeOutcome.InDoubt(said + ", but the files do not show it");
    }

    private Evidence evidence(Change change, Pair shown, List<Fact> before) {
        String name =
                switch (change) {
                    case Change.CreateAccount c -> c.value();
                    case Change.OfAccount c -> c.account().nativeId();
                };
        AccountState state = state(name, shown);
        List<Fact> facts = new ArrayList<>(List.of(Fact.personal("account.name", name)));
        facts.addAll(before);
        facts.add(Fact.plain("readBack.exists", Boolean.toString(state.exists())));
        facts.add(Fact.plain("readBack.signIn", state.account().signIn().name()));
        facts.add(Fact.plain(
                "readBack.memberships", Integer.toString(state.memberships().size())));
        return new Evidence(facts);
    }

    /** In the form of a SHA-1 digest, but of nothing: it was drawn, so not even we know a password for it. */
    private String unknownHash() {
        byte[] drawn = new byte[SHA1_BYTES];
        random.nextBytes(drawn);
        return "{SHA}" + Base64.getEncoder().encodeToString(drawn);
    }

    @Override
    public void close() {
        // Nothing is held open between two calls.
    }

    @Override
    public String toString() {
        return "HtpasswdConnector[]";
    }
}

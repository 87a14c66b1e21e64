package dev.tenure.connectors.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeKind;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.Page;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** One test's target, the connector to it, and everything the connector said. */
final class Kit implements AutoCloseable {

    static final String PASSWORD = "Correct-Horse-7-Battery";
    private static final int MOST_PAGES = 10_000;

    private final AtomicInteger keys = new AtomicInteger();
    private final Spoken spoken = Spoken.listen();
    private final Target target;
    private final Connector connector;

    Kit(Target target) {
        this.target = target;
        this.connector = target.factory().open(target.configuration());
    }

    Target target() {
        return target;
    }

    Connector connector() {
        return connector;
    }

    Spoken spoken() {
        return spoken;
    }

    @Override
    public void close() {
        // The target first: it lets go what hangs.
        target.close();
        connector.close();
        spoken.close();
    }

    <T> T seen(Observation<T> observation) {
        spoken.said(observation);
        return switch (observation) {
            case Observation.Seen<T> s -> s.value();
            case Observation.Refused<T> r -> fail("the target can be read, but the connector answers " + r);
            case Observation.Unreachable<T> u -> fail("the target can be reached, but the connector answers " + u);
        };
    }

    AccountState read(AccountRef account) {
        return seen(connector.read(account));
    }

    List<AccountState> find(String value) {
        return seen(connector.find(target.keyAttribute(), value));
    }

    ChangeOutcome apply(Change change) {
        return apply(change, new ChangeKey("kit-" + keys.incrementAndGet()));
    }

    ChangeOutcome apply(Change change, ChangeKey key) {
        ChangeOutcome outcome = connector.apply(change, key);
        spoken.said(outcome);
        return outcome;
    }

    List<ObservedAccount> accounts() {
        return whole(connector::accounts).items();
    }

    List<ObservedEntitlement> entitlements() {
        return whole(connector::entitlements).items();
    }

    ObservedEntitlement entitlement(EntitlementRef ref) {
        List<ObservedEntitlement> found =
                entitlements().stream().filter(e -> e.ref().equals(ref)).toList();
        assertTrue(!found.isEmpty(), "the entitlement is listed");
        return found.get(0);
    }

    /** A listing read to its end. */
    record Listing<T>(List<T> items, int pages) {}

    <T> Listing<T> whole(Function<Cursor, Observation<Page<T>>> listing) {
        List<T> items = new ArrayList<>();
        Set<Cursor> used = new HashSet<>();
        Optional<Cursor> next = Optional.of(Cursor.START);
        int pages = 0;
        while (next.isPresent()) {
            assertTrue(used.add(next.get()), "a cursor MUST NOT repeat");
            assertTrue(++pages < MOST_PAGES, "a listing MUST end");
            Page<T> page = seen(listing.apply(next.get()));
            assertTrue(page.items().size() <= target.pageSize(), "a page is no longer than the target's pageSize");
            items.addAll(page.items());
            next = page.next();
        }
        return new Listing<>(items, pages);
    }

    List<ChangeKind> declared() {
        return connector.capabilities().changes().stream().sorted().toList();
    }

    static Change change(ChangeKind kind, AccountRef account) {
        return switch (kind) {
            case DISABLE_ACCOUNT -> new Change.DisableAccount(account);
            case RESET_SECRET -> new Change.ResetSecret(account);
            case REVOKE_MEMBERSHIPS -> new Change.RevokeMemberships(account);
        };
    }

    /** The name of a constant, as it may stand in a key. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An account for which every kind of change has something to do. */
    AccountRef busyAccount(String key) {
        AccountRef account = target.seedAccount(key, PASSWORD);
        AccountRef other = target.seedAccount(key + "-other", PASSWORD);
        for (String group : List.of("one", "two")) {
            EntitlementRef entitlement = target.seedEntitlement(key + "-" + group);
            target.seedMembership(entitlement, other);
            target.seedMembership(entitlement, account);
        }
        return account;
    }

    /** Whether the target itself shows what the change asks for. */
    boolean isTrue(Change change) {
        return switch (change) {
            case Change.DisableAccount c -> !target.isEnabled(c.account());
            case Change.ResetSecret c -> !target.acceptsPassword(c.account(), PASSWORD);
            case Change.RevokeMemberships c -> target.membershipsOf(c.account()).isEmpty();
        };
    }

    static boolean done(ChangeOutcome outcome) {
        return outcome instanceof ChangeOutcome.Applied || outcome instanceof ChangeOutcome.Unchanged;
    }

    /** What a refusal, a pause or a doubt says for itself. */
    static Optional<String> reason(ChangeOutcome outcome) {
        return switch (outcome) {
            case ChangeOutcome.Applied a -> Optional.empty();
            case ChangeOutcome.Unchanged u -> Optional.empty();
            case ChangeOutcome.Refused r -> Optional.of(r.reason());
            case ChangeOutcome.Unreachable u -> Optional.of(u.reason());
            case ChangeOutcome.InDoubt d -> Optional.of(d.reason());
        };
    }

    static Evidence evidence(ChangeOutcome outcome) {
        return switch (outcome) {
            case ChangeOutcome.Applied a -> a.evidence();
            case ChangeOutcome.Unchanged u -> u.evidence();
            case ChangeOutcome.Refused r -> r.evidence();
            case ChangeOutcome.Unreachable u -> Evidence.NONE;
            case ChangeOutcome.InDoubt d -> d.evidence();
        };
    }

    void assertFired(Failure failure) {
        assertTrue(target.fired(failure) > 0, "the planned failure " + failure + " never happened");
    }
}

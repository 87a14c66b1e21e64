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
import dev.tenure.connector.spi.Increment;
import dev.tenure.connector.spi.Keeping;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.Page;
import dev.tenure.connector.spi.ReadKind;
import dev.tenure.connector.spi.ResumeToken;
import dev.tenure.connector.spi.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** One test's target, the connector to it, and everything the connector said. */
final class Kit implements AutoCloseable {

    static final String PASSWORD = "Correct-Horse-7-Battery";
    static final String REPLACEMENT = "Staple-9-Wrong-Donkey";
    private static final int MOST_PAGES = 10_000;

    private static final Set<ChangeKind> OF_CREDENTIAL = Set.of(
            ChangeKind.ISSUE_CREDENTIAL,
            ChangeKind.ENABLE_CREDENTIAL,
            ChangeKind.DISABLE_CREDENTIAL,
            ChangeKind.REVOKE_CREDENTIAL);

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
            assertTrue(page.gaps().isEmpty(), "a target that can be read whole has no gap");
            items.addAll(page.items());
            next = page.next();
        }
        return new Listing<>(items, pages);
    }

    List<ChangeKind> declared() {
        return connector.capabilities().changes().stream().sorted().toList();
    }

    /** The name of a constant, as it may stand in a key. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An account that is a direct member of two entitlements, each with another member. */
    AccountRef busyAccount(String key) {
        return member(key, "one", "two");
    }

    private AccountRef member(String key, String... groups) {
        AccountRef account = target.seedAccount(key, PASSWORD);
        AccountRef other = target.seedAccount(key + "-other", PASSWORD);
        for (String group : groups) {
            EntitlementRef entitlement = target.seedEntitlement(key + "-" + group);
            target.seedMembership(entitlement, other);
            target.seedMembership(entitlement, account);
        }
        return account;
    }

    /** A change that has something to do, and whose account holds two of whatever it takes away. */
    Change prepare(ChangeKind kind, String key) {
        return prepare(kind, key, busyAccount(key), 2);
    }

    /** A change that one write brings about, as far as the kit can tell. */
    Change prepareSmall(ChangeKind kind, String key) {
        return prepare(kind, key, member(key, "one"), 1);
    }

    /** The same, where entitlements do not carry the account's name. */
    Change prepareNamed(ChangeKind kind, String key, String group) {
        AccountRef account = target.seedAccount(key, PASSWORD);
        EntitlementRef entitlement = target.seedEntitlement(group);
        target.seedMembership(entitlement, target.seedAccount(key + "-other", PASSWORD));
        target.seedMembership(entitlement, account);
        return prepare(kind, key, group + "-subject", account, 1);
    }

    private Change prepare(ChangeKind kind, String key, AccountRef account, int held) {
        return prepare(kind, key, key + "-subject", account, held);
    }

    private Change prepare(ChangeKind kind, String key, String subject, AccountRef account, int held) {
        EntitlementRef entitlement = target.seedEntitlement(subject);
        target.seedMembership(entitlement, target.seedAccount(key + "-keeper", PASSWORD));
        if (kind == ChangeKind.REVOKE_ENTITLEMENT) {
            target.seedMembership(entitlement, account);
        } else if (kind == ChangeKind.ENABLE_ACCOUNT) {
            target.setEnabled(account, false);
        } else if (kind == ChangeKind.DELETE_ACCOUNT) {
            target.makeDeletable(account);
        }
        if (OF_CREDENTIAL.contains(kind)) {
            return ofCredential(kind, account);
        }
        holding(kind).ifPresent(h -> {
            for (int i = 0; i < held; i++) {
                target.seed(h, account);
            }
        });
        AccountRef heir = kind == ChangeKind.TRANSFER_OWNERSHIP ? target.seedAccount(key + "-heir", PASSWORD) : account;
        return change(kind, key + "-new", account, heir, entitlement);
    }

    /** One more credential, or what is to become of one of two. */
    private Change ofCredential(ChangeKind kind, AccountRef account) {
        String credential = target.seedCredential(account);
        if (kind == ChangeKind.ISSUE_CREDENTIAL) {
            return new Change.IssueCredential(account, Set.of(credential), new InMemory(true));
        }
        target.seedCredential(account);
        if (kind == ChangeKind.ENABLE_CREDENTIAL) {
            target.setCredentialOn(account, credential, false);
            return new Change.EnableCredential(account, credential);
        }
        return kind == ChangeKind.DISABLE_CREDENTIAL
                ? new Change.DisableCredential(account, credential)
                : new Change.RevokeCredential(account, credential);
    }

    private boolean isIssued(Change.IssueCredential change) {
        Set<String> more = new HashSet<>(target.held(Target.Holding.CREDENTIAL, change.account()));
        return more.containsAll(change.beside())
                && more.removeAll(change.beside())
                && more.size() == 1
                && change.keeping()
                        .kept()
                        .filter(kept -> target.acceptsKept(change.account(), kept))
                        .isPresent();
    }

    /** Keeps one secret for as long as a test takes, or none at all. */
    static final class InMemory implements Keeping {

        private final boolean keeps;
        private Optional<Secret> kept = Optional.empty();

        InMemory(boolean keeps) {
            this.keeps = keeps;
        }

        @Override
        public synchronized Optional<Secret> kept() {
            return kept;
        }

        @Override
        public synchronized boolean keep(Secret secret) {
            assertTrue(kept.isEmpty(), "what is kept is never replaced");
            if (keeps) {
                kept = Optional.of(secret);
            }
            return keeps;
        }
    }

    /** What a kind of change takes away, where it is something that accounts hold. */
    static Optional<Target.Holding> holding(ChangeKind kind) {
        return switch (kind) {
            case END_SESSIONS -> Optional.of(Target.Holding.SESSION);
            case REVOKE_CREDENTIALS -> Optional.of(Target.Holding.CREDENTIAL);
            case CLEAR_MFA -> Optional.of(Target.Holding.MFA_METHOD);
            case TRANSFER_OWNERSHIP -> Optional.of(Target.Holding.OWNED);
            case CREATE_ACCOUNT,
                    UPDATE_ACCOUNT,
                    ENABLE_ACCOUNT,
                    DISABLE_ACCOUNT,
                    GRANT_ENTITLEMENT,
                    REVOKE_ENTITLEMENT,
                    REVOKE_MEMBERSHIPS,
                    RESET_SECRET,
                    ROTATE_SECRET,
                    DELETE_ACCOUNT,
                    ISSUE_CREDENTIAL,
                    ENABLE_CREDENTIAL,
                    DISABLE_CREDENTIAL,
                    REVOKE_CREDENTIAL -> Optional.empty();
        };
    }

    /** A change of this kind, whether or not it has something to do. */
    Change change(ChangeKind kind, String newKey, AccountRef account, AccountRef heir, EntitlementRef entitlement) {
        return switch (kind) {
            case CREATE_ACCOUNT ->
                new Change.CreateAccount(target.keyAttribute(), newKey, target.newAccountAttributes(newKey));
            case UPDATE_ACCOUNT ->
                new Change.UpdateAccount(account, Map.of(target.changeableAttribute(), Optional.of("changed")));
            case ENABLE_ACCOUNT -> new Change.EnableAccount(account);
            case DISABLE_ACCOUNT -> new Change.DisableAccount(account);
            case GRANT_ENTITLEMENT -> new Change.GrantEntitlement(account, entitlement);
            case REVOKE_ENTITLEMENT -> new Change.RevokeEntitlement(account, entitlement);
            case REVOKE_MEMBERSHIPS -> new Change.RevokeMemberships(account);
            case END_SESSIONS -> new Change.EndSessions(account);
            case REVOKE_CREDENTIALS -> new Change.RevokeCredentials(account);
            case RESET_SECRET -> new Change.ResetSecret(account);
            case ROTATE_SECRET -> new Change.RotateSecret(account, Secret.of(REPLACEMENT));
            case CLEAR_MFA -> new Change.ClearMfa(account);
            case TRANSFER_OWNERSHIP -> new Change.TransferOwnership(account, heir);
            case DELETE_ACCOUNT -> new Change.DeleteAccount(account);
            case ISSUE_CREDENTIAL -> new Change.IssueCredential(account, Set.of(), new InMemory(true));
            case ENABLE_CREDENTIAL -> new Change.EnableCredential(account, "no such credential");
            case DISABLE_CREDENTIAL -> new Change.DisableCredential(account, "no such credential");
            case REVOKE_CREDENTIAL -> new Change.RevokeCredential(account, "no such credential");
        };
    }

    /** Whether a change of this kind has to be refused where the account is not there, or is true already. */
    static boolean givesAccess(ChangeKind kind) {
        return switch (kind) {
            case CREATE_ACCOUNT,
                    UPDATE_ACCOUNT,
                    ENABLE_ACCOUNT,
                    GRANT_ENTITLEMENT,
                    ROTATE_SECRET,
                    ISSUE_CREDENTIAL,
                    ENABLE_CREDENTIAL -> true;
            case DISABLE_ACCOUNT,
                    REVOKE_ENTITLEMENT,
                    REVOKE_MEMBERSHIPS,
                    END_SESSIONS,
                    REVOKE_CREDENTIALS,
                    RESET_SECRET,
                    CLEAR_MFA,
                    TRANSFER_OWNERSHIP,
                    DELETE_ACCOUNT,
                    DISABLE_CREDENTIAL,
                    REVOKE_CREDENTIAL -> false;
        };
    }

    /** Whether a read beyond those that every connector has is seen, refused or unreachable. */
    Observation<?> more(ReadKind kind, AccountRef account) {
        return switch (kind) {
            case MFA_METHODS -> connector.mfaMethods(account);
            case CREDENTIALS -> connector.credentials(account);
            case SESSIONS -> connector.sessions(account);
            case SIGN_INS -> connector.signIns(account, Instant.EPOCH, Cursor.START);
            case ACTIVITY -> connector.activity(account, Instant.EPOCH, Instant.now(), Cursor.START);
            case CHANGES, DELETIONS -> connector.changesSince(Optional.empty());
        };
    }

    boolean reads(ReadKind kind) {
        return connector.capabilities().reads().contains(kind);
    }

    /** Whether the target lists what the change takes away, so that its end can be seen. */
    boolean isShown(ChangeKind kind) {
        return switch (kind) {
            case END_SESSIONS -> reads(ReadKind.SESSIONS);
            case REVOKE_CREDENTIALS -> reads(ReadKind.CREDENTIALS);
            case CLEAR_MFA -> reads(ReadKind.MFA_METHODS);
            case CREATE_ACCOUNT,
                    UPDATE_ACCOUNT,
                    ENABLE_ACCOUNT,
                    DISABLE_ACCOUNT,
                    GRANT_ENTITLEMENT,
                    REVOKE_ENTITLEMENT,
                    REVOKE_MEMBERSHIPS,
                    RESET_SECRET,
                    ROTATE_SECRET,
                    TRANSFER_OWNERSHIP,
                    DELETE_ACCOUNT,
                    ISSUE_CREDENTIAL,
                    ENABLE_CREDENTIAL,
                    DISABLE_CREDENTIAL,
                    REVOKE_CREDENTIAL -> true;
        };
    }

    /** Whether the target itself shows what the change asks for. */
    boolean isTrue(Change change) {
        return switch (change) {
            case Change.CreateAccount c -> target.accountsWith(c.value()).size() == 1;
            case Change.UpdateAccount c ->
                Optional.ofNullable(c.attributes().get(target.changeableAttribute()))
                        .map(value -> value.equals(target.changeableValueOf(c.account())))
                        .orElse(true);
            case Change.EnableAccount c -> target.isEnabled(c.account());
            case Change.DisableAccount c -> !target.isEnabled(c.account());
            case Change.GrantEntitlement c -> target.membershipsOf(c.account()).contains(c.entitlement());
            case Change.RevokeEntitlement c ->
                !target.membershipsOf(c.account()).contains(c.entitlement());
            case Change.RevokeMemberships c -> target.membershipsOf(c.account()).isEmpty();
            case Change.EndSessions c ->
                target.held(Target.Holding.SESSION, c.account()).isEmpty();
            case Change.RevokeCredentials c ->
                target.held(Target.Holding.CREDENTIAL, c.account()).isEmpty();
            case Change.ClearMfa c ->
                target.held(Target.Holding.MFA_METHOD, c.account()).isEmpty();
            case Change.ResetSecret c -> !target.acceptsPassword(c.account(), PASSWORD);
            case Change.RotateSecret c ->
                target.acceptsPassword(c.account(), c.replacement().reveal())
                        && !target.acceptsPassword(c.account(), PASSWORD);
            case Change.TransferOwnership c ->
                target.held(Target.Holding.OWNED, c.account()).isEmpty();
            case Change.DeleteAccount c -> !target.exists(c.account());
            case Change.IssueCredential c -> isIssued(c);
            case Change.EnableCredential c -> target.isCredentialOn(c.account(), c.credential());
            case Change.DisableCredential c ->
                target.held(Target.Holding.CREDENTIAL, c.account()).contains(c.credential())
                        && !target.isCredentialOn(c.account(), c.credential());
            case Change.RevokeCredential c ->
                !target.held(Target.Holding.CREDENTIAL, c.account()).contains(c.credential());
        };
    }

    /** The accounts a change is about, as far as they are there. */
    Set<AccountRef> subjects(Change change) {
        return switch (change) {
            case Change.CreateAccount c -> target.accountsWith(c.value());
            case Change.OfAccount c -> Set.of(c.account());
        };
    }

    /** Everything that is told from a token on. */
    List<Increment.Item> changesSince(ResumeToken token) {
        List<Increment.Item> items = new ArrayList<>();
        ResumeToken from = token;
        for (int answers = 1; ; answers++) {
            assertTrue(answers < MOST_PAGES, "what changed MUST end");
            Increment.Changed changed = changed(connector, Optional.of(from));
            items.addAll(changed.items());
            if (!changed.more()) {
                return items;
            }
            assertTrue(!changed.next().equals(from), "a token with more behind it MUST lead on");
            from = changed.next();
        }
    }

    Increment.Changed changed(Connector of, Optional<ResumeToken> since) {
        return switch (seen(of.changesSince(since))) {
            case Increment.Changed changed -> changed;
            case Increment.ReadWhole whole -> fail("the token is good, but the connector answers " + whole);
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

package dev.tenure.connectors.aws.center;

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
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Evidence.Fact;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.Page;
import dev.tenure.connectors.aws.Calls;
import dev.tenure.connectors.aws.Listings;
import dev.tenure.connectors.aws.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The users of one instance of IAM Identity Center, read and changed. */
final class IdentityCenterConnector implements Connector {

    private static final ChangeOutcome GONE =
            new ChangeOutcome.Unchanged(new Evidence(List.of(Fact.plain("readBack.exists", "false"))));
    private static final ChangeOutcome NOT_THERE = new ChangeOutcome.Refused(
            "the identity store has no such user: read it again, or make the user where users are made first");

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(
                    ChangeKind.GRANT_ENTITLEMENT,
                    ChangeKind.REVOKE_ENTITLEMENT,
                    ChangeKind.REVOKE_MEMBERSHIPS,
                    ChangeKind.END_SESSIONS),
            List.of(
                    new Capabilities.Unobservable(
                            "sessions in roles of permission sets that were taken from the user before sessions were denied",
                            RoleSessions.LONGEST_LIFE),
                    new Capabilities.Unobservable(
                            "sign-ins to the AWS access portal and to applications behind it", Duration.ofDays(90))));

    private final CenterSettings settings;
    private final CenterCalls calls;
    private final CenterUsers users;
    private final CenterMemberships memberships;
    private final PermissionSets sets;
    private final RoleSessions sessions;
    private final Listings<ObservedAccount> accounts = new Listings<>();
    private final Listings<ObservedEntitlement> entitlements = new Listings<>();

    IdentityCenterConnector(CenterSettings settings) {
        this.settings = settings;
        this.calls = new CenterCalls(settings);
        this.users = new CenterUsers(calls);
        this.sets = new PermissionSets(calls);
        this.memberships = new CenterMemberships(calls, sets);
        this.sessions = new RoleSessions(calls, sets, memberships);
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    // Reading

    @Override
    public Observation<Connection> connect() {
        return observe(() -> {
            String account = calls.account();
            users.page(Optional.empty());
            return new Connection(
                    "AWS IAM Identity Center, " + calls.instance().arn() + ", from account " + account,
                    Optional.empty(),
                    settings.encrypted());
        });
    }

    @Override
    public Observation<Page<ObservedAccount>> accounts(Cursor cursor) {
        return observe(() -> accounts.page(cursor, () -> this::accountsAt));
    }

    private Listings.Part<ObservedAccount> accountsAt(Optional<String> marker) throws Trouble {
        Calls.Page<CenterUser> page = users.page(marker);
        return new Listings.Part<>(page.items().stream().map(this::observed).toList(), page.next(), List.of());
    }

    private ObservedAccount observed(CenterUser user) {
        return user.observed(settings.common().attributes());
    }

    @Override
    public Observation<Page<ObservedEntitlement>> entitlements(Cursor cursor) {
        return observe(() -> entitlements.page(cursor, () -> new CenterEntitlements(calls, users, memberships, sets)));
    }

    @Override
    public Observation<List<AccountState>> find(String attribute, String value) {
        return observe(() -> {
            List<AccountState> states = new ArrayList<>();
            for (CenterUser user : users.found(attribute, value)) {
                states.add(state(user));
            }
            return states;
        });
    }

    @Override
    public Observation<AccountState> read(AccountRef account) {
        return observe(() -> {
            Optional<CenterUser> user = users.user(account);
            return user.isEmpty() ? AccountState.absent(account) : state(user.get());
        });
    }

    private AccountState state(CenterUser user) throws Trouble {
        return new AccountState(true, observed(user), memberships.whole(user), List.of());
    }

    // Changing

    @Override
    public ChangeOutcome apply(Change change, ChangeKey key) {
        try {
            return switch (change) {
                case Change.CreateAccount create -> notDone(create);
                case Change.OfAccount asked when !CAPABILITIES.changes().contains(asked.kind()) -> notDone(asked);
                case Change.OfAccount asked -> {
                    Optional<CenterUser> user = users.user(asked.account());
                    yield user.isPresent() ? there(asked, user.get()) : gone(asked);
                }
            };
        } catch (Trouble e) {
            // Every read after a write is caught where the write is, so nothing was written yet.
            return e.outcome();
        }
    }

    private ChangeOutcome there(Change.OfAccount change, CenterUser user) throws Trouble {
        return switch (change) {
            case Change.EndSessions c -> sessions.end(user);
            case Change.GrantEntitlement c -> memberships.grant(user, c.entitlement(), sessions);
            case Change.RevokeEntitlement c -> memberships.revoke(user, c.entitlement());
            case Change.RevokeMemberships c -> memberships.revokeAll(user);
            case Change.EnableAccount c -> notDone(c);
            case Change.DisableAccount c -> notDone(c);
            case Change.ResetSecret c -> notDone(c);
            case Change.RevokeCredentials c -> notDone(c);
            case Change.ClearMfa c -> notDone(c);
            case Change.UpdateAccount c -> notDone(c);
            case Change.RotateSecret c -> notDone(c);
            case Change.TransferOwnership c -> notDone(c);
            case Change.OfCredential c -> notDone(c);
            case Change.DeleteAccount c -> notDone(c);
        };
    }

    private static ChangeOutcome gone(Change.OfAccount change) {
        return change instanceof Change.GrantEntitlement ? NOT_THERE : GONE;
    }

    private static ChangeOutcome notDone(Change change) {
        return new ChangeOutcome.Refused(change.kind()
                + " is not among what AWS lets be done to users of IAM Identity Center: do it where the users come from, or"
                + " in the console");
    }

    // What the calls share

    @FunctionalInterface
    private interface Observing<T> {
        T run() throws Trouble;
    }

    private static <T> Observation<T> observe(Observing<T> observing) {
        try {
            return new Observation.Seen<>(observing.run());
        } catch (Trouble e) {
            return e.observation();
        }
    }

    @Override
    public void close() {
        calls.close();
    }

    @Override
    public String toString() {
        return "IdentityCenterConnector[]";
    }
}

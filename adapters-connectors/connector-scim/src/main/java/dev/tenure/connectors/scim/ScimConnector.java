package dev.tenure.connectors.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.AccountState;
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
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Evidence.Fact;
import dev.tenure.connector.spi.Increment;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.Page;
import dev.tenure.connector.spi.ReadKind;
import dev.tenure.connector.spi.ResumeToken;
import dev.tenure.connector.spi.Session;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One target that speaks SCIM 2.0, read and changed. */
final class ScimConnector implements Connector {

    private static final ChangeOutcome GONE =
            new ChangeOutcome.Unchanged(new Evidence(List.of(Fact.plain("readBack.exists", "false"))));
    private static final ChangeOutcome NOT_THERE =
            new ChangeOutcome.Refused("the target has no such account: read it again, or make it first");

    private final ScimSettings settings;
    private final ScimClient client;
    private final AccountShape shape;
    private final Groups groups;
    private final Accounts accounts;
    private final AccountChanges accountChanges;
    private final GroupChanges groupChanges;
    private final Increments increments;
    private final Capabilities capabilities;
    private final Listings<ObservedAccount> accountListings;
    private final Listings<Listed> groupListings;

    /** A group of a listing, with what its members are resolved by. */
    private record Listed(JsonNode group, long number, MemberIndex index) {}

    ScimConnector(ScimSettings settings) {
        this.settings = settings;
        this.client = new ScimClient(settings);
        this.shape = new AccountShape(settings);
        this.groups = new Groups(settings, client);
        this.accounts = new Accounts(settings, client);
        this.accountChanges = new AccountChanges(settings, client, accounts, groups);
        this.groupChanges = new GroupChanges(settings, client, accounts, groups);
        this.increments = new Increments(settings, client, accounts, groups, shape);
        this.capabilities = capabilities(settings);
        this.accountListings = new Listings<>(() -> new Listings.Begun<>(accounts.walk(Map.of()), shape::observed));
        this.groupListings = new Listings<>(this::beginGroups);
    }

    private static Capabilities capabilities(ScimSettings settings) {
        Quirks quirks = settings.quirks();
        Set<ChangeKind> changes =
                EnumSet.of(ChangeKind.CREATE_ACCOUNT, ChangeKind.UPDATE_ACCOUNT, ChangeKind.DISABLE_ACCOUNT);
        if (quirks.enables()) {
            changes.add(ChangeKind.ENABLE_ACCOUNT);
        }
        if (quirks.deletes()) {
            changes.add(ChangeKind.DELETE_ACCOUNT);
        }
        if (settings.passwords()) {
            changes.add(ChangeKind.RESET_SECRET);
        }
        if (quirks.groups()) {
            changes.add(ChangeKind.GRANT_ENTITLEMENT);
            changes.add(ChangeKind.REVOKE_ENTITLEMENT);
            changes.add(ChangeKind.REVOKE_MEMBERSHIPS);
        }
        settings.sessions().end().ifPresent(call -> changes.add(ChangeKind.END_SESSIONS));
        settings.tokens().end().ifPresent(call -> changes.add(ChangeKind.REVOKE_CREDENTIALS));
        Set<ReadKind> reads = EnumSet.noneOf(ReadKind.class);
        if (settings.incremental()) {
            reads.add(ReadKind.CHANGES);
        }
        List<Capabilities.Unobservable> unobservable = new ArrayList<>();
        Map.of(ReadKind.SESSIONS, settings.sessions(), ReadKind.CREDENTIALS, settings.tokens())
                .forEach((kind, holdings) -> {
                    if (holdings.list().isPresent()) {
                        reads.add(kind);
                    } else {
                        unobservable.add(new Capabilities.Unobservable(
                                holdings.what() + " of the target", settings.sessionLife()));
                    }
                });
        Map<ChangeKind, Consequence> worse =
                switch (quirks.disablingLoses()) {
                    case NOTHING -> Map.of();
                    case ACCESS ->
                        Map.of(
                                ChangeKind.DISABLE_ACCOUNT,
                                new Consequence.Replaceable("the account's place in the target and its groups"));
                    case CONTENT ->
                        Map.of(
                                ChangeKind.DISABLE_ACCOUNT,
                                new Consequence.Destructive("the account and what the target keeps with it"));
                };
        return new Capabilities(changes, reads, worse, unobservable);
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    // Reading

    @Override
    public Observation<Connection> connect() {
        return observe(() -> {
            Features features = client.askedAnew();
            client.list(features.users(), Map.of("startIndex", "1", "count", "1"));
            return new Connection(
                    "SCIM 2.0", client.own().filter(this::exists).map(AccountRef::new), settings.encrypted());
        });
    }

    private boolean exists(String id) {
        try {
            return accounts.user(new AccountRef(id)).isPresent();
        } catch (Trouble e) {
            return false;
        }
    }

    @Override
    public Observation<Page<ObservedAccount>> accounts(Cursor cursor) {
        return observe(() -> accountListings.page(cursor));
    }

    @Override
    public Observation<Page<ObservedEntitlement>> entitlements(Cursor cursor) {
        return observe(() -> {
            Optional<String> endpoint = groups.endpoint();
            if (endpoint.isEmpty()) {
                return new Page<>(List.of(), Optional.empty());
            }
            Page<Listed> page = groupListings.page(cursor);
            List<ObservedEntitlement> entitlements =
                    new ArrayList<>(page.items().size());
            for (Listed listed : page.items()) {
                entitlements.add(groups.observed(
                        listed.group(),
                        listed.number(),
                        groups.members(endpoint.get(), listed.group()),
                        listed.index()));
            }
            return new Page<>(entitlements, page.next());
        });
    }

    private Listings.Begun<Listed> beginGroups() throws Trouble {
        String endpoint = groups.endpoint().orElseThrow();
        MemberIndex index = groups.index(accounts);
        return new Listings.Begun<>(
                groups.walk(endpoint, Map.of()), (group, number) -> new Listed(group, number, index));
    }

    @Override
    public Observation<List<AccountState>> find(String attribute, String value) {
        return observe(() -> {
            List<AccountState> states = new ArrayList<>();
            for (JsonNode user : accounts.found(attribute, value)) {
                states.add(state(user));
            }
            return states;
        });
    }

    @Override
    public Observation<AccountState> read(AccountRef account) {
        return observe(() -> {
            Optional<ObjectNode> user = accounts.user(account);
            return user.isEmpty() ? AccountState.absent(account) : state(user.get());
        });
    }

    private AccountState state(JsonNode user) throws Trouble {
        List<AccountState.Membership> memberships = new ArrayList<>();
        groups.of(user).forEach((ref, name) -> memberships.add(new AccountState.Membership(ref, name)));
        return new AccountState(true, shape.observed(user, 0), memberships, List.of());
    }

    @Override
    public Observation<List<Credential>> credentials(AccountRef account) {
        return settings.tokens().list().isEmpty()
                ? Connector.super.credentials(account)
                : observe(() -> held(settings.tokens(), account).stream()
                        .map(id -> new Credential(id, settings.tokens().what(), Optional.empty(), Optional.empty()))
                        .toList());
    }

    @Override
    public Observation<List<Session>> sessions(AccountRef account) {
        return settings.sessions().list().isEmpty()
                ? Connector.super.sessions(account)
                : observe(() -> held(settings.sessions(), account).stream()
                        .map(id -> new Session(id, Optional.empty(), Optional.empty()))
                        .toList());
    }

    @Override
    public Observation<Increment> changesSince(Optional<ResumeToken> since) {
        return settings.incremental() ? observe(() -> increments.since(since)) : Connector.super.changesSince(since);
    }

    private Set<String> held(Holdings holdings, AccountRef account) throws Trouble {
        return accounts.user(account).isEmpty() ? Set.of() : holdings.held(client, account);
    }

    // Changing

    @Override
    public ChangeOutcome apply(Change change, ChangeKey key) {
        if (!capabilities().changes().contains(change.kind())) {
            return notDone(change);
        }
        for (int round = 1; ; round++) {
            try {
                return switch (change) {
                    case Change.CreateAccount create -> accountChanges.create(create);
                    case Change.OfAccount asked -> {
                        Optional<ObjectNode> user = accounts.user(asked.account());
                        yield user.isPresent() ? there(asked, user.get()) : gone(asked);
                    }
                };
            } catch (Trouble e) {
                // Every read after a write is caught where the write is, so nothing was written yet.
                if (!e.isWorthAnotherRound(round)) {
                    return e.outcome();
                }
            }
        }
    }

    private ChangeOutcome there(Change.OfAccount change, ObjectNode user) throws Trouble {
        return switch (change) {
            case Change.UpdateAccount c -> accountChanges.update(c, user);
            case Change.EnableAccount c -> accountChanges.activate(c.account(), user, true);
            case Change.DisableAccount c -> accountChanges.disable(c.account(), user);
            case Change.DeleteAccount c -> accountChanges.delete(c.account(), user);
            case Change.ResetSecret c -> accountChanges.resetSecret(c.account(), user);
            case Change.RotateSecret c -> notDone(c);
            case Change.GrantEntitlement c -> groupChanges.grant(c.account(), c.entitlement(), user);
            case Change.RevokeEntitlement c -> groupChanges.revoke(c.account(), c.entitlement(), user);
            case Change.RevokeMemberships c -> groupChanges.revokeAll(c.account(), user);
            case Change.EndSessions c -> settings.sessions().endAll(client, accounts, c.account(), user);
            case Change.RevokeCredentials c -> settings.tokens().endAll(client, accounts, c.account(), user);
            case Change.ClearMfa c -> notDone(c);
            case Change.TransferOwnership c -> notDone(c);
            case Change.OfCredential c -> notDone(c);
        };
    }

    private static ChangeOutcome gone(Change.OfAccount change) {
        return switch (change) {
            case Change.UpdateAccount c -> NOT_THERE;
            case Change.EnableAccount c -> NOT_THERE;
            case Change.GrantEntitlement c -> NOT_THERE;
            case Change.RotateSecret c -> notDone(c);
            case Change.DisableAccount c -> GONE;
            case Change.DeleteAccount c -> GONE;
            case Change.ResetSecret c -> GONE;
            case Change.RevokeEntitlement c -> GONE;
            case Change.RevokeMemberships c -> GONE;
            case Change.EndSessions c -> GONE;
            case Change.RevokeCredentials c -> GONE;
            case Change.ClearMfa c -> notDone(c);
            case Change.TransferOwnership c -> notDone(c);
            case Change.OfCredential c -> notDone(c);
        };
    }

    private static ChangeOutcome notDone(Change change) {
        return new ChangeOutcome.Refused(
                change.kind() + " is not among what this system can do: see its configuration");
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
        client.close();
    }

    @Override
    public String toString() {
        return "ScimConnector[]";
    }
}

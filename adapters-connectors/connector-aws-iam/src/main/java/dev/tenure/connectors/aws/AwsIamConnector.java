package dev.tenure.connectors.aws;

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
import dev.tenure.connector.spi.MfaMethod;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.Page;
import dev.tenure.connector.spi.ReadKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.UserDetail;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** The users of one account of AWS, read and changed. */
final class AwsIamConnector implements Connector {

    private static final ChangeOutcome GONE =
            new ChangeOutcome.Unchanged(new Evidence(List.of(Fact.plain("readBack.exists", "false"))));
    private static final ChangeOutcome NOT_THERE =
            new ChangeOutcome.Refused("the account has no such user: read it again, or make the user first");

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(
                    ChangeKind.ENABLE_ACCOUNT,
                    ChangeKind.DISABLE_ACCOUNT,
                    ChangeKind.GRANT_ENTITLEMENT,
                    ChangeKind.REVOKE_ENTITLEMENT,
                    ChangeKind.REVOKE_MEMBERSHIPS,
                    ChangeKind.END_SESSIONS,
                    ChangeKind.REVOKE_CREDENTIALS,
                    ChangeKind.RESET_SECRET,
                    ChangeKind.CLEAR_MFA),
            Set.of(ReadKind.CREDENTIALS, ReadKind.MFA_METHODS),
            Map.of(ChangeKind.DISABLE_ACCOUNT, new Consequence.Replaceable("the console password")),
            List.of(
                    new Capabilities.Unobservable(
                            "temporary credentials of the user, denied everything", Duration.ofHours(36)),
                    new Capabilities.Unobservable(
                            "sessions of roles that the user assumed, not denied anything", Duration.ofHours(12))));

    private final AwsSettings settings;
    private final Calls calls;
    private final Users users;
    private final Memberships memberships;
    private final Blocking blocking;
    private final HeldCredentials held;
    private final Listings<ObservedAccount> accounts;
    private final Listings<ObservedEntitlement> entitlements;

    AwsIamConnector(AwsSettings settings) {
        this.settings = settings;
        this.calls = new Calls(settings);
        this.users = new Users(calls, settings);
        this.memberships = new Memberships(calls, settings);
        this.blocking = new Blocking(calls, memberships, settings);
        this.held = new HeldCredentials(calls, blocking, settings);
        this.accounts = new Listings<>(this::beginAccounts);
        this.entitlements = new Listings<>(this::beginEntitlements);
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    // Reading

    @Override
    public Observation<Connection> connect() {
        return observe(() -> {
            GetCallerIdentityResponse caller = calls.caller();
            users.details(Optional.empty());
            Optional<AccountRef> own = Calls.told(caller.arn()).contains(":user/")
                    ? Optional.of(new AccountRef(Calls.told(caller.userId())))
                    : Optional.empty();
            return new Connection("AWS IAM, account " + caller.account(), own, settings.encrypted());
        });
    }

    @Override
    public Observation<Page<ObservedAccount>> accounts(Cursor cursor) {
        return observe(() -> accounts.page(cursor));
    }

    private Listings.Reading<ObservedAccount> beginAccounts() throws Trouble {
        Map<String, Instant> passwordsUsed = users.passwordsUsed();
        return marker -> {
            Calls.Page<UserDetail> page = users.details(marker);
            List<ObservedAccount> observed = new ArrayList<>();
            for (UserDetail detail : page.items()) {
                AwsUser user = AwsUser.of(detail, Optional.ofNullable(passwordsUsed.get(detail.userId())));
                boolean denied = detail.userPolicyList().stream()
                        .anyMatch(policy -> Denial.isBlock(policy.policyName(), policy.policyDocument()));
                // What else makes a user blocked takes two calls, and is asked of those alone who may be.
                observed.add(user.observed(settings.attributes(), denied && blocking.isShut(user)));
            }
            return new Calls.Page<>(observed, page.next());
        };
    }

    @Override
    public Observation<Page<ObservedEntitlement>> entitlements(Cursor cursor) {
        return observe(() -> entitlements.page(cursor));
    }

    private Listings.Reading<ObservedEntitlement> beginEntitlements() throws Trouble {
        List<ObservedEntitlement> all = Entitlements.read(calls, settings.pageSize());
        return marker -> {
            int from = marker.map(Integer::parseInt).orElse(0);
            int to = Math.min(all.size(), from + settings.pageSize());
            return new Calls.Page<>(
                    all.subList(from, to), to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
        };
    }

    @Override
    public Observation<List<AccountState>> find(String attribute, String value) {
        return observe(() -> {
            List<AccountState> states = new ArrayList<>();
            for (AwsUser user : users.found(attribute, value)) {
                states.add(state(user));
            }
            return states;
        });
    }

    @Override
    public Observation<AccountState> read(AccountRef account) {
        return observe(() -> {
            Optional<AwsUser> user = users.user(account);
            return user.isEmpty() ? AccountState.absent(account) : state(user.get());
        });
    }

    private AccountState state(AwsUser user) throws Trouble {
        return new AccountState(
                true,
                user.observed(settings.attributes(), blocking.isBlocked(user)),
                memberships.whole(user),
                List.of());
    }

    @Override
    public Observation<List<MfaMethod>> mfaMethods(AccountRef account) {
        return observe(() -> {
            Optional<AwsUser> user = users.user(account);
            return user.isEmpty() ? List.of() : held.mfaMethods(user.get());
        });
    }

    @Override
    public Observation<List<Credential>> credentials(AccountRef account) {
        return observe(() -> {
            Optional<AwsUser> user = users.user(account);
            return user.isEmpty() ? List.of() : held.credentials(user.get());
        });
    }

    // Changing

    @Override
    public ChangeOutcome apply(Change change, ChangeKey key) {
        try {
            return switch (change) {
                case Change.CreateAccount create -> notDone(create);
                case Change.OfAccount asked when !CAPABILITIES.changes().contains(asked.kind()) -> notDone(asked);
                case Change.OfAccount asked -> {
                    Optional<AwsUser> user = users.user(asked.account());
                    yield user.isPresent() ? there(asked, user.get()) : gone(asked);
                }
            };
        } catch (Trouble e) {
            // Every read after a write is caught where the write is, so nothing was written yet.
            return e.outcome();
        }
    }

    private ChangeOutcome there(Change.OfAccount change, AwsUser user) throws Trouble {
        return switch (change) {
            case Change.EnableAccount c -> blocking.enable(user);
            case Change.DisableAccount c -> blocking.disable(user);
            case Change.EndSessions c -> blocking.endSessions(user);
            case Change.ResetSecret c -> blocking.resetSecret(user);
            case Change.RevokeCredentials c -> held.revoke(user);
            case Change.ClearMfa c -> held.clearMfa(user);
            case Change.GrantEntitlement c -> memberships.grant(user, c.entitlement());
            case Change.RevokeEntitlement c -> memberships.revoke(user, c.entitlement());
            case Change.RevokeMemberships c -> memberships.revokeAll(user);
            case Change.UpdateAccount c -> notDone(c);
            case Change.RotateSecret c -> notDone(c);
            case Change.TransferOwnership c -> notDone(c);
            case Change.DeleteAccount c -> notDone(c);
        };
    }

    private static ChangeOutcome gone(Change.OfAccount change) {
        return switch (change) {
            case Change.EnableAccount c -> NOT_THERE;
            case Change.GrantEntitlement c -> NOT_THERE;
            case Change.DisableAccount c -> GONE;
            case Change.EndSessions c -> GONE;
            case Change.ResetSecret c -> GONE;
            case Change.RevokeCredentials c -> GONE;
            case Change.ClearMfa c -> GONE;
            case Change.RevokeEntitlement c -> GONE;
            case Change.RevokeMemberships c -> GONE;
            case Change.UpdateAccount c -> notDone(c);
            case Change.RotateSecret c -> notDone(c);
            case Change.TransferOwnership c -> notDone(c);
            case Change.DeleteAccount c -> notDone(c);
        };
    }

    private static ChangeOutcome notDone(Change change) {
        return new ChangeOutcome.Refused(
                change.kind() + " is not among what is done to users of AWS: do it there by hand");
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
        return "AwsIamConnector[]";
    }
}

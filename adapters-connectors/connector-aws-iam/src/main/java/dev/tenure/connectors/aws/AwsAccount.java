package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.Activity;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Credential;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Evidence.Fact;
import dev.tenure.connector.spi.Gap;
import dev.tenure.connector.spi.MfaMethod;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.UserDetail;

/** The users of one account of AWS, read and changed, with ids as they are told of it. */
final class AwsAccount {

    private static final ChangeOutcome GONE =
            new ChangeOutcome.Unchanged(new Evidence(List.of(Fact.plain("readBack.exists", "false"))));
    private static final ChangeOutcome NOT_THERE =
            new ChangeOutcome.Refused("the account has no such user: read it again, or make the user first");

    /** Where a listing of users goes on when all are told. */
    private static final String ROOT = "root";

    private final AwsSettings settings;
    private final Calls calls;
    private final Ids ids;
    private final Users users;
    private final Memberships memberships;
    private final Blocking blocking;
    private final HeldCredentials held;
    private final Making making;
    private final Deleting deleting;
    private final AccessKeys keys;
    private final Reports reports;
    private final Roles roles;
    private final RoleDenials denials;
    private final Optional<AssumedRoles> assumed;
    private final Optional<Trail> trail;

    /** @param all those of the same system, this one among them */
    AwsAccount(Calls calls, AwsSettings settings, Ids ids, Accounts all) {
        this.settings = settings;
        this.calls = calls;
        this.ids = ids;
        this.users = new Users(calls, settings);
        this.memberships = new Memberships(calls, settings);
        this.blocking = new Blocking(calls, memberships, settings);
        this.held = new HeldCredentials(calls, blocking, settings);
        this.making = new Making(calls, users, blocking);
        this.deleting = new Deleting(calls, users, memberships, blocking, held);
        this.keys = new AccessKeys(calls, blocking, held);
        this.reports = new Reports(calls, settings);
        this.trail = settings.trail().map(log -> new Trail(calls, users, settings, log));
        this.roles = new Roles(calls, settings);
        this.denials = new RoleDenials(calls, roles, ids);
        this.assumed = settings.roleSessions()
                ? Optional.of(new AssumedRoles(all, settings, blocking, trail))
                : Optional.empty();
    }

    /** What it is called with. */
    Calls calls() {
        return calls;
    }

    /** What denies sessions in its roles. */
    RoleDenials denials() {
        return denials;
    }

    // Reading

    /** Whether its users can be read. */
    void look() throws Trouble {
        users.details(Optional.empty());
    }

    Listings.Reading<ObservedAccount> accounts() throws Trouble {
        Map<String, Instant> passwordsUsed = users.passwordsUsed();
        Reports.Told report = reports.read();
        return marker -> {
            if (marker.equals(Optional.of(ROOT))) {
                return root(report);
            }
            Calls.Page<UserDetail> page = users.details(marker);
            List<ObservedAccount> observed = new ArrayList<>();
            for (UserDetail detail : page.items()) {
                AwsUser user = AwsUser.of(detail, Optional.ofNullable(passwordsUsed.get(detail.userId())));
                boolean denied = detail.userPolicyList().stream()
                        .anyMatch(policy -> Denial.isBlock(policy.policyName(), policy.policyDocument()));
                // What else makes a user blocked takes two calls, and is asked of those alone who may be.
                observed.add(ids.of(user.observed(
                        settings.attributes(), denied && blocking.isShut(user), report.passwordSetAt(user.arn()))));
            }
            return new Listings.Part<>(observed, page.next().or(() -> report.next(ROOT)), List.of());
        };
    }

    private Listings.Part<ObservedAccount> root(Reports.Told report) throws Trouble {
        List<ObservedAccount> found = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        switch (report) {
            case Reports.Told.Report read -> found.add(ids.of(read.root().observed()));
            case Reports.Told.Missing missing ->
                gaps.add(
                        ids.of(new Gap(settings.rootOf(Calls.told(calls.caller().account())), missing.reason())));
            case Reports.Told.NotAsked no -> {
                // Then the root user is not among what is read.
            }
        }
        return new Listings.Part<>(found, Optional.empty(), gaps);
    }

    Listings.Reading<ObservedEntitlement> entitlements() throws Trouble {
        List<ObservedEntitlement> all = Entitlements.read(calls, settings.pageSize());
        return marker -> {
            int from = marker.map(Integer::parseInt).orElse(0);
            int to = Math.min(all.size(), from + settings.pageSize());
            return new Listings.Part<>(
                    all.subList(from, to).stream().map(ids::of).toList(),
                    to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty(),
                    List.of());
        };
    }

    List<AccountState> find(String attribute, String value) throws Trouble {
        List<AccountState> states = new ArrayList<>();
        List<AwsUser> found = users.found(attribute, value);
        List<IamRole> all = found.isEmpty() ? List.of() : roles.all();
        for (AwsUser user : found) {
            states.add(state(user, all));
        }
        return states;
    }

    AccountState read(AccountRef told) throws Trouble {
        AccountRef account = ids.bare(told);
        if (Root.is(account)) {
            Optional<Root> root = root();
            return root.isEmpty()
                    ? AccountState.absent(told)
                    : new AccountState(true, ids.of(root.get().observed()), List.of(), List.of());
        }
        Optional<AwsUser> user = users.user(account);
        return user.isEmpty() ? AccountState.absent(told) : state(user.get(), roles.all());
    }

    private AccountState state(AwsUser user, List<IamRole> all) throws Trouble {
        AccountState state = new AccountState(
                true,
                user.observed(settings.attributes(), blocking.isBlocked(user), Optional.empty()),
                memberships.whole(user),
                List.of());
        return ids.of(Roles.with(state, user, all));
    }

    Activity activity(AccountRef told, Instant from, Instant to, Cursor cursor) throws Trouble {
        AccountRef account = ids.bare(told);
        if (trail.isEmpty()) {
            throw Trouble.refused("what users do is not read of this account: set trailRegions");
        }
        if (Root.is(account)) {
            throw Trouble.refused("what the root user did is not read: look into CloudTrail by hand");
        }
        return trail.get().activity(account, from, to, cursor);
    }

    List<MfaMethod> mfaMethods(AccountRef told) throws Trouble {
        AccountRef account = ids.bare(told);
        if (Root.is(account)) {
            return root().map(Root::mfaMethods).orElse(List.of());
        }
        Optional<AwsUser> user = users.user(account);
        return user.isEmpty() ? List.of() : held.mfaMethods(user.get());
    }

    List<Credential> credentials(AccountRef told) throws Trouble {
        AccountRef account = ids.bare(told);
        if (Root.is(account)) {
            return root().map(Root::credentials).orElse(List.of());
        }
        Optional<AwsUser> user = users.user(account);
        return user.isEmpty() ? List.of() : held.credentials(user.get());
    }

    /** As the report shows it now; empty where none is asked for. */
    private Optional<Root> root() throws Trouble {
        return switch (reports.read()) {
            case Reports.Told.Report read -> Optional.of(read.root());
            case Reports.Told.Missing missing -> throw Trouble.unreachable(missing.reason());
            case Reports.Told.NotAsked no -> Optional.empty();
        };
    }

    // Changing

    ChangeOutcome apply(Change.OfAccount change) throws Trouble {
        AccountRef account = ids.bare(change.account());
        if (Root.is(account)) {
            return new ChangeOutcome.Refused(
                    "the root user of an account is never changed from here: whoever holds it signs in and does it");
        }
        Optional<AwsUser> user = users.user(account);
        return user.isPresent() ? there(change, user.get()) : gone(change);
    }

    /** Makes a user whom nobody is yet. */
    ChangeOutcome create(Change.CreateAccount change) throws Trouble {
        return making.create(change);
    }

    private ChangeOutcome there(Change.OfAccount change, AwsUser user) throws Trouble {
        return switch (change) {
            case Change.EnableAccount c -> blocking.enable(user);
            case Change.DisableAccount c -> blocking.disable(user);
            case Change.EndSessions c -> endSessions(user);
            case Change.ResetSecret c -> blocking.resetSecret(user);
            case Change.RevokeCredentials c -> held.revoke(user);
            case Change.ClearMfa c -> held.clearMfa(user);
            case Change.GrantEntitlement c -> grant(user, ids.bare(c.entitlement()), c.until());
            case Change.RevokeEntitlement c -> revoke(user, ids.bare(c.entitlement()));
            case Change.RevokeMemberships c -> roles.left(user, memberships.revokeAll(user));
            case Change.UpdateAccount c -> making.update(user, c.attributes());
            case Change.DeleteAccount c -> deleting.delete(user);
            case Change.IssueCredential c -> keys.issue(user, c);
            case Change.EnableCredential c -> keys.enable(user, c.credential());
            case Change.DisableCredential c -> keys.disable(user, c.credential());
            case Change.RevokeCredential c -> held.revoke(user, c.credential());
            case Change.RotateSecret c -> AwsIamConnector.notDone(c);
            case Change.TransferOwnership c -> AwsIamConnector.notDone(c);
        };
    }

    private ChangeOutcome grant(AwsUser user, EntitlementRef entitlement, Optional<Instant> until) throws Trouble {
        Optional<ChangeOutcome> refused = roles.refusesGiving(entitlement);
        return refused.isPresent() ? refused.get() : memberships.grant(user, entitlement, until);
    }

    private ChangeOutcome revoke(AwsUser user, EntitlementRef entitlement) throws Trouble {
        Optional<ChangeOutcome> refused = roles.refusesTaking(user, entitlement);
        return refused.isPresent() ? refused.get() : memberships.revoke(user, entitlement);
    }

    /** Whatever becomes of the user's own sessions, those in roles have their turn. */
    private ChangeOutcome endSessions(AwsUser user) throws Trouble {
        if (assumed.isEmpty()) {
            return blocking.endSessions(user);
        }
        ChangeOutcome own;
        try {
            own = blocking.endSessions(user);
        } catch (Trouble e) {
            own = e.outcome();
        }
        return assumed.get().end(user, own);
    }

    private static ChangeOutcome gone(Change.OfAccount change) {
        return switch (change) {
            case Change.EnableAccount c -> NOT_THERE;
            case Change.GrantEntitlement c -> NOT_THERE;
            case Change.IssueCredential c -> NOT_THERE;
            case Change.EnableCredential c -> NOT_THERE;
            case Change.DisableCredential c -> GONE;
            case Change.RevokeCredential c -> GONE;
            case Change.DisableAccount c -> GONE;
            case Change.EndSessions c -> GONE;
            case Change.ResetSecret c -> GONE;
            case Change.RevokeCredentials c -> GONE;
            case Change.ClearMfa c -> GONE;
            case Change.RevokeEntitlement c -> GONE;
            case Change.RevokeMemberships c -> GONE;
            case Change.UpdateAccount c -> NOT_THERE;
            case Change.DeleteAccount c -> GONE;
            case Change.RotateSecret c -> AwsIamConnector.notDone(c);
            case Change.TransferOwnership c -> AwsIamConnector.notDone(c);
        };
    }
}

package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.Activity;
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
import dev.tenure.connector.spi.MfaMethod;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.Page;
import dev.tenure.connector.spi.ReadKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** The users of one account of AWS, or of several, read and changed. */
final class AwsIamConnector implements Connector {

    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(
                    ChangeKind.CREATE_ACCOUNT,
                    ChangeKind.UPDATE_ACCOUNT,
                    ChangeKind.DELETE_ACCOUNT,
                    ChangeKind.ENABLE_ACCOUNT,
                    ChangeKind.DISABLE_ACCOUNT,
                    ChangeKind.GRANT_ENTITLEMENT,
                    ChangeKind.REVOKE_ENTITLEMENT,
                    ChangeKind.REVOKE_MEMBERSHIPS,
                    ChangeKind.END_SESSIONS,
                    ChangeKind.REVOKE_CREDENTIALS,
                    ChangeKind.RESET_SECRET,
                    ChangeKind.CLEAR_MFA,
                    ChangeKind.ISSUE_CREDENTIAL,
                    ChangeKind.ENABLE_CREDENTIAL,
                    ChangeKind.DISABLE_CREDENTIAL,
                    ChangeKind.REVOKE_CREDENTIAL),
            Set.of(ReadKind.CREDENTIALS, ReadKind.MFA_METHODS),
            Map.of(ChangeKind.DISABLE_ACCOUNT, new Consequence.Replaceable("the console password")),
            List.of(new Capabilities.Unobservable(
                    "temporary credentials of the user, denied everything", Duration.ofHours(36))));

    /** How many accounts are looked at when the connection is tried; a read looks at all. */
    private static final int MOST_TRIED = 20;

    private final AwsSettings settings;
    private final Capabilities capabilities;
    private final Calls calls;
    private final Accounts all;
    private final Permissions permissions;
    private final Listings<ObservedAccount> accounts = new Listings<>();
    private final Listings<ObservedEntitlement> entitlements = new Listings<>();

    AwsIamConnector(AwsSettings settings) {
        this.settings = settings;
        this.calls = new Calls(settings);
        this.all = new Accounts(settings, calls);
        this.permissions = new Permissions(settings);
        this.capabilities = capabilities(settings);
    }

    private static Capabilities capabilities(AwsSettings settings) {
        Set<ReadKind> reads = EnumSet.copyOf(CAPABILITIES.reads());
        if (settings.trail().isPresent()) {
            reads.add(ReadKind.ACTIVITY);
        }
        List<Capabilities.Unobservable> unobservable = new ArrayList<>(CAPABILITIES.unobservable());
        unobservable.add(new Capabilities.Unobservable(AssumedRoles.left(settings), RoleDenial.LONGEST));
        return new Capabilities(CAPABILITIES.changes(), reads, CAPABILITIES.worse(), unobservable);
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    // Reading

    @Override
    public Observation<Connection> connect() {
        return observe(() -> {
            GetCallerIdentityResponse caller = calls.caller();
            String number = Calls.told(caller.account());
            all.own().look();
            Accounts.Listed listed = all.listed();
            Optional<AccountRef> own = Calls.told(caller.arn()).contains(":user/")
                    ? Optional.of(new AccountRef(Calls.told(caller.userId())))
                    : Optional.empty();
            List<String> shortfalls = new ArrayList<>(permissions.missing(calls, caller.arn()));
            listed.closed()
                    .forEach(closed ->
                            shortfalls.add("account " + closed + ": is suspended or being closed, and is not read"));
            shortfalls.addAll(tried(listed.others()));
            int others = listed.others().size();
            return new Connection(
                    "AWS IAM, account " + number + (others > 0 ? " and " + others + " more" : ""),
                    own,
                    settings.encrypted(),
                    roots(number, listed.others()),
                    shortfalls);
        });
    }

    private List<String> tried(List<String> numbers) throws Trouble {
        List<String> shortfalls = new ArrayList<>();
        List<String> some = numbers.subList(0, Math.min(MOST_TRIED, numbers.size()));
        for (Together.Done<String, List<String>> done : Together.each(some, parallel(), this::tried)) {
            shortfalls.addAll(done.result().orElse(List.of()));
            done.trouble().ifPresent(trouble -> shortfalls.add(trouble.reason()));
        }
        if (some.size() < numbers.size()) {
            shortfalls.add((numbers.size() - some.size()) + " accounts were not tried now: a read tries them all");
        }
        return shortfalls;
    }

    private List<String> tried(String number) throws Trouble {
        return all.in(number, account -> {
            account.look();
            return permissions.missingIn(account.calls(), number).stream()
                    .map(missing -> "account " + number + ": " + missing)
                    .toList();
        });
    }

    /** Root users that the report shows; nothing is ever done to them. */
    private Set<AccountRef> roots(String own, List<String> others) {
        Set<AccountRef> roots = new HashSet<>();
        if (settings.reportWait().isPresent()) {
            roots.add(new AccountRef(settings.rootOf(own)));
            others.forEach(number -> roots.add(Ids.of(number).of(new AccountRef(settings.rootOf(number)))));
        }
        return roots;
    }

    private int parallel() {
        return settings.others().map(AwsSettings.Others::parallel).orElse(1);
    }

    private <T> Listings.Reading<T> across(Function<AwsAccount, Listings.Beginning<T>> listing) throws Trouble {
        return settings.others().isEmpty()
                ? listing.apply(all.own()).begin()
                : new Across<>(all, all.numbers(), parallel(), listing);
    }

    @Override
    public Observation<Page<ObservedAccount>> accounts(Cursor cursor) {
        return observe(() -> accounts.page(cursor, () -> across(account -> account::accounts)));
    }

    @Override
    public Observation<Page<ObservedEntitlement>> entitlements(Cursor cursor) {
        return observe(() -> entitlements.page(cursor, () -> across(account -> account::entitlements)));
    }

    /** Where one account does not say who it has, it is not known that nobody is there. */
    @Override
    public Observation<List<AccountState>> find(String attribute, String value) {
        return observe(() -> found(attribute, value));
    }

    private List<AccountState> found(String attribute, String value) throws Trouble {
        List<AccountState> states = new ArrayList<>();
        for (Together.Done<String, List<AccountState>> done : Together.each(
                all.numbers(), parallel(), number -> all.in(number, account -> account.find(attribute, value)))) {
            states.addAll(done.orThrow());
        }
        return states;
    }

    @Override
    public Observation<AccountState> read(AccountRef account) {
        return observe(() -> all.in(Ids.numberIn(account), at -> at.read(account)));
    }

    @Override
    public Observation<List<MfaMethod>> mfaMethods(AccountRef account) {
        return observe(() -> all.in(Ids.numberIn(account), at -> at.mfaMethods(account)));
    }

    @Override
    public Observation<List<Credential>> credentials(AccountRef account) {
        return observe(() -> all.in(Ids.numberIn(account), at -> at.credentials(account)));
    }

    @Override
    public Observation<Activity> activity(AccountRef account, Instant from, Instant to, Cursor cursor) {
        return observe(() -> all.in(Ids.numberIn(account), at -> at.activity(account, from, to, cursor)));
    }

    // Changing

    @Override
    public ChangeOutcome apply(Change change, ChangeKey key) {
        try {
            return switch (change) {
                case Change.CreateAccount asked -> create(asked);
                case Change.OfAccount asked when !CAPABILITIES.changes().contains(asked.kind()) -> notDone(asked);
                case Change.OfAccount asked -> all.in(Ids.numberIn(asked.account()), at -> at.apply(asked));
            };
        } catch (Trouble e) {
            // Every read after a write is caught where the write is, so nothing was written yet.
            return e.outcome();
        }
    }

    /** In the account that the connector signs in to, where nobody in any of them is such a user yet. */
    private ChangeOutcome create(Change.CreateAccount asked) throws Trouble {
        Optional<String> refusal = Making.refusal(asked);
        if (refusal.isPresent()) {
            return new ChangeOutcome.Refused(refusal.get());
        }
        List<AccountState> there = found(asked.attribute(), asked.value());
        return switch (there.size()) {
            case 0 -> all.own().create(asked);
            case 1 ->
                new ChangeOutcome.Unchanged(new Evidence(List.of(Evidence.Fact.personal(
                        "account.name", there.get(0).account().name()))));
            default ->
                new ChangeOutcome.Refused(
                        asked.attribute() + ": more than one user has this value: leave it to one of them in AWS");
        };
    }

    static ChangeOutcome notDone(Change change) {
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

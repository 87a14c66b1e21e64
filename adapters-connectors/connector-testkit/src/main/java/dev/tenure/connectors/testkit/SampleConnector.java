package dev.tenure.connectors.testkit;

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
import dev.tenure.connector.spi.Credential;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Evidence.Fact;
import dev.tenure.connector.spi.Increment;
import dev.tenure.connector.spi.MembershipCause;
import dev.tenure.connector.spi.MfaMethod;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ObservedMember;
import dev.tenure.connector.spi.Page;
import dev.tenure.connector.spi.ReadKind;
import dev.tenure.connector.spi.ResumeToken;
import dev.tenure.connector.spi.Secret;
import dev.tenure.connector.spi.Session;
import dev.tenure.connector.spi.SignIn;
import dev.tenure.connector.spi.SignInEvent;
import dev.tenure.connectors.testkit.Target.Holding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A connector that keeps the whole contract: read, decide, attempt, verify. */
public final class SampleConnector implements Connector {

    static final int PAGE = 10;

    private final SampleSystem system;

    /** A connector to this system. */
    public SampleConnector(SampleSystem system) {
        this.system = system;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(
                EnumSet.allOf(ChangeKind.class),
                EnumSet.allOf(ReadKind.class),
                Map.of(),
                List.of(new Capabilities.Unobservable("sample ticket", Duration.ofHours(1))));
    }

    @Override
    public Observation<Connection> connect() {
        return observe(() -> {
            system.listAccounts();
            return new Connection("sample system 1", Optional.empty(), true);
        });
    }

    @Override
    public Observation<Page<ObservedAccount>> accounts(Cursor cursor) {
        return observe(() ->
                page(cursor, system.listAccounts().stream().map(this::observed).toList()));
    }

    @Override
    public Observation<Page<ObservedEntitlement>> entitlements(Cursor cursor) {
        return observe(() -> page(cursor, allEntitlements()));
    }

    private List<ObservedEntitlement> allEntitlements() throws SampleSystem.Trouble {
        Set<String> accounts = new HashSet<>();
        system.listAccounts().forEach(a -> accounts.add(a.ref().nativeId()));
        Map<EntitlementRef, Set<String>> members = system.listMembers();
        Map<EntitlementRef, Set<AccountRef>> rules = system.listRules();
        Map<AccountRef, EntitlementRef> primaries = system.listPrimaries();
        List<ObservedEntitlement> entitlements = new ArrayList<>();
        members.forEach((ref, held) -> {
            List<ObservedMember> all = new ArrayList<>();
            held.forEach(id -> all.add(member(id, accounts, members.keySet())));
            rules.getOrDefault(ref, Set.of())
                    .forEach(a -> all.add(new ObservedMember.Account(a, new MembershipCause.Dynamic())));
            primaries.forEach((account, primary) -> {
                if (primary.equals(ref)) {
                    all.add(new ObservedMember.Account(account, new MembershipCause.Primary()));
                }
            });
            entitlements.add(new ObservedEntitlement(ref, system.nameOf(ref), all));
        });
        return entitlements;
    }

    private static ObservedMember member(String id, Set<String> accounts, Set<EntitlementRef> entitlements) {
        if (accounts.contains(id)) {
            return new ObservedMember.Account(new AccountRef(id));
        }
        if (entitlements.contains(new EntitlementRef(id))) {
            return new ObservedMember.Entitlement(new EntitlementRef(id));
        }
        return new ObservedMember.Unresolvable(id, "no account and no entitlement has this id");
    }

    private static <T> Page<T> page(Cursor cursor, List<T> all) {
        int from = cursor.equals(Cursor.START) ? 0 : Integer.parseInt(cursor.token());
        int to = Math.min(from + PAGE, all.size());
        return new Page<>(
                all.subList(Math.min(from, to), to),
                to < all.size() ? Optional.of(new Cursor(Integer.toString(to))) : Optional.empty());
    }

    @Override
    public Observation<List<AccountState>> find(String attribute, String value) {
        if (!attribute.equals("key")) {
            return new Observation.Refused<>("attribute: accounts are found by key only");
        }
        return observe(() -> {
            List<AccountState> found = new ArrayList<>();
            for (SampleSystem.Account account : system.listAccounts()) {
                if (account.key().equals(value)) {
                    found.add(state(account));
                }
            }
            return found;
        });
    }

    @Override
    public Observation<AccountState> read(AccountRef ref) {
        return observe(() -> {
            Optional<SampleSystem.Account> account = one(ref);
            return account.isPresent() ? state(account.get()) : AccountState.absent(ref);
        });
    }

    private Optional<SampleSystem.Account> one(AccountRef ref) throws SampleSystem.Trouble {
        return system.listAccounts().stream().filter(a -> a.ref().equals(ref)).findFirst();
    }

    private AccountState state(SampleSystem.Account account) throws SampleSystem.Trouble {
        AccountRef ref = account.ref();
        Map<EntitlementRef, Set<String>> members = system.listMembers();
        Map<EntitlementRef, MembershipCause> own = new LinkedHashMap<>();
        members.forEach((entitlement, held) -> {
            if (held.contains(ref.nativeId())) {
                own.put(entitlement, new MembershipCause.Direct());
            }
        });
        system.listRules().forEach((entitlement, held) -> {
            if (held.contains(ref)) {
                own.put(entitlement, new MembershipCause.Dynamic());
            }
        });
        Optional.ofNullable(system.listPrimaries().get(ref))
                .ifPresent(primary -> own.put(primary, new MembershipCause.Primary()));
        List<AccountState.Membership> memberships = new ArrayList<>();
        List<AccountState.Retained> retained = new ArrayList<>();
        own.forEach((entitlement, cause) -> {
            String name = system.nameOf(entitlement);
            memberships.add(new AccountState.Membership(entitlement, name, cause));
            if (!(cause instanceof MembershipCause.Direct)) {
                retained.add(new AccountState.Retained(entitlement, name, keptBy(cause)));
            }
            for (EntitlementRef outer : around(entitlement, members)) {
                memberships.add(new AccountState.Membership(
                        outer, system.nameOf(outer), new MembershipCause.Nested(entitlement)));
            }
        });
        return new AccountState(true, observed(account), memberships, retained);
    }

    private static String keptBy(MembershipCause cause) {
        return switch (cause) {
            case MembershipCause.Primary p -> "it is the primary entitlement: make another one primary first";
            case MembershipCause.Dynamic d -> "a rule puts the account there: change the rule";
            case MembershipCause.Direct d -> "it is direct";
            case MembershipCause.Nested n -> "it comes through another entitlement: revoke that one";
        };
    }

    /** What this entitlement is inside of, over any number of steps; a loop does not lead back to it. */
    private static Set<EntitlementRef> around(EntitlementRef inner, Map<EntitlementRef, Set<String>> members) {
        Set<EntitlementRef> found = new LinkedHashSet<>();
        Deque<EntitlementRef> open = new ArrayDeque<>(List.of(inner));
        while (!open.isEmpty()) {
            String id = open.remove().nativeId();
            members.forEach((outer, held) -> {
                if (held.contains(id) && !outer.equals(inner) && found.add(outer)) {
                    open.add(outer);
                }
            });
        }
        return found;
    }

    private ObservedAccount observed(SampleSystem.Account account) {
        return new ObservedAccount(
                account.ref(),
                account.key(),
                account.enabled() ? SignIn.ENABLED : SignIn.DISABLED,
                account.title().isEmpty()
                        ? Map.of("key", account.key())
                        : Map.of("key", account.key(), "title", account.title()),
                Optional.empty(),
                List.of());
    }

    // Reading more

    @Override
    public Observation<List<MfaMethod>> mfaMethods(AccountRef account) {
        return held(Holding.MFA_METHOD, account, id -> new MfaMethod(id, "sample code card", Optional.empty()));
    }

    @Override
    public Observation<List<Credential>> credentials(AccountRef account) {
        return held(
                Holding.CREDENTIAL,
                account,
                id -> new Credential(id, "sample key", Optional.empty(), Optional.empty()));
    }

    @Override
    public Observation<List<Session>> sessions(AccountRef account) {
        return held(Holding.SESSION, account, id -> new Session(id, Optional.empty(), Optional.empty()));
    }

    private <T> Observation<List<T>> held(Holding holding, AccountRef account, Function<String, T> shape) {
        return observe(() -> system.list(holding, account).stream().map(shape).toList());
    }

    @Override
    public Observation<Page<SignInEvent>> signIns(AccountRef account, Instant since, Cursor cursor) {
        try {
            return system.listSignIns(account, since)
                    .<Observation<Page<SignInEvent>>>map(all -> new Observation.Seen<>(page(cursor, all)))
                    .orElseGet(() -> new Observation.Refused<>(
                            "the system's log does not reach back so far: ask its owner for the archive"));
        } catch (SampleSystem.Trouble e) {
            return new Observation.Unreachable<>("the system cannot be reached", Optional.empty());
        }
    }

    @Override
    public Observation<Activity> activity(AccountRef account, Instant from, Instant to, Cursor cursor) {
        return observe(() -> new Activity(
                page(cursor, system.listActivity(account, from, to)),
                new Activity.Coverage(system.activityKeptSince(), Instant.now(), Optional.empty())));
    }

    @Override
    public Observation<Increment> changesSince(Optional<ResumeToken> since) {
        return observe(() -> {
            if (since.isEmpty()) {
                return new Increment.Changed(List.of(), token(system.historyEnd()), false);
            }
            OptionalInt from = place(since.get());
            Optional<List<SampleSystem.Touched>> history =
                    from.isEmpty() ? Optional.empty() : system.historyFrom(from.getAsInt());
            if (history.isEmpty()) {
                return new Increment.ReadWhole("the system's history does not reach back to the token");
            }
            List<SampleSystem.Touched> told = history.get().stream().limit(PAGE).toList();
            return new Increment.Changed(
                    items(told),
                    token(from.getAsInt() + told.size()),
                    told.size() < history.get().size());
        });
    }

    private static ResumeToken token(int place) {
        return new ResumeToken("sample-" + place);
    }

    private static OptionalInt place(ResumeToken token) {
        return token.value().matches("sample-\\d{1,9}")
                ? OptionalInt.of(Integer.parseInt(token.value().substring("sample-".length())))
                : OptionalInt.empty();
    }

    private List<Increment.Item> items(List<SampleSystem.Touched> touched) throws SampleSystem.Trouble {
        Map<EntitlementRef, ObservedEntitlement> entitlements = new LinkedHashMap<>();
        allEntitlements().forEach(e -> entitlements.put(e.ref(), e));
        Map<AccountRef, SampleSystem.Account> accounts = new LinkedHashMap<>();
        system.listAccounts().forEach(a -> accounts.put(a.ref(), a));
        List<Increment.Item> items = new ArrayList<>();
        for (SampleSystem.Touched one : touched) {
            one.account()
                    .ifPresent(ref -> items.add(Optional.ofNullable(accounts.get(ref))
                            .<Increment.Item>map(a -> new Increment.Item.Account(observed(a)))
                            .orElseGet(() -> new Increment.Item.AccountDeleted(ref))));
            one.entitlement()
                    .ifPresent(ref -> items.add(Optional.ofNullable(entitlements.get(ref))
                            .<Increment.Item>map(Increment.Item.Entitlement::new)
                            .orElseGet(() -> new Increment.Item.EntitlementDeleted(ref))));
        }
        return items;
    }

    // Changing

    @Override
    public ChangeOutcome apply(Change change, ChangeKey key) {
        return change instanceof Change.IssueCredential issue ? issue(issue) : state(change);
    }

    private ChangeOutcome state(Change change) {
        boolean written = false;
        try {
            Decided decided = decide(change);
            List<Fact> facts = new ArrayList<>();
            boolean lost = false;
            try {
                switch (decided) {
                    case Decided.Already already -> {
                        return new ChangeOutcome.Unchanged(
                                new Evidence(List.of(Fact.plain("readBack", already.what()))));
                    }
                    case Decided.No no -> {
                        return new ChangeOutcome.Refused(no.reason());
                    }
                    case Decided.Steps steps -> {
                        for (Step step : steps.steps()) {
                            step.write().run();
                            written = true;
                            facts.addAll(step.facts());
                        }
                    }
                }
            } catch (SampleSystem.Trouble e) {
                switch (e.kind()) {
                    case REFUSED -> {
                        return new ChangeOutcome.Refused("the system refuses: ask its owner", new Evidence(facts));
                    }
                    case BUSY -> {
                        if (!written) {
                            return new ChangeOutcome.Unreachable("the system is busy", Optional.empty());
                        }
                        lost = true;
                    }
                    case NOT_REACHED, LOST -> {
                        written = true;
                        lost = true;
                    }
                }
            }
            if (!shows(change, decided)) {
                return new ChangeOutcome.InDoubt(
                        lost ? "the answer was lost" : "the system does not show what it confirmed",
                        new Evidence(facts));
            }
            facts.add(Fact.plain("readBack", "as asked"));
            return new ChangeOutcome.Applied(new Evidence(facts));
        } catch (SampleSystem.Trouble e) {
            return written
                    ? new ChangeOutcome.InDoubt("the system could not be read after the write")
                    : new ChangeOutcome.Unreachable("the system cannot be reached", Optional.empty());
        }
    }

    /** What is kept is told by the system once, so this one does not fit in with the others. */
    private ChangeOutcome issue(Change.IssueCredential asked) {
        AccountRef account = asked.account();
        List<Fact> facts = new ArrayList<>();
        boolean written = false;
        try {
            if (one(account).isEmpty()) {
                return new ChangeOutcome.Refused("the account is not there: create it first");
            }
            Set<String> there = new LinkedHashSet<>(system.list(Holding.CREDENTIAL, account));
            Optional<String> kept = asked.keeping().kept().map(SampleConnector::keptId);
            if (kept.isPresent() && !there.contains(kept.get())) {
                return new ChangeOutcome.Refused("the system does not list the key that is kept: name another place");
            }
            there.removeAll(asked.beside());
            kept.ifPresent(there::remove);
            for (String stray : there) {
                if (!system.isOn(account, stray)) {
                    return new ChangeOutcome.Refused("somebody else has a key that is switched off: see to it first");
                }
                written = true;
                system.drop(account, stray);
                facts.add(Fact.plain("ended", stray));
            }
            String id;
            if (kept.isPresent()) {
                id = kept.get();
            } else {
                id = system.issue(account);
                written = true;
                if (!asked.keeping().keep(Secret.of(SampleSystem.keptAs(id)))) {
                    system.drop(account, id);
                    return new ChangeOutcome.Refused("the key is not kept: name a place where it can be");
                }
            }
            facts.add(Fact.plain(Evidence.CREDENTIAL, id));
            if (!system.list(Holding.CREDENTIAL, account).contains(id)) {
                return new ChangeOutcome.InDoubt("the system does not show what it confirmed", new Evidence(facts));
            }
            return written
                    ? new ChangeOutcome.Applied(new Evidence(facts))
                    : new ChangeOutcome.Unchanged(new Evidence(facts));
        } catch (SampleSystem.Trouble e) {
            boolean lost = e.kind() == SampleSystem.Trouble.Kind.LOST
                    && asked.keeping().kept().isEmpty();
            if (e.kind() == SampleSystem.Trouble.Kind.REFUSED) {
                return new ChangeOutcome.Refused("the system refuses: ask its owner", new Evidence(facts));
            }
            return written || lost
                    ? new ChangeOutcome.InDoubt("the answer was lost", new Evidence(facts))
                    : new ChangeOutcome.Unreachable("the system cannot be reached", Optional.empty());
        }
    }

    private static String keptId(Secret kept) {
        return kept.reveal().lines().findFirst().orElse("");
    }

    /** What is to be done about what was read. */
    private sealed interface Decided {

        /** It is as asked. */
        record Already(String what) implements Decided {}

        /** It cannot be, until a person acts. */
        record No(String reason) implements Decided {}

        /** These writes make it so; how often the password had been changed before them. */
        record Steps(List<Step> steps, int passwordChanges) implements Decided {}
    }

    private record Step(Write write, List<Fact> facts) {

        Step(Write write, Fact... facts) {
            this(write, List.of(facts));
        }
    }

    private Decided decide(Change change) throws SampleSystem.Trouble {
        return switch (change) {
            case Change.CreateAccount c -> decideCreation(c);
            case Change.OfAccount c -> {
                Optional<SampleSystem.Account> before = one(c.account());
                if (before.isPresent()) {
                    yield decide(c, before.get());
                }
                yield givesAccess(c)
                        ? new Decided.No("the account is not there: create it first")
                        : new Decided.Already("the account is not there");
            }
        };
    }

    private Decided decideCreation(Change.CreateAccount create) throws SampleSystem.Trouble {
        if (!create.attribute().equals("key")) {
            return new Decided.No("attribute: accounts are identified by key only");
        }
        List<SampleSystem.Account> found = withKey(create.value());
        if (found.size() > 1) {
            return new Decided.No("more than one account has this key: remove one");
        }
        return found.isEmpty()
                ? new Decided.Steps(
                        List.of(new Step(
                                () -> system.create(
                                        create.value(),
                                        create.attributes().getOrDefault("title", ""),
                                        Secret.of(UUID.randomUUID().toString())),
                                Fact.personal("created", create.value()))),
                        0)
                : new Decided.Already("the account is there");
    }

    private List<SampleSystem.Account> withKey(String key) throws SampleSystem.Trouble {
        return system.listAccounts().stream().filter(a -> a.key().equals(key)).toList();
    }

    private static boolean givesAccess(Change.OfAccount change) {
        return switch (change) {
            case Change.EnableAccount c -> true;
            case Change.UpdateAccount c -> true;
            case Change.GrantEntitlement c -> true;
            case Change.RotateSecret c -> true;
            case Change.DisableAccount c -> false;
            case Change.RevokeEntitlement c -> false;
            case Change.RevokeMemberships c -> false;
            case Change.EndSessions c -> false;
            case Change.RevokeCredentials c -> false;
            case Change.ResetSecret c -> false;
            case Change.ClearMfa c -> false;
            case Change.TransferOwnership c -> false;
            case Change.DeleteAccount c -> false;
            case Change.IssueCredential c -> true;
            case Change.EnableCredential c -> true;
            case Change.DisableCredential c -> false;
            case Change.RevokeCredential c -> false;
        };
    }

    private Decided decide(Change.OfAccount change, SampleSystem.Account before) throws SampleSystem.Trouble {
        AccountRef ref = change.account();
        List<Step> steps =
                switch (change) {
                    case Change.UpdateAccount c -> {
                        if (!c.attributes().keySet().equals(Set.of("title"))) {
                            yield List.of(); // Said below.
                        }
                        String title = titleOf(c);
                        yield before.title().equals(title)
                                ? List.of()
                                : List.of(new Step(
                                        () -> system.retitle(ref, title),
                                        Fact.personal("before.title", before.title()),
                                        Fact.personal("title", title)));
                    }
                    case Change.EnableAccount c -> enabling(before, true);
                    case Change.DisableAccount c -> enabling(before, false);
                    case Change.GrantEntitlement c ->
                        holds(before, c.entitlement()) instanceof MembershipCause.Direct
                                ? List.of()
                                : List.of(new Step(
                                        () -> system.addMember(c.entitlement(), ref),
                                        Fact.plain("added", c.entitlement().nativeId())));
                    case Change.RevokeEntitlement c ->
                        holds(before, c.entitlement()) instanceof MembershipCause.Direct
                                ? List.of(removal(ref, c.entitlement()))
                                : List.of();
                    case Change.RevokeMemberships c ->
                        state(before).revocable().stream()
                                .map(m -> removal(ref, m.entitlement()))
                                .toList();
                    case Change.EndSessions c -> dropping(Holding.SESSION, ref);
                    case Change.RevokeCredentials c -> dropping(Holding.CREDENTIAL, ref);
                    case Change.ClearMfa c -> dropping(Holding.MFA_METHOD, ref);
                    case Change.ResetSecret c ->
                        List.of(new Step(
                                () -> system.password(
                                        ref, Secret.of(UUID.randomUUID().toString())),
                                Fact.plain("password", "drawn at random")));
                    case Change.RotateSecret c ->
                        List.of(new Step(() -> system.password(ref, c.replacement()), Fact.plain("password", "given")));
                    case Change.TransferOwnership c -> {
                        List<Fact> owned = facts("handedOver", system.list(Holding.OWNED, ref));
                        yield owned.isEmpty()
                                ? List.of()
                                : List.of(new Step(() -> system.handOver(ref, c.to()), owned));
                    }
                    case Change.DeleteAccount c ->
                        List.of(new Step(() -> system.delete(ref), Fact.plain("deleted", "true")));
                    case Change.IssueCredential c -> throw new IllegalStateException("is done elsewhere");
                    case Change.EnableCredential c -> switching(ref, c.credential(), true);
                    case Change.DisableCredential c -> switching(ref, c.credential(), false);
                    case Change.RevokeCredential c ->
                        has(ref, c.credential())
                                ? List.of(new Step(
                                        () -> system.drop(ref, c.credential()), Fact.plain("ended", c.credential())))
                                : List.of();
                };
        Optional<String> obstacle = obstacle(change, before);
        if (obstacle.isPresent()) {
            return new Decided.No(obstacle.get());
        }
        return steps.isEmpty() ? new Decided.Already("already so") : new Decided.Steps(steps, before.passwordChanges());
    }

    private static String titleOf(Change.UpdateAccount change) {
        return change.attributes().getOrDefault("title", Optional.empty()).orElse("");
    }

    /** What a person has to see to first. */
    private Optional<String> obstacle(Change.OfAccount change, SampleSystem.Account before)
            throws SampleSystem.Trouble {
        if (change instanceof Change.UpdateAccount u && !u.attributes().keySet().equals(Set.of("title"))) {
            return Optional.of("attributes: an account's title can be changed, and nothing else");
        }
        if (change instanceof Change.GrantEntitlement g && !system.listMembers().containsKey(g.entitlement())) {
            return Optional.of("the entitlement is not there");
        }
        if (change instanceof Change.TransferOwnership t && one(t.to()).isEmpty()) {
            return Optional.of("the account to hand over to is not there");
        }
        if (change instanceof Change.EnableCredential e && !has(e.account(), e.credential())) {
            return Optional.of("the account has no such key");
        }
        if (change instanceof Change.RevokeEntitlement r) {
            return switch (holds(before, r.entitlement())) {
                case null -> Optional.empty();
                case MembershipCause.Direct d -> Optional.empty();
                case MembershipCause.Nested n -> Optional.empty();
                case MembershipCause.Primary p -> Optional.of(keptBy(p));
                case MembershipCause.Dynamic d -> Optional.of(keptBy(d));
            };
        }
        return Optional.empty();
    }

    /** Why the account holds the entitlement; of several causes the one that weighs most: nesting comes last. */
    private @Nullable MembershipCause holds(SampleSystem.Account account, EntitlementRef entitlement)
            throws SampleSystem.Trouble {
        return state(account).memberships().stream()
                .filter(m -> m.entitlement().equals(entitlement))
                .map(AccountState.Membership::cause)
                .min(Comparator.comparing(c -> c instanceof MembershipCause.Nested))
                .orElse(null);
    }

    private List<Step> enabling(SampleSystem.Account before, boolean enabled) {
        return before.enabled() == enabled
                ? List.of()
                : List.of(new Step(
                        () -> system.enable(before.ref(), enabled), Fact.plain("enabled", Boolean.toString(enabled))));
    }

    private boolean has(AccountRef account, String credential) throws SampleSystem.Trouble {
        return system.list(Holding.CREDENTIAL, account).contains(credential);
    }

    private List<Step> switching(AccountRef ref, String credential, boolean on) throws SampleSystem.Trouble {
        return has(ref, credential) && system.isOn(ref, credential) != on
                ? List.of(new Step(
                        () -> system.switchTo(ref, credential, on),
                        Fact.plain(on ? "switchedOn" : "switchedOff", credential)))
                : List.of();
    }

    private Step removal(AccountRef ref, EntitlementRef entitlement) {
        return new Step(() -> system.removeMember(entitlement, ref), Fact.plain("removed", entitlement.nativeId()));
    }

    private List<Step> dropping(Holding holding, AccountRef ref) throws SampleSystem.Trouble {
        Set<String> held = system.list(holding, ref);
        return held.isEmpty() ? List.of() : List.of(new Step(() -> system.drop(holding, ref), facts("ended", held)));
    }

    private static List<Fact> facts(String name, Set<String> ids) {
        return ids.stream().map(id -> Fact.plain(name, id)).toList();
    }

    private boolean shows(Change change, Decided decided) throws SampleSystem.Trouble {
        int passwordChanges = decided instanceof Decided.Steps s ? s.passwordChanges() : 0;
        return switch (change) {
            case Change.CreateAccount c -> withKey(c.value()).size() == 1;
            case Change.OfAccount c -> {
                Optional<SampleSystem.Account> after = one(c.account());
                yield after.isPresent() ? shows(c, after.get(), passwordChanges) : !givesAccess(c);
            }
        };
    }

    private boolean shows(Change.OfAccount change, SampleSystem.Account after, int passwordChanges)
            throws SampleSystem.Trouble {
        return switch (change) {
            case Change.UpdateAccount c -> after.title().equals(titleOf(c));
            case Change.EnableAccount c -> after.enabled();
            case Change.DisableAccount c -> !after.enabled();
            case Change.GrantEntitlement c -> holds(after, c.entitlement()) instanceof MembershipCause.Direct;
            case Change.RevokeEntitlement c -> !(holds(after, c.entitlement()) instanceof MembershipCause.Direct);
            case Change.RevokeMemberships c -> state(after).revocable().isEmpty();
            case Change.EndSessions c ->
                system.list(Holding.SESSION, c.account()).isEmpty();
            case Change.RevokeCredentials c ->
                system.list(Holding.CREDENTIAL, c.account()).isEmpty();
            case Change.ClearMfa c ->
                system.list(Holding.MFA_METHOD, c.account()).isEmpty();
            case Change.ResetSecret c -> after.passwordChanges() > passwordChanges;
            case Change.RotateSecret c -> after.passwordChanges() > passwordChanges;
            case Change.TransferOwnership c ->
                system.list(Holding.OWNED, c.account()).isEmpty();
            case Change.DeleteAccount c -> false;
            case Change.IssueCredential c -> false;
            case Change.EnableCredential c -> system.isOn(c.account(), c.credential());
            case Change.DisableCredential c -> !system.isOn(c.account(), c.credential());
            case Change.RevokeCredential c -> !has(c.account(), c.credential());
        };
    }

    @FunctionalInterface
    private interface Write {
        void run() throws SampleSystem.Trouble;
    }

    @FunctionalInterface
    private interface Read<T> {
        T run() throws SampleSystem.Trouble;
    }

    private static <T> Observation<T> observe(Read<T> read) {
        try {
            return new Observation.Seen<>(read.run());
        } catch (SampleSystem.Trouble e) {
            return new Observation.Unreachable<>("the system cannot be reached", Optional.empty());
        }
    }

    @Override
    public void close() {}
}

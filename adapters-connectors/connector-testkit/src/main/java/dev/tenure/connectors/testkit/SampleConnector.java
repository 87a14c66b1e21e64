package dev.tenure.connectors.testkit;

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
import dev.tenure.connector.spi.Secret;
import dev.tenure.connector.spi.SignIn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The shortest connector that keeps the contract: read, decide, attempt, verify. */
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
        return observe(() -> {
            Set<String> accounts = new HashSet<>();
            system.listAccounts().forEach(a -> accounts.add(a.ref().nativeId()));
            Map<EntitlementRef, Set<String>> members = system.listMembers();
            List<ObservedEntitlement> entitlements = new ArrayList<>();
            members.forEach((ref, held) -> entitlements.add(new ObservedEntitlement(
                    ref,
                    system.nameOf(ref),
                    held.stream()
                            .map(id -> member(id, accounts, members.keySet()))
                            .toList())));
            return page(cursor, entitlements);
        });
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
        List<AccountState.Membership> memberships = new ArrayList<>();
        system.listMembers().forEach((ref, held) -> {
            if (held.contains(account.ref().nativeId())) {
                memberships.add(new AccountState.Membership(ref, system.nameOf(ref)));
            }
        });
        return new AccountState(true, observed(account), memberships, List.of());
    }

    private ObservedAccount observed(SampleSystem.Account account) {
        return new ObservedAccount(
                account.ref(),
                account.key(),
                account.enabled() ? SignIn.ENABLED : SignIn.DISABLED,
                Map.of("key", account.key()),
                Optional.empty(),
                List.of());
    }

    @Override
    public ChangeOutcome apply(Change change, ChangeKey key) {
        boolean written = false;
        try {
            Optional<SampleSystem.Account> before = one(change.account());
            if (before.isEmpty()) {
                return new ChangeOutcome.Unchanged(new Evidence(List.of(Fact.plain("readBack.exists", "false"))));
            }
            List<Fact> facts = new ArrayList<>();
            boolean lost = false;
            try {
                List<Step> steps = steps(change, before.get());
                if (steps.isEmpty()) {
                    return new ChangeOutcome.Unchanged(new Evidence(List.of(Fact.plain("readBack", "already so"))));
                }
                for (Step step : steps) {
                    step.write().run();
                    written = true;
                    facts.add(step.fact());
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
            if (!shows(change, before.get())) {
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

    private record Step(Write write, Fact fact) {}

    private List<Step> steps(Change change, SampleSystem.Account before) throws SampleSystem.Trouble {
        AccountRef ref = change.account();
        return switch (change) {
            case Change.DisableAccount c ->
                before.enabled()
                        ? List.of(new Step(() -> system.disable(ref), Fact.plain("disabled", "true")))
                        : List.of();
            case Change.ResetSecret c ->
                List.of(new Step(
                        () -> system.password(ref, Secret.of(UUID.randomUUID().toString())),
                        Fact.plain("password", "drawn at random")));
            case Change.RevokeMemberships c ->
                state(before).memberships().stream()
                        .map(m -> new Step(
                                () -> system.removeMember(m.entitlement(), ref),
                                Fact.plain("removed", m.entitlement().nativeId())))
                        .toList();
        };
    }

    private boolean shows(Change change, SampleSystem.Account before) throws SampleSystem.Trouble {
        Optional<SampleSystem.Account> after = one(change.account());
        if (after.isEmpty()) {
            return true;
        }
        return switch (change) {
            case Change.DisableAccount c -> !after.get().enabled();
            case Change.ResetSecret c -> after.get().passwordChanges() > before.passwordChanges();
            case Change.RevokeMemberships c -> state(after.get()).memberships().isEmpty();
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

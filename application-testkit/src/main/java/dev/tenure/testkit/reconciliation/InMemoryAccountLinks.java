package dev.tenure.testkit.reconciliation;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.reconciliation.AccountLinks;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.Correlation;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.AccountLink;
import dev.tenure.domain.reconciliation.CorrelationPreview;
import dev.tenure.domain.reconciliation.CorrelationPreview.Effect;
import dev.tenure.domain.reconciliation.LinkDecision;
import dev.tenure.domain.reconciliation.LinkedAccount;
import dev.tenure.testkit.identity.InMemoryIdentities;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.reconciliation.InMemoryAccounts.Linking;
import dev.tenure.testkit.reconciliation.InMemoryAccounts.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How accounts came to their identities, in memory. */
public final class InMemoryAccountLinks implements AccountLinks {

    /** Whose an account is, and why. */
    record Decided(Optional<IdentityId> identity, AccountLink link, Optional<Integer> rule, long candidates) {}

    private record Planned(Stored stored, Decided decided) {

        Optional<IdentityId> before() {
            return stored.account().identity();
        }

        Optional<Effect> effect() {
            if (!before().equals(decided.identity())) {
                return Optional.of(
                        before().isEmpty() ? Effect.LINKED : decided.identity().isEmpty() ? Effect.LOST : Effect.MOVED);
            }
            return switch (decided.link()) {
                case AccountLink.Suggested suggested -> Optional.of(Effect.SUGGESTED);
                case AccountLink.Ambiguous ambiguous -> Optional.of(Effect.AMBIGUOUS);
                case AccountLink.ByRule byRule -> Optional.empty();
                case AccountLink.ByListing byListing -> Optional.empty();
                case AccountLink.ByPerson byPerson -> Optional.empty();
                case AccountLink.Unlinked unlinked -> Optional.empty();
                case AccountLink.Unknown unknown -> Optional.empty();
            };
        }

        CorrelationPreview.Example example(Effect effect) {
            return new CorrelationPreview.Example(
                    effect,
                    stored.account().id(),
                    stored.account().name(),
                    before(),
                    decided.identity()
                            .or(() -> decided.link() instanceof AccountLink.Suggested suggested
                                    ? Optional.of(suggested.identity())
                                    : Optional.empty()),
                    decided.rule(),
                    decided.candidates());
        }
    }

    private final InMemoryAccounts accounts;
    private final InMemoryIdentities identities;

    /** @param accounts whose they are */
    public InMemoryAccountLinks(InMemoryAccounts accounts, InMemoryIdentities identities) {
        this.accounts = accounts;
        this.identities = identities;
    }

    /** What rules can go by: names of attributes as they are compared, and no empty value. */
    static Map<String, String> told(Map<String, String> attributes) {
        Map<String, String> told = new TreeMap<>();
        new TreeMap<>(attributes).forEach((name, value) -> {
            if (!value.isEmpty()) {
                told.putIfAbsent(Correlation.Rule.key(name), value);
            }
        });
        return told;
    }

    Decided decide(
            Correlation rules, AccountId account, Optional<IdentityId> shown, Map<String, String> told, Instant now) {
        Optional<LinkDecision> given = accounts.given(account);
        Decided byRules = byRules(rules, account, told, now);
        if (given.isPresent()) {
            LinkDecision said = given.get();
            return new Decided(
                    Optional.of(said.identity()),
                    new AccountLink.ByPerson(said.by(), said.reason(), said.at()),
                    byRules.rule(),
                    byRules.candidates());
        }
        boolean listed =
                byRules.identity().isEmpty() && !(byRules.link() instanceof AccountLink.Ambiguous) && shown.isPresent();
        return listed
                ? new Decided(shown, new AccountLink.ByListing(now), byRules.rule(), byRules.candidates())
                : byRules;
    }

    private Decided byRules(Correlation rules, AccountId account, Map<String, String> told, Instant now) {
        for (int i = 0; i < rules.rules().size(); i++) {
            Correlation.Rule rule = rules.rules().get(i);
            Optional<String> value = Optional.ofNullable(told.get(rule.key()));
            List<Identity> fitting = value.isEmpty()
                    ? List.of()
                    : identities
                            .all()
                            .filter(identity -> !accounts.isBarred(account, identity.id()))
                            .filter(identity -> rule.identityAttribute()
                                    .of(identity.key(), identity.profile())
                                    .filter(has -> rule.identityAttribute().fits(value.get(), has))
                                    .isPresent())
                            .toList();
            if (!fitting.isEmpty()) {
                return found(rule, i + 1, fitting, now);
            }
        }
        return new Decided(Optional.empty(), unlinked(account), Optional.empty(), 0);
    }

    private static Decided found(Correlation.Rule rule, int place, List<Identity> fitting, Instant now) {
        IdentityId first = fitting.getFirst().id();
        if (fitting.size() > 1) {
            AccountLink ambiguous = new AccountLink.Ambiguous(place, fitting.size(), now);
            return new Decided(Optional.empty(), ambiguous, Optional.of(place), fitting.size());
        }
        return rule.isCertain()
                ? new Decided(Optional.of(first), new AccountLink.ByRule(place, now), Optional.of(place), 1)
                : new Decided(Optional.empty(), new AccountLink.Suggested(place, first, now), Optional.of(place), 1);
    }

    private AccountLink unlinked(AccountId account) {
        return accounts.decisions(account)
                .findFirst()
                .<AccountLink>map(said -> new AccountLink.Unlinked(said.by(), said.reason(), said.at()))
                .orElse(new AccountLink.Unknown());
    }

    /** Keeps what was decided; what is as before keeps its time. */
    void keep(AccountId account, Optional<IdentityId> before, Decided decided, Optional<Map<String, String>> told) {
        AccountLink known = accounts.linking(account).link();
        boolean same = before.equals(decided.identity()) && at(known).equals(at(decided.link()));
        accounts.put(account, new Linking(same ? known : decided.link(), told));
    }

    /** The link without its time. */
    private static AccountLink at(AccountLink link) {
        Instant never = Instant.EPOCH;
        return switch (link) {
            case AccountLink.ByRule byRule -> new AccountLink.ByRule(byRule.rule(), never);
            case AccountLink.ByListing byListing -> new AccountLink.ByListing(never);
            case AccountLink.Suggested suggested ->
                new AccountLink.Suggested(suggested.rule(), suggested.identity(), never);
            case AccountLink.Ambiguous ambiguous ->
                new AccountLink.Ambiguous(ambiguous.rule(), ambiguous.candidates(), never);
            case AccountLink.ByPerson byPerson -> byPerson;
            case AccountLink.Unlinked unlinked -> unlinked;
            case AccountLink.Unknown unknown -> unknown;
        };
    }

    private Stream<Planned> planned(SystemId system, Correlation rules, Instant now) {
        return accounts.on(system)
                .filter(s -> !s.vanished())
                .flatMap(s -> accounts
                        .linking(s.account().id())
                        .told()
                        .map(told -> new Planned(s, decide(rules, s.account().id(), s.shown(), told, now)))
                        .stream());
    }

    @Override
    public Recorrelated correlate(TargetSystem system, Instant now) {
        return correlate(planned(system.id(), system.correlation(), now));
    }

    @Override
    public Recorrelated correlateNobodys(TargetSystem system, Instant now) {
        return correlate(planned(system.id(), system.correlation(), now)
                .filter(p -> p.stored().account().identity().isEmpty()));
    }

    private Recorrelated correlate(Stream<Planned> all) {
        Map<Effect, Long> counts = new EnumMap<>(Effect.class);
        for (Planned planned : all.toList()) {
            planned.effect().ifPresent(effect -> counts.merge(effect, 1L, Long::sum));
            Account before = planned.stored().account();
            keep(
                    before.id(),
                    before.identity(),
                    planned.decided(),
                    accounts.linking(before.id()).told());
            if (!before.identity().equals(planned.decided().identity())) {
                put(
                        planned.stored(),
                        planned.decided().identity(),
                        planned.stored().shown());
            }
        }
        return new Recorrelated(
                counts.getOrDefault(Effect.LINKED, 0L),
                counts.getOrDefault(Effect.MOVED, 0L),
                counts.getOrDefault(Effect.LOST, 0L),
                counts.getOrDefault(Effect.SUGGESTED, 0L),
                counts.getOrDefault(Effect.AMBIGUOUS, 0L));
    }

    @Override
    public CorrelationPreview preview(SystemId system, Correlation rules, int examples) {
        List<Planned> planned = planned(system, rules, Instant.EPOCH).toList();
        Map<Effect, Long> counts = new EnumMap<>(Effect.class);
        List<CorrelationPreview.Example> some = new ArrayList<>();
        for (Effect effect : Effect.values()) {
            List<Planned> such = planned.stream()
                    .filter(p -> p.effect().equals(Optional.of(effect)))
                    .toList();
            counts.put(effect, (long) such.size());
            such.stream()
                    .map(p -> p.example(effect))
                    .sorted(Comparator.comparing((CorrelationPreview.Example e) -> lower(e.name()))
                            .thenComparing(e -> e.account().value().toString()))
                    .limit(examples)
                    .forEach(some::add);
        }
        long shown = accounts.on(system).filter(s -> !s.vanished()).count();
        return new CorrelationPreview(
                counts.getOrDefault(Effect.LINKED, 0L),
                counts.getOrDefault(Effect.MOVED, 0L),
                counts.getOrDefault(Effect.LOST, 0L),
                counts.getOrDefault(Effect.SUGGESTED, 0L),
                counts.getOrDefault(Effect.AMBIGUOUS, 0L),
                planned.stream().filter(p -> p.effect().isEmpty()).count(),
                shown - planned.size(),
                some);
    }

    @Override
    public Optional<LinkedAccount> lock(AccountId id) {
        return find(id);
    }

    @Override
    public Optional<LinkedAccount> find(AccountId id) {
        return accounts.stored(id).filter(s -> !s.vanished()).map(this::linked);
    }

    private LinkedAccount linked(Stored stored) {
        return new LinkedAccount(
                stored.account(), accounts.linking(stored.account().id()).link());
    }

    @Override
    public Slice<LinkedAccount> list(Filter filter, PageRequest page) {
        List<LinkedAccount> linked = accounts.present()
                .filter(a -> filter.system().map(a.system()::equals).orElse(true))
                .sorted(InMemoryAccounts.BY_NAME)
                .flatMap(account -> find(account.id()).stream())
                .filter(one -> filter.only().map(only -> is(one, only)).orElse(true))
                .toList();
        return InMemoryPages.page(
                linked, page, one -> one.account().id().value().toString());
    }

    private static boolean is(LinkedAccount linked, Only only) {
        return switch (only) {
            case SUGGESTED -> linked.link() instanceof AccountLink.Suggested;
            case AMBIGUOUS -> linked.link() instanceof AccountLink.Ambiguous;
            case NOBODYS -> linked.account().identity().isEmpty();
            case BY_PERSON -> linked.link() instanceof AccountLink.ByPerson;
        };
    }

    @Override
    public void decide(LinkDecision decision) {
        accounts.put(decision);
        AccountLink link =
                switch (decision.verdict()) {
                    case LINKED -> new AccountLink.ByPerson(decision.by(), decision.reason(), decision.at());
                    case UNLINKED -> new AccountLink.Unlinked(decision.by(), decision.reason(), decision.at());
                };
        Optional<IdentityId> identity =
                switch (decision.verdict()) {
                    case LINKED -> Optional.of(decision.identity());
                    case UNLINKED -> Optional.empty();
                };
        accounts.put(
                decision.account(),
                new Linking(link, accounts.linking(decision.account()).told()));
        put(accounts.stored(decision.account()).orElseThrow(), identity, Optional.empty());
    }

    private void put(Stored stored, Optional<IdentityId> identity, Optional<IdentityId> shown) {
        Account a = stored.account();
        accounts.put(new Stored(
                new Account(
                        a.id(),
                        a.system(),
                        a.nativeId(),
                        a.name(),
                        a.enabled(),
                        identity,
                        a.protection(),
                        a.entitlements(),
                        a.privileged(),
                        a.firstSeenAt(),
                        a.lastSeenAt(),
                        a.version() + 1),
                shown,
                stored.shownAt(),
                stored.vanished(),
                stored.privilegedAt()));
    }

    @Override
    public List<LinkDecision> decisions(AccountId account) {
        return accounts.decisions(account).limit(100).toList();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

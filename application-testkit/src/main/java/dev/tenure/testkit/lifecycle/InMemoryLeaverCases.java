package dev.tenure.testkit.lifecycle;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.lifecycle.LeaverCases;
import dev.tenure.application.lifecycle.LeaverExceptions;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.CaseSystem;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.MilestoneState;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.reconciliation.InMemoryAccounts;
import dev.tenure.testkit.transaction.InMemoryTransactions.StaleVersion;
import dev.tenure.testkit.transaction.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Leavers' cases in memory. */
public final class InMemoryLeaverCases implements LeaverCases {

    private static final Duration LATELY = Duration.ofDays(30);

    private final Identities identities;
    private final InMemoryAccounts accounts;
    private final LeaverExceptions exceptions;
    private final Table<LeaverCaseId, LeaverCase> cases;

    /** @param cases where they are kept */
    public InMemoryLeaverCases(
            Table<LeaverCaseId, LeaverCase> cases,
            Identities identities,
            InMemoryAccounts accounts,
            LeaverExceptions exceptions) {
        this.identities = identities;
        this.accounts = accounts;
        this.exceptions = exceptions;
        this.cases = cases;
    }

    @Override
    public Optional<LeaverCase> find(LeaverCaseId id) {
        return cases.find(id);
    }

    @Override
    public Optional<LeaverCase> lock(LeaverCaseId id) {
        return cases.find(id);
    }

    @Override
    public Optional<LeaverCase.Open> openOf(IdentityId identity) {
        return open().filter(c -> c.opening().identity().equals(identity)).findFirst();
    }

    @Override
    public List<LeaverCase.Open> openOn(SystemId system) {
        return open().filter(c -> c.system(system).isPresent())
                .sorted(Comparator.comparing(c -> c.opening().openedAt()))
                .toList();
    }

    @Override
    public List<LeaverCase.Open> openWith(AccountId account) {
        return open().filter(c -> c.account(account).isPresent()).toList();
    }

    @Override
    public List<AccountId> missing(int limit) {
        return open().flatMap(c -> c.systems().stream()
                        .flatMap(system -> accounts.there(system.system()))
                        .filter(a -> a.identity().equals(Optional.of(c.opening().identity())))
                        .filter(a -> c.account(a.id()).isEmpty())
                        .map(Account::id))
                .sorted(Comparator.comparing(id -> id.value().toString()))
                .limit(limit)
                .toList();
    }

    @Override
    public void save(LeaverCase leaverCase) {
        LeaverCaseId id = leaverCase.opening().id();
        long stored = find(id).map(LeaverCase::version).orElse(0L);
        if (stored != leaverCase.version()) {
            throw new StaleVersion("the case");
        }
        boolean second = leaverCase instanceof LeaverCase.Open
                && openOf(leaverCase.opening().identity())
                        .filter(c -> !c.opening().id().equals(id))
                        .isPresent();
        if (second) {
            throw new IllegalStateException("the person has an open case already");
        }
        long next = stored + 1;
        cases.put(
                id,
                switch (leaverCase) {
                    case LeaverCase.Open c -> new LeaverCase.Open(c.opening(), c.systems(), c.accounts(), next);
                    case LeaverCase.Closed c ->
                        new LeaverCase.Closed(c.opening(), c.systems(), c.accounts(), c.closedAt(), next);
                    case LeaverCase.Withdrawn c ->
                        new LeaverCase.Withdrawn(
                                c.opening(), c.systems(), c.accounts(), c.reason(), c.withdrawnAt(), next);
                });
    }

    /** A deadline that counts until a breach of it is on record. */
    private record Clock(
            Instant deadline, Optional<SystemId> system, Optional<AccountId> account, Optional<Milestone> milestone) {}

    private static List<Clock> clocks(LeaverCase leaverCase) {
        List<Clock> clocks = new ArrayList<>();
        leaverCase.systems().stream()
                .filter(CaseSystem::isUnlisted)
                .forEach(s -> clocks.add(
                        new Clock(s.shutOutBy(), Optional.of(s.system()), Optional.empty(), Optional.empty())));
        for (CaseAccount account : leaverCase.accounts()) {
            for (Milestone milestone : Milestone.values()) {
                MilestoneState state = account.state(milestone);
                if (!state.isSettled()) {
                    clocks.add(new Clock(
                            state.deadline(),
                            Optional.of(account.system()),
                            Optional.of(account.account()),
                            Optional.of(milestone)));
                }
            }
        }
        return clocks;
    }

    @Override
    public List<LeaverCaseId> overdue(Instant now, int limit) {
        record Overdue(LeaverCaseId id, Instant deadline) {}
        return open().flatMap(c -> clocks(c).stream()
                        .filter(clock -> now.isAfter(clock.deadline()))
                        .filter(clock -> !isOnRecord(c.opening().id(), clock))
                        .map(Clock::deadline)
                        .min(Comparator.naturalOrder())
                        .map(deadline -> new Overdue(c.opening().id(), deadline))
                        .stream())
                .sorted(Comparator.comparing(Overdue::deadline))
                .limit(limit)
                .map(Overdue::id)
                .toList();
    }

    private boolean isOnRecord(LeaverCaseId id, Clock clock) {
        return exceptions.of(id).stream()
                .filter(e -> !(e instanceof LeaverException.Resolved))
                .map(LeaverException::finding)
                .anyMatch(f -> f.kind() == LeaverException.Kind.BREACH
                        && f.system().equals(clock.system())
                        && f.account().equals(clock.account())
                        && f.milestone().equals(clock.milestone()));
    }

    @Override
    public Slice<LeaverSummary> list(Filter filter, Instant now, PageRequest page) {
        Comparator<LeaverSummary> order = Comparator.comparing(
                        (LeaverSummary s) -> !s.state().equals("open"))
                .thenComparing((a, b) -> a.state().equals("open")
                        ? deadline(a).compareTo(deadline(b))
                        : b.openedAt().compareTo(a.openedAt()))
                .thenComparing(s -> s.id().value().toString());
        List<LeaverSummary> wanted = cases.all()
                .map(c -> summary(c, now))
                .filter(s -> filter.state().map(s.state()::equals).orElse(true))
                .filter(s -> !filter.late() || s.overdue() > 0)
                .filter(s -> filter.text().map(text -> matches(s, text)).orElse(true))
                .sorted(order)
                .toList();
        return InMemoryPages.page(wanted, page, s -> s.id().value().toString());
    }

    private static Instant deadline(LeaverSummary summary) {
        return summary.nextDeadline().orElse(Instant.MAX);
    }

    private static boolean matches(LeaverSummary summary, String text) {
        return Stream.of(summary.person(), summary.workerId())
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)));
    }

    private LeaverSummary summary(LeaverCase c, Instant now) {
        Identity identity = identities.find(c.opening().identity()).orElseThrow();
        boolean isOpen = c instanceof LeaverCase.Open;
        List<Clock> clocks = isOpen ? clocks(c) : List.of();
        return new LeaverSummary(
                c.opening().id(),
                identity.id(),
                identity.profile().displayName(),
                identity.key().workerId(),
                c.label(),
                c.opening().facts().privileged(),
                c.opening().facts().clock().at(),
                c.opening().facts().receivedAt(),
                c.opening().openedAt(),
                switch (c) {
                    case LeaverCase.Open open -> Optional.empty();
                    case LeaverCase.Closed closed -> Optional.of(closed.closedAt());
                    case LeaverCase.Withdrawn withdrawn -> Optional.of(withdrawn.withdrawnAt());
                },
                clocks.stream().map(Clock::deadline).min(Comparator.naturalOrder()),
                c.accounts().size(),
                verified(c, Milestone.BLOCKED),
                verified(c, Milestone.CONTAINED),
                verified(c, Milestone.CLEAN),
                clocks.stream().filter(clock -> now.isAfter(clock.deadline())).count(),
                unresolved(c));
    }

    private static long verified(LeaverCase c, Milestone milestone) {
        return c.accounts().stream()
                .filter(a -> a.state(milestone) instanceof MilestoneState.Verified)
                .count();
    }

    private long unresolved(LeaverCase c) {
        return exceptions.of(c.opening().id()).stream()
                .filter(e -> !(e instanceof LeaverException.Resolved))
                .count();
    }

    @Override
    public Totals totals(Instant now) {
        List<LeaverCase.Open> open = open().toList();
        return new Totals(
                open.size(),
                open.stream().filter(c -> summary(c, now).overdue() > 0).count(),
                cases.all()
                        .filter(c -> c instanceof LeaverCase.Closed closed
                                && closed.closedAt().isAfter(now.minus(LATELY)))
                        .count(),
                cases.all().mapToLong(this::unresolved).sum());
    }

    private Stream<LeaverCase.Open> open() {
        return cases.all().filter(LeaverCase.Open.class::isInstance).map(LeaverCase.Open.class::cast);
    }
}

package dev.tenure.testkit.lifecycle;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.lifecycle.LeaverExceptions;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.CaseSystem;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Exceptions about leavers in memory. */
public final class InMemoryLeaverExceptions implements LeaverExceptions {

    private final Table<UUID, LeaverException> exceptions;
    private final Table<LeaverCaseId, LeaverCase> cases;
    private final Identities identities;

    /**
     * @param transactions what it takes part in
     * @param cases the cases that they are about
     * @param identities the people whose cases these are
     */
    public InMemoryLeaverExceptions(
            InMemoryTransactions transactions, Table<LeaverCaseId, LeaverCase> cases, Identities identities) {
        this.exceptions = transactions.table();
        this.cases = cases;
        this.identities = identities;
    }

    @Override
    public Optional<LeaverException> find(UUID id) {
        return exceptions.find(id);
    }

    @Override
    public List<LeaverException> of(LeaverCaseId leaverCase) {
        return exceptions
                .all()
                .filter(e -> e.finding().leaverCase().equals(leaverCase))
                .sorted(Comparator.comparing(e -> e.finding().openedAt()))
                .toList();
    }

    @Override
    public Slice<Named> list(Filter filter, PageRequest page) {
        List<LeaverException> wanted = exceptions
                .newestFirst()
                .filter(e -> !filter.unresolved() || !(e instanceof LeaverException.Resolved))
                .filter(e -> filter.kind().map(e.finding().kind()::equals).orElse(true))
                .sorted(Comparator.comparing((LeaverException e) -> e.finding().openedAt())
                        .reversed())
                .toList();
        return InMemoryPages.page(wanted, page, e -> e.finding().id().toString())
                .map(this::named);
    }

    private Named named(LeaverException exception) {
        LeaverException.Finding finding = exception.finding();
        Optional<LeaverCase> about = cases.find(finding.leaverCase());
        return new Named(
                exception,
                about.flatMap(c -> identities.find(c.opening().identity()))
                        .map(identity -> identity.profile().displayName()),
                finding.system().flatMap(id -> about.stream()
                        .flatMap(c -> c.systems().stream())
                        .filter(s -> s.system().equals(id))
                        .map(CaseSystem::name)
                        .findFirst()),
                finding.account().flatMap(id -> about.stream()
                        .flatMap(c -> c.accounts().stream())
                        .filter(a -> a.account().equals(id))
                        .map(CaseAccount::name)
                        .findFirst()));
    }

    @Override
    public boolean add(LeaverException.Unexplained exception) {
        boolean present = of(exception.finding().leaverCase()).stream()
                .filter(e -> !(e instanceof LeaverException.Resolved))
                .anyMatch(e -> sameMatter(e.finding(), exception.finding()));
        if (!present) {
            exceptions.put(exception.finding().id(), exception);
        }
        return !present;
    }

    private static boolean sameMatter(LeaverException.Finding one, LeaverException.Finding other) {
        return one.kind() == other.kind()
                && one.system().equals(other.system())
                && one.account().equals(other.account())
                && one.milestone().equals(other.milestone());
    }

    @Override
    public void save(LeaverException exception) {
        if (find(exception.finding().id()).isEmpty()) {
            throw new IllegalStateException("the exception was never added");
        }
        exceptions.put(exception.finding().id(), exception);
    }
}

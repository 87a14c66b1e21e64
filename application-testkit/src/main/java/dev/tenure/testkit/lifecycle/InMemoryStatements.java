package dev.tenure.testkit.lifecycle;

import dev.tenure.application.lifecycle.Statements;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Statement;
import dev.tenure.domain.lifecycle.StatementId;
import dev.tenure.testkit.paging.InMemoryPages;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.InMemoryTransactions.StaleVersion;
import dev.tenure.testkit.transaction.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What people state to have been done by hand, in memory. */
public final class InMemoryStatements implements Statements {

    private final Table<StatementId, Statement> statements;

    /** @param transactions what it takes part in */
    public InMemoryStatements(InMemoryTransactions transactions) {
        this.statements = transactions.table();
    }

    @Override
    public Optional<Statement> find(StatementId id) {
        return statements.find(id);
    }

    @Override
    public List<Statement> of(LeaverCaseId leaverCase) {
        return newestFirst()
                .filter(one -> one.claim().leaverCase().equals(leaverCase))
                .toList();
    }

    private Stream<Statement> newestFirst() {
        return statements
                .newestFirst()
                .sorted(Comparator.comparing((Statement one) -> one.claim().statedAt())
                        .reversed());
    }

    @Override
    public void save(Statement statement) {
        StatementId id = statement.claim().id();
        if (find(id).map(Statement::version).orElse(0L) != statement.version()) {
            throw new StaleVersion("the statement");
        }
        long next = statement.version() + 1;
        statements.put(
                id,
                switch (statement) {
                    case Statement.Waiting one -> new Statement.Waiting(one.claim(), next);
                    case Statement.Confirmed one -> new Statement.Confirmed(one.claim(), one.confirmation(), next);
                    case Statement.Declined one ->
                        new Statement.Declined(one.claim(), one.declinedBy(), one.declinedAt(), next);
                    case Statement.Slipped one ->
                        new Statement.Slipped(one.claim(), one.confirmation(), one.slippedAt(), next);
                    case Statement.Shown one ->
                        new Statement.Shown(one.claim(), one.confirmation(), one.shownAt(), next);
                    case Statement.Lapsed one -> new Statement.Lapsed(one.claim(), one.lapsedAt(), next);
                });
    }

    @Override
    public Slice<Statement> list(Optional<String> state, PageRequest page) {
        List<Statement> wanted = newestFirst()
                .filter(one -> state.map(one.label()::equals).orElse(true))
                .toList();
        return InMemoryPages.page(wanted, page, one -> one.claim().id().value().toString());
    }
}

package dev.tenure.persistence.lifecycle;

import dev.tenure.application.lifecycle.LeaverExceptions;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.persistence.paging.Keyset;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;

/** Exceptions as rows of {@code leaver_exception}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresLeaverExceptions implements LeaverExceptions {

    // The index over what is not resolved says what counts as the same; two who add at once meet there.
    private static final String ADD = """
            INSERT INTO leaver_exception
                   (id, leaver_case, kind, system, account, milestone, owner, detail, opened_at, state)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (leaver_case, kind, system, account, milestone) WHERE state <> 'resolved' DO NOTHING""";

    // Each join is by a key and finds one row at most, so a page costs what is on it.
    private static final String NAMED = """
            SELECT x.*, i.given_name || ' ' || i.family_name AS person, s.name AS system_name, a.name AS account_name
              FROM leaver_exception x
              LEFT JOIN leaver_case c ON c.id = x.leaver_case
              LEFT JOIN identity i ON i.id = c.identity
              LEFT JOIN leaver_case_system s ON s.leaver_case = x.leaver_case AND s.system = x.system
              LEFT JOIN leaver_case_account a ON a.leaver_case = x.leaver_case AND a.account = x.account
             WHERE true""";

    private final StatelessSession session;
    private final DataSource dataSource;

    /**
     * @param session the session of the caller's transaction
     * @param dataSource the application role's; takes part in JTA
     */
    public PostgresLeaverExceptions(StatelessSession session, DataSource dataSource) {
        this.session = session;
        this.dataSource = dataSource;
    }

    @Override
    public Optional<LeaverException> find(UUID id) {
        return Optional.ofNullable(session.get(LeaverExceptionRow.class, id, LockMode.PESSIMISTIC_WRITE))
                .map(LeaverExceptionRow::exception);
    }

    @Override
    public List<LeaverException> of(LeaverCaseId leaverCase) {
        return session.createSelectionQuery(
                        "from LeaverExceptionRow where leaverCase = :leaverCase order by openedAt, id",
                        LeaverExceptionRow.class)
                .setParameter("leaverCase", leaverCase.value())
                .getResultStream()
                .map(LeaverExceptionRow::exception)
                .toList();
    }

    @Override
    public Slice<Named> list(Filter filter, PageRequest page) {
        Sql select = Sql.of(NAMED);
        if (filter.unresolved()) {
            select.then(" AND x.state <> 'resolved'");
        }
        filter.kind().ifPresent(kind -> select.then(" AND x.kind = ?", kind.name()));
        page.after()
                .map(after -> Keyset.read(after, 2))
                .ifPresent(last -> select.then(" AND (x.opened_at, x.id) < (?, ?)", last.moment(0), last.id(1)));
        select.then(" ORDER BY x.opened_at DESC, x.id DESC LIMIT ?", page.limit() + 1);
        return Slice.ofOneMore(select.list(dataSource, PostgresLeaverExceptions::named), page.limit(), named -> {
            LeaverException.Finding finding = named.exception().finding();
            return Keyset.of(finding.openedAt(), finding.id());
        });
    }

    private static Named named(Columns row) throws SQLException {
        return new Named(
                LeaverExceptionRow.of(row).exception(),
                row.optionalText("person").map(String::strip),
                row.optionalText("system_name"),
                row.optionalText("account_name"));
    }

    @Override
    public boolean add(LeaverException.Unexplained exception) {
        LeaverException.Finding finding = exception.finding();
        return Sql.of(
                                ADD,
                                finding.id(),
                                finding.leaverCase().value(),
                                finding.kind().name(),
                                finding.system().map(SystemId::value).orElse(null),
                                finding.account().map(AccountId::value).orElse(null),
                                finding.milestone().map(Milestone::name).orElse(null),
                                finding.owner(),
                                finding.detail(),
                                finding.openedAt(),
                                exception.label())
                        .update(dataSource)
                == 1;
    }

    @Override
    public void save(LeaverException exception) {
        session.update(LeaverExceptionRow.of(exception));
    }
}

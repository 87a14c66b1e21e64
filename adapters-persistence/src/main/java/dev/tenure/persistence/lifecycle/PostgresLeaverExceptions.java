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
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;

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
    public Slice<LeaverException> list(Filter filter, PageRequest page) {
        StringBuilder hql = new StringBuilder("from LeaverExceptionRow where true");
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (filter.unresolved()) {
            hql.append(" and state <> 'resolved'");
        }
        filter.kind().ifPresent(kind -> {
            hql.append(" and kind = :kind");
            parameters.put("kind", kind.name());
        });
        page.after().map(after -> Keyset.read(after, 2)).ifPresent(last -> {
            hql.append(" and (openedAt, id) < (:openedAt, :id)");
            parameters.put("openedAt", last.moment(0));
            parameters.put("id", last.id(1));
        });
        SelectionQuery<LeaverExceptionRow> query = session.createSelectionQuery(
                hql.append(" order by openedAt desc, id desc").toString(), LeaverExceptionRow.class);
        parameters.forEach(query::setParameter);
        List<LeaverException> found = query.setMaxResults(page.limit() + 1)
                .getResultStream()
                .map(LeaverExceptionRow::exception)
                .toList();
        return Slice.ofOneMore(
                found,
                page.limit(),
                exception -> Keyset.of(
                        exception.finding().openedAt(), exception.finding().id()));
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

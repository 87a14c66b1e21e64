package dev.tenure.persistence.inventory;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.persistence.paging.Keyset;
import dev.tenure.persistence.statement.Sql;
import dev.tenure.persistence.statement.VersionedRows;
import dev.tenure.persistence.transaction.UnitOfWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;

/** The system inventory as rows of {@code target_system}. A transaction reads it once, and again when it changed it. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresTargetSystems implements TargetSystems {

    private static final String FROM = "SELECT * FROM target_system WHERE true";
    private static final String IN_ORDER = " ORDER BY lower(name)";

    private final StatelessSession session;
    private final TransactionSynchronizationRegistry registry;

    /**
     * @param session the session of the caller's transaction
     * @param registry of JTA's transactions
     */
    public PostgresTargetSystems(StatelessSession session, TransactionSynchronizationRegistry registry) {
        this.session = session;
        this.registry = registry;
    }

    /** What the present transaction knows of the inventory. */
    private static final class Read {
        private final Map<SystemId, Optional<TargetSystem>> single = new HashMap<>();
        private List<TargetSystem> all = List.of();
    }

    private Read read() {
        return UnitOfWork.present(registry).kept(Read.class, Read::new);
    }

    @Override
    public Optional<TargetSystem> find(SystemId id) {
        return read().single
                .computeIfAbsent(id, one -> Optional.ofNullable(session.get(TargetSystemRow.class, one.value()))
                        .map(TargetSystemRow::system));
    }

    @Override
    public Optional<TargetSystem> findByName(String name) {
        return session.createNativeQuery(
                        FROM + " AND lower(name) = lower(:name COLLATE pg_c_utf8)", TargetSystemRow.class)
                .setParameter("name", name)
                .getResultStream()
                .map(TargetSystemRow::system)
                .findFirst();
    }

    @Override
    public List<TargetSystem> all() {
        Read read = read();
        if (read.all.isEmpty()) {
            read.all = session.createSelectionQuery("from TargetSystemRow order by lower(name)", TargetSystemRow.class)
                    .getResultStream()
                    .map(TargetSystemRow::system)
                    .toList();
            read.all.forEach(system -> read.single.put(system.id(), Optional.of(system)));
        }
        return read.all;
    }

    @Override
    public Slice<TargetSystem> list(Filter filter, PageRequest page) {
        StringBuilder sql = new StringBuilder(FROM);
        Map<String, Object> parameters = new LinkedHashMap<>();
        filter.text().ifPresent(text -> {
            sql.append(" AND lower(name) LIKE lower(:text COLLATE pg_c_utf8)");
            parameters.put("text", Sql.containing(text));
        });
        filter.mode().ifPresent(mode -> {
            sql.append(" AND mode = :mode");
            parameters.put("mode", mode);
        });
        filter.framework().ifPresent(framework -> {
            sql.append(" AND :framework = ANY (frameworks)");
            parameters.put("framework", framework);
        });
        page.after().ifPresent(after -> {
            sql.append(" AND lower(name) > lower(:after COLLATE pg_c_utf8)");
            parameters.put("after", Keyset.read(after, 1).text(0));
        });
        sql.append(IN_ORDER).append(" LIMIT :limit");
        parameters.put("limit", page.limit() + 1);
        NativeQuery<TargetSystemRow> query = session.createNativeQuery(sql.toString(), TargetSystemRow.class);
        parameters.forEach(query::setParameter);
        List<TargetSystem> found =
                query.getResultStream().map(TargetSystemRow::system).toList();
        return Slice.ofOneMore(found, page.limit(), system -> Keyset.of(system.name()));
    }

    @Override
    public void save(TargetSystem system) {
        TargetSystemRow row = TargetSystemRow.of(system);
        if (system.version() == 0) {
            VersionedRows.insert(session, row);
        } else {
            VersionedRows.update(session, row);
        }
        read().single.clear();
        read().all = List.of();
    }
}

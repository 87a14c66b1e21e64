package dev.tenure.persistence.identity;

import dev.tenure.application.identity.Reconsiderations;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import javax.sql.DataSource;

/** People to be looked at again as rows of {@code worker_reconsideration}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresReconsiderations implements Reconsiderations {

    private static final String ADD = """
            INSERT INTO worker_reconsideration (identity)
            SELECT identity FROM worker_key GROUP BY identity HAVING count(DISTINCT feed) > 1
            ON CONFLICT DO NOTHING""";

    private static final String TAKE = """
            DELETE FROM worker_reconsideration
             WHERE identity IN (SELECT identity FROM worker_reconsideration
                                 ORDER BY identity LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING identity""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresReconsiderations(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public long addAllOfSeveralSources() {
        Sql.of(ADD).update(dataSource);
        return waiting();
    }

    @Override
    public List<IdentityId> take(int limit) {
        return Sql.of(TAKE, limit).list(dataSource, row -> new IdentityId(row.id("identity")));
    }

    @Override
    public long waiting() {
        return Sql.of("SELECT count(*) AS waiting FROM worker_reconsideration")
                .only(dataSource, row -> row.number("waiting"));
    }
}

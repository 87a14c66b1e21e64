package dev.tenure.persistence.lifecycle;

import dev.tenure.application.lifecycle.WorkerFeeds;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.persistence.statement.VersionedRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** Worker feeds as rows of {@code worker_feed}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresWorkerFeeds implements WorkerFeeds {

    private final StatelessSession session;

    /** @param session the session of the caller's transaction */
    public PostgresWorkerFeeds(StatelessSession session) {
        this.session = session;
    }

    @Override
    public Optional<WorkerFeed> find(String name) {
        return Optional.ofNullable(session.get(WorkerFeedRow.class, name)).map(WorkerFeedRow::feed);
    }

    @Override
    public List<WorkerFeed> all() {
        return session.createSelectionQuery("from WorkerFeedRow order by name", WorkerFeedRow.class)
                .getResultStream()
                .map(WorkerFeedRow::feed)
                .toList();
    }

    @Override
    public void save(WorkerFeed feed) {
        WorkerFeedRow row = WorkerFeedRow.of(feed);
        if (feed.version() == 0) {
            VersionedRows.insert(session, row);
        } else {
            VersionedRows.update(session, row);
        }
    }
}

package dev.tenure.persistence.inventory;

import dev.tenure.application.inventory.ModeChanges;
import dev.tenure.domain.inventory.ModeChange;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.persistence.statement.VersionedRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;

/** Changes of mode as rows of {@code mode_change}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresModeChanges implements ModeChanges {

    private final StatelessSession session;

    /** @param session the session of the caller's transaction */
    public PostgresModeChanges(StatelessSession session) {
        this.session = session;
    }

    @Override
    public Optional<ModeChange> find(UUID id) {
        return locked(id).map(ModeChangeRow::change);
    }

    @Override
    public List<ModeChange> of(SystemId system) {
        return session.createSelectionQuery(
                        "from ModeChangeRow where system = :system order by proposedAt desc, id desc",
                        ModeChangeRow.class)
                .setParameter("system", system.value())
                .getResultStream()
                .map(ModeChangeRow::change)
                .toList();
    }

    @Override
    public void add(ModeChange.Proposed proposed) {
        try {
            VersionedRows.insert(session, ModeChangeRow.of(proposed));
        } catch (OptimisticLockException e) {
            throw new IllegalStateException("a change of mode waits for this system already: end that one first");
        }
    }

    @Override
    public void end(ModeChange ended) {
        boolean waits = locked(ended.proposal().id())
                .filter(row -> row.state.equals(ModeChangeRow.PROPOSED))
                .isPresent();
        if (!waits) {
            throw new IllegalStateException("the change of mode ended before, or was never proposed");
        }
        session.update(ModeChangeRow.of(ended));
    }

    private Optional<ModeChangeRow> locked(UUID id) {
        return Optional.ofNullable(session.get(ModeChangeRow.class, id, LockMode.PESSIMISTIC_WRITE));
    }
}

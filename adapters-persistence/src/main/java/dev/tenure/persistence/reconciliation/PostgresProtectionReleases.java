package dev.tenure.persistence.reconciliation;

import dev.tenure.application.reconciliation.ProtectionReleases;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.ProtectionRelease;
import dev.tenure.persistence.statement.VersionedRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;

/** Proposals to lift a protection as rows of {@code protection_release}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresProtectionReleases implements ProtectionReleases {

    private final StatelessSession session;

    /** @param session the session of the caller's transaction */
    public PostgresProtectionReleases(StatelessSession session) {
        this.session = session;
    }

    @Override
    public Optional<ProtectionRelease> find(UUID id) {
        return locked(id).map(ProtectionReleaseRow::release);
    }

    @Override
    public Optional<ProtectionRelease.Proposed> waitingFor(AccountId account) {
        return session.createSelectionQuery(
                        "from ProtectionReleaseRow where account = :account and confirmedAt is null",
                        ProtectionReleaseRow.class)
                .setParameter("account", account.value())
                .getResultStream()
                .map(ProtectionReleaseRow::proposed)
                .findFirst();
    }

    @Override
    public void add(ProtectionRelease.Proposed proposed) {
        try {
            VersionedRows.insert(session, ProtectionReleaseRow.of(proposed));
        } catch (OptimisticLockException e) {
            throw new IllegalStateException("a release waits for this account already: confirm that one");
        }
    }

    @Override
    public void confirm(ProtectionRelease.Confirmed confirmed) {
        boolean waits = locked(confirmed.proposal().id())
                .filter(row -> row.confirmedAt == null)
                .isPresent();
        if (!waits) {
            throw new IllegalStateException("the release was confirmed before, or never proposed");
        }
        session.update(ProtectionReleaseRow.of(confirmed));
    }

    private Optional<ProtectionReleaseRow> locked(UUID id) {
        return Optional.ofNullable(session.get(ProtectionReleaseRow.class, id, LockMode.PESSIMISTIC_WRITE));
    }
}

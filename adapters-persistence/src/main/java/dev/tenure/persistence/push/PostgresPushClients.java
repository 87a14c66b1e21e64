package dev.tenure.persistence.push;

import dev.tenure.application.push.PushClients;
import dev.tenure.domain.push.PushClient;
import dev.tenure.persistence.statement.VersionedRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** SCIM clients as rows of {@code push_client}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresPushClients implements PushClients {

    private final StatelessSession session;

    /** @param session the session of the caller's transaction */
    public PostgresPushClients(StatelessSession session) {
        this.session = session;
    }

    @Override
    public Optional<PushClient> find(String name) {
        return Optional.ofNullable(session.get(PushClientRow.class, name)).map(PushClientRow::client);
    }

    @Override
    public Optional<PushClient> ofSubject(String subject) {
        return session.createSelectionQuery("from PushClientRow where subject = :subject", PushClientRow.class)
                .setParameter("subject", subject)
                .getResultStream()
                .map(PushClientRow::client)
                .findFirst();
    }

    @Override
    public List<PushClient> all() {
        return session.createSelectionQuery("from PushClientRow order by name", PushClientRow.class)
                .getResultStream()
                .map(PushClientRow::client)
                .toList();
    }

    @Override
    public PushClient save(PushClient client) {
        PushClientRow row = PushClientRow.of(client);
        if (client.version() == 0) {
            VersionedRows.insert(session, row);
        } else {
            VersionedRows.update(session, row);
        }
        return find(client.name()).orElseThrow();
    }
}

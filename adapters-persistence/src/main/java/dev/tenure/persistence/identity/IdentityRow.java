package dev.tenure.persistence.identity;

import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.Ties;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.persistence.statement.VersionedRows;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code identity}. */
@Entity
@Table(name = "identity")
class IdentityRow extends PersonRow {

    @Id
    @Column(name = "id")
    UUID id;

    @Column(name = "feed")
    String feed;

    @Column(name = "worker_id")
    String workerId;

    @Column(name = "manager_feed")
    @Nullable
    String managerFeed;

    @Column(name = "sponsor_feed")
    @Nullable
    String sponsorFeed;

    @Column(name = "sponsor_worker_id")
    @Nullable
    String sponsorWorkerId;

    @Column(name = "next_due")
    @Nullable
    Instant nextDue;

    @Version
    @Column(name = "version")
    long version;

    static IdentityRow of(Identity identity) {
        IdentityRow row = new IdentityRow();
        row.id = identity.id().value();
        row.feed = identity.key().feed();
        row.workerId = identity.key().workerId();
        row.describe(identity.profile(), identity.employment());
        row.managerFeed = identity.ties().manager().map(WorkerKey::feed).orElse(null);
        row.sponsorFeed = identity.ties().sponsor().map(WorkerKey::feed).orElse(null);
        row.sponsorWorkerId = identity.ties().sponsor().map(WorkerKey::workerId).orElse(null);
        row.nextDue = identity.nextDue().orElse(null);
        row.version = identity.version() == 0 ? VersionedRows.FIRST : identity.version();
        return row;
    }

    Identity identity() {
        return new Identity(
                new IdentityId(id),
                new WorkerKey(feed, workerId),
                profile(),
                employment(),
                new Ties(key(managerFeed, managerWorkerId), key(sponsorFeed, sponsorWorkerId)),
                Optional.ofNullable(nextDue),
                version);
    }

    private static Optional<WorkerKey> key(@Nullable String source, @Nullable String workerId) {
        return source == null || workerId == null ? Optional.empty() : Optional.of(new WorkerKey(source, workerId));
    }
}

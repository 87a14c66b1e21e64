package dev.tenure.persistence.push;

import dev.tenure.domain.push.PushedUser;
import dev.tenure.domain.push.PushedUserId;
import dev.tenure.persistence.statement.VersionedRows;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A row of {@code pushed_user}, without what the database generates. */
@Entity
@Table(name = "pushed_user")
class PushedUserRow {

    @Id
    @Column(name = "id")
    UUID id;

    @Column(name = "source")
    String source;

    @Column(name = "worker_id")
    String workerId;

    @Column(name = "user_name")
    @ColumnTransformer(write = "lower(CAST(? AS text) COLLATE pg_c_utf8)")
    String userName;

    @Column(name = "external_id")
    @Nullable
    String externalId;

    @Column(name = "document")
    @ColumnTransformer(write = "CAST(? AS jsonb)")
    String document;

    @Column(name = "inactive_since")
    @Nullable
    Instant inactiveSince;

    @Column(name = "withdrawn")
    boolean withdrawn;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "modified_at")
    Instant modifiedAt;

    @Version
    @Column(name = "version")
    long version;

    static PushedUserRow of(PushedUser user) {
        PushedUserRow row = new PushedUserRow();
        row.id = user.id().value();
        row.source = user.source();
        row.workerId = user.workerId();
        row.userName = user.userName();
        row.externalId = user.externalId().orElse(null);
        row.document = PushedDocuments.write(user.document());
        row.inactiveSince = user.inactiveSince().orElse(null);
        row.withdrawn = user.withdrawn();
        row.createdAt = user.created();
        row.modifiedAt = user.lastModified();
        row.version = user.version() == 0 ? VersionedRows.FIRST : user.version();
        return row;
    }

    PushedUser user() {
        return new PushedUser(
                new PushedUserId(id),
                source,
                workerId,
                PushedDocuments.read(document),
                Optional.ofNullable(inactiveSince),
                withdrawn,
                createdAt,
                modifiedAt,
                version);
    }
}

package dev.tenure.persistence.push;

import dev.tenure.domain.push.PushedGroup;
import dev.tenure.domain.push.PushedGroupId;
import dev.tenure.domain.push.PushedUserId;
import dev.tenure.persistence.statement.VersionedRows;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A row of {@code pushed_group}, without what the database generates. */
@Entity
@Table(name = "pushed_group")
class PushedGroupRow {

    @Id
    @Column(name = "id")
    UUID id;

    @Column(name = "source")
    String source;

    @Column(name = "external_id")
    @Nullable
    String externalId;

    @Column(name = "document")
    @ColumnTransformer(write = "CAST(? AS jsonb)")
    String document;

    @Column(name = "withdrawn")
    boolean withdrawn;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "modified_at")
    Instant modifiedAt;

    @Version
    @Column(name = "version")
    long version;

    static PushedGroupRow of(PushedGroup group) {
        PushedGroupRow row = new PushedGroupRow();
        row.id = group.id().value();
        row.source = group.source();
        row.externalId = group.externalId().orElse(null);
        row.document = PushedDocuments.write(group.document());
        row.createdAt = group.created();
        row.modifiedAt = group.lastModified();
        row.version = group.version() == 0 ? VersionedRows.FIRST : group.version();
        return row;
    }

    PushedGroup group(Set<PushedUserId> members) {
        return new PushedGroup(
                new PushedGroupId(id), source, PushedDocuments.read(document), members, createdAt, modifiedAt, version);
    }
}

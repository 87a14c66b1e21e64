package dev.tenure.persistence.push;

import dev.tenure.domain.identity.ClockPolicy;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.domain.push.PushClient;
import dev.tenure.persistence.statement.VersionedRows;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.ZoneId;
import java.util.Locale;

/** A row of {@code push_client}. */
@Entity
@Table(name = "push_client")
class PushClientRow {

    @Id
    @Column(name = "name")
    String name;

    @Column(name = "subject")
    String subject;

    @Column(name = "zone")
    String zone;

    @Column(name = "clock")
    String clock;

    @Column(name = "joined_by")
    String joinedBy;

    @Column(name = "enabled")
    boolean enabled;

    @Version
    @Column(name = "version")
    long version;

    static PushClientRow of(PushClient client) {
        PushClientRow row = new PushClientRow();
        row.name = client.name();
        row.subject = client.subject();
        row.zone = client.source().zone().getId();
        row.clock = label(client.source().clock());
        row.joinedBy = label(client.source().join());
        row.enabled = client.enabled();
        row.version = client.version() == 0 ? VersionedRows.FIRST : client.version();
        return row;
    }

    PushClient client() {
        return new PushClient(
                new WorkerSource(
                        name,
                        ZoneId.of(zone),
                        ClockPolicy.valueOf(constant(clock)),
                        WorkerSource.Join.valueOf(constant(joinedBy))),
                subject,
                enabled,
                version);
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String constant(String label) {
        return label.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}

package dev.tenure.persistence.lifecycle;

import dev.tenure.domain.identity.ClockPolicy;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.persistence.statement.JsonTexts;
import dev.tenure.persistence.statement.VersionedRows;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.annotations.ColumnTransformer;

/** A row of {@code worker_feed}. */
@Entity
@Table(name = "worker_feed")
class WorkerFeedRow {

    @Id
    @Column(name = "name")
    String name;

    @Column(name = "headers")
    @ColumnTransformer(write = "CAST(? AS jsonb)")
    String headers;

    @Column(name = "separator")
    String separator;

    @Column(name = "charset")
    String charset;

    @Column(name = "date_pattern")
    String datePattern;

    @Column(name = "zone")
    String zone;

    @Column(name = "clock_policy")
    String clockPolicy;

    @Column(name = "recognise_by")
    String recogniseBy;

    @Version
    @Column(name = "version")
    long version;

    static WorkerFeedRow of(WorkerFeed feed) {
        WorkerFeedRow row = new WorkerFeedRow();
        row.name = feed.name();
        Map<String, String> headers = new TreeMap<>();
        feed.headers().forEach((fact, header) -> headers.put(fact.label(), header));
        row.headers = JsonTexts.write(headers);
        row.separator = String.valueOf(feed.separator());
        row.charset = feed.charset();
        row.datePattern = feed.datePattern();
        row.zone = feed.zone().getId();
        row.clockPolicy = feed.source().clock().name();
        row.recogniseBy = feed.source().join().name();
        row.version = feed.version() == 0 ? VersionedRows.FIRST : feed.version();
        return row;
    }

    WorkerFeed feed() {
        Map<Fact, String> byFact = new EnumMap<>(Fact.class);
        JsonTexts.read(headers)
                .forEach((label, header) -> byFact.put(
                        Fact.of(label)
                                .orElseThrow(() ->
                                        new IllegalStateException("headers: hold what this version does not know")),
                        header));
        WorkerSource source = new WorkerSource(
                name, ZoneId.of(zone), ClockPolicy.valueOf(clockPolicy), WorkerSource.Join.valueOf(recogniseBy));
        return new WorkerFeed(source, byFact, separator.charAt(0), charset, datePattern, version);
    }
}

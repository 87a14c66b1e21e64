package dev.tenure.persistence.lifecycle;

import dev.tenure.domain.identity.ClockPolicy;
import dev.tenure.domain.identity.DatePatterns;
import dev.tenure.domain.identity.FileFormat;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

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

    @Column(name = "expressions")
    @ColumnTransformer(write = "CAST(? AS jsonb)")
    String expressions;

    @Column(name = "words")
    @ColumnTransformer(write = "CAST(? AS jsonb)")
    String words;

    @Column(name = "separator")
    @Nullable
    String separator;

    @Column(name = "quote")
    String quote;

    @Column(name = "charset")
    String charset;

    @Column(name = "date_patterns")
    @ColumnTransformer(write = "CAST(? AS jsonb)")
    String datePatterns;

    @Column(name = "content")
    String content;

    @Column(name = "taking")
    String taking;

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
        row.headers = byLabel(feed.headers());
        row.expressions = byLabel(feed.expressions());
        Map<String, String> words = new TreeMap<>();
        feed.words()
                .forEach((fact, meanings) ->
                        meanings.forEach((word, meaning) -> words.put(fact.label() + "." + word, meaning)));
        row.words = JsonTexts.write(words);
        row.separator = feed.format().separator().map(String::valueOf).orElse(null);
        row.quote = String.valueOf(feed.format().quote());
        row.charset = feed.format().charset();
        Map<String, String> patterns = new TreeMap<>();
        for (int i = 0; i < feed.dates().patterns().size(); i++) {
            patterns.put(String.valueOf(i), feed.dates().patterns().get(i));
        }
        row.datePatterns = JsonTexts.write(patterns);
        row.content = feed.content().name();
        row.taking = feed.taking().name();
        row.zone = feed.zone().getId();
        row.clockPolicy = feed.source().clock().name();
        row.recogniseBy = feed.source().join().name();
        row.version = feed.version() == 0 ? VersionedRows.FIRST : feed.version();
        return row;
    }

    WorkerFeed feed() {
        WorkerSource source = new WorkerSource(
                name, ZoneId.of(zone), ClockPolicy.valueOf(clockPolicy), WorkerSource.Join.valueOf(recogniseBy));
        return new WorkerFeed(
                source,
                byFact(headers),
                byFact(expressions),
                words(),
                new FileFormat(charset, Optional.ofNullable(separator).map(text -> text.charAt(0)), quote.charAt(0)),
                new DatePatterns(List.copyOf(JsonTexts.read(datePatterns).values())),
                WorkerFeed.Content.valueOf(content),
                WorkerFeed.Taking.valueOf(taking),
                version);
    }

    private Map<Fact, Map<String, String>> words() {
        Map<Fact, Map<String, String>> byFact = new EnumMap<>(Fact.class);
        JsonTexts.read(words).forEach((place, meaning) -> {
            int dot = place.indexOf('.');
            byFact.computeIfAbsent(fact(place.substring(0, dot)), fact -> new TreeMap<>())
                    .put(place.substring(dot + 1), meaning);
        });
        return byFact;
    }

    private static String byLabel(Map<Fact, String> texts) {
        Map<String, String> byLabel = new TreeMap<>();
        texts.forEach((fact, text) -> byLabel.put(fact.label(), text));
        return JsonTexts.write(byLabel);
    }

    private static Map<Fact, String> byFact(String json) {
        Map<Fact, String> byFact = new EnumMap<>(Fact.class);
        JsonTexts.read(json).forEach((label, text) -> byFact.put(fact(label), text));
        return byFact;
    }

    private static Fact fact(String label) {
        return Fact.of(label)
                .orElseThrow(() -> new IllegalStateException("a feed's fact: is none that this version knows"));
    }
}

package dev.tenure.persistence.identity;

import dev.tenure.application.identity.WorkerSources;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Names of sources as rows of {@code worker_source}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresWorkerSources implements WorkerSources {

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresWorkerSources(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public boolean claim(String name, Kind kind) {
        Sql.of("INSERT INTO worker_source (name, kind) VALUES (?, ?) ON CONFLICT DO NOTHING", name, kind.name())
                .update(dataSource);
        return Sql.of("SELECT kind FROM worker_source WHERE name = ?", name)
                .only(dataSource, row -> Kind.valueOf(row.text("kind")) == kind);
    }

    @Override
    public SortedMap<String, Kind> all() {
        SortedMap<String, Kind> all = new TreeMap<>();
        Sql.of("SELECT * FROM worker_source")
                .list(dataSource, row -> Map.entry(row.text("name"), Kind.valueOf(row.text("kind"))))
                .forEach(taken -> all.put(taken.getKey(), taken.getValue()));
        return all;
    }
}

package dev.tenure.persistence.webhook;

import dev.tenure.application.webhook.WebhookSources;
import dev.tenure.domain.identity.ClockPolicy;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.domain.webhook.Vendor;
import dev.tenure.domain.webhook.VendorApi;
import dev.tenure.domain.webhook.WebhookSource;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Webhook sources as rows of {@code webhook_source}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresWebhookSources implements WebhookSources {

    private static final String ADD = """
            INSERT INTO webhook_source
                   (zone, clock, joined_by, vendor, secrets, tolerance_ms, api_address, api_token, pointers, enabled, name,
                    version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS jsonb), ?, ?, 1)
                ON CONFLICT DO NOTHING""";

    private static final String CHANGE = """
            UPDATE webhook_source
               SET zone = ?, clock = ?, joined_by = ?, vendor = ?, secrets = ?, tolerance_ms = ?, api_address = ?,
                   api_token = ?, pointers = CAST(? AS jsonb), enabled = ?, version = version + 1
             WHERE name = ? AND version = ?""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresWebhookSources(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<WebhookSource> find(String name) {
        return Sql.of("SELECT * FROM webhook_source WHERE name = ?", name)
                .first(dataSource, PostgresWebhookSources::source);
    }

    @Override
    public List<WebhookSource> all() {
        return Sql.of("SELECT * FROM webhook_source ORDER BY name").list(dataSource, PostgresWebhookSources::source);
    }

    @Override
    public void save(WebhookSource source) {
        Sql statement = Sql.of(
                source.version() == 0 ? ADD : CHANGE,
                source.source().zone().getId(),
                source.source().clock().name(),
                source.source().join().name(),
                source.vendor().name(),
                source.secrets().toArray(String[]::new),
                source.tolerance().toMillis(),
                source.api().map(VendorApi::address).orElse(null),
                source.api().map(VendorApi::token).orElse(null),
                FactTexts.write(source.pointers()),
                source.enabled(),
                source.name());
        if (source.version() != 0) {
            statement.then("", source.version());
        }
        if (statement.update(dataSource) == 0) {
            throw new OptimisticLockException("another transaction changed the source first");
        }
    }

    private static WebhookSource source(Columns row) throws SQLException {
        Optional<String> address = row.optionalText("api_address");
        Optional<VendorApi> api =
                address.isEmpty() ? Optional.empty() : Optional.of(new VendorApi(address.get(), row.text("api_token")));
        return new WebhookSource(
                new WorkerSource(
                        row.text("name"),
                        ZoneId.of(row.text("zone")),
                        ClockPolicy.valueOf(row.text("clock")),
                        WorkerSource.Join.valueOf(row.text("joined_by"))),
                Vendor.valueOf(row.text("vendor")),
                row.texts("secrets"),
                Duration.ofMillis(row.number("tolerance_ms")),
                api,
                FactTexts.read(row.text("pointers")),
                row.flag("enabled"),
                row.number("version"));
    }
}

package dev.tenure.bootstrap.operation;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.inventory.ConnectorConditions;
import dev.tenure.application.lifecycle.LeaverCases;
import dev.tenure.application.lifecycle.LeaverEscalations;
import dev.tenure.application.lifecycle.RowsAside;
import dev.tenure.application.provisioning.Stops;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.application.webhook.WebhookDeliveries;
import dev.tenure.domain.inventory.ConnectorCondition;
import dev.tenure.domain.lifecycle.Escalation;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import javax.sql.DataSource;

/**
 * The figures that somebody on call watches. They are the same on every replica, since they come from the database; one look
 * serves every scrape within {@link #FRESH}. They count and never name anybody.
 */
@Singleton
final class Gauges implements MeterBinder {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Transactions transactions;
    private final LeaverCases cases;
    private final LeaverEscalations escalations;
    private final Stops stops;
    private final ConnectorConditions conditions;
    private final WebhookDeliveries deliveries;
    private final RowsAside rows;
    private final Identities identities;
    private final DataSource dataSource;
    private volatile Look last = new Look(
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            0);

    private record Look(
            double open,
            double late,
            double exceptions,
            double half,
            double most,
            double all,
            double stops,
            double quarantined,
            double resting,
            double held,
            double rowsAside,
            double peopleAside,
            double pending,
            double oldestPending,
            double webhooks,
            double oldestWebhook,
            double webhooksSetAside,
            long counter) {}

    Gauges(
            Transactions transactions,
            LeaverCases cases,
            LeaverEscalations escalations,
            Stops stops,
            ConnectorConditions conditions,
            WebhookDeliveries deliveries,
            RowsAside rows,
            Identities identities,
            DataSource dataSource) {
        this.transactions = transactions;
        this.cases = cases;
        this.escalations = escalations;
        this.stops = stops;
        this.conditions = conditions;
        this.deliveries = deliveries;
        this.rows = rows;
        this.identities = identities;
        this.dataSource = dataSource;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "tenure.leaver.cases.open", "leavers' cases that are open", Look::open);
        gauge(
                registry,
                "tenure.leaver.cases.late",
                "open cases with a milestone or a first listing past its deadline",
                Look::late);
        gauge(registry, "tenure.exceptions.unresolved", "exceptions that still are so", Look::exceptions);
        escalations(registry, Escalation.Level.HALF, Look::half);
        escalations(registry, Escalation.Level.MOST, Look::most);
        escalations(registry, Escalation.Level.ALL, Look::all);
        gauge(registry, "tenure.stops", "stops in force: of one system, or of all", Look::stops);
        gauge(
                registry,
                "tenure.connectors.quarantined",
                "systems whose connector broke its contract and is not asked",
                Look::quarantined);
        gauge(
                registry,
                "tenure.connectors.resting",
                "systems that do not answer and are left alone for a while",
                Look::resting);
        gauge(registry, "tenure.operations.held", "operations that the guard holds", Look::held);
        gauge(
                registry,
                "tenure.worker.rows.aside",
                "rows of worker files that the service itself failed on",
                Look::rowsAside);
        gauge(
                registry,
                "tenure.identities.aside",
                "people on whom what was due failed; it is tried again",
                Look::peopleAside);
        gauge(registry, "tenure.audit.pending", "events that are no leaves of the tree yet", Look::pending);
        gauge(
                registry,
                "tenure.audit.pending.age.seconds",
                "how long the oldest of them waits, in seconds",
                Look::oldestPending);
        gauge(registry, "tenure.webhooks.waiting", "webhook deliveries that are not taken yet", Look::webhooks);
        gauge(
                registry,
                "tenure.webhooks.waiting.age.seconds",
                "how long the oldest of them waits, in seconds",
                Look::oldestWebhook);
        gauge(
                registry,
                "tenure.webhooks.set.aside",
                "webhook deliveries on which the service failed again and again",
                Look::webhooksSetAside);
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<Look> figure) {
        Gauge.builder(name, this, gauges -> figure.applyAsDouble(gauges.look()))
                .description(description)
                .register(registry);
    }

    private static long count(Collection<ConnectorCondition> all, Class<? extends ConnectorCondition> state) {
        return all.stream().filter(state::isInstance).count();
    }

    private void escalations(MeterRegistry registry, Escalation.Level level, ToDoubleFunction<Look> figure) {
        Gauge.builder("tenure.leaver.escalations", this, gauges -> figure.applyAsDouble(gauges.look()))
                .description("clocks of open cases of which this part of the time was told to be gone")
                .tag("percent", String.valueOf(level.percent()))
                .register(registry);
    }

    private Look look() {
        Look present = last;
        if (present.counter() != 0 && System.nanoTime() - present.counter() < FRESH.toNanos()) {
            return present;
        }
        Look fresh = transactions.call(now -> {
            LeaverCases.Totals totals = cases.totals(now);
            Collection<ConnectorCondition> ailing = conditions.ailing().values();
            Map<Escalation.Level, Long> told = escalations.counts();
            WebhookDeliveries.Backlog backlog = deliveries.backlog();
            try (Connection connection = dataSource.getConnection();
                    PreparedStatement select = connection.prepareStatement(
                            "SELECT (SELECT count(*) FROM provisioning_operation WHERE state = 'held'), count(*), coalesce(extract(epoch FROM transaction_timestamp() - min(e.recorded_at)), 0)"
                                    + " FROM audit_pending p JOIN audit_event e USING (event_id)");
                    ResultSet row = select.executeQuery()) {
                row.next();
                return new Look(
                        totals.open(),
                        totals.late(),
                        totals.exceptions(),
                        told.getOrDefault(Escalation.Level.HALF, 0L),
                        told.getOrDefault(Escalation.Level.MOST, 0L),
                        told.getOrDefault(Escalation.Level.ALL, 0L),
                        stops.inForce().size(),
                        count(ailing, ConnectorCondition.Quarantined.class),
                        count(ailing, ConnectorCondition.Resting.class),
                        row.getDouble(1),
                        rows.count(),
                        identities.aside(),
                        row.getDouble(2),
                        row.getDouble(3),
                        backlog.waiting(),
                        backlog.oldest()
                                .map(since -> Duration.between(since, now).toMillis() / 1000.0)
                                .orElse(0.0),
                        backlog.setAside(),
                        System.nanoTime());
            } catch (SQLException e) {
                throw new IllegalStateException("the figures were not read", e);
            }
        });
        last = fresh;
        return fresh;
    }
}

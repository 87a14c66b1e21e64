package dev.tenure.persistence.webhook;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.webhook.WebhookDeliveries;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.identity.WorkerRow;
import dev.tenure.domain.webhook.WebhookDelivery;
import dev.tenure.domain.webhook.WebhookDelivery.Hint;
import dev.tenure.domain.webhook.WebhookDelivery.Receipt;
import dev.tenure.domain.webhook.WebhookDelivery.Waiting;
import dev.tenure.domain.webhook.WebhookDeliveryId;
import dev.tenure.persistence.paging.Keyset;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries as rows of {@code webhook_delivery}. The number of attempts is the fence: it grows with every claim, and what a
 * worker brings back is written only where it is still the one that the worker saw.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresWebhookDeliveries implements WebhookDeliveries {

    private static final String ADD = """
            INSERT INTO webhook_delivery
                   (id, source, sha256, received_at, event, worker, immediate, said_at, facts, state, attempts, own_faults,
                    due_at, last, escalation, fields, reasons, ended_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS jsonb), ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String CHANGE = """
            UPDATE webhook_delivery
               SET facts = CAST(? AS jsonb), state = ?, attempts = ?, own_faults = ?, due_at = ?, last = ?, escalation = ?,
                   fields = ?, reasons = ?, ended_at = ?
             WHERE id = ?""";

    private static final String CLAIM_KEY = """
            INSERT INTO webhook_key (source, key, delivery) VALUES (?, ?, ?) ON CONFLICT DO NOTHING""";

    private static final String CLAIM_DUE = """
            SELECT * FROM webhook_delivery
             WHERE source = ? AND state = 'received' AND due_at <= ?
             ORDER BY due_at, position LIMIT 1 FOR UPDATE SKIP LOCKED""";

    private static final String TOOK = """
            SELECT EXISTS (SELECT FROM webhook_delivery
                            WHERE source = ? AND worker = ? AND state = 'taken' AND ended_at >= ?) AS took""";

    private static final String BACKLOG = """
            SELECT count(*) FILTER (WHERE state = 'received') AS waiting,
                   count(*) FILTER (WHERE state = 'set-aside') AS set_aside,
                   min(received_at) FILTER (WHERE state = 'received') AS oldest
              FROM webhook_delivery WHERE state IN ('received', 'set-aside')""";

    private static final String KEEP_NOTICE = """
            INSERT INTO webhook_notice AS n (source, worker, at) VALUES (?, ?, ?)
                ON CONFLICT (source, worker) DO UPDATE SET at = least(n.at, excluded.at)""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresWebhookDeliveries(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What changes from state to state, as the columns have it. */
    private record Stored(
            String state,
            int ownFaults,
            @Nullable Instant dueAt,
            @Nullable String last,
            int escalation,
            List<WorkerRow.Problem> problems,
            @Nullable Instant endedAt) {

        static Stored of(WebhookDelivery delivery) {
            return switch (delivery) {
                case Waiting w ->
                    new Stored(
                            "received",
                            w.ownFaults(),
                            w.dueAt(),
                            w.last().orElse(null),
                            w.escalation(),
                            List.of(),
                            null);
                case WebhookDelivery.Taken t -> ended("taken", null, List.of(), t.takenAt());
                case WebhookDelivery.Refused r -> ended("refused", null, r.problems(), r.refusedAt());
                case WebhookDelivery.SetAside s -> ended("set-aside", s.fault(), List.of(), s.setAsideAt());
                case WebhookDelivery.Ignored i -> ended("ignored", null, List.of(), i.ignoredAt());
            };
        }

        private static Stored ended(String state, @Nullable String last, List<WorkerRow.Problem> problems, Instant at) {
            return new Stored(state, 0, null, last, 0, problems, at);
        }

        String[] fields() {
            return problems.stream().map(WorkerRow.Problem::field).toArray(String[]::new);
        }

        String[] reasons() {
            return problems.stream().map(WorkerRow.Problem::reason).toArray(String[]::new);
        }
    }

    @Override
    public Optional<WebhookDeliveryId> claim(String source, SortedSet<String> keys, WebhookDeliveryId delivery) {
        // In their order, so that two deliveries with the same keys wait for each other and never in a circle.
        Optional<WebhookDeliveryId> first = Optional.empty();
        for (String key : keys) {
            boolean isNew = Sql.of(CLAIM_KEY, source, key, delivery.value()).update(dataSource) == 1;
            if (!isNew && first.isEmpty()) {
                first = Sql.of("SELECT delivery FROM webhook_key WHERE source = ? AND key = ?", source, key)
                        .first(dataSource, row -> new WebhookDeliveryId(row.id("delivery")));
            }
        }
        first.ifPresent(known -> Sql.of(
                        "UPDATE webhook_key SET delivery = ? WHERE source = ? AND key = ANY (?) AND delivery = ?",
                        known.value(),
                        source,
                        keys.toArray(String[]::new),
                        delivery.value())
                .update(dataSource));
        return first;
    }

    @Override
    public void add(WebhookDelivery delivery) {
        Receipt receipt = delivery.receipt();
        Hint hint = receipt.hint();
        Stored stored = Stored.of(delivery);
        Sql.of(
                        ADD,
                        receipt.id().value(),
                        receipt.source(),
                        receipt.sha256(),
                        receipt.receivedAt(),
                        hint.event().orElse(null),
                        hint.worker().orElse(null),
                        hint.immediate(),
                        hint.saidAt().orElse(null),
                        facts(hint.facts()),
                        stored.state(),
                        delivery.attempts(),
                        stored.ownFaults(),
                        stored.dueAt(),
                        stored.last(),
                        stored.escalation(),
                        stored.fields(),
                        stored.reasons(),
                        stored.endedAt())
                .update(dataSource);
    }

    private static @Nullable String facts(Map<Fact, String> facts) {
        return facts.isEmpty() ? null : FactTexts.write(facts);
    }

    @Override
    public Optional<WebhookDelivery> find(WebhookDeliveryId id) {
        return Sql.of("SELECT * FROM webhook_delivery WHERE id = ? FOR UPDATE", id.value())
                .first(dataSource, PostgresWebhookDeliveries::delivery);
    }

    @Override
    public Slice<WebhookDelivery> list(Filter filter, PageRequest page) {
        record Numbered(long position, WebhookDelivery delivery) {}
        Sql select = Sql.of("SELECT * FROM webhook_delivery WHERE true");
        filter.source().ifPresent(source -> select.then("AND source = ?", source));
        filter.state().ifPresent(state -> select.then("AND state = ?", state));
        page.after()
                .ifPresent(after ->
                        select.then("AND position < ?", Keyset.read(after, 1).number(0)));
        select.then("ORDER BY position DESC LIMIT ?", page.limit() + 1);
        List<Numbered> found = select.list(dataSource, row -> new Numbered(row.number("position"), delivery(row)));
        return Slice.ofOneMore(found, page.limit(), numbered -> Keyset.of(numbered.position()))
                .map(Numbered::delivery);
    }

    @Override
    public Optional<Waiting> claimDue(String source, Duration lease, Instant now) {
        return Sql.of(CLAIM_DUE, source, now)
                .first(dataSource, PostgresWebhookDeliveries::waiting)
                .map(waiting -> {
                    Waiting claimed = waiting.claim(now, lease);
                    change(claimed, "AND true");
                    return claimed;
                });
    }

    @Override
    public Optional<Instant> nextDue(String source) {
        return Sql.of(
                        "SELECT due_at FROM webhook_delivery WHERE source = ? AND state = 'received'"
                                + " ORDER BY due_at LIMIT 1",
                        source)
                .first(dataSource, row -> row.moment("due_at"));
    }

    @Override
    public boolean record(Waiting seen, WebhookDelivery.Tried next) {
        return change(next, "AND state = 'received' AND attempts = ?", seen.attempts()) == 1;
    }

    @Override
    public void reopen(Waiting again) {
        if (change(again, "AND state IN ('refused', 'set-aside')") != 1) {
            throw new IllegalStateException("the delivery was neither refused nor set aside");
        }
    }

    private int change(WebhookDelivery delivery, String where, Object... values) {
        Stored stored = Stored.of(delivery);
        return Sql.of(
                        CHANGE,
                        facts(delivery.receipt().hint().facts()),
                        stored.state(),
                        delivery.attempts(),
                        stored.ownFaults(),
                        stored.dueAt(),
                        stored.last(),
                        stored.escalation(),
                        stored.fields(),
                        stored.reasons(),
                        stored.endedAt(),
                        delivery.receipt().id().value())
                .then(where, values)
                .update(dataSource);
    }

    @Override
    public boolean tookSince(String source, String worker, Instant since) {
        return Sql.of(TOOK, source, worker, since).only(dataSource, row -> row.flag("took"));
    }

    @Override
    public Backlog backlog() {
        return Sql.of(BACKLOG)
                .only(
                        dataSource,
                        row -> new Backlog(
                                row.number("waiting"), row.number("set_aside"), row.optionalMoment("oldest")));
    }

    @Override
    public Optional<Instant> notice(String source, String worker) {
        return Sql.of("SELECT at FROM webhook_notice WHERE source = ? AND worker = ?", source, worker)
                .first(dataSource, row -> row.moment("at"));
    }

    @Override
    public void keepNotice(String source, String worker, Instant at) {
        Sql.of(KEEP_NOTICE, source, worker, at).update(dataSource);
    }

    @Override
    public void dropNotice(String source, String worker) {
        Sql.of("DELETE FROM webhook_notice WHERE source = ? AND worker = ?", source, worker)
                .update(dataSource);
    }

    private static Waiting waiting(Columns row) throws SQLException {
        return new Waiting(
                receipt(row),
                row.smallNumber("attempts"),
                row.smallNumber("own_faults"),
                row.moment("due_at"),
                row.optionalText("last"),
                row.smallNumber("escalation"));
    }

    private static WebhookDelivery delivery(Columns row) throws SQLException {
        int attempts = row.smallNumber("attempts");
        return switch (row.text("state")) {
            case "received" -> waiting(row);
            case "taken" -> new WebhookDelivery.Taken(receipt(row), attempts, row.moment("ended_at"));
            case "refused" ->
                new WebhookDelivery.Refused(receipt(row), attempts, problems(row), row.moment("ended_at"));
            case "set-aside" ->
                new WebhookDelivery.SetAside(receipt(row), attempts, row.text("last"), row.moment("ended_at"));
            case "ignored" -> new WebhookDelivery.Ignored(receipt(row), row.moment("ended_at"));
            default -> throw new IllegalStateException("a delivery is in a state that this version does not know");
        };
    }

    private static Receipt receipt(Columns row) throws SQLException {
        Optional<String> facts = row.optionalText("facts");
        return new Receipt(
                new WebhookDeliveryId(row.id("id")),
                row.text("source"),
                row.text("sha256"),
                row.moment("received_at"),
                new Hint(
                        row.optionalText("event"),
                        row.optionalText("worker"),
                        row.flag("immediate"),
                        row.optionalMoment("said_at"),
                        facts.map(FactTexts::read).orElse(Map.of())));
    }

    private static List<WorkerRow.Problem> problems(Columns row) throws SQLException {
        List<String> fields = row.texts("fields");
        List<String> reasons = row.texts("reasons");
        List<WorkerRow.Problem> problems = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            problems.add(new WorkerRow.Problem(fields.get(i), reasons.get(i)));
        }
        return problems;
    }
}

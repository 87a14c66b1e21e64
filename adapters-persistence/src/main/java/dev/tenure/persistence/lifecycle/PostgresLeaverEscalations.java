package dev.tenure.persistence.lifecycle;

import dev.tenure.application.lifecycle.LeaverEscalations;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.Escalation;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Escalations as rows of {@code leaver_escalation}. When a case is to be looked at stands in its row: whoever saves the case
 * sets it to its first level, and the next look to what is still to come.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresLeaverEscalations implements LeaverEscalations {

    private static final String DUE = """
            SELECT id FROM leaver_case WHERE state = 'open' AND next_escalation < ?
             ORDER BY next_escalation, id LIMIT ?""";

    private static final String ADD = """
            INSERT INTO leaver_escalation (leaver_case, system, account, milestone, percent, deadline, noted_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (leaver_case, system, account, milestone, percent) DO NOTHING""";

    private static final String COUNTS = """
            SELECT e.percent, count(*) AS told
              FROM leaver_case c JOIN leaver_escalation e ON e.leaver_case = c.id
             WHERE c.state = 'open' GROUP BY e.percent""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresLeaverEscalations(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public List<LeaverCaseId> due(Instant now, int limit) {
        return Sql.of(DUE, now, limit).list(dataSource, row -> new LeaverCaseId(row.id("id")));
    }

    @Override
    public List<Escalation> of(LeaverCaseId leaverCase) {
        return Sql.of("SELECT * FROM leaver_escalation WHERE leaver_case = ? ORDER BY number", leaverCase.value())
                .list(dataSource, PostgresLeaverEscalations::escalation);
    }

    @Override
    public boolean add(LeaverCaseId leaverCase, Escalation escalation) {
        return Sql.of(
                                ADD,
                                leaverCase.value(),
                                escalation.system().value(),
                                escalation.account().map(AccountId::value).orElse(null),
                                escalation.milestone().map(Milestone::name).orElse(null),
                                escalation.level().percent(),
                                escalation.deadline(),
                                escalation.at())
                        .update(dataSource)
                == 1;
    }

    @Override
    public void lookAgain(LeaverCaseId leaverCase, Optional<Instant> after) {
        Sql.of("UPDATE leaver_case SET next_escalation = ? WHERE id = ?", after.orElse(null), leaverCase.value())
                .update(dataSource);
    }

    @Override
    public Map<Escalation.Level, Long> counts() {
        record Count(Escalation.Level level, long told) {}
        Map<Escalation.Level, Long> counts = new EnumMap<>(Escalation.Level.class);
        for (Escalation.Level level : Escalation.Level.values()) {
            counts.put(level, 0L);
        }
        Sql.of(COUNTS)
                .list(dataSource, row -> new Count(level(row), row.number("told")))
                .forEach(count -> counts.put(count.level(), count.told()));
        return counts;
    }

    private static Escalation escalation(Columns row) throws SQLException {
        return new Escalation(
                new SystemId(row.id("system")),
                row.optionalId("account").map(AccountId::new),
                row.optionalText("milestone").map(Milestone::valueOf),
                level(row),
                row.moment("deadline"),
                row.moment("noted_at"));
    }

    private static Escalation.Level level(Columns row) throws SQLException {
        long percent = row.number("percent");
        return Arrays.stream(Escalation.Level.values())
                .filter(level -> level.percent() == percent)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("percent: holds what this version does not know"));
    }
}

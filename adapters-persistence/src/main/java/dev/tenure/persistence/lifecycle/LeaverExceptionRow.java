package dev.tenure.persistence.lifecycle;

import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.persistence.statement.Columns;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code leaver_exception}. What was found is written once; the explanation and the end are added. */
@Entity
@Table(name = "leaver_exception")
class LeaverExceptionRow {

    private static final String OPEN = "open";
    private static final String EXPLAINED = "explained";
    private static final String RESOLVED = "resolved";

    @Id
    @Column(name = "id")
    UUID id;

    @Column(name = "leaver_case", updatable = false)
    UUID leaverCase;

    @Column(name = "kind", updatable = false)
    String kind;

    @Column(name = "system", updatable = false)
    @Nullable
    UUID system;

    @Column(name = "account", updatable = false)
    @Nullable
    UUID account;

    @Column(name = "milestone", updatable = false)
    @Nullable
    String milestone;

    @Column(name = "owner", updatable = false)
    String owner;

    @Column(name = "detail", updatable = false)
    String detail;

    @Column(name = "opened_at", updatable = false)
    Instant openedAt;

    @Column(name = "state")
    String state;

    @Column(name = "cause")
    @Nullable
    String cause;

    @Column(name = "impact")
    @Nullable
    String impact;

    @Column(name = "explained_by")
    @Nullable
    String explainedBy;

    @Column(name = "explained_at")
    @Nullable
    Instant explainedAt;

    @Column(name = "resolved_at")
    @Nullable
    Instant resolvedAt;

    static LeaverExceptionRow of(LeaverException exception) {
        LeaverException.Finding finding = exception.finding();
        LeaverExceptionRow row = new LeaverExceptionRow();
        row.id = finding.id();
        row.leaverCase = finding.leaverCase().value();
        row.kind = finding.kind().name();
        row.system = finding.system().map(SystemId::value).orElse(null);
        row.account = finding.account().map(AccountId::value).orElse(null);
        row.milestone = finding.milestone().map(Milestone::name).orElse(null);
        row.owner = finding.owner();
        row.detail = finding.detail();
        row.openedAt = finding.openedAt();
        row.state = exception.label();
        switch (exception) {
            case LeaverException.Unexplained unexplained -> {
                // Nothing is added yet.
            }
            case LeaverException.Explained explained -> row.explain(explained.explanation());
            case LeaverException.Resolved resolved -> {
                resolved.explanation().ifPresent(row::explain);
                row.resolvedAt = resolved.resolvedAt();
            }
        }
        return row;
    }

    /** The row as a statement of its own read it. */
    static LeaverExceptionRow of(Columns columns) throws SQLException {
        LeaverExceptionRow row = new LeaverExceptionRow();
        row.id = columns.id("id");
        row.leaverCase = columns.id("leaver_case");
        row.kind = columns.text("kind");
        row.system = columns.optionalId("system").orElse(null);
        row.account = columns.optionalId("account").orElse(null);
        row.milestone = columns.optionalText("milestone").orElse(null);
        row.owner = columns.text("owner");
        row.detail = columns.text("detail");
        row.openedAt = columns.moment("opened_at");
        row.state = columns.text("state");
        row.cause = columns.optionalText("cause").orElse(null);
        row.impact = columns.optionalText("impact").orElse(null);
        row.explainedBy = columns.optionalText("explained_by").orElse(null);
        row.explainedAt = columns.optionalMoment("explained_at").orElse(null);
        row.resolvedAt = columns.optionalMoment("resolved_at").orElse(null);
        return row;
    }

    private void explain(LeaverException.Explanation explanation) {
        cause = explanation.cause();
        impact = explanation.impact();
        explainedBy = explanation.by();
        explainedAt = explanation.at();
    }

    LeaverException exception() {
        LeaverException.Finding finding = new LeaverException.Finding(
                id,
                new LeaverCaseId(leaverCase),
                LeaverException.Kind.valueOf(kind),
                Optional.ofNullable(system).map(SystemId::new),
                Optional.ofNullable(account).map(AccountId::new),
                Optional.ofNullable(milestone).map(Milestone::valueOf),
                owner,
                detail,
                openedAt);
        return switch (state) {
            case OPEN -> new LeaverException.Unexplained(finding);
            case EXPLAINED ->
                new LeaverException.Explained(finding, explanation().orElseThrow());
            case RESOLVED -> new LeaverException.Resolved(finding, explanation(), Objects.requireNonNull(resolvedAt));
            default -> throw new IllegalStateException("state: holds what this version does not know");
        };
    }

    private Optional<LeaverException.Explanation> explanation() {
        return explainedAt == null
                ? Optional.empty()
                : Optional.of(new LeaverException.Explanation(
                        Objects.requireNonNull(cause),
                        Objects.requireNonNull(impact),
                        Objects.requireNonNull(explainedBy),
                        explainedAt));
    }
}

package dev.tenure.persistence.lifecycle;

import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.MilestoneState;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.persistence.statement.Columns;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A row of {@code leaver_case_account}. The milestones are columns, so that what is overdue is found by a query. */
@Entity
@Table(name = "leaver_case_account")
@IdClass(LeaverCaseAccountRow.Key.class)
class LeaverCaseAccountRow {

    private static final String DUE = "due";
    private static final String STATED = "stated";
    private static final String VERIFIED = "verified";
    private static final String LEFT_ALONE = "left-alone";
    private static final String WITHHELD = "withheld";

    /** Which case, which account. */
    record Key(UUID leaverCase, UUID account) {}

    @Id
    @Column(name = "leaver_case")
    UUID leaverCase;

    @Id
    @Column(name = "account")
    UUID account;

    @Column(name = "ordinal", updatable = false)
    int ordinal;

    @Column(name = "system", updatable = false)
    UUID system;

    @Column(name = "native_id", updatable = false)
    String nativeId;

    @Column(name = "name", updatable = false)
    String name;

    @Column(name = "known_before", updatable = false)
    boolean knownBefore;

    @Column(name = "blocked_state")
    String blockedState;

    @Column(name = "blocked_deadline")
    Instant blockedDeadline;

    @Column(name = "blocked_at")
    @Nullable
    Instant blockedAt;

    @Column(name = "contained_state")
    String containedState;

    @Column(name = "contained_deadline")
    Instant containedDeadline;

    @Column(name = "contained_at")
    @Nullable
    Instant containedAt;

    @Column(name = "clean_state")
    String cleanState;

    @Column(name = "clean_deadline")
    Instant cleanDeadline;

    @Column(name = "clean_at")
    @Nullable
    Instant cleanAt;

    @Column(name = "retained")
    String[] retained;

    @Column(name = "steps")
    @ColumnTransformer(write = "CAST(? AS jsonb)")
    @Nullable
    String steps;

    @Column(name = "artefacts")
    @ColumnTransformer(write = "CAST(? AS jsonb)")
    String artefacts;

    @Column(name = "sign_ins")
    @ColumnTransformer(write = "CAST(? AS jsonb)")
    @Nullable
    String signIns;

    @Column(name = "stated")
    @ColumnTransformer(write = "CAST(? AS jsonb)")
    String stated;

    static LeaverCaseAccountRow of(LeaverCaseId leaverCase, int ordinal, CaseAccount account) {
        LeaverCaseAccountRow row = new LeaverCaseAccountRow();
        row.leaverCase = leaverCase.value();
        row.account = account.account().value();
        row.ordinal = ordinal;
        row.system = account.system().value();
        row.nativeId = account.nativeId();
        row.name = account.name();
        row.knownBefore = account.knownBefore();
        MilestoneState blocked = account.state(Milestone.BLOCKED);
        row.blockedState = label(blocked);
        row.blockedDeadline = blocked.deadline();
        row.blockedAt = settledAt(blocked);
        MilestoneState contained = account.state(Milestone.CONTAINED);
        row.containedState = label(contained);
        row.containedDeadline = contained.deadline();
        row.containedAt = settledAt(contained);
        MilestoneState clean = account.state(Milestone.CLEAN);
        row.cleanState = label(clean);
        row.cleanDeadline = clean.deadline();
        row.cleanAt = settledAt(clean);
        row.retained = account.retained().toArray(String[]::new);
        row.steps = StoredSteps.write(account);
        row.artefacts = StoredSteps.artefacts(account.artefacts());
        row.signIns = StoredSteps.signIns(account.signIns());
        row.stated = StoredStated.write(account.stated());
        return row;
    }

    /** The account that a row of the table tells of. */
    static CaseAccount read(Columns row) throws SQLException {
        MilestoneState contained = state(row, "contained");
        Map<Milestone, MilestoneState> milestones = Map.of(
                Milestone.BLOCKED, state(row, "blocked"),
                Milestone.CONTAINED, contained,
                Milestone.CLEAN, state(row, "clean"));
        StoredSteps read = StoredSteps.read(row.optionalText("steps").orElse(null), milestones);
        return new CaseAccount(
                new AccountId(row.id("account")),
                new SystemId(row.id("system")),
                row.text("native_id"),
                row.text("name"),
                row.flag("known_before"),
                milestones,
                read.needed(),
                read.shown(),
                StoredSteps.artefacts(row.text("artefacts")),
                StoredSteps.signIns(
                        row.optionalText("sign_ins").orElse(null),
                        row.optionalMoment("contained_at").orElse(contained.deadline())),
                row.texts("retained"),
                StoredStated.steps(row.text("stated")));
    }

    private static String label(MilestoneState state) {
        return switch (state) {
            case MilestoneState.Due due -> DUE;
            case MilestoneState.Stated stated -> STATED;
            case MilestoneState.Verified verified -> VERIFIED;
            case MilestoneState.LeftAlone leftAlone -> LEFT_ALONE;
            case MilestoneState.Withheld withheld -> WITHHELD;
        };
    }

    private static @Nullable Instant settledAt(MilestoneState state) {
        return switch (state) {
            case MilestoneState.Due due -> null;
            case MilestoneState.Stated stated -> stated.at();
            case MilestoneState.Verified verified -> verified.at();
            case MilestoneState.LeftAlone leftAlone -> null;
            case MilestoneState.Withheld withheld -> null;
        };
    }

    private static MilestoneState state(Columns row, String milestone) throws SQLException {
        Instant deadline = row.moment(milestone + "_deadline");
        Optional<Instant> at = row.optionalMoment(milestone + "_at");
        return switch (row.text(milestone + "_state")) {
            case DUE -> new MilestoneState.Due(deadline);
            case STATED -> new MilestoneState.Stated(deadline, at.orElseThrow());
            case VERIFIED -> new MilestoneState.Verified(deadline, at.orElseThrow());
            case LEFT_ALONE -> new MilestoneState.LeftAlone(deadline);
            case WITHHELD -> new MilestoneState.Withheld(deadline);
            default -> throw new IllegalStateException("a milestone: holds what this version does not know");
        };
    }
}

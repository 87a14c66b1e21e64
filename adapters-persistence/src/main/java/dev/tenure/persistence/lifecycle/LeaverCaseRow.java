package dev.tenure.persistence.lifecycle;

import dev.tenure.domain.identity.ClockPolicy;
import dev.tenure.domain.identity.ClockStart;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.lifecycle.CaseAccount;
import dev.tenure.domain.lifecycle.CaseSystem;
import dev.tenure.domain.lifecycle.EscalationRules;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.LeaverFacts;
import dev.tenure.domain.lifecycle.MilestoneState;
import dev.tenure.persistence.statement.VersionedRows;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A row of {@code leaver_case}; its systems and accounts are rows of their own. */
@Entity
@Table(name = "leaver_case")
class LeaverCaseRow {

    private static final String OPEN = "open";
    private static final String CLOSED = "closed";
    private static final String WITHDRAWN = "withdrawn";

    @Id
    @Column(name = "id")
    UUID id;

    @Column(name = "identity", updatable = false)
    UUID identity;

    @Column(name = "last_working_day", updatable = false)
    LocalDate lastWorkingDay;

    @Column(name = "effective_date", updatable = false)
    @Nullable
    LocalDate effectiveDate;

    @Column(name = "immediate_notice_at", updatable = false)
    @Nullable
    Instant immediateNoticeAt;

    @Column(name = "entered_at", updatable = false)
    @Nullable
    Instant enteredAt;

    @Column(name = "zone", updatable = false)
    String zone;

    @Column(name = "received_at", updatable = false)
    Instant receivedAt;

    @Column(name = "clock_start", updatable = false)
    Instant clockStart;

    @Column(name = "clock_policy", updatable = false)
    String clockPolicy;

    @Column(name = "clock_rule", updatable = false)
    String clockRule;

    @Column(name = "policy_version", updatable = false)
    String policyVersion;

    @Column(name = "privileged", updatable = false)
    boolean privileged;

    @Column(name = "privileges", updatable = false)
    @ColumnTransformer(write = "CAST(? AS jsonb)")
    String privileges;

    @Column(name = "opened_at", updatable = false)
    Instant openedAt;

    @Column(name = "state")
    String state;

    @Column(name = "ended_at")
    @Nullable
    Instant endedAt;

    @Column(name = "withdrawal_reason")
    @Nullable
    String withdrawalReason;

    @Column(name = "next_deadline")
    @Nullable
    Instant nextDeadline;

    @Column(name = "next_escalation")
    @Nullable
    Instant nextEscalation;

    @Column(name = "list_order")
    long listOrder;

    @Version
    @Column(name = "version")
    long version;

    static LeaverCaseRow of(LeaverCase leaverCase) {
        LeaverCase.Opening opening = leaverCase.opening();
        LeaverFacts facts = opening.facts();
        LeaverCaseRow row = new LeaverCaseRow();
        row.id = opening.id().value();
        row.identity = opening.identity().value();
        row.lastWorkingDay = facts.termination().lastWorkingDay();
        row.effectiveDate = facts.termination().effectiveDate().orElse(null);
        row.immediateNoticeAt = facts.termination().immediateNoticeAt().orElse(null);
        row.enteredAt = facts.termination().enteredAt().orElse(null);
        row.zone = facts.zone().getId();
        row.receivedAt = facts.receivedAt();
        row.clockStart = facts.clock().at();
        row.clockPolicy = facts.termination().policy().name();
        row.clockRule = facts.clock().rule().name();
        row.policyVersion = facts.policyVersion();
        row.privileged = facts.privileged();
        row.privileges = StoredPrivileges.write(facts.privileges());
        row.openedAt = opening.openedAt();
        row.state = leaverCase.label();
        row.listOrder = -micros(opening.openedAt());
        switch (leaverCase) {
            case LeaverCase.Open open -> {
                row.nextDeadline = nextDeadline(open).orElse(null);
                // What was told of it is not known here: the next look at it finds out.
                row.nextEscalation = EscalationRules.next(open, Instant.MIN).orElse(null);
                row.listOrder = nextDeadline(open).map(LeaverCaseRow::micros).orElse(Long.MAX_VALUE);
            }
            case LeaverCase.Closed closed -> row.endedAt = closed.closedAt();
            case LeaverCase.Withdrawn withdrawn -> {
                row.endedAt = withdrawn.withdrawnAt();
                row.withdrawalReason = withdrawn.reason();
            }
        }
        row.version = leaverCase.version() == 0 ? VersionedRows.FIRST : leaverCase.version();
        return row;
    }

    LeaverCase leaverCase(List<CaseSystem> systems, List<CaseAccount> accounts) {
        return switch (state) {
            case OPEN -> open(systems, accounts);
            case CLOSED ->
                new LeaverCase.Closed(opening(), systems, accounts, Objects.requireNonNull(endedAt), version);
            case WITHDRAWN ->
                new LeaverCase.Withdrawn(
                        opening(),
                        systems,
                        accounts,
                        Objects.requireNonNull(withdrawalReason),
                        Objects.requireNonNull(endedAt),
                        version);
            default -> throw new IllegalStateException("state: holds what this version does not know");
        };
    }

    LeaverCase.Open open(List<CaseSystem> systems, List<CaseAccount> accounts) {
        return new LeaverCase.Open(opening(), systems, accounts, version);
    }

    private LeaverCase.Opening opening() {
        LeaverFacts facts = new LeaverFacts(
                new Termination(
                        lastWorkingDay,
                        Optional.ofNullable(effectiveDate),
                        Optional.ofNullable(immediateNoticeAt),
                        Optional.ofNullable(enteredAt),
                        ClockPolicy.valueOf(clockPolicy)),
                ZoneId.of(zone),
                receivedAt,
                new ClockStart(clockStart, ClockStart.Rule.valueOf(clockRule)),
                policyVersion,
                StoredPrivileges.read(privileges));
        return new LeaverCase.Opening(new LeaverCaseId(id), new IdentityId(identity), facts, openedAt);
    }

    /** Of what the targets have not shown and nobody stated: milestones, and listings, which a target that was never reached still owes. */
    private static Optional<Instant> nextDeadline(LeaverCase.Open open) {
        Stream<Instant> listings =
                open.systems().stream().filter(CaseSystem::isUnlisted).map(CaseSystem::shutOutBy);
        return Stream.concat(milestones(open), listings).min(Instant::compareTo);
    }

    private static Stream<Instant> milestones(LeaverCase.Open open) {
        return open.accounts().stream()
                .flatMap(account -> account.milestones().values().stream())
                .filter(state -> !state.isSettled())
                .map(MilestoneState::deadline);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}

package dev.tenure.persistence.inventory;

import dev.tenure.domain.inventory.ModeChange;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.SystemMode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code mode_change}. */
@Entity
@Table(name = "mode_change")
class ModeChangeRow {

    static final String PROPOSED = "proposed";

    private static final String CONFIRMED = "confirmed";
    private static final String DECLINED = "declined";

    @Id
    @Column(name = "id")
    UUID id;

    @Column(name = "system", updatable = false)
    UUID system;

    @Column(name = "mode_from", updatable = false)
    String modeFrom;

    @Column(name = "mode_to", updatable = false)
    String modeTo;

    @Column(name = "proposed_by", updatable = false)
    String proposedBy;

    @Column(name = "proposed_at", updatable = false)
    Instant proposedAt;

    @Column(name = "state")
    String state;

    @Column(name = "ended_by")
    @Nullable
    String endedBy;

    @Column(name = "ended_at")
    @Nullable
    Instant endedAt;

    static ModeChangeRow of(ModeChange change) {
        ModeChange.Proposal proposal = change.proposal();
        ModeChangeRow row = new ModeChangeRow();
        row.id = proposal.id();
        row.system = proposal.system().value();
        row.modeFrom = proposal.from().label();
        row.modeTo = proposal.to().label();
        row.proposedBy = proposal.proposedBy();
        row.proposedAt = proposal.proposedAt();
        switch (change) {
            case ModeChange.Proposed proposed -> row.state = PROPOSED;
            case ModeChange.Confirmed confirmed -> row.end(CONFIRMED, confirmed.confirmedBy(), confirmed.confirmedAt());
            case ModeChange.Declined declined -> row.end(DECLINED, declined.declinedBy(), declined.declinedAt());
        }
        return row;
    }

    private void end(String how, String by, Instant at) {
        state = how;
        endedBy = by;
        endedAt = at;
    }

    ModeChange change() {
        ModeChange.Proposal proposal = new ModeChange.Proposal(
                id, new SystemId(system), SystemMode.of(modeFrom), SystemMode.of(modeTo), proposedBy, proposedAt);
        return switch (state) {
            case PROPOSED -> new ModeChange.Proposed(proposal);
            case CONFIRMED ->
                new ModeChange.Confirmed(proposal, Objects.requireNonNull(endedBy), Objects.requireNonNull(endedAt));
            case DECLINED ->
                new ModeChange.Declined(proposal, Objects.requireNonNull(endedBy), Objects.requireNonNull(endedAt));
            default -> throw new IllegalStateException("state: holds what this version does not know");
        };
    }
}

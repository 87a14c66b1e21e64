package dev.tenure.persistence.reconciliation;

import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.ProtectionRelease;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code protection_release}. */
@Entity
@Table(name = "protection_release")
class ProtectionReleaseRow {

    @Id
    @Column(name = "id")
    UUID id;

    @Column(name = "account", updatable = false)
    UUID account;

    @Column(name = "reason", updatable = false)
    String reason;

    @Column(name = "proposed_by", updatable = false)
    String proposedBy;

    @Column(name = "proposed_at", updatable = false)
    Instant proposedAt;

    @Column(name = "confirmed_by")
    @Nullable
    String confirmedBy;

    @Column(name = "confirmed_at")
    @Nullable
    Instant confirmedAt;

    static ProtectionReleaseRow of(ProtectionRelease release) {
        ProtectionRelease.Proposal proposal = release.proposal();
        ProtectionReleaseRow row = new ProtectionReleaseRow();
        row.id = proposal.id();
        row.account = proposal.account().value();
        row.reason = proposal.reason();
        row.proposedBy = proposal.proposedBy();
        row.proposedAt = proposal.proposedAt();
        switch (release) {
            case ProtectionRelease.Proposed proposed -> {
                // Nobody has confirmed it.
            }
            case ProtectionRelease.Confirmed confirmed -> {
                row.confirmedBy = confirmed.confirmedBy();
                row.confirmedAt = confirmed.confirmedAt();
            }
        }
        return row;
    }

    ProtectionRelease release() {
        return confirmedAt == null
                ? proposed()
                : new ProtectionRelease.Confirmed(proposal(), Objects.requireNonNull(confirmedBy), confirmedAt);
    }

    ProtectionRelease.Proposed proposed() {
        return new ProtectionRelease.Proposed(proposal());
    }

    private ProtectionRelease.Proposal proposal() {
        return new ProtectionRelease.Proposal(id, new AccountId(account), reason, proposedBy, proposedAt);
    }
}

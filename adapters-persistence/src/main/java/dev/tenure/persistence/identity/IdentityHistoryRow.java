package dev.tenure.persistence.identity;

import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.StatusEntry;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code identity_history}: added, never changed. */
@Entity
@Table(name = "identity_history")
@IdClass(IdentityHistoryRow.Key.class)
class IdentityHistoryRow extends PersonRow {

    /** Whose line, and which. */
    record Key(UUID identity, long number) {}

    @Id
    @Column(name = "identity")
    UUID identity;

    @Id
    @Column(name = "number")
    long number;

    @Column(name = "known_from")
    Instant knownFrom;

    @Column(name = "source")
    String source;

    @Column(name = "change")
    String change;

    static IdentityHistoryRow of(IdentityId identity, long number, StatusEntry entry) {
        IdentityHistoryRow row = new IdentityHistoryRow();
        row.identity = identity.value();
        row.number = number;
        row.knownFrom = entry.knownFrom();
        row.source = entry.source();
        row.change = entry.change().name();
        row.describe(entry.profile(), entry.employment());
        return row;
    }

    StatusEntry entry() {
        return new StatusEntry(knownFrom, source, Identity.Change.valueOf(change), profile(), employment());
    }
}

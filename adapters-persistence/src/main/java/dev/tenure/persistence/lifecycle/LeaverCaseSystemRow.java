package dev.tenure.persistence.lifecycle;

import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.CaseSystem;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.Unobservable;
import dev.tenure.persistence.statement.Columns;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A row of {@code leaver_case_system}. */
@Entity
@Table(name = "leaver_case_system")
@IdClass(LeaverCaseSystemRow.Key.class)
class LeaverCaseSystemRow {

    /** Which case, which system. */
    record Key(UUID leaverCase, UUID system) {}

    @Id
    @Column(name = "leaver_case")
    UUID leaverCase;

    @Id
    @Column(name = "system")
    UUID system;

    @Column(name = "ordinal", updatable = false)
    int ordinal;

    @Column(name = "name", updatable = false)
    String name;

    @Column(name = "shut_out_by", updatable = false)
    Instant shutOutBy;

    @Column(name = "clean_by", updatable = false)
    Instant cleanBy;

    @Column(name = "unobservable")
    String[] unobservable;

    @Column(name = "unobservable_lives_ms")
    long[] unobservableLivesMs;

    @Column(name = "listed_at")
    @Nullable
    Instant listedAt;

    @Column(name = "confirmed_at")
    @Nullable
    Instant confirmedAt;

    @Column(name = "stated")
    @ColumnTransformer(write = "CAST(? AS jsonb)")
    @Nullable
    String stated;

    static LeaverCaseSystemRow of(LeaverCaseId leaverCase, int ordinal, CaseSystem system) {
        LeaverCaseSystemRow row = new LeaverCaseSystemRow();
        row.leaverCase = leaverCase.value();
        row.system = system.system().value();
        row.ordinal = ordinal;
        row.name = system.name();
        row.shutOutBy = system.shutOutBy();
        row.cleanBy = system.cleanBy();
        row.unobservable =
                system.unobservable().stream().map(Unobservable::what).toArray(String[]::new);
        row.unobservableLivesMs = system.unobservable().stream()
                .map(Unobservable::longestLife)
                .mapToLong(Duration::toMillis)
                .toArray();
        row.listedAt = system.listedAt().orElse(null);
        row.confirmedAt = system.confirmedAt().orElse(null);
        row.stated = StoredStated.write(system.stated());
        return row;
    }

    /** The system that a row of the table tells of. */
    static CaseSystem read(Columns row) throws SQLException {
        List<String> unobservable = row.texts("unobservable");
        List<Long> lives = row.numbers("unobservable_lives_ms");
        List<Unobservable> hidden = new ArrayList<>();
        for (int i = 0; i < unobservable.size(); i++) {
            hidden.add(new Unobservable(unobservable.get(i), Duration.ofMillis(lives.get(i))));
        }
        return new CaseSystem(
                new SystemId(row.id("system")),
                row.text("name"),
                row.moment("shut_out_by"),
                row.moment("clean_by"),
                hidden,
                row.optionalMoment("listed_at"),
                row.optionalMoment("confirmed_at"),
                StoredStated.one(row.optionalText("stated").orElse(null)));
    }
}

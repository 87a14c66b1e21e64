package dev.tenure.persistence.nonhuman;

import dev.tenure.application.nonhuman.NonHumans;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.nonhuman.NonHuman;
import dev.tenure.domain.nonhuman.NonHumanId;
import dev.tenure.domain.nonhuman.NonHumanKind;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.persistence.paging.Keyset;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Non-human identities as rows of {@code non_human}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresNonHumans implements NonHumans {

    private static final String LIVING = """
            SELECT * FROM non_human
             WHERE lower(name) = lower(? COLLATE pg_c_utf8) AND state IN ('requested', 'active')""";

    private static final String ADD = """
            INSERT INTO non_human (id, kind, name, purpose, owner, account, requested_by, requested_at, state)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'requested')""";

    private static final String SAVE = """
            UPDATE non_human SET owner = ?, state = ?, identity = ?, approved_by = ?, approved_at = ?, closed_by = ?,
                                 closed_at = ?, closed_why = ?
             WHERE id = ?""";

    private static final String LIST = """
            SELECT n.*, lower(n.name) AS sorted, o.given_name || ' ' || o.family_name AS owner_name,
                   n.state = 'active' AND (o.id IS NULL OR NOT o.here) AS unowned
              FROM non_human n
              LEFT JOIN LATERAL (
                   SELECT i.id, i.given_name, i.family_name,
                          i.kind <> 'NON_HUMAN' AND i.state NOT IN ('garden-leave', 'ended', 'cancelled', 'expected')
                          AND i.meanwhile IS DISTINCT FROM 'expected' AS here
                     FROM identity i WHERE i.id = n.owner) o ON true
             WHERE true""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresNonHumans(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<NonHuman> find(NonHumanId id) {
        return Sql.of("SELECT * FROM non_human WHERE id = ? FOR UPDATE", id.value())
                .first(dataSource, PostgresNonHumans::nonHuman);
    }

    @Override
    public Optional<NonHuman> living(String name) {
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", "non-human " + name.toLowerCase(Locale.ROOT))
                .list(dataSource, row -> name);
        return Sql.of(LIVING, name).first(dataSource, PostgresNonHumans::nonHuman);
    }

    @Override
    public void add(NonHuman.Requested requested) {
        NonHuman.Terms terms = requested.terms();
        Sql.of(
                        ADD,
                        terms.id().value(),
                        terms.kind().name(),
                        terms.name(),
                        terms.purpose(),
                        requested.owner().value(),
                        terms.account().map(AccountId::value).orElse(null),
                        terms.by(),
                        terms.at())
                .update(dataSource);
    }

    @Override
    public void save(NonHuman nonHuman) {
        int saved =
                switch (nonHuman) {
                    case NonHuman.Requested requested -> save(requested, null, null);
                    case NonHuman.Active active -> save(active, active.approval(), null);
                    case NonHuman.Rejected rejected -> save(rejected, null, rejected.closing());
                    case NonHuman.Retired retired -> save(retired, retired.approval(), retired.closing());
                };
        if (saved != 1) {
            throw new IllegalStateException("there is no such non-human identity");
        }
    }

    private int save(NonHuman nonHuman, NonHuman.@Nullable Approval approval, NonHuman.@Nullable Closing closing) {
        return Sql.of(
                        SAVE,
                        nonHuman.owner().value(),
                        nonHuman.label(),
                        approval == null ? null : approval.identity().value(),
                        approval == null ? null : approval.by(),
                        approval == null ? null : approval.at(),
                        closing == null ? null : closing.by(),
                        closing == null ? null : closing.at(),
                        closing == null ? null : closing.reason(),
                        nonHuman.terms().id().value())
                .update(dataSource);
    }

    @Override
    public Slice<Listed> list(Filter filter, Instant now, PageRequest page) {
        Sql select = Sql.of(LIST);
        filter.state()
                .ifPresent(state -> select.then(" AND n.state = ?", state.name().toLowerCase(Locale.ROOT)));
        filter.kind().ifPresent(kind -> select.then(" AND n.kind = ?", kind.name()));
        filter.owner().ifPresent(owner -> select.then(" AND n.owner = ?", owner.value()));
        filter.text()
                .ifPresent(text ->
                        select.then(" AND lower(n.name) LIKE lower(? COLLATE pg_c_utf8)", Sql.containing(text)));
        if (filter.unowned()) {
            select.then(" AND n.state = 'active' AND (o.id IS NULL OR NOT o.here)");
        }
        page.after()
                .map(after -> Keyset.read(after, 2))
                .ifPresent(last -> select.then(" AND (lower(n.name), n.id) > (?, ?)", last.text(0), last.id(1)));
        select.then(" ORDER BY lower(n.name), n.id LIMIT ?", page.limit() + 1);
        record Row(Listed listed, String sorted) {}
        return Slice.ofOneMore(
                        select.list(dataSource, row -> new Row(listed(row), row.text("sorted"))),
                        page.limit(),
                        row -> Keyset.of(
                                row.sorted(),
                                row.listed().nonHuman().terms().id().value()))
                .map(Row::listed);
    }

    private static Listed listed(Columns row) throws SQLException {
        return new Listed(nonHuman(row), row.optionalText("owner_name").map(String::strip), row.flag("unowned"));
    }

    private static NonHuman nonHuman(Columns row) throws SQLException {
        NonHuman.Terms terms = new NonHuman.Terms(
                new NonHumanId(row.id("id")),
                NonHumanKind.valueOf(row.text("kind")),
                row.text("name"),
                row.text("purpose"),
                row.optionalId("account").map(AccountId::new),
                row.text("requested_by"),
                row.moment("requested_at"));
        IdentityId owner = new IdentityId(row.id("owner"));
        return switch (row.text("state")) {
            case "requested" -> new NonHuman.Requested(terms, owner);
            case "active" -> new NonHuman.Active(terms, owner, approval(row));
            case "rejected" -> new NonHuman.Rejected(terms, owner, closing(row));
            case "retired" -> new NonHuman.Retired(terms, owner, approval(row), closing(row));
            default -> throw new IllegalStateException("state: holds what this version does not know");
        };
    }

    private static NonHuman.Approval approval(Columns row) throws SQLException {
        return new NonHuman.Approval(
                new IdentityId(row.id("identity")), row.text("approved_by"), row.moment("approved_at"));
    }

    private static NonHuman.Closing closing(Columns row) throws SQLException {
        return new NonHuman.Closing(row.text("closed_by"), row.moment("closed_at"), row.text("closed_why"));
    }
}

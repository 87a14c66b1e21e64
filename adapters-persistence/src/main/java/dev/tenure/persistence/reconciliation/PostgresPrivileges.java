package dev.tenure.persistence.reconciliation;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.reconciliation.Privileges;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.ClassRule;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.ClassedEntitlement;
import dev.tenure.domain.reconciliation.HeldPrivilege;
import dev.tenure.domain.reconciliation.PrivilegePicture;
import dev.tenure.domain.reconciliation.PrivilegedSpan;
import dev.tenure.persistence.paging.Keyset;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** What is privileged as columns of entitlements and accounts; what was as rows of their histories. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresPrivileges implements Privileges {

    private static final String ENTITLEMENTS = """
            SELECT e.id, e.system, e.native_id, e.name, e.vanished_at FROM entitlement e WHERE e.system = ?""";

    private static final String SPANS = """
            SELECT entitlement, class, class_by, class_what, since, until FROM entitlement_class
             WHERE entitlement = ANY (?) ORDER BY entitlement, position DESC""";

    /** Each account once, with its last row that began by then. */
    private static final String POPULATION = """
            SELECT DISTINCT ON (lower(a.name), a.id)
                   a.id, a.system, a.native_id, a.name, a.identity, p.held, p.marked, p.since, p.until
              FROM account_privilege p JOIN account a ON a.id = p.account
             WHERE p.since <= ?""";

    /** One line at least where the account is privileged; without an entitlement where it is marked alone. */
    private static final String PICTURE = """
            SELECT a.privileged_marked AS marked, coalesce(e.native_id, h.held) AS native_id, coalesce(e.name, h.held) AS name, e.class
              FROM account a
              LEFT JOIN unnest(a.privileged_held) AS h (held) ON true
              LEFT JOIN entitlement e ON e.system = a.system AND lower(e.name) = lower(h.held) AND e.class IS NOT NULL
                                     AND e.vanished_at IS NULL
             WHERE a.id = ? AND a.privileged AND a.vanished_at IS NULL
             ORDER BY lower(coalesce(e.name, h.held)), native_id""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresPrivileges(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Instant knownSince() {
        return Sql.of("SELECT known_since FROM privilege_history").only(dataSource, row -> row.moment("known_since"));
    }

    @Override
    public void classify(SystemId system, Instant now) {
        new Classifying(dataSource, system, now).all();
    }

    @Override
    public Slice<ClassedEntitlement> entitlements(SystemId system, Optional<EntitlementClass> as, PageRequest page) {
        record Row(UUID id, ClassedEntitlement entitlement) {}
        Sql select = Sql.of(ENTITLEMENTS, system.value());
        as.ifPresent(one -> select.then("AND e.class = ?", one.name()));
        page.after().map(after -> Keyset.read(after, 1).id(0)).ifPresent(last -> {
            String name = Sql.of("SELECT name FROM entitlement WHERE system = ? AND id = ?", system.value(), last)
                    .first(dataSource, row -> row.text("name"))
                    .orElseThrow(Keyset::unknown);
            select.then("AND (lower(e.name), e.id) > (lower(? COLLATE pg_c_utf8), ?)", name, last);
        });
        select.then("ORDER BY lower(e.name), e.id LIMIT ?", page.limit() + 1);
        Slice<Row> slice = Slice.ofOneMore(
                select.list(
                        dataSource,
                        row -> new Row(
                                row.id("id"),
                                new ClassedEntitlement(
                                        system,
                                        row.text("native_id"),
                                        row.text("name"),
                                        row.optionalMoment("vanished_at"),
                                        List.of()))),
                page.limit(),
                row -> Keyset.of(row.id()));
        Map<UUID, List<ClassedEntitlement.Span>> spans =
                spans(slice.items().stream().map(Row::id).toArray(UUID[]::new));
        return slice.map(row -> new ClassedEntitlement(
                system,
                row.entitlement().nativeId(),
                row.entitlement().name(),
                row.entitlement().vanishedAt(),
                spans.getOrDefault(row.id(), List.of())));
    }

    private Map<UUID, List<ClassedEntitlement.Span>> spans(UUID[] entitlements) {
        record Of(UUID entitlement, ClassedEntitlement.Span span) {}
        Map<UUID, List<ClassedEntitlement.Span>> spans = new LinkedHashMap<>();
        Sql.of(SPANS, (Object) entitlements)
                .list(dataSource, row -> new Of(row.id("entitlement"), span(row)))
                .forEach(of -> spans.computeIfAbsent(of.entitlement(), id -> new ArrayList<>())
                        .add(of.span()));
        return spans;
    }

    private static ClassedEntitlement.Span span(Columns row) throws SQLException {
        String by = row.text("class_by");
        String what = row.text("class_what");
        return new ClassedEntitlement.Span(
                EntitlementClass.valueOf(row.text("class")),
                by.equals("MARK")
                        ? new ClassedEntitlement.By.Mark(UUID.fromString(what))
                        : new ClassedEntitlement.By.Rule(ClassRule.Of.valueOf(by), what),
                row.moment("since"),
                row.optionalMoment("until"));
    }

    @Override
    public Optional<PrivilegePicture> picture(AccountId account) {
        record Line(boolean marked, Optional<PrivilegePicture.Held> held) {}
        List<Line> lines =
                Sql.of(PICTURE, account.value()).list(dataSource, row -> new Line(row.flag("marked"), held(row)));
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new PrivilegePicture(
                        lines.stream()
                                .flatMap(line -> line.held().stream())
                                .distinct()
                                .toList(),
                        lines.getFirst().marked()));
    }

    private static Optional<PrivilegePicture.Held> held(Columns row) throws SQLException {
        Optional<String> nativeId = row.optionalText("native_id");
        return nativeId.isEmpty()
                ? Optional.empty()
                : Optional.of(new PrivilegePicture.Held(
                        nativeId.get(),
                        row.text("name"),
                        row.optionalText("class").map(EntitlementClass::valueOf)));
    }

    @Override
    public Slice<PrivilegedSpan> population(Filter filter, PageRequest page) {
        Sql select = Sql.of(POPULATION, filter.at());
        if (filter.held()) {
            select.then("AND coalesce(p.until, 'infinity') > ?", filter.at());
        } else {
            select.then("AND coalesce(p.until, 'infinity') >= ?", filter.at().minus(HeldPrivilege.COUNTS_FOR));
        }
        filter.system().ifPresent(system -> select.then("AND p.system = ?", system.value()));
        page.after().map(after -> Keyset.read(after, 1).id(0)).ifPresent(last -> {
            String name = Sql.of("SELECT name FROM account WHERE id = ?", last)
                    .first(dataSource, row -> row.text("name"))
                    .orElseThrow(Keyset::unknown);
            select.then("AND (lower(a.name), a.id) > (lower(? COLLATE pg_c_utf8), ?)", name, last);
        });
        select.then("ORDER BY lower(a.name), a.id, p.position DESC LIMIT ?", page.limit() + 1);
        return Slice.ofOneMore(
                select.list(dataSource, PostgresPrivileges::privilegedSpan),
                page.limit(),
                span -> Keyset.of(span.account().value()));
    }

    private static PrivilegedSpan privilegedSpan(Columns row) throws SQLException {
        return new PrivilegedSpan(
                new AccountId(row.id("id")),
                new SystemId(row.id("system")),
                row.text("native_id"),
                row.text("name"),
                row.optionalId("identity").map(IdentityId::new),
                row.texts("held"),
                row.flag("marked"),
                row.moment("since"),
                row.optionalMoment("until"));
    }
}

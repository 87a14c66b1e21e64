package dev.tenure.persistence.reconciliation;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Attempt.SeenAccount;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.Protection;
import dev.tenure.persistence.paging.Keyset;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Accounts as rows of {@code account}, which reads of systems fill set by set. One that the target no longer shows keeps its
 * row and is found by its id alone.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresAccounts implements Accounts {

    private static final String OF_IDENTITY = """
            SELECT a.* FROM account a LEFT JOIN target_system s ON s.id = a.system
             WHERE a.identity = ? AND a.vanished_at IS NULL
             ORDER BY lower(s.name), a.system, lower(a.name), a.id""";

    private static final String RECORD = """
            WITH held AS (
                SELECT DISTINCT name COLLATE pg_c_utf8 AS name FROM unnest(?) AS name)
            INSERT INTO account AS a
                   (id, system, native_id, name, enabled, identity, identity_shown, entitlements, privileged,
                    first_seen_at, last_seen_at, shown_at, version)
            SELECT ?, ?, ?, ?, ?, ?, ?, ARRAY(SELECT name FROM held ORDER BY name),
                   EXISTS (SELECT FROM target_system s, unnest(s.privileged_entitlements) AS named
                            WHERE s.id = ? AND lower(named) IN (SELECT lower(name) FROM held)),
                   ?, ?, ?, 1
            ON CONFLICT (system, native_id) DO UPDATE
               SET name = EXCLUDED.name, enabled = EXCLUDED.enabled,
                   identity = EXCLUDED.identity, identity_shown = EXCLUDED.identity_shown,
                   entitlements = EXCLUDED.entitlements, privileged = EXCLUDED.privileged,
                   last_seen_at = EXCLUDED.last_seen_at, shown_at = EXCLUDED.shown_at,
                   vanished_at = NULL, version = a.version + 1
            RETURNING *""";

    private static final String PROTECT = """
            UPDATE account SET protection_reason = ?, protected_by = ?, protected_since = ?, version = version + 1
             WHERE id = ?""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresAccounts(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return Sql.of("SELECT * FROM account WHERE id = ?", id.value()).first(dataSource, PostgresAccounts::account);
    }

    @Override
    public Optional<Account> find(SystemId system, String nativeId) {
        return Sql.of("SELECT * FROM account WHERE system = ? AND native_id = ?", system.value(), nativeId)
                .first(dataSource, PostgresAccounts::account);
    }

    @Override
    public List<Account> of(IdentityId identity) {
        return Sql.of(OF_IDENTITY, identity.value()).list(dataSource, PostgresAccounts::account);
    }

    @Override
    public Slice<Account> list(Filter filter, PageRequest page) {
        Sql select = Sql.of("SELECT * FROM account WHERE vanished_at IS NULL");
        filter.system().ifPresent(system -> select.then(" AND system = ?", system.value()));
        filter.identity().ifPresent(identity -> select.then(" AND identity = ?", identity.value()));
        filter.text()
                .ifPresent(
                        text -> select.then(" AND lower(name) LIKE lower(? COLLATE pg_c_utf8)", Sql.containing(text)));
        filter.only().ifPresent(only -> select.then(condition(only)));
        page.after().map(after -> new AccountId(Keyset.read(after, 1).id(0))).ifPresent(last -> {
            Account before = find(last).orElseThrow(Keyset::unknown);
            select.then(" AND (lower(name), id) > (lower(? COLLATE pg_c_utf8), ?)", before.name(), last.value());
        });
        select.then(" ORDER BY lower(name), id LIMIT ?", page.limit() + 1);
        return Slice.ofOneMore(
                select.list(dataSource, PostgresAccounts::account),
                page.limit(),
                account -> Keyset.of(account.id().value()));
    }

    private static String condition(Only only) {
        return switch (only) {
            case UNCORRELATED -> " AND identity IS NULL";
            case PRIVILEGED -> " AND privileged";
            case PROTECTED -> " AND protected_since IS NOT NULL";
        };
    }

    @Override
    public Account recordSeen(SystemId system, SeenAccount seen, IdentityId identity, AccountId newId, Instant now) {
        // What the target does not let go is held all the same.
        String[] held = Stream.concat(seen.memberships().stream(), seen.retained().stream())
                .toArray(String[]::new);
        return Sql.of(
                        RECORD,
                        held,
                        newId.value(),
                        system.value(),
                        seen.nativeId(),
                        seen.name(),
                        seen.enabled(),
                        identity.value(),
                        identity.value(),
                        system.value(),
                        now,
                        now,
                        now)
                .only(dataSource, PostgresAccounts::account);
    }

    @Override
    public void protect(AccountId id, Optional<Protection> protection) {
        int changed = Sql.of(
                        PROTECT,
                        protection.map(Protection::reason).orElse(null),
                        protection.map(Protection::by).orElse(null),
                        protection.map(Protection::since).orElse(null),
                        id.value())
                .update(dataSource);
        if (changed == 0) {
            throw new IllegalStateException("id: is no known account");
        }
    }

    private static Account account(Columns row) throws SQLException {
        Optional<Instant> protectedSince = row.optionalMoment("protected_since");
        return new Account(
                new AccountId(row.id("id")),
                new SystemId(row.id("system")),
                row.text("native_id"),
                row.text("name"),
                row.flag("enabled"),
                row.optionalId("identity").map(IdentityId::new),
                protectedSince.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Protection(
                                row.text("protection_reason"), row.text("protected_by"), protectedSince.get())),
                row.texts("entitlements"),
                row.flag("privileged"),
                row.moment("first_seen_at"),
                row.moment("last_seen_at"),
                row.number("version"));
    }
}

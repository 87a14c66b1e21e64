package dev.tenure.persistence.reconciliation;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Attempt.SeenAccount;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.HeldPrivilege;
import dev.tenure.domain.reconciliation.Protection;
import dev.tenure.persistence.paging.Keyset;
import dev.tenure.persistence.paging.Matches;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Accounts as rows of {@code account}, which reads of systems fill set by set. One that the target no longer shows keeps its
 * row and is found by its id alone.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresAccounts implements Accounts {

    /** What the last whole read showed, and has not vanished, was seen then; its row says when it was last different. */
    private static final String SELECT = """
            SELECT a.*, greatest(a.last_seen_at, CASE WHEN a.vanished_at IS NULL THEN p.whole_at END) AS seen_at
              FROM account a LEFT JOIN system_picture p ON p.system = a.system""";

    private static final String OF_IDENTITY = SELECT + """
              LEFT JOIN target_system s ON s.id = a.system
             WHERE a.identity = ? AND a.vanished_at IS NULL
             ORDER BY lower(s.name), a.system, lower(a.name), a.id""";

    private static final String MATCHING =
            "account WHERE vanished_at IS NULL AND lower(name) LIKE lower(? COLLATE pg_c_utf8)";

    private static final String IN_ORDER = "ORDER BY lower(a.name), a.id";

    /** The same order, and none that an index has: whoever asks for it finds the rows first. */
    private static final String FEW_IN_ORDER = "ORDER BY lower(a.name) || '', a.id";

    /** Whether it is privileged is worked out behind it. */
    private static final String RECORD = """
            INSERT INTO account AS a
                   (id, system, native_id, name, enabled, identity, identity_shown, entitlements, privileged,
                    first_seen_at, last_seen_at, shown_at, version, link, link_at)
            SELECT ?, ?, ?, ?, ?, ?, ?, ARRAY(SELECT DISTINCT name COLLATE pg_c_utf8 AS name FROM unnest(?) AS name ORDER BY name),
                   false, ?, ?, ?, 1, 'listing', ?
            ON CONFLICT (system, native_id) DO UPDATE
               SET name = EXCLUDED.name, enabled = EXCLUDED.enabled,
                   (identity, identity_shown, link, link_rule, link_candidates, link_suggested, link_at) = (
                       SELECT CASE WHEN o.said THEN a.identity ELSE EXCLUDED.identity END,
                              CASE WHEN o.said THEN a.identity_shown ELSE EXCLUDED.identity_shown END,
                              CASE WHEN o.same THEN a.link ELSE 'listing' END,
                              CASE WHEN o.same THEN a.link_rule END,
                              CASE WHEN o.same THEN a.link_candidates END,
                              CASE WHEN o.same THEN a.link_suggested END,
                              CASE WHEN o.same THEN a.link_at ELSE EXCLUDED.link_at END
                         FROM (SELECT said, said OR a.identity IS NOT DISTINCT FROM EXCLUDED.identity AS same
                                 FROM (SELECT EXISTS (SELECT FROM link_decision d
                                                       WHERE d.account = a.id AND d.in_force
                                                         AND (d.verdict = 'linked' OR d.identity = EXCLUDED.identity))
                                                  AS said) s) o),
                   entitlements = EXCLUDED.entitlements,
                   privileged_at = CASE WHEN a.privileged AND a.vanished_at IS NULL THEN EXCLUDED.last_seen_at
                                        ELSE a.privileged_at END,
                   last_seen_at = EXCLUDED.last_seen_at, shown_at = EXCLUDED.shown_at,
                   vanished_at = NULL, version = a.version + 1
            RETURNING a.id""";

    private static final String PRIVILEGES = """
            SELECT a.id, a.system, a.name, a.privileged AND a.vanished_at IS NULL AS held,
                   greatest(a.privileged_at,
                            CASE WHEN a.privileged AND a.vanished_at IS NULL THEN p.whole_at END) AS known_at
              FROM account a
              LEFT JOIN target_system s ON s.id = a.system
              LEFT JOIN system_picture p ON p.system = a.system
             WHERE a.identity = ? AND a.privileged_at IS NOT NULL
               AND (a.privileged AND a.vanished_at IS NULL OR a.privileged_at >= ?)
             ORDER BY lower(s.name), a.system, lower(a.name), a.id""";

    private static final String PROTECT = """
            UPDATE account SET protection_reason = ?, protected_by = ?, protected_since = ?, version = version + 1
             WHERE id = ?""";

    private static final String PASSWORDS = """
            SELECT account, password_set_at FROM account_sign_in
             WHERE account = ANY (?) AND password_set_at IS NOT NULL""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresAccounts(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return Sql.of(SELECT).then("WHERE a.id = ?", id.value()).first(dataSource, PostgresAccounts::account);
    }

    @Override
    public Optional<Account> find(SystemId system, String nativeId) {
        return Sql.of(SELECT)
                .then("WHERE a.system = ? AND a.native_id = ?", system.value(), nativeId)
                .first(dataSource, PostgresAccounts::account);
    }

    @Override
    public List<Account> of(IdentityId identity) {
        return Sql.of(OF_IDENTITY, identity.value()).list(dataSource, PostgresAccounts::account);
    }

    @Override
    public List<HeldPrivilege> privileges(IdentityId identity, Instant since) {
        return Sql.of(PRIVILEGES, identity.value(), since)
                .list(
                        dataSource,
                        row -> new HeldPrivilege(
                                new AccountId(row.id("id")),
                                new SystemId(row.id("system")),
                                row.text("name"),
                                row.flag("held"),
                                row.moment("known_at")));
    }

    @Override
    public Map<AccountId, Instant> passwordsSetAt(Collection<AccountId> ids) {
        UUID[] wanted = ids.stream().map(AccountId::value).toArray(UUID[]::new);
        return Sql.of(PASSWORDS, (Object) wanted)
                .list(dataSource, row -> Map.entry(new AccountId(row.id("account")), row.moment("password_set_at")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public Optional<String> entitlement(SystemId system, String nativeId) {
        return Sql.of("SELECT name FROM entitlement WHERE system = ? AND native_id = ?", system.value(), nativeId)
                .first(dataSource, row -> row.text("name"));
    }

    @Override
    public Slice<Account> list(Filter filter, PageRequest page) {
        Sql select = Sql.of(SELECT).then("WHERE a.vanished_at IS NULL");
        filter.system().ifPresent(system -> select.then(" AND a.system = ?", system.value()));
        filter.identity().ifPresent(identity -> select.then(" AND a.identity = ?", identity.value()));
        filter.text().ifPresent(text -> select.forItsValues()
                .then(" AND lower(a.name) LIKE lower(? COLLATE pg_c_utf8)", Sql.containing(text)));
        filter.only().ifPresent(only -> select.then(condition(only)));
        page.after().map(after -> new AccountId(Keyset.read(after, 1).id(0))).ifPresent(last -> {
            Account before = find(last).orElseThrow(Keyset::unknown);
            select.then(" AND (lower(a.name), a.id) > (lower(? COLLATE pg_c_utf8), ?)", before.name(), last.value());
        });
        boolean few = filter.text()
                .filter(text -> Matches.areFew(dataSource, MATCHING, Sql.containing(text)))
                .isPresent();
        select.then(few ? FEW_IN_ORDER : IN_ORDER).then("LIMIT ?", page.limit() + 1);
        return Slice.ofOneMore(
                select.list(dataSource, PostgresAccounts::account),
                page.limit(),
                account -> Keyset.of(account.id().value()));
    }

    private static String condition(Only only) {
        return switch (only) {
            case UNCORRELATED -> " AND a.identity IS NULL";
            case PRIVILEGED -> " AND a.privileged";
            case PROTECTED -> " AND a.protected_since IS NOT NULL";
        };
    }

    @Override
    public Account recordSeen(SystemId system, SeenAccount seen, IdentityId identity, AccountId newId, Instant now) {
        // What the target does not let go is held all the same.
        String[] held = Stream.concat(seen.memberships().stream(), seen.retained().stream())
                .toArray(String[]::new);
        AccountId id = Sql.of(
                        RECORD,
                        newId.value(),
                        system.value(),
                        seen.nativeId(),
                        seen.name(),
                        seen.enabled(),
                        identity.value(),
                        identity.value(),
                        held,
                        now,
                        now,
                        now,
                        now)
                .only(dataSource, row -> new AccountId(row.id("id")));
        new Classifying(dataSource, system, now).one(id);
        return find(id).orElseThrow();
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

    static Account account(Columns row) throws SQLException {
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
                row.moment("seen_at"),
                row.number("version"));
    }
}

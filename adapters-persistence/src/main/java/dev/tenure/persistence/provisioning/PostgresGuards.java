package dev.tenure.persistence.provisioning;

import dev.tenure.application.provisioning.Guards;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Guard;
import dev.tenure.domain.provisioning.GuardLimit;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Guards as rows of {@code system_guard}, which are what is locked, and passes as rows of {@code guard_pass}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresGuards implements Guards {

    private static final String SAVE = """
            UPDATE system_guard
               SET number = ?, share_percent = ?, window_ms = ?, wanted_number = ?, wanted_share_percent = ?,
                   wanted_window_ms = ?, proposed_by = ?, proposed_at = ?, version = version + 1
             WHERE system = ? AND version = ?""";

    private static final String PASSED = """
            SELECT p.account
              FROM unnest(?, ?) s (id, after)
              JOIN guard_pass p ON p.system = s.id AND p.at > s.after
             WHERE p.account = ANY (?)""";

    private static final String PASS = """
            INSERT INTO guard_pass (system, account, counts, at)
            SELECT passing.system, passing.account, ?, ? FROM unnest(?, ?) passing (system, account)
            ON CONFLICT (system, account) DO UPDATE SET counts = excluded.counts, at = excluded.at""";

    private static final String KNOWN = """
            SELECT count(*) AS known
              FROM (SELECT FROM account WHERE system = ? AND vanished_at IS NULL LIMIT ?) there""";

    /** The version of a guard that nobody changed. */
    private static final long USUAL = 1;

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresGuards(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Guard find(SystemId system) {
        return Sql.of("SELECT * FROM system_guard WHERE system = ?", system.value())
                .first(dataSource, PostgresGuards::guard)
                .orElseGet(() -> usual(system));
    }

    @Override
    public Guard lock(SystemId system) {
        return locked(system).orElseGet(() -> {
            // Who inserts the same at once waits here, and then for the lock.
            Sql.of("INSERT INTO system_guard (system, version) VALUES (?, 1) ON CONFLICT DO NOTHING", system.value())
                    .update(dataSource);
            return locked(system).orElseThrow();
        });
    }

    private Optional<Guard> locked(SystemId system) {
        return Sql.of("SELECT * FROM system_guard WHERE system = ? FOR UPDATE", system.value())
                .first(dataSource, PostgresGuards::guard);
    }

    @Override
    public Map<SystemId, Guard> find(Collection<SystemId> systems) {
        return guards(systems, "SELECT * FROM system_guard WHERE system = ANY (?)");
    }

    @Override
    public Map<SystemId, Guard> lock(Collection<SystemId> systems) {
        UUID[] ids = ids(systems);
        Sql.of(
                        "INSERT INTO system_guard (system, version) SELECT id, 1 FROM unnest(?) id"
                                + " WHERE NOT EXISTS (SELECT FROM system_guard g WHERE g.system = id)"
                                + " ORDER BY id ON CONFLICT DO NOTHING",
                        (Object) ids)
                .update(dataSource);
        return guards(systems, "SELECT * FROM system_guard WHERE system = ANY (?) ORDER BY system FOR UPDATE");
    }

    private Map<SystemId, Guard> guards(Collection<SystemId> systems, String select) {
        Map<SystemId, Guard> guards = new HashMap<>();
        systems.forEach(system -> guards.put(system, usual(system)));
        Sql.of(select, (Object) ids(systems))
                .list(dataSource, PostgresGuards::guard)
                .forEach(guard -> guards.put(guard.system(), guard));
        return guards;
    }

    private static UUID[] ids(Collection<SystemId> systems) {
        return systems.stream().map(SystemId::value).distinct().toArray(UUID[]::new);
    }

    @Override
    public void save(Guard guard) {
        lock(guard.system());
        Optional<Guard.Loosening> loosening =
                guard instanceof Guard.Loosening waits ? Optional.of(waits) : Optional.empty();
        Optional<GuardLimit> wanted = loosening.map(Guard.Loosening::wanted);
        int written = Sql.of(
                        SAVE,
                        guard.limit().number(),
                        guard.limit().sharePercent(),
                        guard.limit().window().toMillis(),
                        wanted.map(GuardLimit::number).orElse(null),
                        wanted.map(GuardLimit::sharePercent).orElse(null),
                        wanted.map(limit -> limit.window().toMillis()).orElse(null),
                        loosening.map(Guard.Loosening::proposedBy).orElse(null),
                        loosening.map(Guard.Loosening::proposedAt).orElse(null),
                        guard.system().value(),
                        guard.version())
                .update(dataSource);
        if (written == 0) {
            throw new OptimisticLockException("the guard was changed since it was read");
        }
    }

    @Override
    public Set<AccountId> passed(Map<SystemId, Instant> after, Collection<AccountId> accounts) {
        List<Map.Entry<SystemId, Instant>> windows = List.copyOf(after.entrySet());
        return Set.copyOf(Sql.of(
                        PASSED,
                        windows.stream().map(window -> window.getKey().value()).toArray(UUID[]::new),
                        windows.stream().map(Map.Entry::getValue).toArray(Instant[]::new),
                        accounts.stream().map(AccountId::value).toArray(UUID[]::new))
                .list(dataSource, row -> new AccountId(row.id("account"))));
    }

    @Override
    public long counted(SystemId system, Instant after) {
        return Sql.of(
                        "SELECT count(*) AS counted FROM guard_pass WHERE system = ? AND counts AND at > ?",
                        system.value(),
                        after)
                .only(dataSource, row -> row.number("counted"));
    }

    @Override
    public void pass(Map<SystemId, ? extends Collection<AccountId>> accounts, boolean counts, Instant now) {
        List<UUID> systems = new ArrayList<>();
        List<UUID> passing = new ArrayList<>();
        accounts.forEach((system, some) -> some.stream().distinct().forEach(account -> {
            systems.add(system.value());
            passing.add(account.value());
        }));
        Sql.of(PASS, counts, now, systems.toArray(UUID[]::new), passing.toArray(UUID[]::new))
                .update(dataSource);
    }

    @Override
    public long known(SystemId system, long enough) {
        return Sql.of(KNOWN, system.value(), enough).only(dataSource, row -> row.number("known"));
    }

    private static Guard guard(Columns row) throws SQLException {
        SystemId system = new SystemId(row.id("system"));
        long version = row.number("version");
        if (version == USUAL) {
            return usual(system);
        }
        GuardLimit limit = StoredLimit.read(row, "");
        Optional<Instant> proposedAt = row.optionalMoment("proposed_at");
        return proposedAt.isEmpty()
                ? new Guard.Settled(system, limit, version)
                : new Guard.Loosening(
                        system,
                        limit,
                        StoredLimit.read(row, "wanted_"),
                        row.text("proposed_by"),
                        proposedAt.get(),
                        version);
    }

    private static Guard usual(SystemId system) {
        return new Guard.Settled(system, GuardLimit.USUAL, USUAL);
    }
}

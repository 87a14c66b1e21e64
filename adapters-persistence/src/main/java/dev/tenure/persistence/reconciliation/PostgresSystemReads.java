package dev.tenure.persistence.reconciliation;

import dev.tenure.application.reconciliation.SystemReads;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ResumeToken;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.AccountChange;
import dev.tenure.domain.reconciliation.ReadId;
import dev.tenure.domain.reconciliation.SystemRead;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.CopyRows;
import dev.tenure.persistence.statement.JsonTexts;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Reads as rows of {@code system_read}; their pages are staged by {@code COPY} and merged by {@link SystemMerge}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresSystemReads implements SystemReads {

    private static final String ADD = """
            INSERT INTO system_read (id, system, scope, requested_at, may_shrink, state)
            VALUES (?, ?, ?, ?, ?, 'requested')
            ON CONFLICT (system) WHERE state = 'requested' DO NOTHING""";

    private static final String DIGESTS = """
            SELECT e.native_id, e.digest
              FROM system_read r JOIN entitlement e ON e.system = r.system
             WHERE r.id = ? AND e.native_id = ANY (?) AND e.vanished_at IS NULL AND e.digest IS NOT NULL""";

    private static final String TOLD_BEFORE = """
            SELECT a.id, a.told_digest FROM system_read r JOIN account a ON a.system = r.system
             WHERE r.id = ? AND a.told_digest IS NOT NULL
             LIMIT ?""";

    /** At most, so that reads of several large systems at once take 25 MB each. What is over it is staged whole and compared. */
    private static final int DIGESTS_IN_MEMORY = 250_000;

    private static final String COMPLETE = """
            UPDATE system_read
               SET state = 'complete', ended_at = ?, accounts = ?, entitlements = ?, memberships = ?, created = ?,
                   changed = ?, vanished = ?, correlated = ?, unresolved = ?, problems = ?, unread = ?
             WHERE id = ? AND state = 'requested'""";

    /** What was staged is unknown to the planner: sets are taken apart whatever it thinks of their size. */
    private static final String COVERAGE = """
            SELECT (SELECT count(*) FROM account a
                     WHERE a.system = r.system AND a.vanished_at IS NULL AND NOT a.native_id LIKE ANY (r.unread)) AS accounts,
                   (SELECT count(*) FROM (SELECT native_id FROM account a
                                           WHERE a.system = r.system AND a.vanished_at IS NULL
                                             AND NOT a.native_id LIKE ANY (r.unread)
                                          EXCEPT SELECT native_id FROM staged_account WHERE read = r.id) m)
                       AS missing_accounts,
                   (SELECT count(*) FROM entitlement e
                     WHERE e.system = r.system AND e.vanished_at IS NULL
                       AND NOT e.native_id LIKE ANY (r.unread)) AS entitlements,
                   (SELECT count(*) FROM (SELECT native_id FROM entitlement e
                                           WHERE e.system = r.system AND e.vanished_at IS NULL
                                             AND NOT e.native_id LIKE ANY (r.unread)
                                          EXCEPT SELECT native_id FROM staged_entitlement WHERE read = r.id) m)
                       AS missing_entitlements
              FROM (SELECT id, system, CAST(? AS text[]) AS unread FROM system_read WHERE id = ?) r""";

    private static final String HAS_COMPLETE = """
            SELECT EXISTS (SELECT FROM system_read
                            WHERE system = ? AND state = 'complete' AND scope = 'whole' AND requested_at >= ?) AS complete""";

    private static final String FAIL =
            "UPDATE system_read SET state = 'failed', ended_at = ?, reason = ? WHERE id = ? AND state = 'requested'";

    private static final String RESUME = """
            SELECT p.resume_token FROM system_picture p JOIN target_system s ON s.id = p.system
             WHERE p.system = ? AND p.resume_token IS NOT NULL AND p.resume_at >= s.redirected_at""";

    private static final String KEEP_RESUME = """
            UPDATE system_picture SET resume_token = ?, resume_at = CASE WHEN ? THEN now() END WHERE system = ?""";

    private static final String DUE = """
            SELECT p.system, p.whole_requested_at <= greatest(w.before, s.redirected_at) AS whole
              FROM system_picture p
              JOIN target_system s ON s.id = p.system
             CROSS JOIN (SELECT CAST(? AS timestamptz) AS before) w
             WHERE (p.whole_requested_at <= greatest(w.before, s.redirected_at)
                    OR p.resume_token IS NOT NULL AND p.last_requested_at <= ?)
               AND NOT EXISTS (SELECT FROM system_read r WHERE r.system = p.system AND r.state = 'requested')
               AND NOT EXISTS (SELECT FROM system_read r
                                WHERE r.system = p.system AND r.requested_at >= p.last_requested_at
                                  AND r.state = 'failed' AND r.ended_at > ?)
             ORDER BY p.last_requested_at, p.system LIMIT ?""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresSystemReads(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<SystemRead> find(ReadId id) {
        return Sql.of("SELECT * FROM system_read WHERE id = ?", id.value())
                .first(dataSource, PostgresSystemReads::read);
    }

    @Override
    public List<SystemRead> of(SystemId system, int limit) {
        return Sql.of(
                        "SELECT * FROM system_read WHERE system = ? ORDER BY requested_at DESC, id DESC LIMIT ?",
                        system.value(),
                        limit)
                .list(dataSource, PostgresSystemReads::read);
    }

    @Override
    public Optional<SystemRead.Requested> current(SystemId system) {
        return Sql.of("SELECT * FROM system_read WHERE system = ? AND state = 'requested'", system.value())
                .first(dataSource, PostgresSystemReads::requested);
    }

    @Override
    public boolean hasCompleteRead(SystemId system, Instant since) {
        return Sql.of(HAS_COMPLETE, system.value(), since).only(dataSource, row -> row.flag("complete"));
    }

    @Override
    public void add(SystemRead.Requested read) {
        if (Sql.of(
                                ADD,
                                read.id().value(),
                                read.system().value(),
                                lower(read.scope()),
                                read.requestedAt(),
                                read.mayShrink())
                        .update(dataSource)
                == 0) {
            throw new IllegalStateException("a read of this system has not ended: wait for that one");
        }
    }

    @Override
    public void clear(ReadId id) {
        for (String staging : List.of("staged_account", "staged_entitlement")) {
            Sql.of("DELETE FROM " + staging + " WHERE read = ?", id.value()).update(dataSource);
        }
    }

    /** The accounts of a system by the digest of what was told of each. */
    private record Told(Map<StagedAccount.Digest, UUID> accounts) implements ToldBefore {}

    @Override
    public ToldBefore toldBefore(ReadId id) {
        Map<StagedAccount.Digest, UUID> accounts = new HashMap<>();
        Sql.of(TOLD_BEFORE, id.value(), DIGESTS_IN_MEMORY)
                .forEach(
                        dataSource,
                        row -> Map.entry(StagedAccount.Digest.of(row.text("told_digest")), row.id("id")),
                        told -> accounts.put(told.getKey(), told.getValue()));
        return new Told(accounts);
    }

    @Override
    public void stageAccounts(ReadId id, List<ObservedAccount> accounts, ToldBefore before) {
        Map<StagedAccount.Digest, UUID> known = before instanceof Told told ? told.accounts() : Map.of();
        CopyRows copy = new CopyRows();
        for (ObservedAccount account : accounts) {
            StagedAccount staged = StagedAccount.of(account);
            Optional<UUID> same = Optional.ofNullable(known.get(staged.digest()));
            Optional<StagedAccount> other = same.isPresent() ? Optional.empty() : Optional.of(staged);
            copy.add(
                    id.value(),
                    account.ref().nativeId(),
                    same,
                    other.map(told -> account.name()),
                    other.map(StagedAccount::isEnabled),
                    other.map(told -> JsonTexts.write(told.told())),
                    other.map(told -> told.digest().text()),
                    account.problems().size(),
                    account.lastSignIn(),
                    account.passwordSetAt());
        }
        copy.copy(
                dataSource,
                "staged_account (read, native_id, account, name, enabled, attributes, digest, problems, last_sign_in,"
                        + " password_set_at)");
    }

    @Override
    public void stageEntitlements(ReadId id, List<ObservedEntitlement> entitlements) {
        Map<String, String> known = digests(id, entitlements);
        CopyRows copy = new CopyRows();
        for (ObservedEntitlement entitlement : entitlements) {
            String nativeId = entitlement.ref().nativeId();
            StagedMembers members = StagedMembers.of(entitlement.members());
            boolean same = members.digest().equals(known.get(nativeId));
            copy.add(
                    id.value(),
                    nativeId,
                    entitlement.name(),
                    same ? Optional.empty() : members.ids(),
                    same ? Optional.empty() : members.kinds(),
                    same ? Optional.empty() : members.unresolvable(),
                    same ? Optional.empty() : members.reasons(),
                    members.digest());
        }
        copy.copy(
                dataSource,
                "staged_entitlement (read, native_id, name, members, kinds, unresolvable, reasons, digest)");
    }

    /** No other read can change them before this one is merged: a system has one at a time. */
    private Map<String, String> digests(ReadId id, List<ObservedEntitlement> entitlements) {
        String[] nativeIds = entitlements.stream()
                .map(entitlement -> entitlement.ref().nativeId())
                .toArray(String[]::new);
        return Sql.of(DIGESTS, id.value(), nativeIds)
                .list(dataSource, row -> Map.entry(row.text("native_id"), row.text("digest")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void stageDeletions(ReadId id, List<AccountRef> accounts, List<EntitlementRef> entitlements) {
        CopyRows copy = new CopyRows();
        accounts.forEach(account -> copy.add(id.value(), account.nativeId(), "", false, "{}", 0, true));
        copy.copy(dataSource, "staged_account (read, native_id, name, enabled, attributes, problems, deleted)");
        CopyRows others = new CopyRows();
        StagedMembers none = StagedMembers.of(List.of());
        entitlements.forEach(entitlement -> others.add(
                id.value(),
                entitlement.nativeId(),
                "",
                none.ids(),
                none.kinds(),
                none.unresolvable(),
                none.reasons(),
                none.digest(),
                true));
        others.copy(
                dataSource,
                "staged_entitlement (read, native_id, name, members, kinds, unresolvable, reasons, digest, deleted)");
    }

    @Override
    public SystemRead.Coverage coverage(SystemRead.Requested read, Set<String> unread) {
        return Sql.of(COVERAGE, SystemMerge.patterns(unread), read.id().value())
                .only(
                        dataSource,
                        row -> new SystemRead.Coverage(
                                row.number("accounts"),
                                row.number("missing_accounts"),
                                row.number("entitlements"),
                                row.number("missing_entitlements")));
    }

    @Override
    public SystemRead.Counts merge(SystemRead.Requested read, TargetSystem system, Provisos provisos, Instant now) {
        return new SystemMerge(dataSource, read, system, now).merge(provisos);
    }

    @Override
    public void changes(SystemRead.Requested read, Consumer<AccountChange> taker) {
        SystemMerge.changes(dataSource, read, taker);
    }

    @Override
    public Optional<ResumeToken> resume(SystemId system) {
        return Sql.of(RESUME, system.value()).first(dataSource, row -> new ResumeToken(row.text("resume_token")));
    }

    @Override
    public void keepResume(SystemId system, Optional<ResumeToken> token) {
        Sql.of(KEEP_RESUME, token.map(ResumeToken::value).orElse(null), token.isPresent(), system.value())
                .update(dataSource);
    }

    @Override
    public List<Due> due(Instant wholeBefore, Instant changesBefore, Instant failedBefore, int limit) {
        return Sql.of(DUE, wholeBefore, changesBefore, failedBefore, limit)
                .list(
                        dataSource,
                        row -> new Due(
                                new SystemId(row.id("system")),
                                row.flag("whole") ? SystemRead.Scope.WHOLE : SystemRead.Scope.CHANGES));
    }

    @Override
    public void end(SystemRead ended) {
        int changed =
                switch (ended) {
                    case SystemRead.Requested requested ->
                        throw new IllegalArgumentException("ended: is a read that has not ended");
                    case SystemRead.Complete complete -> complete(complete);
                    case SystemRead.Failed failed ->
                        Sql.of(
                                        FAIL,
                                        failed.failedAt(),
                                        failed.reason(),
                                        failed.id().value())
                                .update(dataSource);
                };
        if (changed == 0) {
            throw new IllegalStateException("the read ended before, or was never asked for");
        }
        clear(ended.id());
        SystemMerge.forget(dataSource, ended.id());
    }

    private static String lower(SystemRead.Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    private int complete(SystemRead.Complete read) {
        SystemRead.Counts counts = read.counts();
        return Sql.of(
                        COMPLETE,
                        read.completedAt(),
                        counts.accounts(),
                        counts.entitlements(),
                        counts.memberships(),
                        counts.created(),
                        counts.changed(),
                        counts.vanished(),
                        counts.correlated(),
                        counts.unresolved(),
                        counts.problems(),
                        read.unread().toArray(String[]::new),
                        read.id().value())
                .update(dataSource);
    }

    private static SystemRead read(Columns row) throws SQLException {
        SystemRead.Requested requested = requested(row);
        return switch (row.text("state")) {
            case "requested" -> requested;
            case "failed" -> requested.fail(row.text("reason"), row.moment("ended_at"));
            case "complete" ->
                new SystemRead.Complete(
                        requested.id(),
                        requested.system(),
                        requested.scope(),
                        requested.requestedAt(),
                        counts(row),
                        row.texts("unread"),
                        row.moment("ended_at"));
            default -> throw new IllegalStateException("state: holds what this version does not know");
        };
    }

    private static SystemRead.Requested requested(Columns row) throws SQLException {
        return new SystemRead.Requested(
                new ReadId(row.id("id")),
                new SystemId(row.id("system")),
                SystemRead.Scope.valueOf(row.text("scope").toUpperCase(Locale.ROOT)),
                row.moment("requested_at"),
                row.flag("may_shrink"));
    }

    static SystemRead.Counts counts(Columns row) throws SQLException {
        return new SystemRead.Counts(
                row.number("accounts"),
                row.number("entitlements"),
                row.number("memberships"),
                row.number("created"),
                row.number("changed"),
                row.number("vanished"),
                row.number("correlated"),
                row.number("unresolved"),
                row.number("problems"));
    }
}

package dev.tenure.persistence.reconciliation;

import dev.tenure.application.reconciliation.SystemReads;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ObservedMember;
import dev.tenure.connector.spi.SignIn;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.inventory.TargetSystem;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads as rows of {@code system_read}; their pages are staged by {@code COPY} and merged by {@link SystemMerge}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresSystemReads implements SystemReads {

    private static final String ADD = """
            INSERT INTO system_read (id, system, requested_at, state) VALUES (?, ?, ?, 'requested')
            ON CONFLICT (system) WHERE state = 'requested' DO NOTHING""";

    private static final String COMPLETE = """
            UPDATE system_read
               SET state = 'complete', ended_at = ?, accounts = ?, entitlements = ?, memberships = ?, created = ?,
                   changed = ?, vanished = ?, correlated = ?, unresolved = ?, problems = ?
             WHERE id = ? AND state = 'requested'""";

    private static final String HAS_COMPLETE = """
            SELECT EXISTS (SELECT FROM system_read
                            WHERE system = ? AND state = 'complete' AND requested_at >= ?) AS complete""";

    private static final String FAIL =
            "UPDATE system_read SET state = 'failed', ended_at = ?, reason = ? WHERE id = ? AND state = 'requested'";

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
        if (Sql.of(ADD, read.id().value(), read.system().value(), read.requestedAt())
                        .update(dataSource)
                == 0) {
            throw new IllegalStateException("a read of this system has not ended: wait for that one");
        }
    }

    @Override
    public void clear(ReadId id) {
        for (String staging : List.of("staged_account", "staged_entitlement", "staged_member")) {
            Sql.of("DELETE FROM " + staging + " WHERE read = ?", id.value()).update(dataSource);
        }
    }

    @Override
    public void stageAccounts(ReadId id, List<ObservedAccount> accounts) {
        CopyRows copy = new CopyRows();
        for (ObservedAccount account : accounts) {
            copy.add(
                    id.value(),
                    account.ref().nativeId(),
                    account.name(),
                    // What the target does not say is believed to be enabled: the safer belief.
                    account.signIn() != SignIn.DISABLED,
                    JsonTexts.write(account.attributes()),
                    account.problems().size());
        }
        copy.copy(dataSource, "staged_account (read, native_id, name, enabled, attributes, problems)");
    }

    @Override
    public void stageEntitlements(ReadId id, List<ObservedEntitlement> entitlements) {
        CopyRows copy = new CopyRows();
        CopyRows members = new CopyRows();
        for (ObservedEntitlement entitlement : entitlements) {
            String nativeId = entitlement.ref().nativeId();
            copy.add(id.value(), nativeId, entitlement.name());
            for (ObservedMember member : entitlement.members()) {
                stage(members, id.value(), nativeId, member);
            }
        }
        copy.copy(dataSource, "staged_entitlement (read, native_id, name)");
        members.copy(dataSource, "staged_member (read, entitlement, kind, native_id, reason)");
    }

    private static void stage(CopyRows members, UUID read, String entitlement, ObservedMember member) {
        switch (member) {
            case ObservedMember.Account account ->
                members.add(read, entitlement, "account", account.ref().nativeId(), Optional.empty());
            case ObservedMember.Entitlement nested ->
                members.add(read, entitlement, "entitlement", nested.ref().nativeId(), Optional.empty());
            case ObservedMember.Unresolvable unresolvable ->
                members.add(read, entitlement, "unresolvable", unresolvable.nativeId(), unresolvable.reason());
        }
    }

    @Override
    public SystemRead.Counts merge(ReadId id, TargetSystem system, Optional<String> ownAccount, Instant now) {
        return new SystemMerge(dataSource, id.value(), system, now).merge(ownAccount);
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
                        read.id().value())
                .update(dataSource);
    }

    private static SystemRead read(Columns row) throws SQLException {
        SystemRead.Requested requested = requested(row);
        return switch (row.text("state")) {
            case "requested" -> requested;
            case "failed" -> requested.fail(row.text("reason"), row.moment("ended_at"));
            case "complete" -> requested.complete(counts(row), row.moment("ended_at"));
            default -> throw new IllegalStateException("state: holds what this version does not know");
        };
    }

    private static SystemRead.Requested requested(Columns row) throws SQLException {
        return new SystemRead.Requested(
                new ReadId(row.id("id")), new SystemId(row.id("system")), row.moment("requested_at"));
    }

    private static SystemRead.Counts counts(Columns row) throws SQLException {
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

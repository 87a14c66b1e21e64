package dev.tenure.persistence.secrets;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.secrets.SecretRotations;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SecretRotationId;
import dev.tenure.domain.secrets.SharedSecretId;
import dev.tenure.persistence.paging.Keyset;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Rotations as rows of {@code secret_rotation}, and for whom they are as rows of {@code secret_rotation_leaver}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresSecretRotations implements SecretRotations {

    private static final String OPEN = "state NOT IN ('old-revoked', 'cancelled')";

    private static final String ADD = """
            INSERT INTO secret_rotation (id, secret, started_at, state, deadline, due_at, delay, overdue_since, progress, operation,
                                         stated_by, stated_at, confirmed_by, reason, ended_at, off_since, off_until, held_at,
                                         held_by, version)
            VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT DO NOTHING""";

    private static final String CHANGE = """
            UPDATE secret_rotation SET state = ?, deadline = ?, due_at = ?, delay = ?::jsonb, overdue_since = ?,
                                       progress = ?::jsonb, operation = ?, stated_by = ?, stated_at = ?, confirmed_by = ?,
                                       reason = ?, ended_at = ?, off_since = ?, off_until = ?, held_at = ?, held_by = ?,
                                       version = version + 1
             WHERE id = ? AND version = ? AND state NOT IN ('old-revoked', 'cancelled')""";

    private static final String OF_CASE = """
            SELECT r.* FROM secret_rotation r JOIN secret_rotation_leaver l ON l.rotation = r.id
             WHERE l.leaver_case = ? ORDER BY r.started_at, r.id""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresSecretRotations(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<SecretRotation> find(SecretRotationId id) {
        return whole(Sql.of("SELECT * FROM secret_rotation WHERE id = ?", id.value())).stream()
                .findFirst();
    }

    @Override
    public List<SecretRotation.Ongoing> ongoing(SharedSecretId secret) {
        return open(Sql.of(
                "SELECT * FROM secret_rotation WHERE secret = ? AND " + OPEN + " ORDER BY started_at, id",
                secret.value()));
    }

    @Override
    public List<SecretRotation> of(LeaverCaseId leaverCase) {
        return whole(Sql.of(OF_CASE, leaverCase.value()));
    }

    @Override
    public List<SecretRotation.Ongoing> overdue(Instant now, int limit) {
        return open(Sql.of(
                "SELECT * FROM secret_rotation WHERE " + OPEN
                        + " AND due_at < ? AND overdue_since IS DISTINCT FROM due_at ORDER BY due_at, id LIMIT ?",
                now,
                limit));
    }

    @Override
    public List<SecretRotation.OldOff> offUntil(Instant now, int limit) {
        return whole(Sql.of(
                        "SELECT * FROM secret_rotation WHERE state = 'old-off' AND off_until <= ? ORDER BY off_until, id LIMIT ?",
                        now,
                        limit))
                .stream()
                .map(SecretRotation.OldOff.class::cast)
                .toList();
    }

    @Override
    public Slice<SecretRotation> list(Optional<String> state, Optional<SharedSecretId> secret, PageRequest page) {
        Sql select = Sql.of("SELECT * FROM secret_rotation WHERE true");
        state.ifPresent(wanted -> select.then("AND state = ?", wanted));
        secret.ifPresent(wanted -> select.then("AND secret = ?", wanted.value()));
        page.after()
                .map(after -> Keyset.read(after, 2))
                .ifPresent(last -> select.then("AND (started_at, id) < (?, ?)", last.moment(0), last.id(1)));
        select.then("ORDER BY started_at DESC, id DESC LIMIT ?", page.limit() + 1);
        return Slice.ofOneMore(
                whole(select),
                page.limit(),
                rotation -> Keyset.of(
                        rotation.order().startedAt(), rotation.order().id().value()));
    }

    // Writing

    /** The columns that differ from state to state. */
    private record Ending(
            @Nullable String progress,
            @Nullable UUID operation,
            @Nullable String statedBy,
            @Nullable Instant statedAt,
            @Nullable String confirmedBy,
            @Nullable String reason,
            @Nullable Instant endedAt) {

        static Ending of(SecretRotation rotation) {
            return switch (rotation) {
                case SecretRotation.Due r -> new Ending(null, null, null, null, null, null, null);
                case SecretRotation.NewAdded r -> under(r.progress());
                case SecretRotation.InUse r -> under(r.progress());
                case SecretRotation.OldOff r -> under(r.progress());
                case SecretRotation.Issuing r ->
                    new Ending(StoredSecrets.write(r.progress()), r.operation().value(), null, null, null, null, null);
                case SecretRotation.Revoking r ->
                    new Ending(StoredSecrets.write(r.progress()), r.operation().value(), null, null, null, null, null);
                case SecretRotation.RevocationStated r ->
                    new Ending(StoredSecrets.write(r.progress()), null, r.by(), r.at(), null, null, null);
                case SecretRotation.OldRevoked r -> of(r);
                case SecretRotation.Cancelled r -> new Ending(null, null, null, null, null, r.reason(), r.at());
            };
        }

        private static Ending under(SecretRotation.Progress progress) {
            return new Ending(StoredSecrets.write(progress), null, null, null, null, null, null);
        }

        private static Ending of(SecretRotation.OldRevoked done) {
            String progress = StoredSecrets.write(done.progress());
            return switch (done.proof()) {
                case SecretRotation.Proof.ShownByTarget shown ->
                    new Ending(progress, shown.operation().value(), null, null, null, null, done.at());
                case SecretRotation.Proof.SaidByTwo said ->
                    new Ending(progress, null, said.statedBy(), null, said.confirmedBy(), null, done.at());
            };
        }
    }

    /** The columns of what becomes of an old credential. */
    private record OldOne(
            @Nullable Instant offSince,
            @Nullable Instant offUntil,
            @Nullable Instant heldAt,
            @Nullable String heldBy) {

        static OldOne of(SecretRotation rotation) {
            if (rotation instanceof SecretRotation.OldOff off) {
                return new OldOne(off.at(), off.until(), null, null);
            }
            if (!(rotation instanceof SecretRotation.InUse inUse)
                    || inUse.held().isEmpty()) {
                return new OldOne(null, null, null, null);
            }
            return switch (inUse.held().get()) {
                case SecretRotation.Held.StillUsed used -> new OldOne(null, null, used.at(), null);
                case SecretRotation.Held.SwitchedOn on -> new OldOne(null, null, on.at(), on.by());
            };
        }
    }

    @Override
    public void save(SecretRotation rotation) {
        SecretRotation.Order order = rotation.order();
        Ending is = Ending.of(rotation);
        OldOne old = OldOne.of(rotation);
        int saved = rotation.version() == 0
                ? Sql.of(
                                ADD,
                                order.id().value(),
                                order.secret().value(),
                                order.startedAt(),
                                rotation.label(),
                                order.deadline(),
                                order.due(),
                                StoredSecrets.write(order.delay()),
                                order.overdueSince().orElse(null),
                                is.progress(),
                                is.operation(),
                                is.statedBy(),
                                is.statedAt(),
                                is.confirmedBy(),
                                is.reason(),
                                is.endedAt(),
                                old.offSince(),
                                old.offUntil(),
                                old.heldAt(),
                                old.heldBy())
                        .update(dataSource)
                : Sql.of(
                                CHANGE,
                                rotation.label(),
                                order.deadline(),
                                order.due(),
                                StoredSecrets.write(order.delay()),
                                order.overdueSince().orElse(null),
                                is.progress(),
                                is.operation(),
                                is.statedBy(),
                                is.statedAt(),
                                is.confirmedBy(),
                                is.reason(),
                                is.endedAt(),
                                old.offSince(),
                                old.offUntil(),
                                old.heldAt(),
                                old.heldBy(),
                                order.id().value(),
                                rotation.version())
                        .update(dataSource);
        if (saved != 1) {
            throw new OptimisticLockException("another transaction changed the rotation, or began one, first");
        }
        saveLeavers(order);
    }

    private void saveLeavers(SecretRotation.Order order) {
        UUID id = order.id().value();
        List<SecretRotation.Leaver> stored = leaversOf(List.of(id)).getOrDefault(id, List.of());
        if (stored.equals(order.leavers())) {
            return;
        }
        Sql.of("DELETE FROM secret_rotation_leaver WHERE rotation = ?", id).update(dataSource);
        int position = 0;
        for (SecretRotation.Leaver leaver : order.leavers()) {
            Sql.of(
                            "INSERT INTO secret_rotation_leaver (rotation, position, identity, leaver_case) VALUES (?, ?, ?, ?)",
                            id,
                            position++,
                            leaver.identity().value(),
                            leaver.leaverCase().map(LeaverCaseId::value).orElse(null))
                    .update(dataSource);
        }
    }

    // Reading

    private List<SecretRotation.Ongoing> open(Sql select) {
        return whole(select).stream().map(SecretRotation.Ongoing.class::cast).toList();
    }

    /** The rotations of a query with for whom they are. */
    private List<SecretRotation> whole(Sql select) {
        record Found(UUID id, Function<List<SecretRotation.Leaver>, SecretRotation> whole) {}
        List<Found> found = select.list(dataSource, row -> new Found(row.id("id"), rotation(row)));
        Map<UUID, List<SecretRotation.Leaver>> leavers =
                leaversOf(found.stream().map(Found::id).toList());
        return found.stream()
                .map(one -> one.whole().apply(leavers.getOrDefault(one.id(), List.of())))
                .toList();
    }

    /** A rotation that lacks for whom it is. Everything of the row is read at once. */
    private static Function<List<SecretRotation.Leaver>, SecretRotation> rotation(Columns row) throws SQLException {
        SecretRotationId id = new SecretRotationId(row.id("id"));
        SharedSecretId secret = new SharedSecretId(row.id("secret"));
        Instant deadline = row.moment("deadline");
        Instant startedAt = row.moment("started_at");
        SecretRotation.Delay delay = StoredSecrets.delay(row.text("delay"));
        Optional<Instant> overdueSince = row.optionalMoment("overdue_since");
        Function<SecretRotation.Order, SecretRotation> state = state(row);
        return leavers ->
                state.apply(new SecretRotation.Order(id, secret, leavers, deadline, startedAt, delay, overdueSince));
    }

    private static Function<SecretRotation.Order, SecretRotation> state(Columns row) throws SQLException {
        long version = row.number("version");
        Optional<SecretRotation.Progress> stored = row.optionalText("progress").map(StoredSecrets::progress);
        if (stored.isEmpty()) {
            Optional<String> reason = row.optionalText("reason");
            Optional<Instant> endedAt = row.optionalMoment("ended_at");
            return switch (row.text("state")) {
                case "due" -> order -> new SecretRotation.Due(order, version);
                case "cancelled" ->
                    order -> new SecretRotation.Cancelled(order, reason.orElseThrow(), endedAt.orElseThrow(), version);
                default -> throw unknown();
            };
        }
        SecretRotation.Progress progress = stored.get();
        Optional<OperationId> operation = row.optionalId("operation").map(OperationId::new);
        Optional<String> statedBy = row.optionalText("stated_by");
        Optional<Instant> statedAt = row.optionalMoment("stated_at");
        Optional<String> confirmedBy = row.optionalText("confirmed_by");
        Optional<Instant> endedAt = row.optionalMoment("ended_at");
        return switch (row.text("state")) {
            case "new-added" -> order -> new SecretRotation.NewAdded(order, progress, version);
            case "issuing" -> order -> new SecretRotation.Issuing(order, progress, operation.orElseThrow(), version);
            case "in-use" -> {
                Optional<SecretRotation.Held> held = held(row);
                yield order -> new SecretRotation.InUse(order, progress, held, version);
            }
            case "old-off" -> {
                Instant since = row.moment("off_since");
                Instant until = row.moment("off_until");
                yield order -> new SecretRotation.OldOff(order, progress, since, until, version);
            }
            case "revoking" -> order -> new SecretRotation.Revoking(order, progress, operation.orElseThrow(), version);
            case "revocation-stated" ->
                order -> new SecretRotation.RevocationStated(
                        order, progress, statedBy.orElseThrow(), statedAt.orElseThrow(), version);
            case "old-revoked" -> {
                SecretRotation.Proof proof = operation
                        .<SecretRotation.Proof>map(SecretRotation.Proof.ShownByTarget::new)
                        .orElseGet(() ->
                                new SecretRotation.Proof.SaidByTwo(statedBy.orElseThrow(), confirmedBy.orElseThrow()));
                yield order -> new SecretRotation.OldRevoked(order, progress, proof, endedAt.orElseThrow(), version);
            }
            default -> throw unknown();
        };
    }

    private static Optional<SecretRotation.Held> held(Columns row) throws SQLException {
        Optional<String> by = row.optionalText("held_by");
        return row.optionalMoment("held_at")
                .map(at -> by.isPresent()
                        ? new SecretRotation.Held.SwitchedOn(by.get(), at)
                        : new SecretRotation.Held.StillUsed(at));
    }

    private static IllegalStateException unknown() {
        return new IllegalStateException("state: holds what this version does not know");
    }

    private Map<UUID, List<SecretRotation.Leaver>> leaversOf(List<UUID> rotations) {
        record Of(UUID rotation, SecretRotation.Leaver leaver) {}
        if (rotations.isEmpty()) {
            return Map.of();
        }
        return Sql.of(
                        "SELECT * FROM secret_rotation_leaver WHERE rotation = ANY (?) ORDER BY rotation, position",
                        (Object) rotations.toArray(UUID[]::new))
                .list(
                        dataSource,
                        row -> new Of(
                                row.id("rotation"),
                                new SecretRotation.Leaver(
                                        new IdentityId(row.id("identity")),
                                        row.optionalId("leaver_case").map(LeaverCaseId::new))))
                .stream()
                .collect(Collectors.groupingBy(Of::rotation, Collectors.mapping(Of::leaver, Collectors.toList())));
    }
}

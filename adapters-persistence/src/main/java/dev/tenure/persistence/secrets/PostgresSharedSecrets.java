package dev.tenure.persistence.secrets;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.secrets.SharedSecrets;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.secrets.SharedSecret;
import dev.tenure.domain.secrets.SharedSecretId;
import dev.tenure.persistence.paging.Keyset;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Shared secrets as rows of {@code shared_secret}, and who knows them as rows of {@code shared_secret_knower}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresSharedSecrets implements SharedSecrets {

    private static final String ADD = """
            INSERT INTO shared_secret (id, registered_by, registered_at, name, system, account, credential, off_for_ms, owner,
                                       consumers, kept_at, rotate_every_ms, rotated_at, rotate_by, state, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, 'kept', 1) ON CONFLICT DO NOTHING""";

    private static final String CHANGE = """
            UPDATE shared_secret SET name = ?, system = ?, account = ?, credential = ?, off_for_ms = ?, owner = ?,
                                     consumers = ?::jsonb, kept_at = ?, rotate_every_ms = ?, rotated_at = ?, rotate_by = ?, version = version + 1
             WHERE id = ? AND version = ? AND state = 'kept'
               AND NOT EXISTS (SELECT FROM shared_secret other
                                WHERE lower(other.name) = lower(?) AND other.state = 'kept' AND other.id <> shared_secret.id)""";

    private static final String RETIRE = """
            UPDATE shared_secret SET state = 'retired', reason = ?, retired_by = ?, retired_at = ?, version = version + 1
             WHERE id = ? AND version = ? AND state = 'kept'""";

    private static final String KNOWN = """
            SELECT s.* FROM shared_secret_knower k JOIN shared_secret s ON s.id = k.secret
             WHERE k.identity = ? AND s.state = 'kept' ORDER BY s.id""";

    private static final String ADD_KNOWER = """
            INSERT INTO shared_secret_knower (secret, identity, known_since) VALUES (?, ?, ?)
            ON CONFLICT (secret, identity) DO NOTHING""";

    private static final String AGED = """
            SELECT * FROM shared_secret s
             WHERE s.state = 'kept' AND s.rotate_by <= ?
               AND NOT EXISTS (SELECT FROM secret_rotation r
                                WHERE r.secret = s.id AND r.state NOT IN ('old-revoked', 'cancelled'))
             ORDER BY s.rotate_by, s.id LIMIT ?""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresSharedSecrets(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<SharedSecret> find(SharedSecretId id) {
        return whole(Sql.of("SELECT * FROM shared_secret WHERE id = ?", id.value())).stream()
                .findFirst();
    }

    @Override
    public Optional<SharedSecret.Kept> named(String name) {
        return kept(Sql.of("SELECT * FROM shared_secret WHERE lower(name) = lower(?) AND state = 'kept'", name))
                .stream()
                .findFirst();
    }

    @Override
    public List<SharedSecret.Kept> knownTo(IdentityId identity) {
        return kept(Sql.of(KNOWN, identity.value()));
    }

    @Override
    public void save(SharedSecret secret) {
        UUID id = secret.registration().id().value();
        int saved =
                switch (secret) {
                    case SharedSecret.Kept kept -> kept.version() == 0 ? add(kept) : change(kept);
                    case SharedSecret.Retired retired ->
                        Sql.of(RETIRE, retired.reason(), retired.by(), retired.at(), id, retired.version())
                                .update(dataSource);
                };
        if (saved != 1) {
            throw new OptimisticLockException("another transaction changed the secret, or took its name, first");
        }
        if (secret instanceof SharedSecret.Kept kept) {
            saveKnowers(id, kept.knowers());
        }
    }

    private int add(SharedSecret.Kept kept) {
        SharedSecret.Registration registration = kept.registration();
        SharedSecret.Description is = kept.description();
        return Sql.of(
                        ADD,
                        registration.id().value(),
                        registration.by(),
                        registration.at(),
                        is.name(),
                        is.place().map(p -> p.system().value()).orElse(null),
                        is.place()
                                .flatMap(SharedSecret.Place::account)
                                .map(AccountId::value)
                                .orElse(null),
                        key(is).map(SharedSecret.Key::credential)
                                .map(Sql::storable)
                                .orElse(null),
                        key(is).map(one -> one.offFor().toMillis()).orElse(null),
                        is.owner(),
                        StoredSecrets.write(is.consumers()),
                        is.keptAt(),
                        is.rotateEvery().toMillis(),
                        kept.rotatedAt().orElse(null),
                        kept.rotateBy())
                .update(dataSource);
    }

    private int change(SharedSecret.Kept kept) {
        SharedSecret.Description is = kept.description();
        return Sql.of(
                        CHANGE,
                        is.name(),
                        is.place().map(p -> p.system().value()).orElse(null),
                        is.place()
                                .flatMap(SharedSecret.Place::account)
                                .map(AccountId::value)
                                .orElse(null),
                        key(is).map(SharedSecret.Key::credential)
                                .map(Sql::storable)
                                .orElse(null),
                        key(is).map(one -> one.offFor().toMillis()).orElse(null),
                        is.owner(),
                        StoredSecrets.write(is.consumers()),
                        is.keptAt(),
                        is.rotateEvery().toMillis(),
                        kept.rotatedAt().orElse(null),
                        kept.rotateBy(),
                        kept.registration().id().value(),
                        kept.version(),
                        is.name())
                .update(dataSource);
    }

    private void saveKnowers(UUID secret, Map<IdentityId, Instant> knowers) {
        Map<IdentityId, Instant> stored = knowersOf(List.of(secret)).getOrDefault(secret, Map.of());
        stored.keySet().stream()
                .filter(identity -> !knowers.containsKey(identity))
                .forEach(identity -> Sql.of(
                                "DELETE FROM shared_secret_knower WHERE secret = ? AND identity = ?",
                                secret,
                                identity.value())
                        .update(dataSource));
        knowers.forEach((identity, since) -> {
            if (!stored.containsKey(identity)) {
                Sql.of(ADD_KNOWER, secret, identity.value(), since).update(dataSource);
            }
        });
    }

    @Override
    public Slice<SharedSecret> list(Filter filter, PageRequest page) {
        Sql select = Sql.of("SELECT * FROM shared_secret WHERE true");
        filter.text().ifPresent(text -> select.then("AND lower(name) LIKE lower(?)", Sql.containing(text)));
        filter.system().ifPresent(system -> select.then("AND system = ?", system.value()));
        filter.knownTo()
                .ifPresent(identity -> select.then(
                        "AND id IN (SELECT secret FROM shared_secret_knower WHERE identity = ?)", identity.value()));
        filter.dueBy().ifPresent(by -> select.then("AND state = 'kept' AND rotate_by <= ?", by));
        page.after()
                .map(after -> Keyset.read(after, 2))
                .ifPresent(last -> select.then("AND (lower(name), id) > (lower(?), ?)", last.text(0), last.id(1)));
        select.then("ORDER BY lower(name), id LIMIT ?", page.limit() + 1);
        return Slice.ofOneMore(
                whole(select),
                page.limit(),
                secret -> Keyset.of(
                        secret.description().name(), secret.registration().id().value()));
    }

    @Override
    public List<SharedSecret.Kept> aged(Instant by, int limit) {
        return kept(Sql.of(AGED, by, limit));
    }

    private List<SharedSecret.Kept> kept(Sql select) {
        return whole(select).stream().map(SharedSecret.Kept.class::cast).toList();
    }

    /** The secrets of a query with who knows them. */
    private List<SharedSecret> whole(Sql select) {
        List<SharedSecret> bare = select.list(dataSource, row -> secret(row, Map.of()));
        Map<UUID, Map<IdentityId, Instant>> knowers =
                knowersOf(bare.stream().map(s -> s.registration().id().value()).toList());
        return bare.stream()
                .map(secret -> knownTo(
                        secret, knowers.getOrDefault(secret.registration().id().value(), Map.of())))
                .toList();
    }

    private static SharedSecret knownTo(SharedSecret secret, Map<IdentityId, Instant> knowers) {
        return switch (secret) {
            case SharedSecret.Kept s ->
                new SharedSecret.Kept(s.registration(), s.description(), knowers, s.rotatedAt(), s.version());
            case SharedSecret.Retired s ->
                new SharedSecret.Retired(
                        s.registration(),
                        s.description(),
                        knowers,
                        s.rotatedAt(),
                        s.reason(),
                        s.by(),
                        s.at(),
                        s.version());
        };
    }

    private Map<UUID, Map<IdentityId, Instant>> knowersOf(List<UUID> secrets) {
        record Knower(UUID secret, IdentityId identity, Instant since) {}
        if (secrets.isEmpty()) {
            return Map.of();
        }
        return Sql.of("SELECT * FROM shared_secret_knower WHERE secret = ANY (?)", (Object)
                        secrets.toArray(UUID[]::new))
                .list(
                        dataSource,
                        row -> new Knower(
                                row.id("secret"), new IdentityId(row.id("identity")), row.moment("known_since")))
                .stream()
                .collect(Collectors.groupingBy(
                        Knower::secret,
                        Collectors.toMap(Knower::identity, Knower::since, (one, other) -> one, LinkedHashMap::new)));
    }

    private static SharedSecret secret(Columns row, Map<IdentityId, Instant> knowers) throws SQLException {
        SharedSecret.Registration registration = new SharedSecret.Registration(
                new SharedSecretId(row.id("id")), row.text("registered_by"), row.moment("registered_at"));
        SharedSecret.Description description = new SharedSecret.Description(
                row.text("name"),
                place(row),
                row.text("owner"),
                StoredSecrets.consumers(row.text("consumers")),
                row.text("kept_at"),
                Duration.ofMillis(row.number("rotate_every_ms")));
        Optional<Instant> rotatedAt = row.optionalMoment("rotated_at");
        long version = row.number("version");
        return switch (row.text("state")) {
            case "kept" -> new SharedSecret.Kept(registration, description, knowers, rotatedAt, version);
            case "retired" ->
                new SharedSecret.Retired(
                        registration,
                        description,
                        knowers,
                        rotatedAt,
                        row.text("reason"),
                        row.text("retired_by"),
                        row.moment("retired_at"),
                        version);
            default -> throw new IllegalStateException("state: holds what this version does not know");
        };
    }

    private static Optional<SharedSecret.Key> key(SharedSecret.Description is) {
        return is.place().flatMap(SharedSecret.Place::key);
    }

    private static Optional<SharedSecret.Place> place(Columns row) throws SQLException {
        Optional<AccountId> account = row.optionalId("account").map(AccountId::new);
        Optional<String> credential = row.optionalText("credential");
        Optional<SharedSecret.Key> key = credential.isEmpty()
                ? Optional.empty()
                : Optional.of(new SharedSecret.Key(credential.get(), Duration.ofMillis(row.number("off_for_ms"))));
        return row.optionalId("system").map(system -> new SharedSecret.Place(new SystemId(system), account, key));
    }
}

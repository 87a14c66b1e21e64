package dev.tenure.persistence.privilege;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.privilege.PrivilegeReviews;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.PrivilegePicture;
import dev.tenure.domain.reconciliation.PrivilegeReview;
import dev.tenure.domain.reconciliation.ReviewAuthority;
import dev.tenure.persistence.paging.Keyset;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Reviews as rows of {@code privilege_review}, to which nothing but another is ever done. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresPrivilegeReviews implements PrivilegeReviews {

    private static final String ADD = """
            INSERT INTO privilege_review (id, system, account, name, identity, seen, marked, reason, reviewed_by, authority,
                                          reviewed_at)
            VALUES (?, ?, ?, ?, ?, CAST(? AS jsonb), ?, ?, ?, ?, ?)""";

    /** One probe of the index for each account, however often it was reviewed. */
    private static final String LAST = """
            SELECT v.* FROM unnest(CAST(? AS uuid[])) AS wanted (account)
             CROSS JOIN LATERAL (SELECT * FROM privilege_review r
                                  WHERE r.account = wanted.account AND r.reviewed_at <= ?
                                  ORDER BY r.reviewed_at DESC, r.id DESC LIMIT 1) v""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresPrivilegeReviews(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public void add(PrivilegeReview review) {
        Sql.of(
                        ADD,
                        review.id(),
                        review.system().value(),
                        review.account().value(),
                        review.name(),
                        review.identity().map(IdentityId::value).orElse(null),
                        StoredPictures.write(review.seen().held()),
                        review.seen().marked(),
                        review.reason(),
                        review.by(),
                        review.authority().name(),
                        review.at())
                .update(dataSource);
    }

    @Override
    public Map<AccountId, PrivilegeReview> last(Collection<AccountId> accounts, Instant at) {
        UUID[] wanted = accounts.stream().map(AccountId::value).distinct().toArray(UUID[]::new);
        return Sql.of(LAST, wanted, at).list(dataSource, PostgresPrivilegeReviews::review).stream()
                .collect(Collectors.toMap(PrivilegeReview::account, Function.identity()));
    }

    @Override
    public Slice<PrivilegeReview> list(Filter filter, PageRequest page) {
        Sql select = Sql.of("SELECT * FROM privilege_review WHERE true");
        filter.system().ifPresent(system -> select.then("AND system = ?", system.value()));
        filter.account().ifPresent(account -> select.then("AND account = ?", account.value()));
        filter.by().ifPresent(by -> select.then("AND reviewed_by = ?", by));
        filter.from().ifPresent(from -> select.then("AND reviewed_at >= ?", from));
        filter.to().ifPresent(to -> select.then("AND reviewed_at < ?", to));
        filter.text().ifPresent(text -> select.forItsValues()
                .then("AND lower(name) LIKE lower(? COLLATE pg_c_utf8)", Sql.containing(text)));
        page.after()
                .map(after -> Keyset.read(after, 2))
                .ifPresent(last -> select.then("AND (reviewed_at, id) < (?, ?)", last.moment(0), last.id(1)));
        select.then("ORDER BY reviewed_at DESC, id DESC LIMIT ?", page.limit() + 1);
        return Slice.ofOneMore(
                select.list(dataSource, PostgresPrivilegeReviews::review),
                page.limit(),
                review -> Keyset.of(review.at(), review.id()));
    }

    private static PrivilegeReview review(Columns row) throws SQLException {
        return new PrivilegeReview(
                row.id("id"),
                new SystemId(row.id("system")),
                new AccountId(row.id("account")),
                row.text("name"),
                row.optionalId("identity").map(IdentityId::new),
                new PrivilegePicture(StoredPictures.read(row.text("seen")), row.flag("marked")),
                row.text("reason"),
                row.text("reviewed_by"),
                ReviewAuthority.valueOf(row.text("authority")),
                row.moment("reviewed_at"));
    }
}

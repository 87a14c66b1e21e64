package dev.tenure.persistence.engagement;

import dev.tenure.application.engagement.Engagements;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.engagement.Engaged;
import dev.tenure.domain.engagement.Engagement;
import dev.tenure.domain.engagement.Engagement.Ask;
import dev.tenure.domain.engagement.Engagement.Term;
import dev.tenure.domain.engagement.EngagementId;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.persistence.paging.Keyset;
import dev.tenure.persistence.statement.Columns;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The register as rows of {@code engagement}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresEngagements implements Engagements {

    private static final String REQUESTED = "requested";
    private static final String DECLINED = "declined";
    private static final String APPROVED = "approved";
    private static final String EXTENSION_REQUESTED = "extension-requested";
    private static final String ENDED = "ended";

    private static final String OPEN = """
            SELECT * FROM engagement
             WHERE lower(email) = lower(? COLLATE pg_c_utf8) AND state IN ('requested', 'approved', 'extension-requested')
               AND (state = 'requested' OR ends_at > ?)
             ORDER BY id LIMIT 1""";

    private static final String ADD = """
            INSERT INTO engagement (id, kind, given_name, family_name, email, company, title, location, zone, start_date,
                                    state, ask, approved, closed_by, closed_at, closed_why, sponsor, ends_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS jsonb), CAST(? AS jsonb), ?, ?, ?, ?, ?)""";

    private static final String SAVE = """
            UPDATE engagement SET state = ?, ask = CAST(? AS jsonb), approved = CAST(? AS jsonb), closed_by = ?,
                                  closed_at = ?, closed_why = ?, sponsor = ?, ends_at = ?
             WHERE id = ?""";

    private static final String LIST = """
            SELECT e.*, i.given_name || ' ' || i.family_name AS sponsor_name, i.out_at AS sponsor_out_at
              FROM engagement e LEFT JOIN identity i ON i.id = e.sponsor
             WHERE true""";

    private static final String IN_FORCE = " AND e.state IN ('approved', 'extension-requested') AND e.ends_at > ?";

    private static final String WITHOUT_SPONSOR = """
             AND (i.id IS NULL OR i.state IN ('garden-leave', 'ended', 'cancelled')
                  OR i.state = 'expected' OR i.meanwhile = 'expected')""";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresEngagements(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What changes of an engagement, as its columns have it. */
    private record Changing(
            String state,
            @Nullable Ask ask,
            List<Term> approved,
            @Nullable String closedBy,
            @Nullable Instant closedAt,
            @Nullable String closedWhy,
            Ask current) {

        static Changing of(Engagement engagement) {
            return switch (engagement) {
                case Engagement.Requested requested ->
                    new Changing(REQUESTED, requested.ask(), List.of(), null, null, null, requested.ask());
                case Engagement.Declined declined ->
                    new Changing(
                            DECLINED,
                            declined.ask(),
                            List.of(),
                            declined.by(),
                            declined.at(),
                            declined.reason(),
                            declined.ask());
                case Engagement.Approved approved ->
                    new Changing(
                            APPROVED,
                            null,
                            approved.approved(),
                            null,
                            null,
                            null,
                            approved.current().ask());
                case Engagement.ExtensionRequested extension ->
                    new Changing(
                            EXTENSION_REQUESTED,
                            extension.ask(),
                            extension.approved(),
                            null,
                            null,
                            null,
                            extension.current().ask());
                case Engagement.Ended ended ->
                    new Changing(
                            ENDED,
                            null,
                            ended.approved(),
                            ended.by(),
                            ended.at(),
                            ended.reason(),
                            ended.approved().getLast().ask());
            };
        }

        @Nullable
        String writtenAsk() {
            return ask == null ? null : StoredTerms.write(ask);
        }

        Instant endsAt(ZoneId zone) {
            return current.until().plusDays(1).atStartOfDay(zone).toInstant();
        }
    }

    @Override
    public Optional<Engagement> find(EngagementId id) {
        return Sql.of("SELECT * FROM engagement WHERE id = ? FOR UPDATE", id.value())
                .first(dataSource, PostgresEngagements::engagement);
    }

    @Override
    public Optional<Engagement> openOf(String email, Instant now) {
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", "engagement " + email.toLowerCase(Locale.ROOT))
                .list(dataSource, row -> email);
        return Sql.of(OPEN, email, now).first(dataSource, PostgresEngagements::engagement);
    }

    @Override
    public void add(Engagement.Requested requested) {
        Engaged person = requested.terms().person();
        Changing changing = Changing.of(requested);
        Sql.of(
                        ADD,
                        requested.terms().id().value(),
                        person.kind().name(),
                        person.givenName(),
                        person.familyName(),
                        person.email(),
                        person.company().orElse(null),
                        person.title().orElse(null),
                        person.location().orElse(null),
                        person.zone().getId(),
                        requested.terms().start(),
                        changing.state(),
                        changing.writtenAsk(),
                        StoredTerms.write(changing.approved()),
                        changing.closedBy(),
                        changing.closedAt(),
                        changing.closedWhy(),
                        changing.current().sponsor().value(),
                        changing.endsAt(person.zone()))
                .update(dataSource);
    }

    @Override
    public void save(Engagement engagement) {
        Changing changing = Changing.of(engagement);
        int saved = Sql.of(
                        SAVE,
                        changing.state(),
                        changing.writtenAsk(),
                        StoredTerms.write(changing.approved()),
                        changing.closedBy(),
                        changing.closedAt(),
                        changing.closedWhy(),
                        changing.current().sponsor().value(),
                        changing.endsAt(engagement.terms().person().zone()),
                        engagement.terms().id().value())
                .update(dataSource);
        if (saved != 1) {
            throw new IllegalStateException("there is no such engagement");
        }
    }

    @Override
    public Slice<Listed> list(Filter filter, Instant now, PageRequest page) {
        Sql select = Sql.of(LIST);
        filter.text()
                .ifPresent(
                        text -> select.then(" AND e.searched LIKE lower(? COLLATE pg_c_utf8)", Sql.containing(text)));
        filter.standing().ifPresent(standing -> {
            switch (standing) {
                case REQUESTED -> select.then(" AND e.state = 'requested'");
                case DECLINED -> select.then(" AND e.state = 'declined'");
                case IN_FORCE -> select.then(IN_FORCE, now);
                case EXTENSION_REQUESTED -> select.then(" AND e.state = 'extension-requested' AND e.ends_at > ?", now);
                case LAPSED ->
                    select.then(" AND e.state IN ('approved', 'extension-requested') AND e.ends_at <= ?", now);
                case ENDED -> select.then(" AND e.state = 'ended'");
            }
        });
        filter.endsBefore().ifPresent(before -> select.then(IN_FORCE, now).then(" AND e.ends_at < ?", before));
        if (filter.withoutSponsor()) {
            select.then(IN_FORCE, now).then(WITHOUT_SPONSOR);
        }
        page.after()
                .map(after -> Keyset.read(after, 2))
                .ifPresent(last -> select.then(" AND (e.ends_at, e.id) > (?, ?)", last.moment(0), last.id(1)));
        select.then(" ORDER BY e.ends_at, e.id LIMIT ?", page.limit() + 1);
        List<Listed> found = select.list(dataSource, PostgresEngagements::listed);
        return Slice.ofOneMore(
                found,
                page.limit(),
                listed -> Keyset.of(
                        Changing.of(listed.engagement())
                                .endsAt(listed.engagement().terms().person().zone()),
                        listed.engagement().terms().id().value()));
    }

    private static Listed listed(Columns row) throws SQLException {
        return new Listed(
                engagement(row),
                row.optionalText("sponsor_name").map(String::strip),
                row.optionalMoment("sponsor_out_at"));
    }

    private static Engagement engagement(Columns row) throws SQLException {
        Engagement.Terms terms = new Engagement.Terms(
                new EngagementId(row.id("id")),
                new Engaged(
                        IdentityKind.valueOf(row.text("kind")),
                        row.text("given_name"),
                        row.text("family_name"),
                        row.text("email"),
                        row.optionalText("company"),
                        row.optionalText("title"),
                        row.optionalText("location"),
                        ZoneId.of(row.text("zone"))),
                row.day("start_date"));
        List<Term> approved = StoredTerms.approved(row.text("approved"));
        return switch (row.text("state")) {
            case REQUESTED -> new Engagement.Requested(terms, StoredTerms.ask(row.text("ask")));
            case DECLINED ->
                new Engagement.Declined(
                        terms,
                        StoredTerms.ask(row.text("ask")),
                        row.text("closed_by"),
                        row.moment("closed_at"),
                        row.text("closed_why"));
            case APPROVED -> new Engagement.Approved(terms, approved);
            case EXTENSION_REQUESTED ->
                new Engagement.ExtensionRequested(terms, approved, StoredTerms.ask(row.text("ask")));
            case ENDED ->
                new Engagement.Ended(
                        terms, approved, row.text("closed_by"), row.moment("closed_at"), row.text("closed_why"));
            default -> throw new IllegalStateException("state: holds what this version does not know");
        };
    }
}

package dev.tenure.persistence.push;

import dev.tenure.application.push.PushedPage;
import dev.tenure.application.push.PushedQuery;
import dev.tenure.application.push.PushedQuery.Sort;
import dev.tenure.application.push.PushedQuery.Window;
import dev.tenure.persistence.paging.Keyset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;

/**
 * Lists the rows of a table of resources.
 *
 * @param columns the attributes that have a column
 * @param resourceType the schema's name of what is listed
 */
record PushedListing<R>(
        StatelessSession session,
        String table,
        Class<R> row,
        Map<String, String> columns,
        String resourceType,
        Function<R, UUID> id,
        ToLongFunction<R> version) {

    private static final int FINGERPRINT = 8;

    /** The rows that a query asks for. */
    PushedPage<R> list(String source, PushedQuery query) {
        Statement statement = new Statement(source, query);
        long total = statement.count();
        return switch (query.window()) {
            case Window.Index index ->
                new PushedPage.Found<>(
                        total,
                        index.count() == 0 ? List.of() : statement.from(index.from() - 1, index.count()),
                        Optional.empty());
            case Window.Cursor cursor -> statement.walk(total, cursor);
        };
    }

    private final class Statement {

        private final PushedConditions conditions = new PushedConditions(columns, resourceType);
        private final String source;
        private final PushedQuery query;
        private final String where;
        private final Optional<String> key;
        private final String direction;

        Statement(String source, PushedQuery query) {
            this.source = source;
            this.query = query;
            String own = " FROM " + table + " t WHERE t.source = " + conditions.bind(source) + " AND NOT t.withdrawn";
            this.where = own
                    + query.filter()
                            .map(filter -> " AND " + conditions.of(filter))
                            .orElse("");
            this.key = query.sort().map(Sort::attribute).map(conditions::sorted);
            this.direction = query.sort().filter(Sort::descending).isPresent() ? " DESC" : "";
        }

        long count() {
            NativeQuery<Long> counting = session.createNativeQuery("SELECT count(*)" + where, Long.class);
            bound(counting);
            return counting.getSingleResult();
        }

        List<R> from(long offset, int count) {
            return rows(
                    " ORDER BY " + key.map(k -> k + direction + ", ").orElse("") + "t.id" + direction, count, offset);
        }

        PushedPage<R> walk(long total, Window.Cursor cursor) {
            if (cursor.count() == 0) {
                return new PushedPage.Found<>(total, List.of(), Optional.empty());
            }
            int wanted = cursor.count() + 1;
            if (cursor.after().isEmpty()) {
                return page(total, from(0, wanted), cursor.count());
            }
            UUID anchor;
            long then;
            try {
                Keyset place = Keyset.read(cursor.after().get(), 3);
                if (!place.text(0).equals(fingerprint())) {
                    return new PushedPage.UnknownCursor<>();
                }
                anchor = place.id(1);
                then = place.number(2);
            } catch (IllegalArgumentException e) {
                return new PushedPage.UnknownCursor<>();
            }
            String sign = direction.isEmpty() ? " > " : " < ";
            if (key.isEmpty()) {
                String behind = " AND t.id" + sign + conditions.bind(anchor) + " ORDER BY t.id" + direction;
                return page(total, rows(behind, wanted, 0), cursor.count());
            }
            R standing = session.get(row, anchor);
            if (standing == null) {
                return new PushedPage.UnknownCursor<>();
            }
            if (version.applyAsLong(standing) != then) {
                return new PushedPage.OutdatedCursor<>();
            }
            return page(total, behind(anchor, sign, wanted), cursor.count());
        }

        /** What has no value stands apart, so that an index finds the place on both sides. */
        private List<R> behind(UUID anchor, String sign, int wanted) {
            String sorted = key.orElseThrow();
            String id = conditions.bind(anchor);
            boolean none = isNull(sorted, id);
            String place = none
                    ? " AND " + sorted + " IS NULL AND t.id" + sign + id + " ORDER BY t.id" + direction
                    : " AND (" + sorted + ", t.id)" + sign + "((SELECT " + sorted + " FROM " + table
                            + " t WHERE t.id = " + id + "), " + id + ") ORDER BY " + sorted + direction + ", t.id"
                            + direction;
            List<R> found = new ArrayList<>(rows(place, wanted, 0));
            boolean goesOn = none != direction.isEmpty();
            if (found.size() < wanted && goesOn) {
                String rest = none
                        ? " AND " + sorted + " IS NOT NULL ORDER BY " + sorted + direction + ", t.id" + direction
                        : " AND " + sorted + " IS NULL ORDER BY t.id" + direction;
                found.addAll(rows(rest, wanted - found.size(), 0));
            }
            return found;
        }

        private boolean isNull(String sorted, String id) {
            NativeQuery<Boolean> asking = session.createNativeQuery(
                    "SELECT " + sorted + " IS NULL FROM " + table + " t WHERE t.id = " + id, Boolean.class);
            bound(asking);
            return asking.getSingleResult();
        }

        private List<R> rows(String behind, int limit, long offset) {
            String window = " LIMIT " + limit + (offset > 0 ? " OFFSET " + offset : "");
            NativeQuery<R> reading = session.createNativeQuery("SELECT t.*" + where + behind + window, row);
            bound(reading);
            return reading.getResultList();
        }

        private void bound(NativeQuery<?> reading) {
            var named = reading.getParameterMetadata().getNamedParameterNames();
            conditions.parameters().forEach((name, value) -> {
                if (named.contains(name)) {
                    reading.setParameter(name, value);
                }
            });
        }

        private PushedPage<R> page(long total, List<R> found, int count) {
            if (found.size() <= count) {
                return new PushedPage.Found<>(total, found, Optional.empty());
            }
            List<R> items = found.subList(0, count);
            R last = items.getLast();
            return new PushedPage.Found<>(
                    total, items, Optional.of(Keyset.of(fingerprint(), id.apply(last), version.applyAsLong(last))));
        }

        /** Of what is asked for, so that a cursor is of use for that alone. Tells nothing of it. */
        private String fingerprint() {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256")
                        .digest((source + table + query.filter() + query.sort()).getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest, 0, FINGERPRINT);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }
    }
}

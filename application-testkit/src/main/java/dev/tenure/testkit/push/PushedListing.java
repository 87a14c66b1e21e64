package dev.tenure.testkit.push;

import dev.tenure.application.push.PushedAttribute;
import dev.tenure.application.push.PushedAttribute.Kind;
import dev.tenure.application.push.PushedFilter;
import dev.tenure.application.push.PushedFilter.Literal;
import dev.tenure.application.push.PushedPage;
import dev.tenure.application.push.PushedQuery;
import dev.tenure.application.push.PushedQuery.Sort;
import dev.tenure.application.push.PushedQuery.Window;
import dev.tenure.domain.push.PushedValue;
import dev.tenure.domain.push.PushedValue.Complex;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks through resources one by one, as RFC 7644 section 3.4.2 has it.
 *
 * @param whole a resource with what the server adds to it
 */
record PushedListing<R>(Function<R, Complex> whole, Function<R, UUID> id, Function<R, Long> version) {

    /**
     * The resources that a query asks for.
     *
     * @param live every resource that is there, in the order in which they came in
     * @param anchor a resource by its id, withdrawn or not
     */
    PushedPage<R> list(List<R> live, Function<UUID, Optional<R>> anchor, PushedQuery query) {
        List<R> found = live.stream()
                .filter(one -> query.filter()
                        .map(filter -> fits(filter, whole.apply(one)))
                        .orElse(true))
                .sorted(order(query.sort()))
                .toList();
        return switch (query.window()) {
            case Window.Index index ->
                new PushedPage.Found<>(
                        found.size(),
                        found.stream()
                                .skip(index.from() - 1)
                                .limit(index.count())
                                .toList(),
                        Optional.empty());
            case Window.Cursor cursor -> walk(found, anchor, cursor, query);
        };
    }

    private PushedPage<R> walk(
            List<R> found, Function<UUID, Optional<R>> anchor, Window.Cursor cursor, PushedQuery query) {
        List<R> rest = found;
        String print = Integer.toHexString(Objects.hash(query.filter(), query.sort()));
        if (cursor.after().isPresent()) {
            String[] parts = cursor.after().get().split(" ", -1);
            if (parts.length != 3 || !parts[0].equals(print)) {
                return new PushedPage.UnknownCursor<>();
            }
            Optional<R> standing = anchor.apply(UUID.fromString(parts[1]));
            if (standing.isEmpty()) {
                return new PushedPage.UnknownCursor<>();
            }
            if (query.sort().isPresent()
                    && !version.apply(standing.get()).toString().equals(parts[2])) {
                return new PushedPage.OutdatedCursor<>();
            }
            rest = found.stream()
                    .filter(one -> order(query.sort()).compare(one, standing.get()) > 0)
                    .toList();
        }
        List<R> items = rest.subList(0, Math.min(rest.size(), cursor.count()));
        Optional<String> next = items.isEmpty() || items.size() == rest.size()
                ? Optional.empty()
                : Optional.of(print + " " + id.apply(items.getLast()) + " " + version.apply(items.getLast()));
        return new PushedPage.Found<>(found.size(), items, next);
    }

    private Comparator<R> order(Optional<Sort> sort) {
        Comparator<R> byId = Comparator.comparing(one -> id.apply(one).toString());
        if (sort.isEmpty()) {
            return byId;
        }
        Comparator<R> ascending = Comparator.<R, String>comparing(
                        one -> sortedBy(sort.get().attribute(), whole.apply(one)),
                        Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(byId);
        return sort.get().descending() ? ascending.reversed() : ascending;
    }

    private static @Nullable String sortedBy(PushedAttribute attribute, Complex resource) {
        Optional<PushedValue> value = attribute.many()
                ? Stream.concat(
                                resource.many(attribute.path().getFirst()).stream()
                                        .filter(one -> one.flag("primary").orElse(false)),
                                resource.many(attribute.path().getFirst()).stream())
                        .findFirst()
                        .flatMap(one -> one.at(attribute
                                .path()
                                .subList(1, attribute.path().size())
                                .toArray(String[]::new)))
                : resource.at(attribute.path().toArray(String[]::new));
        return value.map(found -> comparable(found, attribute.kind())).orElse(null);
    }

    private static String comparable(PushedValue value, Kind kind) {
        return switch (value) {
            case PushedValue.Text text -> kind == Kind.TEXT ? text.text().toLowerCase(Locale.ROOT) : text.text();
            case PushedValue.Flag flag -> Boolean.toString(flag.flag());
            case PushedValue.Many many -> many.toString();
            case Complex complex -> complex.toString();
        };
    }

    private static boolean fits(PushedFilter filter, Complex resource) {
        return switch (filter) {
            case PushedFilter.And and -> and.parts().stream().allMatch(part -> fits(part, resource));
            case PushedFilter.Or or -> or.parts().stream().anyMatch(part -> fits(part, resource));
            case PushedFilter.Not not -> !fits(not.part(), resource);
            case PushedFilter.Never never -> false;
            case PushedFilter.Present present ->
                values(present.attribute(), resource).findAny().isPresent();
            case PushedFilter.Compare compare ->
                values(compare.attribute(), resource).anyMatch(value -> fits(compare, value));
            case PushedFilter.Matching matching ->
                resource.many(matching.attribute().path().getFirst()).stream()
                        .anyMatch(one -> fits(matching.inner(), one));
        };
    }

    private static Stream<PushedValue> values(PushedAttribute attribute, Complex resource) {
        List<PushedValue> found = new ArrayList<>();
        if (attribute.many() && attribute.path().size() > 1) {
            String[] rest = attribute.path().subList(1, attribute.path().size()).toArray(String[]::new);
            resource.many(attribute.path().getFirst())
                    .forEach(one -> one.at(rest).ifPresent(found::add));
        } else {
            resource.at(attribute.path().toArray(String[]::new)).ifPresent(found::add);
        }
        return found.stream();
    }

    private static boolean fits(PushedFilter.Compare compare, PushedValue value) {
        return switch (compare.literal()) {
            case Literal.Flag wanted -> value instanceof PushedValue.Flag flag && flag.flag() == wanted.flag();
            case Literal.Moment wanted ->
                value instanceof PushedValue.Text text
                        && holds(
                                compare.operator(),
                                OffsetDateTime.parse(text.text()).toInstant().compareTo(wanted.moment()));
            case Literal.Text wanted ->
                value instanceof PushedValue.Text text && fits(compare, text.text(), wanted.text());
        };
    }

    private static boolean fits(PushedFilter.Compare compare, String value, String wanted) {
        boolean lower = compare.attribute().kind() == Kind.TEXT;
        String left = lower ? value.toLowerCase(Locale.ROOT) : value;
        String right = lower ? wanted.toLowerCase(Locale.ROOT) : wanted;
        return switch (compare.operator()) {
            case CONTAINS -> left.contains(right);
            case STARTS_WITH -> left.startsWith(right);
            case ENDS_WITH -> left.endsWith(right);
            case EQUAL, GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL ->
                holds(compare.operator(), left.compareTo(right));
        };
    }

    private static boolean holds(PushedFilter.Operator operator, int compared) {
        return switch (operator) {
            case EQUAL, CONTAINS, STARTS_WITH, ENDS_WITH -> compared == 0;
            case GREATER -> compared > 0;
            case GREATER_OR_EQUAL -> compared >= 0;
            case LESS -> compared < 0;
            case LESS_OR_EQUAL -> compared <= 0;
        };
    }

    /** What the server adds to a resource. */
    static Complex whole(
            Complex document, UUID id, String type, PushedValue created, PushedValue modified, long version) {
        var attributes = new TreeMap<>(document.attributes());
        attributes.put("id", new PushedValue.Text(id.toString()));
        var meta = new TreeMap<String, PushedValue>();
        meta.put("created", created);
        meta.put("lastModified", modified);
        meta.put("resourceType", new PushedValue.Text(type));
        meta.put("version", new PushedValue.Text("W/\"" + version + "\""));
        attributes.put("meta", new Complex(meta));
        return new Complex(attributes);
    }
}

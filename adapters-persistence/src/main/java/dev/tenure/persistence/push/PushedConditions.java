package dev.tenure.persistence.push;

import dev.tenure.application.push.PushedAttribute;
import dev.tenure.application.push.PushedAttribute.Kind;
import dev.tenure.application.push.PushedFilter;
import dev.tenure.application.push.PushedFilter.Literal;
import dev.tenure.application.push.PushedFilter.Operator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes filters as conditions on a table named {@code t}. Literals are parameters; names of attributes are those of the
 * schema. Not for sharing.
 */
final class PushedConditions {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9:._$-]+");
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User ";

    /** Where attributes of users are kept that have a column; texts without regard to case are there in lower case. */
    static final Map<String, String> USER_COLUMNS = Map.ofEntries(
            Map.entry("userName", "t.user_name"),
            Map.entry("externalId", "t.external_id"),
            Map.entry("active", "t.active"),
            Map.entry("name givenName", "t.given_name"),
            Map.entry("name familyName", "t.family_name"),
            Map.entry("displayName", "t.display_name"),
            Map.entry("title", "t.title"),
            Map.entry("userType", "t.user_type"),
            Map.entry(ENTERPRISE + "employeeNumber", "t.employee_number"),
            Map.entry(ENTERPRISE + "department", "t.department"),
            Map.entry(ENTERPRISE + "manager value", "t.manager"),
            Map.entry("meta created", "t.created_at"),
            Map.entry("meta lastModified", "t.modified_at"));

    /** The same for groups. */
    static final Map<String, String> GROUP_COLUMNS = Map.of(
            "displayName", "t.display_name",
            "externalId", "t.external_id",
            "meta created", "t.created_at",
            "meta lastModified", "t.modified_at");

    private final Map<String, String> columns;
    private final String resourceType;
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    PushedConditions(Map<String, String> columns, String resourceType) {
        this.columns = columns;
        this.resourceType = resourceType;
    }

    /** The value of each parameter, by name. */
    Map<String, Object> parameters() {
        return parameters;
    }

    /** A parameter with a value. */
    String bind(Object value) {
        String name = "p" + parameters.size();
        parameters.put(name, value);
        return ":" + name;
    }

    /** The condition that a filter is. */
    String of(PushedFilter filter) {
        return of(filter, "t.document", true);
    }

    private String of(PushedFilter filter, String document, boolean top) {
        return switch (filter) {
            case PushedFilter.And and -> joined(and.parts(), " AND ", document, top);
            case PushedFilter.Or or -> joined(or.parts(), " OR ", document, top);
            // What compares to nothing is unknown to SQL; in SCIM it does not hold.
            case PushedFilter.Not not -> "coalesce(NOT " + of(not.part(), document, top) + ", true)";
            case PushedFilter.Never never -> "false";
            case PushedFilter.Present present -> present(present.attribute(), document, top);
            case PushedFilter.Compare compare -> compare(compare, document, top);
            case PushedFilter.Matching matching -> matching(matching, document);
        };
    }

    private String joined(List<PushedFilter> parts, String by, String document, boolean top) {
        return parts.stream().map(part -> of(part, document, top)).collect(Collectors.joining(by, "(", ")"));
    }

    private String present(PushedAttribute attribute, String document, boolean top) {
        if (top && isEdge(attribute)) {
            return "EXISTS (" + edge() + ")";
        }
        if (attribute.many() && attribute.path().size() > 1) {
            return "EXISTS (SELECT 1 FROM " + elements(attribute, document) + " WHERE v.value #>> '"
                    + path(attribute.path().subList(1, attribute.path().size())) + "' IS NOT NULL)";
        }
        if (attribute.kind() == Kind.COMPLEX || attribute.many()) {
            return "(" + document + " #> '" + path(attribute.path()) + "' IS NOT NULL)";
        }
        return "(" + scalar(attribute, document, top) + " IS NOT NULL)";
    }

    private String compare(PushedFilter.Compare compare, String document, boolean top) {
        PushedAttribute attribute = compare.attribute();
        if (top && isEdge(attribute)) {
            return edgeCompared(compare);
        }
        if (!attribute.many()) {
            return compared(scalar(attribute, document, top), compare);
        }
        String value = typed(
                attribute.kind(),
                "v.value #>> '"
                        + path(attribute.path().subList(1, attribute.path().size())) + "'");
        return "(" + sooner(attribute.path(), compare, document) + "EXISTS (SELECT 1 FROM "
                + elements(attribute, document) + " WHERE " + compared(value, compare) + "))";
    }

    private String matching(PushedFilter.Matching matching, String document) {
        PushedAttribute attribute = matching.attribute();
        return "("
                + Optional.of(matching.inner()).stream()
                        .flatMap(inner ->
                                inner instanceof PushedFilter.And and ? and.parts().stream() : List.of(inner).stream())
                        .filter(PushedFilter.Compare.class::isInstance)
                        .map(PushedFilter.Compare.class::cast)
                        .map(inner -> sooner(
                                List.of(
                                        attribute.path().get(0),
                                        inner.attribute().path().get(0)),
                                inner,
                                document))
                        .collect(Collectors.joining())
                + "EXISTS (SELECT 1 FROM " + elements(attribute, document) + " WHERE "
                + of(matching.inner(), "v.value", false) + "))";
    }

    /** A condition that holds wherever the one behind it does, and that an index answers. */
    private String sooner(List<String> path, PushedFilter.Compare compare, String document) {
        if (!document.equals("t.document")
                || !path.equals(List.of("emails", "value"))
                || !columns.containsKey("userName")
                || !(compare.literal() instanceof Literal.Text text)) {
            return "";
        }
        if (compare.operator() == Operator.EQUAL) {
            return "CAST(t.emails AS jsonb) @> jsonb_build_array(" + lowered(text.text()) + ") AND ";
        }
        // In the column a quotation mark and the like stand as JSON has them.
        boolean plain = text.text().chars().allMatch(c -> c > ' ' && c != '"' && c != '\\');
        boolean part = compare.operator() == Operator.CONTAINS
                || compare.operator() == Operator.STARTS_WITH
                || compare.operator() == Operator.ENDS_WITH;
        return plain && part ? "t.emails LIKE " + lowered("%" + escaped(text.text()) + "%") + " AND " : "";
    }

    private String scalar(PushedAttribute attribute, String document, boolean top) {
        if (top) {
            String key = attribute.key();
            String column = columns.get(key);
            if (column != null) {
                return column;
            }
            if (key.equals("id")) {
                return "(CAST(t.id AS text) COLLATE pg_c_utf8)";
            }
            if (key.equals("meta version")) {
                return "('W/\"' || t.version || '\"')";
            }
            if (key.equals("meta resourceType")) {
                return "(CAST(" + bind(resourceType) + " AS text) COLLATE pg_c_utf8)";
            }
        }
        return typed(attribute.kind(), document + " #>> '" + path(attribute.path()) + "'");
    }

    private static String typed(Kind kind, String text) {
        return switch (kind) {
            case TEXT -> "lower((" + text + ") COLLATE pg_c_utf8)";
            case EXACT_TEXT, COMPLEX -> "((" + text + ") COLLATE pg_c_utf8)";
            case MOMENT -> "CAST(" + text + " AS timestamptz)";
            case FLAG -> "CAST(" + text + " AS boolean)";
        };
    }

    private String compared(String value, PushedFilter.Compare compare) {
        boolean lower = compare.attribute().kind() == Kind.TEXT;
        return switch (compare.literal()) {
            case Literal.Flag flag ->
                value.equals("t.active")
                        ? (flag.flag() ? "t.active" : "NOT t.active")
                        : value + " = " + bind(flag.flag());
            case Literal.Moment moment -> value + " " + sign(compare.operator()) + " " + bind(moment.moment());
            case Literal.Text text -> {
                if (compare.attribute().key().equals("id") && compare.operator() == Operator.EQUAL) {
                    yield UUID_FORM.matcher(text.text()).matches()
                            ? "t.id = " + bind(UUID.fromString(text.text()))
                            : "false";
                }
                yield value + " "
                        + switch (compare.operator()) {
                            case CONTAINS -> "LIKE " + literal("%" + escaped(text.text()) + "%", lower);
                            case STARTS_WITH -> "LIKE " + literal(escaped(text.text()) + "%", lower);
                            case ENDS_WITH -> "LIKE " + literal("%" + escaped(text.text()), lower);
                            case EQUAL, GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL ->
                                sign(compare.operator()) + " " + literal(text.text(), lower);
                        };
            }
        };
    }

    private static String sign(Operator operator) {
        return switch (operator) {
            case EQUAL, CONTAINS, STARTS_WITH, ENDS_WITH -> "=";
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
        };
    }

    private String literal(String text, boolean lower) {
        return lower ? lowered(text) : "CAST(" + bind(text) + " AS text)";
    }

    private String lowered(String text) {
        return "lower(CAST(" + bind(text) + " AS text) COLLATE pg_c_utf8)";
    }

    private static String escaped(String part) {
        return part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    // What links users and groups has a table of its own.

    private boolean isEdge(PushedAttribute attribute) {
        return attribute.path().getFirst().equals(isUsers() ? "groups" : "members");
    }

    private boolean isUsers() {
        return columns.containsKey("userName");
    }

    private String edge() {
        return isUsers()
                ? "SELECT 1 FROM pushed_member m JOIN pushed_group g ON g.id = m.group_id WHERE m.user_id = t.id"
                : "SELECT 1 FROM pushed_member m WHERE m.group_id = t.id";
    }

    private String edgeCompared(PushedFilter.Compare compare) {
        String other = isUsers() ? "m.group_id" : "m.user_id";
        String part = compare.attribute().path().getLast();
        if (part.equals("value")
                && compare.operator() == Operator.EQUAL
                && compare.literal() instanceof Literal.Text text) {
            return UUID_FORM.matcher(text.text()).matches()
                    ? "EXISTS (" + edge() + " AND " + other + " = " + bind(UUID.fromString(text.text())) + ")"
                    : "false";
        }
        return switch (part) {
            case "value" ->
                "EXISTS (" + edge() + " AND " + compared("(CAST(" + other + " AS text) COLLATE pg_c_utf8)", compare)
                        + ")";
            case "display" ->
                isUsers() ? "EXISTS (" + edge() + " AND " + compared("g.display_name", compare) + ")" : "false";
            case "type" ->
                "EXISTS (" + edge() + " AND "
                        + compared("CAST(" + bind(isUsers() ? "direct" : "user") + " AS text)", compare) + ")";
            default -> "false";
        };
    }

    private static String elements(PushedAttribute attribute, String document) {
        return "jsonb_array_elements(coalesce(" + document + " -> '"
                + name(attribute.path().getFirst()) + "', '[]')) AS v(value)";
    }

    private static String path(List<String> names) {
        return names.stream().map(PushedConditions::name).collect(Collectors.joining(",", "{", "}"));
    }

    private static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalStateException("a schema does not write names so");
        }
        return name;
    }

    /** What the resources are sorted by. */
    String sorted(PushedAttribute attribute) {
        if (!attribute.many()) {
            return scalar(attribute, "t.document", true);
        }
        String rest = path(attribute.path().subList(1, attribute.path().size()));
        String array = "t.document -> '" + name(attribute.path().getFirst()) + "'";
        return typed(
                attribute.kind(),
                "coalesce(jsonb_path_query_first(" + array + ", '$[*] ? (@.primary == true)'), " + array
                        + " -> 0) #>> '" + rest + "'");
    }
}

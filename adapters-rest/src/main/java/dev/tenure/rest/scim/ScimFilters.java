package dev.tenure.rest.scim;

import com.fasterxml.jackson.databind.node.ValueNode;
import com.unboundid.scim2.common.Path;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.types.AttributeDefinition;
import com.unboundid.scim2.common.types.AttributeDefinition.Returned;
import dev.tenure.application.push.PushedAttribute;
import dev.tenure.application.push.PushedAttribute.Kind;
import dev.tenure.application.push.PushedFilter;
import dev.tenure.application.push.PushedFilter.Compare;
import dev.tenure.application.push.PushedFilter.Literal;
import dev.tenure.application.push.PushedFilter.Operator;
import dev.tenure.rest.request.WholeTexts;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Resolves filters and names of attributes against the schema of a resource type. The library reads them; how long, how deep
 * and how large they may be is decided before and after it does.
 */
final class ScimFilters {

    /** How many characters a filter may have. */
    static final int LONGEST = 8_192;

    /** How deep brackets may be nested. */
    static final int DEEPEST = 32;

    /** How many comparisons a filter may have. */
    static final int MOST_TERMS = 100;

    private final ScimType type;
    private final ScimReading reading;

    ScimFilters(ScimType type) {
        this.type = type;
        this.reading = new ScimReading(type);
    }

    /** Reads a filter without looking at what its attributes are. */
    static Filter parse(String text) {
        checkForm(text);
        try {
            return Filter.fromString(text);
        } catch (ScimException e) {
            throw ScimProblem.of(e, ScimProblem.Type.INVALID_FILTER).refused();
        }
    }

    /** The filter of this type of resource that a text says. */
    PushedFilter filter(String text) {
        return filter(parse(text));
    }

    /** The same, of a filter that was read. */
    PushedFilter filter(Filter parsed) {
        return resolve(parsed, List.of(), new int[1]);
    }

    /** Whether every attribute that a filter names is one of this type. */
    boolean knows(Filter parsed) {
        try {
            filter(parsed);
            return true;
        } catch (UnknownAttribute e) {
            return false;
        }
    }

    /** What a list is to be sorted by. */
    PushedAttribute sortedBy(String text) {
        checkForm(text);
        try {
            PushedAttribute attribute = comparable(attribute(path(text), List.of()));
            if (attribute.kind() == Kind.COMPLEX
                    || List.of("groups", "members").contains(attribute.path().getFirst())) {
                throw ScimProblem.bad(
                                ScimProblem.Type.INVALID_PATH, "sortBy names what has no order: name an attribute")
                        .refused();
            }
            return attribute;
        } catch (UnknownAttribute e) {
            throw ScimProblem.bad(
                            ScimProblem.Type.INVALID_PATH,
                            "sortBy: " + e.problem().detail())
                    .refused();
        }
    }

    /** Reads a path. */
    static Path path(String text) {
        checkForm(text);
        try {
            return Path.fromString(text);
        } catch (ScimException e) {
            throw ScimProblem.of(e, ScimProblem.Type.INVALID_PATH).refused();
        }
    }

    /** The library goes one call deeper for every bracket: how many there are is counted first. */
    private static void checkForm(String text) {
        if (text.length() > LONGEST) {
            throw invalid("is longer than " + LONGEST + " characters: shorten it")
                    .refused();
        }
        if (!WholeTexts.isWhole(text)) {
            throw invalid("holds a NUL character or half of a surrogate pair: remove it")
                    .refused();
        }
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '(' || c == '[')) {
                depth++;
                if (depth > DEEPEST) {
                    throw invalid("is nested deeper than " + DEEPEST + " brackets: flatten it")
                            .refused();
                }
            } else if (!quoted && (c == ')' || c == ']')) {
                depth--;
            }
        }
    }

    private static ScimProblem invalid(String what) {
        return ScimProblem.bad(ScimProblem.Type.INVALID_FILTER, "the filter " + what);
    }

    private PushedFilter resolve(Filter filter, List<String> inside, int[] terms) {
        return switch (filter.getFilterType()) {
            case AND -> new PushedFilter.And(parts(filter, inside, terms));
            case OR -> new PushedFilter.Or(parts(filter, inside, terms));
            case NOT ->
                new PushedFilter.Not(resolve(Objects.requireNonNull(filter.getInvertedFilter()), inside, terms));
            case COMPLEX_VALUE -> {
                PushedAttribute attribute = attribute(Objects.requireNonNull(filter.getAttributePath()), inside);
                if (!inside.isEmpty() || attribute.kind() != Kind.COMPLEX) {
                    throw invalid("has brackets behind an attribute that has no parts")
                            .refused();
                }
                yield attribute.many()
                        ? new PushedFilter.Matching(
                                attribute,
                                resolve(Objects.requireNonNull(filter.getValueFilter()), attribute.path(), terms))
                        : prefixed(attribute, Objects.requireNonNull(filter.getValueFilter()), terms);
            }
            case PRESENT -> {
                count(terms);
                Path path = Objects.requireNonNull(filter.getAttributePath());
                Optional<PushedFilter> schemas = isSchemas(path, inside)
                        ? Optional.of(new PushedFilter.Not(new PushedFilter.Never()))
                        : Optional.empty();
                yield schemas.orElseGet(() -> new PushedFilter.Present(attribute(path, inside)));
            }
            case EQUAL -> compare(filter, Operator.EQUAL, inside, terms);
            case NOT_EQUAL -> new PushedFilter.Not(compare(filter, Operator.EQUAL, inside, terms));
            case CONTAINS -> compare(filter, Operator.CONTAINS, inside, terms);
            case STARTS_WITH -> compare(filter, Operator.STARTS_WITH, inside, terms);
            case ENDS_WITH -> compare(filter, Operator.ENDS_WITH, inside, terms);
            case GREATER_THAN -> compare(filter, Operator.GREATER, inside, terms);
            case GREATER_OR_EQUAL -> compare(filter, Operator.GREATER_OR_EQUAL, inside, terms);
            case LESS_THAN -> compare(filter, Operator.LESS, inside, terms);
            case LESS_OR_EQUAL -> compare(filter, Operator.LESS_OR_EQUAL, inside, terms);
        };
    }

    private List<PushedFilter> parts(Filter filter, List<String> inside, int[] terms) {
        List<PushedFilter> parts = new ArrayList<>();
        for (Filter part : Objects.requireNonNull(filter.getCombinedFilters())) {
            parts.add(resolve(part, inside, terms));
        }
        return parts;
    }

    /** name[familyName eq "x"] says the same as name.familyName eq "x". */
    private PushedFilter prefixed(PushedAttribute attribute, Filter inner, int[] terms) {
        return resolve(inner, attribute.path(), terms);
    }

    private static void count(int[] terms) {
        terms[0]++;
        if (terms[0] > MOST_TERMS) {
            throw invalid("has more than " + MOST_TERMS + " comparisons: ask in parts")
                    .refused();
        }
    }

    private PushedFilter compare(Filter filter, Operator operator, List<String> inside, int[] terms) {
        count(terms);
        ValueNode value = Objects.requireNonNull(filter.getComparisonValue());
        if (isSchemas(Objects.requireNonNull(filter.getAttributePath()), inside)) {
            return schema(operator, value);
        }
        PushedAttribute named = attribute(Objects.requireNonNull(filter.getAttributePath()), inside);
        if (value.isNull()) {
            if (operator != Operator.EQUAL) {
                throw invalid("compares to null: only eq and ne do").refused();
            }
            return new PushedFilter.Not(new PushedFilter.Present(named));
        }
        PushedAttribute attribute = comparable(named);
        return new Compare(attribute, operator, literal(attribute, operator, value));
    }

    private static Literal literal(PushedAttribute attribute, Operator operator, ValueNode value) {
        String name = attribute.path().getLast();
        return switch (attribute.kind()) {
            case TEXT, EXACT_TEXT -> {
                if (!value.isTextual()) {
                    throw invalid("compares " + name + " to what is no text: write it in quotation marks")
                            .refused();
                }
                if (!WholeTexts.isWhole(value.textValue())) {
                    throw invalid("holds a NUL character or half of a surrogate pair: remove it")
                            .refused();
                }
                yield new Literal.Text(value.textValue());
            }
            case FLAG -> {
                String said = value.asText().toLowerCase(Locale.ROOT);
                if (operator != Operator.EQUAL || !(said.equals("true") || said.equals("false"))) {
                    throw invalid("compares " + name + " otherwise than by eq or ne to true or false")
                            .refused();
                }
                yield new Literal.Flag(said.equals("true"));
            }
            case MOMENT -> {
                boolean part = operator == Operator.CONTAINS
                        || operator == Operator.STARTS_WITH
                        || operator == Operator.ENDS_WITH;
                try {
                    if (!part && value.isTextual()) {
                        OffsetDateTime moment = OffsetDateTime.parse(value.textValue());
                        if (moment.getYear() > 0 && moment.getYear() < 9999) {
                            yield new Literal.Moment(moment.toInstant());
                        }
                    }
                } catch (DateTimeException e) {
                    // Said below.
                }
                throw invalid("compares " + name + " to what is no moment: write one like \"2026-01-31T17:00:00Z\"")
                        .refused();
            }
            case COMPLEX ->
                throw invalid("compares " + name + ", which has parts: name one of them")
                        .refused();
        };
    }

    /** An attribute with parts stands for its value (RFC 7643 section 2.4). */
    private PushedAttribute comparable(PushedAttribute attribute) {
        if (attribute.kind() != Kind.COMPLEX || attribute.path().size() > 1) {
            return attribute;
        }
        Optional<AttributeDefinition> value = reading.attribute(attribute.path().getFirst())
                .flatMap(complex -> ScimReading.named(complex.getSubAttributes(), "value"));
        return value.map(part -> new PushedAttribute(
                        List.of(attribute.path().getFirst(), part.getName()), kind(part), attribute.many()))
                .orElse(attribute);
    }

    private static boolean isSchemas(Path path, List<String> inside) {
        return inside.isEmpty()
                && path.getSchemaUrn() == null
                && path.size() == 1
                && path.iterator().next().getAttribute().equalsIgnoreCase("schemas");
    }

    /** Which schemas a resource has follows from its attributes. */
    private PushedFilter schema(Operator operator, ValueNode value) {
        if (operator != Operator.EQUAL || !value.isTextual()) {
            throw invalid("compares schemas otherwise than by eq or ne to a URN")
                    .refused();
        }
        if (value.textValue().equalsIgnoreCase(type.urn())) {
            return new PushedFilter.Not(new PushedFilter.Never());
        }
        return reading.extension(value.textValue())
                .<PushedFilter>map(extension ->
                        new PushedFilter.Present(new PushedAttribute(List.of(extension.urn()), Kind.COMPLEX, false)))
                .orElseGet(PushedFilter.Never::new);
    }

    /** An attribute of a path, inside of a complex one or at the top. */
    private PushedAttribute attribute(Path path, List<String> inside) {
        if (path.size() == 0) {
            throw new UnknownAttribute("");
        }
        List<String> names = new ArrayList<>();
        Collection<AttributeDefinition> scope = scope(path, inside, names);
        boolean many = false;
        @Nullable AttributeDefinition found = null;
        for (Path.Element element : path) {
            AttributeDefinition next = ScimReading.named(scope, element.getAttribute())
                    .orElseThrow(() -> new UnknownAttribute(path.toString()));
            if (next.getReturned() == Returned.NEVER) {
                throw new ScimProblem(
                                403,
                                Optional.of(ScimProblem.Type.SENSITIVE),
                                "the filter names " + next.getName() + ", which is never told: leave it out")
                        .refused();
            }
            many |= next.isMultiValued();
            names.add(next.getName());
            scope = next.getSubAttributes() == null ? List.of() : next.getSubAttributes();
            found = next;
        }
        if (found == null || (names.getFirst().equals("meta") && names.getLast().equals("location"))) {
            throw new UnknownAttribute(path.toString());
        }
        return new PushedAttribute(names, kind(found), many);
    }

    /** Where a path begins; the names that lead there are added where they are part of the attribute's. */
    private Collection<AttributeDefinition> scope(Path path, List<String> inside, List<String> names) {
        if (!inside.isEmpty()) {
            AttributeDefinition complex = definition(inside);
            // Inside one of several values paths begin anew; inside a single one they go on.
            if (!complex.isMultiValued()) {
                names.addAll(inside);
            }
            return complex.getSubAttributes() == null ? List.of() : complex.getSubAttributes();
        }
        String urn = path.getSchemaUrn();
        if (urn == null) {
            return reading.attributes();
        }
        if (urn.equalsIgnoreCase(type.urn())) {
            return type.attributes();
        }
        ScimType.Extension extension = reading.extension(urn).orElseThrow(() -> new UnknownAttribute(path.toString()));
        names.add(extension.urn());
        return extension.attributes();
    }

    private AttributeDefinition definition(List<String> names) {
        Collection<AttributeDefinition> scope = reading.extension(names.getFirst())
                .map(ScimType.Extension::attributes)
                .orElseGet(reading::attributes);
        AttributeDefinition found = null;
        for (String name : names) {
            Optional<AttributeDefinition> next = ScimReading.named(scope, name);
            if (next.isPresent()) {
                found = next.get();
                scope = found.getSubAttributes() == null ? List.of() : found.getSubAttributes();
            }
        }
        if (found == null) {
            throw new UnknownAttribute(String.join(".", names));
        }
        return found;
    }

    private static Kind kind(AttributeDefinition attribute) {
        return switch (attribute.getType()) {
            case STRING -> attribute.isCaseExact() ? Kind.EXACT_TEXT : Kind.TEXT;
            case REFERENCE, BINARY, DECIMAL, INTEGER -> Kind.EXACT_TEXT;
            case DATETIME -> Kind.MOMENT;
            case BOOLEAN -> Kind.FLAG;
            case COMPLEX -> Kind.COMPLEX;
        };
    }

    /** No attribute of this type of resource has the name. */
    static final class UnknownAttribute extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnknownAttribute(String name) {
            super("unknown attribute " + ScimReading.shown(name), null, false, false);
        }

        ScimProblem problem() {
            return ScimProblem.bad(
                    ScimProblem.Type.INVALID_FILTER, String.valueOf(getMessage()) + ": see /Schemas for what there is");
        }
    }
}

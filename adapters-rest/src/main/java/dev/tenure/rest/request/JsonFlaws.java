package dev.tenure.rest.request;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.tenure.rest.problem.ProblemJson;
import dev.tenure.rest.problem.ProblemJson.ErrorJson;
import dev.tenure.rest.problem.ProblemKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says in our own words what Jackson found wrong with a body. Jackson's words name classes and quote the content, which
 * neither a client nor a log should see.
 */
public final class JsonFlaws {

    private static final int KNOWN_NAMES_SHOWN = 20;

    private JsonFlaws() {}

    /** The problem. */
    public static ProblemJson problem(JacksonException exception) {
        // What the reader found while a value was being built comes wrapped, and only the wrapping knows the place.
        if (exception.getClass() == JsonMappingException.class
                && exception.getCause() instanceof JacksonException inner) {
            return problem(inner, pointer(exception));
        }
        return problem(exception, pointer(exception));
    }

    private static ProblemJson problem(JacksonException exception, String pointer) {
        if (exception instanceof UnrecognizedPropertyException unknown) {
            return wrong(pointer, "is not known here: remove it" + known(unknown));
        }
        if (exception instanceof InvalidNullException) {
            return wrong(pointer, "is null: give a value or leave it out");
        }
        if (exception instanceof StreamConstraintsException) {
            return wrong(pointer, limit(exception));
        }
        if (exception instanceof InputCoercionException) {
            return wrong(pointer, "is too large a number: write a smaller one");
        }
        if (WholeTexts.REFUSAL.equals(exception.getOriginalMessage())) {
            return wrong(pointer, "holds a NUL character or half of a surrogate pair: remove it");
        }
        if (exception instanceof MismatchedInputException mismatched) {
            return wrong(pointer, "is not " + inWords(mismatched.getTargetType()) + ": write one");
        }
        if (exception instanceof JsonMappingException) {
            return wrong(pointer, "cannot be read: compare it with the API's description");
        }
        if (exception instanceof JsonEOFException) {
            return malformed(exception, "ends in the middle");
        }
        String said = String.valueOf(exception.getOriginalMessage());
        if (said.startsWith("Duplicate field")) {
            return wrong(pointer(exception), "stands twice: leave one");
        }
        return malformed(exception, said.startsWith("Invalid UTF-8") ? "is not UTF-8" : "is not JSON (RFC 8259)");
    }

    private static ProblemJson wrong(String pointer, String detail) {
        return ProblemJson.of(ProblemKind.INVALID_REQUEST, List.of(ErrorJson.at(pointer, detail)));
    }

    private static ProblemJson malformed(JacksonException exception, String what) {
        JsonLocation location = exception.getLocation();
        String where =
                location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        return ProblemJson.of(ProblemKind.MALFORMED_JSON, "the body " + what + where + ": correct it there");
    }

    private static String known(UnrecognizedPropertyException unknown) {
        Collection<Object> names = unknown.getKnownPropertyIds();
        if (names == null || names.isEmpty() || names.size() > KNOWN_NAMES_SHOWN) {
            return "";
        }
        return names.stream().map(Object::toString).sorted().collect(Collectors.joining(", ", "; known are ", ""));
    }

    private static String limit(JacksonException exception) {
        String said = String.valueOf(exception.getOriginalMessage());
        if (said.contains("nesting depth")) {
            return "is nested deeper than " + StrictJson.DEEPEST + " levels: flatten it";
        }
        if (said.contains("Number value length")) {
            return "holds a number of more than " + StrictJson.LONGEST_NUMBER + " digits: shorten it";
        }
        if (said.contains("Name") || said.contains("name")) {
            return "holds a name longer than " + StrictJson.LONGEST_NAME + " characters: shorten it";
        }
        return "holds a text longer than " + StrictJson.LONGEST_TEXT + " characters: shorten it";
    }

    private static String inWords(@Nullable Class<?> wanted) {
        if (wanted == null) {
            return "of the wanted type";
        }
        if (wanted == String.class) {
            return "a text";
        }
        if (wanted == boolean.class || wanted == Boolean.class) {
            return "one of true and false";
        }
        if (wanted.isPrimitive() || Number.class.isAssignableFrom(wanted)) {
            return "a whole number";
        }
        if (Collection.class.isAssignableFrom(wanted)) {
            return "a list";
        }
        return wanted.isRecord() || Map.class.isAssignableFrom(wanted) ? "an object" : "of the wanted type";
    }

    private static String pointer(JacksonException exception) {
        if (exception instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return WholeTexts.mended(
                    mapping.getPath().stream().map(JsonFlaws::segment).collect(Collectors.joining()));
        }
        return exception.getProcessor() instanceof JsonParser parser
                ? WholeTexts.mended(parser.getParsingContext().pathAsPointer().toString())
                : "";
    }

    private static String segment(JsonMappingException.Reference reference) {
        String name = reference.getFieldName();
        return "/"
                + (name == null ? reference.getIndex() : name.replace("~", "~0").replace("/", "~1"));
    }
}

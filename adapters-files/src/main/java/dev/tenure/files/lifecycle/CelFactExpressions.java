package dev.tenure.files.lifecycle;

import com.google.common.collect.ImmutableList;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.tenure.application.lifecycle.FactExpressions;
import dev.tenure.domain.identity.WorkerFeed;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/**
 * Expressions in CEL over {@code row}, the text of every column by its header.
 *
 * <p>An expression is evaluated for every row of a file, so nothing in it may loop or grow: the macros that loop are not
 * there, nor the functions that multiply text, and the own {@code replace} is bounded. What remains takes time that grows with
 * the expression's length and the cells' alone.
 */
@Singleton
public final class CelFactExpressions implements FactExpressions {

    /** How long an expression may be, in characters. */
    static final int LONGEST = 1_000;

    /** How long the text of a cell may be that an expression sees, and of what {@code replace} makes, in characters. */
    static final int LONGEST_TEXT = 4_000;

    private static final Cel CEL = CelFactory.standardCelBuilder()
            .setOptions(CelOptions.current()
                    .maxExpressionCodePointSize(LONGEST)
                    .maxParseRecursionDepth(50)
                    .maxRegexProgramSize(1_000)
                    .enableComprehension(false)
                    .comprehensionMaxIterations(0)
                    .build())
            .setStandardMacros(CelStandardMacro.HAS)
            .addVar("row", MapType.create(SimpleType.STRING, SimpleType.STRING))
            .setResultType(SimpleType.STRING)
            .addCompilerLibraries(strings())
            .addRuntimeLibraries(strings())
            .addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(
                    "replace",
                    CelOverloadDecl.newMemberOverload(
                            "bounded_replace",
                            SimpleType.STRING,
                            SimpleType.STRING,
                            SimpleType.STRING,
                            SimpleType.STRING)))
            .addFunctionBindings(CelFunctionBinding.from(
                    "bounded_replace",
                    ImmutableList.of(String.class, String.class, String.class),
                    arguments -> replace((String) arguments[0], (String) arguments[1], (String) arguments[2])))
            .build();

    private static CelStringExtensions strings() {
        return CelExtensions.strings(
                CelStringExtensions.Function.CHAR_AT,
                CelStringExtensions.Function.LOWER_ASCII,
                CelStringExtensions.Function.UPPER_ASCII,
                CelStringExtensions.Function.SPLIT,
                CelStringExtensions.Function.SUBSTRING,
                CelStringExtensions.Function.TRIM);
    }

    private static String replace(String text, String old, String by) throws CelEvaluationException {
        if (text.length() > LONGEST_TEXT || old.isEmpty()) {
            throw new CelEvaluationException("replace: nothing to look for, or too long a text");
        }
        long most = (long) text.length() + (long) (text.length() / old.length()) * by.length();
        if (most > LONGEST_TEXT
                && text.replace(old, "").length() + (long) by.length() * times(text, old) > LONGEST_TEXT) {
            throw new CelEvaluationException("replace: makes too long a text");
        }
        return text.replace(old, by);
    }

    private static long times(String text, String part) {
        long times = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            times++;
        }
        return times;
    }

    @Override
    public Optional<String> problem(WorkerFeed.Fact fact, String expression) {
        try {
            Compiled.of(expression);
            return Optional.empty();
        } catch (CelValidationException | CelEvaluationException e) {
            return Optional.of("is no CEL expression over row that gives a text: "
                    + firstLine(String.valueOf(e.getMessage()))
                    + "; write one of at most " + LONGEST + " characters like row[\"Surname\"].trim()");
        }
    }

    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() > 300 ? line.substring(0, 300) : line;
    }

    /** An expression that was checked. */
    static final class Compiled {
        private final CelRuntime.Program program;

        private Compiled(CelRuntime.Program program) {
            this.program = program;
        }

        static Compiled of(String expression) throws CelValidationException, CelEvaluationException {
            return new Compiled(CEL.createProgram(CEL.compile(expression).getAst()));
        }

        /**
         * What it makes of a row.
         *
         * @throws CelEvaluationException where it makes nothing of this one; its message may hold what the row holds
         */
        String evaluate(Map<String, String> row) throws CelEvaluationException {
            if (program.eval(Map.of("row", row)) instanceof String text) {
                return text;
            }
            throw new CelEvaluationException("gives no text");
        }
    }
}

package dev.tenure.files.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cel.runtime.CelEvaluationException;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CelFactExpressionsTest {

    private final CelFactExpressions expressions = new CelFactExpressions();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "row['a']",
                "row['a'].trim().lowerAscii() + '@example.com'",
                "has(row.a) ? row.a : ''",
                "row['a'].matches('^[0-9]+$') ? 'contractor' : 'employee'",
                "{'L': 'leaver', 'A': 'active'}[row['a']]",
                "row['a'].replace('x', 'y').substring(0, 1)",
                "row['a'].split(';')[0]"
            })
    void expressionsThatGiveTextAreTaken(String expression) {
        assertEquals(Optional.empty(), expressions.problem(Fact.EMAIL, expression));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "row[",
                "1 + 1",
                "row",
                "other['a']",
                "row['a'] == 'b'",
                "[1, 2, 3].map(x, x * 2).size() > 0 ? 'a' : 'b'",
                "[1].all(a, [1].all(b, [1].all(c, true))) ? 'a' : 'b'",
                "row.exists(k, true) ? 'a' : 'b'",
                "['a', 'b'].join('')",
                "cel.bind(x, row['a'], x + x)",
                "google.protobuf.Timestamp{}",
                "java.lang.System.exit(0)"
            })
    void whatIsNoTextOrCouldLoopOrReachesBeyondTheRowIsRefusedInWords(String expression) {
        Optional<String> problem = expressions.problem(Fact.EMAIL, expression);
        assertTrue(problem.orElseThrow().startsWith("is no CEL expression over row"), problem.toString());
    }

    @Test
    void oneThatIsTooLongOrTooDeepIsRefused() {
        assertTrue(expressions.problem(Fact.EMAIL, "'a'" + "+'a'".repeat(1_000)).isPresent());
        assertTrue(expressions
                .problem(Fact.EMAIL, "(".repeat(400) + "'a'" + ")".repeat(400))
                .isPresent());
    }

    @Test
    void textCannotBeMultiplied() throws Exception {
        // 12 times 10 to the power of 20 characters, were it not bounded.
        StringBuilder bomb = new StringBuilder("row['a']");
        for (int i = 0; i < 20; i++) {
            bomb.append(".replace('a', 'aaaaaaaaaa')");
        }
        CelFactExpressions.Compiled compiled = CelFactExpressions.Compiled.of(bomb.toString());
        assertThrows(CelEvaluationException.class, () -> compiled.evaluate(Map.of("a", "aaaaaaaaaaaa")));
    }

    @Test
    void aPatternThatOtherEnginesBackTrackOnForEverEnds() throws Exception {
        CelFactExpressions.Compiled compiled =
                CelFactExpressions.Compiled.of("row['a'].matches('^(a+)+$') ? 'yes' : 'no'");
        assertEquals("no", compiled.evaluate(Map.of("a", "a".repeat(3_999) + "b")));
    }

    @Test
    void replacingTakesEveryOccurrenceAsFarAsTheTextStaysShort() throws Exception {
        CelFactExpressions.Compiled compiled = CelFactExpressions.Compiled.of("row['a'].replace('b', 'cc')");
        assertEquals("accacc", compiled.evaluate(Map.of("a", "abab")));
        assertEquals("cc".repeat(2_000), compiled.evaluate(Map.of("a", "b".repeat(2_000))));
        assertThrows(CelEvaluationException.class, () -> compiled.evaluate(Map.of("a", "b".repeat(2_001))));
    }
}

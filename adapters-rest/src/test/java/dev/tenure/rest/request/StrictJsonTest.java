package dev.tenure.rest.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenure.rest.problem.ProblemJson;
import dev.tenure.rest.problem.ProblemJson.ErrorJson;
import dev.tenure.rest.problem.ProblemKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictJsonTest {

    private final ObjectMapper json = ApiMapper.create();

    private record SampleJson(
            @Nullable String name,
            @Nullable Integer count,
            @Nullable Boolean flag,
            @Nullable List<String> list,
            @Nullable Map<String, String> map,
            @Nullable SampleJson inner) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "{\"nmae\":\"x\"}!/nmae!is not known here: remove it; known are count, flag, inner, list, map, name",
                "{\"inner\":{\"list\":[\"a\",{}]}}!/inner/list/1!is not a text: write one",
                "{\"name\":5}!/name!is not a text: write one",
                "{\"name\":true}!/name!is not a text: write one",
                "{\"name\":[\"x\"]}!/name!is not a text: write one",
                "{\"count\":\"5\"}!/count!is not a whole number: write one",
                "{\"count\":5.0}!/count!is not a whole number: write one",
                "{\"count\":\"\"}!/count!is not a whole number: write one",
                "{\"count\":true}!/count!is not a whole number: write one",
                "{\"count\":99999999999}!/count!is too large a number: write a smaller one",
                "{\"count\":1e400}!/count!is not a whole number: write one",
                "{\"flag\":1}!/flag!is not one of true and false: write one",
                "{\"flag\":\"true\"}!/flag!is not one of true and false: write one",
                "{\"list\":\"a\"}!/list!is not a list: write one",
                "{\"list\":[null]}!/list/0!is null: give a value or leave it out",
                "{\"map\":{\"a\":null}}!/map/a!is null: give a value or leave it out",
                "{\"map\":{\"a/b~c\":1}}!/map/a~1b~0c!is not a text: write one",
                "{\"inner\":[]}!/inner!is not an object: write one",
                "{\"name\":\"a\",\"name\":\"b\"}!/name!stands twice: leave one",
                "{\"map\":{\"a\":\"1\",\"a\":\"2\"}}!/map/a!stands twice: leave one",
                "[]!''!is not an object: write one",
                "\"text\"!''!is not an object: write one"
            })
    void whatIsWrongIsNamedByPointerAndRemedy(String body, String pointer, String detail) {
        ProblemJson problem = problem(body.getBytes(StandardCharsets.UTF_8));
        assertEquals(ProblemKind.INVALID_REQUEST.type(), problem.type());
        assertEquals(List.of(ErrorJson.at(pointer, detail)), problem.errors());
    }

    @Test
    void aBodyNestedTooDeepIsRefusedAtItsPlace() {
        String body = "{\"inner\":".repeat(60) + "{}" + "}".repeat(60);
        ErrorJson error = onlyError(problem(body.getBytes(StandardCharsets.UTF_8)));
        assertEquals("is nested deeper than 50 levels: flatten it", error.detail());
    }

    @Test
    void aNumberOfTooManyDigitsIsRefused() {
        ErrorJson error =
                onlyError(problem(("{\"count\":" + "9".repeat(5_000) + "}").getBytes(StandardCharsets.UTF_8)));
        assertEquals("holds a number of more than 100 digits: shorten it", error.detail());
    }

    @Test
    void aTextOfTooManyCharactersIsRefused() {
        ErrorJson error =
                onlyError(problem(("{\"name\":\"" + "x".repeat(100_001) + "\"}").getBytes(StandardCharsets.UTF_8)));
        assertEquals("/name", error.pointer());
        assertEquals("holds a text longer than 100000 characters: shorten it", error.detail());
    }

    @Test
    void aNameOfTooManyCharactersIsRefused() {
        ErrorJson error = onlyError(problem(("{\"" + "x".repeat(50_000) + "\":1}").getBytes(StandardCharsets.UTF_8)));
        assertEquals("holds a name longer than 256 characters: shorten it", error.detail());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "{\"name\":\"x\"!the body ends in the middle at line 1, column 12: correct it there",
                "{name:1}!the body is not JSON (RFC 8259) at line 1, column 2: correct it there",
                "{'name':1}!the body is not JSON (RFC 8259) at line 1, column 2: correct it there",
                "nonsense!the body is not JSON (RFC 8259) at line 1, column 9: correct it there",
                "{\"count\":NaN}!the body is not JSON (RFC 8259) at line 1, column 13: correct it there",
                "{\"count\":01}!the body is not JSON (RFC 8259) at line 1, column 11: correct it there"
            })
    void whatIsNoJsonIsNamedByLineAndColumn(String body, String detail) {
        ProblemJson problem = problem(body.getBytes(StandardCharsets.UTF_8));
        assertEquals(ProblemKind.MALFORMED_JSON.type(), problem.type());
        assertEquals(detail, problem.detail());
    }

    @Test
    void bytesThatAreNotUtf8AreSaid() {
        byte[] body = {'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xC3, (byte) 0x28, '"', '}'};
        ProblemJson problem = problem(body);
        assertEquals(ProblemKind.MALFORMED_JSON.type(), problem.type());
        assertEquals("the body is not UTF-8 at line 1, column 12: correct it there", problem.detail());
    }

    @Test
    void somethingBehindTheBodyIsRefused() {
        ProblemJson problem = problem("{} {}".getBytes(StandardCharsets.UTF_8));
        assertEquals(400, problem.status());
    }

    @Test
    void noDetailQuotesWhatWasSent() throws JacksonException {
        for (String body : List.of(
                "{\"count\":\"sesame\"}",
                "{\"name\":sesame}",
                "{\"flag\":\"sesame\"}",
                "{\"list\":{\"a\":\"sesame\"}}")) {
            ProblemJson problem = problem(body.getBytes(StandardCharsets.UTF_8));
            assertFalse(json.writeValueAsString(problem).contains("sesame"), body);
            assertFalse(json.writeValueAsString(problem).contains("dev.tenure.rest"), body);
        }
    }

    private ErrorJson onlyError(ProblemJson problem) {
        assertNotNull(problem.errors());
        assertEquals(1, problem.errors().size());
        return problem.errors().get(0);
    }

    private ProblemJson problem(byte[] body) {
        JacksonException refused = assertThrows(JacksonException.class, () -> {
            try {
                SampleJson unused = json.readerFor(SampleJson.class).readValue(body);
            } catch (JacksonException e) {
                throw e;
            }
        });
        return JsonFlaws.problem(refused);
    }
}

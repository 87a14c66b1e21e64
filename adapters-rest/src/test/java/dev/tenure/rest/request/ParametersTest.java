package dev.tenure.rest.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.rest.problem.ProblemJson.ErrorJson;
import dev.tenure.rest.problem.RequestRefused;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "1-1-1-1-1",
                "0197a6e2-7d3c-7c11-9e55-0242ac12000",
                "../etc/passwd",
                "a/b",
                "'; drop",
                "0197a6e2-7d3c-7c11-9e55-0242ac12000g"
            })
    void whatIsNoUuidIsNamedByItsParameter(String value) {
        assertEquals(
                List.of(ErrorJson.in("id", "is not a UUID: write one like 0197a6e2-7d3c-7c11-9e55-0242ac120002")),
                errors(parameters -> parameters.uuid("id", value)));
    }

    @Test
    void aUuidIsReadInEitherCase() {
        UUID id = UUID.fromString("0197a6e2-7d3c-7c11-9e55-0242ac120002");
        assertEquals(id, Parameters.id("id", "0197A6E2-7D3C-7C11-9E55-0242AC120002"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "501", "-1", "1.5", "abc", "99999999999999999999", "٣", "1e2"})
    void aLimitOutOfBoundsIsNamed(String limit) {
        assertEquals(
                List.of(ErrorJson.in("limit", "is not between 1 and 500: write a whole number between them")),
                errors(parameters -> parameters.page(limit, null)));
    }

    @Test
    void aPageIsReadFromLimitAndCursor() {
        assertEquals(new PageRequest(50, Optional.empty()), new Parameters().page(null, null));
        assertEquals(new PageRequest(500, Optional.of("k")), new Parameters().page("500", "k"));
        assertEquals(new PageRequest(1, Optional.empty()), new Parameters().page("1", " "));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        List<ErrorJson> errors = errors(parameters -> {
            Optional<?> one = parameters.oneOf("status", "gone", Identities.Status.class);
            Optional<?> two = parameters.instant("from", "yesterday");
            OptionalLong three = parameters.number("treeSize", "-5");
            long four = parameters.required("leafIndex", null);
            boolean five = parameters.flag("late", "yes");
            Optional<?> six = parameters.text("text", "a\u0000b");
            Optional<?> seven = parameters.oneOf("mode", "off", Set.of("observe", "act"));
            assertEquals(
                    List.of(true, true, true, true, true, true, true),
                    List.of(
                            one.isEmpty(),
                            two.isEmpty(),
                            three.isEmpty(),
                            four == 0,
                            !five,
                            six.isEmpty(),
                            seven.isEmpty()));
        });
        assertEquals(
                List.of("status", "from", "treeSize", "leafIndex", "late", "text", "mode"),
                errors.stream().map(ErrorJson::parameter).toList());
        assertEquals(
                "is unknown: write one of expected, working, on-leave, leaving, left",
                errors.get(0).detail());
        assertEquals("is unknown: write one of act, observe", errors.get(6).detail());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-13-01T00:00:00Z",
                "1969-01-01T00:00:00Z",
                "2026-01-01",
                "+1000000000-12-31T23:59:59.999999999Z",
                "1"
            })
    void whatIsNoMomentIsNamed(String value) {
        assertEquals(
                List.of(ErrorJson.in(
                        "from", "is not a moment between 1970 and 9999: write it like 2026-01-31T17:00:00Z")),
                errors(parameters -> parameters.instant("from", value)));
    }

    @Test
    void goodValuesAreRead() {
        Parameters parameters = new Parameters();
        assertEquals(
                Optional.of(Identities.Status.LEAVING), parameters.oneOf("status", "leaving", Identities.Status.class));
        assertEquals(Optional.of(Instant.EPOCH), parameters.instant("from", "1970-01-01T00:00:00Z"));
        assertEquals(OptionalLong.of(12), parameters.number("treeSize", "12"));
        assertEquals(OptionalLong.empty(), parameters.number("treeSize", ""));
        assertEquals(Optional.of("Zoë"), parameters.text("text", "Zoë"));
        parameters.refuse();
    }

    @Test
    void aTextThatIsTooLongIsNamed() {
        assertEquals(
                List.of(ErrorJson.in("text", "is longer than 500 characters: shorten it")),
                errors(parameters -> parameters.text("text", "x".repeat(501))));
    }

    @Test
    void aParameterThatIsNotKnownOrStandsTwiceIsNamed() {
        RequestRefused refused = assertThrows(
                RequestRefused.class,
                () -> KnownParameters.check(
                        Map.of("stat", List.of("open"), "text", List.of("a", "b"), "limit", List.of("1")),
                        new TreeSet<>(Set.of("text", "limit"))));
        assertEquals(
                List.of(
                        ErrorJson.in("stat", "is not known here: remove it; known are limit, text"),
                        ErrorJson.in("text", "stands twice: leave one")),
                refused.problem().errors());
    }

    private static List<ErrorJson> errors(Consumer<Parameters> reading) {
        Parameters parameters = new Parameters();
        reading.accept(parameters);
        List<ErrorJson> errors =
                assertThrows(RequestRefused.class, parameters::refuse).problem().errors();
        return errors == null ? List.of() : errors;
    }
}

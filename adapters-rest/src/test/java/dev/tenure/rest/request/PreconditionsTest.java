package dev.tenure.rest.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.RequestRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionsTest {

    @Test
    void theTagOfAVersionIsReadBack() {
        assertEquals(17, Preconditions.version(Preconditions.tag(17)));
        assertEquals(17, Preconditions.version(" \"17\" "));
    }

    @Test
    void aChangeWithoutAVersionIsRefused() {
        assertKind(ProblemKind.PRECONDITION_REQUIRED, () -> Preconditions.version(null));
        assertKind(ProblemKind.PRECONDITION_REQUIRED, () -> Preconditions.version(" "));
        assertKind(ProblemKind.PRECONDITION_REQUIRED, () -> Preconditions.versionOrNew(null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"17\"", "\"abc\"", "\"\"", "\"0\"", "\"99999999999999999999\""})
    void aTagThatIsNoVersionOfOursMatchesNothing(String tag) {
        assertEquals(-1, Preconditions.version(tag));
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "*", "\"17\", \"18\"", "\"17", "null"})
    void whatIsNoTagIsRefused(String tag) {
        assertKind(ProblemKind.INVALID_REQUEST, () -> Preconditions.version(tag));
    }

    @Test
    void aStarInIfNoneMatchAsksForANewThing() {
        assertEquals(Preconditions.NEW, Preconditions.versionOrNew(null, "*"));
        assertEquals(3, Preconditions.versionOrNew("\"3\"", null));
        assertKind(ProblemKind.INVALID_REQUEST, () -> Preconditions.versionOrNew("\"3\"", "*"));
        assertKind(ProblemKind.INVALID_REQUEST, () -> Preconditions.versionOrNew(null, "\"3\""));
    }

    private static void assertKind(ProblemKind kind, Executable asking) {
        assertEquals(
                kind.type(),
                assertThrows(RequestRefused.class, asking).problem().type());
    }
}

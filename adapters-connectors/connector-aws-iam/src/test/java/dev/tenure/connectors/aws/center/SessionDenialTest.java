package dev.tenure.connectors.aws.center;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.connectors.aws.Trouble;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionDenialTest {

    private static final String ANN = "11111111-2222-3333-4444-555555555555";
    private static final String BOB = "1234567890-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant TOMORROW = NOW.plusSeconds(86_400);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}",
                "{ \"Statement\" : [ {\"Sid\":\"Statement\",\"Effect\":\"Allow\"} ,\n {\"Sid\":\"b\"} ],\n \"Id\": \"x\" }",
                "{\"Id\":\"a \\\" Statement\\\\\",\"x\":{\"Statement\":[1]},\"Statement\":[{\"Sid\":\"]}\"}]}"
            })
    void whatStoodThereStandsThereAgainToTheLetter(String policy) throws Trouble {
        String denied = SessionDenial.with(policy, ANN, TOMORROW, NOW);
        String both = SessionDenial.with(denied, BOB, TOMORROW, NOW);
        assertEquals(Optional.of(TOMORROW), SessionDenial.until(both, ANN));
        assertEquals(Optional.of(TOMORROW), SessionDenial.until(both, BOB));
        assertEquals(Optional.empty(), SessionDenial.until(denied, BOB));
        assertEquals(denied, SessionDenial.without(both, BOB, NOW));
        assertEquals(policy, SessionDenial.without(SessionDenial.without(both, ANN, NOW), BOB, NOW));
        assertEquals(policy, SessionDenial.without(policy, ANN, NOW));
    }

    @Test
    void aSingleStatementBecomesOneOfAList() throws Trouble {
        String denied =
                SessionDenial.with("{\"Statement\":{\"Sid\":\"a\"},\"Version\":\"2012-10-17\"}", ANN, TOMORROW, NOW);
        assertEquals(Optional.of(TOMORROW), SessionDenial.until(denied, ANN));
        assertEquals(
                "{\"Statement\":[{\"Sid\":\"a\"}],\"Version\":\"2012-10-17\"}",
                SessionDenial.without(denied, ANN, NOW));
    }

    @Test
    void aDenialIsWrittenAnewAndGoesOnceItIsOver() throws Trouble {
        String first = SessionDenial.with("", ANN, NOW.plusSeconds(10), NOW);
        String renewed = SessionDenial.with(first, ANN, TOMORROW, NOW);
        assertEquals(Optional.of(TOMORROW), SessionDenial.until(renewed, ANN));
        String later = SessionDenial.with(first, BOB, TOMORROW, NOW.plusSeconds(11));
        assertEquals(Optional.empty(), SessionDenial.until(later, ANN));
        assertEquals(Optional.of(TOMORROW), SessionDenial.until(later, BOB));
    }

    @Test
    void spacesAndAnotherPlaceInTheListAreUnderstood() throws Trouble {
        String spaced = SessionDenial.with("{\"Statement\":[{\"Sid\":\"a\"}]}", ANN, TOMORROW, NOW)
                .replace(":{", " : {\n  ")
                .replace("\",\"", "\" ,\n\"");
        assertEquals(Optional.of(TOMORROW), SessionDenial.until(spaced, ANN));
        String ann = SessionDenial.with("", ANN, TOMORROW, NOW).replaceAll("^.*\\[|]}$", "");
        String bob = SessionDenial.with("", BOB, TOMORROW, NOW).replaceAll("^.*\\[|]}$", "");
        String last = "{\"Statement\":[{\"Sid\":\"a\"} , " + ann + " , " + bob + " ]}";
        String without = SessionDenial.without(SessionDenial.without(last, BOB, NOW), ANN, NOW);
        assertEquals("{\"Statement\":[{\"Sid\":\"a\"}   ]}", without);
    }

    @Test
    void whatIsNotOursIsNotTouched() throws Trouble {
        String ours = SessionDenial.with("", ANN, TOMORROW, NOW);
        String narrower = ours.replace("\"Resource\":\"*\"", "\"Resource\":\"arn:aws:s3:::a\"");
        assertEquals(Optional.empty(), SessionDenial.until(narrower, ANN));
        assertEquals(narrower, SessionDenial.without(narrower, ANN, NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no policy",
                "{\"Version\":\"2012-10-17\"}",
                "{\"Statement\":\"a\"}",
                "{\"Statement",
                "{\"Statement\":{"
            })
    void whatIsNotUnderstoodIsRefused(String policy) {
        assertThrows(Trouble.class, () -> SessionDenial.with(policy, ANN, TOMORROW, NOW));
    }

    @Test
    void spacesCountForTheOneLimitAndNotForTheOther() {
        assertFalse(SessionDenial.isTooLong(" ".repeat(20_000) + "x".repeat(10_240)));
        assertTrue(SessionDenial.isTooLong("x".repeat(10_241)));
        assertTrue(SessionDenial.isTooLong(" ".repeat(32_769)));
    }
}

package dev.tenure.domain.reason;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonTest {

    @ParameterizedTest
    @ValueSource(strings = {"x", "the ticket\nsays so\r\n\twith layout", "Zoë 東京 \uD83D\uDE80", "1234567890"})
    void whatPeopleWriteIsKept(String text) {
        assertTrue(Reason.isOne(text, 50));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t", "a\u0000b", "\u001B[31m", "half \uD83D pair", "\uDE80", "more than ten"})
    void whatCannotBeKeptIsNoReason(String text) {
        assertFalse(Reason.isOne(text, 10));
    }
}

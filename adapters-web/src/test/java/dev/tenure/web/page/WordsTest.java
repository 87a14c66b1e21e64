package dev.tenure.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.ClockStart;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.nonhuman.NonHumanKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {

    private static final Instant NOW = Instant.parse("2026-03-12T14:05:07Z");

    @Test
    void aShortSpanIsPrecise() {
        assertEquals("0 ms", Words.span(Duration.ZERO));
        assertEquals("850 ms", Words.span(Duration.ofMillis(850)));
        assertEquals("4.2 s", Words.span(Duration.ofMillis(4_210)));
        assertEquals("12 min 5 s", Words.span(Duration.ofSeconds(725)));
        assertEquals("12 min", Words.span(Duration.ofMinutes(12)));
    }

    @Test
    void aLongSpanHasTwoFigures() {
        assertEquals("3 h 12 min", Words.span(Duration.ofMinutes(192).plusSeconds(40)));
        assertEquals("2 d 4 h", Words.span(Duration.ofHours(52).plusMinutes(59)));
        assertEquals("30 d", Words.coarse(Duration.ofDays(30)));
    }

    @Test
    void aSpanBackwardsSaysSo() {
        assertEquals("−2 h", Words.span(Duration.ofHours(-2)));
    }

    @Test
    void aDeadlineToComeIsDue() {
        assertEquals("due in 40 min", Words.deadline(NOW.plusSeconds(2_400), NOW));
        assertEquals("due in 0 s", Words.deadline(NOW, NOW));
    }

    @Test
    void aDeadlinePassedIsLate() {
        assertEquals("late by 3 h 12 min", Words.deadline(NOW.minusSeconds(192 * 60), NOW));
        assertEquals("late by 0 s", Words.deadline(NOW.minusMillis(1), NOW));
    }

    @Test
    void noTwoThingsOfAKindHaveTheSameName() {
        distinct(Arrays.stream(Role.values()).map(Words::of));
        distinct(Arrays.stream(EntitlementClass.values()).map(Words::of));
        distinct(Arrays.stream(Section.values()).map(Words::of));
        distinct(Arrays.stream(IdentityKind.values()).map(Words::of));
        distinct(Arrays.stream(NonHumanKind.values()).map(Words::of));
        distinct(Arrays.stream(ClockStart.Rule.values()).map(Words::of));
        distinct(Arrays.stream(LeaverException.Kind.values()).map(Words::of));
        distinct(Arrays.stream(Notice.values())
                .map(notice -> Words.notice(notice).text()));
        distinct(Arrays.stream(Problem.values()).map(Words::heading));
    }

    private static void distinct(Stream<String> words) {
        List<String> all = words.toList();
        assertEquals(all.size(), new HashSet<>(all).size(), all.toString());
        all.forEach(word -> assertFalse(word.isBlank()));
    }
}

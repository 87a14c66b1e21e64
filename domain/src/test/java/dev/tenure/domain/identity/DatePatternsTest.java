package dev.tenure.domain.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatePatternsTest {

    @ParameterizedTest
    @CsvSource({
        "dd/MM/yyyy, MM/dd/yyyy",
        "d/M/yyyy, MM/dd/yyyy",
        "dd/MM/yy, yy/MM/dd",
        "yyyyMMdd, yyyyddMM",
        "dd.MM.yyyy, MM.dd.yyyy"
    })
    void patternsThatReadOneTextAsDifferentDaysAreFoundInEitherOrder(String one, String other) {
        for (List<String> patterns :
                List.of(List.of(one, other), List.of(other, one), List.of("yyyy-MM-dd", one, other))) {
            String text = new DatePatterns(patterns).ambiguity().orElseThrow().text();
            DatePatterns.Read.Day first =
                    (DatePatterns.Read.Day) DatePatterns.of(one).read(text);
            DatePatterns.Read.Day second =
                    (DatePatterns.Read.Day) DatePatterns.of(other).read(text);
            assertEquals(true, !first.date().equals(second.date()), text);
        }
    }

    @Test
    void patternsThatNeverMeetOrMeanTheSameAreNoTrouble() {
        assertEquals(
                Optional.empty(),
                new DatePatterns(List.of("yyyy-MM-dd", "dd.MM.yyyy", "d.M.yyyy", "MM/dd/yyyy", "dd MMM yyyy"))
                        .ambiguity());
    }

    @Test
    void aPatternThatCannotBeReadOrGivesNoDayIsFoundByItsPlace() {
        for (String bad : List.of("yyyy-bb", "the usual way", "yyyy-MM", "HH:mm", "'x'", "{")) {
            assertEquals(Optional.of(1), new DatePatterns(List.of("yyyy-MM-dd", bad)).unreadable(), bad);
        }
        assertEquals(Optional.empty(), new DatePatterns(List.of("yyyy-MM-dd", "dd.MM.yy")).unreadable());
    }

    @Test
    void thereAreOneToEight() {
        assertThrows(IllegalArgumentException.class, () -> new DatePatterns(List.of()));
        assertThrows(IllegalArgumentException.class, () -> new DatePatterns(Collections.nCopies(9, "yyyy-MM-dd")));
    }
}

package dev.tenure.web.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.provisioning.GuardLimit;
import dev.tenure.web.page.RenderedPage;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitPageTest {

    @ParameterizedTest
    @CsvSource({"P2D, 2, days", "PT36H, 36, hours", "PT90M, 90, minutes", "PT61S, 61, seconds", "PT60.5S, 60, seconds"})
    void theWindowIsShownInTheLargestUnitThatHoldsIt(Duration window, long count, String unit) {
        LimitPage.Fields fields = LimitPage.Fields.of(new GuardLimit(5, 1, window));
        assertEquals(count, fields.window());
        assertEquals(
                unit,
                fields.units().stream()
                        .filter(LimitPage.Unit::chosen)
                        .findFirst()
                        .orElseThrow()
                        .name());
    }

    @Test
    void whatTheFormShowsIsWhatItSendsBack() {
        GuardLimit limit = new GuardLimit(20, 5, Duration.ofHours(36));
        assertEquals(Optional.of(limit), LimitPage.Fields.read("20", " 5 ", "36", "hours"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 5, 1, days",
        "x, 5, 1, days",
        "-1, 5, 1, days",
        "1000001, 5, 1, days",
        "20, 101, 1, days",
        "20, 5, 32, days",
        "20, 5, 59, seconds",
        "20, 5, 1, years",
        "20, 5, 99999999999, days",
        "20.5, 5, 1, days"
    })
    void whatIsNoLimitIsNone(String number, String share, String window, String unit) {
        assertEquals(Optional.empty(), LimitPage.Fields.read(number, share, window, unit));
    }

    @Test
    void whoProposedIsOfferedToTakeItBackAndNotToConfirm() {
        RenderedPage mine =
                RenderedPage.of(SampleHolds.limit(SampleHolds.loosening("ada.sample"), false, Role.ADMINISTRATOR));
        assertFalse(mine.html().contains("/confirm"));
        assertTrue(mine.text().contains("Take it back"));
        RenderedPage others =
                RenderedPage.of(SampleHolds.limit(SampleHolds.loosening("boris.sample"), false, Role.ADMINISTRATOR));
        assertTrue(others.html().contains("/confirm"));
        assertTrue(others.text().contains("the greater of 200 accounts and 10 % within 2 d"));
    }

    @Test
    void whoMayNotChangeItIsOfferedNoForm() {
        RenderedPage page =
                RenderedPage.of(SampleHolds.limit(SampleHolds.loosening("boris.sample"), true, Role.OPERATOR));
        assertFalse(page.html().contains("/confirm"));
        assertFalse(page.html().contains("/limit\""));
        assertTrue(page.text().contains("Something is held here"));
    }
}

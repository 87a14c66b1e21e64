package dev.tenure.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.unboundid.util.StaticUtils;
import java.text.ParseException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What directories write as times, read as the library reads it. */
class GeneralizedTimesTest {

    @ParameterizedTest
    @CsvSource({
        "20261123064512Z, 2026-11-23T06:45:12Z",
        "20240229235959Z, 2024-02-29T23:59:59Z",
        "19691231235959Z, 1969-12-31T23:59:59Z",
        "20261123064512.250Z, 2026-11-23T06:45:12.250Z",
        "20261123064512.0Z, 2026-11-23T06:45:12Z",
        "202611230645Z, 2026-11-23T06:45:00Z",
        "20261123064512+0200, 2026-11-23T04:45:12Z"
    })
    void everyFormIsRead(String written, Instant instant) throws ParseException {
        assertEquals(instant, GeneralizedTimes.instant(written));
        assertEquals(instant, StaticUtils.decodeGeneralizedTime(written).toInstant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "20261341064512Z", "20250229000000Z", "2026-11-23T06:45:12Z", "20261123064512"})
    void whatTheLibraryRefusesIsNoTime(String written) {
        assertThrows(ParseException.class, () -> StaticUtils.decodeGeneralizedTime(written));
        assertThrows(ParseException.class, () -> GeneralizedTimes.instant(written));
    }

    @Test
    void aTimeBeyondTheYear9999IsNone() {
        assertThrows(ParseException.class, () -> GeneralizedTimes.instant("120261123064512Z"));
    }
}

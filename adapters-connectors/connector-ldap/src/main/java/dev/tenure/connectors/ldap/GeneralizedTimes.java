package dev.tenure.connectors.ldap;

import com.unboundid.util.StaticUtils;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;

/** Times of the syntax GeneralizedTime (RFC 4517 section 3.3.13). */
final class GeneralizedTimes {

    // The library takes all forms, and makes a format anew for each value.
    private static final DateTimeFormatter USUAL = DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'")
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);

    private GeneralizedTimes() {}

    static Instant instant(String value) throws ParseException {
        try {
            return USUAL.parse(value, Instant::from);
        } catch (DateTimeParseException e) {
            return StaticUtils.decodeGeneralizedTime(value).toInstant();
        }
    }
}

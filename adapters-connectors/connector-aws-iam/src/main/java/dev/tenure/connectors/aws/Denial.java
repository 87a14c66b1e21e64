package dev.tenure.connectors.aws;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The two inline policies by which the connector shuts a user out. What bears one of their names and says anything else is
 * somebody's policy like any other.
 */
final class Denial {

    /** Denies a user everything, whatever they sign with. */
    static final String BLOCKED = "TenureBlocked";

    /** Denies everything to temporary credentials from before a moment. It stays when a user is let in again. */
    static final String SESSIONS = "TenureSessionsEnded";

    private static final String HEAD =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"";

    /** What {@link #BLOCKED} says. */
    static final String EVERYTHING = HEAD + "}]}";

    private static final String CONDITION = ",\"Condition\":{\"DateLessThan\":{\"aws:TokenIssueTime\":\"";
    private static final String TAIL = "\"}}}]}";
    private static final Pattern OLDER =
            Pattern.compile(Pattern.quote(HEAD + CONDITION) + "([0-9TZ:.-]{20,30})" + Pattern.quote(TAIL));

    private Denial() {}

    /** What {@link #SESSIONS} says of a moment. Seconds count, so those of the moment's own second are denied too. */
    static String olderThan(Instant moment) {
        return HEAD + CONDITION + moment.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1) + TAIL;
    }

    /** @param document as it was written, or as AWS sends it */
    static boolean isBlock(@Nullable String name, @Nullable String document) {
        return BLOCKED.equals(name) && decoded(document).equals(EVERYTHING);
    }

    /** Since when temporary credentials are good for something again. */
    static Optional<String> endedBefore(@Nullable String name, @Nullable String document) {
        Matcher matcher = OLDER.matcher(decoded(document));
        return SESSIONS.equals(name) && matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    static boolean isOurs(@Nullable String name, @Nullable String document) {
        return isBlock(name, document) || endedBefore(name, document).isPresent();
    }

    /** A document as it was written; AWS sends it encoded by RFC 3986. */
    static String decoded(@Nullable String sent) {
        if (sent == null) {
            return "";
        }
        try {
            return URLDecoder.decode(sent.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // It is not ours then, and is shown as it came.
            return sent;
        }
    }
}

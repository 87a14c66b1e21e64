package dev.tenure.connectors.aws;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The inline policy of a role that denies everything to sessions of some users from before a moment, a statement for each time that
 * it was asked for.
 *
 * @param statements in the order in which they were asked for
 */
record RoleDenial(List<Statement> statements) {

    /** The longest that any session of a role lives. */
    static final Duration LONGEST = Duration.ofHours(12);

    private static final String HEAD = "{\"Version\":\"2012-10-17\",\"Statement\":[";
    private static final String TAIL = "]}";
    private static final String VALUE = "\"[\\w+=,.@:-]{1,200}\"";
    private static final String STATEMENT =
            "\\{\"Effect\":\"Deny\",\"Action\":\"\\*\",\"Resource\":\"\\*\",\"Condition\":"
                    + "\\{\"StringEquals\":\\{\"(aws:userid|aws:SourceIdentity)\":\\[(" + VALUE + "(?:," + VALUE
                    + ")*+)\\]\\},"
                    + "\"DateLessThan\":\\{\"aws:TokenIssueTime\":\"([0-9TZ:.-]{20,30})\"\\}\\}\\}";
    private static final Pattern ONE = Pattern.compile(STATEMENT);

    /** By what a statement knows a session. */
    enum By {
        /** The role's id, a colon and the session's name. */
        SESSION("aws:userid"),
        /** The source identity. */
        SOURCE("aws:SourceIdentity");

        private final String key;

        By(String key) {
            this.key = key;
        }
    }

    /** Whom a statement denies everything, and from before when. */
    record Statement(By by, List<String> values, Instant before) {

        /** Seconds count, so those of the moment's own second are denied too. */
        static Statement of(By by, Collection<String> values, Instant moment) {
            return new Statement(
                    by,
                    List.copyOf(new TreeSet<>(values)),
                    moment.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
        }

        private String written() {
            return "{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\""
                    + by.key
                    + "\":[" + values.stream().map(v -> "\"" + v + "\"").collect(Collectors.joining(","))
                    + "]},\"DateLessThan\":{\"aws:TokenIssueTime\":\"" + before + "\"}}}";
        }

        /** Whether another one denies all that this one does. */
        private boolean isIn(Statement other) {
            return by == other.by && other.values.containsAll(values) && !before.isAfter(other.before);
        }
    }

    /** A policy without a statement; it is never written. */
    static final RoleDenial NONE = new RoleDenial(List.of());

    /** What a policy of our name says; empty where it says anything else. */
    static Optional<RoleDenial> of(String document) {
        if (!document.startsWith(HEAD) || !document.endsWith(TAIL)) {
            return Optional.empty();
        }
        List<Statement> statements = new ArrayList<>();
        Matcher matcher = ONE.matcher(document);
        int at = HEAD.length();
        int end = document.length() - TAIL.length();
        while (at < end) {
            matcher.region(at, end);
            Optional<Instant> before = matcher.lookingAt() ? moment(matcher.group(3)) : Optional.empty();
            if (before.isEmpty()) {
                return Optional.empty();
            }
            String values = matcher.group(2);
            statements.add(new Statement(
                    matcher.group(1).equals(By.SESSION.key) ? By.SESSION : By.SOURCE,
                    // Between quotes there is no other one.
                    List.of(values.substring(1, values.length() - 1).split("\",\"")),
                    before.get()));
            at = matcher.end();
            if (at < end && document.charAt(at++) != ',') {
                return Optional.empty();
            }
        }
        RoleDenial denial = new RoleDenial(List.copyOf(statements));
        return denial.written().equals(document) ? Optional.of(denial) : Optional.empty();
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** @param document as AWS sends it */
    static boolean isOurs(String name, @Nullable String document) {
        return name.equals(Denial.SESSIONS) && of(Denial.decoded(document)).isPresent();
    }

    /** The same with one more, and without those that no session can be old enough for any more. */
    RoleDenial with(List<Statement> more, Instant now) {
        List<Statement> all = new ArrayList<>(statements);
        all.removeIf(old ->
                old.before().isBefore(now.minus(LONGEST)) || more.stream().anyMatch(old::isIn));
        all.addAll(more);
        return new RoleDenial(List.copyOf(all));
    }

    /** Whether all of these stand in it. */
    boolean holds(List<Statement> wanted) {
        return statements.containsAll(wanted);
    }

    String written() {
        return statements.stream().map(Statement::written).collect(Collectors.joining(",", HEAD, TAIL));
    }
}

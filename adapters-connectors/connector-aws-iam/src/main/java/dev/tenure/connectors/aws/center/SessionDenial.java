package dev.tenure.connectors.aws.center;

import dev.tenure.connectors.aws.Trouble;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statement by which the inline policy of a permission set denies one user everything until a moment. Of the policy nothing
 * else is touched, to the letter: it is somebody's.
 */
final class SessionDenial {

    /** The most characters of an inline policy. */
    static final int LONGEST = 32_768;

    /** The most characters of it that are no white space. */
    static final int LARGEST = 10_240;

    private static final String EMPTY = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
    private static final String ID = "([0-9A-Fa-f-]{36,47})";
    private static final String MOMENT = "([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)";

    /** Ours, however AWS spaces it. */
    private static final Pattern OURS =
            Pattern.compile(spaced("{ \"Sid\" : \"Tenure[0-9A-Fa-f]+\" , \"Effect\" : \"Deny\" , \"Action\" : \"\\*\" ,"
                    + " \"Resource\" : \"\\*\" , \"Condition\" : { \"StringEquals\" :"
                    + " { \"identitystore:UserId\" : \"" + ID + "\" } , \"DateLessThan\" :"
                    + " { \"aws:CurrentTime\" : \"" + MOMENT + "\" } } }"));

    private SessionDenial() {}

    private static String spaced(String pattern) {
        return pattern.replace("{ ", "\\{ ").replace(" }", " \\}").replace(" ", "\\s*");
    }

    private static String statement(String user, Instant until) {
        return "{\"Sid\":\"Tenure" + user.replace("-", "")
                + "\",\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\","
                + "\"Condition\":{\"StringEquals\":{\"identitystore:UserId\":\"" + user + "\"},"
                + "\"DateLessThan\":{\"aws:CurrentTime\":\"" + until + "\"}}}";
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            // No day of the calendar: AWS takes it for none either.
            return Instant.EPOCH;
        }
    }

    /**
     * Until when a policy denies a user everything.
     *
     * @param policy empty where there is none
     */
    static Optional<Instant> until(String policy, String user) {
        Matcher matcher = OURS.matcher(policy);
        while (matcher.find()) {
            if (matcher.group(1).equals(user)) {
                return Optional.of(moment(matcher.group(2)));
            }
        }
        return Optional.empty();
    }

    /** A policy with the denial of one user, and without those that are over. */
    static String with(String policy, String user, Instant until, Instant now) throws Trouble {
        String others = without(policy, user, now);
        String whole = others.isEmpty() ? EMPTY : others;
        int begin = statements(whole);
        String ours = statement(user, until);
        if (whole.charAt(begin) == '[') {
            boolean more = whole.charAt(skipSpace(whole, begin + 1)) != ']';
            return whole.substring(0, begin + 1) + ours + (more ? "," : "") + whole.substring(begin + 1);
        }
        int end = end(whole, begin);
        return whole.substring(0, begin) + "[" + ours + "," + whole.substring(begin, end) + "]" + whole.substring(end);
    }

    /** A policy without the denial of one user and without those that are over; empty where nothing else was in it. */
    static String without(String policy, String user, Instant now) throws Trouble {
        return without(policy, (whose, until) -> whose.equals(user) || until.isBefore(now));
    }

    /** What a policy says beside our denials, without white space. */
    static String beside(String policy) throws Trouble {
        return without(policy, (whose, until) -> true).replaceAll("\\s", "");
    }

    private static String without(String policy, BiPredicate<String, Instant> goes) throws Trouble {
        String text = policy;
        Matcher matcher = OURS.matcher(text);
        while (matcher.find()) {
            if (goes.test(matcher.group(1), moment(matcher.group(2)))) {
                text = cut(text, matcher.start(), matcher.end());
                matcher = OURS.matcher(text);
            }
        }
        if (text.equals(policy)) {
            return policy;
        }
        int begin = statements(text);
        boolean none = text.charAt(begin) == '[' && text.charAt(skipSpace(text, begin + 1)) == ']';
        return none ? "" : text;
    }

    /** Takes a statement out of the list with the comma that parts it from the next, or else from the one before. */
    private static String cut(String policy, int begin, int end) throws Trouble {
        int after = skipSpace(policy, end);
        if (policy.charAt(after) == ',') {
            return policy.substring(0, begin) + policy.substring(after + 1);
        }
        String before = policy.substring(0, begin).stripTrailing();
        return (before.endsWith(",") ? before.substring(0, before.length() - 1) : before) + policy.substring(end);
    }

    static boolean isTooLong(String policy) {
        return policy.length() > LONGEST
                || policy.chars().filter(c -> !Character.isWhitespace(c)).count() > LARGEST;
    }

    // As much of JSON as it takes to find the statements

    /** Where what stands under {@code Statement} begins. */
    private static int statements(String policy) throws Trouble {
        int depth = 0;
        for (int i = 0; i < policy.length(); i++) {
            char c = policy.charAt(i);
            if (c == '"') {
                int end = endOfText(policy, i);
                int after = skipSpace(policy, end);
                if (depth == 1 && policy.substring(i, end).equals("\"Statement\"") && policy.charAt(after) == ':') {
                    int value = skipSpace(policy, after + 1);
                    if (policy.charAt(value) == '[' || policy.charAt(value) == '{') {
                        return value;
                    }
                }
                i = end - 1;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
        throw notUnderstood();
    }

    /** Behind the object or list that begins there. */
    private static int end(String policy, int begin) throws Trouble {
        int depth = 0;
        for (int i = begin; i < policy.length(); i++) {
            char c = policy.charAt(i);
            if (c == '"') {
                i = endOfText(policy, i) - 1;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
                if (depth == 0) {
                    return i + 1;
                }
            }
        }
        throw notUnderstood();
    }

    /** Behind the text that begins there. */
    private static int endOfText(String policy, int begin) throws Trouble {
        for (int i = begin + 1; i < policy.length(); i++) {
            char c = policy.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i + 1;
            }
        }
        throw notUnderstood();
    }

    private static int skipSpace(String policy, int from) throws Trouble {
        for (int i = from; i < policy.length(); i++) {
            if (!Character.isWhitespace(policy.charAt(i))) {
                return i;
            }
        }
        throw notUnderstood();
    }

    private static Trouble notUnderstood() {
        return Trouble.refused("the inline policy of a permission set is not understood: look at it in AWS");
    }
}

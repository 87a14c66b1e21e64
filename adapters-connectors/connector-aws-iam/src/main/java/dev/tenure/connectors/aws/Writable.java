package dev.tenure.connectors.aws;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which attributes of a user can be written, and with what: by IAM's own rules, so that it is said which one is wrong. */
final class Writable {

    static final String NAME = "UserName";
    static final String PATH = "Path";
    static final String BOUNDARY = "PermissionsBoundary";

    private static final String TAG = "tag:";
    private static final Pattern NAMES = Pattern.compile("[\\w+=,.@-]{1,64}");
    private static final Pattern PATHS = Pattern.compile("/|/[\\x21-\\x7e]{1,510}/");
    private static final Pattern TAG_VALUES = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{0,256}");

    private Writable() {}

    /** The key of a tag, where the attribute is one. */
    static Optional<String> tag(String attribute) {
        return attribute.startsWith(TAG) ? Optional.of(attribute.substring(TAG.length())) : Optional.empty();
    }

    /** What stands against writing these; empty where nothing does. */
    static Optional<String> refusal(Map<String, Optional<String>> attributes) {
        return attributes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(one -> refusal(one.getKey(), one.getValue()).stream())
                .findFirst();
    }

    private static Optional<String> refusal(String attribute, Optional<String> value) {
        String problem = problem(attribute, value);
        // A name that is not known here may tell who somebody is.
        String named = problem.equals(UNKNOWN) ? "attributes" : attribute;
        return problem.isEmpty() ? Optional.empty() : Optional.of(named + ": " + problem);
    }

    private static String problem(String attribute, Optional<String> value) {
        if (attribute.equals(NAME)) {
            return fits(value, NAMES) ? "" : "1 to 64 letters of English, digits and + = , . @ _ - are needed";
        }
        if (attribute.equals(PATH)) {
            return fits(value, PATHS) ? "" : "it begins and ends with a slash, without spaces, 512 characters at most";
        }
        if (attribute.equals(BOUNDARY)) {
            return value.isEmpty() || ManagedPolicies.isArn(value.get()) ? "" : "the ARN of a policy is needed";
        }
        return ofTag(attribute, value);
    }

    private static final String UNKNOWN =
            "one is none that can be written: UserName, Path, PermissionsBoundary and tags as tag:email can";

    private static String ofTag(String attribute, Optional<String> value) {
        if (tag(attribute).isEmpty() || !AwsUser.isAttribute(attribute)) {
            return UNKNOWN;
        }
        if (attribute.regionMatches(true, TAG.length(), "aws:", 0, 4)) {
            return "tags that begin with aws: are AWS's own";
        }
        return value.isEmpty() || fits(value, TAG_VALUES)
                ? ""
                : "256 characters at most: letters, digits, spaces and _ . : / = + - @";
    }

    private static boolean fits(Optional<String> value, Pattern pattern) {
        return value.filter(text -> pattern.matcher(text).matches()).isPresent();
    }
}

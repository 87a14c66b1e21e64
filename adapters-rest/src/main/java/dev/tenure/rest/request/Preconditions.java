package dev.tenure.rest.request;

import dev.tenure.rest.problem.ProblemJson;
import dev.tenure.rest.problem.ProblemJson.ErrorJson;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.RequestRefused;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Entity tags (RFC 9110 section 8.8.3) and conditions on them (section 13.1). A tag of ours is the version in quotes. */
public final class Preconditions {

    /** Answers for a thing that is not there yet; no stored thing has this version. */
    public static final long NEW = 0;

    /** A version that no thing ever has: for tags that are well formed and not of ours. */
    private static final long NONE_OF_OURS = -1;

    private static final Pattern OURS = Pattern.compile("\"([0-9]{1,18})\"");
    private static final Pattern ANY = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7e]*\"");

    private Preconditions() {}

    /** The tag of a version. */
    public static String tag(long version) {
        return "\"" + version + "\"";
    }

    /** The version that the client means to change. Must be given. */
    public static long version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw required("If-Match: is missing: send the ETag of the version that you read");
        }
        return parse(ifMatch.strip());
    }

    /** The version that the client means to change, or {@link #NEW} where it says {@code If-None-Match: *}. */
    public static long versionOrNew(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifNoneMatch == null) {
            return version(ifMatch);
        }
        if (ifMatch != null) {
            throw wrong("If-None-Match", "stands beside If-Match: send one of them");
        }
        if (!ifNoneMatch.strip().equals("*")) {
            throw wrong("If-None-Match", "is not *: send * to add, or If-Match to change");
        }
        return NEW;
    }

    private static long parse(String tag) {
        Matcher ours = OURS.matcher(tag);
        if (ours.matches()) {
            long version = Long.parseLong(ours.group(1));
            // Zero stands for a thing that is not there, and If-Match asks for one that is.
            return version == NEW ? NONE_OF_OURS : version;
        }
        if (ANY.matcher(tag).matches()) {
            return NONE_OF_OURS;
        }
        throw wrong("If-Match", "is not one entity tag in quotes: send the ETag of the version that you read");
    }

    private static RequestRefused required(String detail) {
        return new RequestRefused(ProblemJson.of(ProblemKind.PRECONDITION_REQUIRED, detail));
    }

    private static RequestRefused wrong(String header, String detail) {
        return new RequestRefused(ProblemJson.of(ProblemKind.INVALID_REQUEST, List.of(ErrorJson.in(header, detail))));
    }
}

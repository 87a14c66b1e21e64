package dev.tenure.rest.scim;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Versions of resources as entity tags (RFC 7644 section 3.14). */
final class ScimVersions {

    private static final Pattern TAG = Pattern.compile("\\s*(?:W/)?\"?([^\",]*)\"?\\s*(?:,|$)");

    /** No resource is ever at this version. */
    private static final long NONE = -1;

    private ScimVersions() {}

    static String tag(long version) {
        return "W/\"" + version + "\"";
    }

    /** The versions that a header expects; empty for any. A tag that is none of ours fits no resource. */
    static Set<Long> expected(@Nullable String header) {
        if (header == null || header.isBlank() || header.strip().equals("*")) {
            return Set.of();
        }
        return read(header);
    }

    /** Whether the client has what a tag of ours stands for already. */
    static boolean hasTag(Optional<String> header, String tag) {
        return header.filter(text -> text.strip().equals("*")
                        || read(text).stream().anyMatch(version -> tag(version).equals(tag)))
                .isPresent();
    }

    private static Set<Long> read(String header) {
        Set<Long> versions = new HashSet<>();
        versions.add(NONE);
        Matcher matcher = TAG.matcher(header);
        while (matcher.find()) {
            if (matcher.group(1).matches("[0-9]{1,18}")) {
                versions.add(Long.parseLong(matcher.group(1)));
            }
            if (matcher.end() >= header.length()) {
                break;
            }
        }
        return versions;
    }
}

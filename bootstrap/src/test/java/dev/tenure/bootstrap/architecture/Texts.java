package dev.tenure.bootstrap.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks on the text of every file that git tracks. The patterns are put together from pieces so that this file does not
 * break the rules it states.
 */
final class Texts {

    private static final Set<String> BUILT = Set.of(
            "class",
            "jar",
            "war",
            "zip",
            "tar",
            "gz",
            "tgz",
            "exe",
            "so",
            "dll",
            "o",
            "p12",
            "pfx",
            "jks",
            "keystore",
            "db");

    /** A path that exists on one machine only. */
    static final Pattern MACHINE_PATH = Pattern.compile("(?<![\\w.}-])/(?:wo" + "rk|ro" + "ot)/");

    /** The host of a package registry: the build takes its mirror from the machine's settings. */
    static final Pattern REGISTRY_HOST = Pattern.compile("repo1\\.ma" + "ven\\.org|repo\\.ma"
            + "ven\\.apache\\.org|registry\\.np" + "mjs\\.org|deb\\.deb" + "ian\\.org");

    /** A note that something is not done. It belongs into an issue. */
    static final Pattern UNFINISHED = Pattern.compile(
            "\\b(?:TO" + "DO|FIX" + "ME|X" + "XX)\\b|UnsupportedOperationException\\(\\s*\"(?i:no" + "t)\\b");

    /** A private key in full, also as a string in code, or an AWS access key. */
    static final Pattern SECRET = Pattern.compile(
            "BEGIN (?:[A-Z]+ )*PRI" + "VATE KEY-----[\\s\"+\\\\nr]*[A-Za-z0-9+/]{32,}|\\bAK" + "IA[0-9A-Z]{16}\\b");

    /** A licence in the head of a file: the one LICENSE file at the root is enough. */
    static final Pattern LICENCE_HEADER = Pattern.compile("\\A\\s*/\\*(?:(?!\\*/)[\\s\\S])*(?i:licen[sc]e|copyright)");

    private Texts() {}

    /** No text file contains a match. */
    static HouseRule.Check free(Pattern forbidden, String what) {
        return codebase -> {
            List<Finding> findings = new ArrayList<>();
            for (Map.Entry<String, String> file : codebase.texts().entrySet()) {
                Matcher matcher = forbidden.matcher(file.getValue());
                while (matcher.find()) {
                    long line = file.getValue()
                                    .substring(0, matcher.start())
                                    .chars()
                                    .filter(character -> character == '\n')
                                    .count()
                            + 1;
                    findings.add(new Finding(file.getKey(), "line " + line + ": " + what));
                }
            }
            return new Verdict(codebase.texts().size(), findings);
        };
    }

    /** No tracked file is the product of a build or a store of keys. */
    static HouseRule.Check nothingBuilt() {
        return codebase -> new Verdict(
                codebase.texts().size(),
                codebase.texts().keySet().stream()
                        .filter(path -> BUILT.contains(path.substring(path.lastIndexOf('.') + 1)))
                        .map(path -> new Finding(path, "is built or binary: make it in the build"))
                        .toList());
    }
}

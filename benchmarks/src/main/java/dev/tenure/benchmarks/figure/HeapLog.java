package dev.tenure.benchmarks.figure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Java process wrote down of its heap at each collection.
 *
 * @param before the most that was in it when a collection began, in mebibytes
 * @param after the most that a collection left, in mebibytes
 */
public record HeapLog(double before, double after) {

    private static final Pattern COLLECTION = Pattern.compile("\\b(\\d+)M->(\\d+)M\\(\\d+M\\)");

    /** The option that has a process write it. */
    public static String option(Path log) {
        return "-Xlog:gc:file=" + log + "::filecount=0";
    }

    /** Reads it. */
    public static HeapLog read(Path log) throws IOException {
        return of(Files.readAllLines(log));
    }

    static HeapLog of(List<String> lines) {
        List<MatchResult> collections = lines.stream()
                .map(COLLECTION::matcher)
                .filter(Matcher::find)
                .map(Matcher::toMatchResult)
                .toList();
        if (collections.isEmpty()) {
            throw new IllegalStateException("the log names no collection");
        }
        return new HeapLog(most(collections, 1), most(collections, 2));
    }

    private static double most(List<MatchResult> collections, int group) {
        return collections.stream()
                .mapToDouble(found -> Double.parseDouble(found.group(group)))
                .max()
                .orElseThrow();
    }
}

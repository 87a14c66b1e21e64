package dev.tenure.bootstrap.architecture;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A small code base with violations in it, written down in one text file. A line {@code #### rejected: path} begins a file
 * that the rule must report, {@code #### accepted: path} one that it must not report, {@code #### given: path} one that
 * only has to be there; what stands before the first such line is a remark. It is text and not Java under {@code src/test/java} because a planted bean or entity there would
 * join the application that the other tests start.
 *
 * <p>The two characters {@code %%} are dropped on reading. They keep a planted text from breaking the rules that look at
 * every file of this repository.
 */
record Planted(Map<String, String> rejected, Map<String, String> accepted, Map<String, String> given) {

    /** What is planted for a rule, if anything is. */
    static Optional<Planted> of(String ruleId) {
        return Resources.text("planted/" + ruleId + ".txt").map(Planted::parse);
    }

    /** The code base that the rule has to judge. */
    Codebase codebase(Path scratch) {
        Map<String, String> texts = new TreeMap<>(rejected);
        texts.putAll(accepted);
        texts.putAll(given);
        String foreign = Resources.text("foreign.txt").orElse("");
        return Codebase.ofTexts(texts, parse(foreign).given, scratch);
    }

    private static Planted parse(String text) {
        Planted planted = new Planted(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        List<String> parts = List.of(text.replace("%%", "").split("(?m)^#### ", -1));
        for (String part : parts.subList(1, parts.size())) {
            int colon = part.indexOf(": ");
            int end = part.indexOf('\n');
            if (colon < 0 || end < colon) {
                throw new IllegalArgumentException("planted text: expected '#### kind: path' before: " + part);
            }
            Map<String, String> files =
                    switch (part.substring(0, colon)) {
                        case "rejected" -> planted.rejected;
                        case "accepted" -> planted.accepted;
                        case "given" -> planted.given;
                        default ->
                            throw new IllegalArgumentException(
                                    "planted text: unknown kind " + part.substring(0, colon));
                    };
            files.put(part.substring(colon + 2, end).strip(), part.substring(end + 1));
        }
        return planted;
    }
}

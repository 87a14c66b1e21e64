package dev.tenure.check.table;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file and what the person said of how it is written. What they did not say is found out.
 *
 * @param name by which options and findings name it
 * @param path where it is
 * @param charset its encoding
 * @param separator between its columns
 * @param headers of facts, by label
 * @param datePatterns of facts, by label; the one for all stands at the empty label
 */
public record FileSettings(
        String name,
        Path path,
        Optional<Charset> charset,
        Optional<Character> separator,
        Map<String, List<String>> headers,
        Map<String, String> datePatterns) {

    /** A file of which nothing was said. */
    public FileSettings(String name, Path path) {
        this(name, path, Optional.empty(), Optional.empty(), Map.of(), Map.of());
    }

    /** Opens the file. */
    public TableFile open() throws CannotJudge {
        return TableFile.open(path, charset, separator);
    }

    /** The dates of a column of the file. */
    public Dates dates(Fact fact, String header) throws CannotJudge {
        return new Dates(
                path.toString(),
                header,
                name + "." + fact.label(),
                Optional.ofNullable(datePatterns.getOrDefault(fact.label(), datePatterns.get(""))));
    }
}

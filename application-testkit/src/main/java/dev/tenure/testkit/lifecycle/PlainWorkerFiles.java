package dev.tenure.testkit.lifecycle;

import dev.tenure.application.lifecycle.WorkerFiles;
import dev.tenure.domain.identity.WorkerFeed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads files without quoting: enough for samples. The first line is the header; a row of other length is unreadable. */
public final class PlainWorkerFiles implements WorkerFiles {

    @Override
    public List<String> read(WorkerFeed feed, InputStream content, Consumer<Row> rows) throws UnreadableFile {
        String separator = String.valueOf(feed.format().separator().orElse(','));
        try {
            BufferedReader reader = new BufferedReader(
                    new InputStreamReader(content, Charset.forName(feed.format().charset())));
            String header = reader.readLine();
            if (header == null) {
                throw new UnreadableFile("line 1: the file is empty: write a header");
            }
            List<String> columns = split(header, separator);
            for (WorkerFeed.Fact fact : WorkerFeed.Fact.values()) {
                if (fact.required() && !columns.contains(feed.headers().getOrDefault(fact, ""))) {
                    throw new UnreadableFile("line 1: no column for " + fact.label());
                }
            }
            int line = 1;
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                line++;
                List<String> cells = split(text, separator);
                if (cells.size() != columns.size()) {
                    rows.accept(new Row.Unreadable(line, "has " + cells.size() + " columns: write " + columns.size()));
                    continue;
                }
                Map<WorkerFeed.Fact, String> facts = new EnumMap<>(WorkerFeed.Fact.class);
                feed.headers().forEach((fact, column) -> {
                    int index = columns.indexOf(column);
                    if (index >= 0) {
                        facts.put(fact, cells.get(index));
                    }
                });
                rows.accept(new Row.Cells(line, facts));
            }
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> split(String line, String separator) {
        return Arrays.asList(line.split(java.util.regex.Pattern.quote(separator), -1));
    }
}

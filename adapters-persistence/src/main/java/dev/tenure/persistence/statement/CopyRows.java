package dev.tenure.persistence.statement;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Gathers rows and writes them by {@code COPY}, the fastest way in. One batch at a time is in memory. */
public final class CopyRows {

    private final StringBuilder rows = new StringBuilder();

    /** Adds a row. The values stand in the order of the columns; an empty {@link Optional} is null, a list an array of texts. */
    public void add(Object... values) {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                rows.append('\t');
            }
            write(values[i]);
        }
        rows.append('\n');
    }

    /**
     * Writes the rows in the transaction of the caller.
     *
     * @param into the table and its columns, such as {@code staged(read, name)}
     */
    public void copy(DataSource dataSource, String into) {
        if (rows.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + into + " FROM STDIN", new StringReader(rows.toString()));
        } catch (SQLException e) {
            throw Sql.failed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rows.setLength(0);
    }

    private void write(@Nullable Object value) {
        switch (value) {
            case Optional<?> optional -> {
                if (optional.isPresent()) {
                    write(optional.get());
                } else {
                    rows.append("\\N");
                }
            }
            case byte[] bytes -> rows.append("\\\\x").append(HexFormat.of().formatHex(bytes));
            case List<?> texts -> escaped(array(texts));
            case Instant instant -> rows.append(instant.truncatedTo(ChronoUnit.MICROS));
            case null -> throw new IllegalArgumentException("a null is written as an empty Optional");
            default -> escaped(Sql.storable(value.toString()));
        }
    }

    /** PostgreSQL's text form of an array, each element in quotes. */
    private static String array(List<?> texts) {
        StringBuilder array = new StringBuilder("{");
        for (Object text : texts) {
            if (array.length() > 1) {
                array.append(',');
            }
            String element = Sql.storable(text.toString()).replace("\\", "\\\\").replace("\"", "\\\"");
            array.append('"').append(element).append('"');
        }
        return array.append('}').toString();
    }

    // Most texts have nothing to escape, and go over whole.
    private void escaped(String text) {
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            String escape =
                    switch (text.charAt(i)) {
                        case '\\' -> "\\\\";
                        case '\t' -> "\\t";
                        case '\n' -> "\\n";
                        case '\r' -> "\\r";
                        default -> "";
                    };
            if (!escape.isEmpty()) {
                rows.append(text, written, i).append(escape);
                written = i + 1;
            }
        }
        rows.append(text, written, text.length());
    }
}

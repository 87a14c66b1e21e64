package dev.tenure.persistence.statement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/** A statement that grows by what is asked for, with its parameters. Values are always parameters, never text. */
public final class Sql {

    private static final int ROWS_AT_ONCE = 500;

    private final StringBuilder text;
    private final List<@Nullable Object> parameters = new ArrayList<>();
    private boolean forItsValues;

    private Sql(String text) {
        this.text = new StringBuilder(text);
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface Reader<T> {
        /** The value of the row at which the columns stand. */
        T read(Columns row) throws SQLException;
    }

    /** A statement with a value for each of its question marks, in their order. */
    public static Sql of(String text, @Nullable Object... values) {
        return new Sql("").then(text, values);
    }

    /** The same statement with more behind it. */
    public Sql then(String more, @Nullable Object... values) {
        // A part may begin where the one before ended in the middle of a line.
        text.append(' ').append(more);
        for (Object value : values) {
            parameters.add(value);
        }
        return this;
    }

    /**
     * The same statement, planned each time for the values that it has: what finds a rare text soon takes long for one that is
     * everywhere, and a plan for any text knows of neither.
     */
    public Sql forItsValues() {
        forItsValues = true;
        return this;
    }

    /** What matches {@code LIKE} where a text contains this part, whatever characters the part has. */
    public static String containing(String part) {
        return "%" + part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    /**
     * A text as PostgreSQL can keep it: it keeps no NUL, so the replacement character shows that one stood there. Targets and
     * files of others decide what comes in.
     */
    public static String storable(String text) {
        return text.replace('\0', '\ufffd');
    }

    /** Runs it for its effect and gives the number of rows. */
    public int update(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepare(connection)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Runs one statement with each of several sets of parameters, in their order and in one round trip.
     *
     * @param rows the parameters of each, in the order of the question marks
     */
    public static void each(DataSource dataSource, String text, List<@Nullable Object[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(text)) {
            for (@Nullable Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    statement.setObject(i + 1, bound(connection, row[i]));
                }
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Runs it for its rows. */
    public <T> List<T> list(DataSource dataSource, Reader<T> reader) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepare(connection);
                ResultSet result = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            Columns columns = new Columns(result);
            while (result.next()) {
                found.add(reader.read(columns));
            }
            return found;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Runs it and hands its rows on, of which a few at a time are in memory. MUST run in a transaction. */
    public <T> void forEach(DataSource dataSource, Reader<T> reader, Consumer<T> taker) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepare(connection)) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet result = statement.executeQuery()) {
                Columns columns = new Columns(result);
                while (result.next()) {
                    taker.accept(reader.read(columns));
                }
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Runs it for its first row. */
    public <T> Optional<T> first(DataSource dataSource, Reader<T> reader) {
        return list(dataSource, reader).stream().findFirst();
    }

    /** Runs it for the one row that it always has. */
    public <T> T only(DataSource dataSource, Reader<T> reader) {
        return first(dataSource, reader).orElseThrow();
    }

    private PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text.toString());
        try {
            if (forItsValues) {
                statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            }
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, bound(connection, parameters.get(i)));
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    private static @Nullable Object bound(Connection connection, @Nullable Object value) throws SQLException {
        if (value instanceof String string) {
            return storable(string);
        }
        if (value instanceof Instant instant) {
            return kept(instant);
        }
        if (value instanceof Instant[] instants) {
            return connection.createArrayOf(
                    "timestamptz", Stream.of(instants).map(Sql::kept).toArray());
        }
        if (value instanceof String[] texts) {
            return connection.createArrayOf("text", texts);
        }
        if (value instanceof UUID[] ids) {
            return connection.createArrayOf("uuid", ids);
        }
        return value;
    }

    /** PostgreSQL would round what is finer than it keeps, and round up at times. */
    private static OffsetDateTime kept(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    static IllegalStateException failed(SQLException e) {
        return new IllegalStateException("the database refused a statement, SQLSTATE " + e.getSQLState(), e);
    }
}

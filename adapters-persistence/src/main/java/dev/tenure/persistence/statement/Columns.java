package dev.tenure.persistence.statement;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The columns of the row at which a result stands. A column that may be null is read as an {@link Optional}. */
public final class Columns {

    private final ResultSet result;

    Columns(ResultSet result) {
        this.result = result;
    }

    /** A text. */
    public String text(String column) throws SQLException {
        return Objects.requireNonNull(result.getString(column), column);
    }

    /** A text, if there is one. */
    public Optional<String> optionalText(String column) throws SQLException {
        return Optional.ofNullable(result.getString(column));
    }

    /** An id. */
    public UUID id(String column) throws SQLException {
        return Objects.requireNonNull(result.getObject(column, UUID.class), column);
    }

    /** An id, if there is one. */
    public Optional<UUID> optionalId(String column) throws SQLException {
        return Optional.ofNullable(result.getObject(column, UUID.class));
    }

    /** A moment. */
    public Instant moment(String column) throws SQLException {
        return optionalMoment(column).orElseThrow();
    }

    /** A moment, if there is one. */
    public Optional<Instant> optionalMoment(String column) throws SQLException {
        return Optional.ofNullable(result.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    /** A day. */
    public LocalDate day(String column) throws SQLException {
        return Objects.requireNonNull(result.getObject(column, LocalDate.class), column);
    }

    /** A day, if there is one. */
    public Optional<LocalDate> optionalDay(String column) throws SQLException {
        return Optional.ofNullable(result.getObject(column, LocalDate.class));
    }

    /** A whole number. */
    public long number(String column) throws SQLException {
        return result.getLong(column);
    }

    /** A whole number that is small. */
    public int smallNumber(String column) throws SQLException {
        return result.getInt(column);
    }

    /** Whether something is so. */
    public boolean flag(String column) throws SQLException {
        return result.getBoolean(column);
    }

    /** Texts in their order. */
    public List<String> texts(String column) throws SQLException {
        Array array = result.getArray(column);
        try {
            return List.of((String[]) array.getArray());
        } finally {
            array.free();
        }
    }

    /** Whole numbers in their order. */
    public List<Long> numbers(String column) throws SQLException {
        Array array = result.getArray(column);
        try {
            return List.of((Long[]) array.getArray());
        } finally {
            array.free();
        }
    }
}

package dev.tenure.benchmarks.scim;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A page of users as a client asks for it, and the floor: what SQL must do for it over a plain connection, which is to count
 * what was found and to read the documents of one part, in one transaction.
 *
 * @param name in the report
 * @param filter as SCIM has it
 * @param condition the same as SQL has it, with one parameter
 * @param wanted the parameter
 */
record BarePage(String name, Optional<String> filter, Optional<String> condition, String wanted, Place place) {

    private static final String OWN = " FROM pushed_user WHERE source = ? AND NOT withdrawn";

    /** Where the part begins. */
    sealed interface Place {

        /** All that is found, which is one part. */
        record Whole() implements Place {}

        /** By position, from 1. */
        record Position(int from) implements Place {}

        /** Behind so many, by cursor. */
        record Behind(int skipped) implements Place {}
    }

    /** The pages that are measured, of so many users. */
    static List<BarePage> all(int users, int part) {
        Place whole = new Place.Whole();
        Place first = new Place.Position(1);
        int most = users / part * (part - part / 10);
        return List.of(
                filtered(
                        "`userName eq`",
                        "userName eq \"loaded.004321@benchmark.example\"",
                        "user_name = ?",
                        "loaded.004321@benchmark.example",
                        whole),
                filtered("`userName sw`", "userName sw \"loaded.0043\"", "user_name LIKE ?", "loaded.0043%", first),
                filtered(
                        "`emails.value eq`",
                        "emails.value eq \"loaded.004321@benchmark.example\"",
                        "CAST(emails AS jsonb) @> jsonb_build_array(CAST(? AS text))",
                        "loaded.004321@benchmark.example",
                        whole),
                filtered("`title eq`, first part", "title eq \"Title 7\"", "title = ?", "title 7", first),
                unfiltered("all, first part", first),
                unfiltered("all, behind 90 %, by position", new Place.Position(most + 1)),
                unfiltered("all, behind 90 %, by cursor", new Place.Behind(most)));
    }

    private static BarePage filtered(String name, String filter, String condition, String wanted, Place place) {
        return new BarePage(name, Optional.of(filter), Optional.of(condition), wanted, place);
    }

    private static BarePage unfiltered(String name, Place place) {
        return new BarePage(name, Optional.empty(), Optional.empty(), "", place);
    }

    /**
     * Reads the page; the transaction ends with it.
     *
     * @return how many users were found in all
     */
    int read(Connection connection, String source, int part) throws SQLException {
        String where = OWN + condition.map(c -> " AND " + c).orElse("");
        int total;
        try (PreparedStatement count = connection.prepareStatement("SELECT count(*)" + where)) {
            bind(count, source);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                total = row.getInt(1);
            }
        }
        String behind =
                switch (place) {
                    case Place.Whole all -> "";
                    case Place.Position position -> " ORDER BY id LIMIT " + part + " OFFSET " + (position.from() - 1);
                    case Place.Behind cursor ->
                        " AND id > '019a0000-0000-7000-8000-" + "%012x".formatted(cursor.skipped())
                                + "' ORDER BY id LIMIT " + (part + 1);
                };
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id, document, created_at, modified_at, version" + where + behind)) {
            bind(select, source);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (row.getString("document").isEmpty()) {
                        throw new IllegalStateException("a user has no document");
                    }
                }
            }
        }
        connection.commit();
        return total;
    }

    private void bind(PreparedStatement statement, String source) throws SQLException {
        statement.setString(1, source);
        if (condition.isPresent()) {
            statement.setString(2, wanted);
        }
    }
}

package dev.tenure.persistence.paging;

import dev.tenure.persistence.statement.Sql;
import javax.sql.DataSource;

/**
 * How a list is best searched. Where a list is in the order of what is searched, those that match stand together, perhaps at its
 * end: whoever walks it until a page is full may have read all of it. The database does not know that, and would walk.
 */
public final class Matches {

    /** So many are read and put in order within some milliseconds. */
    private static final int FEW = 10_000;

    private Matches() {}

    /**
     * Whether so few rows match that all of them are read and put in order sooner than the list is walked.
     *
     * @param matching what follows FROM, with a question mark for each value
     */
    public static boolean areFew(DataSource dataSource, String matching, Object... values) {
        return Sql.of("SELECT count(*) AS matches FROM (SELECT FROM " + matching, values)
                .then("LIMIT ?) AS matched", FEW + 1)
                .forItsValues()
                .only(dataSource, row -> row.number("matches") <= FEW);
    }
}

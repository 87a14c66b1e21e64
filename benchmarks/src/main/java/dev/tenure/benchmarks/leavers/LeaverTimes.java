package dev.tenure.benchmarks.leavers;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.ToDoubleFunction;

/**
 * What the service wrote down of each account that was blocked and contained, in the order in which it learnt of the leavers. All
 * times are the database's.
 *
 * @param accounts one for every leaver and system
 */
record LeaverTimes(List<Account> accounts) {

    private static final String SHUT_OUT = """
              FROM leaver_case c
              JOIN leaver_case_system s ON s.leaver_case = c.id
              JOIN leaver_case_account a ON a.leaver_case = c.id AND a.system = s.system
             WHERE s.system = ANY (?) AND a.blocked_at IS NOT NULL AND a.contained_at IS NOT NULL""";

    LeaverTimes {
        accounts = List.copyOf(accounts);
    }

    /**
     * One account.
     *
     * @param received when the service learnt of the leaver, which is when it opened the case
     * @param listed when the system had been asked for the leaver's accounts
     * @param blocked when the directory had shown that nobody can sign in
     * @param contained when the password was one that nobody knows
     */
    record Account(Instant received, Instant listed, Instant blocked, Instant contained) {

        /** When both were verified. */
        Instant shutOut() {
            return blocked.isAfter(contained) ? blocked : contained;
        }

        double seconds() {
            return between(received, shutOut());
        }
    }

    /** How many accounts on these systems are blocked and contained. */
    static int count(Connection connection, List<UUID> systems) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT count(*)\n" + SHUT_OUT)) {
            select.setArray(1, array(connection, systems));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** Reads those of these systems. */
    static LeaverTimes read(Connection connection, List<UUID> systems) throws SQLException {
        List<Account> accounts = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT c.received_at, s.listed_at, a.blocked_at, a.contained_at\n"
                        + SHUT_OUT + " ORDER BY c.received_at, c.id")) {
            select.setArray(1, array(connection, systems));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    accounts.add(new Account(at(row, 1), at(row, 2), at(row, 3), at(row, 4)));
                }
            }
        }
        return new LeaverTimes(accounts);
    }

    /** Without the first so many. */
    LeaverTimes behind(int first) {
        return new LeaverTimes(accounts.subList(first, accounts.size()));
    }

    /** Seconds from the first receipt until the last account was shut out. */
    double seconds() {
        Instant first = accounts.stream()
                .map(Account::received)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant last = accounts.stream()
                .map(Account::shutOut)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return between(first, last);
    }

    /** Seconds from receipt until shut out, each account's. */
    double[] each() {
        return each(Account::seconds);
    }

    /** Something of each account. */
    double[] each(ToDoubleFunction<Account> what) {
        return accounts.stream().mapToDouble(what).toArray();
    }

    /** Seconds between two times. */
    static double between(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }

    private static Array array(Connection connection, List<UUID> systems) throws SQLException {
        return connection.createArrayOf("uuid", systems.toArray());
    }

    private static Instant at(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}

package dev.tenure.persistence.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What an administrator of the database does once, before the first migration: the roles, and the guard against dropping the
 * audit log. In production a person runs both files with {@code psql}; the demo and the tests run them from here.
 */
public final class Provisioning {

    /** Owns the schema and migrates it. */
    public static final String OWNER = "tenure_owner";

    /** What replicas sign in as. */
    public static final String APPLICATION = "tenure_app";

    /** Erases disclosed personal values and drops sealed audit partitions. */
    public static final String RETENTION = "tenure_retention";

    private static final String ROLES = "/db/provisioning/roles.sql";
    private static final String GUARD = "/db/provisioning/guard.sql";

    private Provisioning() {}

    /**
     * Runs both files. Repeating it changes nothing.
     *
     * @param administrator a superuser's connection to the very database that the product is to use
     */
    public static void provision(Connection administrator) throws SQLException {
        try (Statement statement = administrator.createStatement()) {
            statement.execute(read(ROLES));
            statement.execute(read(GUARD));
        }
    }

    private static String read(String resource) {
        try (InputStream in = Provisioning.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + ": is missing from the artifact");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

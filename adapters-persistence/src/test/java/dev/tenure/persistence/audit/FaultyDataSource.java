package dev.tenure.persistence.audit;

import dev.tenure.persistence.testing.EmbeddedDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Counts statements and, before or after the chosen one, has the database end the connection for good, as it is when the
 * process at its other end is killed.
 */
final class FaultyDataSource {

    enum When {
        BEFORE,
        AFTER
    }

    private final EmbeddedDatabase database;
    private final DataSource target;
    private final When when;
    private final int fatal;
    private final List<String> statements = new ArrayList<>();
    private boolean fired;

    /** @param fatal the number of the statement, from 1 */
    FaultyDataSource(EmbeddedDatabase database, DataSource target, When when, int fatal) {
        this.database = database;
        this.target = target;
        this.when = when;
        this.fatal = fatal;
    }

    boolean fired() {
        return fired;
    }

    /** The statements seen so far. */
    List<String> statements() {
        return List.copyOf(statements);
    }

    DataSource dataSource() {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            Object result = call(target, method, arguments);
            return result instanceof Connection connection ? connection(connection) : result;
        });
    }

    private Connection connection(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            Object result = call(connection, method, arguments);
            return result instanceof java.sql.PreparedStatement statement
                    ? statement(connection, statement, String.valueOf(arguments[0]))
                    : result;
        });
    }

    private Statement statement(Connection connection, java.sql.PreparedStatement statement, String sql) {
        return proxy(java.sql.PreparedStatement.class, (proxy, method, arguments) -> {
            if (!method.getName().startsWith("execute")) {
                return call(statement, method, arguments);
            }
            statements.add(sql);
            boolean now = statements.size() == fatal;
            if (now && when == When.BEFORE) {
                kill(connection);
            }
            Object result = call(statement, method, arguments);
            if (now && when == When.AFTER) {
                kill(connection);
            }
            return result;
        });
    }

    private void kill(Connection victim) throws SQLException {
        fired = true;
        long pid;
        try (Statement statement = victim.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            pid = row.getLong(1);
        }
        try (Connection administrator = database.connectAsAdministrator()) {
            // Waits until the backend is gone, and its locks with it.
            Sql.execute(administrator, "SELECT pg_terminate_backend(" + pid + ", 30000)");
        }
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private static <T> T proxy(Class<T> type, java.lang.reflect.InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}

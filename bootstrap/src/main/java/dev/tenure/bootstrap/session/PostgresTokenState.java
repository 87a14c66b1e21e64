package dev.tenure.bootstrap.session;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TokenStateManager;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps the tokens of signed-in browsers in the database, so that a browser holds a random handle and nothing else, every
 * replica knows every session, and signing out ends it.
 */
@Alternative
@Priority(1)
@Singleton
public class PostgresTokenState implements TokenStateManager {

    private final DataSource dataSource;
    private final Duration longestSession;
    private final SecureRandom random = new SecureRandom();

    /** @param longestSession {@code tenure.web.session-age}: how long a session lasts at the most */
    public PostgresTokenState(
            DataSource dataSource,
            @ConfigProperty(name = "tenure.web.session-age", defaultValue = "PT8H") Duration longestSession) {
        this.dataSource = dataSource;
        this.longestSession = longestSession;
    }

    @Override
    public Uni<String> createTokenState(
            RoutingContext routing,
            OidcTenantConfig tenant,
            AuthorizationCodeTokens tokens,
            OidcRequestContext<String> context) {
        return context.runBlocking(() -> store(tokens));
    }

    @Override
    public Uni<AuthorizationCodeTokens> getTokens(
            RoutingContext routing,
            OidcTenantConfig tenant,
            String tokenState,
            OidcRequestContext<AuthorizationCodeTokens> context) {
        return context.runBlocking(() -> load(tokenState)
                // An unknown handle is a session that ended: the browser signs in again.
                .orElseThrow(() -> new AuthenticationFailedException("the session has ended")));
    }

    @Override
    public Uni<Void> deleteTokens(
            RoutingContext routing, OidcTenantConfig tenant, String tokenState, OidcRequestContext<Void> context) {
        return context.runBlocking(() -> {
            remove(tokenState);
            return null;
        });
    }

    private String store(AuthorizationCodeTokens tokens) {
        SessionHandle handle = SessionHandle.draw(random);
        byte[] sealed = handle.seal(SessionTokens.write(tokens), random);
        update(
                "INSERT INTO web_session (handle_hash, tokens, expires_at)"
                        + " VALUES (?, ?, transaction_timestamp() + ? * interval '1 second')",
                handle.hash(),
                sealed,
                longestSession.toSeconds());
        return handle.text();
    }

    private Optional<AuthorizationCodeTokens> load(String text) {
        Optional<SessionHandle> handle = SessionHandle.parse(text);
        return handle.flatMap(h -> QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = dataSource.getConnection();
                    PreparedStatement select =
                            connection.prepareStatement("SELECT tokens FROM web_session WHERE handle_hash = ?"
                                    + " AND expires_at > transaction_timestamp()")) {
                select.setBytes(1, h.hash());
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? h.open(row.getBytes(1)).map(SessionTokens::read)
                            : Optional.<AuthorizationCodeTokens>empty();
                }
            }
        }));
    }

    private void remove(String text) {
        SessionHandle.parse(text)
                .ifPresent(handle -> update("DELETE FROM web_session WHERE handle_hash = ?", handle.hash()));
    }

    private void update(String sql, Object... values) {
        QuarkusTransaction.requiringNew().run(() -> {
            try (Connection connection = dataSource.getConnection();
                    PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                statement.executeUpdate();
            } catch (SQLException e) {
                throw new IllegalStateException("the session was not stored", e);
            }
        });
    }
}

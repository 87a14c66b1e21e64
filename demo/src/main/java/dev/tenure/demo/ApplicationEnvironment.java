package dev.tenure.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the packaged application is told, all of it by environment variables. Production sets the same ones.
 *
 * <table>
 * <caption>The contract between a launcher and the application</caption>
 * <tr><th>variable</th><th>for</th><th>meaning</th></tr>
 * <tr><td>{@code QUARKUS_DATASOURCE_JDBC_URL}</td><td>serve</td><td>the database, without user or password</td></tr>
 * <tr><td>{@code QUARKUS_DATASOURCE_USERNAME}, {@code QUARKUS_DATASOURCE_PASSWORD}</td><td>serve</td><td>the application
 * role, which owns nothing</td></tr>
 * <tr><td>{@code TENURE_OWNER_JDBC_URL}, {@code TENURE_OWNER_USERNAME}, {@code TENURE_OWNER_PASSWORD}</td><td>migrate</td>
 * <td>the owner of the schema; absent while serving</td></tr>
 * <tr><td>{@code QUARKUS_OIDC_AUTH_SERVER_URL}</td><td>serve</td><td>the issuer</td></tr>
 * <tr><td>{@code QUARKUS_OIDC_CLIENT_ID}, {@code QUARKUS_OIDC_CREDENTIALS_SECRET}</td><td>serve</td><td>the application as
 * the provider knows it; the client id is also the audience of access tokens</td></tr>
 * <tr><td>{@code TENURE_SECRET_…}</td><td>serve</td><td>secrets of target systems, which configuration names as {@code
 * env:TENURE_SECRET_…}</td></tr>
 * <tr><td>{@code TENURE_AUDIT_KEY_FILE}</td><td>serve</td><td>the log's private key: Ed25519, PKCS #8 in PEM</td></tr>
 * <tr><td>{@code TENURE_AUDIT_ORIGIN}</td><td>serve</td><td>the log's origin and the key's name</td></tr>
 * <tr><td>{@code TENURE_WEB_FORM_SECRET}</td><td>serve</td><td>what the tokens of forms are made with, the same on every
 * replica</td></tr>
 * <tr><td>{@code QUARKUS_HTTP_HOST}, {@code QUARKUS_HTTP_PORT}</td><td>serve</td><td>where to listen</td></tr>
 * <tr><td>{@code TENURE_DEVELOPMENT_CREDENTIALS}</td><td>both</td><td>{@code accepted} in the demo alone. Without it the
 * application MUST refuse to start on a password or secret that begins with {@code development-only-}</td></tr>
 * </table>
 *
 * @param owner the owner of the schema
 * @param application the role that serves
 * @param issuer the OpenID provider
 * @param clientSecret of the client {@link DevelopmentIdentityProvider#CLIENT_ID}
 * @param auditKeyFile the private key
 * @param auditOrigin the log's origin
 * @param httpPort where to listen, on the loopback interface
 * @param formSecret what the tokens of forms are made with, at least 32 characters
 * @param targetSecrets secrets of target systems by their variable, each name beginning with {@code TENURE_SECRET_}
 */
record ApplicationEnvironment(
        DatabaseLogin owner,
        DatabaseLogin application,
        URI issuer,
        String clientSecret,
        Path auditKeyFile,
        String auditOrigin,
        int httpPort,
        String formSecret,
        Map<String, String> targetSecrets) {

    /** What the variables of target systems' secrets begin with. */
    static final String SECRET_PREFIX = "TENURE_SECRET_";

    ApplicationEnvironment {
        targetSecrets = Map.copyOf(targetSecrets);
        for (String name : targetSecrets.keySet()) {
            if (!name.startsWith(SECRET_PREFIX)) {
                throw new IllegalArgumentException("targetSecrets: " + name + " does not begin with " + SECRET_PREFIX);
            }
        }
    }

    /** The variables for serving. The owner's credentials are not among them. */
    Map<String, String> forServing() {
        Map<String, String> variables = new TreeMap<>(targetSecrets);
        variables.put("QUARKUS_DATASOURCE_JDBC_URL", application.jdbcUrl());
        variables.put("QUARKUS_DATASOURCE_USERNAME", application.username());
        variables.put("QUARKUS_DATASOURCE_PASSWORD", application.password());
        variables.put("QUARKUS_OIDC_AUTH_SERVER_URL", issuer.toString());
        variables.put("QUARKUS_OIDC_CLIENT_ID", DevelopmentIdentityProvider.CLIENT_ID);
        variables.put("QUARKUS_OIDC_CREDENTIALS_SECRET", clientSecret);
        variables.put("TENURE_AUDIT_KEY_FILE", auditKeyFile.toAbsolutePath().toString());
        variables.put("TENURE_AUDIT_ORIGIN", auditOrigin);
        variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        variables.put("QUARKUS_HTTP_PORT", Integer.toString(httpPort));
        variables.put("TENURE_DEVELOPMENT_CREDENTIALS", "accepted");
        variables.put("TENURE_WEB_FORM_SECRET", formSecret);
        // The demo speaks plain HTTP on the loopback interface; production stands behind TLS and keeps the default.
        variables.put("QUARKUS_OIDC_WEB_AUTHENTICATION_COOKIE_FORCE_SECURE", "false");
        return variables;
    }

    /** The variables for bringing the schema up to date. */
    Map<String, String> forMigrating() {
        Map<String, String> variables = new TreeMap<>();
        variables.put("TENURE_OWNER_JDBC_URL", owner.jdbcUrl());
        variables.put("TENURE_OWNER_USERNAME", owner.username());
        variables.put("TENURE_OWNER_PASSWORD", owner.password());
        variables.put("TENURE_DEVELOPMENT_CREDENTIALS", "accepted");
        return variables;
    }

    /** Names no password. */
    @Override
    public String toString() {
        return "ApplicationEnvironment[issuer=" + issuer + ", auditOrigin=" + auditOrigin + ", httpPort=" + httpPort
                + "]";
    }
}

package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApplicationEnvironmentTest {

    private static final DatabaseLogin OWNER = new DatabaseLogin("jdbc:postgresql://h/db", "owner", "owner-word");
    private static final DatabaseLogin APPLICATION = new DatabaseLogin("jdbc:postgresql://h/db", "app", "app-word");

    private final ApplicationEnvironment environment = new ApplicationEnvironment(
            OWNER,
            APPLICATION,
            URI.create("http://localhost:1/tenure"),
            "client-word",
            Path.of("/keys/audit.key"),
            "audit.example",
            8080,
            "form-word-of-thirty-two-characters",
            Map.of("TENURE_SECRET_AD", "directory-word"));

    @Test
    void whatServesNeverLearnsTheOwnersPassword() {
        Map<String, String> serving = environment.forServing();

        assertFalse(serving.containsValue("owner-word"));
        assertEquals("app", serving.get("QUARKUS_DATASOURCE_USERNAME"));
        assertEquals("app-word", serving.get("QUARKUS_DATASOURCE_PASSWORD"));
        assertEquals("http://localhost:1/tenure", serving.get("QUARKUS_OIDC_AUTH_SERVER_URL"));
        assertEquals("client-word", serving.get("QUARKUS_OIDC_CREDENTIALS_SECRET"));
        assertEquals("directory-word", serving.get("TENURE_SECRET_AD"));
        assertEquals("/keys/audit.key", serving.get("TENURE_AUDIT_KEY_FILE"));
        assertEquals("8080", serving.get("QUARKUS_HTTP_PORT"));
    }

    @Test
    void theMigrationGetsTheOwnerAlone() {
        assertEquals(
                Set.of(
                        "TENURE_OWNER_JDBC_URL",
                        "TENURE_OWNER_USERNAME",
                        "TENURE_OWNER_PASSWORD",
                        "TENURE_DEVELOPMENT_CREDENTIALS"),
                environment.forMigrating().keySet());
    }

    @Test
    void itsTextNamesNoSecret() {
        String text = environment.toString() + OWNER + APPLICATION;

        assertFalse(text.contains("word"), text);
    }

    @Test
    void aSecretUnderAnotherNameIsRefused() {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> new ApplicationEnvironment(
                        OWNER, APPLICATION, environment.issuer(), "c", Path.of("k"), "o", 1, "f", Map.of("PATH", "x")));

        assertTrue(String.valueOf(refusal.getMessage()).contains("TENURE_SECRET_"));
    }

    @Test
    void aDevelopmentCredentialSaysWhatItIsAndIsNewEachTime() {
        String first = DevelopmentCredential.fresh();

        assertTrue(first.matches("development-only-[A-Za-z0-9_-]{32}"), first);
        assertFalse(first.equals(DevelopmentCredential.fresh()));
    }
}

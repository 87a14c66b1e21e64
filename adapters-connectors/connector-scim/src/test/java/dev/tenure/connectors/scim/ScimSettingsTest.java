package dev.tenure.connectors.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.connector.spi.ConfigurationSchema.Setting;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.ConnectorFactory;
import dev.tenure.connector.spi.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScimSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "address, http://scim.example/v2",
        "address, ldaps://scim.example",
        "address, https://name:word@scim.example",
        "address, https://scim.example/v2?x=1",
        "address, not an address",
        "unencrypted, perhaps",
        "certificatePin, abc",
        "trustedCertificate, no-such-file.pem",
        "attributes, a*b",
        "paging, both",
        "changes, post",
        "filters, maybe",
        "passwords, perhaps",
        "quirks, acme",
        "activeForm, odd",
        "disableBy, wish",
        "memberRemoval, odd",
        "memberships, odd",
        "totals, odd",
        "incremental, perhaps",
        "canEnable, odd",
        "canDelete, odd",
        "disablingLoses, odd",
        "sessionList, POST /Users/{id}/sessions",
        "sessionList, GET /everybody",
        "tokenList, GET http://scim.example/{id}",
        "sessionReset, GET /Users/{id}",
        "sessionReset, POST /everybody/sessions",
        "sessionReset, POST http://scim.example/{id}",
        "tokenRevocation, tokens",
        "pageSize, 0",
        "pageSize, many",
        "requestTimeoutMillis, 0",
        "connectTimeoutMillis, -1",
        "sessionLifeHours, 0",
        "largestAnswerMegabytes, 4096"
    })
    void aWrongSettingIsNamed(String setting, String value) {
        Map<String, String> settings = good();
        settings.put(setting, value);
        ConfigurationException refusal = assertThrows(ConfigurationException.class, () -> open(settings));
        assertEquals(setting, refusal.setting());
        assertFalse(String.valueOf(refusal.getMessage()).contains("top-secret"));
    }

    @Test
    void settingsThatContradictEachOtherAreNamed() {
        Map<String, String> settings = good();
        settings.putAll(Map.of("incremental", "yes", "filters", "none"));
        assertEquals(
                "incremental",
                assertThrows(ConfigurationException.class, () -> open(settings)).setting());
        settings.remove("incremental");
        settings.putAll(Map.of("sessionList", "GET /Users/{id}/sessions", "sessionListItems", "a.b.c"));
        assertEquals(
                "sessionListItems",
                assertThrows(ConfigurationException.class, () -> open(settings)).setting());
        settings.remove("sessionListItems");
        settings.putAll(Map.of("disableBy", "delete", "disablingLoses", "nothing"));
        assertEquals(
                "disablingLoses",
                assertThrows(ConfigurationException.class, () -> open(settings)).setting());
    }

    @Test
    void aTokenThatCannotBeSentIsNotRepeated() {
        ConfigurationException refusal = assertThrows(ConfigurationException.class, () -> new ScimConnectorFactory()
                .open(new ConnectorConfiguration(good(), Map.of("token", Secret.of("top\r\nsecret"))))
                .close());
        assertEquals("token", refusal.setting());
        assertFalse(String.valueOf(refusal.getMessage()).contains("secret\r"));
    }

    @Test
    void eitherATokenOrAClientIsNeeded() {
        Map<String, String> settings = good();
        assertEquals("token", refused(settings, Map.of()));
        settings.put("tokenEndpoint", "https://scim.example/token");
        assertEquals("token", refused(settings, Map.of("token", Secret.of("t"))));
        assertEquals("clientId", refused(settings, Map.of()));
        settings.put("clientId", "c");
        assertEquals("clientSecret", refused(settings, Map.of()));
    }

    private static String refused(Map<String, String> settings, Map<String, Secret> secrets) {
        return assertThrows(ConfigurationException.class, () -> new ScimConnectorFactory()
                        .open(new ConnectorConfiguration(settings, secrets))
                        .close())
                .setting();
    }

    @Test
    void aQuirkThatIsGivenGoesBeforeTheVendors() {
        Map<String, String> settings = good();
        settings.put("quirks", "github");
        assertFalse(ScimSettings.of(configuration(settings)).quirks().groups());
        settings.put("groups", "yes");
        Quirks quirks = ScimSettings.of(configuration(settings)).quirks();
        assertTrue(quirks.groups());
        assertEquals(Quirks.ActiveForm.VALUE, quirks.activeForm());
    }

    @Test
    void theSchemaIsReadableByAPerson() {
        for (Setting setting : new ScimConnectorFactory().schema().settings()) {
            assertTrue(setting.description().endsWith("."), setting.name());
            assertFalse(setting.required() && setting.fallback().isPresent(), setting.name());
        }
    }

    @Test
    void theFactoryIsFoundByTheServiceLoader() {
        assertTrue(ServiceLoader.load(ConnectorFactory.class).stream()
                .anyMatch(p -> p.type().equals(ScimConnectorFactory.class)));
    }

    private static Map<String, String> good() {
        return new HashMap<>(Map.of("address", "https://scim.example/v2"));
    }

    private static ConnectorConfiguration configuration(Map<String, String> settings) {
        return new ConnectorConfiguration(settings, Map.of("token", Secret.of("top-secret")));
    }

    private static void open(Map<String, String> settings) {
        new ScimConnectorFactory().open(configuration(settings)).close();
    }
}

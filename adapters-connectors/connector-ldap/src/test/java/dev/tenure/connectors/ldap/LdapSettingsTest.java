package dev.tenure.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.connector.spi.ConfigurationSchema.Setting;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.ConnectorFactory;
import dev.tenure.connector.spi.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LdapSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "url, ldap://dc.corp.example",
        "url, http://dc.corp.example",
        "url, dc.corp.example",
        "url, ldaps://",
        "startTls, maybe",
        "unencrypted, perhaps",
        "certificatePin, abc",
        "trustedCertificate, no-such-file.pem",
        "baseDn, not a dn",
        "accountBase, not a dn",
        "groupBase, not a dn",
        "accountFilter, (objectClass=person",
        "style, novell",
        "idAttribute, no)(good",
        "nameAttribute, no good",
        "attributes, mail *",
        "disableAttribute, x=y",
        "pageSize, 0",
        "pageSize, 10001",
        "pageSize, many",
        "ticketLifetimeHours, -1",
        "connectTimeoutMillis, 0",
        "responseTimeoutMillis, 99999999999999999999"
    })
    void aWrongSettingIsNamed(String setting, String value) {
        Map<String, String> settings = good();
        settings.put(setting, value);
        ConfigurationException refusal = assertThrows(ConfigurationException.class, () -> open(settings));
        assertEquals(setting, refusal.setting());
        assertFalse(String.valueOf(refusal.getMessage()).contains("top-secret"));
    }

    @Test
    void aFileWithoutCertificatesIsNoAuthority(@TempDir Path files) throws Exception {
        Map<String, String> settings = good();
        settings.put(
                "trustedCertificate",
                Files.writeString(files.resolve("empty.pem"), "").toString());
        assertEquals(
                "trustedCertificate",
                assertThrows(ConfigurationException.class, () -> open(settings)).setting());
    }

    @Test
    void clearTextIsAllowedOnlyWhenSomebodySaysSo() {
        Map<String, String> settings = good();
        settings.put("url", "ldap://dc.corp.example");
        settings.put("unencrypted", "allow");
        open(settings);
        settings.remove("unencrypted");
        settings.put("startTls", "yes");
        open(settings);
    }

    @Test
    void severalAddressesAreTakenInTurn() {
        Map<String, String> settings = good();
        settings.put("url", "ldaps://dc1.corp.example  ldaps://dc2.corp.example:1636");
        LdapSettings parsed = LdapSettings.of(configuration(settings));
        assertEquals(2, parsed.servers().size());
        assertEquals(636, parsed.servers().get(0).getPort());
        assertEquals(1636, parsed.servers().get(1).getPort());
    }

    @Test
    void absentSettingsFollowTheStyle() {
        LdapSettings parsed = LdapSettings.of(configuration(good()));
        assertEquals("objectGUID", parsed.idAttribute());
        assertEquals("sAMAccountName", parsed.nameAttribute());
        assertEquals(parsed.baseDn(), parsed.accountBase());
        assertEquals(10, parsed.ticketLifetime().toHours());
    }

    @Test
    void aPinMayBeWrittenWithColons() {
        Map<String, String> settings = good();
        settings.put("certificatePin", "AB:".repeat(31) + "AB");
        assertEquals(
                "ab".repeat(32),
                LdapSettings.of(configuration(settings)).certificatePin().orElseThrow());
    }

    @Test
    void theSchemaIsReadableByAPerson() {
        for (Setting setting : new LdapConnectorFactory().schema().settings()) {
            assertTrue(setting.description().endsWith("."), setting.name());
            assertFalse(setting.required() && setting.fallback().isPresent(), setting.name());
        }
    }

    @Test
    void theFactoryIsFoundByTheServiceLoader() {
        assertTrue(ServiceLoader.load(ConnectorFactory.class).stream()
                .anyMatch(p -> p.type().equals(LdapConnectorFactory.class)));
    }

    private static Map<String, String> good() {
        return new HashMap<>(Map.of(
                "url",
                "ldaps://dc.corp.example",
                "bindDn",
                "cn=svc,dc=corp,dc=example",
                "baseDn",
                "dc=corp,dc=example",
                "style",
                "active-directory"));
    }

    private static ConnectorConfiguration configuration(Map<String, String> settings) {
        return new ConnectorConfiguration(settings, Map.of("bindPassword", Secret.of("top-secret")));
    }

    private static void open(Map<String, String> settings) {
        new LdapConnectorFactory().open(configuration(settings)).close();
    }
}

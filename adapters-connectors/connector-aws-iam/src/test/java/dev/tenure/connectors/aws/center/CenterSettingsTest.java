package dev.tenure.connectors.aws.center;

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

class CenterSettingsTest {

    private static final Map<String, Secret> SECRETS = Map.of("secretAccessKey", Secret.of("top-secret"));

    private static Map<String, String> good() {
        return new HashMap<>(Map.of("region", "eu-central-1", "accessKeyId", "KEYOFSOMEBODY0000001"));
    }

    private static void open(Map<String, String> settings) {
        new IdentityCenterConnectorFactory()
                .open(new ConnectorConfiguration(settings, SECRETS))
                .close();
    }

    @ParameterizedTest
    @CsvSource({
        "region, everywhere",
        "instance, ssoins-1234567890abcdef",
        "identityStore, D-1",
        "role, tenure",
        "endpoint, http://sso.example",
        "identityStoreEndpoint, http://identitystore.example",
        "attributes, Password",
        "pageSize, 0",
        "pageSize, 101",
        "atOnce, 17",
        "pollMillis, 0",
        "longestChangeMillis, never",
        "unencrypted, perhaps"
    })
    void aWrongSettingIsNamed(String setting, String value) {
        Map<String, String> settings = good();
        settings.put(setting, value);
        ConfigurationException refusal = assertThrows(ConfigurationException.class, () -> open(settings), value);
        assertEquals(setting, refusal.setting());
        assertFalse(String.valueOf(refusal.getMessage()).contains("top-secret"));
    }

    @Test
    void instancesOfEveryPartitionAreTaken() {
        for (String partition : new String[] {"aws", "aws-cn", "aws-us-gov"}) {
            Map<String, String> settings = good();
            settings.put("instance", "arn:" + partition + ":sso:::instance/ssoins-1234567890abcdef");
            settings.put("identityStore", "d-1234567890");
            settings.put("identityStoreEndpoint", "https://identitystore.example");
            open(settings);
        }
    }

    @Test
    void theFactoryIsFoundAndItsFallbacksAreTaken() {
        assertTrue(ServiceLoader.load(ConnectorFactory.class).stream()
                .anyMatch(provider -> provider.type() == IdentityCenterConnectorFactory.class));
        Map<String, String> fallbacks = good();
        for (Setting setting : new IdentityCenterConnectorFactory().schema().settings()) {
            setting.fallback().ifPresent(value -> fallbacks.put(setting.name(), value));
            assertFalse(setting.description().isBlank());
        }
        open(fallbacks);
    }
}

package dev.tenure.connectors.aws;

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

class AwsSettingsTest {

    private static final Map<String, Secret> SECRETS = Map.of("secretAccessKey", Secret.of("top-secret"));

    private static Map<String, String> good() {
        return new HashMap<>(Map.of("region", "us-east-1", "accessKeyId", "KEYOFSOMEBODY0000001"));
    }

    private static void open(Map<String, String> settings, Map<String, Secret> secrets) {
        new AwsIamConnectorFactory()
                .open(new ConnectorConfiguration(settings, secrets))
                .close();
    }

    @ParameterizedTest
    @CsvSource({
        "region, everywhere",
        "accessKeyId, not a key",
        "role, tenure",
        "role, arn:aws:iam::1234:role/tenure",
        "endpoint, http://iam.example",
        "endpoint, https://name:word@iam.example",
        "endpoint, https://iam.example/?x=1",
        "stsEndpoint, ldaps://sts.example",
        "unencrypted, perhaps",
        "attributes, Password",
        "attributes, tag:",
        "accounts, 1234",
        "organization, perhaps",
        "leaveOut, 111111111111",
        "accountRole, /tenure",
        "parallelAccounts, 17",
        "credentialReport, perhaps",
        "reportWaitMillis, 0",
        "organizationsEndpoint, http://organizations.example",
        "pageSize, 0",
        "pageSize, 1001",
        "pageSize, many",
        "connectTimeoutMillis, 0",
        "requestTimeoutMillis, -1",
        "throttlePauseMillis, 0",
        "largestAnswerMegabytes, 4096",
        "trailRegions, everywhere",
        "roleSessions, perhaps",
        "trailRegions, us-east-1;eu-central-1"
    })
    void aWrongSettingIsNamed(String setting, String value) {
        Map<String, String> settings = good();
        settings.put(setting, value);
        ConfigurationException refusal =
                assertThrows(ConfigurationException.class, () -> open(settings, SECRETS), value);
        assertEquals(setting, refusal.setting());
        assertFalse(String.valueOf(refusal.getMessage()).contains("top-secret"));
    }

    @Test
    void whatBelongsTogetherIsGivenTogether() {
        assertEquals(
                "secretAccessKey",
                assertThrows(ConfigurationException.class, () -> open(good(), Map.of()))
                        .setting());
        assertEquals(
                "accessKeyId",
                assertThrows(ConfigurationException.class, () -> open(Map.of("region", "us-east-1"), SECRETS))
                        .setting());
        Map<String, String> settings = good();
        settings.put("externalId", "given-by-us");
        assertEquals(
                "role",
                assertThrows(ConfigurationException.class, () -> open(settings, SECRETS))
                        .setting());
    }

    @ParameterizedTest
    @CsvSource({
        "trailBucket, Not_A_Bucket",
        "trailBucketRegion, nowhere",
        "trailPrefix, AWSLogs",
        "trailPrefix, /AWSLogs/",
        "trailEndpoint, http://trail.example",
        "trailPauseMillis, 0",
        "trailDelayMinutes, -1"
    })
    void aWrongSettingOfTheTrailIsNamed(String setting, String value) {
        Map<String, String> settings = good();
        settings.put("trailRegions", "us-east-1, eu-central-1");
        settings.put("trailBucket", "plain.bucket-1");
        open(settings, SECRETS);
        settings.put(setting, value);
        assertEquals(
                setting,
                assertThrows(ConfigurationException.class, () -> open(settings, SECRETS))
                        .setting());
    }

    @Test
    void filesAreReadOfRegionsThatAreListed() {
        Map<String, String> settings = good();
        settings.put("trailBucket", "plain.bucket-1");
        assertEquals(
                "trailRegions",
                assertThrows(ConfigurationException.class, () -> open(settings, SECRETS))
                        .setting());
    }

    @Test
    void accountsAreNamedOrTakenFromTheOrganization() {
        Map<String, String> settings = good();
        settings.put("accounts", "111111111111, 222222222222");
        settings.put("externalId", "given-by-us");
        open(settings, SECRETS);
        settings.put("organization", "yes");
        assertEquals(
                "accounts",
                assertThrows(ConfigurationException.class, () -> open(settings, SECRETS))
                        .setting());
    }

    @Test
    void everyPartitionAndAnEndpointAreTaken() {
        for (String region : new String[] {"us-east-1", "cn-north-1", "us-gov-west-1", "eu-central-1"}) {
            Map<String, String> settings = good();
            settings.put("region", region);
            open(settings, SECRETS);
        }
        Map<String, String> settings = good();
        settings.put("endpoint", "https://iam.example");
        settings.put("role", "arn:aws-cn:iam::123456789012:role/path/tenure");
        open(settings, SECRETS);
    }

    @Test
    void theFactoryIsFoundAndItsFallbacksAreTaken() {
        assertTrue(ServiceLoader.load(ConnectorFactory.class).stream()
                .anyMatch(provider -> provider.type() == AwsIamConnectorFactory.class));
        Map<String, String> fallbacks = good();
        for (Setting setting : new AwsIamConnectorFactory().schema().settings()) {
            setting.fallback().ifPresent(value -> fallbacks.put(setting.name(), value));
            assertFalse(setting.description().isBlank());
        }
        open(fallbacks, SECRETS);
    }
}

package dev.tenure.connectors.aws.center;

import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.Secret;
import dev.tenure.connectors.aws.targets.EmbeddedAws;
import java.util.HashMap;
import java.util.Map;

/** Connectors to instances in memory, with the settings that fit them. */
final class CenterTargets {

    private CenterTargets() {}

    static ConnectorConfiguration configuration(EmbeddedAws aws, String... more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "region",
                "us-east-1",
                "endpoint",
                aws.url(),
                "unencrypted",
                "allow",
                "accessKeyId",
                EmbeddedAws.ACCESS_KEY_ID,
                "attributes",
                "UserName ExternalId",
                "requestTimeoutMillis",
                "60000",
                "throttlePauseMillis",
                "1",
                "pollMillis",
                "1",
                "pageSize",
                "20"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return new ConnectorConfiguration(settings, Map.of("secretAccessKey", Secret.of(EmbeddedAws.SECRET)));
    }

    static Connector open(EmbeddedAws aws, String... more) {
        return new IdentityCenterConnectorFactory().open(configuration(aws, more));
    }
}

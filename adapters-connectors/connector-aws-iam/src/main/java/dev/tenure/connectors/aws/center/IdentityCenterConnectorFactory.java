package dev.tenure.connectors.aws.center;

import dev.tenure.connector.spi.ConfigurationSchema;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.ConnectorFactory;

/** Makes connectors to the users of IAM Identity Center. */
public final class IdentityCenterConnectorFactory implements ConnectorFactory {

    /** For {@link java.util.ServiceLoader}. */
    public IdentityCenterConnectorFactory() {}

    @Override
    public String kind() {
        return "aws-identity-center";
    }

    @Override
    public ConfigurationSchema schema() {
        return CenterSettings.SCHEMA;
    }

    @Override
    public Connector open(ConnectorConfiguration configuration) {
        return new IdentityCenterConnector(CenterSettings.of(configuration));
    }
}

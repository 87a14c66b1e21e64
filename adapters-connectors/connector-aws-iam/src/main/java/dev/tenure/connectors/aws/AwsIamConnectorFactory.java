package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.ConfigurationSchema;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.ConnectorFactory;

/** Makes connectors to the users of AWS accounts. */
public final class AwsIamConnectorFactory implements ConnectorFactory {

    /** For {@link java.util.ServiceLoader}. */
    public AwsIamConnectorFactory() {}

    @Override
    public String kind() {
        return "aws-iam";
    }

    @Override
    public ConfigurationSchema schema() {
        return AwsSettings.SCHEMA;
    }

    @Override
    public Connector open(ConnectorConfiguration configuration) {
        return new AwsIamConnector(AwsSettings.of(configuration));
    }
}

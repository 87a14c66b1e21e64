package dev.tenure.connectors.scim;

import dev.tenure.connector.spi.ConfigurationSchema;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.ConnectorFactory;

/** Makes connectors to systems that speak SCIM 2.0. */
public final class ScimConnectorFactory implements ConnectorFactory {

    /** For {@link java.util.ServiceLoader}. */
    public ScimConnectorFactory() {}

    @Override
    public String kind() {
        return "scim";
    }

    @Override
    public ConfigurationSchema schema() {
        return ScimSettings.SCHEMA;
    }

    @Override
    public Connector open(ConnectorConfiguration configuration) {
        return new ScimConnector(ScimSettings.of(configuration));
    }
}

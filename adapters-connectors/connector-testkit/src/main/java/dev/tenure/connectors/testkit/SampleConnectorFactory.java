package dev.tenure.connectors.testkit;

import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.connector.spi.ConfigurationSchema;
import dev.tenure.connector.spi.ConfigurationSchema.Setting;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.ConnectorFactory;
import java.util.List;

/** Makes connectors to one {@link SampleSystem}. */
public final class SampleConnectorFactory implements ConnectorFactory {

    private final SampleSystem system;

    /** A factory with an empty system of its own. */
    public SampleConnectorFactory() {
        this(new SampleSystem());
    }

    /** A factory for a system that exists. */
    public SampleConnectorFactory(SampleSystem system) {
        this.system = system;
    }

    @Override
    public String kind() {
        return "sample";
    }

    @Override
    public ConfigurationSchema schema() {
        return new ConfigurationSchema(List.of(
                Setting.required("address", "Where the system is."),
                Setting.secret("token", true, "What the connector signs in with.")));
    }

    @Override
    public Connector open(ConnectorConfiguration configuration) {
        configuration.required("address");
        if (configuration.secret("token").isEmpty()) {
            throw new ConfigurationException("token", "is missing: give a reference to the secret");
        }
        return new SampleConnector(system);
    }
}

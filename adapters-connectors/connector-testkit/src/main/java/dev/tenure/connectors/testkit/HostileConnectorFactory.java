package dev.tenure.connectors.testkit;

import dev.tenure.connector.spi.ConfigurationSchema;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.ConnectorFactory;
import java.util.List;

/** Hands out one {@link HostileConnector}, always the same, so that a test can plan before it is opened. */
public final class HostileConnectorFactory implements ConnectorFactory {

    private final HostileConnector connector;

    /** A factory with an empty system of its own. */
    public HostileConnectorFactory() {
        this(new HostileConnector(new SampleSystem()));
    }

    /** A factory for a connector that exists. */
    public HostileConnectorFactory(HostileConnector connector) {
        this.connector = connector;
    }

    /** The connector that {@link #open} gives. */
    public HostileConnector connector() {
        return connector;
    }

    @Override
    public String kind() {
        return "hostile";
    }

    @Override
    public ConfigurationSchema schema() {
        return new ConfigurationSchema(List.of());
    }

    @Override
    public Connector open(ConnectorConfiguration configuration) {
        return connector;
    }
}

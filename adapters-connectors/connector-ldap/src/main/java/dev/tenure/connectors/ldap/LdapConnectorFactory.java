package dev.tenure.connectors.ldap;

import dev.tenure.connector.spi.ConfigurationSchema;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.ConnectorFactory;

/** Makes connectors to LDAP v3 directories and Active Directory. */
public final class LdapConnectorFactory implements ConnectorFactory {

    /** For {@link java.util.ServiceLoader}. */
    public LdapConnectorFactory() {}

    @Override
    public String kind() {
        return "ldap";
    }

    @Override
    public ConfigurationSchema schema() {
        return LdapSettings.SCHEMA;
    }

    @Override
    public Connector open(ConnectorConfiguration configuration) {
        return new LdapConnector(LdapSettings.of(configuration));
    }
}

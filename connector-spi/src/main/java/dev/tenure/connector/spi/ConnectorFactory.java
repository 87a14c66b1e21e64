package dev.tenure.connector.spi;

/**
 * Makes connectors of one kind. Found by {@link java.util.ServiceLoader}, so an implementation MUST have a public
 * constructor without arguments that does nothing.
 */
public interface ConnectorFactory {

    /** The stable name that a system's configuration uses, such as {@code ldap}. MUST match {@code [a-z][a-z0-9-]*}. */
    String kind();

    /** The settings this kind takes. MUST be the same on every call. */
    ConfigurationSchema schema();

    /**
     * Makes a connector for one system. MUST NOT reach the target: a system may be registered while it is down.
     *
     * @throws ConfigurationException where the settings cannot be right; names the setting and the remedy
     */
    Connector open(ConnectorConfiguration configuration);
}

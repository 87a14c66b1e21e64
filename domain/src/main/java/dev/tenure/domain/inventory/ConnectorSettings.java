package dev.tenure.domain.inventory;

import java.util.Map;

/**
 * How a system is reached.
 *
 * @param kind the connector's kind, such as {@code ldap}
 * @param settings plain settings by name
 * @param secretReferences secrets by name, each as a reference such as {@code env:TENURE_SECRET_AD}; never the secret
 */
public record ConnectorSettings(String kind, Map<String, String> settings, Map<String, String> secretReferences) {

    public ConnectorSettings {
        settings = Map.copyOf(settings);
        secretReferences = Map.copyOf(secretReferences);
    }
}

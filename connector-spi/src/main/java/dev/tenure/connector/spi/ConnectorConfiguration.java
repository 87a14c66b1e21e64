package dev.tenure.connector.spi;

import java.util.Map;
import java.util.Optional;

/**
 * The settings of one system, checked against the schema, with secrets resolved. Its text form shows no secret.
 *
 * @param settings every setting that is not a secret, by name
 * @param secrets every secret, by name
 */
public record ConnectorConfiguration(Map<String, String> settings, Map<String, Secret> secrets) {

    public ConnectorConfiguration {
        settings = Map.copyOf(settings);
        secrets = Map.copyOf(secrets);
    }

    /**
     * A setting that the connector cannot do without.
     *
     * @throws ConfigurationException where it is absent
     */
    public String required(String name) {
        return optional(name)
                .orElseThrow(
                        () -> new ConfigurationException(name, "is missing: set it in the system's configuration"));
    }

    /** A setting that may be absent. */
    public Optional<String> optional(String name) {
        return Optional.ofNullable(settings.get(name)).filter(v -> !v.isBlank());
    }

    /** A whole number. The caller states the fallback of the schema. */
    public long number(String name, long fallback) {
        return optional(name)
                .map(text -> {
                    try {
                        return Long.parseLong(text.strip());
                    } catch (NumberFormatException e) {
                        throw new ConfigurationException(name, "is not a whole number: write digits only");
                    }
                })
                .orElse(fallback);
    }

    /** A secret that may be absent. */
    public Optional<Secret> secret(String name) {
        return Optional.ofNullable(secrets.get(name));
    }

    @Override
    public String toString() {
        return "ConnectorConfiguration[settings=" + settings.keySet() + ", secrets=" + secrets.keySet() + "]";
    }
}

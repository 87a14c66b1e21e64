package dev.tenure.application.inventory;

import dev.tenure.connector.spi.ConfigurationSchema;
import dev.tenure.connector.spi.Connector;
import dev.tenure.domain.inventory.ConnectorSettings;
import dev.tenure.domain.inventory.TargetSystem;
import java.util.List;
import java.util.Optional;

/** The connectors that this installation has, and the way to each system's target. */
public interface Connectors {

    /** The kinds there are, in alphabetical order. */
    List<String> kinds();

    /** The settings of a kind; empty where there is no such kind. */
    Optional<ConfigurationSchema> schema(String kind);

    /**
     * What is wrong with settings, each entry naming the setting and the remedy; empty when nothing is. MUST NOT reach the
     * target and MUST NOT resolve a secret beyond checking that its reference is of an allowed form.
     */
    List<SettingProblem> problems(ConnectorSettings settings);

    /**
     * The connector of a system. Every call that reaches the target MUST be bounded by the system's call time-out and limits,
     * MUST refuse to run inside a transaction by throwing {@link IllegalStateException}, and MUST turn an exception of the
     * connector into an answer: {@code Unreachable} for a read, {@code InDoubt} for a change. How it
     * behaves MUST be told to {@link ConnectorWatch}. Getting the connector and asking for its capabilities reach nothing and MUST work inside a transaction. Callers do not close it.
     *
     * @throws dev.tenure.connector.spi.ConfigurationException where the settings or a secret cannot be used
     */
    Connector of(TargetSystem system);

    /** A setting that is wrong. */
    record SettingProblem(String setting, String reason) {}
}

package dev.tenure.application.inventory;

import dev.tenure.domain.inventory.TargetSystem;
import java.time.Duration;
import java.util.Optional;

/**
 * Is told how connectors behave, by whatever carries them. Every method MUST be called outside any transaction, and takes one.
 * The system is given as it was configured when its connector was opened: what a connector did under a configuration that is
 * no longer in force changes nothing.
 */
public interface ConnectorWatch {

    /**
     * The connector broke its contract. It is quarantined.
     *
     * @param breach how, in words that hold nothing the connector said
     */
    void broke(TargetSystem system, String breach);

    /**
     * The connector was asked and its target did not answer.
     *
     * @param reason why, without personal data
     * @param retryAfter the pause the target asked for
     */
    void silent(TargetSystem system, String reason, Optional<Duration> retryAfter);
}

/**
 * Judges connectors and the runtime that carries them.
 *
 * <p>A connector's author writes a {@link dev.tenure.connectors.testkit.Target}, the truth about the system the connector
 * speaks to, and a test class that implements {@link dev.tenure.connectors.testkit.ConnectorConformance}. The kit never asks
 * the connector whether something is true; it asks the target.
 *
 * <p>{@link dev.tenure.connectors.testkit.HostileConnector} breaks the contract on purpose, for tests of the runtime.
 */
@NullMarked
package dev.tenure.connectors.testkit;

import org.jspecify.annotations.NullMarked;

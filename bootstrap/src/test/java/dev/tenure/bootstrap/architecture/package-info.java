/**
 * The walls of the house, as tests. {@link dev.tenure.bootstrap.architecture.HouseRules} is the page to read: it lists
 * every rule in a sentence. Each rule has a file of planted violations under {@code src/test/resources/architecture} that
 * it must reject, and a floor on what it must have looked at.
 */
@NullMarked
package dev.tenure.bootstrap.architecture;

import org.jspecify.annotations.NullMarked;

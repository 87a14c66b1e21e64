/** Shared secrets in memory, and what their ports promise. */
@NullMarked
package dev.tenure.testkit.secrets;

import org.jspecify.annotations.NullMarked;

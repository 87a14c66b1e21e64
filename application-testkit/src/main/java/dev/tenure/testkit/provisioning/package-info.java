/** Operations in memory, and their contract. */
@NullMarked
package dev.tenure.testkit.provisioning;

import org.jspecify.annotations.NullMarked;

/** Thousands of invented careers, played against any implementation of the ports, and an oracle that judges. */
@NullMarked
package dev.tenure.testkit.simulation;

import org.jspecify.annotations.NullMarked;

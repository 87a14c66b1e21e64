@NullMarked
package dev.tenure.testkit.simulation;

import org.jspecify.annotations.NullMarked;

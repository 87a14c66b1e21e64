/** Waves in memory, and what their port promises. */
@NullMarked
package dev.tenure.testkit.wave;

import org.jspecify.annotations.NullMarked;

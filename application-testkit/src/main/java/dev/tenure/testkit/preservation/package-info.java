/** Legal holds in memory, and what their port promises. */
@NullMarked
package dev.tenure.testkit.preservation;

import org.jspecify.annotations.NullMarked;

/** How long it takes until a leaver is out: one at a time, and many at once. */
@NullMarked
package dev.tenure.benchmarks.leavers;

import org.jspecify.annotations.NullMarked;

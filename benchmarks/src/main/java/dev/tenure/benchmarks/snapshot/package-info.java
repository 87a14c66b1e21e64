/** How fast worker files are taken. */
@NullMarked
package dev.tenure.benchmarks.snapshot;

import org.jspecify.annotations.NullMarked;

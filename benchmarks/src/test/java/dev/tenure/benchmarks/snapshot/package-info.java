@NullMarked
package dev.tenure.benchmarks.snapshot;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.tenure.benchmarks.figure;

import org.jspecify.annotations.NullMarked;

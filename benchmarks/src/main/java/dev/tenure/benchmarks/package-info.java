/** Whole-process benchmarks: each prints a figure and, from the same run, the floor that it stands on. */
@NullMarked
package dev.tenure.benchmarks;

import org.jspecify.annotations.NullMarked;

/** How fast what a directory holds is read and taken over. */
@NullMarked
package dev.tenure.benchmarks.reconciliation;

import org.jspecify.annotations.NullMarked;

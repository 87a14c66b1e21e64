/** What benchmarks print: figures, their floors, and the machine they came from. */
@NullMarked
package dev.tenure.benchmarks.figure;

import org.jspecify.annotations.NullMarked;

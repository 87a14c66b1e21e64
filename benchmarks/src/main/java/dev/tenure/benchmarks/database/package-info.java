/** A PostgreSQL that lives as long as a benchmark. */
@NullMarked
package dev.tenure.benchmarks.database;

import org.jspecify.annotations.NullMarked;

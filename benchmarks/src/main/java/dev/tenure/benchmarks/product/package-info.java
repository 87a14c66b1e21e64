/** The packaged service in a process of its own, and what it needs around it. */
@NullMarked
package dev.tenure.benchmarks.product;

import org.jspecify.annotations.NullMarked;

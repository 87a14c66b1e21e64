/** How long the packaged service takes to be ready, and what memory it holds at rest. */
@NullMarked
package dev.tenure.benchmarks.startup;

import org.jspecify.annotations.NullMarked;

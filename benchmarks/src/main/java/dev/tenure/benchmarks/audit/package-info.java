/** What it costs to append to the audit log and to seal it. */
@NullMarked
package dev.tenure.benchmarks.audit;

import org.jspecify.annotations.NullMarked;

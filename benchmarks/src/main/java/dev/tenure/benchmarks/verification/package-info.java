/** How fast an auditor verifies an export. */
@NullMarked
package dev.tenure.benchmarks.verification;

import org.jspecify.annotations.NullMarked;

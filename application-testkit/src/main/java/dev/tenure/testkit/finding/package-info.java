/** Findings in memory, and what is promised of them. */
@NullMarked
package dev.tenure.testkit.finding;

import org.jspecify.annotations.NullMarked;

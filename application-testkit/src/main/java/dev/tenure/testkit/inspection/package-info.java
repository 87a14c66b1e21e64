/** Inspections in memory, and what is promised of them. */
@NullMarked
package dev.tenure.testkit.inspection;

import org.jspecify.annotations.NullMarked;

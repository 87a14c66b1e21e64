/** Inspections of accounts, end to end in memory. */
@NullMarked
package dev.tenure.testkit.inspection;

import org.jspecify.annotations.NullMarked;

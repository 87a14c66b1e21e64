/** The audit log in memory, and its contract. */
@NullMarked
package dev.tenure.testkit.audit;

import org.jspecify.annotations.NullMarked;

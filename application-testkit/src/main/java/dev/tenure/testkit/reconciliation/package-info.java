/** Accounts and reads in memory, and their contracts. */
@NullMarked
package dev.tenure.testkit.reconciliation;

import org.jspecify.annotations.NullMarked;

/** Transactions, ids and repeated requests in memory. */
@NullMarked
package dev.tenure.testkit.transaction;

import org.jspecify.annotations.NullMarked;

/** Keeps what systems were seen to hold, and merges reads of them set by set. */
@NullMarked
package dev.tenure.persistence.reconciliation;

import org.jspecify.annotations.NullMarked;

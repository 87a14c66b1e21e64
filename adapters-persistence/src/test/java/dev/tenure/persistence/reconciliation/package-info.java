/** Tests of how accounts and reads are kept and merged. */
@NullMarked
package dev.tenure.persistence.reconciliation;

import org.jspecify.annotations.NullMarked;

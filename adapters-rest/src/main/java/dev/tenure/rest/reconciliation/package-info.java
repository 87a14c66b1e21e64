/** Reads, accounts and their protection over HTTP. */
@NullMarked
package dev.tenure.rest.reconciliation;

import org.jspecify.annotations.NullMarked;
